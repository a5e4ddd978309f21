"""What a page says to its reader, what it keeps out of sight, and in which language."""

from dataclasses import dataclass

from scamtriage.knowledge.folding import folded, normalise
from scamtriage.parse.html.bounded import cut
from scamtriage.parse.html.document import Document
from scamtriage.parse.html.embedded import shows_nothing, words_for_people
from scamtriage.parse.html.far_text import FAR_CHARS, far_text
from scamtriage.parse.html.language import language_of, scripts_of
from scamtriage.parse.html.legible import is_legible
from scamtriage.parse.html.turned import turned
from scamtriage.records.evidence import Cap

MAX_TEXT_BYTES = 65_536
MAX_HIDDEN_BYTES = 16_384
_LOOKED_AT = MAX_TEXT_BYTES * 4
"""Characters of the raw text from which the visible one is made."""
_MIXED_WORDS, _MIXED_SHARE = 12, 250
"""Different words of Latin letters and twins of theirs, and one in so many characters, from which on nobody mistyped them."""
_MAX_TAG = 35
"""Characters of a language tag (RFC 5646, section 4.4.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The texts of one page, each folded to NFC without invisible characters."""

    title: str
    """Whole."""
    visible: str
    carried: bool
    """Whether the visible text is that of the data which a page without words carries for its scripts."""
    shown_chars: int
    """Characters of the text that stands in the markup."""
    hidden: str
    far: str
    """Visible text behind `visible`, for contacts: lines of a block."""
    declared: str
    language: str
    scripts: tuple[tuple[str, int], ...]
    """(script, letters of it), the most used first."""
    illegible: bool
    """Much of the text is no words that are known: see parse.html.legible."""
    twins: bool
    """Many of its words are of Latin letters and of others that look like them."""


def said_by(document: Document, suffix: str, caps: list[Cap]) -> Said:
    """The texts of a page under a public suffix; limits that were met are added to `caps`."""
    visible, hidden, far, mixed = _texts(document, caps)
    shown_chars, carried = len(visible), ""
    if shows_nothing(visible, document):
        carried, left_out = words_for_people(document)
        caps += [Cap(stage="page", cap=cap) for cap in left_out]
        visible = cut(f"{visible}\n{normalise(carried)}".strip(), MAX_TEXT_BYTES, "text_bytes", caps) if carried else visible
    title = normalise(turned(document.title))
    read, declared = visible or title, document.lang.strip()[:_MAX_TAG]
    scripts = scripts_of(read)
    return Said(
        title=title,
        visible=visible,
        carried=bool(carried),
        shown_chars=shown_chars,
        hidden=hidden,
        far=far,
        declared=declared,
        language=language_of(read, scripts, declared=declared, suffix=suffix),
        scripts=scripts,
        illegible=not is_legible(visible),
        twins=mixed >= _MIXED_WORDS and mixed * _MIXED_SHARE >= shown_chars,
    )


def _texts(document: Document, caps: list[Cap]) -> tuple[str, str, str, int]:
    """Visible and hidden text, capped, the visible text behind that, and how many words mix Latin letters with twins of theirs."""
    whole, mixed = folded(turned(document.text[:_LOOKED_AT]).replace("\n", " ").replace("\r", " "))
    hidden = normalise(document.hidden[: MAX_HIDDEN_BYTES * 4].replace("\n", " ").replace("\r", " "))
    visible = cut(whole, MAX_TEXT_BYTES, "text_bytes", caps)
    far, left_out = far_text(document, whole, visible, _LOOKED_AT)
    if left_out:
        caps.append(Cap(stage="page", cap=f"contact text {_LOOKED_AT + FAR_CHARS}", seen=str(len(document.text))))
    return visible, cut(hidden, MAX_HIDDEN_BYTES, "hidden_text_bytes", caps), far, mixed
