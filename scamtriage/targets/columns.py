"""Find the column of a table that holds the targets, by its heading or by its cells."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from unicodedata import normalize

from scamtriage.knowledge.hosts.public_suffix import is_ending
from scamtriage.records import lazy_re
from scamtriage.records.target import Target
from scamtriage.targets.parse import parse_target

_HEADINGS = """
url | urls | phishing url | website url | malicious url | scam url | uri | link | links | domain | domains | domain name | hostname
host name | host | fqdn
网址 | 网站 | 网站地址 | 域名 | 链接 | 链接地址 | 网页地址 | 網址 | 網站 | 網站網址 | 網域 | 網域名稱 | 域名稱 | 連結 | 連結網址 | 鏈接
ลิงก์ | ลิงค์ | ยูอาร์แอล | โดเมน | ชื่อโดเมน | เว็บไซต์ | เว็บไซด์ | เว็บ | ที่อยู่เว็บ | ที่อยู่เว็บไซต์
đường dẫn | đường link | liên kết | tên miền | trang web | website lừa đảo | địa chỉ web | địa chỉ website
tautan | situs | situs web | nama domain | alamat situs | alamat web | laman web | laman sesawang | pautan
サイト | リンク | ドメイン | ドメイン名 | ウェブサイト | webサイト | 주소 | 링크 | 도메인 | 사이트 | 웹사이트 | 홈페이지
website | websites | web site | target | site | indicator | ioc
"""
"""Known headings of target columns, most specific first. The last line also occurs over other data (branch, target of a fraud)."""
_OURS = ("line", "input", "host", "registrable", "url", "status")
"""How the heading of a CSV of our own rows begins. The targets are those of "input": a refused line has no URL, and its words say why."""
MOST_COLUMNS = 200
_MOST_CHARS = 2_000
_DOUBTED = 3
"""Number of lines after which a list is taken for a table."""
_BETWEEN = lazy_re.compile(r"[\s,;|、，；]+")
_LIKE_TARGET = lazy_re.compile(r"@|://|\w\[?\.\]?\w{2,}(?::\d+)?[/?#]|\w\.onion\b")
_FIELD = lazy_re.compile(
    r"(?:\w+\.)+name|(?:agent|asn|client|destination|dns|event|file|geo|host|http|indicator|network|observer|organization|page|registrar|rule|server"
    r"|source|target|task|threat|tls|url|user|whois)(?:\.\w+)+",
    re.IGNORECASE | re.ASCII,
)
"""Matches a heading with the form of an address: exports of log systems name a column "host.name", and flattened JSON "geo.city"."""
_TELL_OF_OTHERS = frozenset(("abuse.ch", "archive.org", "openphish.com", "phishtank.com", "phishtank.org", "urlscan.io", "virustotal.com"))
"""Sites of analysts. A column that leads there, as feeds have one, tells of the targets and does not hold them."""


def _plain(heading: str) -> str:
    """Return a heading normalised for comparison: NFC, case folded, single blanks. Apple programs write Vietnamese decomposed."""
    return " ".join(normalize("NFC", heading).replace("_", " ").strip("\ufeff\u200b ").casefold().split())


_KNOWN = tuple(dict.fromkeys(_plain(heading) for line in _HEADINGS.splitlines() for heading in line.split("|") if heading.strip()))


def columns_of(heading: Sequence[str], wanted: str) -> list[int]:
    """Return the indexes of the columns with this name: those that have it exactly, else those that have it but for case and blanks. A row
    with an address is data and no heading, and nothing is called by blanks."""
    if not _plain(wanted) or is_data(heading):
        return []
    for spelled in (str, _plain):
        if found := [at for at, cell in enumerate(heading) if spelled(cell) == spelled(wanted)]:
            return found
    return []


def distinct(heading: Sequence[str]) -> list[str]:
    """Return a distinct name for each column; repeated headings are numbered."""
    names: list[str] = []
    taken: dict[str, int] = {}
    for position, cell in enumerate(heading, start=1):
        name = " ".join(part.strip() for part in cell.splitlines()).strip() or f"column {position}"
        while name in taken:
            taken[name] += 1
            name = f"{name} {taken[name]}"
        taken[name] = 1
        names.append(name)
    return names


def is_ours(heading: Sequence[str]) -> bool:
    """Whether this is the heading of a CSV of our own rows."""
    return tuple(cell.strip("\ufeff") for cell in heading[: len(_OURS)]) == _OURS


def known(heading: Sequence[str]) -> int | None:
    """Return the index of a known heading of target columns, or None. A row with an address is data, though its cells may read as headings
    do: tools write "url" beside each URL."""
    if is_ours(heading):
        return _OURS.index("input")
    names = [_plain(cell) for cell in heading]
    found = next((names.index(name) for name in _KNOWN if name in names), None)
    return None if found is None or is_data(heading) else found


def is_data(row: Sequence[str]) -> bool:
    """Whether an address stands in a row, so that it is no heading, whatever its other cells say."""
    return bool(addressed([["" if _FIELD.fullmatch(cell.strip()) else cell for cell in row]]))


def addressed(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the columns where most non-empty cells are web addresses. Mailboxes and bare IP addresses do not count."""
    found = []
    for index in range(min(max(map(len, rows), default=0), MOST_COLUMNS)):
        cells = [row[index] for row in rows if index < len(row) and row[index].strip()]
        if sum(bool(_owner(cell)) for cell in cells) * 2 > len(cells):
            found.append(index)
    return found


