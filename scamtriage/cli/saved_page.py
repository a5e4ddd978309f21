"""A saved page: whether a file is one, the URL that it was saved from, and the images that the browser saved beside it.

Only files below the page's folder are read, and only those that the page refers to.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from scamtriage.knowledge.filetypes import AGAIN, CONTROL, GZIP, by_signature
from scamtriage.net.inflate import Inflater
from scamtriage.net.policy import NetPolicy

MAX_FILES = 16
MAX_FILE_BYTES = 1_000_000
_OUTSIDE = "it leads out of the page's folder, and is not read"

_ORIGIN_BYTES = 4_096
_ORIGIN = re.compile(
    rb"<!--\s{0,9}(?:saved from url=\([0-9]{4}\)|Page saved with SingleFile\s{1,9}url:\s{0,9})(https?://[\x21-\x7e]{1,2000})", re.IGNORECASE
)
"""The comment with the original URL that Internet Explorer, Chrome and SingleFile write."""
_HEAD_BYTES = 4_096
_MAIL_HEAD_BYTES = 65_536
"""Bytes searched for the content type of a mail: trace and authentication headers before it take kilobytes."""
_MIME = re.compile(
    rb"\A(?:From [^\n]*\n)?(?:[\x21-\x39\x3b-\x7e]+:[^\n]*\n(?:[ \t][^\n]*\n)*+)*?"
    rb"content-(?:type:[ \t]*multipart/|transfer-encoding:[ \t]*(?:base64|quoted-printable))",
    re.IGNORECASE,
)
_TAG = re.compile(rb"<(?:!doctype|html|head|body|title|meta|div|script|style|table|form|span|img|br)[\s/>]", re.IGNORECASE)
_OURS = re.compile(rb'\s{0,99}[\[{].{0,3000}?"schema"\s{0,9}:\s{0,9}"scamtriage\.([a-z]{1,20})/', re.DOTALL)
"""Start of JSON written by this program, in any order of keys."""
_OF_OURS = {
    "evidence": ("evidence of this program", "`scamtriage score FILE --format ndjson` gives its contacts, in facts.contacts of each row"),
    "assessment": ("verdicts of this program", "its contacts stand in facts.contacts of each row"),
}
_MARKDOWN = re.compile(r"\.(?:md|markdown)(?:\.gz)?\Z", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MOSTCONTROLS = 0.02
"""A file without an HTML tag is binary if its share of control bytes is above this."""
_HALF = (0.3, 0.6)
"""A share of zero bytes between these is taken for UTF-16 without a byte order mark."""


class NotAPage(Exception):
    """The file is not a readable page, so its contacts are unknown. The message is a sentence for the user."""

    ends_with = 2


def page_bytes(data: bytes, name: str, limit: int) -> tuple[bytes, str]:
    """Return the bytes of the page in a saved file, at most `limit`, and why they are incomplete, or "". Raises NotAPage.

    `data`: the file, or its first `limit` + 1 bytes. Gzip is decompressed under the limits of the page fetcher.
    """
    cut = f"only its first {limit:,} bytes were read" if len(data) > limit else ""
    data = data[:limit]
    if data.startswith(GZIP):
        policy = NetPolicy()
        inflater = Inflater(max_bytes=limit, max_ratio=policy.max_ratio, ratio_after_bytes=policy.ratio_after_bytes)
        inflater.feed(data)
        problem = inflater.finish()
        data, cut = bytes(inflater.body), (f"it was not unpacked to its end: {problem}" if problem else cut)
    for what, advice in _no_page(data, name):
        raise NotAPage(f"{name}: its contacts are unknown: it is no page that can be read, but looks like {what}; {advice}")
    return data, cut


def _no_page(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Yield (what the file looks like, what to try); nothing if it may be a page."""
    head = data[:_HEAD_BYTES]
    if not head.strip():
        yield "an empty file", "save the page again"
    if (known := by_signature(head)) is not None:
        yield known
    if _MIME.match(data[:_MAIL_HEAD_BYTES]):
        yield "a web archive of a browser, or a mail (MIME)", AGAIN
    if (ours := _OURS.match(head.removeprefix(b"\xef\xbb\xbf"))) is not None:
        yield _OF_OURS.get(ours[1].decode(), ("a file of this program", "give the page itself"))
    if _MARKDOWN.search(name) and not _TAG.search(head):
        yield (
            "Markdown, whose marks hide what stands beside them",
            "give the page itself, or save the text as HTML (pandoc FILE -o FILE.html)",
        )
    if not head.startswith(_UTF16) and not _TAG.search(head.replace(b"\0", b"")):
        zeros = head.count(b"\0")
        odd = len(CONTROL.findall(head)) + (0 if _HALF[0] < zeros / max(len(head), 1) < _HALF[1] else zeros)
        if odd > _MOSTCONTROLS * len(head):
            yield "binary data", "give the page as HTML or plain text"


def origin(page: bytes) -> str:
    """Return the URL that a saved page says it was saved from; "" if it does not say so."""
    match = _ORIGIN.search(page[:_ORIGIN_BYTES])
    return match[1].decode("ascii").partition("-->")[0] if match else ""


class Beside:
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
