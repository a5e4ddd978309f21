"""E-mail addresses whose @ or dots are words or stand apart, as sentences have them too: more must tell that they are addresses."""

import re
from collections.abc import Iterator

from scamtriage.knowledge.hosts.infrastructure import is_freemail
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import labels_of
from scamtriage.parse.contact.mail_spelling import BARE, HOST_LABEL, LOCAL, TLD, Spelling, clean
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

LABEL_REACH = 60
"""A word for e-mail must occur within this many characters before a spoken address."""
_SPACED = lazy_re.compile(
    rf"{BARE}((?<=[:|>] ){LOCAL}(?: \. [A-Za-z0-9_-]{{1,40}}){{1,2}}(?= @ )|{LOCAL}) @ "
    rf"((?:{HOST_LABEL}(?: ?\. ?| ?[(\[{{](?:dot|titik|tuldok|noktah|ponto)[)\]}}] ?)){{1,4}}{TLD})",
    re.IGNORECASE,
)
"""Examples: "info @ example . org"; behind a colon, where no sentence ends, "Mail: first . last @ example . org"."""
_WORDS_FOR_DOTS = lazy_re.compile(r"[)\]}] ?[A-Za-z]{2,6} ?[(\[{][a-z]+[)\]}]", re.IGNORECASE)
"""Two of its dots are words in brackets: "desk @ host (dot) com (dot) my"."""
_DOT_APART = lazy_re.compile(r" \. (?:com|net|org)\Z")
_BRACKETED_A = lazy_re.compile(rf"{BARE}({LOCAL}) ?[\[(][aA@][\])] ?((?:{HOST_LABEL} ?\. ?){{1,4}}{TLD})")
"""Example: "info (a) example.org", "info (a) example . org"; "section 4 (a) www.example.org" has the same form."""


def spoken(window: Window, spelling: Spelling, hosts: set[str]) -> Iterator[Found]:
    """Yield addresses that need more evidence: a word for e-mail before them, a free-mail provider, a dot apart too ("a @ b . com"), or
    another mailbox of the same host beside them: `hosts`.
    """
    told = (*_told_in_capitals(window),) if " AT " in window.text else ()
    marked = (*_MARKED_AT.finditer(window.text),) if "_at_" in window.low else ()
    yield from _behind_word(window)
    spoken = (*spelling.spoken.finditer(window.text), *_SPACED.finditer(window.text), *_BRACKETED_A.finditer(window.text), *marked, *told)
    for match in spoken:
        domain, local = spelling.dot.sub(".", match[2]).replace(" ", ""), _DOTS.sub(".", match[1]).replace(" . ", ".")
        near = window.low[max(0, match.start() - LABEL_REACH) : match.start()]
        if not (domain.lower() in hosts or _tells_itself(match, local, domain) or labels_of("email").search(near)):
            continue
        start = match.start()
        if len(local) == 1 and (letters := _LETTERS.search(window.text, max(0, start - _LETTERS_CHARS), start)) is not None:
            local, start = letters[0].replace(" ", "") + local, letters.start()
        address = clean(f"{local}@{domain}")
        if address is not None:
            yield Found(kind="email", value=address, start=start, end=match.end(), flags=("obfuscated",))


_LETTERS = lazy_re.compile(r"(?<![^\s:(|,;])(?:[A-Za-z0-9._-] ){1,40}\Z")
"""The letters before the last one of a name that is written apart: "m a r i a @ gmail . com"."""
_LETTERS_CHARS = 90


_BEHIND_WORD = lazy_re.compile(
    r"(?i:(?<![a-z-])(?:e-?mail|e-?mel|surel)(?: address)?) ?(?:: ?|\n ?)(?P<local>[a-z0-9][a-z0-9._+-]{1,62}) (?i:at) "
    rf"(?P<host>(?:{HOST_LABEL}\.){{1,4}}{TLD})(?= ?(?:[\n,;|)/]|\.(?:\s|\Z)|\Z))"
)
"""An address whose @ alone is a word, and nothing else, behind a word for e-mail and a colon, or in a cell of its own: "Email: desk at
a.example".
"""
_ONE_BLANK = lazy_re.compile(rf"{BARE}(?P<local>{LOCAL})(?: @|@ )(?P<host>(?:{HOST_LABEL}\.){{1,4}}{TLD})")
"""A blank on one side of the @: "Email: support @example.com". In a sentence the same is a handle, "follow us @example.com"."""
_HOST_IN_BRACKET = lazy_re.compile(rf"{BARE}({LOCAL}) ?\( ?(@? ?)((?:{HOST_LABEL}\.){{1,3}}{TLD}) ?\)")
"""The provider in a bracket behind the name: "Gmail: name ( gmail.com )", "name (@gmail.com)"."""


