"""Measures on the site's behaviour: redirects, cloaking, locks, downloads, and where forms post to."""

from scamtriage.knowledge.hosts.lent_names import site_of
from scamtriage.knowledge.language.sectors import CARRIER
from scamtriage.records.facts import Look, PageFacts
from scamtriage.records.facts.page import LOCKS
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, TOO_OLD, UNKNOWN, in_page
from scamtriage.signals.page.occurrences import HEADING, TITLE
from scamtriage.signals.page.sensitive_fields import SHIELDS
from scamtriage.signals.registration import ageless
from scamtriage.signals.schemes import flavour, meant
from scamtriage.signals.sent import planted
from scamtriage.signals.view import View

STORES = ("google play", "app store", "play store", "กูเกิลเพลย์", "应用商店", "應用商店")
LURES: dict[str, tuple[str, ...]] = {
    "redeliver": ("parcel-toll",),
    "toll": ("parcel-toll",),
    "suspended": ("bank-wallet",),
    "gamble": ("gambling",),
    "prize": ("prize-subsidy",),
    "subsidy": ("prize-subsidy",),
    "accusation": ("gov-police",),
    "claim": ("wallet-drainer",),
    "task": ("task-job",),
    "nocheck": ("loan-app",),
    "guarantee": ("invest-crypto",),
}
"""Concepts that reveal a lure in a title shown only to certain visitors, with their scam types."""
TITLED_CHARS = 100
"""Characters of text from which a page is more than its title."""


def parser_evasion(view: View) -> Measurement:
    """How many structural limits the page hit; honest pages hit none."""
    page = view.fetched
    if page is None:
        return NOT_APPLICABLE
    return Measurement(value=float(len(page.structural_caps)), shown={"limits": ", ".join(page.structural_caps)})


def closed_door(view: View) -> Measurement:
    """1 if a barrier was seen instead of the page. Sets a state, no weight."""
    page = view.fetched
    return NOT_APPLICABLE if page is None else Measurement(value=1.0, shown={"barrier": page.door}) if page.door else NO


def cloaking(view: View) -> Measurement:
    """How many other visitors saw something else (landing, title, text, what is asked). Unknown if none did, and one of them met a
    barrier."""
    page = view.fetched
    if page is None or page.door:
        return NOT_APPLICABLE
    seen = _seen_by_others(page)
    other = [look for look in seen if _is_another(look, page)]
    if not other and len(seen) < max(1, len(page.looks)):
        return UNKNOWN
    shown = {"profile": other[0].profile, "differed": ", ".join(other[0].differed)} if other else {}
    return Measurement(value=float(len(other)), shown=shown)


def _seen_by_others(page: PageFacts) -> list[Look]:
    return [look for look in page.looks if look.outcome == "ok" and not look.barrier]


def _is_another(look: Look, page: PageFacts) -> bool:
    """Whether this visitor sees another page. A title alone makes none where the words and the make are the same: it may count, name the
    hour, or be in the visitor's language. Of a page with hardly a word the title is what it says. The same page under another name, such
    as a company's in his country, is none either."""
    if not {"text", "asks"}.isdisjoint(look.differed):
        return True
    same = page.complete and look.structure == page.structure and min(look.text_chars, len(page.text)) >= TITLED_CHARS
    copied = same and look.title == page.title and look.text_chars == len(page.text)
    return ("landing" in look.differed and not copied) or ("title" in look.differed and not same)


def lure_for_others(view: View) -> Measurement:
    """1 if a title that only other visitors saw names an organisation or speaks of a scheme. Unknown if none did, and one of them met
    a barrier."""
    page = view.fetched
    if page is None or page.door or view.owners:
        return NOT_APPLICABLE
    seen = _seen_by_others(page)
    shown = [look for look in seen if "title" in look.differed and _is_another(look, page)]
    for title in dict.fromkeys(look.title for look in shown if look.title and look.title != page.title):
        words = view.words_of(title)
        lure = next((m for m in words if (m.kind == "brand" and m.strength == 2) or (m.kind == "lexicon" and m.strength >= 2)), None)
        lure = lure or next((m for m in words if m.kind == "word" and m.name in LURES), None)
        if lure is not None:
            types = (lure.name,) if lure.kind == "lexicon" and lure.name != "benign-context" else LURES.get(lure.name, ())
            profiles = ", ".join(look.profile for look in shown if look.title == title)
            return Measurement(value=1.0, shown={"profile": profiles, "title": title[:100]}, types=types)
    return UNKNOWN if len(seen) < max(1, len(page.looks)) else NO


def lands_on_official(view: View) -> Measurement:
    """1 if the visitor is redirected to the organisation whose name this host borrows."""
    page = view.page
    if not page.final_host or page.final_host == view.target.host:
        return NO
    owners = {row for _, rows in view.tables.official_above(page.final_host) for row in rows}
    meant_by = view.name_brands & owners
    if not meant_by:
        return NO
    return Measurement(value=1.0, shown={"brand": view.tables.organisations[min(meant_by)].name, "host": page.final_host})


def sites_between(view: View) -> Measurement:
    """Number of different sites on the way, except the first and the last."""
    page = view.page
    hosts = [hop.host for hop in page.way if hop.host]
    if len(hosts) < 2:
        return NO
    sites = [site_of(host) for host in hosts]
    between = set(sites) - {sites[0], site_of(page.final_host)}
    return Measurement(value=float(len(between)), shown={"count": len(between), "host": page.final_host})


