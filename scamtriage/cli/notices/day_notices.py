"""What a command that looks at the world now says about the day: a clock that cannot be right, and tables that are too old to weigh."""

from datetime import datetime

from scamtriage.batch import today
from scamtriage.cli.notices import messages
from scamtriage.cli.options import ConsoleOptions
from scamtriage.knowledge.speech import ENGLISH, Speech, speech


def tell_clock(console: ConsoleOptions, language: str) -> None:
    """Print, before the world is asked, that ages are counted by a clock that cannot be right; nothing if it may be right."""
    messages.hint(console, of_clock(today.now(), speech(language)))


def tell_tables(console: ConsoleOptions, language: str) -> None:
    """Print, after rows, which tables were too old to weigh for what was looked at now; nothing if none is."""
    messages.hint(console, of_tables(today.now(), speech(language)))


def of_clock(now: datetime, spoken: Speech = ENGLISH) -> str:
    """Say that the clock is wrong; "" if it may be right. To a clock that is behind, names that have been held for long look new."""
    from scamtriage.knowledge import small_tables  # not at the top: some commands need none

    doubt = small_tables.clock_in_doubt(now.date())
    told = (
        "This machine says it is {moment} UTC, but {why}: the ages of names are counted by this clock and may be wrong."
        " Set the clock, and look again."
    )
    return spoken.say(told, moment=f"{now:%Y-%m-%d %H:%M}", why=doubt) if doubt else ""


def of_tables(now: datetime, spoken: Speech = ENGLISH) -> str:
    """Say that tables are too old to weigh, and since when; "" if none is."""
    from scamtriage.knowledge import small_tables

    ages = small_tables.load()
    old = [spoken.say("{name} (after {date})", name=name, date=ages[name].expires) for name in small_tables.too_old(now.date())]
    if not old:
        return ""
    told = "Too old to weigh: {list}; what they would say is unknown, and less is found. Install a newer release."
    return spoken.say(told, list=spoken.say(", ").join(old))
