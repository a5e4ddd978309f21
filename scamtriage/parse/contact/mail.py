"""E-mail addresses: plain, with words for @ and the dot in all our languages, and as Cloudflare hides them."""

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from scamtriage.knowledge.hosts.infrastructure import is_freemail
from scamtriage.knowledge.language.phrases import any_word
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact.fold import latin_mailboxes
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import labels_of
from scamtriage.parse.contact.phone.shape import is_example
from scamtriage.parse.contact.windows import Window

LABEL_REACH = 60
"""A word for e-mail must occur within this many characters before a spoken address."""

MARKED = "À-ÖØ-öø-ɏ\u0300-\u036fḀ-ỿ"
"""Latin letters with marks and the marks themselves. They belong to a name (RFC 6531); behind letters of other scripts, which are
written without spaces, a name may start.
"""
BARE = rf"(?<![A-Za-z0-9{MARKED}.!#$%&*+/=?^_{{}}~-])"
"""No address character may precede it. A vertical bar may, as it separates entries of a footer line."""
LOCAL = rf"[A-Za-z0-9{MARKED}](?:[A-Za-z0-9{MARKED}._%+'-]{{0,62}}[A-Za-z0-9{MARKED}_+-])?"
_LOCAL = re.compile(rf"[a-z0-9{MARKED}._%+'-]{{1,64}}")
_HOST_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
TLD = r"(?:[A-Za-z]{2,24}|xn--[A-Za-z0-9-]{2,59})(?![A-Za-z0-9@_-])"
_ADDRESS = re.compile(rf"{BARE}{LOCAL}@(?:{_HOST_LABEL}\.){{1,6}}{TLD}")
_SPACED = re.compile(
    rf"{BARE}({LOCAL}) @ ((?:{_HOST_LABEL}(?: ?\. ?| ?[(\[{{](?:dot|titik|tuldok|noktah|ponto)[)\]}}] ?)){{1,4}}{TLD})", re.IGNORECASE
)
"""Example: "info @ example . org"."""
_WORDS_FOR_DOTS = re.compile(r"[)\]}] ?[A-Za-z]{2,6} ?[(\[{][a-z]+[)\]}]", re.IGNORECASE)
"""Two of its dots are words in brackets: "desk @ host (dot) com (dot) my"."""
_DOT_APART = re.compile(r" \. (?:com|net|org)\Z")
_BRACKETED_A = re.compile(rf"{BARE}({LOCAL}) ?[\[(][aA][\])] ?((?:{_HOST_LABEL}\.){{1,4}}{TLD})")
"""Example: "info (a) example.org"; "section 4 (a) www.example.org" has the same form."""
_SPELLED_DOT = re.compile(r"@[A-Za-z0-9-]{1,63} ?(?:[\[({<#*]|[^\x00-\x7f]| (?:dot|titik|tuldok) )")
_STANDS_IN = re.compile(
    r"([#*■●★☆▲△◆♠♥]|[-_](?:at|AT)[-_]) ?[\")]? ?(?:(?:を|[>=]) ?\"?@"
    r"|(?:号|號)?(?:换成|換成|改成|改为|改為|换|換|改|替换成|替換成|替换为|替換為|换为|換為) ?\"?@"
    r"|(?:bằng|thành|dengan|menjadi|jadi|by|with|to|ng|เป็น|ด้วย|को|을|를) ?(?:dấu |tanda |simbol |ký tự |เครื่องหมาย ?)?\"?@)"
)
"""The page's own statement of which mark replaces the @: "service#example.cn（请把#换成@）"."""


_ANGLES = str.maketrans("‹›«", "<><")
"""Quotation marks of some countries, as brackets: name ‹at› host. Elsewhere they are steps of a menu."""


class _Spelling(Struct, frozen=True):
    """The patterns built from the table's words for @ and for the dot."""

    address: re.Pattern[str]
    dot: re.Pattern[str]
    bracketed: re.Pattern[str]
    """name [a] host [titik] org: a bracketed "a" with spaces around it, if the dot is bracketed too."""
    spoken: re.Pattern[str]
    """donate at example dot org: the words are common, so a word for e-mail must precede them."""


