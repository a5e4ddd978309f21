"""The document of a page, whichever reader it takes, with the pages that are written into its frames (`srcdoc`): a victim sees one page."""

from scamtriage.parse.html.document import BREAK, Document
from scamtriage.parse.html.nearby import describe
from scamtriage.parse.html.prescan import MAX_DEPTH, Prescan, prescan
from scamtriage.parse.html.reference import base_of, join
from scamtriage.parse.html.stream import read_stream
from scamtriage.parse.html.tree import read_tree


def read_document(markup: bytes, text: str, checked: Prescan, url: str) -> tuple[Document, tuple[str, ...]]:
    """The parts of the page at `url`, and which structural limits it exceeds. Frames within frames are not read."""
    document, exceeded = _read(markup, text, checked)
    for written, hidden in document.frames:
        inner = written.encode("utf-8", "replace")
        _add(document, _read(inner, written, prescan(inner))[0], url, hidden)
    return document, exceeded


def _read(markup: bytes, text: str, checked: Prescan) -> tuple[Document, tuple[str, ...]]:
    document, exceeded = _read_parts(markup, text, checked)
    describe(document, markup, editable="editable" in checked.written or (not checked.treeable and b"contenteditable" in markup))
    return document, exceeded


def _read_parts(markup: bytes, text: str, checked: Prescan) -> tuple[Document, tuple[str, ...]]:
    if not checked.treeable:
        return read_stream(text)
    from selectolax.lexbor import SelectolaxError

    try:
        document = read_tree(markup, checked.written)
    except SelectolaxError:  # out of memory, or nothing to build a tree of
        return read_stream(text)
    return document, ("depth",) if document.depth > MAX_DEPTH else ()


def _add(page: Document, frame: Document, url: str, hidden: bool) -> None:
    """Put what a frame holds among what its page holds; what is hidden there is hidden here."""
    if frame.base:
        base = base_of(base_of(url, page.base), frame.base)
        frame.links = [(join(base, href), text) for href, text in frame.links]
        for form in frame.forms:
            form.action = join(base, form.action or "")
    if hidden:
        page.hidden = BREAK.join((page.hidden, frame.text, frame.hidden))
    else:
        page.text = BREAK.join((page.text, frame.text))
        page.hidden = BREAK.join((page.hidden, frame.hidden))
        page.headings += frame.headings
    for many in ("links", "images", "forms", "loose_fields", "iframes", "script_sources", "scripts", "json_ld", "data", "extras"):
        getattr(page, many).extend(getattr(frame, many))
    page.link_count += frame.link_count
    page.form_count += frame.form_count
    for cap in frame.caps:
        page.reach(cap)
