"""Identify a file by its first bytes, and advise what to supply instead of it as a saved page."""

from scamtriage.records import lazy_re

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
_UNPACK = "unpack it, and give the page that lies in it"
_PICTURE = ("a picture", "text in pictures is not read; give the page that shows it, with its images beside it")
_TEXT = "save what it says as HTML or plain text"
AGAIN = 'save the page again as "HTML only" or as "complete"'
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
    (b"mimetypeapplication/vnd.oasis.opendocument", 30, "an OpenDocument file", _TEXT),
    (b"[Content_Types].xml", 30, "an Office document (.xlsx, .docx, .pptx)", _TEXT),
    (b"PK\x03\x04", 0, "a ZIP archive (or an .apk, .docx, .xlsx)", _UNPACK),
    (b"PK\x05\x06", 0, "an empty ZIP archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", 0, "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", 0, "a RAR archive", _UNPACK),
    (b"ustar", 257, "a tar archive", _UNPACK),
    (GZIP, 0, "gzip data that is damaged or packed twice", _UNPACK),
    (b"BZh", 0, "bzip2 data", _UNPACK),
    (b"\xfd7zXZ\0", 0, "xz data", _UNPACK),
    (ZSTD, 0, "zstd data", _UNPACK),
    (b"WARC/", 0, "a web archive (WARC)", "take the page out of it, and give that"),
    (b"bplist00", 0, "a web archive of Safari", AGAIN),
    (b"ftyp", 4, "a video", "give the page that shows it"),
    (b"\x1aE\xdf\xa3", 0, "a video", "give the page that shows it"),
    (b"OggS", 0, "a sound or a video", "give the page that plays it"),
    (b"ID3", 0, "a sound", "give the page that plays it"),
    (b"RIFF", 0, "a sound or a video", "give the page that plays it"),
    (b"\x7fELF", 0, "a program", "give the page that offers it"),
    (b"MZ", 0, "a program", "give the page that offers it"),
    (b"PAR1", 0, "a Parquet table", "give the same rows as CSV or NDJSON"),
    (b"SQLite format 3\0", 0, "a database", "give the page itself"),
)
"""(bytes, offset, what the file is, advice); the first match wins.

A short signature could also begin a text, so it needs bytes near it that no text has.
"""
_SHORT = 4
CONTROL = lazy_re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def by_signature(head: bytes) -> tuple[str, str] | None:
    """Return (what the file is, advice), or None if it may be text."""
    for signature, at, what, advice in _SIGNATURES:
        if head.startswith(signature, at) and (len(signature) > _SHORT or CONTROL.search(head) or b"\0" in head):
            return what, advice
    return None
