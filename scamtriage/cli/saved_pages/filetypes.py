"""Detection of inputs that are not a saved page, with advice for each type."""

import re
from collections.abc import Callable, Iterator

from scamtriage.cli.saved_pages.text_page import TAG
from scamtriage.cli.saved_pages.web_archive import BEFORE_HEADERS, ArchivedPage, NoArchive, archived_page
from scamtriage.knowledge.pages.filetypes import AGAIN, CONTROL, GZIP, by_signature
from scamtriage.net.inflate import Inflater
from scamtriage.net.policy import NetPolicy
from scamtriage.records import lazy_re
from scamtriage.targets.mail_marks import is_mail as is_stored_mail

_HEAD_BYTES = 4_096
_MAIL_HEAD_BYTES = 65_536
"""Bytes searched for the content type of a mail: trace and authentication headers before it take kilobytes."""
_MIME = lazy_re.compile(
    BEFORE_HEADERS + rb"(?:[\x21-\x39\x3b-\x7e]+:[^\n]*\n(?:[ \t][^\n]*\n)*+)*?"
    rb"content-(?:type:[ \t]*multipart/|transfer-encoding:[ \t]*(?:base64|quoted-printable))",
    re.IGNORECASE,
)
_HEADERS = lazy_re.compile(BEFORE_HEADERS + rb"(?:[\x21-\x39\x3b-\x7e]+:[^\n]*\n(?:[ \t][^\n]*\n)*+)++\r?\n")
_ARCHIVE = lazy_re.compile(
    BEFORE_HEADERS + rb"(?:[\x21-\x39\x3b-\x7e]+:[^\n]*\n(?:[ \t][^\n]*\n)*+)*?content-type:\s*multipart/related\b", re.IGNORECASE
)
_OURS = lazy_re.compile(rb'\s{0,99}[\[{].{0,3000}?"schema"\s{0,9}:\s{0,9}"scamtriage\.([a-z]{1,20})/', re.DOTALL)
"""Start of JSON written by this program, in any order of keys."""
_OF_OURS = {
    "evidence": (
        "evidence of this program",
        "`scamtriage score FILE` judges it, and with --format ndjson gives its contacts, in facts.contacts of each row",
    ),
    "assessment": ("verdicts of this program", "its contacts stand in facts.contacts of each row"),
}
_MARKDOWN = lazy_re.compile(r"\.(?:md|markdown)(?:\.gz)?\Z", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVED = lazy_re.compile(rb"^(?:from:[ \t]*[\"']?<saved by|snapshot-content-location:)", re.IGNORECASE | re.MULTILINE)
"""Headers of the archives that browsers save."""
_MOST_CONTROLS = 0.02
"""A file without an HTML tag is binary if its share of control bytes is above this."""
_HALF = (0.3, 0.6)
"""A share of zero bytes between these is taken for UTF-16 without a byte order mark."""


class NotAPage(Exception):
    """The file is not a readable page, so what it says is unknown. The message is a sentence for the user."""

    ends_with = 2


def page_bytes(
    data: bytes, name: str, limit: int, archive: Callable[[ArchivedPage, bytes], None] | None = None, *, mails: bool = False
) -> tuple[bytes, str]:
    """Return the bytes of the page in a saved file, at most `limit`, and why they are incomplete, or "". Raises NotAPage.

    `data`: the file, or its first `limit` + 1 bytes. Gzip is decompressed under the limits of the page fetcher.
    `archive`: called with the page of a web archive, whose bytes are then returned, and with the archive; None: an archive is no page.
    `mails`: a mail in parts is taken, and its bytes are returned as they are. Without it those of a plain mail's page are.
    """
    cut = f"only its first {limit:,} bytes were read" if len(data) > limit else ""
    data = data[:limit]
    if data.startswith(GZIP):
        policy = NetPolicy()
        inflater = Inflater(max_bytes=limit, max_ratio=policy.max_ratio, ratio_after_bytes=policy.ratio_after_bytes)
        inflater.feed(data)
        problem = inflater.finish()
        data, cut = bytes(inflater.body), (f"it was not unpacked to its end: {problem}" if problem else cut)
    if archive and is_archive(data):
        try:
            data, cut = _of_archive(data, name, cut, archive)
        except NotAPage:  # a mail with pictures whose text is plain
            if not mails or _of_browser(data, name):
                raise
    for what, advice in () if mails and is_mail(data, name) else _no_page(data, name):
        raise NotAPage(f"{name}: what it holds is unknown: it is no page that can be read, but looks like {what}; {advice}")
    if not mails and is_mail(data, name):  # in one part and plain: its headers, From and To among them, are no words of the page
        data = _HEADERS.sub(b"", data, count=1)
    return data, cut


def is_archive(data: bytes) -> bool:
    """Return whether a file begins as the web archive of a browser, or as a mail with a page and its pictures."""
    return _ARCHIVE.match(data[:_MAIL_HEAD_BYTES]) is not None


def _of_browser(data: bytes, name: str) -> bool:
    """Return whether a file in parts is a browser's, by its name or its headers: without its page nothing is known of it."""
    return name.lower().endswith((".mht", ".mhtml")) or _SAVED.search(data[:_HEAD_BYTES]) is not None


def is_mail(data: bytes, name: str) -> bool:
    """Return whether a file is a stored mail or a mailbox, by its name or its headers."""
    first = data[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").decode("latin-1")
    return is_stored_mail(name, first) or _MIME.match(data[:_MAIL_HEAD_BYTES]) is not None


def _of_archive(data: bytes, name: str, cut: str, tell: Callable[[ArchivedPage, bytes], None]) -> tuple[bytes, str]:
    """Return the bytes of the page in a web archive, and why they are incomplete, or "". Raises NotAPage."""
    try:
        page = archived_page(data)
    except NoArchive as exc:
        looks = f"it is no page that can be read, but looks like a web archive of a browser (MIME): {exc}"
        raise NotAPage(f"{name}: what it holds is unknown: {looks}; {AGAIN}") from None
    tell(page, data)
    return page.body, (cut or page.cut) if page.cut else ""  # what is cut behind the page is none of it


def _no_page(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Yield (what the file looks like, what to try); nothing if it may be a page."""
    head = data[:_HEAD_BYTES]
    if not head.strip():
        yield "an empty file", "save the page again"
    if (known := by_signature(head)) is not None:
        yield known
    if _MIME.match(data[:_MAIL_HEAD_BYTES]) and not _of_browser(data, name):
        yield (
            "a stored mail, whose parts are no page",
            "`scamtriage contacts FILE` reads its parts, and `scamtriage scan --extract FILE` triages the addresses in them",
        )
    elif _MIME.match(data[:_MAIL_HEAD_BYTES]):
        yield "a web archive of a browser, or a mail (MIME)", AGAIN
    if (ours := _OURS.match(head.removeprefix(b"\xef\xbb\xbf"))) is not None:
        yield _OF_OURS.get(ours[1].decode(), ("a file of this program", "give the page itself"))
    if _MARKDOWN.search(name) and not TAG.search(head):
        yield (
            "Markdown, whose marks hide what stands beside them",
            "give the page itself, or save the text as HTML (pandoc FILE -o FILE.html)",
        )
    if not head.startswith(_UTF16) and not TAG.search(head.replace(b"\0", b"")):
        zeros = head.count(b"\0")
        odd = len(CONTROL.findall(head)) + (0 if _HALF[0] < zeros / max(len(head), 1) < _HALF[1] else zeros)
        if odd > _MOST_CONTROLS * len(head):
            yield "binary data", "give the page as HTML or plain text"
