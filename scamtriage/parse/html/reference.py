"""References made absolute as browsers do it, where the library's way would leave a stranger's host looking like the site's own."""

import re
from urllib.parse import urljoin

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]{0,30}):")
_AROUND = "".join(map(chr, range(0x21)))
_WITHIN = re.compile(r"[\t\n\r]+")
_SPECIAL = ("http", "https")


def clean(reference: str) -> str:
    """Without what browsers take out before they read it: C0 controls and spaces around, tabs and line breaks within (WHATWG URL 4.4)."""
    return _WITHIN.sub("", reference.strip(_AROUND))


def join(base: str, reference: str) -> str:
    r"""Where a reference of the page at `base`, which is http or https, leads; one that is no URL is given back as it stands.

    A backslash is a slash before the query, and of slashes before a host any number will do: `\\evil.example`, `/\evil.example`,
    `///evil.example` and `https:evil.example` on an http page are all that other host. On an https page `https:page` and `https:/page`
    are its own.
    """
    reference = clean(reference)
    scheme = _SCHEME.match(reference)
    if scheme is not None and scheme[1].lower() not in _SPECIAL:
        return reference
    rest = reference[scheme.end() :] if scheme else reference
    cut = min((at for at in (rest.find("?"), rest.find("#")) if at >= 0), default=len(rest))
    rest = rest[:cut].replace("\\", "/") + rest[cut:]
    if scheme is not None and not (scheme[1].lower() == base.partition(":")[0].lower() and not rest.startswith("//")):
        rest = f"{scheme[0]}//{rest.lstrip('/')}"
    elif rest.startswith("//"):
        rest = f"//{rest.lstrip('/')}"
    elif scheme is not None and rest[:1] not in ("", "/", "?", "#"):
        rest = f"./{rest}"  # what follows is a path, whatever it looks like
    try:
        return urljoin(base, rest)
    except ValueError:  # "http://[" and the like
        return reference
