"""Parse one typed, pasted or defanged line into its canonical target, or into a row with the reason for refusal."""

import re
from unicodedata import normalize

from scamtriage.knowledge.hosts.public_suffix import is_ending
from scamtriage.knowledge.hosts.url_passwords import without_password
from scamtriage.records import lazy_re
from scamtriage.records.invisible_characters import AROUND
from scamtriage.records.reasons import SEVERAL_WORDS
from scamtriage.records.target import BadTarget, LineStatus, Target
from scamtriage.targets.address import FILE_ENDINGS as FILE_ENDINGS
from scamtriage.targets.address import PLAIN_HOST, Decided, named_target, parse_address
from scamtriage.targets.host import MAX_HOST_CHARS, BadHost, SeveralWords
from scamtriage.targets.unseen import REORDERS, strip_invisible
from scamtriage.targets.unwrap import without_labels

MAX_LINE_CHARS = 8_192
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
_FULL_WIDTH = lazy_re.compile(r"[\uff01-\uff19\uff1b-\uff5e]|：(?=\d)")  # the colon of a port, not one after a word
_DELIMITERS = lazy_re.compile(r"[/:?#@\\]")
_MAILBOX = lazy_re.compile(r"(?:[^<>@/:?#\\]*[\s\"'])<([^<>\s@/]+@[^<>\s@/]+)>")
"""A sender as mail programs show it: "Name <address>" (RFC 5322, "name-addr")."""
_NOTE = lazy_re.compile(r"(?:^|\s)#")
_LINE_BREAK = lazy_re.compile(r"[\n\v\f\r\x85\u2028\u2029]")
_SEVERAL = SEVERAL_WORDS + (
    "{words}: put one address on each line, and write a space inside an address as %20, "
    "or find the addresses among words with `scamtriage scan --extract`, and those in a table with --column"
)
_MOST_SHOWN = 40
"""Most characters shown of a word in that sentence."""
_ITS_ADDRESS = lazy_re.compile(r"\s{1,3}[(\[（]([0-9a-f.:\[\]()]{3,60})[)\]）]\Z", re.IGNORECASE)
_PHONE = lazy_re.compile(r"(?:\+ ?|0)\d(?:[ ()-]{0,3}\d){7,13}")
_CALLED = "it is a phone number, and no address of the web"
_SEAM = lazy_re.compile(r"(?<![\w.@/-])[A-Za-z]*[a-z]\.[A-Z][a-z]+(?=\s+[a-z])")
"""The end of a sentence and the beginning of the next without a blank between, as in "send the money.My account is blocked"."""
_MARKS_BEFORE = 3
"""Most list marks removed before an address, as in "1. • Link: https://…"."""


def parse_target(line: str, *, alone: bool = False, words: bool = True) -> Target | BadTarget:
    """Parse one line. Never raises; all spellings of the same host and page give the same target.

    `alone`: the line has nothing before the address, such as a number or a word. `words`: the address may be among other words.
    """
    if len(line) > MAX_LINE_CHARS:
        return BadTarget(given=line, status=LineStatus.REFUSED, reason=f"the line is longer than {MAX_LINE_CHARS} characters")
    try:
        if PLAIN_HOST.fullmatch(line) and len(line) <= MAX_HOST_CHARS and "xn--" not in line:
            return named_target(line, line, url=f"https://{line}/", scheme_given=False)  # fast path: a plain lower-case host name
        said = without_labels(line)
        text = _unwrapped(said)
        if not text:
            return BadTarget(given=line, status=LineStatus.SKIPPED, reason="the line is empty")
        address, _ = without_note(text)
        if not address:
            return BadTarget(given=line, status=LineStatus.SKIPPED, reason="the line is a comment")
        text = text if address == text else _unwrapped(address)
        return parse_address(line, text) if alone else _without_words(line, said, text, may_be_prose=words)
    except SeveralWords:
        return BadTarget(given=line, status=LineStatus.REFUSED, reason=_SEVERAL.format(words=_first_words(said)))
    except BadHost as exc:
        return BadTarget(given=line, status=LineStatus.REFUSED, reason=str(exc))


def _without_words(line: str, said: str, text: str, *, may_be_prose: bool) -> Target:
    """Parse the line without a bullet, number or "word:" before the address, or the one address among its words. Raises BadHost.

    `said`: the line with its own marks; `text`: without those around it.
    """
    try:
        return parse_address(line, _without_its_address(text))
    except BadHost as refused:  # kept in no other variable: with its frames it would be a cycle, which waits for the collector
        found = _without_marks(line, text) or (_among_words(line, said, text, refused) if may_be_prose else None)
        if found is not None:
            return found
        if _PHONE.fullmatch(text):
            raise BadHost(_CALLED) from None
        raise


def _without_marks(line: str, text: str) -> Target | None:
    """Parse the line without a bullet, number or "word:" before the address; None if that is no address either."""
    from scamtriage.targets.extract import without_mark  # its expressions are slow to compile, and most lines are an address alone

    bare = text
    for _ in range(_MARKS_BEFORE):
        bare = without_mark(bare)
        if not bare:
            break
        bare = _unwrapped(bare)
        try:
            return parse_address(line, _without_its_address(bare))
        except BadHost:
            continue
    return None


def _among_words(line: str, said: str, text: str, refused: BadHost) -> Target | None:
    """Parse the one address among the words of a line that is `refused` as a whole; None if there is none. Raises BadHost."""
    meant = _only(strip_invisible(without_note(said)[0]))  # from what was said: full-width marks show where words end
    if not meant:
        return None
    if isinstance(refused, Decided):
        raise BadHost(f"{refused}; the one address in it, which can be given alone, is {meant}")
    found = parse_address(line, meant)
    if found.mailbox and "@" not in meant:  # an "@" among the words: the host may be the provider of a mail address
        return None
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
    from scamtriage.targets.extract import addresses, another_is_spoken

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
        return parse_address(text, text)
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
