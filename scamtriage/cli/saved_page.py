"""What a browser saves with a page: the URL of the page, and its images.

Only files below the page's folder are read, and only those that the page refers to.
"""

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
"""The comment with the original URL that Internet Explorer, Chrome and SingleFile write."""


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
