"""E-mail addresses: plain, with words for @ and the dot in all our languages, and as Cloudflare hides them."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from scamtriage.knowledge.language.phrases import any_word
from scamtriage.parse.contact.fold import latin_mailboxes
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.mail_spelling import BARE, HOST_LABEL, LOCAL, TLD, clean, spelling_of
from scamtriage.parse.contact.phone.refused import is_refused
from scamtriage.parse.contact.phone.shape import is_example
from scamtriage.parse.contact.spoken_mail import spoken
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_ADDRESS = lazy_re.compile(rf"{BARE}{LOCAL}@(?:{HOST_LABEL}\.){{1,6}}{TLD}")
_SPELLED_DOT = lazy_re.compile(r"@[A-Za-z0-9-]{1,63} ?(?:[\[({<#*]|[^\x00-\x7f]| (?:dot|titik|tuldok) )")
_STANDS_IN = lazy_re.compile(
    r"([#*■●★☆▲△◆♠♥]|[-_](?:at|AT)[-_]) ?[\")]? ?(?:(?:を|[>=]) ?\"?@"
    r"|(?:号|號)?(?:换成|換成|改成|改为|改為|换|換|改|替换成|替換成|替换为|替換為|换为|換為) ?\"?@"
    r"|(?:bằng|thành|dengan|menjadi|jadi|by|with|to|ng|เป็น|ด้วย|को|을|를) ?(?:dấu |tanda |simbol |ký tự |เครื่องหมาย ?)?\"?@)"
)
"""The page's own statement of which mark replaces the @: "service#example.cn（请把#换成@）"."""


_ANGLES = str.maketrans("‹›«", "<><")
"""Quotation marks of some countries, as brackets: name ‹at› host. Elsewhere they are steps of a menu."""


@cache
def _com_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_word('around_contacts', 'com')})\Z")


def find(window: Window) -> Iterator[Found]:
    """Yield every usable address in the window, but for examples and those of swindlers: "Criminals write from name@host.tld"."""
    low = window.low
    for found in _written(window):
        if not is_example(low, found.start, "", called=True) and not is_refused(low, found.start, found.end):
            yield found


def _written(window: Window) -> Iterator[Found]:
    text = window.text if window.text.isascii() else latin_mailboxes(window.text)
    if "/" in text:
        text = _BEHIND_OTHER.sub(_parted, text)
    if "‹" in text or "«" in text:
        text = text.translate(_ANGLES)
    stands_in = _STANDS_IN.search(text)
    if stands_in is None and " AT " not in text and "spelled mail" not in window.keys and not _SPELLED_DOT.search(text):
        for found in _plain(text):
            twins = window.text[found.start : found.end] != text[found.start : found.end]
            yield replace(found, flags=("obfuscated",)) if twins else found
        return
    spelling = spelling_of(stands_in[1] if stands_in is not None else "")
    hosts: set[str] = set()
    for match in spelling.address.finditer(text):
        if _is_no_address(text, match.start(), match.end()):
            continue
        local, domain = spelling.dot.sub(".", match[1]), _com_end().sub("com", spelling.dot.sub(".", match[3]))
        address = clean(f"{local}@{domain}")
        if address is not None:
            plain = match[2] == "@" and domain == match[3]
            hosts.add(domain.lower())
            yield Found(kind="email", value=address, start=match.start(), end=match.end(), flags=() if plain else ("obfuscated",))
    for match in spelling.bracketed.finditer(text):
        address = clean(f"{match[1]}@{spelling.dot.sub('.', match[2])}")
        if address is not None:
            yield Found(kind="email", value=address, start=match.start(), end=match.end(), flags=("obfuscated",))
    yield from spoken(window, spelling, hosts)


