"""Links that mail filters and large sites wrap around others: who pastes one means the address inside, which is where it leads."""

import re
from urllib.parse import unquote_to_bytes

from scamtriage.knowledge.infrastructure import lies_under

MOST_LAYERS = 3
"""Wrappers around wrappers, as when a mail is forwarded; what is wrapped more often is taken as it stands."""
_PARAMETERS = {
    "safelinks.protection.outlook.com": ("/", ("url",)),
    "google.com": ("/url", ("q", "url")),
    "www.google.com": ("/url", ("q", "url")),
    "l.facebook.com": ("/l.php", ("u",)),
    "lm.facebook.com": ("/l.php", ("u",)),
    "l.instagram.com": ("/", ("u",)),
    "urldefense.proofpoint.com": ("/v2/url", ("u",)),
}
"""Host -> the path and the parameters of its links. Filters have a host for each region left of theirs."""
_FILTERS = frozenset({"safelinks.protection.outlook.com"})
_PROOFPOINT_3 = re.compile(r"/v3/__(https?:/{1,2}[^\s]{1,4000}?)__;")
_WEB = re.compile(r"https?://?[^/]", re.IGNORECASE)


def inside(host: str, tail: str) -> str:
    """The web address that a link wraps, or "". `tail`: what follows its host, as it was given."""
    if host == "urldefense.com":
        match = _PROOFPOINT_3.match(tail)
        return re.sub(r"^(https?):/(?!/)", r"\1://", match[1]) if match is not None else ""
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
