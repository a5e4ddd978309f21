"""A page that a browser saved, read as if it were fetched, with its images and the URL that it says it came from.

Only files below the page's folder are read, and only those that the page refers to.
"""

import contextlib
import hashlib
import re
import sys
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

import typer
from msgspec.structs import replace

from scamtriage.batch import today
from scamtriage.cli.saved_pages.archive_parts import FRAMES_UNREAD, ArchiveParts
from scamtriage.cli.saved_pages.filetypes import is_archive, is_mail, page_bytes
from scamtriage.cli.saved_pages.text_page import PARTS_UNREAD, is_text, page_of_headers, page_of_text, pages_of_mail
from scamtriage.cli.saved_pages.web_archive import ArchivedPage, NoArchive, saved_from
from scamtriage.knowledge.pages.filetypes import GZIP
from scamtriage.knowledge.speech import Speech
from scamtriage.net.policy import NetPolicy
from scamtriage.records import lazy_re
from scamtriage.records.evidence import SAVED, Cap, Dossier, Evidence, Outcome
from scamtriage.records.facts import PageFacts
from scamtriage.records.target import BadTarget, Target
from scamtriage.render.text import defang

MAX_FILES = 16
MAX_FILE_BYTES = 1_000_000
_HALF_LETTER = lazy_re.compile(rb"[\xc2-\xf4][\x80-\xbf]{0,2}\Z")
"""What may be left of a letter in UTF-8 where a file was cut, so that the whole would seem to be in another charset."""
_OUTSIDE = "it leads out of the page's folder, and is not read"

_ORIGIN_BYTES = 4_096
_ORIGIN = lazy_re.compile(
    rb"<!--\s{0,9}(?:saved from url=\([0-9]{4}\)|Page saved with SingleFile\s{1,9}url:\s{0,9})(https?://[\x21-\x7e]{1,2000})", re.IGNORECASE
)
"""The comment with the original URL that Internet Explorer, Chrome and SingleFile write. A web archive has a header instead."""

_SUFFIX = lazy_re.compile(r"\.(?:x?html?|mht|mhtml)(?:\.gz)?\Z", re.IGNORECASE)
_MARKUP = lazy_re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<\0?[!a-z]", re.IGNORECASE)
NOWHERE = Target(
    given="https://unknown.invalid/",
    host="unknown.invalid",
    registrable="unknown.invalid",
    suffix="invalid",
    url="https://unknown.invalid/",
    scheme_given=True,
)
"""Where a page was of which nobody says it: a name that is never registered (RFC 6761)."""
_MOST_SHOWN = 200


class SavedPage(NamedTuple):
    """What a file says that was saved as a page."""

    target: Target
    """Where it was, as the user or else the file says; a name that does not exist if neither does."""
    facts: PageFacts
    caps: tuple[Cap, ...]
    cut: str
    """Why the file was not read to its end; "" if it was."""
    digest: str
    """SHA-256 of what was read of the file."""


def is_page(file: Path) -> bool:
    """Return whether a file is called a page or begins as one. Raises OSError."""
    return _SUFFIX.search(file.name) is not None or _MARKUP.match(_head(file)) is not None


def claimed(file: Path) -> str:
    """Return the URL that a file says it was saved from, cut if it is long, as nobody can click it; "" if it says none. Raises OSError."""
    return defang(_claim(file)[:_MOST_SHOWN])


def other_claim(file: Path, url: str, spoken: Speech) -> str:
    """Say so if a file says that it was saved from another host than the user does; "" if it does not. Raises OSError."""
    from scamtriage.targets.parse import parse_target  # not at the top: slow, and not needed for help and completion

    said, meant = (parse_target(where) for where in (_claim(file), url))
    if isinstance(said, BadTarget) or isinstance(meant, BadTarget) or said.host == meant.host:
        return ""
    told = "{file}: the file says that it was saved from {url}, which anybody can write into it; taken is what --url says"
    return spoken.say(told, file=file, url=claimed(file))


