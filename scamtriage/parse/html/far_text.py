"""What a long page says behind the text that is kept of it: contacts stand at its foot, and are read there too."""

from scamtriage.knowledge.folding import normalise
from scamtriage.parse.html.document import BREAK, Document

FAR_CHARS = 65_536
"""Of what is longer still, so many of its last characters are looked at: the foot that was kept, and text before it."""


def far_text(document: Document, text: str, kept: str, looked_at: int) -> tuple[str, bool]:
    """(visible text behind `kept`, whether something between was left out). `text` was made of the first `looked_at` characters of the
    document's text, and `kept` is its beginning."""
    behind = text[len(kept) :]
    if len(document.text) <= looked_at and not document.foot:
        return behind, False
    rest = f"{document.text[looked_at:][-FAR_CHARS:]}{BREAK}{document.foot}"
    left_out = len(document.text) > looked_at + FAR_CHARS or len(rest) > FAR_CHARS + 1
    if left_out:  # a number that is cut is another number
        rest = rest[-FAR_CHARS:].lstrip("+0123456789 .()-")
    foot = normalise(rest.replace("\n", " ").replace("\r", " "))
    return f"{behind}\n{foot}", left_out
