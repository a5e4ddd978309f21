"""The user's own lists of names: what they hold, and which of their entries a site meets."""

import re
import string
from typing import Literal

from msgspec import Struct

ListKind = Literal["allow", "block"]

_ENCODED = re.compile("%[0-9A-Fa-f]{2}")
_CLIMBS = re.compile(r"(?:^|[/\\])\.\.?(?:;[^/\\]*+)?(?:[/\\]|$)")
"""A segment of a path that leads elsewhere, as any server may read it: "..", "..;a", behind a backslash or an encoded slash."""
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")


class Entry(Struct, frozen=True, kw_only=True):
    """One line of a list: a host with everything below it, or a part of its pages."""

    line: int
    """1-based, as an editor counts."""
    text: str
    """As written, without the comment."""
    host: str
    """Lower-case A-labels, or an IP literal."""
    page: str = ""
    """Path and query that a page must start with; "" for the whole host and its sub-hosts."""
    comment: str = ""

    def covers(self, url: str) -> bool:
        """Whether a page of this entry's host lies under its path. "/a" covers "/a", "/a/b" and "/a?b", and neither
        "/ab" nor "/a&b"; "/a?b" covers "/a?b&c"."""
        page, own = _spelled("/" + url.partition("://")[2].partition("/")[2]), _spelled(self.page)
        if not page.startswith(own):
            return False
        return not own or own.endswith("/") or page[len(own) :][:1] in ("", *("&" if "?" in own else "/?"))


def _spelled(page: str) -> str:
    """The one spelling of all that mean the same page (RFC 3986, 6.2.2): `%7euser` is `~user`, and `%e0` is `%E0`."""
    return _ENCODED.sub(lambda code: char if (char := chr(int(code[0][1:], 16))) in _UNRESERVED else code[0].upper(), page)


def _climbs(url: str) -> bool:
    """Whether a path holds a segment of dots, plain or encoded up to three times."""
    path = url.partition("://")[2].partition("/")[2].partition("?")[0]
    for _ in range(3):
        path = _ENCODED.sub(lambda code: chr(int(code[0][1:], 16)), path)
    return _CLIMBS.search(f"/{path}") is not None


class Match(Struct, frozen=True, kw_only=True):
    """An entry that a site meets."""

    line: int
    entry: str
    comment: str
    where: Literal["target", "landing"]
    """"landing": not the name that was asked about but the one that its page led to."""


class Listed(Struct, frozen=True, kw_only=True):
    """One list beside one assessment: which list it was, byte for byte, and what it says of this site."""

    kind: ListKind
    name: str
    """File name without its folder."""
    sha256: str
    entries: int
    matches: tuple[Match, ...] = ()


class UserList(Struct, frozen=True, kw_only=True):
    """A list in memory."""

    kind: ListKind
    name: str
    sha256: str
    """Of the file's bytes."""
    entries: int
    by_host: dict[str, tuple[Entry, ...]]

    def about(self, host: str, url: str, landing: tuple[str, str] | None = None) -> Listed:
        """What the list says of a page. `landing`: (host, url) where it ended. A host is covered by the entries of every name above it."""
        found = [self._match(entry, "target") for entry in self._meeting(host, url)]
        if landing is not None and self.kind == "block":  # an honest site at the end of the way acquits nobody
            seen = {match.line for match in found}
            found += [self._match(entry, "landing") for entry in self._meeting(*landing) if entry.line not in seen]
        return Listed(kind=self.kind, name=self.name, sha256=self.sha256, entries=self.entries, matches=tuple(found))

    def _meeting(self, host: str, url: str) -> list[Entry]:
        names = [host]
        if ":" not in host and not host.rpartition(".")[2].isdigit():  # an address has no names above it
            labels = host.split(".")
            names = [".".join(labels[at:]) for at in range(len(labels))]
        climbs = self.kind == "allow" and _climbs(url)  # such a page may be another one, and nobody vouched for that
        met = [entry for name in names for entry in self.by_host.get(name, ())]
        return [entry for entry in met if entry.page == "" or (entry.host == host and not climbs and entry.covers(url))]

    def _match(self, entry: Entry, where: Literal["target", "landing"]) -> Match:
        return Match(line=entry.line, entry=entry.text, comment=entry.comment, where=where)
