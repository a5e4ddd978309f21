"""What a command that looks at the world now says about the day: a clock that cannot be right, and tables that are too old to weigh."""

from datetime import datetime

from scamtriage.batch import today
from scamtriage.cli import messages
from scamtriage.cli.options import ConsoleOptions


def tell_clock(talking: ConsoleOptions) -> None:
    """Print, before the world is asked, that ages are counted by a clock that cannot be right; nothing if it may be right."""
    messages.hint(talking, of_clock(today.now()))


def tell_tables(talking: ConsoleOptions) -> None:
    """Print, after rows, which tables were too old to weigh for what was looked at now; nothing if none is."""
    messages.hint(talking, of_tables(today.now()))


def of_clock(now: datetime) -> str:
    """Say that the clock is wrong; "" if it may be right. To a clock that is behind, names that have been held for long look new."""
    from scamtriage.knowledge import small_tables  # not at the top: some commands need none

    doubt = small_tables.clock_in_doubt(now.date())
    said = f"This machine says it is {now:%Y-%m-%d %H:%M} UTC, but {doubt}: the ages of names are counted by this clock and may be wrong"
    return f"{said}. Set the clock, and look again." if doubt else ""


def of_tables(now: datetime) -> str:
    """Say that tables are too old to weigh, and since when; "" if none is."""
    from scamtriage.knowledge import small_tables

    ages = small_tables.load()
    old = [f"{name} (after {ages[name].expires})" for name in small_tables.too_old(now.date())]
    if not old:
        return ""
    return f"Too old to weigh: {', '.join(old)}; what they would say is unknown, and less is found. Install a newer release."
