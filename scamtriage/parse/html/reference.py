"""References made absolute as browsers do it, where the library's way would leave a stranger's host looking like the site's own."""

import re
from functools import lru_cache

from scamtriage.knowledge.urlparts import NoHost, read_host, without_dots

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]{0,30}):")
_AROUND = "".join(map(chr, range(0x21)))
_WITHIN = re.compile(r"[\t\n\r]+")
_AUTHORITY_END = re.compile(r"[/\\?#]")
_PORT = re.compile(r":\d{0,5}\Z", re.ASCII)
_PLAIN = re.compile(r"(?:[a-z0-9_-]{1,63}\.){1,9}[a-z][a-z0-9-]{1,62}")
"""A host that is written as it is meant: most are."""
_LONGEST = 300
"""Characters before the path, of what is remembered."""
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
    cut = _path_end(rest)
    rest = rest[:cut].replace("\\", "/") + rest[cut:]
    scheme_of_base, _, here = base.partition("://")
    if scheme is not None and not (scheme[1].lower() == scheme_of_base.lower() and not rest.startswith("//")):
        return f"{scheme[0]}//{rest.lstrip('/')}"
    if rest.startswith("//"):
        return f"{scheme_of_base}://{rest.lstrip('/')}"
    here = here.partition("#")[0]
    before, mark, query = here.partition("?")
    host, _, path = before.partition("/")
    if not rest[:cut]:  # the query or the fragment alone
        kept = f"{mark}{query}" if rest[:1] != "?" else ""
        return f"{scheme_of_base}://{host}/{path}{kept}{rest}"
    target = rest[:cut] if rest.startswith("/") else f"/{path[: path.rfind('/') + 1]}{rest[:cut]}"
    return f"{scheme_of_base}://{host}{without_dots(target)}{rest[cut:]}"


def _path_end(reference: str) -> int:
    return min((at for at in (reference.find("?"), reference.find("#")) if at >= 0), default=len(reference))


def base_of(url: str, declared: str) -> str:
    """What the references of a page at `url` are joined to that declares a base; one that is no web address is left out, as browsers do."""
    joined = join(url, declared) if declared else url
    return joined if joined[:8].lower().startswith(("http://", "https://")) and host_of(joined) else url


def host_of(url: str) -> str:
    """Host of an http(s) URL as the fetcher would write it (knowledge.urlparts); "" when it has none that a browser takes."""
    end = url.find("/", 8)
    beginning = url[:end] if end > 8 else url
    return (remembered_host if len(beginning) <= _LONGEST else remembered_host.__wrapped__)(beginning)


@lru_cache(maxsize=4_096)
def remembered_host(url: str) -> str:
    _, separator, rest = url.partition(":")
    if not separator:
        return ""
    rest = rest.lstrip("/\\")
    end = _AUTHORITY_END.search(rest)
    authority = (rest if end is None else rest[: end.start()]).rpartition("@")[2]
    port = _PORT.search(authority)
    if port is not None and int(port[0][1:] or 0) > 65_535:
        return ""
    host = authority if port is None else authority[: port.start()]
    if _PLAIN.fullmatch(host):
        return host
    try:
        return read_host(host)
    except NoHost:
        return ""
