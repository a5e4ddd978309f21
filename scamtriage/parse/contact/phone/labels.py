"""Which label speaks of a number: the nearest before it, unless it belongs to another number or is used up."""

import re

from scamtriage.parse.contact.phone.messengers import BY_NUMBER, belongs_before
from scamtriage.parse.contact.windows import Label, Window

LABEL_REACH = 48  # characters between a label and its number
MESSENGERS = frozenset((*BY_NUMBER, "wechat", "line"))
USED_UP = re.compile(r"[0-9][0-9 .()-]{5,}(?:\([^()]*\)|[^0-9(])*?[^\W\d_]{4}[^()]*\Z|[0-9]{3}[^0-9\n]*\n[^0-9\n]*[^\W\d_][^0-9\n]*\Z")
"""A number with a name in brackets may be one of several; words after it lead to something else."""
_NUMBER_BEFORE = re.compile(r"[0-9] ?\([^()0-9]*\Z")
_OTHER_LABEL = re.compile(r"(?:[.;|\n,]|[0-9]\s)[^.;|\n,:]*[^\W\d_]{2}[^.;|\n,:]{0,20}: ?\Z")
"""After a break, a word that we do not know and a colon: the number is that word's."""


def label_of(window: Window, position: int) -> Label | None:
    """The label that speaks of what stands at the position; other numbers may stand between ("Tel: 1, 2")."""
    label = window.caller_before(position)
    if label is None or position - label.end > LABEL_REACH:
        return None
    between = window.text[label.end : position]
    if _OTHER_LABEL.search(between) or ("not-phone" in label.classes and USED_UP.search(between)):
        return None
    if between[:1] == ")" and _NUMBER_BEFORE.search(window.low, max(0, label.start - 30), label.start):
        return None  # 0912 345 678 (WhatsApp), 02 123 4567: said of the number before it
    if label.chain & MESSENGERS and belongs_before(window.low, label.start, label.end, position):
        return None
    return label
