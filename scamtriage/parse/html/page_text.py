"""The texts of a page: visible, hidden, and in which language."""

from msgspec import Struct

from scamtriage.knowledge.language.folding import folded, normalise
from scamtriage.parse.html.bounded import cut
from scamtriage.parse.html.document import BREAK, Document
from scamtriage.parse.html.embedded import SHELL_CHARS, shown_later, shows_nothing, words_for_people
from scamtriage.parse.html.filling import FEW_CHARS
from scamtriage.parse.html.guest_marks import Marks, Places
from scamtriage.parse.html.language import dense_letters, language_of, scripts_of
from scamtriage.parse.html.legible import is_legible
from scamtriage.parse.html.presentation import alts_of
from scamtriage.parse.html.styles.reversed_text import turned
from scamtriage.records.evidence import Cap
from scamtriage.records.limits import limit

MAX_TEXT_BYTES = 65_536
MAX_HIDDEN_BYTES = 16_384
_LOOKED_AT = MAX_TEXT_BYTES * 4
"""Characters of the raw text that are read for the visible text."""
FAR_CHARS = 65_536
"""Characters read from the end of an even longer text, because contacts often stand in the footer."""
_MIXED_WORDS, _MIXED_SHARE = 12, 250
"""Different words that mix Latin letters with look-alikes, and one such word in so many characters: from both on it is no typing error."""
_MIXED_SHORT, _SHORT_SHARE = 3, 60
"""The same of a page of few words, as the form of a kit is."""
_ALTS_READ = 40
"""Texts of pictures that tell the language and the scripts of a page without any other text."""
_NO_NOTICE = 100
"""Characters of hidden text from which on it is more than a line for those without scripts, or that they are loading."""
_MAX_TAG = 35
"""Characters of a language tag (RFC 5646, section 4.4.1)."""


class PageTexts(Struct, frozen=True, kw_only=True):
    """The texts of one page, each normalised to NFC without invisible characters."""

    title: str
    """The title, not cut."""
    visible: str
    carried: bool
    """Whether the visible text contains text from the data that the page carries for its scripts, or all that it hides until they run."""
    shown_chars: int
    """Characters of the visible text in the markup."""
    shown_weight: int
    """Like shown_chars, but in a short text a letter for a syllable or a word counts as two."""
    hidden: str
    far: str
    """Visible text after `visible`, for contacts only; one line per block."""
    declared: str
    language: str
    scripts: tuple[tuple[str, int], ...]
    """(Unicode script, number of letters), the most used first."""
    guests: Places
    """Ranges of `visible`, by whose words may stand there."""
    illegible: bool
    """Much of the text is not made of known words: see parse.html.legible."""
    twins: bool
    """Many words mix Latin letters with look-alikes of other scripts."""


def read_texts(document: Document, suffix: str, caps: list[Cap]) -> PageTexts:
    """Return the texts of a page under a public suffix. Limits that were reached are added to `caps`."""
    visible, hidden, far, mixed, guests = _texts(document, caps)
    shown_chars, carried = len(visible), ""
    scripts = scripts_of(visible)
    weight = shown_chars + (dense_letters(scripts) if shown_chars < FEW_CHARS else 0)
    shell = shows_nothing(visible, document)
    if shell or weight < FEW_CHARS:
        carried, left_out = words_for_people(document, shell=shell)
        carried = carried if shell else shown_later(carried, visible, weight, document)
        caps += [Cap(stage="page", cap=cap) for cap in left_out]
        if not carried and shown_chars < SHELL_CHARS:  # nobody keeps an empty page: its scripts show what is hidden until they run
            later = shown_later(hidden, visible, weight, document) if visible else hidden
            carried, hidden = (later, "") if len(later) >= _NO_NOTICE else ("", hidden)
        visible = cut(f"{visible}\n{normalise(carried)}".strip(), MAX_TEXT_BYTES, "text_bytes", caps) if carried else visible
    title = normalise(turned(" ".join(document.title.split())))  # one line, however its source is broken into lines
    declared = document.lang.strip()[:_MAX_TAG]
    read = visible or normalise("\n".join((title, *alts_of(document)[:_ALTS_READ])))  # a page of pictures speaks by their words
    if carried or not visible:
        scripts = scripts_of(read)
    return PageTexts(
        title=title,
        visible=visible,
        carried=bool(carried),
        shown_chars=shown_chars,
        shown_weight=weight,
        hidden=hidden,
        far=far,
        declared=declared,
        language=language_of(read, scripts, declared=declared, suffix=suffix),
        scripts=scripts,
        guests=guests,
        illegible=not is_legible(visible),
        twins=(mixed >= _MIXED_WORDS and mixed * _MIXED_SHARE >= shown_chars)
        or (mixed >= _MIXED_SHORT and mixed * _SHORT_SHARE >= shown_chars),
    )


def _texts(document: Document, caps: list[Cap]) -> tuple[str, str, str, int, Places]:
    """Return (visible text, hidden text, visible text after the cut, number of mixed words, ranges of the visible text that visitors may
    have written). The texts are capped.

    A mixed word contains both Latin letters and look-alikes of them.
    """
    raw, guests = document.text[:_LOOKED_AT], Places()
    marks = Marks(raw) if document.guests else None
    if marks is not None:
        raw = marks.within(raw, {kind: [(a, min(b, len(raw))) for a, b in of if a < len(raw)] for kind, of in document.guests.items()})
    whole, mixed = folded(turned(raw).replace("\n", " ").replace("\r", " "))
    if marks is not None:
        whole, guests = marks.taken(whole, folded=True)
    hidden = normalise(document.hidden[: MAX_HIDDEN_BYTES * 4].replace("\n", " ").replace("\r", " "))
    visible = cut(whole, MAX_TEXT_BYTES, "text_bytes", caps)
    far, left_out = _far_text(document, whole, visible)
    if left_out:
        caps.append(Cap(stage="page", cap=limit("contact text", _LOOKED_AT + FAR_CHARS), seen=str(len(document.text))))
    shown = {kind: [(a, min(b, len(visible))) for a, b in places if a < len(visible)] for kind, places in guests.items()}
    return visible, cut(hidden, MAX_HIDDEN_BYTES, "hidden_text_bytes", caps), far, mixed, shown


def _far_text(document: Document, text: str, kept: str) -> tuple[str, bool]:
    """Return (visible text after `kept`, whether text in between was left out).

    `text` was made from the first _LOOKED_AT characters of the document's text, and `kept` is its beginning.
    """
    behind = text[len(kept) :]
    if len(document.text) <= _LOOKED_AT and not document.foot:
        return behind, False
    rest = f"{document.text[_LOOKED_AT:][-FAR_CHARS:]}{BREAK}{document.foot}"
    left_out = len(document.text) > _LOOKED_AT + FAR_CHARS or len(rest) > FAR_CHARS + 1
    if left_out:  # a number cut at its start would be a different number
        rest = rest[-FAR_CHARS:].lstrip("+0123456789 .()-")
    foot = normalise(rest.replace("\n", " ").replace("\r", " "))
    return f"{behind}\n{foot}", left_out
