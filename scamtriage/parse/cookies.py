"""Which cookies a page sets: names and flags. Values are nobody's business and are not kept."""

from collections.abc import Sequence

from scamtriage.records.facts import Cookie

MAX_COOKIES = 64
_MAX_NAME_CHARS = 128
_FLAGS = ("secure", "httponly", "samesite", "partitioned", "domain", "max-age", "expires")
_VALUES = {"samesite": ("none", "lax", "strict")}


def read_cookies(headers: Sequence[str]) -> tuple[Cookie, ...]:
    """One cookie for each Set-Cookie value (RFC 6265 section 5.2), the first 64. A flag is the lower-case name of its attribute, with
    its value where that is one of a few words: "samesite=none"."""
    cookies = []
    for header in headers[:MAX_COOKIES]:
        pair, *attributes = header[:4096].split(";")
        named = {name.strip().lower(): value.strip().lower() for name, _, value in (part.partition("=") for part in attributes)}
        flags = [f"{flag}={named[flag]}" if named[flag] in _VALUES.get(flag, ()) else flag for flag in _FLAGS if flag in named]
        cookies.append(Cookie(name=pair.partition("=")[0].strip()[:_MAX_NAME_CHARS], flags=tuple(flags)))
    return tuple(cookies)