_BEHIND_OTHER = lazy_re.compile(
    rf"(?:(?:\A|[\s:;,|(>])(?:\+|\(\+?)?[0-9](?:[ .()-]{{0,2}}[0-9]){{6,14}}(?:(?: ?#| ?[Ee]xt\.? ?)[0-9]{{1,5}})?"
    rf"|(?:\A|[\s:;,|(>]){LOCAL}@(?:{HOST_LABEL}\.){{1,6}}[A-Za-z]{{2,24}})/(?={LOCAL}@{HOST_LABEL}\.)"
)
"""A number to call or another address, and the stroke that parts it from an address: 02-2581 4000/desk@example.org. A path has more of
them, and a host before it.
"""


def _parted(match: re.Match[str]) -> str:
    return match[0][:-1] + " "


def _plain(text: str) -> Iterator[Found]:
    for match in _ADDRESS.finditer(text):
        if _is_no_address(text, match.start(), match.end()):
            continue
        start, end = _own(text, match)
        address = clean(text[start:end])
        if address is not None:
            yield Found(kind="email", value=address, start=start, end=end)


def _own(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return where the address itself starts and ends, without words and numbers that only a style sheet sets apart from it.

    Examples: "+84 981 042 056info@a.example", "EmailAddressmai@a.example", "info@a.co.inNavi Mumbai".
    """
    start, end = match.span()
    if text[start].islower() and text[start:end].islower():
        return start, end
    if (number := _NUMBER_HEAD.match(text, start)) is not None and _NUMBER_BEFORE.search(text, max(0, start - 20), start):
        start = number.end()
    elif (word := _WORD_HEAD.match(text, start)) is not None and (word[1] or text[max(0, start - 5) : start].lower() == "mail "):
        start = word.end()
    last = text.rindex(".", start, end) + 1
    if (tail := _GLUED_TAIL.match(text, last, end)) is not None:
        end = tail.end()
    return start, end


_NUMBER_HEAD = lazy_re.compile("[0-9]{3,6}(?=[A-Za-z])")
_NUMBER_BEFORE = lazy_re.compile(r"[+(0][0-9 ().-]{4,18}[0-9)][ -]\Z")
_WORD_HEAD = lazy_re.compile("(?:((?:E-?mail|EMAIL|E-MAIL)(?:Address)?)(?=[A-Za-z])|Address(?=[a-z]))")
_GLUED_TAIL = lazy_re.compile("(?:com|net|org|info|biz|[a-z]{2})(?=[A-Z][A-Za-z])")
"""The end of a host, and a capital: no suffix has one behind small letters."""


_WITHIN_URL = lazy_re.compile(r"://[^\s\"'<>]*\Z|[@:]\Z")
_LABELLED = lazy_re.compile(r"(?:\b[Mm]ailto|(?:\A|[^A-Za-z/])[A-Za-z -]{0,20}|[^\x00-\x7f]):\Z")
_REMOTE_PATH = lazy_re.compile(r":(?:[A-Za-z0-9~][\w.-]*)?/|:\d")
_LOGS_IN = lazy_re.compile(r"(?<![\w.-])(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id)(?: [\w=./~-]{1,30}){0,6} \Z")


def _is_no_address(text: str, start: int, end: int) -> bool:
    """Whether it is part of a URL (postgres://user:pw@host), a git remote (git@host:path), what one logs in to (ssh user@host) or
    a version (name@1.2.x)."""
    before = text[max(0, start - 60) : start]
    if _WITHIN_URL.search(before) and not _LABELLED.search(before):
        return True
    if "s" in before and before[-1:] == " " and _LOGS_IN.search(before):
        return True
    return text[end : end + 1] == ":" and _REMOTE_PATH.match(text[end : end + 60]) is not None


def decode_cloudflare(hexadecimal: str) -> str | None:
    """Return the address in data-cfemail or /cdn-cgi/l/email-protection#…, which XORs all bytes with the first one."""
    try:
        data = bytes.fromhex(hexadecimal.strip()[:600])
    except ValueError:
        return None
    if len(data) < 4:
        return None
    try:
        return clean(bytes(b ^ data[0] for b in data[1:]).decode("utf-8").partition("?")[0])
    except UnicodeDecodeError:
        return None
