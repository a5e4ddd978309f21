"""Accounts of the postal banks of Japan and Taiwan, whose numbers have two parts with a word before each, or a form of their own."""

import re
from collections.abc import Callable, Iterator

from scamtriage.parse.contact.account_places import ENDS
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_JOINT = r"[ :()\n-]{0,3}"
_IN_JAPAN = lazy_re.compile(
    rf"記号(?:[./-]?番号)?{_JOINT}(?P<first>1[0-9]{{3}}0)(?:-[0-9](?![0-9]))?{_JOINT}(?:番号{_JOINT})?(?P<last>[0-9]{{5,7}}1){ENDS}"
)
"""The sign of an office and the account there: 記号 10280 番号 28471931. The one begins with 1 and ends with 0, the other ends with 1. As
with branches of other banks, the account is the number alone.
"""
_SAVED = lazy_re.compile("ゆうちょ|郵便局|郵貯|貯金|振込|振り込|送金|入金|口座|名義")
_INSURED = "保険"
"""Cards of health insurances have such a pair too."""
_GIRO = lazy_re.compile(rf"(?:郵便振替|振替口座|ゆうちょ(?:銀行)?)[^0-9\n]{{0,16}}\n?(?P<giro>0[0-9]{{4}}-[0-9]-[0-9]{{2,6}}){ENDS}")
"""An account for transfers only: 00180-3-284719."""
_IN_TAIWAN = lazy_re.compile(
    rf"局[號号]{_JOINT}(?P<first>[0-9]{{6}}-?[0-9]){_JOINT}(?:儲金)?[帳账][號号]{_JOINT}(?P<last>[0-9]{{6}}-?[0-9]){ENDS}"
)
"""The number of the office and of the account, both with a check digit: 局號 0051284 帳號 0719360."""
_WITH_CODE = lazy_re.compile(
    rf"(?:中華郵政|郵局|郵政)[^0-9\n,;]{{0,8}}[ :(]?700\)?[ -]{{1,2}}(?P<first>[0-9]{{7}})[ -](?P<last>[0-9]{{7}}){ENDS}"
)
"""Both numbers behind the code of that bank, without words: 中華郵政 700 0051284 0719360."""
_POST = lazy_re.compile("郵[局便政]|邮[局政]|中華郵|儲金")
_WORDS = ("記号", "振替", "ゆうちょ", "局號", "局号", "700")


def find(window: Window, regions: Callable[[], tuple[str, ...]]) -> Iterator[Found]:
    """Yield such accounts; those of Taiwan with both parts, as people write them there. `regions` gives the page's countries."""
    if not any(word in window.text for word in _WORDS):
        return
    for match in _IN_JAPAN.finditer(window.text) if _SAVED.search(window.text) and _INSURED not in window.text else ():
        yield _found(match, match.start("first"), match["last"], "Japan Post Bank", "JP")
    for match in _GIRO.finditer(window.text):
        yield _found(match, match.start("giro"), match["giro"], "Japan Post Bank", "JP")
    for match in _IN_TAIWAN.finditer(window.text):
        if regions()[:1] == ("TW",) or _POST.search(window.text):
            yield _found(match, match.start("first"), match["first"] + match["last"], "Chunghwa Post", "TW")
    for match in _WITH_CODE.finditer(window.text):
        yield _found(match, match.start("first"), match["first"] + match["last"], "Chunghwa Post", "TW")


def _found(match: re.Match[str], start: int, written: str, bank: str, country: str) -> Found:
    digits = digits_of(written)
    return Found(kind="bank-account", value=digits, start=start, end=match.end(), detail=bank, country=country)
