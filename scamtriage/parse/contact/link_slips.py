"""Links that open nothing because their writer left something out: the scheme (`href="wa.me/6285…"`), or the calling code (wa.me/0136…).

Who meant them reads his messages all the same, and says so in the next version of the page.
"""

import re

from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.link_hosts import reader_of
from scamtriage.parse.contact.link_parts import argument, segments
from scamtriage.parse.contact.phone import libphonenumber
from scamtriage.parse.contact.phone.regions import home_of, in_passing
from scamtriage.records import lazy_re

_HOSTS = frozenset(("wa.me", "wasap.my", "wassap.my", "api.whatsapp.com", "web.whatsapp.com", "whatsapp.com"))
_NUMBER = lazy_re.compile(r"0[1-9](?:[ ()-]{0,2}[0-9]){7,11}")
_BEGINS = lazy_re.compile(r"(?:(?:wa|wasap|wassap)\.m[ey]/|[?&]phone=)(?:0|%280|\(0)", re.IGNORECASE)


def with_scheme(href: str) -> str | None:
    """Return the link that `wa.me/6285…` or `https//t.me/name` was to be, which browsers look for on the site itself; None for any other
    reference. Only hosts of messengers, with what opens something there, count: `line.me/about.html` may be a folder.
    """
    host, slash, rest = href.partition("/")
    if host in ("https", "http") and slash:
        host, slash, rest = rest.lstrip("/").partition("/")
    host = host.lower().removeprefix("www.")
    reader = reader_of(host) if rest and "." in host else None
    if reader is None:
        return None
    path, _, query = rest.partition("#")[0].partition("?")
    return f"https://{host}/{rest}" if reader(f"/{path}", query) is not None or lacks_code(f"{host}/{rest}") else None


def lacks_code(url: str) -> bool:
    """Whether a link may be such a one. Cheap, since it is asked of every link."""
    return _BEGINS.search(url) is not None


def read_national(host: str, path: str, query: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    """Return the account at the mobile number of the page's own country. Of several that the page names in passing none is its own."""
    country = home_of(regions)
    if host not in _HOSTS or not country or country in in_passing(regions):
        return None
    written = next(iter(segments(path)), "") if host.endswith((".me", ".my")) else argument(query, "phone")
    if _NUMBER.fullmatch(written) is None or not budget.spend():
        return None
    number = libphonenumber.parse(written, country, possible=False)
    if number is None or number.type not in libphonenumber.MOBILE_TYPES:
        return None
    return Found(kind="whatsapp", value=number.e164, detail="by number", country=number.country)
