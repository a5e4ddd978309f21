"""What goes to stderr: the log, hints and warnings, with hostile text made harmless."""

import logging
import sys
import time

from scamtriage.cli.options import ConsoleOptions
from scamtriage.knowledge.speech import ENGLISH, Speech
from scamtriage.render.text import readable


def log_to_stderr(console: ConsoleOptions) -> None:
    """Send the log to stderr, with times in UTC: everything with -vv, else only critical messages. Control and invisible characters are
    escaped."""

    class Plain(logging.Formatter):
        converter = staticmethod(time.gmtime)
        default_time_format, default_msec_format = "%Y-%m-%dT%H:%M:%S", "%s.%03dZ"  # as in evidence, beside which a log is read

        def format(self, record: logging.LogRecord) -> str:
            return readable(super().format(record))

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Plain("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    level = logging.DEBUG if console.verbose >= 2 else logging.CRITICAL
    logging.basicConfig(level=level, handlers=[handler], force=True)


def hint(console: ConsoleOptions, words: str) -> None:
    """Print a line to stderr, unless it is empty or -q is set."""
    if words and not console.quiet:
        sys.stderr.write(f"{readable(words)}\n")


def fault(words: str) -> None:
    """Print a line to stderr, even with -q: it says what to do about a fault that ends the program."""
    sys.stderr.write(f"\n{readable(words)}\n")


def warn(words: str, spoken: Speech = ENGLISH) -> None:
    """Print a warning to stderr, even with -q: it concerns something that cannot be undone, or why nothing comes."""
    sys.stderr.write(spoken.say("warning: {notice}", notice=readable(words)) + "\n")
