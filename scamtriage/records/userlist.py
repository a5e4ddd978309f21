"""The user's own allow and block lists: their entries, and which of them match a site."""

import string
from typing import Literal

from msgspec import Struct

from scamtriage.records import lazy_re

ListKind = Literal["allow", "block"]

_ENCODED = lazy_re.compile("%[0-9A-Fa-f]{2}")
_CLIMBS = lazy_re.compile(r"(?:^|[/\\])\.\.?(?:;[^/\\]*+)?(?:[/\\]|$)")
"""A path segment that some servers resolve to another place: "..", "..;a", after a backslash or an encoded slash."""
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")


class Entry(Struct, frozen=True, kw_only=True):
    """One line of a list: a host with all its subdomains, or part of its pages."""

    line: int
    """1-based line number."""
    text: str
    """As written, without the comment."""
    host: str
    """Lower-case A-labels, or an IP literal."""
    page: str = ""
    """Path and query prefix of the covered pages; "" for the whole host and its subdomains."""
    comment: str = ""

    def covers(self, url: str) -> bool:
        """Whether a URL on this entry's host is under its path.

        "/a" covers "/a", "/a/b" and "/a?b", but not "/ab" or "/a&b"; "/a?b" covers "/a?b&c".
        """
        page, own = _spelled("/" + url.partition("://")[2].partition("/")[2]), _spelled(self.page)
        if not page.startswith(own):
            return False
        return not own or own.endswith("/") or page[len(own) :][:1] in ("", *("&" if "?" in own else "/?"))


def _spelled(page: str) -> str:
    """Return the normalised spelling of a page (RFC 3986, 6.2.2): `%7euser` is `~user`, and `%e0` is `%E0`."""
    return _ENCODED.sub(lambda code: char if (char := chr(int(code[0][1:], 16))) in _UNRESERVED else code[0].upper(), page)


def _climbs(url: str) -> bool:
    """Whether a path has a dot segment, plain or percent-encoded up to three times."""
    path = url.partition("://")[2].partition("/")[2].partition("?")[0]
    for _ in range(3):
        path = _ENCODED.sub(lambda code: chr(int(code[0][1:], 16)), path)
    return _CLIMBS.search(f"/{path}") is not None


class Match(Struct, frozen=True, kw_only=True):
    """An entry that matches a site."""

    line: int
    entry: str
    comment: str
    where: Literal["target", "landing"]
    """"landing": the entry matches the host where the page ended, not the target."""


class Listed(Struct, frozen=True, kw_only=True):
    """What one list says of one site, with the list's identity (name and SHA-256)."""

    kind: ListKind
    name: str
    """File name without folder."""
    sha256: str
    entries: int
    matches: tuple[Match, ...] = ()


class UserList(Struct, frozen=True, kw_only=True):
    """A list in memory."""

    kind: ListKind
    name: str
    sha256: str
    """SHA-256 of the file's bytes."""
    entries: int
    by_host: dict[str, tuple[Entry, ...]]

    def about(self, host: str, url: str, landing: tuple[str, str] | None = None) -> Listed:
        """Return what the list says of a page. `landing`: (host, url) where its redirects ended. Entries of a host's parent names cover it
        too."""
        found = [self._match(entry, "target") for entry in self._meeting(host, url)]
        if landing is not None and self.kind == "block":  # an allow-listed landing page does not clear the target
            seen = {match.line for match in found}
            found += [self._match(entry, "landing") for entry in self._meeting(*landing) if entry.line not in seen]
        return Listed(kind=self.kind, name=self.name, sha256=self.sha256, entries=self.entries, matches=tuple(found))

    def _meeting(self, host: str, url: str) -> list[Entry]:
        names = [host]
        if ":" not in host and not host.rpartition(".")[2].isdigit():  # an IP address has no parent names
            labels = host.split(".")
            names = [".".join(labels[at:]) for at in range(len(labels))]
        climbs = self.kind == "allow" and _climbs(url)  # the server may resolve the path to a page that the entry does not cover
        met = [entry for name in names for entry in self.by_host.get(name, ())]
        return [entry for entry in met if entry.page == "" or (entry.host == host and not climbs and entry.covers(url))]

    def _match(self, entry: Entry, where: Literal["target", "landing"]) -> Match:
        return Match(line=entry.line, entry=entry.text, comment=entry.comment, where=where)
