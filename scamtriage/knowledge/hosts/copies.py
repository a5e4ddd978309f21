"""Archives, readers and share buttons: their addresses hold that of the page that they kept, show or spread.

Sources: the services' own help pages (archive.org/help/wayback_api.php, archive.ph/faq, jina.ai/reader, and those of Facebook, LINE,
Telegram and X for share buttons), and addresses as people paste them into public texts. As of 2026-11. Short addresses of archives
(archive.ph/AbCdE) hold no page: only the archive knows which they are.
"""

import re
from urllib.parse import unquote

from scamtriage.knowledge.hosts.public_suffix import is_ending
from scamtriage.records import lazy_re

_ARCHIVES = ("archive.ph", "archive.today", "archive.is", "archive.md", "archive.li", "archive.fo", "archive.vn")
_WITHIN = (
    r"(h[tx*_+]{2}ps?(?::|%3a|\[:\]).{3,4000}?|(?:[\w-]{1,63}\.){1,9}(?:[a-z]{2,24}|xn--[a-z0-9-]{1,59})(?::\d{1,5})?(?:[/?].{0,4000}?)?)"
    r"\*?\Z"
)
"""The address of another page, plain, encoded or defanged; or a host, of which `_whole` asks whether it may be one."""
_KEPT = {
    **dict.fromkeys(("web.archive.org", "wayback.archive.org"), rf"/(?:web|save)/(?:\d{{0,14}}\*?[a-z_]{{0,5}}/|\*/)?{_WITHIN}"),
    **dict.fromkeys(_ARCHIVES, rf"/(?:(?:newest|oldest|\d{{4}}[\d.-]{{0,16}}|o/\w{{4,8}})/)?{_WITHIN}"),
}
_READ = {
    "r.jina.ai": rf"/{_WITHIN}",
    "12ft.io": rf"/(?:(?:api/)?proxy\?(?:[^#]{{0,200}}&)?q=)?{_WITHIN}",
    "txtify.it": rf"/{_WITHIN}",
}
_PATHS = {host: lazy_re.compile(path, re.ASCII | re.IGNORECASE) for host, path in (_KEPT | _READ).items()}
_SHARES = {
    **dict.fromkeys(("facebook.com", "m.facebook.com"), ("/sharer/sharer.php /sharer.php /share.php /dialog/share", ("u", "href"))),
    **dict.fromkeys(("twitter.com", "x.com"), ("/intent/tweet /intent/post /share", ("url",))),
    **dict.fromkeys(("t.me", "telegram.me"), ("/share/url /share", ("url",))),
    "social-plugins.line.me": ("/lineit/share", ("url",)),
    "linkedin.com": ("/sharing/share-offsite /sharearticle", ("url",)),
    "docs.google.com": ("/viewer /gview /viewerng/viewer", ("url",)),
    "view.officeapps.live.com": ("/op/view.aspx /op/embed.aspx", ("src",)),
}
"""Host without "www." -> paths and parameters of the buttons that spread a page, and of the viewers of a file."""


def keeps_copies(host: str) -> bool:
    """Return whether a host shows pages as they were once, or as another visitor sees them: what it shows is not the page itself."""
    return host.removeprefix("www.") in _PATHS


def page_within(host: str, path: str, query: str) -> str:
    """Return the address of the page that such an address keeps, shows or spreads, as written or with the scheme that it lacks; "" if it
    holds none, or two."""
    known = host.removeprefix("www.")
    if (pattern := _PATHS.get(known)) is not None:
        found = pattern.match(f"{path}?{query}" if query else path)
        return _whole(found[1]) if found is not None else ""
    paths, names = _SHARES.get(known, ("", ()))
    if path.rstrip("/").lower() not in paths.split():
        return ""
    values = {value for name, _, value in (part.partition("=") for part in query.split("&")) if value and name in names}
    return unquote(values.pop()) if len(values) == 1 else ""


def _whole(address: str) -> str:
    """Return the address decoded if it was encoded, and with both slashes where a server made one of them. Without a scheme it needs an
    ending of names: it may be a page of the service, such as robots.txt."""
    if "%3a" in address[:8].lower():
        address = unquote(address)
    if (scheme := _SCHEME.match(address)) is not None:
        return f"{scheme[1]}//{address[scheme.end() :]}"
    return f"http://{address}" if is_ending(_HOST_END.split(address, maxsplit=1)[0].rpartition(".")[2].lower()) else ""


_SCHEME = lazy_re.compile(r"(h[tx*_+]{2}ps?(?::|\[:\]))/{0,2}", re.IGNORECASE)
_HOST_END = lazy_re.compile(r"[:/?]")
