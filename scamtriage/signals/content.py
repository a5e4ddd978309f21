"""Measures on what the page says: what it promises, what it threatens, what it asks for."""

import re
from collections.abc import Callable, Iterable

from scamtriage.records.assessment import Measurement
from scamtriage.records.facts import PageFacts
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, in_page
from scamtriage.signals.page.claims import CREDENTIALS, PERSONAL, VENDOR
from scamtriage.signals.page.occurrences import HEADING, TITLE, Hit
from scamtriage.signals.schemes import in_head, meant, nearest, told
from scamtriage.signals.view import View


def lexicon_strong(view: View) -> Measurement:
    """Strongest type's count of specificity-3 terms that the page itself says; one in title or heading counts as two."""
    return _lexicon(view, 3, lambda hits: len({h.meaning.row for h in hits}) + (1 if in_head(hits) else 0))


def lexicon_medium(view: View) -> Measurement:
    """Strongest type's count of specificity-2 terms."""
    return _lexicon(view, 2, lambda hits: len({h.meaning.row for h in hits}))


def _lexicon(view: View, specificity: int, count: Callable[[list[Hit]], int]) -> Measurement:
    if view.page is None or view.owners:
        return NOT_APPLICABLE
    counts: dict[str, list[Hit]] = {}
    for scam_type, hits in view.text.lexicon.items():
        if scam_type in ("benign-context", "generic") or (scam_type == "gambling" and view.text.helps_gamblers):
            continue
        said = [h for h in hits if h.meaning.strength == specificity and view.text.asserts(h)]
        if said:
            counts[scam_type] = said
    if not counts:
        return NO
    best = max(count(hits) for hits in counts.values())
    types = tuple(sorted(t for t, hits in counts.items() if count(hits) >= max(1, best - 1)))
    hits = max(counts.values(), key=count)
    first = in_head(hits) or hits[0]
    terms = _most_telling({f"“{view.text.said(h)}”" for h in hits})
    return Measurement(
        value=float(best), shown={"terms": terms, "count": best}, pointers=in_page("page.text", view.text.around([first])), types=types
    )


def _most_telling(terms: Iterable[str]) -> str:
    """Four of them for a sentence: the longest, which say most where all weigh the same."""
    return ", ".join(sorted(terms, key=lambda term: (-len(term), term))[:4])


def characters(view: View) -> Measurement:
    """Characters of visible text."""
    page = view.page
    return NOT_APPLICABLE if page is None else Measurement(value=float(len(page.text)), shown={"count": len(page.text)})


def warnings(view: View) -> Measurement:
    """Different words of warning on a page that asks for nothing, against those of schemes: an article or an advice page.

    Void (0) where the page takes credentials or files, offers to recover money, or holds a wallet or a personal account to pay to.
    """
    page = view.page
    if page is None:
        return NOT_APPLICABLE
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
    words = text.different(text.warning_hits)
    head = in_head(text.warning_hits)
    value = float(len(words) + (3 if head else 0) + (1 if len(text.words("news")) >= 2 else 0))
    return Measurement(value=value, shown={"terms": _most_telling(words), "count": len(words)})


def credential_form(view: View) -> Measurement:
    """How many kinds of secrets (password, PIN, OTP, card, identity number, bank login) the page takes."""
    page = view.page
    if page is None:
        return NOT_APPLICABLE
    kinds = sorted(PERSONAL & set(page.asks) - {"seed-phrase"} - _chosen(page))
    return Measurement(value=float(len(kinds)), shown={"kinds": ", ".join(kinds)}, pointers=in_page("page.asks", ", ".join(kinds)))


CHOSEN = re.compile(
    r"create|choose|new |set |buat|baru|cipta|tạo|đặt|ตั้ง|สร้าง|gumawa|bagong|设置|設定|新|설정|बनाएं|នៅថ្មី|သစ်|ໃໝ່", re.IGNORECASE
)
"""A field in which the visitor makes up a number, which nobody can rob him of."""


def _chosen(page: PageFacts) -> frozenset[str]:
    pins = [field for form in page.forms for field in form.fields if field.asks == "pin"]
    return frozenset({"pin"}) if pins and all(CHOSEN.search(field.label) for field in pins) else frozenset()


def deep_secrets(view: View) -> Measurement:
    """How many of OTP, PIN, card and identity number one page takes together; a plain login takes none."""
    page = view.page
    if page is None or view.owners or view.restricted:
        return NOT_APPLICABLE
    kinds = sorted({"otp", "pin", "card", "id-number", "bank-login"} & set(page.asks) - _chosen(page))
    return Measurement(value=float(len(kinds)), shown={"kinds": ", ".join(kinds)})


def compound_recruit(view: View) -> Measurement:
    """Different perks that a job offer in a place of scam compounds promises; the place alone is none."""
    if view.page is None:
        return NOT_APPLICABLE
    text = view.text
    if not text.holds(("place",)) or not text.holds(("perk",)):
        return NO
    length, found = text.span(meant(view, ("place",)), meant(view, ("perk",)))
    if not found or length > 500 or not (meant(view, ("job",)) or view.identity.messengers):
        return NO
    count = text.distinct("perk") + (1 if meant(view, ("job",)) else 0)
    return told(view, float(count), *found, place=text.said(meant(view, ("place",))[0]), count=count)


