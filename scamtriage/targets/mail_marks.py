"""By what a stored mail or mailbox is known."""

import re

from scamtriage.records import lazy_re

MAIL = lazy_re.compile(
    r"(?:return-path|received|delivered-to|mime-version|message-id|dkim-signature|content-type|x-[\w-]+):\s", re.IGNORECASE
)
"""Matches the first line of a stored mail. "From:" may stand before the one address of a line."""
MAIL_OF_BOX = lazy_re.compile(r"From \S.* \d\d:\d\d:\d\d ")
"""Matches the line before each mail of a mailbox (RFC 4155)."""
MAIL_ENDINGS = (".eml", ".mbox")


def is_mail(name: str, first: str) -> bool:
    """Whether a file is one, by its name or its first line."""
    return name.lower().removesuffix(".gz").endswith(MAIL_ENDINGS) or MAIL.match(first) is not None or MAIL_OF_BOX.match(first) is not None
