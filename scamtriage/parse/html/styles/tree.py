"""What attributes and the style sheets of a page do to the elements of a tree: hide them, show them again, draw text in them, turn it."""

import re
from collections.abc import Mapping
from typing import Any

from scamtriage.parse.html.data_urls import sheets_within, text_of
from scamtriage.parse.html.document import BLOCKS, BREAK, Document, Given
from scamtriage.parse.html.features import MARKING
from scamtriage.parse.html.outline import attribute_of, own_text
from scamtriage.parse.html.shadow_roots import is_in_its_host, is_root
from scamtriage.parse.html.styles.generated import Drawn, generated, marks
from scamtriage.parse.html.styles.hiding import GONE, effect, parts
from scamtriage.parse.html.styles.lines import in_line, joined_by, joins
from scamtriage.parse.html.styles.reordered import Reordered
from scamtriage.parse.html.styles.reversed_text import MAX_TURNED, direction_of, mirrors
from scamtriage.parse.html.styles.rules import Rule, for_screen
from scamtriage.parse.html.styles.selectors import Asked
from scamtriage.parse.html.styles.sheets import StyleSheets, mirrored_selectors
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

_MAX_MIRRORED = 20
_CSS = "text/css"
_BY_ATTRIBUTE = lazy_re.compile(r"\[\s*(?:hidden|popover)\b|\*(?![=|])", re.IGNORECASE)


def applied(nodes: Mapping[str, list[Any]]) -> list[Any]:
    """The style elements of a tree that browsers apply: none that a script has to compile first. One in <noscript> shows what scripts are
    to show otherwise."""
    styles = nodes.get("style", [])
    return [node for node in styles if (attribute_of(node, "type").partition(";")[0].strip().lower() or _CSS) == _CSS]


