"""A page read by a tree builder: fast, and only for pages that the pre-scan lets through."""

import re
from typing import Any

from scamtriage.parse.document import (
    BLOCKS,
    BREAK,
    MAX_EXTRAS,
    MAX_FIELDS,
    MAX_FORMS,
    MAX_HEADINGS,
    MAX_IMAGES,
    MAX_LINKS,
    MAX_LISTED,
    MAX_METAS,
    MAX_SCRIPT_CHARS,
    MAX_SCRIPTS,
    Document,
    RawField,
    RawForm,
    RawImage,
    trie,
)
from scamtriage.parse.hiding import MAX_RULES, hidden_selectors, hides

# Blocks in lower case, and whatever begins with a capital unless it is one of the common inline elements.
_BREAKS = re.compile(
    rb"<(?=/?(?:" + trie(BLOCKS).encode() + rb"[\s/>]|(?=[A-Z])(?!(?i:a|b|big|em|font|i|small|span|strong|sub|sup|u)[\s/>])))"
)
_TEMPLATE = re.compile(rb"<(/?)template(?=[\s/>])", re.IGNORECASE)
_UNSEEN = "script,style,select,iframe,noframes,noembed,textarea"
_WANTED = frozenset(
    (
        *("a", "area", "img", "form", "input", "select", "textarea", "iframe", "frame", "embed", "script", "meta", "link", "base", "style"),
        *("h1", "h2", "h3", "del", "s", "strike", "noscript"),
    )
)
_MAX_HIDDEN_NODES = 400
_MAX_HINTED = 24
"""Images, from the top, whose surroundings are looked at for a logo."""

_MAX_STYLES = 60
_MAX_STEPS = 200_000
"""Steps up the tree while deciding what lies in what; a page that needs more keeps its hidden text among the visible."""


def read_tree(data: bytes) -> Document:
    """Read UTF-8 markup with lexbor. The caller has made sure that its tree is affordable (see prescan)."""
    from selectolax.lexbor import LexborHTMLParser

    if b"emplate" in data or b"EMPLATE" in data:  # a declarative shadow root is seen by the reader, so templates are read as content
        data = _TEMPLATE.sub(rb"<\1section data-hidden-template ", data)
    return _TreeReader(LexborHTMLParser(_BREAKS.sub(BREAK.encode() + b"<", data))).document


