"""Links of large sites and of the filters of mail and chat that lead on to an address within them.

Sources: the filters' own help pages (Barracuda, Cisco, Microsoft, Proofpoint), Google's for translated pages
(developers.google.com/search/docs/appearance/ad-network-and-translation), that of the AMP cache
(developers.google.com/amp/cache/overview), and links as people paste them into public texts. As of 2026-11. Links that
hold a number in place of the address (Mimecast, t.co) are not here: only their service knows where they lead.
"""

import re
from base64 import urlsafe_b64decode
from urllib.parse import unquote

from scamtriage.records import lazy_re

_GOOGLE = """com co.th com.my co.id com.vn com.ph com.kh com.mm la cn com.hk com.tw co.jp co.kr co.in com.sg com.bn tl mn com.bd com.np lk
com.pk bt mv com.au co.nz co.uk ie ca de fr es it nl ch at pl com.br com.mx ae com.sa com.tr co.za"""
"""Suffixes of Google's own domains (google.com/supported_domains). Under other suffixes the name may belong to anyone."""
PROOFPOINT = "urldefense.proofpoint.com"
REDIRECTORS = {
    **dict.fromkeys(("safelinks.protection.outlook.com", "safelinks.protection.office365.us"), ("", ("url",))),
    **dict.fromkeys(("statics.teams.cdn.office.net", "staticsint.teams.cdn.office.net"), ("", ("url",))),
    "linkprotect.cudasvc.com": ("/url", ("a",)),
    "clicktime.symantec.com": ("", ("u",)),
    **dict.fromkeys(("trendmicro.com", "asiainfo-sec.com"), ("/wis/clicktime/v1/query", ("url",))),
    **dict.fromkeys(("avanan.url-protection.com", "checkpoint.url-protection.com"), ("/v1/url", ("o",))),
    **dict.fromkeys(("g.doubleclick.net", "googleadservices.com"), ("", ("adurl",))),
    "slack-redir.net": ("/link", ("url",)),
    "linkedin.com": ("/safety/go", ("url",)),
    "out.reddit.com": ("", ("url",)),
    "duckduckgo.com": ("/l", ("uddg",)),
    "steamcommunity.com": ("/linkfilter", ("url", "u")),
    "tiktok.com": ("/link/v2", ("target",)),
    **dict.fromkeys(("twitter.com", "x.com"), ("/i/redirect /safety/unsafe_link_warning", ("url", "unsafe_link"))),
    "pinterest.com": ("/offsite", ("url",)),
    **dict.fromkeys(("gate.sc", "exit.sc"), ("", ("url",))),
    "fireeye.com": ("/v1/url", ("u",)),
    "douban.com": ("/link2", ("url",)),
    "weixin110.qq.com": ("/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi", ("url",)),
    "ok.ru": ("/dk", ("st.link",)),
    **dict.fromkeys(("vk.com", "m.vk.com"), ("/away.php", ("to",))),
    **dict.fromkeys(("link.zhihu.com", "link.csdn.net", "link.juejin.cn"), ("", ("target",))),
    "translate.googleusercontent.com": ("/translate_c", ("u",)),
    "c.pc.qq.com": ("", ("pfurl", "url")),
    "weibo.cn": ("/sinaurl", ("u",)),
    **{f"google.{ending}": ("/url", ("q", "url")) for ending in _GOOGLE.split()},
    **{f"translate.google.{ending}": ("/translate /translate_c /website", ("u",)) for ending in _GOOGLE.split()},
    **dict.fromkeys(("facebook.com", "m.facebook.com"), ("/l.php /flx/warn", ("u",))),
    **dict.fromkeys(
        ("l.facebook.com", "lm.facebook.com", "l.instagram.com", "l.messenger.com", "l.wl.co", "l.threads.net", "l.threads.com"),
        ("", ("u",)),
    ),
    **dict.fromkeys(("youtube.com", "m.youtube.com"), ("/redirect", ("q",))),
    "t.me": ("/iv", ("url",)),
    PROOFPOINT: ("/v2/url", ("u",)),
}
"""Host without "www." -> its paths ("" if the host does nothing else) and parameters of its links that lead on."""
_TRANSLATED = "translate.goog"
_AMP_CACHE = "cdn.ampproject.org"
_OF_SITES = frozenset({_TRANSLATED, _AMP_CACHE})
_REGIONAL = _OF_SITES | {
    *(
        "safelinks.protection.outlook.com",
        "safelinks.protection.office365.us",
        "fireeye.com",
        "trendmicro.com",
        "asiainfo-sec.com",
        "protection.sophos.com",
        "awstrack.me",
        "g.doubleclick.net",
    )
}
"""Services with subdomains of their host, one for each region, customer or site."""
_BEHIND_MARK = frozenset(("href.li", "anon.to", "nullrefer.com", "hidereferrer.net", "dereferer.me"))
"""Services that hide whence a visitor comes: the query is the address."""
_BASE64 = {"protection.sophos.com": ("/", "u", ""), "bing.com": ("/ck/a", "u", "a1")}
"""Host -> path, parameter that holds the address in base64, and what stands before it."""
_IN_PATH = {
    "secure-web.cisco.com": lazy_re.compile(r"/[\w-]{16,2000}/(https?(?::|%3a).{3,4000})", re.ASCII | re.IGNORECASE),
    "r.search.yahoo.com": lazy_re.compile(r"/(?:[^/]{0,200}/){1,8}?RU=(https?(?::|%3a)[^/]{3,4000})/RK=", re.ASCII | re.IGNORECASE),
    "awstrack.me": lazy_re.compile(r"/L0/(https?(?::|%3a)[^/]{3,4000})/", re.ASCII | re.IGNORECASE),
    **dict.fromkeys(
        ("url.avanan.click", "protect.checkpoint.com"),
        lazy_re.compile(r"/v2/(?:[\w.-]{1,40}/)?___(https?:.{3,4000}?)___(?:\.[\w-]*)?\Z", re.ASCII | re.IGNORECASE),
    ),
}
"""Host -> how the address stands in the path."""
_AMP = lazy_re.compile(
    r"/(amp|[cv])/(s/)?((?:[\w-]{1,63}\.){1,8}(?:[a-z]{2,24}|xn--[a-z0-9-]{1,59})(?:[/?].*)?)\Z", re.ASCII | re.IGNORECASE
)
"""A page as Google shows it to phones, or keeps it for them. Groups: which of both, whether it is https, and the page."""
_LABEL = lazy_re.compile(r"[\w-]{0,253}", re.ASCII)
_ONE_DASH = lazy_re.compile(r"\b-\b", re.ASCII)


