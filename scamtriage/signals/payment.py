"""Measures on how the visitor is to pay: a wallet, a person's own account, gift cards, a fee before anything is paid out."""

from msgspec.structs import replace

from scamtriage.knowledge.language import phrases
from scamtriage.knowledge.language.folding import lowered
from scamtriage.knowledge.language.negation import negated
from scamtriage.records import lazy_re
from scamtriage.records.facts import Contact
from scamtriage.records.findings import Measurement
from scamtriage.signals.contact import ALARMED, nearest_word
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, UNKNOWN
from scamtriage.signals.page import distances
from scamtriage.signals.page.occurrences import TEXT, Hit
from scamtriage.signals.schemes import flavour, meant, paid_work, scheme, told
from scamtriage.signals.shops import is_shop
from scamtriage.signals.view import View


def wallet_to_pay_to(view: View) -> Measurement:
    """Characters between a wallet address and the nearest word of paying in. Not for collectors who show their identity and promise no
    return."""
    page = view.page
    wallets = [c for c in page.contacts if c.kind == "wallet"]
    if not wallets:
        return NO
    best, wallet, at = nearest_word(wallets, meant(view, ("deposit", "fee", "rail")))
    if at is None:
        return NO
    donating = view.text.meant("donate")
    if donating and not meant(view, ("profit", "invest", "fee")) and view.identity.points >= 2:
        return NO
    found = told(view, best, at, wallet=wallet.value, currency=wallet.detail or "crypto")
    return replace(found, types=flavour(view) or ("invest-crypto",))


def personal_account(view: View) -> Measurement:
    """1 if a company, authority or shop is to be paid to a person's own payment id."""
    page = view.page
    own = view.text.meant("personalaccount")
    private = next(
        (
            c
            for c in page.contacts
            if c.kind in ("payment-qr", "bank-account") and ("personal-id" in c.flags or (own and not _held_by_a_company(view, c, own)))
        ),
        None,
    )
    unread = any(picture.outcome != "ok" for picture in page.qr_images)
    if private is None and not unread:
        return NO
    claims = bool(view.claims.authority or view.claims.finance or _company(view) or meant(view, ("donate", "transferfirst", "fee")))
    if not claims:
        return NO
    if private is None:
        return UNKNOWN  # a QR code is shown, but its payee was not read
    return Measurement(value=1.0, shown={"scheme": private.detail or private.kind, "account": private.value})


def _company(view: View) -> list[Hit]:
    """Occurrences of a company's legal form or of a register word."""
    return [*view.text.words("company"), *view.text.words("register")]


HOLDER_GAP = 60
"""Characters at most between an account and its holder."""


def _held_by_a_company(view: View, account: Contact, own: list[Hit]) -> bool:
    """Whether a company's legal form ("Co., Ltd") is beside the account and nearer than any word for a personal account."""
    at = account.position
    if at is None:
        return False
    end = at + len(account.raw or account.value)

    def gap(hits: list[Hit]) -> int:
        return min((max(0, at - h.end, h.start - end) for h in hits if h.place == TEXT), default=HOLDER_GAP + 1)

    return gap(_company(view)) < min(gap(own), HOLDER_GAP + 1)


def _part_of(hit: Hit, name: Hit) -> bool:
    """Whether a word stands within a longer one."""
    return hit.place == name.place and name.start <= hit.start and hit.end <= name.end and hit[:3] != name[:3]


def gift_cards(view: View) -> Measurement:
    """Characters between gift cards and a demand to send their codes, on a page about support, police or debts. A shop sells gift cards and
    has a desk and refunds: there only an alarm of several words counts. The name of a scratch card ("thẻ cào") demands no scratching."""
    if view.page.products:
        return NOT_APPLICABLE
    if is_shop(view) and view.text.distinct("alarm") < ALARMED:
        return NO
    cards = meant(view, ("giftcard",))
    send = [h for h in meant(view, ("sendcode",)) if not any(_part_of(h, card) for card in cards)]
    if not cards or not send or not meant(view, ("support", "police", "accusation", "refund", "alarm", "romance", "fee")):
        return NO
    gap, card, code = distances.gap(cards, send)
    return told(view, float(gap + 1), card, code) if card is not None and code is not None else NO


TAKEN_OUT_GAP = 60
"""Characters on each side of a fee, in its clause, in which it is told that it is deducted."""
_withdraw_fee = scheme(("withdraw",), ("fee",), ("before",))
_CLAUSE_END = lazy_re.compile(r"[.!?。！？\n,，、;；]")


def _taken_out(view: View, fee: Hit, first: list[Hit]) -> bool:
    """Whether it is told of a fee that it is deducted. What is deducted from somebody who does not pay it first is told in another clause,
    or behind the word for "first" (`first`)."""
    text = view.text.found.texts[fee.place]
    start = fee.start - len(_CLAUSE_END.split(text[max(0, fee.start - TAKEN_OUT_GAP) : fee.start])[-1])
    end = fee.end + len(_CLAUSE_END.split(text[fee.end : fee.end + TAKEN_OUT_GAP], maxsplit=1)[0])
    said = lowered(text[start:end])
    for words in phrases.words("payments", "taken_out"):
        at = said.find(words)
        if at >= 0 and not negated(said, at, at + len(words)):
            told_at = start + at
            if not any(h.place == fee.place and fee.end <= h.start and h.end <= told_at for h in first):
                return True
    return False


def withdraw_fee(view: View) -> Measurement:
    """Characters of the shortest stretch that holds withdrawing, a fee and "first". A fee that is deducted from what is paid out, as
    exchanges and wallets tell, does not count: nobody pays that first."""
    if view.identity.points >= 4:  # tax advice from a site that shows its full identity
        return NO
    found = _withdraw_fee(view)
    if not found.value:
        return NO
    first = meant(view, ("before",))
    paid = [fee for fee in meant(view, ("fee",)) if not _taken_out(view, fee, first)]
    length, at = view.text.span(meant(view, ("withdraw",)), paid, first)
    return replace(told(view, float(length), *at), types=flavour(view) or paid_work(view)) if at else NO
