"""The forms of a page that was parsed into a tree: their inputs, and the labels of these."""

from collections.abc import Callable, Sequence
from typing import Any

from scamtriage.parse.html.document import MAX_AREA_CHARS, MAX_FIELDS, MAX_FORMS, Document, RawField
from scamtriage.parse.html.forms.asked import SILENT_TYPES
from scamtriage.parse.html.forms.owners import add_nested, own_forms, raw_field, raw_form
from scamtriage.parse.html.outline import Above, depth_of, own_text

_MAX_MEASURED = 20
"""Forms and fields whose depth is measured."""
_MAX_LABEL_CHARS = 200


class TreeForms:
    """Reads the forms and fields of one tree into a document. Labels are set last, by `label`."""

    def __init__(self, nodes: dict[str, list[Any]], inputs: list[Any], document: Document) -> None:
        """`nodes`: tag -> its elements, in order. `inputs`: the inputs of any tag, in order."""
        self._nodes, self._inputs, self._document = nodes, inputs, document
        self._fields: list[tuple[RawField, Any]] = []
        """(input, the label around it or None)."""

    def read(self, markup: bytes, *, named: bool) -> None:
        """Assign inputs to the forms around them. If an input stands outside, or names its form (`named`), the tags are read instead."""
        nodes, document = self._nodes, self._document
        forms = nodes.get("form", [])
        fields = [node for tag in ("input", "select", "textarea") for node in nodes.get(tag, ())]
        if not forms and not fields:
            return
        for node in (*forms[:_MAX_MEASURED], *fields[:_MAX_MEASURED]):
            document.depth = max(document.depth, depth_of(node))
        if len(forms) > MAX_FORMS or len(fields) > MAX_FIELDS:
            own_forms(markup.decode("utf-8", "replace"), document)
            return
        homes = {}
        for node in forms:
            homes[node.mem_id] = raw_form(node.attributes)
        document.forms = list(homes.values())
        home, taken = Above(homes), set[int]()
        for field in self._inputs if homes else ():
            if form := home.nearest(field):  # a broken form can be within another
                taken.add(field.mem_id)
                if not named or "form" not in field.attributes:
                    homes[form].fields.append(self._field(field))
        document.form_count = len(forms)
        document.loose_fields = [self._field(node) for node in fields if node.mem_id not in taken]
        if forms and (named or any(field.type not in SILENT_TYPES for field in document.loose_fields)):
            nested = document.forms
            own_forms(markup.decode("utf-8", "replace"), document)
            add_nested(document, nested)

    def _field(self, node: Any) -> RawField:
        field, parent = raw_field(node.tag, node.attributes), node.parent
        if node.tag == "textarea":
            field.value = own_text(node)[:MAX_AREA_CHARS]
        self._fields.append((field, parent if parent is not None and parent.tag == "label" else None))
        return field

    def label(self, texts_of: Callable[[Sequence[Any]], list[str]]) -> None:
        """Give each field the words of its label."""
        named = [(whose, node) for node in self._nodes.get("label", ())[:MAX_FIELDS] if (whose := node.attributes.get("for"))]
        labels = dict(zip([whose for whose, _ in named], texts_of([node for _, node in named]), strict=True))
        around = {node.mem_id: node for _, node in self._fields if node is not None}  # one label can contain many inputs
        texts = dict(zip(around, texts_of([*around.values()]), strict=True))
        for field, node in self._fields:
            if shown := labels.get(field.id, "")[:_MAX_LABEL_CHARS]:
                field.label, field.unseen = shown, ""
            elif not field.label and node is not None:
                field.label = texts[node.mem_id][:_MAX_LABEL_CHARS]
