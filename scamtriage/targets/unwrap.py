"""Unwrap links made by the filters of mail and chat, by large sites, archives and share buttons. A user who pastes one means the address
inside it."""

import re
from base64 import urlsafe_b64decode
from itertools import islice
from string import ascii_lowercase, ascii_uppercase, digits
from urllib.parse import quote, unquote_to_bytes

from scamtriage.knowledge.hosts.copies import page_within
from scamtriage.knowledge.hosts.redirectors import PROOFPOINT, onward, onward_otherwise
from scamtriage.records import lazy_re
from scamtriage.targets.refang import split_scheme

MOST_LAYERS = 3
"""Most nested wrappers removed, as when a mail is forwarded. A deeper link is taken as it is."""
_PROOFPOINT_3 = lazy_re.compile(r"/v3/__(https?:/{1,2}[^\s]{1,4000}?)__;([\w-]{0,4000})", re.ASCII)
"""Groups: the address, and in base64 the characters removed from it."""
_TAKEN_OUT = lazy_re.compile(r"\*(?:\*([\w-]))?", re.ASCII)
_RUNS = f"{ascii_uppercase}{ascii_lowercase}{digits}-_"
"""Codes for the number of characters removed at one place: "*" is one, "**A" two, "**B" three, and so on."""

_ADDRESS = r"(?=h[tx*_+]{2}p)[^\s()<>|]{1,2000}"
_LABELLED = lazy_re.compile(
    rf"""(?<![a-z0-9/?=&#%])(?<!/!)
    (?: !?\[(?:[^\[\]]|\[[^\[\]]{{0,99}}\]){{0,300}}+\]\(<?({_ADDRESS}(?:\([^\s()<>]{{0,200}}\)[^\s()<>]{{0,200}})?)>?
    (?:\s{{1,3}}"[^"]{{0,300}}")?\) | <({_ADDRESS})\|[^<>]{{0,300}}> | ({_ADDRESS})\s{{1,3}}<\3> )""",
    re.VERBOSE | re.IGNORECASE,
)
"""A link with the text that is shown for it: [text](address) of Markdown, <address|text> of Slack, and of mail "address <address>". Within
another address these marks are part of it."""


def without_labels(line: str) -> str:
    """Return the line with the address of each link, in angle brackets, in place of link and text. The text may be another address, and a
    reader who opens the link does not get there. Without brackets and blanks the address would go on into what stands behind it."""
    if "](" not in line and "<" not in line:
        return line
    return _LABELLED.sub(lambda link: f" <{link[1] or link[2] or link[3]}> ", line)


def inside(host: str, tail: str) -> str:
    """Return the web address that a link wraps, or "". `tail`: the text after its host, as given."""
    if tail in ("", "/"):
        return ""
    if host in ("urldefense.com", "urldefense.us"):
        match = _PROOFPOINT_3.match(tail)
        return re.sub(r"^(https?):/(?!/)", r"\1://", _with_taken_out(match[1], match[2])) if match is not None else ""
    given, _, query = tail.partition("#")[0].partition("?")
    value = onward(host, given, query)
    if host == PROOFPOINT:
        value = value.replace("-", "%").replace("_", "/")
    address = unquote_to_bytes(value.replace("+", "%20")).decode("utf-8", "replace").strip()
    address = address or onward_otherwise(host, given, query) or page_within(host, given, query)
    scheme, _, rest = split_scheme(address)  # the address may be defanged within a link that is not
    return address if scheme and rest else ""


def _with_taken_out(address: str, encoded: str) -> str:
    """Restore the removed characters of a Proofpoint v3 address; return it unchanged if they do not fit. Blanks and invisible characters
    are percent-encoded and line ends dropped, as browsers do."""
    try:
        decoded = urlsafe_b64decode(f"{encoded}==").decode()
    except ValueError:
        return address
    taken = ["" if sign in "\t\n\r" else sign if sign.isprintable() and sign != " " else quote(sign) for sign in decoded]
    counts = [1 if run is None else 2 + _RUNS.index(run) for run in (match[1] for match in _TAKEN_OUT.finditer(address))]
    if sum(counts) != len(taken):
        return address
    pieces, left = iter(counts), iter(taken)
    return _TAKEN_OUT.sub(lambda _: "".join(islice(left, next(pieces))), address)
