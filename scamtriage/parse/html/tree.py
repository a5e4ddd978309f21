"""A page read by a tree builder: fast, and only for pages that the pre-scan lets through."""

from collections.abc import Sequence
from itertools import chain, repeat
from typing import Any

from scamtriage.parse.html.covers import is_covered
from scamtriage.parse.html.data_urls import is_data
from scamtriage.parse.html.document import (
    BLOCKS,
    BOX_TYPES,
    BREAK,
    FALLBACK,
    HEADINGS,
    LAST_LINKS,
    LESSER_HEADINGS,
    MAX_HEADING_CHARS,
    MAX_HEADINGS,
    MAX_IMAGES,
    MAX_LINKS,
    MAX_LISTED,
    QUOTED,
    Document,
    image_source,
)
from scamtriage.parse.html.forms.tree import TreeForms
from scamtriage.parse.html.frame_boxes import FrameBoxes
from scamtriage.parse.html.guest_marks import Marks, kinds_in, mark_guests
from scamtriage.parse.html.outline import Above, Outline, TooNested, attribute_of, hint_of, mark_quoted, own_text, unwrap
from scamtriage.parse.html.shadow_roots import as_sections
from scamtriage.parse.html.shown_values import show_values, shown_instead
from scamtriage.parse.html.styles.faded import in_parts
from scamtriage.parse.html.styles.generated import Drawn
from scamtriage.parse.html.styles.reversed_text import turn
from scamtriage.parse.html.styles.rules import for_screen
from scamtriage.parse.html.styles.selectors import Asked
from scamtriage.parse.html.styles.tree import TreeStyles, applied
from scamtriage.parse.html.tag_numbers import UNSEEN
from scamtriage.parse.html.tokens import base_href
from scamtriage.records.limits import limit

_MAX_HIDDEN_NODES = 10_000
_MAX_HINTED = 24
"""Images, from the top, whose surroundings are looked at for a logo."""
_MAX_TEXT_CHARS = 8_000_000
"""Of all links and labels together: twice as many as a page can hold."""
_MAX_BELOW = 15_000_000
"""Elements below each element, all together. To take one out of the tree, lexbor passes all that are below it: some 50 ns each."""
_TEXTS_AT_ONCE = 8
"""Made before they are counted: no more than that many times the page, or than are allowed."""


def read_tree(data: bytes, written: frozenset[str]) -> Document:
    """Read UTF-8 markup with lexbor. The caller has made sure that its tree is affordable (see prescan). Raises TooNested, SelectolaxError.

    `written`: what the pre-scan saw written in it (names_written).
    """
    from selectolax.lexbor import LexborHTMLParser

    markup = data
    if "template" in written:  # a declarative shadow root is seen by the reader, so templates are read as content
        data = as_sections(data)
        written |= {"data-hidden-template"}
    return _TreeReader(LexborHTMLParser(data), markup, written).document


