"""Struck-out prices of a page, with the lower prices beside them."""

import re

from scamtriage.knowledge.language.folding import digits_of
from scamtriage.parse.html.document import Document
from scamtriage.records import lazy_re

_NUMBER = lazy_re.compile(r"\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?")


def products_of(document: Document) -> tuple[tuple[float, float], ...]:
    """Return (price, list price) pairs: the list price is struck out, the price is the highest lower number beside it."""
    found: list[tuple[float, float]] = []
    for struck, around in document.prices:
        full = _amount(struck)
        prices = [price for number in _NUMBER.findall(around) if 0 < (price := _amount(number)) < full]
        if full > 0 and prices:
            found.append((max(prices), full))
    return tuple(found[:64])


def _amount(text: str) -> float:
    """Return the first number of a text, with "." or "," as thousands or decimal separator; 0 if there is none."""
    match = _NUMBER.search(text)
    if match is None:
        return 0.0
    digits = re.sub(r"\s", "", match[0])
    decimals = re.search(r"[.,](\d{1,2})$", digits)
    whole = digits_of(digits[: decimals.start()] if decimals else digits)
    return float(f"{whole or 0}.{decimals[1] if decimals else 0}")
