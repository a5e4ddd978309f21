"""Makes references absolute as browsers do. The standard library would attribute some foreign hosts to the site itself."""

from scamtriage.knowledge.hosts.urlparts import host_of, without_dots
from scamtriage.records import lazy_re

_SCHEME = lazy_re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]{0,30}):")
_WRITTEN = lazy_re.compile(r"[\x00-\x20]*+([a-zA-Z](?:[\t\n\r]*+[a-zA-Z0-9+.\-]){0,30}+)[\t\n\r]*+:")
_AROUND = "".join(map(chr, range(0x21)))
_WITHIN = lazy_re.compile(r"[\t\n\r]+")
_SPECIAL = ("http", "https")


def clean(reference: str) -> str:
    """Remove what browsers remove before parsing: surrounding C0 controls and spaces, and tabs and line breaks within (WHATWG URL 4.4)."""
    return _WITHIN.sub("", reference.strip(_AROUND))


def scheme_of(reference: str) -> str:
    r"""Return the scheme that browsers read in a reference, in lower case: "data" in " da\tta:,x". "" if it has none."""
    scheme = _WRITTEN.match(reference)
    return _WITHIN.sub("", scheme[1]).lower() if scheme is not None else ""


def join(base: str, reference: str) -> str:
    r"""Return the absolute URL of a reference of the page at `base`, an http or https URL. A reference with another scheme is only cleaned.

    A backslash before the query is a slash, and any number of slashes may precede a host: `\\evil.example`, `/\evil.example`,
    `///evil.example`, and `https:evil.example` on an http page, all lead to that other host. On an https page, `https:page` and
    `https:/page` lead to the page's own host.
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
    if not rest[:cut]:  # only a query or a fragment
        kept = f"{mark}{query}" if rest[:1] != "?" else ""
        return f"{scheme_of_base}://{host}/{path}{kept}{rest}"
    target = rest[:cut] if rest.startswith("/") else f"/{path[: path.rfind('/') + 1]}{rest[:cut]}"
    return f"{scheme_of_base}://{host}{without_dots(target)}{rest[cut:]}"


def _path_end(reference: str) -> int:
    return min((at for at in (reference.find("?"), reference.find("#")) if at >= 0), default=len(reference))


def base_of(url: str, declared: str) -> str:
    """Return the base for the references of a page at `url` that declares a base. A declared base that is not a web address is ignored, as
    in browsers."""
    joined = join(url, declared) if declared else url
    return joined if joined[:8].lower().startswith(("http://", "https://")) and host_of(joined) else url