class _TreeReader:
    """One pass over the interesting elements of one tree.

    Where attributes may be missing, all of an element are taken at once (`attributes`): one that is missing costs more (`attrs`).

    Texts come last. Elements that begin no line are taken out of the tree, their content left in its place; then every piece of text
    that still stands apart stands in a line of its own, and the library joins them with breaks between.
    """

    def __init__(self, tree: Any, markup: bytes, written: frozenset[str]) -> None:
        self.document = Document()
        self._tree = tree
        self._hidden: list[Any] = []
        self._drawn: list[Drawn] = []
        """What is shown in place of an element that is not."""
        self._choices: list[str] = []
        """What choices are called otherwise than by what stands in them."""
        self._anchors: list[tuple[str, Any]] = []
        self._marks: Marks | None = None
        """Where visitors' words begin and end."""
        self._room = _MAX_TEXT_CHARS
        self._at_once = max(_TEXTS_AT_ONCE, _MAX_TEXT_CHARS // (len(markup) + 1))
        outline = Outline(tree.root, self.document)
        self._nodes, self._inline = outline.nodes, outline.inline
        if self.document.tags * self.document.depth > _MAX_BELOW:
            raise TooNested
        self._asked = Asked(tree, self.document.tags)
        self._unseen = [node for name, found in self._nodes.items() if name in UNSEEN for node in found]
        self._read_parts(markup, written)
        self._styles = TreeStyles(tree, self._nodes, self._asked, self.document)
        self._styles.read(markup, written)
        self._forms = TreeForms(self._nodes, outline.fields, self.document)
        self._forms.read(markup, named="form" in written)
        self._read_texts(written)

    def _read_parts(self, markup: bytes, written: frozenset[str]) -> None:
        document, nodes = self.document, self._nodes
        self._read_anchors()
        self._read_images()
        self._read_frames()
        if "fixed" in written:
            self._read_covers(markup)
        for node in nodes.get("meta", ()):
            document.add_meta(node.attributes)
        for node in nodes.get("link", ()):
            document.add_link_element(node.attributes)
        if bases := nodes.get("base", ()):
            # a base within <noscript> ends that in the tree, as in a browser without scripts: only the tags tell
            apart = bool(nodes.get("noscript")) or "template" in written
            first = next(filter(None, (attribute_of(node, "href") for node in bases)), "")
            document.base = base_href(markup.decode("utf-8", "replace")) if apart else first
        for node in nodes.get("script", ()):
            document.add_script(node.attributes, own_text(node))
        for node in chain.from_iterable(nodes.get(tag, ()) for tag in ("del", "s", "strike")):
            self._struck(node)
        self._hidden += [node for name in ("noscript", *FALLBACK) for node in nodes.get(name, ())]
        if "select" in nodes:
            self._choices = [attribute_of(node, "label") for node in self._tree.css("option[label],optgroup[label]")[:MAX_LISTED]]
        self._read_title()

    def _read_anchors(self) -> None:
        """Those that lead somewhere, of too many the first and the last; the others are words in a line."""
        document, nodes = self.document, self._nodes
        anchors = [*nodes.get("a", ()), *nodes.get("area", ())]
        looked = anchors if len(anchors) <= MAX_LINKS else [*anchors[: MAX_LINKS - LAST_LINKS], *anchors[-LAST_LINKS:]]
        self._anchors = [(href, node) for node in looked if (href := node.attrs.get("href"))]
        if "svg" in nodes and len(self._anchors) < len(looked):
            self._anchors += [(href, node) for node in looked if "href" not in node.attrs and (href := attribute_of(node, "xlink:href"))]
        if len(self._anchors) < len(anchors):
            leading = {node.mem_id for _, node in self._anchors}
            self._inline += [node for node in anchors if node.mem_id not in leading]
        document.link_count = len(self._anchors) if len(anchors) <= MAX_LINKS else len(anchors)
        if len(anchors) > MAX_LINKS:
            document.reach("links", MAX_LINKS, len(anchors))

    def _read_images(self) -> None:
        document, images = self.document, self._nodes.get("img", [])
        if len(images) > MAX_IMAGES:
            document.reach("images", MAX_IMAGES, len(images))
            images = images[:MAX_IMAGES]
        hints = [hint_of(node) for node in images[:_MAX_HINTED]]
        for node, hint in zip(images, chain(hints, repeat("")), strict=False):
            get = node.attrs.get
            source = get("src")
            if not source or ((source[0] in "dD" or source[0] <= " ") and is_data(source)):
                source = image_source(node.attrs)
            if not source and (words := shown_instead(node.attrs)):
                self._drawn.append(Drawn(node, words, first=True))
            document.images.append((source, get("alt") or "", hint))

    def _read_frames(self) -> None:
        document, nodes = self.document, self._nodes
        if frames := [node for tag in ("iframe", "embed", "object") for node in nodes.get(tag, ())]:
            sheets = [own_text(node) for node in applied(nodes) if for_screen(attribute_of(node, "media"))]
            boxes = FrameBoxes(frames, sheets, self._asked)
            for node in frames:
                (document.add_object if node.tag == "object" else document.add_frame)(node.attributes, boxes.filling(node))
        for node in nodes.get("frame", ()):
            document.add_frame(node.attributes, whole=True)

    def _read_covers(self, markup: bytes) -> None:
        sheets = [own_text(node) for node in applied(self._nodes) if for_screen(attribute_of(node, "media"))]
        self.document.covered = is_covered(self._tree, sheets, self._asked, markup.decode("utf-8", "replace"))

    def _read_title(self) -> None:
        """The title, which is none that names a drawing; what describes one is shown nowhere, either."""
        titles = self._nodes.get("title", ())
        if "svg" not in self._nodes:
            self.document.title = own_text(titles[0]) if titles else ""
            return
        drawings = Above({node.mem_id for node in self._nodes["svg"]})
        self.document.title = next((own_text(node) for node in titles if not drawings.nearest(node)), "")
        if described := [node for node in self._nodes.get("desc", ()) if drawings.nearest(node)]:
            self._unseen += described
            inside = {node.mem_id for node in described}
            self._inline = [node for node in self._inline if node.mem_id not in inside]

    def _read_texts(self, written: frozenset[str]) -> None:
        """Texts are written as they are shown; then everything is decided before anything is moved or taken out."""
        document, body, styles = self.document, self._tree.body, self._styles
        turn(styles.mirrored)
        if styles.reordered:
            joined = styles.reordered.put_in_order({node.mem_id for node in (*styles.hidden, *self._hidden)})
            known = {node.mem_id for node in styles.inline}
            styles.inline += [node for node in joined if node.tag in BLOCKS and node.mem_id not in known]
        for node, text, first in (*self._drawn, *styles.drawn):
            if first and node.first_child is not None:
                node.first_child.insert_before(text)
            else:
                node.insert_child(text)
        whole, pieces = in_parts(styles.faded, styles.showing)  # of the texts as they stand from here on
        hidden = [node for node in (*self._hidden, *styles.hidden, *whole) if node.tag not in ("html", "body")]
        if len(hidden) > _MAX_HIDDEN_NODES:
            document.reach("hidden elements", _MAX_HIDDEN_NODES, len(hidden))
            del hidden[_MAX_HIDDEN_NODES:]
        unseen_ids, hidden_ids = {node.mem_id for node in self._unseen}, {node.mem_id for node in hidden}
        above = Above(unseen_ids | hidden_ids)
        within_unseen = Above(unseen_ids)
        unseen = [node for node in self._unseen if not within_unseen.nearest(node)]
        hidden = [node for node in hidden if node.mem_id not in unseen_ids and not above.nearest(node)]
        kept = [*[node for _, node in self._anchors], *self._nodes.get("label", ())]
        inline = [*self._inline, *styles.inline]
        if hidden_ids:  # they are taken out whole
            inline = [node for node in inline if node.mem_id not in hidden_ids]
            kept = [node for node in kept if node.mem_id not in hidden_ids]
        headings = self._headings(written)
        if "heading" in written:  # a role may make one of what begins no line
            titled = {node.mem_id for node in headings}
            kept += [node for node in inline if node.mem_id in titled]
            inline = [node for node in inline if node.mem_id not in titled]
        texts = [piece.text() for piece in pieces]
        for piece in pieces:
            piece.decompose()
        self._marks = mark_guests(self._tree, kinds_in(written))
        mark_quoted([node for tag in QUOTED for node in self._nodes.get(tag, ())], unseen_ids)
        for node in styles.gaps:
            if node.mem_id not in unseen_ids and node.mem_id not in hidden_ids:
                node.insert_before(" ")
        show_values(
            [node for name in ("input", "textarea", "select") for node in self._nodes.get(name, ()) if node.mem_id not in hidden_ids]
        )
        unwrap(inline, body)
        document.links = [*zip([href for href, _ in self._anchors], self._texts_of([node for _, node in self._anchors]), strict=True)]
        self._forms.label(self._texts_of)
        going = {node.mem_id for node in kept} | hidden_ids if headings else set()
        lost = [node.mem_id in going or above.nearest(node) != 0 for node in headings]
        told = [self._text(node) if one else "" for node, one in zip(headings, lost, strict=True)]
        unwrap(kept, body)
        texts += [self._text(node) for node in unseen if node.tag == "select"] + self._choices
        for node in unseen:
            node.decompose(recursive=False)
        hidden = list({node.mem_id: node for node in hidden}.values())
        texts += [self._text(node) for node in hidden]
        for node in hidden:
            node.decompose(recursive=False)
        document.hidden = BREAK.join(texts)
        if body is not None:
            body.merge_text_nodes()
            document.text = body.text(True, BREAK, True, True)  # without white space around the pieces, nor pieces of white space
            if self._marks is not None:
                document.text, document.guests = self._marks.taken(document.text)
        # of one that is shown what is shown; one that was taken out had been read before
        shown = [text if one else self._text(node) for node, text, one in zip(headings, told, lost, strict=True)]
        document.headings = [text[:MAX_HEADING_CHARS] for text in shown]

    def _headings(self, written: frozenset[str]) -> list[Any]:
        """The headings that are read: the lesser ones of a page that has no others."""
        nodes = self._nodes
        found = [node for name in HEADINGS for node in nodes.get(name, ())]
        if not found:
            self.document.lesser = True
            roles = self._tree.css("[role=heading i]") if "heading" in written else []
            found = [node for name in LESSER_HEADINGS for node in nodes.get(name, ())] + roles
            found = self._before_last_box(found) if found and nodes.get("input") else found
        if len(found) > MAX_HEADINGS:
            self.document.reach("headings", MAX_HEADINGS, len(found))
        return found[:MAX_HEADINGS]

    def _before_last_box(self, headings: list[Any]) -> list[Any]:
        """In the order of the page."""
        kept, seen = list[Any](), list[Any]()
        asked = {node.mem_id: node for node in headings}
        boxes = {node.mem_id for node in self._nodes["input"] if (node.attributes.get("type") or "").strip().lower() in BOX_TYPES}
        if not boxes:
            return headings
        for node in self._tree.css(",".join(("input", *LESSER_HEADINGS, "[role=heading i]"))):
            if (heading := asked.pop(node.mem_id, None)) is not None:
                seen.append(heading)
            elif node.mem_id in boxes:
                kept, seen = kept + seen, []
        return kept

    def _texts_of(self, nodes: Sequence[Any]) -> list[str]:
        """The texts of elements that can stand in others of their kind, so that all of these hold them; "" when they hold too much."""
        texts: list[str] = []
        room = self._room
        for at in range(0, len(nodes), self._at_once):
            some = [node.text(True, BREAK) if room >= 0 else "" for node in nodes[at : at + self._at_once]]
            if self._marks is not None:
                some = [self._marks.removed(text) for text in some]
            room -= sum(map(len, some))
            texts += some
        self._room = room
        if room < 0:
            self.document.caps[limit("text chars", _MAX_TEXT_CHARS)] = 0
        return texts

    def _struck(self, node: Any) -> None:
        parent = node.parent
        if parent is not None and len(self.document.prices) < MAX_LISTED:
            self.document.prices.append((node.text()[:60], parent.text(separator=" | ")[:200]))

    def _text(self, node: Any) -> str:
        text: str = node.text(True, BREAK)
        return self._marks.removed(text) if self._marks is not None else text
