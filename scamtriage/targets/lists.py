"""Read the user's allow and block lists. Reading is strict: an ambiguous line raises an error instead of matching too much."""

import codecs
import hashlib
from pathlib import Path

from scamtriage.knowledge.addresses import bracketed
from scamtriage.knowledge.hosts.lent_names import is_platform, is_tenants, lender_of, lends, lent_below
from scamtriage.knowledge.hosts.public_suffix import split
from scamtriage.knowledge.hosts.urlparts import AUTHORITY_END
from scamtriage.records import lazy_re
from scamtriage.records.target import BadTarget
from scamtriage.records.userlist import Entry, ListKind, UserList
from scamtriage.targets.decode import BadList
from scamtriage.targets.parse import parse_target, without_note
from scamtriage.targets.refang import refang, split_scheme

MAX_FILE_BYTES = 64_000_000
"""Enough for about two million names."""

_NETWORK = lazy_re.compile(r"/\d{1,3}")


def read_list(path: Path, kind: ListKind) -> UserList:
    """Read the list at `path`. Raises BadList, which names file and line, and OSError."""
    with path.open("rb") as file:
        raw = file.read(MAX_FILE_BYTES + 1)
    if len(raw) > MAX_FILE_BYTES:
        raise BadList(f"{path}: is larger than {MAX_FILE_BYTES // 1_000_000} MB; cut it into several lists")
    by_host: dict[str, list[Entry]] = {}
    count = 0
    for number, line in enumerate(raw.removeprefix(codecs.BOM_UTF8).splitlines(), start=1):
        try:
            entry = parse_entry(number, line.decode("utf-8"))
        except UnicodeDecodeError:
            raise BadList(f"{path}: line {number}: is no text in UTF-8: save the list as UTF-8") from None
        except ValueError as exc:
            raise BadList(f"{path}: line {number}: {exc}") from None
        if entry is not None:
            by_host.setdefault(entry.host, []).append(entry)
            count += 1
    entries = {host: tuple(some) for host, some in by_host.items()}
    return UserList(kind=kind, name=path.name, sha256=hashlib.sha256(raw).hexdigest(), entries=count, by_host=entries)


def parse_entry(number: int, line: str) -> Entry | None:
    """Parse one line; None for a comment or blank line. Raises ValueError with a sentence.

    A line is a host, or a host and a path, in any spelling of a target. A comment follows a blank and "#".
    """
    text, comment = without_note(line.strip())
    if not text:
        return None
    if text.lstrip().startswith(("*.", ".", "||")):
        raise ValueError(f"{text[:60]!r}: write the bare name; the names below it are covered")
    _, browser_reads_it, rest = split_scheme(text)
    authority = AUTHORITY_END.split(refang(rest, browser_reads_it=browser_reads_it), maxsplit=1)[0]
    if "@" in authority:
        raise ValueError(f"{text[:60]!r}: is a mail address; a list holds hosts, and this would cover the whole mail provider")
    target = parse_target(text, alone=True)
    if isinstance(target, BadTarget):
        raise ValueError(f"{text[:60]!r}: {target.reason}")
    if not target.is_ip and split(f"x.{target.host}").suffix == target.host:
        raise ValueError(f"{text[:60]!r}: many owners have names under this suffix; name one of them")
    shown, _, page = target.url.partition("://")[2].partition("/")
    if shown != bracketed(target.host):
        raise ValueError(f"{text[:60]!r}: give no port; an entry covers every port of its host")
    if target.is_ip and _NETWORK.fullmatch(f"/{page}"):
        raise ValueError(f"{text[:60]!r}: networks cannot be listed; give single addresses")
    if not page and lends(target.host):
        raise ValueError(f"{text[:60]!r}: {_what_to_write(target.host)}")
    return Entry(line=number, text=text, host=target.host, page=f"/{page}" if page else "", comment=comment)


def _what_to_write(host: str) -> str:
    """Return why a name that `lends` cannot be listed as a whole, and what can."""
    lent = lent_below(host)
    below, page = f"NAME.{lent.removeprefix('www.')}", f"{lent}/NAME"
    one = f"{below} or {page}" if is_platform(lent) and is_tenants(lent) else below if is_platform(lent) or lender_of(lent) else page
    own = f"www.{host}"
    if lent == host:
        return f"many people's pages lie under this name; give the path, or the host, of one of them, such as {one}"
    instead = f"give a host that is the owner's alone, such as {own}, or" if not lends(own) else "give"
    return f"many people's pages lie below it, under {lent}, and it would cover them all; {instead} one of these pages, such as {one}"
