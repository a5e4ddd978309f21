"""Short numbers after a plus or a calling code: +1441, +66 1441. They cannot be dialled; they appear only as forged caller ids."""

import re
from collections.abc import Iterator

from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone.mentions import CALLING_CODES
from scamtriage.parse.contact.phone.short_numbers import owner_of
from scamtriage.records import lazy_re

_BEHIND_CODE = lazy_re.compile(
    rf"(?<![0-9+])\+ ?({'|'.join(sorted(CALLING_CODES, key=len, reverse=True))})\)?[ -]?([1-9][0-9]{{2,4}})(?![0-9]|[ .,()-]{{1,2}}[0-9])"
)


def behind_calling_codes(low: str) -> Iterator[Found]:
    """Yield a country's short numbers after its calling code. The caller must check whether the context shows them as phone numbers."""
    for match in _BEHIND_CODE.finditer(low):
        owner = owner_of(match[2], (CALLING_CODES[match[1]],), anywhere=False)
        if owner is not None:
            value, flags = f"+{match[1]}{match[2]}", ("impossible-short-code",)
            yield Found(kind="hotline", value=value, start=match.start(), end=match.end(), detail=owner[1], flags=flags)


def is_forged(low: str, start: int, *, called: bool) -> bool:
    """Whether the context is about calls: a caller id like +1799, not "+999 users"."""
    if called:
        return True
    before = low[max(0, start - 50) : start]
    return (
        re.search(
            r"(?:call|from|number|caller|เบอร์|โทร|gọi|số|nombor|nomor|panggilan|来电|號碼|号码|電話|전화|발신|कॉल|尾号|表示)[^\n]{0,30}\Z",
            before,
        )
        is not None
    )
