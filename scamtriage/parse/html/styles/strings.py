"""Comments, strings and addresses of a style sheet, taken out of the way of whoever reads the rest: they may contain anything."""

import re
from functools import lru_cache

from scamtriage.records import lazy_re

_APART = lazy_re.compile(
    r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/)?+|\"(?:[^\"\\\n]++|\\.)*+\"?+|'(?:[^'\\\n]++|\\.)*+'?+|url\(\s*+[^\s\"')][^)]*+\)?+", re.DOTALL
)
_LETTER = lazy_re.compile(r"\\(?:0{0,4}([46][1-9a-f]|[57][0-9a])\s?|([g-zG-Z]))", re.IGNORECASE)
"""An escape that stands for a letter, as nobody needs who does not hide what he declares; marks and digits in names of classes need one."""


@lru_cache(maxsize=2)
def without_quotes(css: str) -> str:
    r"""Return a style sheet without comments, and with "\0" for each quoted text or address.

    Those may contain anything. Cached, because several readers need the same sheet.
    """
    if any(mark in css for mark in ("/*", '"', "'", "url(")):
        css = _APART.sub(lambda match: " " if match[0][0] == "/" else "\0", css)
    return _LETTER.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else escape[2], css) if "\\" in css else css


def split_quotes(css: str) -> tuple[str, list[str]]:
    r"""Return (a style sheet without comments and addresses, and with "\0<number>\0" for each quoted text, those texts as written).

    A text that its line does not end is none.
    """
    quoted: list[str] = []

    def number(match: re.Match[str]) -> str:
        if match[0][0] not in "\"'":
            return " "
        mark, text = match[0][0], match[0][1:]
        if ended := text.endswith(mark):
            text = text[:-1]
            ended = (len(text) - len(text.rstrip("\\"))) % 2 == 0
        if not ended and match.end() < len(css):
            return " "
        quoted.append(text)
        return f"\0{len(quoted) - 1}\0"

    return _APART.sub(number, css.replace("\0", " ")), quoted
