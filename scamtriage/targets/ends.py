"""Where an address ends that was copied out of words: the marks behind it are the sentence's, for every chat that makes links of them."""

import re

_MARKS = frozenset(".,;:!?*…‥、。，；：！？｡")
_OPENED_BY = dict(zip(")]}>）］｝”’»›」』】〕〗》〉", "([{<（［｛“‘«‹「『【〔〖《〈", strict=True))
"""What is closed belongs to the address where it is opened in it: /wiki/Name_(place)."""
_QUOTES = "\"'`"
"""What is opened and closed by the same mark: ?q="two%20words"."""
_MARKUP = re.compile(r"(?:</[a-z]{1,10}>|<br ?/?>|&(?:[lg]t|quot|nbsp|#39);)\Z", re.IGNORECASE)
_LONGEST_MARKUP = 13
_LEFT_OUT = re.compile(r"\??(?:…|‥|\.{3})")


def trimmed(page: str) -> tuple[str, str]:
    """(path and query without what stands behind them, that). After GitHub's rules for links in text, but that closing quotes and marks of
    other scripts count, too; "/.." is a step of a path. Whoever means such a mark writes it percent-encoded."""
    end = len(page)
    spare = {close: page.count(close) - page.count(opened) for close, opened in _OPENED_BY.items() if close in page}
    spare.update((quote, page.count(quote) % 2) for quote in _QUOTES)
    while end:
        last = page[end - 1]
        if last == ".":
            start = end - 1
            while start and page[start - 1] == ".":
                start -= 1
            if end - start <= len("..") and page[start - 1 : start] in ("/", "\\") and "?" not in page[:start]:
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


def sealed(page: str) -> str:
    """The same page, its last mark written so that it stays the page's: for one that was told from where it stands in a longer address."""
    if not page or trimmed(page)[0] == page:
        return page
    return page[:-1] + "".join(f"%{byte:02X}" for byte in page[-1].encode())


def cut_short(behind: str) -> bool:
    """Whether the marks behind an address say that a part of it was left out."""
    return _LEFT_OUT.match(behind) is not None
