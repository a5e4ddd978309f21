"""Measures on what the page says: what it promises, threatens and asks for."""

from msgspec.structs import replace

from scamtriage.knowledge.language.sectors import VENDOR
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.records.facts.page_parts import CREDENTIALS
from scamtriage.records.findings import Measurement
from scamtriage.signals.gambling import of_no_profession
from scamtriage.signals.measurement import NO, in_page, once
from scamtriage.signals.page import distances
from scamtriage.signals.page.distances import in_head
from scamtriage.signals.page.occurrences import HIDDEN, PLACES, Hit
from scamtriage.signals.page.others_sentences import of_others
from scamtriage.signals.page.sensitive_fields import PERSONAL, chosen, of_a_bank
from scamtriage.signals.page.text import PageText
from scamtriage.signals.perks import for_workers
from scamtriage.signals.schemes import flavour, meant, most_telling, nearest, told
from scamtriage.signals.view import View


@once
def lexicon_strong(view: View) -> Measurement:
    """The highest count per scam type of specificity-3 terms that the page itself says. A term in title or heading adds one."""
    return _lexicon(view, 3, head=1)


def lexicon_medium(view: View) -> Measurement:
    """The highest count per scam type of specificity-2 terms that the page itself says."""
    return _lexicon(view, 2, head=0)


def _lexicon(view: View, specificity: int, *, head: int) -> Measurement:
    """`head`: what a term in title or heading adds. A term inside another is not counted."""
    counts: dict[str, list[Hit]] = {}
    for scam_type, hits in view.text.lexicon_meant.items():
        if scam_type in ("benign-context", "generic") or (scam_type == "gambling" and view.text.against_gambling):
            continue
        said = [h for h in hits if h.meaning.strength == specificity]
        if scam_type == "gambling":
            said = of_no_profession(view, said)
        if said:
            counts[scam_type] = said
    if not counts:
        return NO
    many = {
        scam_type: min(len({h.meaning.row for h in hits}), len(view.text.different(hits))) + (head if in_head(hits) else 0)
        for scam_type, hits in counts.items()
    }
    best = max(many.values())
    types = tuple(sorted(scam_type for scam_type, count in many.items() if count >= max(1, best - 1)))
    hits = counts[max(many, key=many.__getitem__)]
    first = in_head(hits) or hits[0]
    terms = most_telling(view.text.different(hits))
    pointers = in_page(PLACES[first.place], view.text.around([first]))
    return Measurement(value=float(best), shown={"terms": terms}, pointers=pointers, types=types)


def warnings(view: View) -> Measurement:
    """Different warning words on a page that asks for nothing: an article or an advice page.

    0 if the page takes credentials or files, locks the browser, or holds a wallet or personal account to pay to.
    """
    page = view.page
    if (
        CREDENTIALS & set(page.asks)
        or page.apps
        or page.wallet_calls
        or len([b for b in page.behaviours if b in ("fullscreen", "dialog-loop", "keyboard-lock")]) >= 2
    ):
        return NO
    if any(c.kind in ("wallet", "payment-qr") or "personal-id" in c.flags for c in page.contacts):
        return NO
    text = view.text
    if not (text.tells or text.about):
        return NO
    words = text.different(text.warning_hits)
    head = in_head(text.warning_hits)
    value = float(len(words) + (3 if head else 0) + (1 if len(text.words("news")) >= 2 else 0))
    return Measurement(value=value, shown={"terms": most_telling(words)})


def credential_form(view: View) -> Measurement:
    """How many kinds of secrets the page takes: password, PIN, OTP, card, identity number, bank login."""
    page = view.page
    kinds = sorted(PERSONAL & set(page.asks) - {"seed-phrase"} - chosen(page))
    return Measurement(value=float(len(kinds)), shown={"kinds": ", ".join(kinds)}, pointers=in_page("page.asks", ", ".join(kinds)))


def secrets_taken(view: View) -> Measurement:
    """How many of OTP, PIN, card, identity number and bank login one page takes together. A plain login takes none."""
    page = view.page
    kinds = sorted({"otp", "pin", "card", "id-number", "bank-login"} & set(page.asks) - chosen(page))
    return Measurement(value=float(len(kinds)), shown={"kinds": ", ".join(kinds)})


def deep_secrets(view: View) -> Measurement:
    """The same, with the type of those that are a bank's or a purse's. What the words of the page make of it weighs more."""
    taken = secrets_taken(view)
    return replace(taken, types=of_a_bank(view.page, str(taken.shown["kinds"]).split(", "))) if taken.value else taken


def compound_recruit(view: View) -> Measurement:
    """Different perks promised near a place of scam compounds, plus one for a word of a job. Counted around the place with most perks; the
    place alone is 0, and so is what hotels and agencies for visas promise, where hardly a word is of a job."""
    perks, jobs = meant(view, ("perk",)), meant(view, ("job",))
    if not perks or not (jobs or view.identity.messengers) or not for_workers(view):
        return NO
    count, near, place = _most_around(_places_offered(view), perks, PERK_GAP, view.text)
    if place is None or not count:
        return NO
    count += bool(jobs)
    each = {view.text.said(h): h for h in reversed(near)}.values()  # the first of each: a title stands on a page three times
    return told(view, float(count), place, *reversed(each), place=view.text.said(place), count=count)


PERK_GAP = 500
"""Characters at most between a place and the perks promised there."""
WARNED_GAP = 150
"""Characters at most between a place and a word of advice or warning that is about it: agencies say where they send nobody."""
_ADVISING = ("advice", "rebuttal", "referral")


