"""Whether the tokens of a page tell all that its styles draw: only a tree says in which elements, and in which order."""

import re
from itertools import islice

from scamtriage.parse.html.styles.generated import MAX_GENERATED, UNTOLD_LETTERS, Written, letters_in
from scamtriage.parse.html.styles.reversed_text import mirrors
from scamtriage.parse.html.tokens import attribute_text
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

_MAX_NAMES = 20
_FROM_RIGHT = lazy_re.compile(r"\sdir\s{0,4}=\s{0,4}[\"']?rtl|<bdo\s|direction\s{0,9}:\s{0,9}rtl", re.IGNORECASE)
_TURNED = lazy_re.compile(r"<bdo\s[^<>]{0,400}?\bdir\s{0,4}=\s{0,4}[\"']?rtl", re.IGNORECASE)


def untold(html: str, written: Written) -> tuple[str, ...]:
    """Return the limit that is reached where the tokens do not tell all. Linear."""
    return () if _tells_all(html, written) else (limit("style words"),)


def _tells_all(html: str, written: Written) -> bool:
    """Return whether nothing is shown in reverse order, and no more than labels are drawn that the tokens do not tell."""
    if not written.tells_all or _TURNED.search(html) is not None:
        return False
    plain = attribute_text(html)
    if _FROM_RIGHT.search(plain) is not None and (written.mirrors or mirrors(plain, "rtl")):
        return False
    if len(written.attributes) > _MAX_NAMES:
        return False
    return letters_in(value for name in written.attributes for value in _values(html, name)) < UNTOLD_LETTERS


def _values(html: str, name: str) -> list[str]:
    value = re.compile(
        rf"[\s\"'/]{re.escape(name)}\s{{0,9}}=\s{{0,9}}(?:\"([^\"]{{0,400}})|'([^']{{0,400}})|([^\s\"'>]{{1,400}}))", re.IGNORECASE
    )
    return [attribute_text(match[1] or match[2] or match[3] or "") for match in islice(value.finditer(html), MAX_GENERATED)]
