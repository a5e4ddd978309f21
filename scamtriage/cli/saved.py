"""What a browser saved with a page: where it came from, and the images beside it, read for the page's own references and for nothing else
on this machine."""

import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

MAX_FILES = 16
MAX_FILE_BYTES = 1_000_000
_OUTSIDE = "it leads out of the page's folder, and is not read"

_ORIGIN_BYTES = 4_096
_ORIGIN = re.compile(
    rb"<!--\s{0,9}(?:saved from url=\([0-9]{4}\)|Page saved with SingleFile\s{1,9}url:\s{0,9})(https?://[\x21-\x7e]{1,2000})", re.IGNORECASE
)
"""What Internet Explorer, Chrome and SingleFile write into its head."""


def origin(page: bytes) -> str:
    """The address that a saved page says it was saved from, "" where it says none."""
    match = _ORIGIN.search(page[:_ORIGIN_BYTES])
    return match[1].decode("ascii").partition("-->")[0] if match else ""


class Beside:
    """The files below the folder of one saved page: at most MAX_FILES, each of at most MAX_FILE_BYTES."""

    def __init__(self, page: Path) -> None:
        self._folder = page.parent.resolve()
        self._left = MAX_FILES

    def __call__(self, reference: str) -> bytes | str | None:
        """The bytes of a file by the reference as written, or why they are not read; None when it names no file here."""
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
        except (OSError, ValueError, RuntimeError):  # no such file, a name that is none, links in a circle
            return None
