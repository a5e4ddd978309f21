"""Scripts that stand in attributes: what elements do by themselves when they load, fail, unfold or take the focus."""

import re
from itertools import islice

from scamtriage.parse.html.tokens import attribute_text

HANDLER = r"[\s\"'/]on(?:error|load|toggle|focus|pageshow|begin|animationstart|animationend)\s*="
"""What a visitor has no part in."""

_HANDLER = re.compile(
    r"[\s\"'/]on(?:error|load|toggle|focus|pageshow|begin|animation(?:start|end))\s{0,9}=\s{0,9}"
    r"(?:\"([^\"]{1,400000})|'([^']{1,400000})|([^\s\"'>]{1,400}))",
    re.IGNORECASE,
)
_DOES = re.compile(r"location|navigat|submit|HTML|\bwrite|textContent|innerText|append|eval|atob|click\(")
_MAX_HANDLERS = 40


_GESTURE = re.compile(
    r"(?:[\s\"'/]on(?:submit|click|change|input|key(?:up|down|press)|blur|focusout|mouse(?:down|up)|pointer(?:down|up)|touch(?:start|end)|paste)"
    r"\s{0,9}=\s{0,9}|(?:action|href)\s{0,9}=\s{0,9}(?=[\"']?javascript:))(?:\"([^\"]{1,400000})|'([^']{1,400000})|([^\s\"'>]{1,400}))",
    re.IGNORECASE,
)
_SENDS = re.compile(r"fetch|ajax|axios|action|post|Beacon|open", re.IGNORECASE)
_MAX_GESTURES = 2_000


def handlers(markup: str) -> list[str]:
    """Those of a page that do more than to an image, a sheet or a frame of theirs."""
    found = (attribute_text(next(filter(None, match.groups()))) for match in islice(_HANDLER.finditer(markup), 10 * _MAX_HANDLERS))
    return list(dict.fromkeys(script for script in found if _DOES.search(script)))[:_MAX_HANDLERS]


def sending_handlers(markup: str) -> list[str]:
    """Those of a page that may send something when a visitor clicks, types or submits a form."""
    found = (attribute_text(next(filter(None, match.groups()))) for match in islice(_GESTURE.finditer(markup), _MAX_GESTURES))
    return list(dict.fromkeys(script for script in found if _SENDS.search(script)))[:_MAX_HANDLERS]
