"""Finds the form that an input belongs to, as browsers do: by the order of the tags, not by nesting.

A form that a table or an early end tag closes in the tree still owns the inputs up to its own end tag. Many old phishing kits are built
that way and work (WHATWG HTML 13.2.4.4 and 4.10.18.3, form owner).
"""

from collections.abc import Sequence
from html import unescape

from scamtriage.parse.html.document import MAX_AREA_CHARS, MAX_FIELDS, MAX_FORMS, Document, Given, RawField, RawForm
from scamtriage.parse.html.forms.masked import is_masked
from scamtriage.parse.html.tokens import INERT, RAW, TEXT, Inert, attributes, tokens
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

TELLING = frozenset(("password", "tel", "email", "file"))
"""Types that ask by themselves. When MAX_FIELDS inputs have been read, as many again of these are read, so that decoys cannot hide them."""

_SUBMITS = {"button": ("", "submit"), "input": ("submit", "image")}
"""Tag -> types that submit the form."""

_MAX_LABEL_PIECES = 40
_MAX_LABEL_CHARS = 200


class FormOwners:
    """Assigns inputs to forms, given the tags and texts of a page in order. `finish` stores the result."""

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
        """(input, open form, the form that it names itself)."""
        self._telling = 0
        self._further: list[tuple[RawForm | None, str | None, str, str]] = []
        """(open form, form by name, action, method) of buttons with an action of their own."""
        self._cut: dict[str, int] = {}
        self._label: list[str] | None = None
        self._label_for = ""
        self._labelled: list[tuple[RawField, int]] = []
        """(input without words of its own in the open label, number of text pieces before it)."""
        self._labels: dict[str, str] = {}

    def start(self, name: str, given: Given) -> None:
        """Handle a start tag of any name."""
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
        """Handle an end tag of any name."""
        if name == "form":
            self._current = None
        elif name == "label":
            self._end_label(closed=True)
        elif self.inert.end(name):
            self._current = self._outer.pop()

    def text(self, raw: str) -> None:
        """Add raw text to the open label."""
        if self._label is not None and len(self._label) < _MAX_LABEL_PIECES:
            self._label.append(raw[:1_000])

    def area(self, raw: str) -> None:
        """Set the value of the textarea that began last, from its raw text."""
        if self._fields and self._fields[-1][0].tag == "textarea" and not self._fields[-1][0].value:
            self._fields[-1][0].value = unescape(raw[:MAX_AREA_CHARS])

    def finish(self, document: Document) -> None:
        """Store the forms and inputs in the document."""
        self._end_label()
        loose: list[RawField] = []
        for field, opened, named in self._fields:
            if shown := self._labels.get(field.id, ""):
                field.label, field.unseen = shown, ""
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
                self._list(RawForm(action, method or owner.method, owner.fields, owner.names))
        document.forms, document.loose_fields, document.form_count = self.forms, loose, self.count
        document.caps |= self._cut

    def _owner(self, opened: RawForm | None, named: str | None) -> RawForm | None:
        return opened if named is None else self._named.get(named)

    def _start_form(self, given: Given) -> None:
        if self._current is not None:  # a form within a form is ignored
            return
        self.count += 1
        form = self._current = raw_form(given)
        if (sent := sent_by_htmx(given)) and sent != form.action and len(self._further) < MAX_FORMS:
            self._further.append((form, None, sent, "post"))
        if len(self.forms) < MAX_FORMS:
            self._list(form)
        else:
            self._cut[limit("forms", MAX_FORMS)] = self.count  # a form with inputs is still listed
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
            self.text(" ")  # the words before and after it are separate
        self._fields.append((field, self._current, given.get("form")))

    def _button(self, name: str, given: Given) -> None:
        if (action := given.get("formaction")) and (given.get("type") or "").strip().lower() in _SUBMITS[name]:
            if len(self._further) < MAX_FORMS:
                self._further.append((self._current, given.get("form"), action, given.get("formmethod") or ""))
            else:
                self._cut.setdefault(limit("forms", MAX_FORMS), 0)

    def _end_label(self, *, closed: bool = False) -> None:
        """End the open label. If it is not closed, its end is unknown, so each input gets only the words before it."""
        if self._label is None:
            return
        whole = len(self._label)
        told = {end: unescape("".join(self._label[:end]))[:_MAX_LABEL_CHARS] for end in {whole, *(before for _, before in self._labelled)}}
        if closed and self._label_for:
            self._labels.setdefault(self._label_for, told[whole])
        for field, before in self._labelled:
            field.label = told[whole if closed else before]
        self._label, self._labelled = None, []


_CALLED = lazy_re.compile(r"\b([A-Za-z_$][\w$]{0,60}+)\s{0,3}\(")


def raw_form(given: Given) -> RawForm:
    """A form without its inputs."""
    names = tuple([name[:200] for key in ("id", "name") if (name := given.get(key))])
    if does := given.get("onsubmit"):
        names += tuple(_CALLED.findall(does[:400]))
    if "action" not in given and (sent := sent_by_htmx(given)):
        return RawForm(sent, "post", names=names)
    return RawForm(given.get("action") if "action" in given else None, given.get("method") or "", names=names)


def sent_by_htmx(given: Given) -> str:
    """Where htmx sends a form, whatever its action; "" if the form does not say. Where htmx is not loaded, it goes where its action says:
    neither stands for the other."""
    return given.get("hx-post") or given.get("data-hx-post") or given.get("hx-put") or ""


def raw_field(name: str, given: Given) -> RawField:
    """Return an input as its tag describes it."""
    unseen = given.get("aria-label") or given.get("title") or ""
    return RawField(
        tag=name,
        type="password" if name == "input" and is_masked(given) else (given.get("type") or "").strip().lower(),
        name=given.get("name") or "",
        id=given.get("id") or "",
        autocomplete=(given.get("autocomplete") or "").lower(),
        placeholder=given.get("placeholder") or "",
        label=unseen,
        unseen=unseen,
        value=(given.get("value") or "")[:200],
        classes=(given.get("class") or "")[:200],
    )


def add_nested(document: Document, nested: Sequence[RawForm]) -> None:
    """Add to each form the inputs that are within it in the tree only. Its end tag came before them, within other elements."""
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
    """Read the forms of a page from its tokens into the document. Needed if the tree does not show which form an input belongs to."""
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
