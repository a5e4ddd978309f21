"""Read the names and flags of the cookies that a page sets. Values are private and are not stored."""

from collections.abc import Sequence

from scamtriage.records.facts import Cookie

MAX_COOKIES = 64
_MAX_NAME_CHARS = 128
_FLAGS = ("secure", "httponly", "samesite", "partitioned", "domain", "max-age", "expires")
_VALUES = {"samesite": ("none", "lax", "strict")}


def read_cookies(headers: Sequence[str]) -> tuple[Cookie, ...]:
    """Return one cookie for each of the first 64 Set-Cookie values (RFC 6265 section 5.2).

    A flag is the lower-case name of an attribute. The value is included only if it is a known word: "samesite=none".
    """
    cookies = []
    for header in headers[:MAX_COOKIES]:
        pair, *attributes = header[:4096].split(";")
        named = {name.strip().lower(): value.strip().lower() for name, _, value in (part.partition("=") for part in attributes)}
        flags = [f"{flag}={named[flag]}" if named[flag] in _VALUES.get(flag, ()) else flag for flag in _FLAGS if flag in named]
        name, equals, _ = pair.partition("=")  # without "=" all of it is the value (RFC 6265bis section 5.6)
        cookies.append(Cookie(name=name.strip()[:_MAX_NAME_CHARS] if equals else "", flags=tuple(flags)))
    return tuple(cookies)