def recovery_offer(view: View) -> Measurement:
    """Characters between an offer to get money back and the loss it speaks of; only on pages that give no advice against scams."""
    page = view.page
    if page is None or view.owners or view.restricted:
        return NOT_APPLICABLE
    text = view.text
    if text.tells:
        return NO
    recover = [h for h in text.words("recover") if not text.denied(h)]
    lost = text.words("lostmoney")
    if not recover or not lost or len({text.said(h) for h in recover}) < 1:
        return NO
    reachable = view.identity.messengers or view.identity.freemail or page.forms or view.identity.mails or view.identity.phones
    head = in_head(recover)
    upfront = [h for h in text.words("fee") if not text.denied(h)]  # such offers warn of other frauds as an honest page does
    warns = text.distinct("advice", meant=False) > 2
    if not reachable or (warns and not (head and upfront and view.identity.messengers and view.identity.points < 2)):
        return NO
    asks = view.identity.messengers or view.identity.freemail or text.meant("fee")
    if head is not None and asks:
        return told(view, 1.0, head)
    return nearest(view, recover, lost)


def urgency(view: View) -> Measurement:
    """1 when a countdown runs or a deadline stands on a page that asks for something."""
    page = view.page
    if page is None:
        return NOT_APPLICABLE
    said = view.text.meant("urgency")
    if not view.claims.asks or not (said or "countdown" in page.behaviours):
        return NO
    return told(view, 1.0, said[0]) if said else Measurement(value=1.0, shown={"quote": "a countdown"})


def alarm(view: View) -> Measurement:
    """Different words of alarm near the name of a maker of systems or security software that does not own the host."""
    if view.page is None or view.owners:
        return NOT_APPLICABLE
    text = view.text
    words = text.meant("alarm")
    if not words:
        return NO
    vendors = view.claims.mentioned(VENDOR)
    gap, a, vendor = text.gap(words, vendors)
    if a is None or vendor is None or gap > 300 or text.distinct("alarm") < 2:
        return NO
    brand = view.claims.name(vendor.meaning.row)
    return told(view, float(text.distinct("alarm")), a, vendor, brand=brand, count=text.distinct("alarm"))


def hollow_licence(view: View) -> Measurement:
    """1 when a page that takes deposits shows as its licence a paper that licenses nothing."""
    if view.page is None:
        return NOT_APPLICABLE
    papers = view.text.meant("fakelicence")
    if not papers or not meant(view, ("invest", "deposit", "profit")):
        return NO
    return told(view, 1.0, papers[0], paper=view.text.said(papers[0]))


def gambling_offer(view: View) -> Measurement:
    """Different words of gambling on a page that also names a way to pay in; in title or heading they count double."""
    page = view.page
    if page is None or view.owners:
        return NOT_APPLICABLE
    words = view.text.meant("gamble") + [
        h for h in view.text.lexicon.get("gambling", ()) if h.meaning.strength >= 2 and view.text.asserts(h)
    ]
    spoken = view.text.different(words)
    if not spoken or view.text.helps_gamblers:
        return NO
    head = len(view.text.different(h for h in words if h.place in (TITLE, HEADING)))
    pays = meant(view, ("rail", "deposit", "withdraw"))
    if not pays and not head:
        return NO
    return told(
        view,
        float(len(spoken) + head + (1 if pays else 0)),
        in_head(words) or words[0],
        count=len(spoken),
        terms=_most_telling(spoken),
    )


def parasite(view: View) -> Measurement:
    """1 when words of gambling or loans stand in title or hidden text of a name that belongs to a school or authority, or is old."""
    page = view.page
    if page is None:
        return NOT_APPLICABLE
    hits = [h for t in ("gambling", "loan-app") for h in view.text.lexicon.get(t, ()) if h.meaning.strength >= 2]
    hits += view.text.words("gamble") if view.restricted else []
    bad = [h for h in hits if h.place in (TITLE, HEADING, 7)]
    old = view.age_days is not None and view.age_days >= 1826 and any(h.place == 7 for h in bad)
    if not bad or not (view.restricted or view.owners or old):
        return NO
    return told(view, 1.0, bad[0], term=view.text.said(bad[0]))


def mule_offer(view: View) -> Measurement:
    """Different offers to buy or rent bank accounts."""
    if view.page is None:
        return NOT_APPLICABLE
    offers = view.text.meant("mule")
    if not offers:
        return _account_trade(view)
    return told(view, float(view.text.distinct("mule") + (1 if in_head(offers) else 0)), in_head(offers) or offers[0])


ACCOUNT_FIRST = frozenset({"ja", "ko", "hi", "my"})
"""Languages that name the thing before they say that it is bought."""
TRADE_GAP, HANDOVER_GAP = 12, 120


def _account_trade(view: View) -> Measurement:
    """1 when "account" and "bought" stand together as their language puts them, near what is handed over with it."""
    accounts, bought, over = (meant(view, (concept,)) for concept in ("bankaccount", "buys", "handover"))
    for a in accounts if bought and over else ():
        for b in bought:
            gap = b.start - a.end if a.meaning.language in ACCOUNT_FIRST else a.start - b.end
            if a.place == b.place and 0 <= gap <= TRADE_GAP:
                distance, at, _ = view.text.gap([a], over)
                if at is not None and distance <= HANDOVER_GAP:
                    return told(view, 1.0, a, b, at)
    return NO