class TreeStyles:
    """Finds the elements of one tree that are not shown as they stand. Nothing of the tree is moved here."""

    def __init__(self, tree: Any, nodes: dict[str, list[Any]], asked: Asked, document: Document) -> None:
        """`nodes`: tag -> its elements, in order."""
        self._tree, self._nodes, self._asked, self._document = tree, nodes, asked, document
        self.hidden: list[Any] = []
        self.faded: list[tuple[Any, int]] = []
        """Hidden in a way that an element within may set back."""
        self.showing: list[tuple[Any, int]] = []
        """Those that may, and what they set back."""
        self.gaps: list[Any] = []
        """Empty, and drawn as a space."""
        self.inline: list[Any] = []
        """Those that begin no line, though their tag does."""
        self.drawn: list[Drawn] = []
        """What a style draws in an element that does not hold it."""
        self.mirrored: list[Any] = []
        """Shown from the last letter to the first."""
        self.reordered = Reordered()
        """Boxes whose items are shown in another order."""
        self._said: dict[int, list[Rule]] = {}
        """What rules of selectors that only the tree can answer say of an element."""

    def read(self, markup: bytes, written: frozenset[str]) -> None:
        """`written`: what the pre-scan saw written in the markup. Each attribute is asked for only where it is written."""
        texts = [(own_text(node), attribute_of(node, "media")) for node in applied(self._nodes)]
        carried = "sheet" in written or bool(self._document.carried_sheets)
        if carried:
            linked = [(text_of(href), media) for href, media in self._document.carried_sheets]
            texts = [(one, media) for text, media in (*linked, *texts) for one in sheets_within(text)]
        sheets = StyleSheets(lambda: markup.decode("utf-8", "replace"))
        for text, media in texts:
            sheets.add(text, media, hidden="hidden" in written or "dialog" in self._nodes)
        looked = self._judge_ruled(sheets)
        for node in self._nodes.get("dialog", ()):
            if node.mem_id not in looked:
                looked.add(node.mem_id)
                self._judge(node, node.attributes, sheets)
        mirrored = self._read_marked(sheets, written, looked)
        self._read_shown_again(sheets)
        self._document.caps |= dict.fromkeys(sheets.caps, 0)
        screen = [text for text, media in texts if for_screen(media)]
        self.inline += joined_by(screen, self._asked)
        if "speaking style" in written or carried or any("attr(" in text for text in screen):
            self.drawn += generated(screen, self._asked)
            if self._tree.body is not None and (text := marks(screen)):
                self.drawn.append(Drawn(self._tree.body, f"{BREAK}{text}", first=False))
        turned = dict.fromkeys(one for text, _ in texts for one in mirrored_selectors(text))
        mirrored += [node for selector, said in turned for node in self._asked.matched(selector) if mirrors(said, direction_of(node))]
        mirrored += self._tree.css("bdo[dir=rtl i]") if "bdo" in written else ()
        for node in mirrored[:_MAX_MIRRORED]:
            self._document.add_extra("mirrored text", node.text())
        self.mirrored = mirrored[:MAX_TURNED]

    def _judge_ruled(self, sheets: StyleSheets) -> set[int]:
        """Judge the elements that a rule of a style sheet may hide; return their `mem_id`."""
        looked: set[int] = set()
        plain = [rule.selector for rule in sheets.hiding if not rule.asked]
        found = self._tree.css(",".join(dict.fromkeys(plain))) if plain else []
        if sheets.asked and sheets.hiding:
            found += self._ask(sheets)
        elif sheets.asked:
            self._ask_of_hidden(sheets)
        for node in found:
            if node.mem_id not in looked:  # an element stands there once for each of the selectors
                looked.add(node.mem_id)
                self._judge(node, node.attributes, sheets)
        return looked

    def _read_marked(self, sheets: StyleSheets, written: frozenset[str], looked: set[int]) -> list[Any]:
        """Read the elements whose own attributes say how they are shown, and judge those that were not `looked` at; return those that are
        shown from the last letter to the first."""
        mirrored: list[Any] = []
        if not (marked := ",".join(f"[{name}]" for name in MARKING if name in written)):
            return mirrored
        reordered = "reordered" in written
        hosts: set[int] = set()
        for node in self._tree.css(marked):
            attributes = node.attributes
            if "data-hidden-template" in attributes and not is_root(node, attributes):
                self.hidden.append(node)
            elif "data-hidden-template" in attributes and node.parent.mem_id not in hosts:  # of two the first counts
                hosts.add(node.parent.mem_id)
                if node.css_first("slot") is None and is_in_its_host(node):
                    # what stands beside it is not drawn
                    self.hidden += [one for one in node.parent.iter() if one.mem_id != node.mem_id]
            elif node.mem_id not in looked:
                self._judge(node, attributes, sheets)
            if coded := attributes.get("data-cfemail"):
                self._document.add_extra("cfemail", coded)
            style = attributes.get("style") or ""
            if "-override" in style.lower() and mirrors(style, direction_of(node)):
                mirrored.append(node)
            if node.first_child is None and parts(style) and node.tag not in BLOCKS:
                self.gaps.append(node)
            if reordered:
                self.reordered.look(node, style)
            if "display" in style and (how := in_line(style)) and joins(node, how):
                self.inline.append(node)
        return mirrored

    def _read_shown_again(self, sheets: StyleSheets) -> None:
        """What sets back a way of hiding matters only where an element around it is hidden so."""
        if self.faded and (showing := sheets.showing()):
            for node in self._tree.css(",".join(showing)):
                said = sheets.of(node.tag, attribute_of(node, "class"), attribute_of(node, "id"), self._said.get(node.mem_id, ()))
                style = f"{said};{attribute_of(node, 'style')}"
                self.showing.append((node, effect(style)[1]))

    def _ask(self, sheets: StyleSheets) -> list[Any]:
        """The elements that rules hide which only the tree can answer; notes what all such rules say of any element."""
        asked = self._asked
        hidden = [node for rule in sheets.hiding if rule.asked for node in asked.matched(rule.selector)]
        if hidden or any(not rule.asked for rule in sheets.hiding):
            for selector, rules in sheets.asked.items():
                for node in asked.matched(selector):
                    self._said.setdefault(node.mem_id, []).extend(rules)
        if asked.cut:
            self._document.caps[limit("style selectors")] = 0
        return hidden

    def _ask_of_hidden(self, sheets: StyleSheets) -> None:
        """Note what rules say of the elements that an attribute hides, and that their selectors name by it: they may be shown."""
        for selector, rules in sheets.asked.items():
            if _BY_ATTRIBUTE.search(selector):
                for node in self._asked.matched(selector):
                    self._said.setdefault(node.mem_id, []).extend(rules)

    def _judge(self, node: Any, given: Given, sheets: StyleSheets) -> None:
        """Whether an element is kept from the reader's eye, by all that is said of it."""
        get = given.get
        style, classes, identity = get("style") or "", get("class") or "", get("id") or ""
        if said := sheets.of(node.tag, classes, identity, self._said.get(node.mem_id, ())):
            style = f"{said};{style}"
        closed = node.tag == "dialog" and "open" not in given
        hides, shows = effect(f"display:none;{style}" if closed or "hidden" in given or "popover" in given else style)
        if hides & GONE:
            self.hidden.append(node)
        elif hides:
            self.faded.append((node, hides))
        if shows:
            self.showing.append((node, shows))