def _claim(file: Path) -> str:
    head = _head(file)
    return origin(head) or (saved_from(head) if is_archive(head) else "")


def _head(file: Path) -> bytes:
    """Return the first bytes of a file, unpacked if it is gzip."""
    with file.open("rb") as opened:
        head = opened.read(_ORIGIN_BYTES)
    if head.startswith(GZIP):
        with contextlib.suppress(zlib.error):
            return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, _ORIGIN_BYTES)
    return head


def read_saved(file: Path, url: str, charset: str, *, tell: Callable[[str], None] | None = None) -> SavedPage:
    """Read a saved page, gzip too; "-" is stdin. `url`: where it was. `tell`: if given, a mail is read as its parts, and a file that holds
    no page as the text that it is; it is called with the charset that was guessed. Raises BadParameter for a bad `url`, NotAPage, OSError.
    """
    from scamtriage.parse.html.charset import charset_of
    from scamtriage.parse.html.page import MAX_BODY_BYTES, read_page  # not at the top: slow, and not needed for help and completion
    from scamtriage.targets.parse import parse_target

    beside: SavedFiles | ArchiveParts | None = None
    name = str(file)
    if name == "-":
        name = "stdin"
        given = sys.stdin.buffer.read(MAX_BODY_BYTES + 1)
    else:
        with file.open("rb") as opened:
            given = opened.read(MAX_BODY_BYTES + 1)
        beside = SavedFiles(file)
    archives: list[tuple[ArchivedPage, bytes]] = []
    body, cut = page_bytes(given, name, MAX_BODY_BYTES, lambda page, whole: archives.append((page, whole)), mails=tell is not None)
    for archive, whole in archives:
        beside = ArchiveParts(whole, archive.saved_from)
        body, missing = beside.with_frames(body)
        cut = cut or (FRAMES_UNREAD if missing else "")
        charset = charset or (archive.charset if charset_of(archive.charset) else "")
    said = url or next((archive.saved_from for archive, _ in archives), "") or origin(body)
    target = parse_target(said) if said else NOWHERE
    if isinstance(target, BadTarget):
        if url:
            raise typer.BadParameter(f"--url {url}: {target.reason}")
        target = NOWHERE
    whole = _HALF_LETTER.sub(b"", body) if cut else body
    pages, whole_mail = ([(body, charset)], True) if tell is None else _pages(whole, name, charset, archives, tell)
    cut = cut or ("" if whole_mail else PARTS_UNREAD)
    read = [
        read_page(
            body=page,
            content_type=f"text/html; charset={of}" if (of := charset_of(said_charset)) else "text/html",
            url=target.url,
            host=target.host,
            suffix=target.suffix,
            saved=beside,
        )
        for page, said_charset in pages
    ]
    facts, caps = _joined(read) if len(read) > 1 else read[0]
    of = f" of its first {MAX_BODY_BYTES:,} bytes" if len(given) > MAX_BODY_BYTES else ""
    return SavedPage(target, facts, caps, cut, f"{hashlib.sha256(given[:MAX_BODY_BYTES]).hexdigest()}{of}")


def _pages(
    body: bytes, name: str, charset: str, archives: list[tuple[ArchivedPage, bytes]], tell: Callable[[str], None]
) -> tuple[list[tuple[bytes, str]], bool]:
    """Return (page, charset) for each page that a file of any kind shows, and whether they are all of it.

    `archives`: the archive of which `body` is the page, if it is one: a mail with pictures is made as a browser's archive, and has a
    sender.
    """
    if archives:
        return [(body, charset), *((page_of_headers(whole), "utf-8") for _, whole in archives)], True
    if is_mail(body, name):
        with contextlib.suppress(NoArchive):
            return pages_of_mail(body, name, tell)
    if _SUFFIX.search(name) is None and is_text(body):
        return [(page_of_text(body, name, charset, tell), "utf-8")], True
    return [(body, charset)], True


