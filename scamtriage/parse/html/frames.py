"""The document of a page, whichever reader it takes, with the documents that it carries within itself: a victim sees one page.

These are what stands in its frames (`srcdoc`, `data:`), the words of drawings (`data:` too), what its scripts write, the scripts that
they unpack, and the same in these.
"""

from collections.abc import Sequence
from typing import NamedTuple

from scamtriage.parse.html.data_urls import drawings
from scamtriage.parse.html.document import BREAK, MAX_FRAME_CHARS, MAX_FRAMES, Document, Frame
from scamtriage.parse.html.forms.nearby import describe
from scamtriage.parse.html.noscript import scanned, without_scripts
from scamtriage.parse.html.outline import TooNested
from scamtriage.parse.html.prescan import MAX_DEPTH, Prescan
from scamtriage.parse.html.reference import base_of, join
from scamtriage.parse.html.scripts.handlers import handlers
from scamtriage.parse.html.scripts.sinks import APART
from scamtriage.parse.html.scripts.written_markup import find_written_markup
from scamtriage.parse.html.stream import MAX_TOKENS, read_stream
from scamtriage.parse.html.tree import read_tree
from scamtriage.records.limits import limit

_HONEST_DEPTH = 2
"""A frame within a frame: so deep honest pages go."""
_LEAST_TOKENS = 6_000
"""What each document within may have, however many the page and those before it had. Otherwise all together have as many as one page."""


class _Place(NamedTuple):
    """A document within another, and what its references are joined to where it declares no base."""

    frame: Frame
    base: str
    walked: bool = False
    """What its scripts write is known: it holds what those of the document around it run."""


def read_document(markup: bytes, text: str, checked: Prescan, url: str) -> tuple[Document, tuple[str, ...]]:
    """The parts of the page at `url`, and which structural limits it exceeds: "frames" where they are so many only because they stand
    in each other."""
    page, exceeded = _read(markup, text, checked, MAX_TOKENS)
    here = base_of(url, page.base)
    waiting = _within(page, text, here)
    known: set[tuple[str, bool]] = set()
    count = chars = depth = 0
    tags = page.tags
    while waiting:
        depth += 1
        new = {key: place for place in reversed(waiting) if (key := (place.frame.markup, place.frame.scriptless)) not in known}
        places = _largest([*reversed(new.values())], MAX_FRAMES - count, MAX_FRAME_CHARS - chars)
        if len(places) < len(new):
            page.caps[limit("frames within", MAX_FRAMES)] = count + len(new)
            exceeded = (*exceeded, "frames") if depth > _HONEST_DEPTH else exceeded
        known.update(new)
        waiting = []
        for frame, base, walked in places:
            count, chars = count + 1, chars + len(frame.markup)
            shown = without_scripts(frame.markup) if frame.scriptless else frame.markup
            inner, html, seen = scanned(shown.encode("utf-8", "replace"), shown, frame=True)
            document, limits = _read(inner, html, seen, max(_LEAST_TOKENS, MAX_TOKENS - tags))
            tags += document.tags
            exceeded += limits
            if document.base:
                base = base_of(base, document.base)
            inside = [] if walked else _within(document, html, base)
            waiting += [one._replace(frame=_held_by(frame, one.frame)) for one in inside]
            _add(page, document, base if base != here else "", frame.hidden)
            if inner not in markup:
                page.inner.append(inner)
                page.written |= seen.written
    return page, tuple(dict.fromkeys(exceeded))


def _held_by(outer: Frame, inner: Frame) -> Frame:
    """A document in a frame of another one, which is hidden and runs no scripts where that one does."""
    return inner._replace(hidden=inner.hidden or outer.hidden, scriptless=inner.scriptless or outer.scriptless)


def _within(document: Document, markup: str, base: str) -> list[_Place]:
    places = [_Place(frame, base) for frame in document.frames]
    written = find_written_markup(document.scripts, markup)
    document.written_of_unknown, document.replaced, document.awaited = written.unknown, written.replaced, written.awaited
    document.ciphered = written.ciphered
    run = "".join(["<script>" + text.replace("</", r"<\/") + "</script>" for text in written.run])
    found = (
        _Place(Frame(written.markup), base),
        _Place(Frame(written.beside, hidden=True), base),
        _Place(Frame(run, hidden=True), base, walked=True),
    )
    return [*places, *(place for place in found if place.frame.markup)]


def _largest(places: Sequence[_Place], most: int, chars: int) -> list[_Place]:
    """So many of these in their order; of more, the largest: what hides one is small."""
    kept: list[int] = []
    for number in sorted(range(len(places)), key=lambda number: -len(places[number].frame.markup)):
        size = len(places[number].frame.markup)
        if len(kept) < most and size <= chars:
            chars -= size
            kept.append(number)
    return [places[number] for number in sorted(kept)]


def _read(markup: bytes, text: str, checked: Prescan, tokens: int) -> tuple[Document, tuple[str, ...]]:
    document, exceeded = _read_parts(markup, text, checked, tokens)
    describe(document, markup, editable="editable" in checked.written)
    images = [source for source, _, _ in document.images if source[:5] == "data:" and source[:14].lower() == "data:image/svg"]
    if "picture" in checked.written or images:
        document.frames += [Frame(APART.join(shown))] if (shown := drawings(text, images)) else []
    if "handler" in checked.written:
        document.scripts += handlers(text)
    return document, exceeded


def _read_parts(markup: bytes, text: str, checked: Prescan, tokens: int) -> tuple[Document, tuple[str, ...]]:
    if not checked.treeable:
        return read_stream(text, checked.written, tokens)
    from selectolax.lexbor import SelectolaxError

    try:
        document = read_tree(markup, checked.written)
    except (SelectolaxError, TooNested):  # out of memory, nothing to build a tree of, or one that would cost too much
        return read_stream(text, checked.written, tokens)
    return document, ("depth",) if document.depth > MAX_DEPTH else ()


def _add(page: Document, frame: Document, base: str, hidden: bool) -> None:
    """Put what a frame holds among what its page holds; what is hidden there is hidden here. `base`: "" where it is the page's own."""
    if base:
        frame.links = [(join(base, href), text) for href, text in frame.links]
        for form in frame.forms:
            form.action = join(base, form.action or "")
    if hidden:
        frame.images = [(source, "", hint) for source, _, hint in frame.images]
        page.hidden = BREAK.join((page.hidden, frame.text, frame.hidden))
    else:
        begins = len(page.text) + len(BREAK)
        for kind, places in frame.guests.items():
            page.guests.setdefault(kind, []).extend((begins + start, begins + stop) for start, stop in places)
        page.text = BREAK.join((page.text, frame.text))
        page.hidden = BREAK.join((page.hidden, frame.hidden))
        page.headings += frame.headings
    for many in (
        "filling",
        "links",
        "images",
        "forms",
        "loose_fields",
        "iframes",
        "script_sources",
        "scripts",
        "json_ld",
        "data",
        "extras",
    ):
        getattr(page, many).extend(getattr(frame, many))
    page.written_of_unknown |= frame.written_of_unknown and not hidden
    page.covered |= frame.covered and not hidden
    page.replaced |= frame.replaced and not hidden
    page.awaited |= frame.awaited and not hidden
    page.ciphered |= frame.ciphered and not hidden
    page.link_count += frame.link_count
    page.form_count += frame.form_count
    for cap, seen in frame.caps.items():
        page.caps[cap] = max(seen, page.caps.get(cap, 0))