HOUSE = ("seconds-contracts", "withdrawal-locked", "outcome-controlled")


def kit_paths(view: View) -> Measurement:
    """Number of different phishing-kit paths in the page's own source, by last path segment. Paths are never probed."""
    page = view.page
    if not page.kit_paths:
        return NO
    different = {path.partition("?")[0].rstrip("/").rpartition("/")[2].lower() for path in page.kit_paths}
    return Measurement(value=float(len(different)), shown={"path": page.kit_paths[0]})


def hides_from_analysis(view: View) -> Measurement:
    """How many devices the page uses against viewing its source."""
    page = view.page
    found = [b for b in SHIELDS if b in page.behaviours]
    return Measurement(value=float(len(found)), shown={"devices": ", ".join(found)})


def house_exchange(view: View) -> Measurement:
    """How many settings of exchanges whose house decides the outcome the scripts hold. Their pages show hardly more than a log-in."""
    found = [b for b in HOUSE if b in view.page.behaviours]
    if not found or view.text.tells or view.text.about:
        return NO
    return Measurement(value=float(len(found)), shown={"settings": ", ".join(found)}, pointers=in_page("page.behaviours", found[0]))


KITS = ("reward-kit", "log-in-kit")


def kit_program(view: View) -> Measurement:
    """1 if the scripts are those of a published kit that takes log-ins, by the names of their own functions. A page that explains the kit
    shows them, too."""
    found = next((b for b in KITS if b in view.page.behaviours), "")
    if not found or view.text.tells or view.text.about:
        return NO
    if not (view.page.asks or view.identity.nobodys):
        return NO  # who runs a loyalty scheme of his own may call his windows the same
    return Measurement(value=1.0, shown={"devices": found}, pointers=in_page("page.behaviours", found))


def locks_the_browser(view: View) -> Measurement:
    """How many devices the page uses to keep a visitor from leaving. A single one may be a video player, but a number to call beside
    dialogs that open again and again is a device itself."""
    page = view.page
    found = [b for b in LOCKS if b in page.behaviours]
    called = "dialog-loop" in found and bool(view.identity.phones)
    devices = ", ".join(found)
    return Measurement(value=float(len(found) + called), shown={"devices": devices}, pointers=in_page("page.behaviours", devices))


def app_of_an_authority(view: View) -> Measurement:
    """1 if a page in the name of an authority, bank, courier or utility offers its own app file."""
    page = view.page
    if not page.apps:
        return NO
    claims = view.claims
    named = claims.authority or claims.finance or claims.of(CARRIER)
    title = {h.place for h in view.text.meant("police")} & {TITLE, HEADING}
    if not named and not title:
        return NO
    shown = {"file": page.apps[0], "brand": claims.name(named[0]) if named else "a public authority"}
    kind = flavour(view) or (("gov-police",) if claims.authority or not named else ("bank-wallet",) if claims.finance else ())
    return Measurement(value=1.0, shown=shown, types=kind)


def app_file(view: View) -> Measurement:
    """1 if the page offers its own app file, and says to install it or names a reason. Reasons are those that need no app: a fine, a
    parcel, a case, an account."""
    page = view.page
    if (
        not page.apps
        or _project(view)
        or not meant(view, ("install", "accusation", "toll", "police", "parcel", "subsidy", "prize", "suspended", "utility"))
    ):
        return NO
    return Measurement(value=1.0, shown={"file": page.apps[0]}, pointers=in_page("page.apps", page.apps[0]))


def _project(view: View) -> bool:
    """Whether the page speaks of source, licence and signature as free software does, and asks for nothing."""
    page = view.page
    return not page.asks and view.text.distinct("opensource", meant=False) >= 2


def imitated_store(view: View) -> Measurement:
    """1 if the page shows the names of app stores but offers the file itself."""
    page = view.page
    if not page.apps or any(link.host in ("play.google.com", "apps.apple.com") for link in page.links):
        return NO
    shown = " ".join((page.title, *page.headings, *page.logos, *page.image_alts)).lower()
    store = next((s for s in STORES if s in shown), "")
    return Measurement(value=1.0, shown={"store": store, "file": page.apps[0]}) if store else NO


def chat_alone(view: View) -> Measurement:
    """1 if a chat window is the only way to reach a site that asks for something. It shows no number, account, mail, address or message
    form."""
    page = view.page
    if view.too_old("chat_vendors"):
        return TOO_OLD
    vendor = next((name for name, _ in page.chat_widgets if name.lower() in view.tables.chat_vendors), "")
    if not vendor:
        return NO
    who = view.identity
    alone = not (who.phones or who.messengers or who.mails or who.address or who.written_to)
    return Measurement(value=1.0, shown={"vendor": vendor}) if alone and view.claims.asks else NO


DEEP_PATH = 3


def age_of_a_deep_page(view: View) -> Measurement:
    """Days since registration, for a page at least three folders deep, both as requested and as found, or one whose form is answered where
    no pages are kept. Not after a redirect to another name."""
    page = view.page
    if not view.stays or not (min(map(_folders, (view.target.url, page.final_url))) >= DEEP_PATH or planted(view).value):
        return NO
    age = view.stated_age_days
    return ageless(view) if age is None else Measurement(value=age, shown={"years": view.years})


def _folders(url: str) -> int:
    return sum(bool(part) for part in url.partition("://")[2].partition("?")[0].split("/")[1:])