def may_be_target(cell: str) -> bool:
    """Whether a cell of a first line may be a target, and so no heading: an address, also one of a number or with an impossible name, or
    a mailbox."""
    return _LIKE_TARGET.search(cell) is not None or isinstance(parse_target(cell, words=False), Target)


def rivals(rows: Sequence[Sequence[str]], taken: int, others: Sequence[int]) -> list[int]:
    """Return those of the other columns of addresses that may hold the targets: most of their addresses are under other names than those
    in the taken column."""
    found = []
    for index in others:
        owners = [(_owner(row[taken]), _owner(row[index])) for row in rows if max(taken, index) < len(row)]
        strange = sum(bool(owner) and owner != target and owner not in _TELL_OF_OTHERS for target, owner in owners)
        if strange * 2 >= sum(bool(owner) for _, owner in owners):
            found.append(index)
    return found


def doubting_pages(lines: Iterable[str], name: str, tell: Callable[[str], None]) -> Iterator[str]:
    """Yield the lines of a list as they come. If all of the first ones have the same delimiter as often behind an address, tell how to
    read them as a table: a plain list whose pages have commas looks the same, so nothing is guessed."""
    seen: list[str] = []
    left = iter(lines)
    for line in left:
        if line.strip():
            seen.append(line)
            marks = [mark for mark in ",;" if seen[0].count(mark) and len({text.count(mark) for text in seen}) == 1]
            if len(seen) == _DOUBTED and marks and addressed([[text.partition(marks[0])[0]] for text in seen]):
                tell(f"{name}: {marks[0]!r} stands behind each address and is read as a part of its page; in a table: --column 1")
        yield line
        if len(seen) == _DOUBTED:
            break
    yield from left


def _owner(cell: str) -> str:
    """Return the registrable name of the address that a cell is or begins with, or "". Numbers, dates and file names have none."""
    if len(cell) > _MOST_CHARS or "@" in cell.partition("/")[0]:
        return ""
    target = parse_target(cell, words=False)
    if isinstance(target, Target):
        sure = "://" in cell or (not target.is_ip and is_ending(target.host.rpartition(".")[2]))
        return target.registrable if sure else ""
    first, *more = _BETWEEN.split(cell.strip(), maxsplit=1)
    return _owner(first) if more else ""
