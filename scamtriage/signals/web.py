"""Measures on how the site behaves: redirects, cloaking, locks, downloads, where its forms send what they take."""

from scamtriage.knowledge.infrastructure import site_of
from scamtriage.records.assessment import Measurement
from scamtriage.records.facts import Form, Look, PageFacts
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, TOO_OLD, UNKNOWN, in_page
from scamtriage.signals.page.asks import PERSONAL, SHIELDS
from scamtriage.signals.page.claims import CARRIER
from scamtriage.signals.page.occurrences import HEADING, TITLE
from scamtriage.signals.schemes import flavour, meant
from scamtriage.signals.view import View

LOCKS = ("fullscreen", "dialog-loop", "print-loop", "before-unload", "audio-autoplay", "history-trap", "keyboard-lock", "hidden-cursor")
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
"""Concepts that a title shown to chosen visitors alone gives away, with the scam they belong to."""
TAKES = PERSONAL | {"file"}
UNTYPED = frozenset({"hidden", "submit", "button", "reset", "image", "checkbox", "radio", "range", "color"})
"""Types of inputs into which nobody types."""


def parser_evasion(view: View) -> Measurement:
    """How many limits of structure the page ran into; an honest page reaches none."""
    page = view.fetched
    if page is None:
        return NOT_APPLICABLE
    return Measurement(value=float(len(page.structural_caps)), shown={"limits": ", ".join(page.structural_caps)})


def closed_door(view: View) -> Measurement:
    """1 when we saw a door and not the page; sets a state and weighs nothing."""
    page = view.fetched
    return NOT_APPLICABLE if page is None else Measurement(value=1.0, shown={"barrier": page.barrier}) if page.barrier else NO


def cloaking(view: View) -> Measurement:
    """How many other visitors were shown something else (landing, title, text, what is asked); unknown when nobody else looked or met
    a barrier."""
    page = view.fetched
    if page is None or page.barrier:
        return NOT_APPLICABLE
    seen = _seen_by_others(page)
    if not seen:
        return UNKNOWN
    other = [look for look in seen if {"landing", "text", "title", "asks"} & set(look.differed)]
    shown = {"profile": other[0].profile, "differed": ", ".join(other[0].differed)} if other else {}
    return Measurement(value=float(len(other)), shown=shown)


def _seen_by_others(page: PageFacts) -> list[Look]:
    return [look for look in page.looks if look.outcome == "ok" and not look.barrier]


def lure_for_others(view: View) -> Measurement:
    """1 when the title that only other visitors saw names an organisation or speaks the words of a scheme; unknown when nobody else
    looked or met a barrier."""
    page = view.fetched
    if page is None or page.barrier or view.owners:
        return NOT_APPLICABLE
    seen = _seen_by_others(page)
    if not seen:
        return UNKNOWN
    shown = [look for look in seen if "title" in look.differed]
    for title in dict.fromkeys(look.title for look in shown if look.title and look.title != page.title):
        words = view.words_of(title)
        lure = next((m for m in words if (m.kind == "brand" and m.strength == 2) or (m.kind == "lexicon" and m.strength >= 2)), None)
        lure = lure or next((m for m in words if m.kind == "word" and m.name in LURES), None)
        if lure is not None:
            types = (lure.name,) if lure.kind == "lexicon" and lure.name != "benign-context" else LURES.get(lure.name, ())
            profiles = ", ".join(look.profile for look in shown if look.title == title)
            return Measurement(value=1.0, shown={"profile": profiles, "title": title[:100]}, types=types)
    return NO


def lands_on_official(view: View) -> Measurement:
    """1 when the visitor is sent on to the very organisation whose name this host borrows."""
    page = view.page
    if not page.final_host or page.final_host == view.target.host:
        return NO
    owners = {row for _, rows in view.tables.official_above(page.final_host) for row in rows}
    meant_by = view.name_brands & owners
    if not meant_by:
        return NO
    return Measurement(value=1.0, shown={"brand": view.tables.organisations[min(meant_by)].name, "host": page.final_host})


def sites_between(view: View) -> Measurement:
    """Different sites on the way that are neither the first nor the one at the end."""
    page = view.page
    sites = [site_of(host) for hop in page.way if (host := hop.host)]
    between = set(sites) - {*sites[:1], site_of(page.final_host)}
    return Measurement(value=float(len(between)), shown={"count": len(between), "host": page.final_host})


