"""Whether a page reports what scammers do, or does it. Diaries, victims' forums, news and warnings repeat every word of a script."""

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from scamtriage.records import lazy_re
from scamtriage.records.facts.contact import GUEST, LOCAL_PHONE, MESSENGERS
from scamtriage.signals.page.distances import in_head
from scamtriage.signals.page.numbers import known_line, rented
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.page.reported_speech import between_marks, within
from scamtriage.signals.page.sensitive_fields import PERSONAL, holds_visitors, messenger_links, takes_answers

if TYPE_CHECKING:
    from scamtriage.records.facts import Contact, PageFacts
    from scamtriage.signals.page.text import PageText

TRAITS = 3
"""Fewest traits of: retold words, several writers, reporters, a court's words, a lesson's or a study's, a warning title, advice, referral
to help. One or two are easily pasted into a scam."""
TWICE = 2
"""Different words that make a trait; a single one is common."""
GENRES = ("forum", "news", "court", "study")
"""Concepts of texts that report. `court` are words of judgments and law notes, `study` those of lessons, glossaries, research and books."""
FORMAL, MANY = ("court", "study"), 3
"""Genres in which no advertisement dresses, and how many different words of one are a report by themselves."""
ALONG, SILENT = 0.3, 0.65
"""Smallest share of the text between its first and its last word that tells, which reach both of its halves; and largest between two that
follow each other."""
QUIET_FIELDS = frozenset({"password", "username", "email", "search", "name"})
"""What a forum asks of its members."""
PRIVATE = frozenset({*MESSENGERS, "wallet", "payment-qr"}) - {"messenger", "viber", "signal", "skype"}
"""Contacts that an article's author rarely gives to readers. The four excluded ones are used by papers and victims' aid."""
REACHED = PRIVATE | {"phone", "hotline", "viber", "remote-tool"}
HANDED = frozenset({*MESSENGERS, "wallet", "payment-qr"})
"""Contacts that, given by a link, a picture or beside the text, are the page's own. A fixed line or a hot line is any paper's."""
NAMED_LEAST = 6
"""Fewest letters and digits of a label of the host by which a channel is the site's own."""
AKIN = 5
"""Letters with which both the site's name and its desk's channel begin."""
_LETTERS = lazy_re.compile(r"[^a-z0-9]")
_ASKED = lazy_re.compile("[?#]")
OFFERED = 300
"""Characters between an offer to bring money back and a private line, within which the page offers it by that line."""
MENTIONED, DIALLED = "text", "tel link"
"""Places of a contact: written in the text, where a page may tell of another's; and in a link that dials it, which nobody gives to a
scammer's number."""
CALLED = ("phone", "hotline")
ORDERS = ("holdline", "secrecy", "safeaccount", "callback", "guided")
"""Orders to a visitor on the phone. Two of these concepts, not negated, are orders rather than a report of orders."""
NEWS_WORDS, FEW_WARNINGS = 2, 3
"""Spellings of words of the news from which a page is news, and most spellings of warning words of a page that dictates."""
PARROTED, PARROTED_BEFORE = 5, 10
"""How often one warning word must follow the same characters to count as boilerplate; and how many characters are compared."""


def tells(text: "PageText") -> bool:
    """Whether the whole page recounts or warns, with at least TRAITS traits, and offers no way to obey it (`could_be_obeyed`)."""
    return not could_be_obeyed(text) and _traits(text) >= TRAITS


def recounts(text: "PageText") -> bool:
    """Whether a page recounts or warns as one that `tells` does, and hands its visitor nothing, but names private lines in its text. These
    may be the scammer's, of whom it tells: a paper, a court and a forum of victims repeat his number as they repeat his words. A gang may
    write its own so, too; so this clears nobody."""
    if not _all_along(text) or hands_over(text):  # the first ends most pages, and is cheap
        return False
    if any(text.distinct(concept, meant=False) >= MANY for concept in FORMAL):
        return True
    if text.dictates or text.parrots:
        return False
    renamed = bool(text.words("renamed"))
    return (traits := _traits(text)) >= TRAITS or (renamed and (traits > 0 or bool(text.words("retold"))))


