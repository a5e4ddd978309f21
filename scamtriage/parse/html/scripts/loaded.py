"""The scripts that scripts load: the snippets of counters, chats and kits make a script element and give it an address."""

from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest

from scamtriage.records import lazy_re

_ADDRESS = r"[\"'`]((?:https?:)?//[\w.-]{3,100}(?:[/?:][^\"'`\s<>]{0,400})?)[\"'`]"
_GIVEN = lazy_re.compile(rf"(?:\.\s?src\s?=|[\"'`]src[\"'`]\s?,)[^;\n]{{0,100}}?{_ADDRESS}")
_CALLED = lazy_re.compile(rf"\s?{_ADDRESS}")
_LOADS = {
    "createElement": (lazy_re.compile(r"createElement\s?\(\s?[\"'`](?:script|SCRIPT)[\"'`]"), _GIVEN),
    "import": (lazy_re.compile(r"import(?:Scripts)?(?:\s?\(|\b[^;\"'`()]{0,200}(?=[\"'`]))"), _CALLED),
    "getScript": (lazy_re.compile(r"getScript\s?\("), _CALLED),
}
"""A name that each spelling begins with, as one look for it spares most scripts the search -> the spelling, and where the address is."""
_MAX_FOUND, _BEHIND = 20, 1_000
"""Places looked at in a script, and characters behind each."""


def loaded_scripts(scripts: Iterable[str]) -> Iterator[str]:
    """The addresses on hosts that are named, as they are written, of the scripts that inline scripts load."""
    for script in scripts:
        for name, (loads, address) in _LOADS.items():
            made = [*islice(loads.finditer(script), _MAX_FOUND)] if name in script else []
            search = address.search if address is _GIVEN else address.match
            for one, following in zip_longest(made, made[1:]):  # up to the next, so that each stretch is looked through once
                stop = one.end() + _BEHIND if following is None else min(following.start(), one.end() + _BEHIND)
                if (found := search(script, one.end(), stop)) is not None:
                    yield found[1]
