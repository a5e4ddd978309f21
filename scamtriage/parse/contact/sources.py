"""The parts of a page in which ways to make contact are sought, and what they tell of where the page is at home."""

from msgspec import Struct

from scamtriage.parse.contact.phone.regions import Regions, candidates
from scamtriage.parse.contact.phone.told import told_by_markup
from scamtriage.records import lazy_re
from scamtriage.records.facts import Link

MAX_LINKS = 2_000
OF_MENU = "menu"
"""The `where` of an extra with the texts of links to the site's own pages, one a line, if the bare name of a messenger is among them."""
_LINKS_SAY = 200
_CALLED = lazy_re.compile(r"(?:tel:\+|https://(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)\+?)([1-9][0-9]{9,14})(?![0-9])")
"""A link with a calling code, which tells the country of other numbers."""
_CALLS = ("tel:+", "https://wa.me/", "https://api.whatsapp.com/")
"""What such a link begins with: most pages have none."""


class ContactSources(Struct, frozen=True, kw_only=True):
    """The parts of a page that can contain a contact. The producer caps their sizes; none is trusted."""

    text: str = ""
    """Visible text as in PageFacts.text; `Contact.position` is an offset in it."""
    text_where: str = "text"
    """The value of `Contact.where` for contacts in that text."""
    far_text: str = ""
    """The page's visible text that follows `text`."""
    title: str = ""
    headings: tuple[str, ...] = ()  # also included in the text
    links: tuple[Link, ...] = ()
    """Targets as written: https:, tel:, mailto:, sms:, tg:, viber:, weixin:, bitcoin: …"""
    image_alts: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    """Inline JavaScript; its string literals are searched."""
    json_ld: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    """JSON that the page contains for its scripts."""
    declared_language: str = ""
    language: str = ""
    suffix: str = ""
    host: str = ""
    extras: tuple[tuple[str, str], ...] = ()
    """Everything else as (where, value): ("form", value of an input), ("meta", content), ("iframe", src), ("cfemail", hex of data-cfemail),
    ("redirect", target of an automatic redirect) …"""
    shows_code: bool = False
    """Whether the page has preformatted text, in which programs are shown."""
    codes: tuple[str, ...] = ()
    """The texts of the QR codes in the page's images."""


def countries_of(sources: ContactSources) -> Regions:
    """Return the candidate countries of numbers without a country code."""
    linked = [link.url for link in sources.links[:_LINKS_SAY]]
    calls = any(map("\n".join(linked).__contains__, _CALLS))
    countries = candidates(
        suffix=sources.suffix or sources.host,
        language=sources.language,
        declared_language=sources.declared_language,
        text=sources.title + "\n" + sources.text,
        codes="\n".join((sources.text[:12_000], sources.title, *(script[:4_000] for script in sources.scripts[:4]))),
        linked="\n".join("+" + found[1] for url in linked if (found := _CALLED.match(url))) if calls else "",
    )
    countries.told = told_by_markup(sources.extras)
    return countries


def hosts_of(sources: ContactSources) -> frozenset[str]:
    """Return the hosts of the page and of its links."""
    hosts = (sources.host, *(link.host for link in sources.links[:MAX_LINKS]))
    return frozenset(host.removeprefix("www.") for host in hosts)
