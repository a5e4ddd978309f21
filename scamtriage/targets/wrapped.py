"""Links that mail filters and large sites wrap around others: who pastes one means the address inside, which is where it leads."""

import re
from base64 import urlsafe_b64decode
from itertools import islice
from string import ascii_lowercase, ascii_uppercase, digits
from urllib.parse import quote, unquote_to_bytes

from scamtriage.knowledge.infrastructure import lies_under

MOST_LAYERS = 3
"""Wrappers around wrappers, as when a mail is forwarded; what is wrapped more often is taken as it stands."""
_GOOGLE = """com co.th com.my co.id com.vn com.ph com.kh com.mm la cn com.hk com.tw co.jp co.kr co.in com.sg com.bn tl mn com.bd com.np lk
com.pk bt mv com.au co.nz co.uk ie ca de fr es it nl ch at pl com.br com.mx ae com.sa com.tr co.za"""
"""Endings of its own names (google.com/supported_domains): that of another country may be anybody's."""
_PARAMETERS = {
    "safelinks.protection.outlook.com": ("/", ("url",)),
    **{f"{www}google.{ending}": ("/url", ("q", "url")) for ending in _GOOGLE.split() for www in ("", "www.")},
    "l.facebook.com": ("/l.php", ("u",)),
    "lm.facebook.com": ("/l.php", ("u",)),
    "l.instagram.com": ("/", ("u",)),
    "urldefense.proofpoint.com": ("/v2/url", ("u",)),
}
"""Host -> the path and the parameters of its links. Filters have a host for each region left of theirs."""
_FILTERS = frozenset({"safelinks.protection.outlook.com"})
_PROOFPOINT_3 = re.compile(r"/v3/__(https?:/{1,2}[^\s]{1,4000}?)__;([\w-]{0,4000})", re.ASCII)
"""The address, and in base64 the characters that were taken out of it."""
_TAKEN_OUT = re.compile(r"\*(?:\*([\w-]))?", re.ASCII)
_RUNS = f"{ascii_uppercase}{ascii_lowercase}{digits}-_"
"""How many were taken out at one place: "*" is one of them, "**A" two, "**B" three, and so on."""
_WEB = re.compile(r"https?://?[^/]", re.IGNORECASE)


def inside(host: str, tail: str) -> str:
    """The web address that a link wraps, or "". `tail`: what follows its host, as it was given."""
    if host == "urldefense.com":
        match = _PROOFPOINT_3.match(tail)
        return re.sub(r"^(https?):/(?!/)", r"\1://", _with_taken_out(match[1], match[2])) if match is not None else ""
    found = next((known for known in _FILTERS if lies_under(host, {known})), host)
    if found not in _PARAMETERS:
        return ""
    path, names = _PARAMETERS[found]
    given, _, query = tail.partition("#")[0].partition("?")
    if given.rstrip("/") != path.rstrip("/"):
        return ""
    for part in query.split("&"):
        name, _, value = part.partition("=")
        if name in names:
            if found == "urldefense.proofpoint.com":
                value = value.replace("-", "%").replace("_", "/")
            address = unquote_to_bytes(value.replace("+", "%20")).decode("utf-8", "replace").strip()
            return address if _WEB.match(address) else ""
    return ""


def _with_taken_out(address: str, encoded: str) -> str:
    """An address of Proofpoint v3 as it was before; as it stands where what was taken out does not fit. Blanks, and what nobody sees, are
    encoded, and ends of lines are left out, as browsers do it: a link may hold them, an address that is written down may not."""
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