def _all_along(text: "PageText") -> bool:
    """Whether words that tell go through the text: not one sentence that is pasted below it, nor one above it and one below."""
    starts = sorted(h.start for concept in ("renamed", "retold", "recounted", *GENRES) for h in text.words(concept) if h.place == TEXT)
    if len(starts) < TWICE:
        return False
    length = len(text.found.texts[TEXT])
    if not starts[0] <= length / 2 <= starts[-1] or starts[-1] - starts[0] < ALONG * length:
        return False
    return max(after - before for before, after in pairwise(starts)) <= SILENT * length


def hands_over(text: "PageText") -> bool:
    """Whether the page itself holds out a way to do as it says: a form, a file, a chat window, a link to a private line or one that dials
    it, help to get money back."""
    if holds_out(text):
        return True
    written = [c.position for c in _lines(text.page) if c.position is not None]
    return any(abs(at - h.start) <= OFFERED for at in written for h in text.meant("recover") if h.place == TEXT)


def holds_out(text: "PageText") -> bool:
    """The same, but for private lines that are only written in the text."""
    page = text.page
    if _acts(page) or takes_answers(page) or _chats(page) or _offers_return(text):
        return True
    if any(not _own_channel(page, link.url) for link in messenger_links(page)):
        return True
    if any(c.where != MENTIONED and not _own_channel(page, c.value) for c in _lines(page)):
        return True
    dialled = (c for c in page.contacts if c.where == DIALLED and c.kind in CALLED and GUEST not in c.flags)
    return any(_private(c, own_mail=True, own=False) for c in dialled)


def _lines(page: "PageFacts") -> list["Contact"]:
    return [c for c in page.contacts if c.kind in HANDED and GUEST not in c.flags and not known_line(c)]


def strangers(text: "PageText") -> list["Contact"]:
    """The lines on a page by which somebody who believes it could be reached: of a messenger, mobile or rented, a wallet, an account, a
    mailbox elsewhere. Not those that it quotes; nor those that bear the site's name, where it is a paper and brings back no money by
    them."""
    page = text.page
    quoted = text.reported.quotations(TEXT)
    paper = any(text.distinct(genre, meant=False) >= TWICE for genre in GENRES)
    back = [h.start for h in text.words("recover") if h.place == TEXT and not text.denied(h)]

    def is_stranger(c: "Contact") -> bool:
        if not _private(c, own_mail=True, own=_own(page, c.value)):
            return False
        at = c.position
        if paper and _akin(page, c.value) and (at is None or all(abs(at - start) > OFFERED for start in back)):
            return False
        return c.where != MENTIONED or at is None or not within(quoted, at)

    return [c for c in page.contacts if is_stranger(c)]


def _chats(page: "PageFacts") -> bool:
    """Whether a chat window is open on the page itself. What a messenger's own script gives is a button, often to spread the page."""
    return any(vendor.lower() not in MESSENGERS for vendor, _ in page.chat_widgets)


def _own_channel(page: "PageFacts", channel: str) -> bool:
    """Whether a channel, an id or an address at a messenger's, bears the site's own name, as a paper's does. Others are a stranger's."""
    host, _, path = channel.partition("//")[2].partition("/")
    if host and f".{host}".endswith(f".{page.final_host}"):
        return False
    names = [_LETTERS.sub("", label) for label in page.final_host.split(".")]
    told = _LETTERS.sub("", _ASKED.split(path if host else channel, maxsplit=1)[0].lower())  # a letter written in advance names nobody
    return any(len(name) >= NAMED_LEAST and name in told for name in names)


def _akin(page: "PageFacts", channel: str) -> bool:
    """Whether a channel begins as the site's own name does: that of a paper's desk."""
    told = _LETTERS.sub("", channel.lower())
    names = [_LETTERS.sub("", label) for label in page.final_host.split(".")]
    return _own_channel(page, channel) or any(len(name) >= AKIN and told.startswith(name[:AKIN]) for name in names)


def _traits(text: "PageText") -> int:
    told = (
        len({*text.different(text.words("retold")), *text.different(text.words("recounted"))}) >= TWICE,
        *(text.distinct(concept, meant=False) >= TWICE for concept in GENRES),
    )
    against = (
        in_head(text.warning_hits) is not None,
        len({*text.different(text.words("advice")), *text.different(text.words("rebuttal"))}) >= TWICE,
        bool(text.words("referral")),
    )
    return sum(told) + sum(against) if any(told) else 0