def _behind_word(window: Window) -> Iterator[Found]:
    for match in _BEHIND_WORD.finditer(window.text):
        sentence = _is_sentence(match["local"]) or match["local"].lower() in _DONE_THERE or _OF_A_SITE.match(match["host"].lower())
        if not sentence and (address := clean(f"{match['local']}@{match['host']}")) is not None:
            yield Found(kind="email", value=address, start=match.start("local"), end=match.end(), flags=("obfuscated",))
    for match in _ONE_BLANK.finditer(window.text):
        local, host = match["local"], match["host"].lower()
        labelled = _behind_label(window.low, match.start()) and not _is_sentence(local)
        if (labelled or (is_freemail(host) and _OF_A_MAILBOX.search(local))) and (address := clean(f"{local}@{host}")) is not None:
            yield Found(kind="email", value=address, start=match.start(), end=match.end(), flags=("obfuscated",))
    for match in _HOST_IN_BRACKET.finditer(window.text):
        near = window.low[max(0, match.start() - _RIGHT_BEHIND) : match.start()]
        host = match[3].lower()
        if match[1].lower() in _NO_NAMES or match[1].lower() == host.partition(".")[0]:
            continue  # "Mail: google (gmail.com)"
        told = _OF_A_MAILBOX.search(match[1]) if match[2] else _WORD_THEN.search(near)
        if is_freemail(host) and told and (address := clean(f"{match[1]}@{host}")) is not None:
            yield Found(kind="email", value=address, start=match.start(), end=match.end(), flags=("obfuscated",))


def _behind_label(low: str, start: int) -> bool:
    """Whether a word for e-mail and a colon, or the end of its line or cell, stand right before `start`."""
    near = low[max(0, start - _RIGHT_BEHIND) : start].rstrip(" ")
    return near[-1:] in (":", "\n", "|") and any(label.end() == len(near[:-1].rstrip(" ")) for label in labels_of("email").finditer(near))


_NO_NAMES = frozenset(("google", "microsoft", "apple", "yahoo", "service", "services", "provider", "free", "login", "inbox"))
_DONE_THERE = frozenset(("login", "hosted", "sent", "delivered", "received", "read", "powered", "daftar", "masuk"))
"""Words between "e-mail:" and "at" that tell what is done there, though they may be mailboxes before an @."""
_OF_A_SITE = lazy_re.compile(r"(?:www|jobs?|careers?|portal|accounts?|my|apps?|shop|store|login|apply)\.(?=[^.]+\.)")
"""Where something is done on the web, and no mailbox is: "Email: candidates at jobs.example.com"."""
_WORD_THEN = lazy_re.compile(r"(?<![a-z])(?:e-?|g|y|hot)?mail ?: ?\Z|(?:メール|邮箱|郵箱|이메일|อีเมล|ईमेल) ?: ?\Z")


def _tells_itself(match: re.Match[str], local: str, domain: str) -> bool:
    """Whether an address with a word or a space for its marks needs no word for e-mail before it."""
    if " AT " in match[0] and " DOT " in match[0]:
        return True
    if " @ " in match[0] and is_freemail(domain.lower()):
        return True
    if _is_sentence(local):
        return False
    if " @ " in match[0]:
        return (
            _DOT_APART.search(match[2]) is not None
            or _OF_A_MAILBOX.search(local) is not None
            or local.lower() in _OF_DESKS
            or _WORDS_FOR_DOTS.search(match[2]) is not None
        )
    return len(_DOTS.findall(match[2])) > 1 or (local.lower() in _OF_REPORTS and bool(_DOTS.search(match[2])))


def _told_in_capitals(window: Window) -> Iterator[re.Match[str]]:
    """Yield addresses whose @ alone is a word, right behind a word for e-mail: "email dispatch AT example.us"."""
    for match in _AT_CAPITALS.finditer(window.text):
        near = window.low[max(0, match.start() - _RIGHT_BEHIND) : match.start()]
        if labels_of("email").search(near) and not match[1].isupper() and not _is_sentence(match[1]):
            yield match


_MARKED_AT = lazy_re.compile(rf"{BARE}([A-Za-z0-9](?:[A-Za-z0-9.-]|_(?!(?:at|AT)_)){{0,40}})_(?:at|AT)_((?:{HOST_LABEL}\.){{1,4}}{TLD})")
"""Example: "sales_at_example.org"; names of files have the same form."""
_RIGHT_BEHIND = 14
_AT_CAPITALS = lazy_re.compile(rf"(?<![A-Za-z0-9.@_/-])({LOCAL}) AT ((?:{HOST_LABEL}\.){{1,4}}{TLD})")
_DOTS = lazy_re.compile(" (?:dot|ponto|punto|titik|tuldok|noktah) ", re.IGNORECASE)
"""Words for a dot. A sentence has one ("see us at example dot com"), a host that is spelled out for strangers two."""
_OF_A_MAILBOX = lazy_re.compile(r"[A-Za-z][._-][A-Za-z]|[A-Za-z][0-9]")
"""What no word of a sentence before an @ has: a dot, a dash or an underscore inside, or a digit."""

_OF_REPORTS = frozenset(("security", "abuse", "press", "privacy", "webmaster", "postmaster"))
"""Mailboxes whose names do nothing at a place: "report it to security at example dot com"."""
_OF_DESKS = frozenset((
    "info", "sales", "order", "orders", "enquiry", "enquiries", "inquiry", "inquiries", "booking", "bookings", "reservation",
    "reservations", "helpdesk", "cs", "cskh", "pesanan", "tempahan",
))  # fmt: skip
"""Mailboxes of desks whose names are seldom the last word before a place: "orders @ bakery.ph"."""


def _is_sentence(local: str) -> bool:
    """Whether the word before an @ that stands apart is one of a sentence: "Meet me @ office . net"."""
    return local.lower() in channels().spelling["no-mailboxes"]
