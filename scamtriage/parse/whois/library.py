"""Use the parser of python-whois for dates that our own grammar did not find. The caller must confirm them in the text."""

import warnings
from collections.abc import Iterable
from datetime import datetime

MAX_CHARS = 10_000  # its expressions are quadratic in places, so the text is cut
MAX_LINE_CHARS = 200
_FIELDS = {"creation_date": "created", "expiration_date": "expires"}


def dates(lines: Iterable[str], domain: str) -> dict[str, list[datetime]]:
    """Return the dates that python-whois reads: "created", "expires" -> naive or aware moments. Empty if it fails in any way.

    Do not trust the result alone: the library guesses the order of day and month and does not check which name the answer is about.
    """
    from whois.parser import WhoisEntry  # imported late: slow and rarely needed

    text = "\n".join(line[:MAX_LINE_CHARS] for line in lines)[:MAX_CHARS]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # dateutil warns about unknown time zones
            entry = WhoisEntry.load(domain, "")  # selects the parser for this suffix
            entry._regex = {name: expression for name, expression in entry._regex.items() if name in _FIELDS and _is_bounded(expression)}
            entry.text = text
            entry.parse()
    except Exception:  # noqa: BLE001 — foreign code on hostile text; whatever it raises means that it read nothing
        return {}
    found: dict[str, list[datetime]] = {}
    for theirs, ours in _FIELDS.items():
        value = entry.get(theirs)
        moments = [moment for moment in (value if isinstance(value, list) else [value]) if isinstance(moment, datetime)]
        if moments:
            found[ours] = moments
    return found


def _is_bounded(expression: str | None) -> bool:
    """Whether the expression starts with literal text. Those for .hk start with an unbounded class and need seconds for 4 KB."""
    return bool(expression) and not str(expression).startswith("[")
