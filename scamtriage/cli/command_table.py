"""The commands: what the list of them says of each, and how one is loaded when it is run or asked for its options."""

from importlib import import_module
from typing import Any

import typer
from typer._click import Command, Context, HelpFormatter
from typer.core import TyperCommand
from typer.main import get_command

from scamtriage.cli.values import LightValues

COMMANDS = {
    "check": "Look up one or a few targets and explain the verdict",
    "scan": "Triage a list: one row per line, nothing lost, resumable",
    "lookup": "Print facts without judging them; -v and --format json give every field",
    "contacts": "Find phones, messengers, wallets, remote tools and payment codes in a saved page",
    "collect": "Observe targets and write one line of evidence for each; nothing is judged",
    "score": "Judge stored evidence",
    "relate": "Find the sites of one hand: same wallets, accounts, numbers, counters, pages, certificates",
    "explain": "Say what a signal measures, what it weighs and why, and what verdicts, kinds, flags and other words of the outputs mean",
    "schema": "Print a JSON Schema (draft 2020-12)",
    "calibrate": "Fit base rate, calibration and, if asked, weights to your own cases; says how much better it is on cases it did not see",
    "doctor": "Check settings, resolver, hijacking, tables, clock, proxy, cache, knowledge; each with what to do",
    "update": "Refresh the RDAP bootstrap tables (IANA) through the guarded door",
    "demo": "Triage the scenes of a small internet on loopback, then explain one verdict in full",
}
"""Command, which is the function of this name in the module of this name -> its short help, the first sentence of its docstring."""
_ARGUMENTS, _OWN = "Arguments", "Options"


class Grouped(LightValues, TyperCommand):
    """A command whose help groups options by `rich_help_panel`, in the order of first appearance."""

    def invoke(self, ctx: Context) -> Any:
        """Run the command. An error that ends it knows what was typed, as `ctx`, so that its advice can repeat the options."""
        try:
            return super().invoke(ctx)
        except Exception as exc:
            if not hasattr(exc, "ctx"):
                exc.ctx = ctx  # type: ignore[attr-defined]
            raise

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        groups: dict[str, list[tuple[str, str]]] = {_ARGUMENTS: [], _OWN: []}
        for param in self.get_params(ctx):
            if (record := param.get_help_record(ctx)) is not None:
                own = _ARGUMENTS if param.param_type_name == "argument" else _OWN
                groups.setdefault(getattr(param, "rich_help_panel", None) or own, []).append(record)
        for heading, records in groups.items():
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)


def load(name: str) -> Command:
    """Import the module of a command and return the command with its options."""
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.command(name, cls=Grouped)(getattr(import_module(f"scamtriage.cli.commands.{name}"), name))
    return get_command(alone)