@cache
def _com_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_word('around_contacts', 'com')})\Z")


@cache
def _spelling(mark: str) -> _Spelling:
    """Build the patterns. `mark` is the replacement of @ that the page states (see _STANDS_IN), or ""."""
    opening, closing = r" ?[\[({<#*]{1,2} ?", r" ?[\])}>#*]{1,2} ?"
    at = rf"{opening}(?:@|{_any('at', 'at-alone')}){closing}|\[[aA]\]|\([aA]\)| ?(?:{_any('at-alone')}) ?|◎|@"
    at += rf"| ?{re.escape(mark)} ?" if mark else ""
    written_dot = rf"{opening}(?:\.|{_any('dot', 'dot-alone')}){closing}"
    dot = rf"(?:{written_dot}| ?(?:{_any('dot-alone')}) ?| (?:{_any('dot-spoken')}) |\.)"
    local = rf"{LOCAL}(?:(?:{written_dot})[A-Za-z0-9_-]{{1,40}}){{0,3}}"
    com = any_word("around_contacts", "com")
    spoken_dot = rf" (?:{_any('dot-spoken')}) "
    return _Spelling(
        address=re.compile(rf"{BARE}({local})({at})((?:{_HOST_LABEL}{dot}){{1,6}}(?:{TLD}|{com}))", re.IGNORECASE),
        dot=re.compile(dot, re.IGNORECASE),
        bracketed=re.compile(rf"{BARE}({LOCAL}) ?[\[(][aA][\])] ?((?:{_HOST_LABEL}{written_dot}){{1,4}}{TLD})", re.IGNORECASE),
        spoken=re.compile(
            rf"{BARE}({LOCAL}(?:{spoken_dot}[A-Za-z0-9_-]{{1,40}}){{0,2}}) (?:{_any('at-spoken')}) "
            rf"((?:{_HOST_LABEL}(?:{spoken_dot}|\.)){{0,4}}{_HOST_LABEL}"
            rf"{spoken_dot}[A-Za-z]{{2,24}}(?:\.[A-Za-z]{{2}})?(?![A-Za-z0-9@_-]))",
            re.IGNORECASE,
        ),
    )


def _any(*names: str) -> str:
    """Return an alternation of the table's words, longest first."""
    words = {word for name in names for word in channels().spelling[name]}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def find(window: Window) -> Iterator[Found]:
    """Yield every usable address in the window, but for examples: "Enter one, for example name@host.tld"."""
    for found in _written(window):
        if not is_example(window.low, found.start, "", called=True):
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
    spelling = _spelling(stands_in[1] if stands_in is not None else "")
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
    yield from _spoken(window, spelling, hosts)


