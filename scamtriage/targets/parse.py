"""Parse one typed, pasted or defanged line into its canonical target, or into a row with the reason for refusal."""

import re
from unicodedata import normalize

from scamtriage.knowledge.addresses import bracketed
from scamtriage.knowledge.hosts.public_suffix import NOT_PUBLIC, is_ending, split
from scamtriage.knowledge.hosts.url_passwords import WIDE, without_password
from scamtriage.knowledge.hosts.urlparts import AUTHORITY_END, DEFAULT_PORTS
from scamtriage.records.invisible_characters import AROUND
from scamtriage.records.target import BadTarget, LineStatus, Target
from scamtriage.targets.extract import NOT_IN_HOSTS, NOT_IN_PAGES, addresses, another_is_spoken, between_names, glued, without_mark
from scamtriage.targets.host import MAX_HOST_CHARS, BadHost, SeveralWords, canonical_host
from scamtriage.targets.page import page
from scamtriage.targets.refang import NOT_WEB, another_address, refang, split_scheme
from scamtriage.targets.unseen import REORDERS, strip_invisible
from scamtriage.targets.unwrap import MOST_LAYERS, inside, without_labels
from scamtriage.targets.url_ends import cut_short, protect_trailing_mark, trimmed

MAX_LINE_CHARS = 8_192