def could_be_obeyed(text: "PageText") -> bool:
    """Whether a visitor who believes the page could do what it says: load, pay, type a secret, write to somebody, be helped to money."""
    page = text.page
    if _acts(page):
        return True
    own_mail = any(c.kind == "email" and _own(page, c.value) for c in page.contacts)
    if any(_private(c, own_mail=own_mail, own=_own(page, c.value)) for c in page.contacts):
        return True
    return _offers_return(text)


def _acts(page: "PageFacts") -> bool:
    """Whether the page takes more than a log-in, gives a file, connects a wallet or locks the screen."""
    return bool(page.apps or page.wallet_calls or holds_visitors(page) or set(page.asks) - QUIET_FIELDS)


def _offers_return(text: "PageText") -> bool:
    """Whether title or heading offers to bring money back. What stands there in quotation marks is somebody else's word."""
    words = (h for h in text.words("recover") if not between_marks(text.found.texts[h.place], h.start, h.end))
    return in_head(h for h in words if not text.denied(h)) is not None


def _private(contact: "Contact", *, own_mail: bool, own: bool) -> bool:
    """Whether this is a contact that a scammer would give. A fixed line beside mail under the site's own name is not: a warning bank gives
    one to victims."""
    if contact.kind == LOCAL_PHONE or known_line(contact) or (contact.kind == "hotline" and not rented(contact)):  # a public number
        return False
    if contact.kind == "phone" and contact.detail == "fixed":
        return not own_mail
    return not (contact.kind == "email" and own)


def _own(page: "PageFacts", mail: str) -> bool:
    domain = mail.rpartition("@")[2].lower()
    return page.final_host == domain or page.final_host.endswith("." + domain)


HELP_WORDS = 3
"""Different words of addiction and counselling that show a help page, one of them in title or heading. A casino's footer has one or two."""


def against_gambling(text: "PageText") -> bool:
    """Whether a page names games but offers none: it helps addicts, or title or heading reports a crackdown."""
    return helps_gamblers(text) or in_head(text.words("crackdown")) is not None


def helps_gamblers(text: "PageText") -> bool:
    """Whether title or heading names the harm, with enough help words. The page must take no secrets and offer no file."""
    page = text.page
    if page.apps or set(page.asks) - QUIET_FIELDS or "password" in page.asks:
        return False
    words = text.words("addiction")
    return in_head(words) is not None and len(text.different(words)) >= HELP_WORDS


def takes_more(page: "PageFacts") -> bool:
    """Whether a page takes something from the reader besides a password, or leads to a private channel."""
    acts = page.apps or page.wallet_calls or holds_visitors(page) or (PERSONAL - {"password"}) & set(page.asks)
    return bool(acts or any(c.kind in PRIVATE and not known_line(c) for c in page.contacts))


def dictates(text: "PageText") -> bool:
    """Whether a page dictates a fake officer's orders: it names crimes, gives orders, and offers a way to obey. Its warning words ("report
    to the police", "fraud ring") then quote nothing. Honest warnings rebut, and news takes nothing."""
    page = text.page
    if text.words("rebuttal") or len(text.spellings("news")) >= NEWS_WORDS or len(text.different(text.warning_hits)) > FEW_WARNINGS:
        return False
    if in_head(text.warning_hits) is not None:
        return False
    if not (page.apps or (PERSONAL - {"password"}) & set(page.asks) or any(c.kind in REACHED and not known_line(c) for c in page.contacts)):
        return False
    return sum(any(not text.denied(h) for h in text.words(concept)) for concept in ORDERS) >= 2


def parrots(text: "PageText") -> bool:
    """Whether one warning is repeated before or after everything the page says, so that it warns of nothing."""
    words = text.found.texts[TEXT]
    said = Counter(words[max(0, h.start - PARROTED_BEFORE) : h.end].lower().split("\n")[-1] for h in text.warning_hits if h.place == TEXT)
    return text.takes and max(said.values(), default=0) >= PARROTED