def leads_on(host: str) -> bool:
    """Return whether links of a host may lead on to an address within them."""
    known = _known(host)
    return known in REDIRECTORS or known in _IN_PATH or known in _BASE64 or known in _OF_SITES or known in _BEHIND_MARK


def onward(host: str, path: str, query: str) -> str:
    """Return the address in the query as written, or "" if such a link does not lead on, or to one of two."""
    paths, names = REDIRECTORS.get(_known(host), ("", ()))
    if paths and path.rstrip("/") not in paths.split():
        return ""
    return _only(query, names)


def onward_otherwise(host: str, path: str, query: str) -> str:
    """Return the address that a link holds in its host or path, or in base64; "" if it holds none."""
    known = _known(host)
    if known in _IN_PATH:
        found = _IN_PATH[known].match(f"{path}?{query}" if query else path)
        return "" if found is None else found[1] if "://" in found[1][: len("https://")] else unquote(found[1])
    if known in _BEHIND_MARK:
        return query if "://" in query[: len("https://")] else unquote(query) if _WEB.match(query) else ""
    if known in _BASE64:
        its_path, name, before = _BASE64[known]
        value = unquote(_only(query, (name,)))
        return _from_base64(value[len(before) :]) if (path or "/") == its_path and value.startswith(before) else ""
    if known == _TRANSLATED:
        return _translated(host.removesuffix(f".{_TRANSLATED}"), path, query)
    if known != _AMP_CACHE and not (known.startswith("google.") and known in REDIRECTORS):
        return ""
    page = _AMP.match(f"{path}?{query}" if query else path)
    if page is None or (page[1] == "amp") == (known == _AMP_CACHE):
        return ""
    return f"{'https' if page[2] else 'http'}://{page[3]}"


def _translated(label: str, path: str, query: str) -> str:
    """Return the address of a page that Google shows in translation under a name made of its own; "" if nothing says that it does."""
    own: list[str] = []
    of_translation: dict[str, str] = {}
    for part in query.split("&") if query else ():
        name, _, value = part.removeprefix("amp;").partition("=")
        if name.startswith("_x_tr_"):
            if of_translation.setdefault(name, value) != value:
                return ""
        else:
            own.append(part)
    if not of_translation or _LABEL.fullmatch(begun := of_translation.get("_x_tr_hp", "")) is None or "." in label:
        return ""
    encodings, label = unquote(of_translation.get("_x_tr_enc", "")).split(","), begun + label
    if label.startswith("xn--"):  # Google writes such a name as 0- and its rest, or 1- and "xn-" with its hyphen doubled
        return ""
    if "1" in encodings:
        label = label.removeprefix("1-")
    in_punycode = "0" in encodings and label.startswith("0-")
    host = _ONE_DASH.sub(".", label.removeprefix("0-") if in_punycode else label).replace("--", "-")
    query = f"?{'&'.join(own)}" if own else ""
    scheme = "http" if of_translation.get("_x_tr_sch") == "http" else "https"
    return f"{scheme}://{'xn--' if in_punycode else ''}{host}{path}{query}"


def _only(query: str, names: tuple[str, ...]) -> str:
    """Return the one value that a query has for these names, or the one address among several, as written; "" if it has two: only the
    service knows which it obeys, and the other would be a stranger's."""
    values = {value for name, _, value in (part.partition("=") for part in query.split("&")) if value and name in names}
    if len(values) > 1:
        values = {value for value in values if _WEB.match(value)}
    return values.pop() if len(values) == 1 else ""


_WEB = lazy_re.compile(r"h[tx*_+]{2}ps?(?::|%3a|-3a)", re.IGNORECASE)


def _known(host: str) -> str:
    """Return the host as the tables name it."""
    tail = host
    while tail:
        if tail in _REGIONAL:
            return tail
        tail = tail.partition(".")[2]
    return host.removeprefix("www.")


def _from_base64(value: str) -> str:
    try:
        return urlsafe_b64decode(f"{value.replace('+', '-').replace('/', '_').rstrip('=')}==").decode()
    except ValueError:
        return ""
