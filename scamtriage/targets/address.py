"""Parse one address, with nothing around it, into its canonical target."""

import re

from scamtriage.knowledge.addresses import bracketed
from scamtriage.knowledge.hosts.public_suffix import NOT_PUBLIC, is_ending, split
from scamtriage.knowledge.hosts.url_passwords import WIDE
from scamtriage.knowledge.hosts.urlparts import AUTHORITY_END, DEFAULT_PORTS
from scamtriage.records import lazy_re
from scamtriage.records.reasons import A_TAB
from scamtriage.records.target import Target
from scamtriage.targets.host import BadHost, SeveralWords, canonical_host
from scamtriage.targets.refang import NOT_WEB, another_address, refang, split_scheme
from scamtriage.targets.unseen import REORDERS
from scamtriage.targets.unwrap import MOST_LAYERS, inside
from scamtriage.targets.url_ends import cut_short, protect_trailing_mark, trimmed

PLAIN_HOST = lazy_re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_CONTROL = lazy_re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_OTHER_SCHEME = lazy_re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(//)?")
_MAIL_LITERAL = lazy_re.compile(r"\[(?:(?P<four>[0-9.]{7,15})|IPv6:(?P<six>[0-9a-f:.]{2,45}))\]", re.IGNORECASE)
"""The host of a mail address that is an IP address (RFC 5321, "address-literal")."""
_PREFIX = lazy_re.compile(r"/(\d{1,3})")
_WIDE_PORT = lazy_re.compile(r"[:：][0-9０-９]+\Z")
_BLANK = lazy_re.compile(r"\s")
_BETWEEN = lazy_re.compile(r"[\s,;|]+")
_CUT_BY = {
    "\t": A_TAB + ", as a table does: name the column of the targets with --column, or call the file .tsv",
    "\n": "it holds a line break: put one address on each line, and in a table one address in each row",
}
_CUT_BY["\r"] = _CUT_BY["\n"]
_LOST = "it holds U+FFFD, where a letter could not be read: save the list as UTF-8, or name its charset with --charset"
_CUT = "its end was left out where it was shown: give the whole address, or what stands before the dots if that is all of it"
_NO_COLON = lazy_re.compile(r"h(?:tt|xx)p(s?);?//+(?=[^/])", re.IGNORECASE)
"""A scheme whose colon was lost or typed as the key beside it."""
# WHATWG URL, the path and the special-query percent-encode sets
_PATH_ENCODE = lazy_re.compile(r"[^!$-;=@-_a-z|~]|\^")
_QUERY_ENCODE = lazy_re.compile(r"[^!$-&(-;=?-~]")
_DOT_SEGMENT = lazy_re.compile(r"\.|%2e", re.IGNORECASE)
_GLUED_SCHEME = lazy_re.compile(r".h[tx*_+]{2}ps?:\Z", re.IGNORECASE)
_NOT_PUBLIC = NOT_PUBLIC | {"arpa", "test", "invalid"}
"""The others: RFC 3172, RFC 8375: infrastructure and home networks; RFC 6761: never registered."""
FILE_ENDINGS = frozenset((
    "html", "htm", "xhtml", "mht", "mhtml", "txt", "csv", "tsv", "json", "jsonl", "ndjson", "xml", "yaml", "yml", "toml", "log", "ini",
    "cfg", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "rtf", "eml", "msg", "apk", "exe", "dll", "iso", "gz", "zst",
    "rar", "tar", "png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "ico", "mp3", "mp4", "avi", "css", "js", "php", "asp", "aspx", "jsp",
    "pem", "crt", "bak",
))  # fmt: skip
"""Endings of files that are no top-level domains: `report.html` without a scheme is the name of a file."""


class Decided(BadHost):
    """A final refusal. An address found among the words must not be used, since the words may say why it is not a target."""


def parse_address(line: str, text: str, layers: int = 0) -> Target:
    """Parse one address. `line`: as given; `layers`: how many links are wrapped around it. Raises BadHost."""
    _need_readable(text)
    scheme, browser_reads_it, rest = split_scheme(text)
    if not scheme and (typed := _NO_COLON.match(rest)) is not None:
        scheme, rest = f"http{typed[1].lower()}", rest[typed.end() :]
    if not scheme:
        rest = _without_other_scheme(rest)
    rest = refang(rest, browser_reads_it=browser_reads_it)
    end = AUTHORITY_END.search(rest)
    authority, tail = (rest[: end.start()], rest[end.start() :]) if end is not None else (rest, "")
    user, _, place = authority.rpartition("@")
    if layers:  # where a wrapped address ends is known, and a blank in it was %20 or a plus
        tail = tail.replace(" ", "%20")
    _need_one_address(authority, user, tail)
    place = place.strip(" ,;，、；")
    named = "" if tail else place.rstrip(".…‥")
    behind = ""
    if not layers and "#" not in tail:  # punctuation of a sentence is cut, except before a fragment and inside a wrapped link
        tail, behind = trimmed(tail)
    if cut_short(behind) or (named and cut_short(place[len(named) :])):  # "evil-bank.co…"
        raise BadHost(_CUT)
    shown = tail.partition("#")[0].rstrip("?")  # an empty query requests the same page
    if user and not scheme and (literal := _MAIL_LITERAL.fullmatch(place)) is not None:
        place = literal["four"] or f"[{literal['six']}]"
    if not (place.isascii() and shown.isascii()):
        _need_no_remark(place, "" if layers else shown, bare=not scheme)
        if another_address(page(shown)):  # glued to letters outside ASCII, which end in a digit or letter once they are encoded
            raise SeveralWords
    host_text, port = _split_port(place)
    host, is_ip = canonical_host(host_text, scheme_given=bool(scheme))
    _need_ending(host)
    if layers < MOST_LAYERS and (address := inside(host, tail)):
        return parse_address(line, address, layers + 1)
    scheme_given = bool(scheme) or port in (80, 443)
    scheme = scheme or ("http" if port == 80 else "https")
    shown_port = f":{port}" if port is not None and port != DEFAULT_PORTS[scheme] else ""
    url = f"{scheme}://{bracketed(host)}{shown_port}{protect_trailing_mark(page(shown))}"
    if is_ip:
        if not scheme_given and port is None:
            _need_no_network(host, shown)
        return Target(given=line, host=host, registrable=host, suffix="", url=url, scheme_given=scheme_given, is_ip=True)
    return named_target(line, host, url=url, scheme_given=scheme_given)


def _need_readable(text: str) -> None:
    """Refuse a text with characters that no address holds, or that show another one than stands there. Raises BadHost."""
    if "\ufffd" in text:
        raise Decided(_LOST)
    if (control := _CONTROL.search(text)) is not None:
        raise Decided(_CUT_BY.get(control[0]) or f"it holds the control character U+{ord(control[0]):04X}")
    if (order := REORDERS.search(text)) is not None:
        raise BadHost(f"it holds U+{ord(order[0]):04X}, which may show letters in another order than they stand in: type the address anew")


def _need_one_address(authority: str, user: str, tail: str) -> None:
    """Refuse several words, or addresses, before the path or in it. Raises BadHost."""
    if _BLANK.search(tail) or another_address(tail) or _holds_a_name(user):
        raise SeveralWords
    if tail.startswith("/") and _GLUED_SCHEME.search(authority[-8:]):
        if "=" in authority and not _BLANK.search(authority):
            raise BadHost("'=' cannot stand in a host name")
        raise SeveralWords  # words, or another address, glued to an address with a scheme


def _need_no_network(host: str, shown: str) -> None:
    """Refuse an IP address whose page is the length of a prefix: 192.0.2.0/24. Raises BadHost."""
    prefix = _PREFIX.fullmatch(shown)
    if prefix is not None and int(prefix[1]) <= (128 if ":" in host else 32):
        network = f"{host}{shown}"
        raise BadHost(f"{network} is a network: networks are no targets; give single addresses, or the scheme where a page is meant")


def _need_no_remark(place: str, shown: str, *, bare: bool) -> None:
    """Refuse two hosts with a picture between, and a host or page with unspaced words glued to it, as in Thai and Chinese text. Raises
    BadHost.

    A path in such letters is accepted. Text after punctuation, or directly after an ASCII letter without a hyphen or slash between, may be
    a remark. If it belongs to the address, the user can percent-encode it. `bare`: no scheme says where the host begins.
    """
    if place.isascii() and shown.isascii():
        return
    from scamtriage.targets import boundaries  # its expressions are slow to compile

    if bare and (picture := boundaries.LED_BY_PICTURE.match(place)) is not None:
        raise Decided(f"{picture[0]!r} may be a mark before the name or a part of it: give the name alone, or with https:// before it")
    marks = (one.search(place) for one in (boundaries.NOT_IN_HOSTS, *([boundaries.AT_EDGES] if bare else []), boundaries.AFTER_SENTENCE))
    if (mark := next(filter(None, marks), None) or next(boundaries.between_names(place), None)) is not None:
        raise BadHost(f"{mark[0]!r} cannot stand in a host name: put one address on each line, and no remark behind it")
    mark = boundaries.NOT_IN_PAGES.search(shown)
    at = mark.start() if mark is not None else boundaries.glued(shown)
    if at is not None:
        words = shown[at:][:20]
        raise BadHost(f"{words!r} may be a remark glued to the address: give the address alone; percent-encode it if it belongs to it")


def _need_ending(host: str) -> None:
    """Refuse a non-ASCII ending that is not on the suffix list: such endings are few and new ones rare. An unknown ASCII ending may be
    newer than the list, so the DNS decides, but none has an underscore or a hyphen at either end. Raises BadHost."""
    ending = host.rpartition(".")[2]
    if ending != ending.strip("-") or "_" in ending:
        raise BadHost(f"no name ends in {ending[:40]!r}: where a remark is glued to the address, give the address alone")
    if ending.startswith("xn--") and not is_ending(ending):
        from scamtriage.knowledge.language.lookalikes import skeleton  # not at the top: few lists hold such an ending

        shown = ending[4:].encode("ascii").decode("punycode")[:40]
        if is_ending(meant := skeleton(shown)):  # "evil.tοp", with a Greek letter: to the reader, the ending that exists
            raise BadHost(
                f"no name ends in {shown!r}, whose letters only look like {meant!r}: give the address with {meant!r} if that is meant"
            )
        raise BadHost(f"no name ends in {shown!r}: where a remark is glued to the address, give the address alone")


def named_target(line: str, host: str, *, url: str, scheme_given: bool) -> Target:
    """Return the target for a canonical host name. Raises BadHost if no site on the public internet has such a name."""
    registrable, suffix, private = split(host)
    if (ending := suffix.rpartition(".")[2]) in _NOT_PUBLIC:
        raise BadHost(f"names under .{ending} are not on the public internet")
    if not scheme_given and suffix in FILE_ENDINGS and not is_ending(suffix):
        raise BadHost(f"no site has a name that ends in .{suffix}: it is that of a file")
    return Target(
        given=line,
        host=host,
        registrable=registrable,
        suffix=suffix,
        private_suffix=private,
        url=url,
        scheme_given=scheme_given,
    )


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
        raise Decided(f"{name}: is no web address: give an http or https address, or the bare name")
    return text


def _holds_a_name(user: str) -> bool:
    """Whether another mailbox or host is before the "@", separated as in a list. Parsing would lose it."""
    *before, _ = _BETWEEN.split(user)
    return any("@" in word or PLAIN_HOST.fullmatch(word.lower()) for word in before)


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


def page(tail: str) -> str:
    """Return path and query as a browser sends them, without the fragment."""
    tail, _, _ = tail.partition("#")
    path, question, query = tail.partition("?")
    if not path and not question:
        return "/"
    return _path(path) + (question + _encode(_QUERY_ENCODE, query) if question else "")


def _path(path: str) -> str:
    """Return the path with forward slashes, dot segments resolved and unsafe characters encoded (WHATWG URL, "path state")."""
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
    char = "\ufffd" if "\ud800" <= match[0] <= "\udfff" else match[0]  # lone surrogates result from a wrong decoding
    return "".join(f"%{byte:02X}" for byte in char.encode())
