"""Where an address ends that was copied out of words: the marks behind it are the sentence's, for every chat that makes links of them."""

import re

_MARKS = frozenset(".,;:!?'\"*`…‥、。，；：！？｡”’»›」』】〕〗》〉")
_OPENED_BY = dict(zip(")]}>）］｝", "([{<（［｛", strict=True))
"""A bracket that is closed belongs to the address where it is opened in it: /wiki/Name_(place)."""
_MARKUP = re.compile(r"(?:</[a-z]{1,10}>|<br ?/?>|&(?:[lg]t|quot|nbsp|#39);)\Z", re.IGNORECASE)
_LONGEST_MARKUP = 13
_LEFT_OUT = re.compile(r"…|‥|\.{3}")


def trimmed(page: str) -> tuple[str, str]:
    """(path and query without what stands behind them, that). After GitHub's rules for links in text, but that closing quotes and marks of
    other scripts count, too; "/.." is a step of a path. Whoever means such a mark writes it percent-encoded."""
    end = len(page)
    spare = {close: page.count(close) - page.count(opened) for close, opened in _OPENED_BY.items() if close in page}
    while end:
        last = page[end - 1]
        if last == ".":
            start = len(page[:end].rstrip("."))
            if end - start <= len("..") and page[:start].endswith(("/", "\\")) and "?" not in page[:start]:
                break
            end = start
        elif last in ">;" and (markup := _MARKUP.search(page, max(end - _LONGEST_MARKUP, 0), end)) is not None:
            end = markup.start()
        elif last in _MARKS or spare.get(last, 0) > 0:
            spare[last] = spare.get(last, 0) - 1
            end -= 1
        else:
            break
    return page[:end], page[end:]


def cut_short(behind: str) -> bool:
    """Whether the marks behind an address say that a part of it was left out."""
    return _LEFT_OUT.match(behind) is not None
