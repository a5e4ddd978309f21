"""Which cookies a page sets: names and flags. Values are nobody's business and are not kept."""

from collections.abc import Sequence

from scamtriage.records.facts import Cookie

MAX_COOKIES = 64
_MAX_NAME_CHARS = 128
_FLAGS = ("secure", "httponly", "samesite", "partitioned", "domain", "max-age", "expires")


def read_cookies(headers: Sequence[str]) -> tuple[Cookie, ...]:
    """One cookie for each Set-Cookie value (RFC 6265 section 5.2), the first 64. A flag is the lower-case name of its attribute."""
    cookies = []
    for header in headers[:MAX_COOKIES]:
        pair, *attributes = header[:4096].split(";")
        named = {attribute.partition("=")[0].strip().lower() for attribute in attributes}
        cookies.append(Cookie(name=pair.partition("=")[0].strip()[:_MAX_NAME_CHARS], flags=tuple(f for f in _FLAGS if f in named)))
    return tuple(cookies)
