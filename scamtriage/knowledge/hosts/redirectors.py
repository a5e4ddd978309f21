"""Links of large sites and mail filters that lead on to an address in their query."""

from scamtriage.knowledge.hosts.infrastructure import lies_under

_GOOGLE = """com co.th com.my co.id com.vn com.ph com.kh com.mm la cn com.hk com.tw co.jp co.kr co.in com.sg com.bn tl mn com.bd com.np lk
com.pk bt mv com.au co.nz co.uk ie ca de fr es it nl ch at pl com.br com.mx ae com.sa com.tr co.za"""
"""Suffixes of Google's own domains (google.com/supported_domains). Under other suffixes the name may belong to anyone."""
PROOFPOINT = "urldefense.proofpoint.com"
REDIRECTORS = {
    "safelinks.protection.outlook.com": ("/", ("url",)),
    **{f"google.{ending}": ("/url", ("q", "url")) for ending in _GOOGLE.split()},
    **dict.fromkeys(("facebook.com", "m.facebook.com"), ("/l.php", ("u",))),
    **dict.fromkeys(("l.facebook.com", "lm.facebook.com", "l.instagram.com", "l.messenger.com", "l.wl.co"), ("", ("u",))),
    **dict.fromkeys(("youtube.com", "m.youtube.com"), ("/redirect", ("q",))),
    "t.me": ("/iv", ("url",)),
    PROOFPOINT: ("/v2/url", ("u",)),
}
"""Host without "www." -> path ("" if the host does nothing else) and parameters of its links that lead on."""
_FILTERS = frozenset({"safelinks.protection.outlook.com"})
"""Mail filters with regional subdomains of their host."""


def onward(host: str, path: str, query: str) -> str:
    """Return the address in the query as written, or "" if such a link does not lead on."""
    found = next((known for known in _FILTERS if lies_under(host, {known})), host.removeprefix("www."))
    its_path, names = REDIRECTORS.get(found, ("", ()))
    if its_path and path.rstrip("/") != its_path.rstrip("/"):
        return ""
    given = (part.partition("=") for part in query.split("&"))
    return next((value for name, _, value in given if name in names), "")
