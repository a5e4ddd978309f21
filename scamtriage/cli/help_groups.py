"""Command help with options grouped under headings."""

from typer._click import Context, HelpFormatter
from typer.core import TyperCommand

ARGUMENTS, OWN = "Arguments", "Options"


class Grouped(TyperCommand):
    """A command whose help groups options by `rich_help_panel`, in the order of first appearance."""

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        groups: dict[str, list[tuple[str, str]]] = {ARGUMENTS: [], OWN: []}
        for param in self.get_params(ctx):
            if (record := param.get_help_record(ctx)) is not None:
                own = ARGUMENTS if param.param_type_name == "argument" else OWN
                groups.setdefault(getattr(param, "rich_help_panel", None) or own, []).append(record)
        for heading, records in groups.items():
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)
