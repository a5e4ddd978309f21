"""The command that was meant where the first word is none: a site to look at, or help."""

import shlex
from typing import Any

import typer.core


class Commands(typer.core.TyperGroup):
    """The command tree; `help` and `help COMMAND` are what `--help` is."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of these words. Raises UsageError, which says what may have been meant."""
        first, *rest = args
        if ctx.resilient_parsing:  # a shell completes a line, and wants no help
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