def _places_offered(view: View) -> list[Hit]:
    """Places of scam compounds that no advice stands beside, and of which the page does not say that others recruit for them."""
    text = view.text
    places = meant(view, ("place",))[:MOST_NAMES]
    if not places:
        return []
    warned = [*text.warning_hits, *(h for concept in _ADVISING for h in text.words(concept))]
    return [h for h in places if distances.gap([h], warned)[0] > WARNED_GAP and not of_others(text.found.texts[h.place], h.start)]


MOST_NAMES = 100


def _most_around(names: list[Hit], words: list[Hit], gap: int, text: PageText) -> tuple[int, list[Hit], Hit | None]:
    """Return (the number of different words, the words, the name) for the name with most different words around it; None without a name."""
    around = [(len(text.different(near)), near, name) for name in names[:MOST_NAMES] for near in (distances.near(name, words, gap),)]
    return max(around, key=lambda one: one[0], default=(0, [], None))


@once
def recovery_offer(view: View) -> Measurement:
    """Characters between an offer to get money back and the loss it speaks of. Only on pages that do not recount or advise against
    scams."""
    page = view.page
    text = view.text
    if text.tells:
        return NO
    recover = [h for h in text.words("recover") if not text.denied(h)]
    lost = text.words("lostmoney")
    if not recover or not lost:
        return NO
    reachable = view.identity.messengers or page.forms or view.identity.mails or view.identity.phones
    head = in_head(recover)
    upfront = [h for h in text.words("fee") if not text.denied(h)]  # such offers warn of other frauds, as honest pages do
    warns = text.distinct("advice", meant=False) > 2
    if not reachable or (warns and not (head and upfront and view.identity.messengers and view.identity.points < 2)):
        return NO
    asks = view.identity.messengers or view.identity.freemail or text.meant("fee")
    if head is not None and asks:
        return told(view, 1.0, head)
    return nearest(view, recover, lost)


def urgency(view: View) -> Measurement:
    """1 if a countdown runs or a deadline is named on a page that asks for something. That something is of today, or open for 24 hours,
    hurries only beside what is to be done until then."""
    page = view.page
    said = _hurrying(view)
    if not view.claims.asks or not (said or "countdown" in page.behaviours):
        return NO
    return told(view, 1.0, said[0]) if said else Measurement(value=1.0, shown={"quote": "a countdown"})


HURRIED_GAP = 40
"""Characters at most between a mere time and what is to be done by it."""
_DONE_BY = (
    *("verify", "deposit", "claim", "callnow", "install", "transferfirst", "topup", "fee", "task", "moving", "safeaccount"),
    *("suspended", "cutoff"),
)


def _hurrying(view: View) -> list[Hit]:
    """Words of urgency, the plain ones first. Mere times only beside what is to be done."""
    times = small_tables().mere_times.words
    said = view.text.meant("urgency")
    plain = [h for h in said if view.text.said(h) not in times]
    if plain or not said:
        return plain
    gap, at, _ = distances.gap(said, meant(view, _DONE_BY))
    return [at] if at is not None and gap <= HURRIED_GAP else []


def alarm(view: View) -> Measurement:
    """Different words of alarm near the name of a maker of systems or security software. Counted around the mention with most of them;
    makers that own the host do not count."""
    words = view.text.meant("alarm")
    if not words:
        return NO
    count, near, maker = _most_around(view.claims.mentioned(VENDOR), words, ALARM_GAP, view.text)
    if maker is None or count < 2:
        return NO
    return told(view, float(count), *near, maker, brand=view.claims.name(maker.meaning.row), count=count)


ALARM_GAP = 300
"""Characters at most between a maker's name and words of alarm. Title and headings count as directly above the text."""


def hollow_licence(view: View) -> Measurement:
    """1 if a page that takes deposits shows as its licence a document that licenses nothing. The islands of many such documents are entries
    of any list of countries to choose from, too."""
    papers = [h for h in view.text.meant("fakelicence") if h.place != HIDDEN or not _whole_line(view, h)]
    if not papers or not meant(view, ("invest", "deposit", "profit")):
        return NO
    return told(view, 1.0, papers[0], paper=view.text.said(papers[0]))


def _whole_line(view: View, hit: Hit) -> bool:
    text = view.text.found.texts[hit.place]
    return text[max(0, hit.start - 1) : hit.start] in ("", "\n") and text[hit.end : hit.end + 1] in ("", "\n")


def mule_offer(view: View) -> Measurement:
    """Different offers to buy or rent bank accounts. Where the page speaks as the police, accounts that were lent are the charge."""
    if flavour(view) == ("gov-police",):
        return NO
    offers = view.text.meant("mule")
    if not offers:
        return _account_trade(view)
    return told(view, float(view.text.distinct("mule") + (1 if in_head(offers) else 0)), in_head(offers) or offers[0])


ACCOUNT_FIRST = frozenset({"ja", "ko", "hi", "my"})
"""Languages that put the object before the verb "buy"."""
TRADE_GAP, HANDOVER_GAP = 12, 120


def _account_trade(view: View) -> Measurement:
    """1 if "account" and "bought" are adjacent, in their language's order, near something to hand over with the account."""
    accounts, bought, over = (meant(view, (concept,)) for concept in ("bankaccount", "buys", "handover"))
    for a in accounts if bought and over else ():
        for b in bought:
            gap = b.start - a.end if a.meaning.language in ACCOUNT_FIRST else a.start - b.end
            if a.place == b.place and 0 <= gap <= TRADE_GAP:
                distance, at, _ = distances.gap([a], over)
                if at is not None and distance <= HANDOVER_GAP:
                    return told(view, 1.0, a, b, at)
    return NO
