"""The scripts that scripts load: the snippets of counters, chats and kits make a script element and give it an address."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

_MAKES = re.compile(
    r"createElement\s?\(\s?[\"'`]script[\"'`]|\b(?:import|importScripts|getScript)\s?\(|\bimport\b[^;\"'`()]{0,200}(?=[\"'`])",
    re.IGNORECASE,
)
_NAMES = ("createElement", "import", "getScript")
"""One look for each spares most scripts the search."""
_ADDRESS = r"[\"'`]((?:https?:)?//[\w.-]{3,100}(?:[/?:][^\"'`\s<>]{0,400})?)[\"'`]"
_GIVEN = re.compile(rf"(?:\.\s?src\s?=|[\"'`]src[\"'`]\s?,)[^;\n]{{0,100}}?{_ADDRESS}")
_CALLED = re.compile(rf"\s?{_ADDRESS}")
_MAX_FOUND, _BEHIND = 20, 1_000
"""Places looked at in a script, and characters behind each."""


def loaded_scripts(scripts: Iterable[str]) -> Iterator[str]:
    """The addresses on hosts that are named, as they are written, of the scripts that inline scripts load."""
    for script in scripts:
        if not any(name in script for name in _NAMES):
            continue
        for made in islice(_MAKES.finditer(script), _MAX_FOUND):
            element = made[0].lower().startswith("createelement")
            found = _GIVEN.search(script, made.end(), made.end() + _BEHIND) if element else _CALLED.match(script, made.end())
            if found is not None:
                yield found[1]
