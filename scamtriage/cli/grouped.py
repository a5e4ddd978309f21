"""Help of a command: its options under the headings of what they are about."""

from typer._click import Context, HelpFormatter
from typer.core import TyperCommand

ARGUMENTS, OWN = "Arguments", "Options"


class Grouped(TyperCommand):
    """Writes what other options share a `rich_help_panel` with under that, in the order in which the first of each comes."""

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