_PLAIN_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_PASTED = f" \t\r\n\v\f\u00a0\u3000{AROUND}，、；：。"
_QUOTES = (
    ('"', '"'),
    ("'", "'"),
    ("`", "`"),
    ("<", ">"),
    ("[", "]"),
    ("(", ")"),
    ("{", "}"),
    ("*", "*"),
    ("~", "~"),
    ("_", "_"),
    *zip("“‘«「『【＜（《〈〔〖［｛", "”’»」』】＞）》〉〕〗］｝", strict=True),
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_FULL_WIDTH = re.compile(r"[\uff01-\uff19\uff1b-\uff5e]|：(?=\d)")  # the colon of a port, not one after a word
_DELIMITERS = re.compile(r"[/:?#@\\]")
_OTHER_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(//)?")
_MAILBOX = re.compile(r"(?:[^<>@/:?#\\]*[\s\"'])<([^<>\s@/]+@[^<>\s@/]+)>")
"""A sender as mail programs show it: "Name <address>" (RFC 5322, "name-addr")."""
_MAIL_LITERAL = re.compile(r"\[(?:(?P<four>[0-9.]{7,15})|IPv6:(?P<six>[0-9a-f:.]{2,45}))\]", re.IGNORECASE)
"""The host of a mail address that is an IP address (RFC 5321, "address-literal")."""
_PREFIX = re.compile(r"/(\d{1,3})")
_WIDE_PORT = re.compile(r"[:：][0-9０-９]+\Z")
_BLANK = re.compile(r"\s")
_NOTE = re.compile(r"(?:^|\s)#")
_LINE_BREAK = re.compile(r"[\n\v\f\r\x85\u2028\u2029]")
_BETWEEN = re.compile(r"[\s,;|]+")
_CUT_BY = {
    "\t": "it holds a tab, as a table does: name the column of the targets with --column, or call the file .tsv",
    "\n": "it holds a line break: put one address on each line, and in a table one address in each row",
}
_CUT_BY["\r"] = _CUT_BY["\n"]
_SEVERAL = "it holds more than one word{words}: put one address on each line, and write a space inside an address as %20"
_MOST_SHOWN = 40
"""Most characters shown of a word in that sentence."""
_ITS_ADDRESS = re.compile(r"\s{1,3}[(\[（]([0-9a-f.:\[\]()]{3,60})[)\]）]\Z", re.IGNORECASE)
_LOST = "it holds U+FFFD, where a letter could not be read: save the list as UTF-8, or name its charset with --charset"
_CUT = "its end was left out where it was shown: give the whole address, or what stands before the dots if that is all of it"
_PHONE = re.compile(r"(?:\+ ?|0)\d(?:[ ()-]{0,3}\d){7,13}")
_CALLED = "it is a phone number, and no address of the web"
_NO_COLON = re.compile(r"(https?)//+(?=[^/])", re.IGNORECASE)
_SEAM = re.compile(r"(?<![\w.@/-])[A-Za-z]*[a-z]\.[A-Z][a-z]+(?=\s+[a-z])")
"""The end of a sentence and the beginning of the next without a blank between, as in "send the money.My account is blocked"."""
_MARKS_BEFORE = 3
"""Most list marks removed before an address, as in "1. • Link: https://…"."""
_GLUED_SCHEME = re.compile(r".h[tx*_+]{2}ps?:\Z", re.IGNORECASE)


class _Decided(BadHost):
    """A final refusal. An address found among the words must not be used, since the words may say why it is not a target."""


_NOT_PUBLIC = NOT_PUBLIC | {"arpa", "test", "invalid"}
"""The others: RFC 3172, RFC 8375: infrastructure and home networks; RFC 6761: never registered."""
FILE_ENDINGS = frozenset((
    "html", "htm", "xhtml", "mht", "mhtml", "txt", "csv", "tsv", "json", "jsonl", "ndjson", "xml", "yaml", "yml", "toml", "log", "ini",
    "cfg", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "rtf", "eml", "msg", "apk", "exe", "dll", "iso", "gz", "zst",
    "rar", "tar", "png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "ico", "mp3", "mp4", "avi", "css", "js", "php", "asp", "aspx", "jsp",
    "pem", "crt", "bak",
))  # fmt: skip
"""Endings of files that are no top-level domains: `report.html` without a scheme is the name of a file."""


def parse_target(line: str, *, alone: bool = False, words: bool = True) -> Target | BadTarget:
    """Parse one line. Never raises; all spellings of the same host and page give the same target.

    `alone`: the line has nothing before the address, such as a number or a word. `words`: the address may be among other words.
    """
    if len(line) > MAX_LINE_CHARS:
        return BadTarget(given=line, status=LineStatus.SKIPPED, reason=f"the line is longer than {MAX_LINE_CHARS} characters")
    try:
        if _PLAIN_HOST.fullmatch(line) and len(line) <= MAX_HOST_CHARS and "xn--" not in line:
            return _named(line, line, url=f"https://{line}/", scheme_given=False)  # fast path: a plain lower-case host name
        said = without_labels(line)
        text = _unwrapped(said)
        if not text:
            return BadTarget(given=line, status=LineStatus.SKIPPED, reason="the line is empty")
        address, _ = without_note(text)
        if not address:
            return BadTarget(given=line, status=LineStatus.SKIPPED, reason="the line is a comment")
        text = text if address == text else _unwrapped(address)
        return _parse(line, text) if alone else _without_words(line, said, text, may_be_prose=words)
    except SeveralWords:
        return BadTarget(given=line, status=LineStatus.REFUSED, reason=_SEVERAL.format(words=_first_words(said)))
    except BadHost as exc:
        return BadTarget(given=line, status=LineStatus.REFUSED, reason=str(exc))


def _without_words(line: str, said: str, text: str, *, may_be_prose: bool) -> Target:
    """Parse the line without a bullet, number or "word:" before the address, or the one address among its words. Raises BadHost.

    `said`: the line with its own marks; `text`: without those around it.
    """
    try:
        return _parse(line, _without_its_address(text))
    except BadHost as exc:
        refused = exc
    bare = text
    for _ in range(_MARKS_BEFORE):
        bare = without_mark(bare)
        if not bare:
            break
        bare = _unwrapped(bare)
        try:
            return _parse(line, _without_its_address(bare))
        except BadHost:
            continue
    meant = may_be_prose and _only(strip_invisible(without_note(said)[0]))  # from what was said: full-width marks show where words end
    if not meant:
        raise BadHost(_CALLED) if _PHONE.fullmatch(text) else refused
    if isinstance(refused, _Decided):
        raise BadHost(f"{refused}; the one address in it, which can be given alone, is {meant}")
    found = _parse(line, meant)
    if found.mailbox and "@" not in meant:  # an "@" among the words: the host may be the provider of a mail address
        raise refused
    return found


def _without_its_address(text: str) -> str:
    """Return a host or page without the IP address in brackets behind it, as reports and lookups write it: "evil.top (192.0.2.1)"."""
    behind = _ITS_ADDRESS.search(text) if text[-1:] in ")]）" else None
    if behind is None or (address := _read_alone(behind[1])) is None or not address.is_ip:
        return text
    owner = _read_alone(text[: behind.start()])
    return text if owner is None or owner.is_ip else text[: behind.start()]


def _only(text: str) -> str:
    """Return the only address among these words, as written. Return "" if there is not exactly one, or if its limits are uncertain. Raises
    BadHost if it may be no address."""
    if REORDERS.search(text) or another_is_spoken(text):
        return ""
    found: dict[tuple[str, str], str] = {}
    for address, whole in addresses(text):
        target = _read_alone(address)
        if target is not None and (target.is_ip or is_ending(target.host.rpartition(".")[2])):
            if not whole or (target.is_ip and not target.scheme_given):  # a bare IP address may be a version or an amount
                return ""
            found.setdefault((target.host, target.url.partition("://")[2]), address)
    if len(found) != 1:
        return ""
    [only] = found.values()
    if any(seam[0] == only for seam in _SEAM.finditer(text)):  # the site of a stranger is worse than a refusal that says what to do
        raise BadHost(f"{only!r} may be the end of a sentence and the start of the next one: give the address alone")
    return only


def _first_words(line: str) -> str:
    """Return two words of a line as they are quoted, those that may be addresses before others; "" if no blank stands between words."""
    words = without_password(strip_invisible(without_note(line)[0])).split()
    shown = sorted(range(len(words)), key=lambda at: "." not in words[at].strip("."))[:2]
    return "".join(f", {words[at][:_MOST_SHOWN]!r}" for at in sorted(shown) if len(words) > 1) + " …" * (len(words) > 2)


def _read_alone(text: str) -> Target | None:
    try:
        return _parse(text, text)
    except BadHost:
        return None


def without_note(text: str) -> tuple[str, str]:
    """Split into (the text before a comment, the comment). A "#" without white space before it begins a URL fragment.

    A comment with a line break is not removed, since that would hide the next line.
    """
    mark = _NOTE.search(text)
    if mark is None or _LINE_BREAK.search(text, mark.end()):
        return text, ""
    return text[: mark.start()].rstrip(), text[mark.end() :].lstrip("#").strip()


def _parse(line: str, text: str, layers: int = 0) -> Target:
    if "\ufffd" in text:
        raise _Decided(_LOST)
    if (control := _CONTROL.search(text)) is not None:
        raise _Decided(_CUT_BY.get(control[0]) or f"it holds the control character U+{ord(control[0]):04X}")
    if (order := REORDERS.search(text)) is not None:
        raise BadHost(f"it holds U+{ord(order[0]):04X}, which may show letters in another order than they stand in: type the address anew")
    scheme, browser_reads_it, rest = split_scheme(text)
    if not scheme and (typed := _NO_COLON.match(rest)) is not None:
        scheme, rest = typed[1].lower(), rest[typed.end() :]
    if not scheme:
        rest = _without_other_scheme(rest)
    rest = refang(rest, browser_reads_it=browser_reads_it)
    end = AUTHORITY_END.search(rest)
    authority, tail = (rest[: end.start()], rest[end.start() :]) if end is not None else (rest, "")
    user, _, place = authority.rpartition("@")
    if layers:  # where a wrapped address ends is known, and a blank in it was %20 or a plus
        tail = tail.replace(" ", "%20")
    if _BLANK.search(tail) or another_address(tail) or _holds_a_name(user):
        raise SeveralWords
    if tail.startswith("/") and _GLUED_SCHEME.search(authority[-8:]):
        if "=" in authority and not _BLANK.search(authority):
            raise BadHost("'=' cannot stand in a host name")
        raise SeveralWords  # words, or another address, glued to an address with a scheme
    place = place.strip(" ,;，、；")
    if not layers and "#" not in tail:  # punctuation of a sentence is cut, except before a fragment and inside a wrapped link
        tail, behind = trimmed(tail)
        if cut_short(behind):
            raise BadHost(_CUT)
    shown = tail.partition("#")[0].rstrip("?")  # an empty query requests the same page
    if user and not scheme and (literal := _MAIL_LITERAL.fullmatch(place)) is not None:
        place = literal["four"] or f"[{literal['six']}]"
    if not (place.isascii() and shown.isascii()):
        _need_no_remark(place, "" if layers else shown)
        if another_address(page(shown)):  # glued to letters outside ASCII, which end in a digit or letter once they are encoded
            raise SeveralWords
    host_text, port = _split_port(place)
    host, is_ip = canonical_host(host_text, scheme_given=bool(scheme))
    _need_ending(host)
    if layers < MOST_LAYERS and (address := inside(host, tail)):
        return _parse(line, address, layers + 1)
    scheme_given = bool(scheme) or port in (80, 443)
    scheme = scheme or ("http" if port == 80 else "https")
    shown_port = f":{port}" if port is not None and port != DEFAULT_PORTS[scheme] else ""
    url = f"{scheme}://{bracketed(host)}{shown_port}{protect_trailing_mark(page(shown))}"
    if is_ip:
        if not scheme_given and port is None and (prefix := _PREFIX.fullmatch(shown)) and int(prefix[1]) <= (128 if ":" in host else 32):
            network = f"{host}{shown}"
            raise BadHost(f"{network} is a network: networks are no targets; give single addresses, or the scheme where a page is meant")
        return Target(given=line, host=host, registrable=host, suffix="", url=url, scheme_given=scheme_given, is_ip=True)
    return _named(line, host, url=url, scheme_given=scheme_given)


def _need_no_remark(place: str, shown: str) -> None:
    """Refuse two hosts with a picture between, and a host or page with unspaced words glued to it, as in Thai and Chinese text. Raises
    BadHost.

    A path in such letters is accepted. Text after punctuation, or directly after an ASCII letter without a hyphen or slash between, may be
    a remark. If it belongs to the address, the user can percent-encode it.
    """
    if (mark := NOT_IN_HOSTS.search(place) or next(between_names(place), None)) is not None:
        raise BadHost(f"{mark[0]!r} cannot stand in a host name: put one address on each line, and no remark behind it")
    mark = NOT_IN_PAGES.search(shown)
    at = mark.start() if mark is not None else glued(shown)
    if at is not None:
        words = shown[at:][:20]
        raise BadHost(f"{words!r} may be a remark glued to the address: give the address alone; percent-encode it if it belongs to it")


def _need_ending(host: str) -> None:
    """Refuse a non-ASCII ending that is not on the suffix list: such endings are few and new ones rare. An unknown ASCII ending may be
    newer than the list, so the DNS decides. Raises BadHost."""
    ending = host.rpartition(".")[2]
    if ending.startswith("xn--") and not is_ending(ending):
        shown = ending[4:].encode("ascii").decode("punycode")[:40]
        raise BadHost(f"no name ends in {shown!r}: where a remark is glued to the address, give the address alone")


def _named(line: str, host: str, *, url: str, scheme_given: bool) -> Target:
    cut = split(host)
    if cut.suffix.rpartition(".")[2] in _NOT_PUBLIC:
        raise BadHost(f"names under .{cut.suffix.rpartition('.')[2]} are not on the public internet")
    if not scheme_given and cut.suffix in FILE_ENDINGS and not is_ending(cut.suffix):
        raise BadHost(f"no site has a name that ends in .{cut.suffix}: it is that of a file")
    return Target(
        given=line,
        host=host,
        registrable=cut.registrable,
        suffix=cut.suffix,
        private_suffix=cut.private,
        url=url,
        scheme_given=scheme_given,
    )


def _unwrapped(line: str) -> str:
    """Remove what copying leaves around and inside an address: blanks, quotes, brackets, invisible characters."""
    text = line.strip(_PASTED)
    if ":\\/\\/" in text:
        text = text.replace("\\/", "/")  # a slash as JSON writes it
    if not text.isascii():
        text = strip_invisible(text)
        if _FULL_WIDTH.search(text) and not _DELIMITERS.search(text):
            # Written full-width throughout. With ASCII delimiters it is not converted: there a browser takes "＃" as part of the host.
            text = normalize("NFKC", text)
    while (
        len(text) > 1 and (text[0], text[-1]) in _QUOTES and (text[0] != "_" or "://" in text or "/" not in text)
    ):  # "_x.com/a_" is a page
        text = text[1:-1].strip(_PASTED)
    mailbox = _MAILBOX.fullmatch(text) if text.endswith(">") else None
    return mailbox[1] if mailbox is not None else text


def _without_other_scheme(text: str) -> str:
    """Return the text after "mailto:" or "//". Raises BadHost for a scheme that is not for web pages; "evil.com:8080" is a host and a
    port."""
    if text.startswith("//"):
        return text[2:]
    match = _OTHER_SCHEME.match(text)
    if match is None:
        return text
    name = match[1].lower()
    if name == "mailto":
        return text[match.end() :].partition("?")[0]
    if "." in name and _GLUED_SCHEME.search(match[0].rstrip("/")):  # an address pasted directly behind a name
        raise SeveralWords
    if match[2] or name in NOT_WEB:
        raise _Decided(f"{name}: is no web address: give an http or https address, or the bare name")
    return text


def _holds_a_name(user: str) -> bool:
    """Whether another mailbox or host is before the "@", separated as in a list. Parsing would lose it."""
    *before, _ = _BETWEEN.split(user)
    return any("@" in word or _PLAIN_HOST.fullmatch(word.lower()) for word in before)


def _split_port(text: str) -> tuple[str, int | None]:
    if not text.isascii():
        text = _WIDE_PORT.sub(lambda port: port[0].translate(WIDE), text)
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
    if _BLANK.search(digits):
        raise SeveralWords
    if not (after[0] == ":" and digits.isascii() and digits.isdigit() and len(digits) <= 9 and 1 <= int(digits) <= 65_535):
        raise BadHost(f"{digits[:20]!r} is no port: ports are numbers from 1 to 65535")
    return host, int(digits)