def exfiltration(view: View) -> Measurement:
    """1 when the page holds the address of a chat bot and takes something that it can send there; 0.5 when nothing is seen to be typed."""
    page = view.page
    if not page.exfil:
        return NO
    takes = page.asks or any(field.type not in UNTYPED for form in page.forms for field in form.fields)
    return Measurement(value=1.0 if takes else 0.5, shown={"where": page.exfil[0]}, pointers=in_page("page.exfil", page.exfil[0]))


def foreign_post(view: View) -> Measurement:
    """1 when a form that takes credentials or a document sends them to another site that is no payment or sign-on service."""
    page = view.page
    own = view.target.registrable
    for form in page.forms:
        host = form.action_host.lower()
        if not host or not _takes(form) or host == own or host.endswith("." + own) or site_of(host) == site_of(page.final_host):
            continue
        if site_of(host) in view.tables.payment_hosts or host in view.tables.owners or site_of(host) in view.tables.owners:
            continue
        return Measurement(value=1.0, shown={"host": host}, pointers=in_page("page.forms", form.action))
    return NO


def kit_paths(view: View) -> Measurement:
    """How many different paths of phishing kits the page's own source holds, by their last names; none is ever guessed."""
    page = view.page
    if not page.kit_paths:
        return NO
    different = {path.partition("?")[0].rstrip("/").rpartition("/")[2].lower() for path in page.kit_paths}
    return Measurement(value=float(len(different)), shown={"path": page.kit_paths[0]})


def hides_from_analysis(view: View) -> Measurement:
    """How many devices against looking at the page's source it uses."""
    page = view.page
    found = [b for b in SHIELDS if b in page.behaviours]
    return Measurement(value=float(len(found)), shown={"devices": ", ".join(found)})


def locks_the_browser(view: View) -> Measurement:
    """How many devices that keep a visitor from leaving the page uses; one alone is a video player."""
    page = view.page
    found = [b for b in LOCKS if b in page.behaviours]
    return Measurement(value=float(len(found)), shown={"devices": ", ".join(found)}, pointers=in_page("page.behaviours", ", ".join(found)))


def app_of_an_authority(view: View) -> Measurement:
    """1 when a page in the name of an authority, bank, courier or utility offers an app file from outside the stores."""
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
    """1 when the page hands out an app file from outside the stores and says to install it, or gives a reason that no app needs: a fine, a
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
    """The page speaks of source, licence and signature as free software does, and asks for nothing."""
    page = view.page
    return not page.asks and view.text.distinct("opensource", meant=False) >= 2


def imitated_store(view: View) -> Measurement:
    """1 when the page wears the names of the app stores but hands out the file itself."""
    page = view.page
    if not page.apps or any(link.host in ("play.google.com", "apps.apple.com") for link in page.links):
        return NO
    shown = " ".join((page.title, *page.headings, *page.logos, *page.image_alts)).lower()
    store = next((s for s in STORES if s in shown), "")
    return Measurement(value=1.0, shown={"store": store, "file": page.apps[0]}) if store else NO


def chat_alone(view: View) -> Measurement:
    """1 when a chat window is the only way to reach a site that asks for something: no number, no account, no mail, no address, nothing to
    write into."""
    page = view.page
    if view.too_old("chat_vendors"):
        return TOO_OLD
    vendor = next((name for name, _ in page.chat_widgets if name.lower() in view.tables.chat_vendors), "")
    if not vendor:
        return NO
    who = view.identity
    alone = not (who.phones or who.messengers or who.mails or who.address or who.written_to)
    return Measurement(value=1.0, shown={"vendor": vendor}) if alone and view.claims.asks else NO


def _takes(form: Form) -> bool:
    return any(field.asks in TAKES for field in form.fields)


DEEP_PATH = 3


def age_of_a_deep_page(view: View) -> Measurement:
    """Days since registration, for a page that was asked for and found at least three folders below the start page of the site. Under
    another name it lies in no folder of this one."""
    page = view.page
    if not view.stays or min(map(_folders, (view.target.url, page.final_url))) < DEEP_PATH:
        return NO
    return UNKNOWN if view.age_days is None else Measurement(value=view.age_days, shown={"years": view.years})


def _folders(url: str) -> int:
    return sum(bool(part) for part in url.partition("://")[2].partition("?")[0].split("/")[1:])
