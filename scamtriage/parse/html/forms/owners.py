"""Which form an input belongs to, as browsers decide it: by the order of the tags, and not by what it stands in.

A form that a table or an early end tag closes goes on taking what comes after it up to its own end tag: kits that are twenty years old
are built that way, and work (WHATWG HTML 13.2.4.4 and 4.10.18.3, form owner).
"""

from collections.abc import Sequence
from html import unescape

from scamtriage.parse.html.document import MAX_AREA_CHARS, MAX_FIELDS, MAX_FORMS, Document, Given, RawField, RawForm
from scamtriage.parse.html.tokens import INERT, RAW, TEXT, Inert, attributes, tokens
from scamtriage.records.limits import limit

TELLING = frozenset(("password", "tel", "email", "file"))
"""Types that ask by themselves: of these as many again are read when the purse of inputs is empty, so that decoys hide none."""

_SUBMITS = {"button": ("", "submit"), "input": ("submit", "image")}
"""Tag -> types with which it sends its form."""

_MAX_LABEL_PIECES = 40
_MAX_LABEL_CHARS = 200


class FormOwners:
    """Told of the tags of forms in their order, it knows in the end what belongs to what."""

    def __init__(self) -> None:
        self.count = 0
        self.forms: list[RawForm] = []
        self._listed: set[int] = set()
        self._current: RawForm | None = None
        """The form element pointer of the standard."""
        self.inert = Inert()
        self._outer: list[RawForm | None] = []
        self._named: dict[str, RawForm] = {}
        self._fields: list[tuple[RawField, RawForm | None, str | None]] = []
        """Each with the form that is open, and the one that it names itself."""
        self._telling = 0
        self._further: list[tuple[RawForm | None, str | None, str, str]] = []
        """(open form, form by name, action, method) of buttons that send their form elsewhere."""
        self._cut: dict[str, int] = {}
        self._label: list[str] | None = None
        self._label_for = ""
        self._labelled: list[tuple[RawField, int]] = []
        """(what stands in the label that is open and has no words of its own, how many pieces of its text stand before)."""
        self._labels: dict[str, str] = {}

    def start(self, name: str, given: Given) -> None:
        """A start tag of any name."""
        if name == "form":
            self._start_form(given)
        elif name in ("input", "select", "textarea"):
            self._field(name, given)
            if name == "input":
                self._button(name, given)
        elif name == "button":
            self._button(name, given)
        elif name == "label":
            self._end_label()
            self._label, self._label_for = [], given.get("for") or ""
        elif self.inert.start(name):
            self._outer.append(self._current)
            self._current = None

    def end(self, name: str) -> None:
        """An end tag of any name."""
        if name == "form":
            self._current = None
        elif name == "label":
            self._end_label(closed=True)
        elif self.inert.end(name):
            self._current = self._outer.pop()

    def text(self, raw: str) -> None:
        """Text as written, for the label that is open."""
        if self._label is not None and len(self._label) < _MAX_LABEL_PIECES:
            self._label.append(raw[:1_000])

    def area(self, raw: str) -> None:
        """Text as written, of the textarea that has begun last."""
        if self._fields and self._fields[-1][0].tag == "textarea" and not self._fields[-1][0].value:
            self._fields[-1][0].value = unescape(raw[:MAX_AREA_CHARS])

    def finish(self, document: Document) -> None:
        """Write down what was found."""
        self._end_label()
        loose: list[RawField] = []
        for field, opened, named in self._fields:
            field.label = self._labels.get(field.id, "") or field.label
            owner = self._owner(opened, named)
            if owner is None:
                loose.append(field)
            else:
                self._list(owner)
                owner.fields.append(field)
        sent: set[tuple[int, str]] = set()
        for opened, named, action, method in self._further:
            owner = self._owner(opened, named)
            if owner is not None and action != owner.action and (id(owner), action) not in sent:
                sent.add((id(owner), action))
                self._list(RawForm(action, method or owner.method, owner.fields))
        document.forms, document.loose_fields, document.form_count = self.forms, loose, self.count
        document.caps |= self._cut

    def _owner(self, opened: RawForm | None, named: str | None) -> RawForm | None:
        return opened if named is None else self._named.get(named)

    def _start_form(self, given: Given) -> None:
        if self._current is not None:  # a form in a form is none
            return
        self.count += 1
        form = self._current = RawForm(action=given.get("action") if "action" in given else None, method=given.get("method") or "")
        if len(self.forms) < MAX_FORMS:
            self._list(form)
        else:
            self._cut[limit("forms", MAX_FORMS)] = self.count  # one that takes something is listed even so
        if (called := given.get("id")) and len(self._named) < MAX_FORMS:
            self._named.setdefault(called, form)

    def _list(self, form: RawForm) -> None:
        if id(form) not in self._listed:
            self._listed.add(id(form))
            self.forms.append(form)

    def _field(self, name: str, given: Given) -> None:
        if len(self._fields) - self._telling >= MAX_FIELDS:
            self._cut[limit("fields", MAX_FIELDS)] = self._cut.get(limit("fields", MAX_FIELDS), MAX_FIELDS) + 1
            if (given.get("type") or "").strip().lower() not in TELLING or self._telling >= MAX_FIELDS:
                return
            self._telling += 1
        field = raw_field(name, given)
        if self._label is not None:
            if not field.label:
                self._labelled.append((field, len(self._label)))
            self.text(" ")  # the words on both sides of it are not one
        self._fields.append((field, self._current, given.get("form")))

    def _button(self, name: str, given: Given) -> None:
        if (action := given.get("formaction")) and (given.get("type") or "").strip().lower() in _SUBMITS[name]:
            if len(self._further) < MAX_FORMS:
                self._further.append((self._current, given.get("form"), action, given.get("formmethod") or ""))
            else:
                self._cut.setdefault(limit("forms", MAX_FORMS), 0)

    def _end_label(self, *, closed: bool = False) -> None:
        """Of a label that nothing closes nobody knows where it ends: what stands before an input is its own."""
        if self._label is None:
            return
        whole = len(self._label)
        told = {end: unescape("".join(self._label[:end]))[:_MAX_LABEL_CHARS] for end in {whole, *(before for _, before in self._labelled)}}
        if closed and self._label_for:
            self._labels.setdefault(self._label_for, told[whole])
        for field, before in self._labelled:
            field.label = told[whole if closed else before]
        self._label, self._labelled = None, []


