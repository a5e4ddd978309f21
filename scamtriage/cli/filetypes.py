"""What a file is that was given as a saved page: its bytes where they may be one, else what it looks like and what to try."""

import re
from collections.abc import Iterator

from scamtriage.net.inflate import Inflater
from scamtriage.net.policy import NetPolicy

_HEAD_BYTES = 4_096
_GZIP = b"\x1f\x8b"
_UNPACK = "unpack it, and give the page that lies in it"
_PICTURE = ("a picture", "text in pictures is not read; give the page that shows it, with its images beside it")
_TEXT = "save what it says as HTML or plain text"
_AGAIN = 'save the page again as "HTML only" or as "complete"'
_SIGNATURES: tuple[tuple[bytes, int, str, str], ...] = (
    (b"%PDF-", 0, "a PDF document", f"{_TEXT} (pdftotext FILE -)"),
    (b"{\\rtf", 0, "an RTF document", _TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "an Office document", _TEXT),
    (b"\x89PNG\r\n\x1a\n", 0, *_PICTURE),
    (b"\xff\xd8\xff", 0, *_PICTURE),
    (b"GIF87a", 0, *_PICTURE),
    (b"GIF89a", 0, *_PICTURE),
    (b"WEBP", 8, *_PICTURE),
    (b"II*\0", 0, *_PICTURE),
    (b"MM\0*", 0, *_PICTURE),
    (b"\0\0\1\0", 0, *_PICTURE),
    (b"ftypavif", 4, *_PICTURE),
    (b"ftyphei", 4, *_PICTURE),
    (b"PK\x03\x04", 0, "a ZIP archive (or an .apk, .docx, .xlsx)", _UNPACK),
    (b"PK\x05\x06", 0, "an empty ZIP archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", 0, "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", 0, "a RAR archive", _UNPACK),
    (b"ustar", 257, "a tar archive", _UNPACK),
    (_GZIP, 0, "gzip data that is damaged or packed twice", _UNPACK),
    (b"BZh", 0, "bzip2 data", _UNPACK),
    (b"\xfd7zXZ\0", 0, "xz data", _UNPACK),
    (b"\x28\xb5\x2f\xfd", 0, "zstd data", _UNPACK),
    (b"WARC/", 0, "a web archive (WARC)", "take the page out of it, and give that"),
    (b"bplist00", 0, "a web archive of Safari", _AGAIN),
    (b"ftyp", 4, "a video", "give the page that shows it"),
    (b"\x1aE\xdf\xa3", 0, "a video", "give the page that shows it"),
    (b"OggS", 0, "a sound or a video", "give the page that plays it"),
    (b"ID3", 0, "a sound", "give the page that plays it"),
    (b"RIFF", 0, "a sound or a video", "give the page that plays it"),
    (b"\x7fELF", 0, "a program", "give the page that offers it"),
    (b"MZ", 0, "a program", "give the page that offers it"),
    (b"SQLite format 3\0", 0, "a database", "give the page itself"),
)
"""(bytes, where they stand, what the file is, what to try). The first that holds; a short one may begin a text, and needs bytes near it
that no text has."""
_SHORT = 4
_MHTML = re.compile(rb"\A(?:[\x21-\x39\x3b-\x7e]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:[ \t]*multipart/", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_TAG = re.compile(rb"<(?:!doctype|html|head|body|title|meta|div|script|style|table|form|span|img|br)[\s/>]", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MOST_CONTROLS = 0.02
"""Share of bytes that no text has, from which on a file without a tag is no text."""
_HALF = (0.3, 0.6)
"""Share of zero bytes in UTF-16 that does not say what it is."""


class NotAPage(Exception):
    """A file in which no page can be read: what it would say is unknown."""


def page_bytes(data: bytes, name: str, limit: int) -> tuple[bytes, str]:
    """The bytes of the page that a saved file holds, at most `limit`, and why they are not all, or "". Gzip is undone under the caps of
    the fetcher. `data`: the file, or its first `limit` + 1 bytes. Raises NotAPage with a sentence."""
    cut = f"only its first {limit:,} bytes were read" if len(data) > limit else ""
    data = data[:limit]
    if data.startswith(_GZIP):
        policy = NetPolicy()
        inflater = Inflater(max_bytes=limit, max_ratio=policy.max_ratio, ratio_after_bytes=policy.ratio_after_bytes)
        inflater.feed(data)
        problem = inflater.finish()
        data, cut = bytes(inflater.body), (f"it was not unpacked to its end: {problem}" if problem else cut)
    for what, advice in _no_page(data):
        raise NotAPage(f"{name}: its contacts are unknown: it is no page that can be read, but looks like {what}; {advice}")
    return data, cut


def _no_page(data: bytes) -> Iterator[tuple[str, str]]:
    """(what it looks like, what to try), nothing for what may be a page."""
    head = data[:_HEAD_BYTES]
    if not head.strip():
        yield "an empty file", "save the page again"
    for signature, at, what, advice in _SIGNATURES:
        if head.startswith(signature, at) and (len(signature) > _SHORT or _CONTROL.search(head) or b"\0" in head):
            yield what, advice
    if _MHTML.match(head):
        yield "a web archive of a browser, or a mail (MIME)", _AGAIN
    if not head.startswith(_UTF16) and not _TAG.search(head.replace(b"\0", b"")):
        zeros = head.count(b"\0")
        odd = len(_CONTROL.findall(head)) + (0 if _HALF[0] < zeros / max(len(head), 1) < _HALF[1] else zeros)
        if odd > _MOST_CONTROLS * len(head):
            yield "binary data", "give the page as HTML or plain text"
