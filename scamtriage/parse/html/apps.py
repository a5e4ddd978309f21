"""Apps that a page offers other than by links: in download attributes, in event handlers, in addresses within scripts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.document import Document
from scamtriage.parse.html.links import APP_SUFFIXES, INSTALLS, MAX_APPS, Resolver, is_app
from scamtriage.parse.html.reference import scheme_of
from scamtriage.parse.html.refresh import refresh_target
from scamtriage.parse.html.tokens import attributes, tag_end
from scamtriage.records import lazy_re
from scamtriage.records.facts import Link
from scamtriage.records.limits import limit

MAX_PLACES = 200
"""App file names examined, in the tags of a page and in its scripts, each."""

_TAG_BYTES, _COMMENT_BYTES, _STRING_CHARS = 1_500, 3_000, 400
_SUFFIXES, _INSTALLS = "|".join(suffix[1:] for suffix in APP_SUFFIXES), "|".join(INSTALLS)
_JOINT = lazy_re.compile(r"""["'`]\s{0,4}\+\s{0,4}["'`]""")
_ADDRESS = lazy_re.compile(r"[^\s<>{}*|^\\\"'`(),;]++")
_GOES = lazy_re.compile(
    r"(?:location(?:\.href)?|\.href|\.src)\s{0,4}=\s{0,4}\Z|(?:open|assign|replace|navigate)\s{0,4}\(\s{0,4}\Z|[\"']href[\"']\s{0,4},\s{0,4}\Z"
)
_NAMES = lazy_re.compile(r"\.download\s{0,4}=\s{0,4}\Z|[\"']download[\"']\s{0,4},\s{0,4}\Z")
_HREF = lazy_re.compile(r"""href["']?\s{0,4}[=,]\s{0,4}["'`]([^"'`\s]{1,400})["'`]""")
_OF_SCRIPTS = (".url", ".jar", ".ps1")
"""Endings that names in scripts have, too: those of a field for an address, of a library, of a server's script."""
_COMMAND = ".cmd"
"""An ending of programs that a server's commands have, too."""
_TYPED = frozenset({"", "text", "search", "email", "tel", "number", "password"})
_TOLD = lazy_re.compile(r"filename\*?\s*=\s*(?:utf-8'[^']*')?\"?([^\";]{1,300})", re.IGNORECASE)
_HELD = lazy_re.compile(r"data-(?:[\w-]*-)?(?:href|url|uri|link|file|src|download|apk|android|ios|app)\Z")
"""Attributes from which scripts read an address."""

_STORES = lazy_re.compile(
    r"(?:market|itms-apps|itms-appss|appmarket|mimarket|samsungapps):|intent:[^#]{0,400}#intent;(?:[^;]{0,100};){0,6}package=|https?://(?:"
    r"play\.google\.com/(?:store/apps/|apps/testing/)|(?:apps|itunes)\.apple\.com/(?:[a-z]{2}/)?app/|testflight\.apple\.com/join/"
    r"|appgallery\.(?:huawei\.com|cloud\.huawei\.com)/|(?:galaxystore|apps)\.samsung\.com/|galaxy\.store/)",
    re.IGNORECASE,
)


def apps_of(document: Document, linked: tuple[str, ...], resolver: Resolver, naming: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (addresses of the apps that a page offers, limits that were reached).

    `linked`: apps that its links lead to. `naming`: the markup if it contains an app's file name, else b"".
    """
    references = [*[raw.action or "" for raw in document.forms], *document.iframes]
    if refresh := document.metas.get("refresh"):
        references.append(refresh_target(refresh) or "")
    found, cut = _offered(naming, document.scripts) if naming else ((), False)
    more = [resolver.resolve(reference)[0] for reference in (*[one for one in references if is_app(one)], *found)]
    every = tuple(dict.fromkeys((*linked, *more)))
    if any(_COMMAND in one for one in every) and _takes_commands(document):
        every = tuple(one for one in every if not one.partition("?")[0].endswith(_COMMAND))
    reached = ((limit("app places", MAX_PLACES), cut), (limit("apps", MAX_APPS), len(every) > MAX_APPS > len(linked)))
    return every[:MAX_APPS], tuple([cap for cap, met in reached if met])


def _takes_commands(document: Document) -> bool:
    """Whether a form with a field to fill in is sent to a command of the server: its other commands are pages, and no programs."""
    return any(
        (raw.action or "").partition("?")[0].strip().endswith(_COMMAND) and any(field.type in _TYPED for field in raw.fields)
        for raw in document.forms
    )


def _offered(markup: bytes, scripts: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """Return (references as written, whether there were more places than are examined)."""
    names = _names()
    ends = [end for _, end in names.ends(markup, limit=MAX_PLACES + 1)]
    found = dict.fromkeys(_in_tags(markup, ends[:MAX_PLACES]))
    data = "\n".join(scripts).encode("utf-8", "replace")
    inside = [end for _, end in names.ends(data, limit=MAX_PLACES + 1)]
    for end in inside[:MAX_PLACES]:
        found.update(dict.fromkeys(_in_script(data[max(0, end - _STRING_CHARS) : end + _STRING_CHARS].decode("utf-8", "ignore"))))
    return tuple(found), max(len(ends), len(inside)) > MAX_PLACES


def told_app(headers: Iterable[tuple[str, str]]) -> bool:
    """Return whether the Content-Disposition header names an app file, whatever the address and the media type are."""
    told = next((value for name, value in headers if name.lower() == "content-disposition"), "")
    match = _TOLD.search(told[:1_000])
    return match is not None and match[1].strip().lower().endswith(APP_SUFFIXES)


def looks_like_app(body: bytes) -> bool:
    """Return whether the bytes are an Android package or a Windows executable."""
    return (body[:4] == b"PK\x03\x04" and b"AndroidManifest.xml" in body) or (body[:2] == b"MZ" and b"PE\0\0" in body[:1_024])


def store_apps(links: Sequence[Link]) -> tuple[str, ...]:
    """Return the links to an app in a store of Google, Apple (TestFlight included), Huawei, Samsung or Xiaomi.

    An intent that names a package leads to Google's where the app is missing.
    """
    if not _store_marks().found("\n".join([link.url[:120] for link in links])):
        return ()
    return tuple(dict.fromkeys(link.url for link in links if _STORES.match(link.url)))[:MAX_APPS]


@cache
def _store_marks() -> Matcher[str]:
    marks = ("#Intent;", "play.google.", ".apple.com/", "market:", "itms-apps", "samsung", "galaxy.store", "huawei.com/")
    return Matcher(Pattern(mark, mark) for mark in marks)


@cache
def _names() -> Matcher[str]:
    """Finds an app file name at the end of a string or of an attribute without quotes, or before a query; and what installs one. The ends
    that names in scripts have, too, stand before a quote: "item.url ? a : b" would use up the places that are examined."""
    sure = "|".join(suffix[1:] for suffix in APP_SUFFIXES if suffix not in _OF_SCRIPTS)
    doubtful = "|".join(suffix[1:] for suffix in _OF_SCRIPTS)
    mark = rf"\.({sure})[\"'`&?#\\\s>]|\.({doubtful})[\"'`]|[\"'`]({_INSTALLS})"
    return Matcher([Pattern("name", mark, literal=False, caseless=True)])


# tags


def _in_tags(markup: bytes, ends: list[int]) -> Iterator[str]:
    read = -1
    for end in ends:
        start = markup.rfind(b"<", max(read, end - _TAG_BYTES, 0), end)
        if start < 0 or not markup[start + 1 : start + 2].isalpha():
            continue
        if markup.rfind(b"<!--", max(0, start - _COMMENT_BYTES), start) > markup.rfind(b"-->", max(0, start - _COMMENT_BYTES), start):
            continue
        tag = markup[start : start + 2 * _TAG_BYTES].decode("utf-8", "ignore")
        name = re.match(r"<[a-zA-Z][^\s/>]{0,40}", tag)
        stop = tag_end(tag, name.end()) if name is not None else -1
        if name is None or stop < 0 or start + len(tag[:stop].encode()) < end - 1:
            continue  # the name stands after the tag
        read = start + 1
        yield from _of_tag(attributes(tag, name.end(), stop))


def _of_tag(given: dict[str, str]) -> Iterator[str]:
    """Yield the apps that a tag offers other than by its href."""
    if given.get("download", "").lower().endswith(APP_SUFFIXES) and (href := given.get("href")):
        yield href
    for name, value in given.items():
        if name.startswith("on") or (name == "href" and scheme_of(value) == "javascript"):
            yield from _in_script(value)
        elif _HELD.match(name) and is_app(value.strip()):
            yield value.strip()


# scripts


def _in_script(text: str) -> Iterator[str]:
    """Yield the addresses of apps in the strings of a piece of script."""
    text = _JOINT.sub("", text.replace("\\/", "/"))
    for match in _STRING.finditer(text):
        value, before = match[2], text[max(0, match.start() - 40) : match.start()]
        if not is_app(value) or _ADDRESS.fullmatch(value) is None:
            continue
        if value.lower().startswith(INSTALLS):
            yield value
            continue
        if _NAMES.search(before):
            if (href := _HREF.search(text)) is not None:
                yield href[1]
            elif "createObjectURL" in text:
                yield f"blob:{value}"  # made within the page
        elif _GOES.search(before):
            yield value
        elif value.partition("?")[0].lower().endswith(_OF_SCRIPTS):
            continue
        elif "/" in value.rpartition(".")[0].strip("./") or value.startswith(("/", "./")):
            yield value


_STRING = lazy_re.compile(
    rf"""(["'`])((?:{_INSTALLS})[^"'`\n]{{0,300}}|[^"'`\n]{{0,300}}?\.(?:{_SUFFIXES})(?:[?#][^"'`\n]{{0,200}})?)\1""", re.IGNORECASE
)
