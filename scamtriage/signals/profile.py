"""Measures on the page as a whole: the sum of its many traits."""

from collections.abc import Iterable

from scamtriage.records import lazy_re
from scamtriage.records.findings import UNREAD_LANGUAGE, Measurement, Pointer
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, UNKNOWN, YES, in_page
from scamtriage.signals.name.weight import side
from scamtriage.signals.offers import plain_offer
from scamtriage.signals.page.distances import in_head
from scamtriage.signals.page.doors import lets_in
from scamtriage.signals.page.reporting import could_be_obeyed, recounts
from scamtriage.signals.page.sensitive_fields import adds_messenger, takes_answers
from scamtriage.signals.view import View

LEAST_KNOWN = 5
"""Fewest known words and concepts for the wording to count, for example in a script without any."""
UNREAD_CHARS = 30
"""Visible characters from which a page in a language that is not read says something unread."""
UNREAD = Measurement(value=None, shown={"why": UNREAD_LANGUAGE})
TOLD_FROM = -1.0
"""Nats of likeness to call centres from which the words are looked up."""
SCHEMING = ("cryptorail", "gamble", "guarantee", "mule", "otp", "topup", "wallet")
"""What nobody says who seeks sellers of goods."""
HIRING = ("adviser-clone", "compound-recruit", "invest-crypto", "money-mule", "task-job")
"""Kinds of scam that promise income, as who seeks sellers does."""
KINDS_ALIKE, ALIKE = 3, 2.5
"""Kinds that are within so many nats of the likeliest where no one scheme accounts for the words. Of 134 scams that became harmless by a
title that seeks sellers and an address below, 126 are nearer to one or two kinds than that, and the other eight to kinds that promise no
income."""
ASKED_ABOUT = ("forum", "retold", "recounted")
"""Concepts of who asks others, or tells, what became of an offer: one word, and its door leads to an answer."""
_QUESTION = lazy_re.compile(r"(?:[?？]|吗|嗎|ですか|까요|나요|(?:ไหม|มั้ย)(?:คะ|ครับ|คับ|ค่ะ)?)\s*\Z")
"""The end of a title or first heading that asks, where offers say."""
SAID = 3.5
"""Nats of words and ways of a page that speaks for itself."""
LEAST_SAID = 0.1
"""Nats below which a sum counts as nothing found."""


def wording(view: View) -> Measurement:
    """Nats of the page's words and concepts. They accuse nobody who seeks sellers of goods: honest ones speak of income, bonuses, teams and
    chats as false ones do, who betray themselves by what they ask for first."""
    whole = view.profile
    if is_unread(view):
        return UNREAD
    if not _known(view) or abs(whole.wording) < LEAST_SAID:
        return NO
    scam = whole.wording > 0
    said = whole.said(scam=scam)
    return Measurement(
        value=whole.wording,
        weight=0.0 if scam and _seeks_sellers(view) else whole.wording,
        types=(whole.kinds[0][0],) if scam else (),
        kinds=whole.kinds,
        shown={"words": _quoted(said), "side": side(whole.wording)},
        pointers=_pointers(said),
    )


def _seeks_sellers(view: View) -> bool:
    """Whether title or heading seeks resellers, dealers or affiliates, and the page shows whose it is (a register number, an address, a
    fixed line or mail of its own) and speaks of no coins, games, rented accounts, secrets, certain gain or topping up, and its words are of
    income as such: those of one scheme are no seller's, whatever the title says, and anybody can write an address."""
    page, text, kinds = view.page, view.text, view.profile.kinds
    if kinds[0][0] not in HIRING or kinds[KINDS_ALIKE - 1][1] < -ALIKE:
        return False
    if in_head(text.meant("resale")) is None or page.apps or page.wallet_calls or not view.identity.shows_an_owner:
        return False
    return not any(text.meant(concept) for concept in SCHEMING)


def is_unread(view: View) -> bool:
    """Whether the page is in a language that the weights were not fitted on, and its few known words do not accuse. What they acquit of is
    chance: words that two languages happen to share."""
    if len(view.page.text) < UNREAD_CHARS or view.profile.reads(view.page.language):
        return False
    return not _known(view) or view.profile.wording < LEAST_SAID


def accuses_by_itself(view: View) -> bool:
    """Whether what the page shows as a whole accuses it, so that no part of it need be looked at."""
    return view.profile.wording + view.profile.ways >= SAID


def _known(view: View) -> bool:
    return view.profile.known >= LEAST_KNOWN


def nothing_asked(view: View) -> Measurement:
    """Characters of visible text on a page whose words together are not those of scams. Unknown if the words come from data for scripts,
    which may ask for something unseen, or are in a language that is not read. Not applicable to an owner's page: many signals skip it, so
    their silence proves nothing."""
    page = view.page
    if page.text_from == "data":
        return UNKNOWN
    if is_unread(view):
        return UNREAD
    if view.owners:
        return NOT_APPLICABLE
    if _known(view) and view.profile.wording >= LEAST_SAID:
        return NO
    return Measurement(value=float(len(page.text)))


def ways(view: View) -> Measurement:
    """Nats of what the page asks for, how its owner can be reached, and its stated identity."""
    nats = view.profile.ways
    if abs(nats) < LEAST_SAID:
        return NO
    return Measurement(value=nats, weight=nats, shown={"side": side(nats), "traits": view.profile.ways_told(scam=nats > 0)})


def many_parts(view: View) -> Measurement:
    """Parts in which the text is read, of which the loudest speaks for the page."""
    count = len(view.profile.stretches.concepts[1])
    return Measurement(value=float(count), shown={"count": count})


def like_call_centres(view: View) -> Measurement:
    """Nats of all traits together; above 0 as on pages of fake call centres."""
    nats = view.profile.calls
    said = view.profile.said_as_callers() if nats >= TOLD_FROM else {}
    return Measurement(value=nats, shown={"words": _quoted(said)}, pointers=_pointers(said))


def _quoted(said: Iterable[str]) -> str:
    """The words in brackets behind a space; "" if there are none."""
    words = ", ".join(f"“{word}”" for word in said)
    return f" ({words})" if words else ""


def _pointers(said: dict[str, str]) -> tuple[Pointer, ...]:
    return tuple(pointer for word, path in said.items() for pointer in in_page(path, word))


def can_be_obeyed(view: View) -> Measurement:
    """Whether the page gives its visitor a way to act on what it says. A form of unnamed fields is one, and a link to add
    somebody on a messenger: who warns of a scheme has none. A link to join is one where the page plainly offers: papers and schools have
    such links, too, and offer nothing; and boards on which somebody asks what an offer is worth quote it, above a door of their own."""
    page = view.page
    if could_be_obeyed(view.text) or takes_answers(page) or adds_messenger(page):
        return YES
    if any(map(view.text.words, ASKED_ABOUT)) or any(map(_QUESTION.search, (page.title, *page.headings[:1]))):
        return NO
    return YES if lets_in(page) and plain_offer(view).value else NO


def recounts_another(view: View) -> Measurement:
    """Whether the page reads like a report and hands its visitor nothing, though it may name private lines."""
    return YES if recounts(view.text) else NO
