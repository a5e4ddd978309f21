"""Handling of a first argument that is not a command: the word `help`, or a site."""

import shlex
from typing import Any

import typer.core


class Commands(typer.core.TyperGroup):
    """The command group. `help` and `help COMMAND` work like `--help`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that `args` name. Raises UsageError, which suggests `check` if the first argument is a site."""
        first, *rest = args
        if ctx.resilient_parsing:  # shell completion: print nothing
            return super().resolve_command(ctx, args)
        if first == "help" and rest:
            return super().resolve_command(ctx, [rest[0], "--help"])
        if first == "help":
            typer.echo(ctx.get_help())
            ctx.exit()
        if first not in self.commands and _is_site(first):
            ctx.fail(f"{first!r} is no command. To look at a site: scamtriage check {shlex.quote(first)}")
        return super().resolve_command(ctx, args)


def _is_site(word: str) -> bool:
    from scamtriage.records.target import Target
    from scamtriage.targets.parse import parse_target

    return isinstance(parse_target(word), Target)