def raw_field(name: str, given: Given) -> RawField:
    """An input as its tag describes it."""
    return RawField(
        tag=name,
        type=(given.get("type") or "").strip().lower(),
        name=given.get("name") or "",
        id=given.get("id") or "",
        autocomplete=(given.get("autocomplete") or "").lower(),
        placeholder=given.get("placeholder") or "",
        label=given.get("aria-label") or given.get("title") or "",
        value=(given.get("value") or "")[:200],
    )


def add_nested(document: Document, nested: Sequence[RawForm]) -> None:
    """Inputs that stand in a form in the tree belong to it even where its end tag came before them, in the midst of other elements."""
    homes: dict[tuple[str | None, str], RawForm] = {}
    known: set[tuple[object, ...]] = set()
    for form in document.forms:
        homes.setdefault((form.action, form.method), form)
        known.update([(form.action, form.method, field.tag, field.type, field.name, field.id) for field in form.fields])
    for form in nested:
        key = form.action, form.method
        missing = [field for field in form.fields if (*key, field.tag, field.type, field.name, field.id) not in known]
        if missing and key in homes:
            homes[key].fields.extend(missing)
        elif missing:
            document.forms.append(form)


_STARTS = frozenset(("form", "input", "select", "textarea", "button", "label", *INERT))
_ENDS = {f"/{name}": name for name in ("form", "label", *INERT)}


def own_forms(html: str, document: Document) -> None:
    """Read the forms of a page from its tokens, into a document whose tree does not tell what belongs to which."""
    owners = FormOwners()
    last = ""
    for token in tokens(html):
        name = token.name
        if name == TEXT:
            if last == "textarea":
                owners.area(html[token.start : token.end])
            elif last not in RAW and last != "option":
                owners.text(html[token.start : token.end])
        elif name in _STARTS:
            owners.start(name, attributes(html, token.start, token.end))
            last = name
        elif name in _ENDS:
            owners.end(_ENDS[name])
            last = name
        elif name[0] != "#":
            last = name
    owners.finish(document)