_BEHIND_OTHER = re.compile(
    rf"(?:(?:\A|[\s:;,|(>])(?:\+|\(\+?)?[0-9](?:[ .()-]{{0,2}}[0-9]){{6,14}}(?:(?: ?#| ?[Ee]xt\.? ?)[0-9]{{1,5}})?"
    rf"|(?:\A|[\s:;,|(>]){LOCAL}@(?:{_HOST_LABEL}\.){{1,6}}[A-Za-z]{{2,24}})/(?={LOCAL}@{_HOST_LABEL}\.)"
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


_NUMBER_HEAD = re.compile("[0-9]{3,6}(?=[A-Za-z])")
_NUMBER_BEFORE = re.compile(r"[+(0][0-9 ().-]{4,18}[0-9)][ -]\Z")
_WORD_HEAD = re.compile("(?:((?:E-?mail|EMAIL|E-MAIL)(?:Address)?)(?=[A-Za-z])|Address(?=[a-z]))")
_GLUED_TAIL = re.compile("(?:com|net|org|info|biz|[a-z]{2})(?=[A-Z][A-Za-z])")
"""The end of a host, and a capital: no suffix has one behind small letters."""


def _spoken(window: Window, spelling: _Spelling, hosts: set[str]) -> Iterator[Found]:
    """Yield addresses that need more evidence: a word for e-mail before them, a free-mail provider, a dot apart too ("a @ b . com"), or
    another mailbox of the same host beside them: `hosts`.
    """
    told = (*_told_in_capitals(window),) if " AT " in window.text else ()
    marked = (*_MARKED_AT.finditer(window.text),) if "_at_" in window.low else ()
    yield from _behind_word(window)
    spoken = (*spelling.spoken.finditer(window.text), *_SPACED.finditer(window.text), *_BRACKETED_A.finditer(window.text), *marked, *told)
    for match in spoken:
        domain, local = spelling.dot.sub(".", match[2]).replace(" ", ""), _DOTS.sub(".", match[1])
        near = window.low[max(0, match.start() - LABEL_REACH) : match.start()]
        if not (domain.lower() in hosts or _tells_itself(match, local, domain) or labels_of("email").search(near)):
            continue
        start = match.start()
        if len(local) == 1 and (letters := _LETTERS.search(window.text, max(0, start - _LETTERS_CHARS), start)) is not None:
            local, start = letters[0].replace(" ", "") + local, letters.start()
        address = clean(f"{local}@{domain}")
        if address is not None:
            yield Found(kind="email", value=address, start=start, end=match.end(), flags=("obfuscated",))


_LETTERS = re.compile(r"(?<![^\s:(|,;])(?:[A-Za-z0-9._-] ){1,40}\Z")
"""The letters before the last one of a name that is written apart: "m a r i a @ gmail . com"."""
_LETTERS_CHARS = 90


_BEHIND_WORD = re.compile(
    r"(?i:(?<![a-z-])(?:e-?mail|e-?mel|surel)(?: address)?) ?(?:: ?|\n ?)(?P<local>[a-z0-9][a-z0-9._+-]{1,62}) (?i:at) "
    rf"(?P<host>(?:{_HOST_LABEL}\.){{1,4}}{TLD})(?= ?(?:[\n,;|)/]|\.(?:\s|\Z)|\Z))"
)
"""An address whose @ alone is a word, and nothing else, behind a word for e-mail and a colon, or in a cell of its own: "Email: desk at
a.example".
"""
_HOST_IN_BRACKET = re.compile(rf"{BARE}({LOCAL}) ?\( ?(@? ?)((?:{_HOST_LABEL}\.){{1,3}}{TLD}) ?\)")
"""The provider in a bracket behind the name: "Gmail: name ( gmail.com )", "name (@gmail.com)"."""


def _behind_word(window: Window) -> Iterator[Found]:
    for match in _BEHIND_WORD.finditer(window.text):
        sentence = _is_sentence(match["local"]) or match["local"].lower() in _DONE_THERE or _OF_A_SITE.match(match["host"].lower())
        if not sentence and (address := clean(f"{match['local']}@{match['host']}")) is not None:
            yield Found(kind="email", value=address, start=match.start("local"), end=match.end(), flags=("obfuscated",))
    for match in _HOST_IN_BRACKET.finditer(window.text):
        near = window.low[max(0, match.start() - _RIGHT_BEHIND) : match.start()]
        host = match[3].lower()
        if match[1].lower() in _NO_NAMES or match[1].lower() == host.partition(".")[0]:
            continue  # "Mail: google (gmail.com)"
        told = _OF_A_MAILBOX.search(match[1]) if match[2] else _WORD_THEN.search(near)
        if is_freemail(host) and told and (address := clean(f"{match[1]}@{host}")) is not None:
            yield Found(kind="email", value=address, start=match.start(), end=match.end(), flags=("obfuscated",))


_NO_NAMES = frozenset(("google", "microsoft", "apple", "yahoo", "service", "services", "provider", "free", "login", "inbox"))
_DONE_THERE = frozenset(("login", "hosted", "sent", "delivered", "received", "read", "powered", "daftar", "masuk"))
"""Words between "e-mail:" and "at" that tell what is done there, though they may be mailboxes before an @."""
_OF_A_SITE = re.compile(r"(?:www|jobs?|careers?|portal|accounts?|my|apps?|shop|store|login|apply)\.(?=[^.]+\.)")
"""Where something is done on the web, and no mailbox is: "Email: candidates at jobs.example.com"."""
_WORD_THEN = re.compile(r"(?<![a-z])(?:e-?|g|y|hot)?mail ?: ?\Z|(?:メール|邮箱|郵箱|이메일|อีเมล|ईमेल) ?: ?\Z")


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
            or _WORDS_FOR_DOTS.search(match[2]) is not None
        )
    return len(_DOTS.findall(match[2])) > 1