class _TreeReader:
    """One pass over the interesting elements of one tree."""

    def __init__(self, tree: Any) -> None:
        self.document = Document()
        self._tree = tree
        self._hidden: list[Any] = []
        self._styles: list[str] = []
        self._script_chars = 0
        self._forms: list[Any] = []
        self._loose: list[Any] = []
        self._read_parts(self._read_outline())
        self._read_marked()
        self._read_forms()
        self._read_texts()

    def _read_outline(self) -> dict[str, list[Any]]:
        """The elements by name, as far as anybody asks for them."""
        root, document = self._tree.root, self.document
        nodes = list(root.traverse())
        outline = [node.tag for node in nodes]
        wanted: dict[str, list[Any]] = {}
        for node, tag in zip(nodes, outline, strict=True):
            if tag in _WANTED:
                wanted.setdefault(tag, []).append(node)
        document.depth = max(_depth(node) for node in (*nodes[:: max(1, len(nodes) // 16)], *nodes[-2:]))
        document.outline = outline
        document.tags = len(outline)
        document.lang = _get(root, "lang")
        return wanted

    def _read_parts(self, nodes: dict[str, list[Any]]) -> None:
        document = self.document
        anchors = [*nodes.get("a", ()), *nodes.get("area", ())]
        document.links = [(href, node.text()) for node in anchors[:MAX_LINKS] if (href := node.attrs.get("href"))]
        document.link_count = len(document.links) if len(anchors) <= MAX_LINKS else len(anchors)
        if len(anchors) > MAX_LINKS:
            document.caps.append(f"links {MAX_LINKS}")
        document.images = [
            RawImage(node.attrs.get("src") or node.attrs.get("data-src") or "", node.attrs.get("alt") or "")
            for node in nodes.get("img", ())[:MAX_IMAGES]
        ]
        for image, node in zip(document.images[:_MAX_HINTED], nodes.get("img", ()), strict=False):
            parent = node.parent
            image.hint = f"{_get(node, 'class')} {_get(node, 'id')} {_get(parent, 'class') if parent is not None else ''}"
        headings = [*nodes.get("h1", ()), *nodes.get("h2", ()), *nodes.get("h3", ())]
        document.headings = [node.text() for node in headings[:MAX_HEADINGS]]
        for tags, read in (
            (("iframe", "frame", "embed"), self._frame),
            (("script",), self._script),
            (("meta",), self._meta),
            (("link",), self._link_element),
            (("base",), self._base),
            (("del", "s", "strike"), self._struck),
        ):
            for tag in tags:
                for node in nodes.get(tag, ()):
                    read(node)
        self._styles = [node.text() for node in nodes.get("style", ())[:_MAX_STYLES]]
        self._hidden.extend(nodes.get("noscript", ()))
        self._forms = nodes.get("form", [])
        self._loose = [node for tag in ("input", "select", "textarea") for node in nodes.get(tag, ())[: 2 * MAX_FIELDS]]
        document.form_count = len(self._forms)
        title = self._tree.css_first("title")
        document.title = title.text().replace(BREAK, "") if title is not None else ""

    def _read_marked(self) -> None:
        """What attributes, and the page's own style sheet, say of any element."""
        css = self._tree.css
        for node in css("[style],[hidden],[data-hidden-template],[data-cfemail]"):
            attributes = node.attrs
            inert = "data-hidden-template" in attributes and not attributes.get("shadowrootmode")
            if inert or "hidden" in attributes or hides(attributes.get("style") or ""):
                self._hidden.append(node)
            if coded := attributes.get("data-cfemail"):
                self._extra("cfemail", coded)
        selectors = dict.fromkeys(selector for style in self._styles for selector in hidden_selectors(style))
        if selectors:
            self._hidden.extend(css(",".join(list(selectors)[:MAX_RULES])))

    def _read_forms(self) -> None:
        if not self._forms and not self._loose:
            return
        labels = {_get(node, "for"): node.text()[:200] for node in self._tree.css("label[for]")[:MAX_FIELDS]}
        taken: set[int] = set()
        left = MAX_FIELDS
        for node in self._forms[:MAX_FORMS]:
            inputs = node.css("input,select,textarea")[:left]
            left -= len(inputs)
            taken.update(field.mem_id for field in inputs)
            form = RawForm(action=node.attrs.get("action") if "action" in node.attrs else None, method=_get(node, "method"))
            form.fields = [_raw_field(field, labels) for field in inputs]
            self.document.forms.append(form)
        loose = [node for node in self._loose if node.mem_id not in taken]
        self.document.loose_fields = [_raw_field(node, labels) for node in loose[: max(0, left)]]
        if len(self._forms) > MAX_FORMS or left <= 0:
            self.document.caps.append(f"fields {MAX_FIELDS}")
        for node in (*self._forms[:20], *loose[:20]):
            self.document.depth = max(self.document.depth, _depth(node))

    def _read_texts(self) -> None:
        """Takes what is not seen out of the tree, then reads what is left. Everything is decided before anything is taken out."""
        document = self.document
        unseen = self._tree.css(_UNSEEN)
        hidden = [node for node in self._hidden if node.tag not in ("html", "body")][:_MAX_HIDDEN_NODES]
        unseen_ids, hidden_ids = {node.mem_id for node in unseen}, {node.mem_id for node in hidden}
        self._steps = _MAX_STEPS
        unseen = [node for node in unseen if not self._lies_in(node, unseen_ids)]
        hidden = [node for node in hidden if node.mem_id not in unseen_ids and not self._lies_in(node, unseen_ids | hidden_ids)]
        texts = [node.text() for node in unseen if node.tag == "select"]
        for node in unseen:
            node.decompose(recursive=False)
        texts += [node.text() for node in {node.mem_id: node for node in hidden}.values()]
        for node in {node.mem_id: node for node in hidden}.values():
            node.decompose(recursive=False)
        document.hidden = BREAK.join(texts)
        body = self._tree.body
        document.text = body.text() if body is not None else ""

    def _lies_in(self, node: Any, outer: set[int]) -> bool:
        """Whether one of these elements is above the node. Says yes when the purse of steps is empty, so that nothing is taken twice."""
        parent = node.parent
        while parent is not None:
            if parent.mem_id in outer:
                return True
            self._steps -= 1
            if self._steps < 0:
                return True
            parent = parent.parent
        return False

    def _frame(self, node: Any) -> None:
        source = node.attrs.get("src") or node.attrs.get("data-src")
        if source and len(self.document.iframes) < MAX_LISTED:
            self.document.iframes.append(source)
        if inner := node.attrs.get("srcdoc"):
            self._extra("iframe", inner)

    def _script(self, node: Any) -> None:
        document = self.document
        source = node.attrs.get("src")
        if source:
            if len(document.script_sources) < MAX_SCRIPTS:
                document.script_sources.append(source)
            return
        text = node.text().replace(BREAK, "")
        if len(document.scripts) >= MAX_SCRIPTS or self._script_chars + len(text) > MAX_SCRIPT_CHARS:
            if f"scripts {MAX_SCRIPT_CHARS}" not in document.caps:
                document.caps.append(f"scripts {MAX_SCRIPT_CHARS}")
            return
        self._script_chars += len(text)
        (document.json_ld if "json" in _get(node, "type").lower() else document.scripts).append(text)

    def _meta(self, node: Any) -> None:
        attributes, metas = node.attrs, self.document.metas
        name = attributes.get("name") or attributes.get("property") or attributes.get("http-equiv") or attributes.get("itemprop")
        if name and len(metas) < MAX_METAS:
            metas.setdefault(name.strip().lower(), attributes.get("content") or "")

    def _link_element(self, node: Any) -> None:
        document, href, rel = self.document, _get(node, "href"), _get(node, "rel").lower()
        if not href or len(document.stylesheets) + len(document.icons) >= MAX_LISTED:
            return
        if "stylesheet" in rel:
            document.stylesheets.append(href)
        elif "icon" in rel:
            document.icons.append(href)

    def _base(self, node: Any) -> None:
        self.document.base = self.document.base or _get(node, "href")

    def _struck(self, node: Any) -> None:
        parent = node.parent
        if parent is not None and len(self.document.prices) < MAX_LISTED:
            self.document.prices.append((node.text()[:60], parent.text()[:200]))

    def _extra(self, where: str, value: str) -> None:
        if len(self.document.extras) < MAX_EXTRAS:
            self.document.extras.append((where, value[:4_000]))


def _get(node: Any, name: str) -> str:
    """An attribute as text; "" when it is missing or has no value."""
    return node.attrs.get(name) or ""


def _raw_field(node: Any, labels: dict[str, str]) -> RawField:
    identity = _get(node, "id")
    return RawField(
        tag=node.tag,
        type=_get(node, "type").strip().lower(),
        name=_get(node, "name"),
        id=identity,
        autocomplete=_get(node, "autocomplete").lower(),
        placeholder=_get(node, "placeholder"),
        label=labels.get(identity, "") or _get(node, "aria-label") or _get(node, "title") or _enclosing_label(node),
        value=_get(node, "value")[:200],
    )


def _enclosing_label(node: Any) -> str:
    parent = node.parent
    return parent.text()[:200] if parent is not None and parent.tag == "label" else ""


def _depth(node: Any) -> int:
    depth = 0
    while (node := node.parent) is not None:
        depth += 1
    return depth
