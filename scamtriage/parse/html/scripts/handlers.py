"""Scripts that stand in attributes: what elements do by themselves when they load, fail, unfold or take the focus."""

import re
from functools import cache
from itertools import islice

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.tokens import attribute_text
from scamtriage.records import lazy_re

HANDLER = r"[\s\"'/]on(?:error|load|toggle|focus|pageshow|begin|animationstart|animationend)\s*="
"""What a visitor has no part in."""

_HANDLER = lazy_re.compile(
    r"[\s\"'/]on(?:error|load|toggle|focus|pageshow|begin|animation(?:start|end))\s{0,9}=\s{0,9}"
    r"(?:\"([^\"]{1,400000})|'([^']{1,400000})|([^\s\"'>]{1,400}))",
    re.IGNORECASE,
)
_DOES = lazy_re.compile(r"location|navigat|submit|HTML|\bwrite|textContent|innerText|append|eval|atob|click\(")
_MAX_HANDLERS = 40


_GESTURES = (
    "submit", "click", "change", "input", "keyup", "keydown", "keypress", "blur", "focusout", "mousedown", "mouseup", "pointerdown",
    "pointerup", "touchstart", "touchend", "paste",
)  # fmt: skip
GESTURE = rf"on(?:{'|'.join(_GESTURES)})\s{{0,9}}=|(?:action|href)\s{{0,9}}=\s{{0,9}}[\"']?javascript:"
"""Where `sending_handlers` may find one."""
_VALUE = lazy_re.compile(rb"\s{0,9}(?:\"([^\"]{1,400000}+)|'([^']{1,400000}+)|([^\s\"'>]{1,400}+))")
_SENDS = lazy_re.compile(rb"fetch|ajax|axios|action|post|Beacon|open|WebSocket|emit|src|href|location", re.IGNORECASE)
_MAX_GESTURES = 2_000


def handlers(markup: str, *, focused: bool = True) -> list[str]:
    """Those of a page that do more than to an image, a sheet or a frame of theirs. `focused`: an element may have the focus by itself."""
    matches = (match for match in _HANDLER.finditer(markup) if focused or match[0][3:8].lower() != "focus")
    found = (attribute_text(next(filter(None, match.groups()))) for match in islice(matches, 10 * _MAX_HANDLERS))
    return list(dict.fromkeys(script for script in found if _DOES.search(script)))[:_MAX_HANDLERS]


def sending_handlers(markup: bytes) -> tuple[list[str], bool]:
    """Those of a page that may send something when a visitor clicks, types or submits a form; and whether there may be more."""
    ends = _gestures().ends(markup, limit=_MAX_GESTURES)
    values = (_VALUE.match(markup, markup.rfind(b"=", 0, end) + 1) for _, end in ends)
    found = (next(filter(None, value.groups())) for value in values if value is not None)
    sending = (attribute_text(script.decode("utf-8", "replace")) for script in found if _SENDS.search(script) is not None)
    told = list(islice(dict.fromkeys(sending), _MAX_HANDLERS))
    return told, len(told) == _MAX_HANDLERS or len(ends) == _MAX_GESTURES


@cache
def _gestures() -> Matcher[str]:
    """By one pass: a page has thousands of places where an attribute may begin."""
    begins = (rf"[\s\"'/]on(?:{'|'.join(_GESTURES)})\s{{0,9}}=", r"(?:action|href)\s{0,9}=\s{0,9}[\"']?javascript:")
    return Matcher([Pattern("", one, literal=False, caseless=True) for one in begins])
