"""The parts of a web archive beside its page: pictures, for the codes in them, and the pages in its frames.

Nothing is fetched. A part is found by the address that it says it had (Content-Location) or by its id (`cid:`), as browsers write both.
"""

import re
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from scamtriage.cli.saved_pages.web_archive import PAGES, NoArchive, Part, decoded, parts_of
from scamtriage.records import lazy_re

MOST_PICTURES, MOST_PICTURE_BYTES = 16, 1_000_000
MOST_FRAMES, MOST_FRAME_BYTES, _MOST_WITHIN = 8, 500_000, 2
FRAMES_UNREAD = "pages in its frames are not in what was read of the archive"
_FRAME = lazy_re.compile(rb"(<i?frame\s(?:[^<>]{0,1000}?\s)?)src\s{0,9}=\s{0,9}([\"'])cid:([^\"'<>]{1,300})\2", re.IGNORECASE)


class WithFrames(NamedTuple):
    """A page whose frames hold their pages."""

    body: bytes
    missing: int
    """Frames whose page could not be read."""


class ArchiveParts:
    """A reader of the parts of one archive; called with a reference, it returns a picture as `qr_pictures.Saved` says."""

    def __init__(self, data: bytes, base: str) -> None:
        """`data`: the file or its beginning. `base`: where the page was."""
        self._base = base
        self._parts: dict[str, Part] = {}
        self._left, self._frames_left = MOST_PICTURES, MOST_FRAMES
        try:
            for part in parts_of(data):
                for name in part.names:
                    self._parts.setdefault(name, part)
        except NoArchive:
            self._parts.clear()

    def __call__(self, reference: str) -> bytes | str | None:
        """Return the bytes of the picture that `reference` names, or a str that says why it was not read; None if no part is it."""
        part = self._of(reference)
        if part is None or not part.kind.startswith("image/"):
            return None
        if self._left <= 0:
            return f"{MOST_PICTURES} other files were read"
        if len(part.body) > MOST_PICTURE_BYTES * 4 // 3:
            return f"a file of more than {MOST_PICTURE_BYTES:,} bytes is not read"
        self._left -= 1
        try:
            return decoded(part)
        except NoArchive as exc:
            return str(exc)

    def with_frames(self, page: bytes, within: int = _MOST_WITHIN) -> WithFrames:
        """Return the page with the pages of its frames as `srcdoc`, which holds what a reader sees there."""
        missing = 0

        def held(frame: re.Match[bytes]) -> bytes:
            nonlocal missing
            inner = self._page(unescape(frame[3].decode("utf-8", "replace"))) if within else None
            if inner is None:
                missing += 1
                return frame[0]
            whole = self.with_frames(inner, within - 1)
            missing += whole.missing
            return frame[1] + _as_attribute(whole.body)

        return WithFrames(_FRAME.sub(held, page), missing)

    def _page(self, name: str) -> bytes | None:
        """Return the page of a frame in ASCII, whatever its charset."""
        part = self._of(f"cid:{name}")
        if part is None or part.kind not in PAGES or self._frames_left <= 0 or len(part.body) > MOST_FRAME_BYTES:
            return None
        self._frames_left -= 1
        from scamtriage.parse.html.charset import decode  # not at the top: slow, and not needed for help and completion

        try:
            text = decode(decoded(part), f"text/html; charset={part.charset}" if part.charset else "text/html").text
        except NoArchive:
            return None
        return text.encode("ascii", "xmlcharrefreplace")

    def _of(self, reference: str) -> Part | None:
        if reference[:4].lower() == "cid:":
            return self._parts.get(f"cid:{unquote(reference[4:])}")
        try:
            return self._parts.get(reference) or self._parts.get(urljoin(self._base, reference))
        except ValueError:
            return None


def _as_attribute(page: bytes) -> bytes:
    return b'srcdoc="' + escape(page.decode("ascii"), quote=True).encode("ascii") + b'"'