def _joined(read: list[tuple[PageFacts, tuple[Cap, ...]]]) -> tuple[PageFacts, tuple[Cap, ...]]:
    """Return the facts of the first page, with the contacts and QR images of all."""
    facts = [each for each, _ in read]
    contacts = {(contact.kind, contact.value): contact for each in reversed(facts) for contact in reversed(each.contacts)}
    images = tuple(image for each in facts for image in each.qr_images)
    caps = tuple(dict.fromkeys(cap for _, some in read for cap in some))
    return replace(facts[0], contacts=tuple(reversed(contacts.values())), qr_images=images), caps


def saved_dossier(word: str, url: str, charset: str, *, reputation: bool) -> Dossier:
    """Return the evidence of one saved page: the page, that it came from a file, and the `reputation` of its name if wanted. Raises as
    `read_saved` does.

    `url`: where the page was. Whose name it uses rightly, and where its forms send to, is judged by that, so only the user can say it: what
    the file says was written by whoever made the page.
    """
    from scamtriage.batch.investigate import status
    from scamtriage.batch.offline import THIS_PROGRAM
    from scamtriage.collect.page import bounded  # not at the top: it loads the collectors

    file = Path(word)
    page = read_saved(file, url, charset)
    target = page.target
    whole, why = page.facts.complete and not page.cut, page.cut or page.facts.incomplete_because
    facts = replace(page.facts, final_url=target.url, final_host=target.host, status_code=0, complete=whole, incomplete_because=why)
    facts, caps = bounded(facts, NetPolicy().max_facts_bytes)
    evidence = Evidence(
        collector="page",
        outcome=Outcome.OK,
        facts=facts,
        observed_at=today.now(),
        source=f"{file.name}, SHA-256 {page.digest}",
        caps=(*page.caps, *caps),
        flags=(SAVED,),
    )
    found = {"page": evidence, **({"reputation": _reputation_of(target)} if reputation else {})}
    return Dossier(line=1, input=word, target=target, status=status(found), evidence=found, observed_by=THIS_PROGRAM)


def _reputation_of(target: Target) -> Evidence:
    """Return what lists on this machine say of the name that the user gives the page."""
    from scamtriage.collect.reputation import look_up
    from scamtriage.net.errors import NotAsked

    try:
        facts, outcome, reason = look_up(target), Outcome.OK, ""
    except NotAsked as exc:
        facts, outcome, reason = None, exc.outcome, str(exc)
    return Evidence(collector="reputation", outcome=outcome, facts=facts, reason=reason, observed_at=today.now())


def origin(page: bytes) -> str:
    """Return the URL that a saved page says it was saved from; "" if it does not say so."""
    match = _ORIGIN.search(page[:_ORIGIN_BYTES])
    return match[1].decode("ascii").partition("-->")[0] if match else ""


class SavedFiles:
    """A reader of the files in the folder of a saved page: at most MAX_FILES, each of at most MAX_FILE_BYTES."""

    def __init__(self, page: Path) -> None:
        self._folder = page.parent.resolve()
        self._left = MAX_FILES

    def __call__(self, reference: str) -> bytes | str | None:
        """Return the bytes of the file that `reference` names, or a str that says why it was not read; None if there is no such file."""
        name = unquote(reference.partition("#")[0].partition("?")[0])
        if not name.strip() or name.startswith(("/", "\\")) or ":" in name.partition("/")[0]:
            return None
        if ".." in PurePosixPath(name.replace("\\", "/")).parts:
            return _OUTSIDE
        try:
            file = (self._folder / name).resolve(strict=True)
            if not file.is_relative_to(self._folder):  # a symbolic link
                return _OUTSIDE
            if not file.is_file():
                return None
            if self._left <= 0:
                return f"{MAX_FILES} other files were read"
            if file.stat().st_size > MAX_FILE_BYTES:
                return f"a file of more than {MAX_FILE_BYTES:,} bytes is not read"
            self._left -= 1
            with file.open("rb") as opened:
                return opened.read(MAX_FILE_BYTES)
        except (OSError, ValueError, RuntimeError):  # no such file, an invalid name, a loop of symbolic links
            return None
