"""One line as typed, pasted or defanged to the one canonical target it means, or to the row that says why it is none."""

import re
from unicodedata import normalize

from scamtriage.knowledge.public_suffix import split
from scamtriage.knowledge.special_names import NOT_PUBLIC
from scamtriage.records.frozen import maker
from scamtriage.records.target import BadTarget, LineStatus, Target
from scamtriage.targets.host import MAX_HOST_CHARS, BadHost, canonical_host
from scamtriage.targets.refang import another_address, refang, split_scheme
from scamtriage.targets.wrapped import MOST_LAYERS, inside

MAX_LINE_CHARS = 8_192

_PLAIN_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u034f\u180e\u200b\u2060\u2064\ufeff"))  # UTS 46 ignores these in every name
_PASTED = " \t\r\n\v\f\u00a0\u3000\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff"
_QUOTES = (
    ('"', '"'),
    ("'", "'"),
    ("`", "`"),
    ("<", ">"),
    ("[", "]"),
    ("(", ")"),
    ("{", "}"),
    *zip("“‘«「『【＜（", "”’»」』】＞）", strict=True),
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_FULL_WIDTH = re.compile(r"[\uff01-\uff5e]")
_DELIMITERS = re.compile(r"[/:?#@\\]")
_OTHER_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(//)?")
_MAILBOX = re.compile(r"(?:[^<>@/:?#\\]*[\s\"'])<([^<>\s@/]+@[^<>\s@/]+)>")
"""A sender as mail shows it: "Name <address>" (RFC 5322, "name-addr")."""
_PREFIX = re.compile(r"/(\d{1,3})")
_AUTHORITY_END = re.compile(r"[/\\?#]")
_BLANK = re.compile(r"\s")
_NOTE = re.compile(r"(?:^|\s)#")
_LINE_BREAK = re.compile(r"[\n\v\f\r\x85\u2028\u2029]")
_BETWEEN = re.compile(r"[\s,;|]+")
_CUT_BY = {
    "\t": "it holds a tab, as a table does: name the column of the targets with --column, or call the file .tsv",
    "\n": "it holds a line break: give one address a line, and in a table one address a row",
}
_CUT_BY["\r"] = _CUT_BY["\n"]
_SEVERAL = "it holds more than one word: give one address a line, and write a blank that belongs to the address as %20"
_NOT_WEB_NAMES = """about blob cid data facetime file ftp ftps geo git intent irc javascript ldap line magnet market news nfs sftp sip
sips sms smb ssh tel telnet tg tftp urn view-source viber weixin whatsapp ws wss xmpp"""
_NOT_WEB = frozenset(_NOT_WEB_NAMES.split())
_DEFAULT_PORT = {"http": 80, "https": 443}

# WHATWG URL, the path and the special-query percent-encode sets
_PATH_ENCODE = re.compile(r"[^!$-;=@-_a-z|~]|\^")
_QUERY_ENCODE = re.compile(r"[^!$-&(-;=?-~]")
_DOT_SEGMENT = re.compile(r"\.|%2e", re.IGNORECASE)


_target = maker(Target)
_NOT_PUBLIC = NOT_PUBLIC | {"arpa"}  # RFC 3172, 8375: names of the infrastructure, and of homes


def parse_target(line: str) -> Target | BadTarget:
    """Read one line. Never raises; the same host and page come out for every way to write them."""
    if len(line) > MAX_LINE_CHARS:
        return BadTarget(given=line, status=LineStatus.SKIPPED, reason=f"the line is longer than {MAX_LINE_CHARS} characters")
    try:
        if _PLAIN_HOST.fullmatch(line) and len(line) <= MAX_HOST_CHARS and "xn--" not in line:
            return _named(line, line, url=f"https://{line}/", scheme_given=False)  # the common line needs none of the care below
        text = _unwrapped(line)
        if not text:
            return BadTarget(given=line, status=LineStatus.SKIPPED, reason="the line is empty")
        address, _ = without_note(text)
        if not address:
            return BadTarget(given=line, status=LineStatus.SKIPPED, reason="the line is a comment")
        return _parse(line, text if address == text else _unwrapped(address))
    except BadHost as exc:
        return BadTarget(given=line, status=LineStatus.REFUSED, reason=str(exc))


def without_note(text: str) -> tuple[str, str]:
    """(what stands before a comment, the comment's words). A "#" that follows no white space begins a URL's fragment; a comment
    with a line break would hide what stands on the next line, and is left where it is."""
    mark = _NOTE.search(text)
    if mark is None or _LINE_BREAK.search(text, mark.end()):
        return text, ""
    return text[: mark.start()].rstrip(), text[mark.end() :].lstrip("#").strip()


def _parse(line: str, text: str, layers: int = 0) -> Target:
    if (control := _CONTROL.search(text)) is not None:
        raise BadHost(_CUT_BY.get(control[0]) or f"it holds the control character U+{ord(control[0]):04X}")
    scheme, browser_reads_it, rest = split_scheme(text)
    if not scheme:
        rest = _without_other_scheme(rest)
    rest = refang(rest, browser_reads_it=browser_reads_it)
    end = _AUTHORITY_END.search(rest)
    authority, tail = (rest[: end.start()], rest[end.start() :]) if end is not None else (rest, "")
    user, _, place = authority.rpartition("@")
    if _BLANK.search(tail) or another_address(tail) or _holds_a_name(user):
        raise BadHost(_SEVERAL)
    host_text, port = _split_port(place.strip(" ,;"))
    host, is_ip = canonical_host(host_text)
    if layers < MOST_LAYERS and (address := inside(host, tail)):
        return _parse(line, address, layers + 1)
    scheme_given = bool(scheme) or port in (80, 443)
    scheme = scheme or ("http" if port == 80 else "https")
    literal = f"[{host}]" if ":" in host else host
    shown_port = f":{port}" if port is not None and port != _DEFAULT_PORT[scheme] else ""
    url = f"{scheme}://{literal}{shown_port}{_page(tail)}"
    if is_ip:
        if not scheme_given and port is None and (prefix := _PREFIX.fullmatch(tail)) and int(prefix[1]) <= (128 if ":" in host else 32):
            raise BadHost(f"{host}{tail} is a network: networks are no targets; give single addresses, or the scheme where a page is meant")
        return Target(given=line, host=host, registrable=host, suffix="", url=url, scheme_given=scheme_given, is_ip=True)
    return _named(line, host, url=url, scheme_given=scheme_given)


def _named(line: str, host: str, *, url: str, scheme_given: bool) -> Target:
    cut = split(host)
    if cut.suffix.rpartition(".")[2] in _NOT_PUBLIC:
        raise BadHost(f"names under .{cut.suffix.rpartition('.')[2]} are not on the public internet")
    return _target(
        given=line,
        host=host,
        registrable=cut.registrable,
        suffix=cut.suffix,
        private_suffix=cut.private,
        url=url,
        scheme_given=scheme_given,
    )


def _unwrapped(line: str) -> str:
    """Without what copying leaves around and inside an address: blanks, quotes, brackets, invisible characters."""
    text = line.strip(_PASTED)
    if not text.isascii():
        text = text.translate(_INVISIBLE)
        if _FULL_WIDTH.search(text) and not _DELIMITERS.search(text):
            # Written full-width throughout. Beside ASCII delimiters it is not: there a browser takes "＃" for a part of the host.
            text = normalize("NFKC", text)
    while len(text) > 1 and (text[0], text[-1]) in _QUOTES:
        text = text[1:-1].strip(_PASTED)
    mailbox = _MAILBOX.fullmatch(text) if text.endswith(">") else None
    return mailbox[1] if mailbox is not None else text


def _without_other_scheme(text: str) -> str:
    """The rest after "mailto:" or "//". Raises BadHost for schemes that no web page has; "evil.com:8080" is a host and its port."""
    if text.startswith("//"):
        return text[2:]
    match = _OTHER_SCHEME.match(text)
    if match is None:
        return text
    name = match[1].lower()
    if name == "mailto":
        return text[match.end() :].partition("?")[0]
    if match[2] or name in _NOT_WEB:
        raise BadHost(f"{name}: is no web address: give an http or https address, or the bare name")
    return text


def _holds_a_name(user: str) -> bool:
    """Whether a mailbox or a host stands before the one that would be read, set off as in a list: it would be lost."""
    *before, _ = _BETWEEN.split(user)
    return any("@" in word or _PLAIN_HOST.fullmatch(word.lower()) for word in before)


def _split_port(text: str) -> tuple[str, int | None]:
    if text.startswith("["):
        host, bracket, after = text.partition("]")
        host += bracket
    elif text.count(":") == 1:
        host, colon, after = text.partition(":")
        after = colon + after
    else:
        return text, None
    if after in ("", ":"):
        return host, None
    digits = after[1:]
    if not (after[0] == ":" and digits.isascii() and digits.isdigit() and len(digits) <= 9 and 1 <= int(digits) <= 65_535):
        raise BadHost(f"{digits[:20]!r} is no port: ports are numbers from 1 to 65535")
    return host, int(digits)


def _page(tail: str) -> str:
    """Path and query as a browser sends them; the fragment never leaves a browser."""
    tail, _, _ = tail.partition("#")
    path, question, query = tail.partition("?")
    if not path and not question:
        return "/"
    return _path(path) + (question + _encode(_QUERY_ENCODE, query) if question else "")


def _path(path: str) -> str:
    """Slashes forward, dot segments resolved, the rest encoded where a browser does (WHATWG URL, "path state")."""
    path = _encode(_PATH_ENCODE, path.replace("\\", "/"))
    if "/." not in path and "/%2" not in path:
        return path or "/"
    kept: list[str] = []
    segments = path.split("/")[1:]
    for position, segment in enumerate(segments):
        dots = _DOT_SEGMENT.sub(".", segment)
        if dots == "..":
            del kept[-1:]
        elif dots != ".":
            kept.append(segment)
        if dots in (".", "..") and position == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def _encode(unsafe: re.Pattern[str], text: str) -> str:
    return unsafe.sub(_percent, text)


def _percent(match: re.Match[str]) -> str:
    char = "\ufffd" if "\ud800" <= match[0] <= "\udfff" else match[0]  # a lone surrogate is what a broken decoding leaves
    return "".join(f"%{byte:02X}" for byte in char.encode())
