"""Words beside a closed door, or under an HTTP error: when they are read although the site was not seen."""

from itertools import filterfalse

from msgspec.structs import replace

from scamtriage.knowledge.hosts.public_suffix import is_official
from scamtriage.knowledge.judgement.catalog import Catalog
from scamtriage.knowledge.pages import block_pages
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import PageFacts
from scamtriage.records.facts.page import READ_ALL_THE_SAME, WRITABLE
from scamtriage.records.facts.page_parts import goes_on


def beside_door(dossier: Dossier) -> Dossier | None:
    """The dossier with the page read in part, if it is a closed door, or an HTTP error with few words: anybody may write the words of one
    over a page of his own, and send the other with it. None otherwise."""
    facts = dossier.facts("page", PageFacts)
    if facts is None or not (why := facts.unseen_because) or not facts.text:
        return None
    if not facts.door and facts.status_code < 400:
        return None
    flags = (*facts.flags, READ_ALL_THE_SAME)
    read = replace(facts, barrier="", complete=False, incomplete_because=why, looks=(), flags=flags)  # no look was compared with a door
    return dossier.with_page(read)


def tells_scheme(dossier: Dossier, read: Assessment, catalog: Catalog) -> bool:
    """Return whether the row of what stands beside the door (see `beside_door`) tells a scheme and accuses.

    Wording alone does not: real doors speak of security, accounts and risks. Nor does what may be the report of a crime: gambling on a page
    that leads nowhere, and mere suspicion beside the notice that another party puts in place of a site. A number to call tells a scheme
    where the whole is likely a scam. `dossier`: with the door.
    """
    facts = dossier.facts("page", PageFacts)
    assert facts is not None
    likely = read.verdict.rank >= Verdict.LIKELY_SCAM.rank
    if not likely and (read.verdict.rank < Verdict.SUSPICIOUS.rank or facts.door not in ("", *WRITABLE)):
        return False
    if {told.type for told in read.scam_types} == {"gambling"} and not _leads_on(facts):
        return False
    telling = {"content", "contact"} if likely else {"content"}
    return any(c.log_odds > 0 and catalog.rows[c.reading.signal].family in telling for c in read.contributions)


def _leads_on(facts: PageFacts) -> bool:
    """Whether the page leads its visitor to something: a page of its own, another site, a form, an app, a contact. The page of a server or
    an authority leads to authorities at most, and none of its site's own addresses has another page."""
    if facts.asks or facts.gives_contact or facts.apps or facts.store_apps or facts.form_count or facts.iframes or facts.exits:
        return True
    own = any(goes_on(link.url, facts.final_host) for link in facts.links)
    return own or block_pages.load().leads_away(filterfalse(is_official, facts.foreign_hosts), facts.final_host)
