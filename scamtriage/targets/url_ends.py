"""Find where an address copied from text ends. The punctuation after it belongs to the sentence, as chat programs assume for links."""

import re

from scamtriage.records import lazy_re

_MARKS = frozenset(".,;:!?*…‥、。，；：！？｡।॥۔،؛؟")
_OPENED_BY = dict(zip(")]}>）］｝”’»›」』】〕〗》〉", "([{<（［｛“‘«‹「『【〔〖《〈", strict=True))
"""Closing -> opening bracket. A closing bracket belongs to the address if it is opened there: /wiki/Name_(place)."""
_QUOTES = "\"'`"
"""Quotes that open and close with the same mark: ?q="two%20words"."""
_MARKUP = lazy_re.compile(r"(?:</[a-z]{1,10}>|\[/[a-z]{1,10}\]|<br ?/?>|&(?:[lg]t|quot|nbsp|#39);)\Z", re.IGNORECASE)
_LONGEST_MARKUP = 13
_LEFT_OUT = lazy_re.compile(r"\??(?:\.{3}|\.{0,2}[…‥])")


def trimmed(page: str) -> tuple[str, str]:
    """Split path and query into (the address, the trailing punctuation).

    Follows GitHub's rules for links in text; in addition, closing quotes and marks of other scripts are cut. A final "/.." is a path
    segment and stays. An author who means such a mark can percent-encode it.
    """
    end = len(page)
    if not end or page[-1].isalnum():
        return page, ""
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
        elif last in ">;]" and (markup := _MARKUP.search(page, max(end - _LONGEST_MARKUP, 0), end)) is not None:
            end = markup.start()
        elif last in _MARKS or spare.get(last, 0) > 0:
            spare[last] = spare.get(last, 0) - 1
            end -= 1
        else:
            break
    return page[:end], page[end:]


def protect_trailing_mark(page: str) -> str:
    """Return the page with a trailing mark percent-encoded, so that a later `trimmed` keeps it. For a page whose end is known from a longer
    address."""
    if not page or trimmed(page)[0] == page:
        return page
    return page[:-1] + "".join(f"%{byte:02X}" for byte in page[-1].encode())


def cut_short(behind: str) -> bool:
    """Whether the marks after an address say that its end was left out."""
    return _LEFT_OUT.match(behind) is not None
