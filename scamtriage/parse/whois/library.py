"""Asks the parser of python-whois for dates that our own grammar did not find; only its parser, and only what the text bears out."""

import warnings
from collections.abc import Iterable
from datetime import datetime

MAX_CHARS = 10_000  # its expressions are quadratic in places: of this much text all those that are asked cost about 0.2 s
MAX_LINE_CHARS = 200
_FIELDS = {"creation_date": "created", "expiration_date": "expires"}


def dates(lines: Iterable[str], domain: str) -> dict[str, list[datetime]]:
    """What python-whois reads as dates: "created", "expires" -> naive or aware moments. Empty when it fails in any way.

    Not to be believed as it stands: it guesses the order of days and months and does not check whom the answer is about.
    """
    from whois.parser import WhoisEntry  # 60 ms, and rarely needed

    text = "\n".join(line[:MAX_LINE_CHARS] for line in lines)[:MAX_CHARS]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # dateutil speaks of time zones that it does not know
            entry = WhoisEntry.load(domain, "")  # the reader for this suffix
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
    """Whether it begins with something to look for. Those for .hk begin with "any number of anything": 4 KB cost 2 s."""
    return bool(expression) and not str(expression).startswith("[")