def _told_in_capitals(window: Window) -> Iterator[re.Match[str]]:
    """Yield addresses whose @ alone is a word, right behind a word for e-mail: "email dispatch AT example.us"."""
    for match in _AT_CAPITALS.finditer(window.text):
        near = window.low[max(0, match.start() - _RIGHT_BEHIND) : match.start()]
        if labels_of("email").search(near) and not match[1].isupper() and not _is_sentence(match[1]):
            yield match


_MARKED_AT = re.compile(rf"{BARE}([A-Za-z0-9](?:[A-Za-z0-9.-]|_(?!(?:at|AT)_)){{0,40}})_(?:at|AT)_((?:{_HOST_LABEL}\.){{1,4}}{TLD})")
"""Example: "sales_at_example.org"; names of files have the same form."""
_RIGHT_BEHIND = 14
_AT_CAPITALS = re.compile(rf"(?<![A-Za-z0-9.@_/-])({LOCAL}) AT ((?:{_HOST_LABEL}\.){{1,4}}{TLD})")
_DOTS = re.compile(" (?:dot|ponto|punto|titik|tuldok|noktah) ", re.IGNORECASE)
"""Words for a dot. A sentence has one ("see us at example dot com"), a host that is spelled out for strangers two."""
_OF_A_MAILBOX = re.compile(r"[A-Za-z][._-][A-Za-z]|[A-Za-z][0-9]")
"""What no word of a sentence before an @ has: a dot, a dash or an underscore inside, or a digit."""


def _is_sentence(local: str) -> bool:
    """Whether the word before an @ that stands apart is one of a sentence: "Meet me @ office . net"."""
    return local.lower() in channels().spelling["no-mailboxes"]


def _is_no_address(text: str, start: int, end: int) -> bool:
    """Whether it is part of a URL (postgres://user:pw@host), a git remote (git@host:path) or a version (name@1.2.x)."""
    before = text[max(0, start - 60) : start]
    if re.search(r"://[^\s\"'<>]*\Z|[@:]\Z", before) and not re.search(
        r"(?:\b[Mm]ailto|(?:\A|[^A-Za-z/])[A-Za-z -]{0,20}|[^\x00-\x7f]):\Z", before
    ):
        return True
    return text[end : end + 1] == ":" and bool(re.match(r":[A-Za-z0-9~][\w.-]*/|:\d", text[end : end + 60]))


def clean(address: str) -> str | None:
    """Return the address in lower case, or None if it is a file, a version, a placeholder or malformed."""
    address = normalize("NFC", address.strip().lower())
    local, _, domain = address.partition("@")
    labels = domain.split(".")
    spelling = channels().spelling
    if not local or len(labels) < 2 or len(address) > 254 or ".." in local or not all(labels) or labels[-1] in spelling["no-tlds"]:
        return None
    if not _LOCAL.fullmatch(local) or not re.fullmatch(r"[a-z0-9.-]+\.(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})", domain):
        return None
    if local in spelling["placeholder-locals"] and domain in spelling["placeholder-domains"]:
        return None
    if re.fullmatch(r"[0-9a-f]{24,}", local):  # keys of error collectors, message ids
        return None
    return address


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
