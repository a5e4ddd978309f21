"""Mobile numbers that have a form of their own: no other country's are written so."""

import re

_WITHOUT_ZERO = {"CN": re.compile("1[3-9][0-9]{9}")}
_OF_BRAZIL = re.compile(r"\([1-9][1-9]\) ?9 ?[0-9]{4}[ -][0-9]{4}")


def is_mobile(regions: tuple[str, ...], digits: str) -> bool:
    """Whether the digits are a mobile number of the page's likeliest country, which has a form of its own and no zero."""
    form = _WITHOUT_ZERO.get(regions[0]) if regions else None
    return form is not None and form.fullmatch(digits) is not None


def is_brazilian(raw: str) -> bool:
    """Whether a number is written as mobile numbers of Brazil alone are: (11) 97050-4715."""
    return _OF_BRAZIL.fullmatch(raw) is not None
