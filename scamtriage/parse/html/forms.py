"""Forms: what they ask of the victim, and where they send it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple, TypeVar

from scamtriage.knowledge.fields import field_words
from scamtriage.parse.html.document import Document, RawField, RawForm
from scamtriage.records.facts import Form, FormField

T = TypeVar("T")

SEED_LENGTHS = (12, 15, 18, 24)
"""Words of a BIP 39 mnemonic; so many equal word inputs in one form ask for one."""

MAX_FORMS_KEPT = 40
MAX_FIELDS_KEPT = 60
_MAX_TEXT = 120
SILENT_TYPES = frozenset(("hidden", "submit", "button", "reset", "image", "checkbox", "radio", "range", "color", "search"))
_WORD_INPUT = re.compile(r"^(?:word|w|phrase|seed|mnemonic|input|text|p)?[\s_\-#\[]*\d{1,2}\]?\.?$", re.IGNORECASE)
_ORDER = (
    "password", "otp", "pin", "id-number", "card", "seed-phrase", "bank-login", "bank-account", "phone", "email", "name", "address", "file",
)  # fmt: skip


class Forms(NamedTuple):
    """The forms that are kept, in the order of the page; what the whole page asks, loose inputs too; the limits that were reached."""

    forms: tuple[Form, ...]
    asks: tuple[str, ...]
    caps: tuple[str, ...]


def read_forms(document: Document, resolve: Callable[[str], tuple[str, str]]) -> Forms:
    """`resolve` gives (absolute URL, host) of an action. Where not all can be kept, decoys give way to what asks for something."""
    everyone = [_form(raw, resolve) for raw in document.forms]
    asked = {field.asks for form in everyone for field in form.fields} | {asks(raw) for raw in document.loose_fields}
    if _asks_seed(document.loose_fields):
        asked.add("seed-phrase")
    forms = _foremost(everyone, MAX_FORMS_KEPT, lambda form: any(field.asks for field in form.fields))
    caps = [f"forms {MAX_FORMS_KEPT}"] if len(forms) < len(everyone) else []
    if any(len(form.fields) > MAX_FIELDS_KEPT for form in forms):
        caps.append(f"fields of a form {MAX_FIELDS_KEPT}")
        forms = [replace(form, fields=tuple(_foremost(form.fields, MAX_FIELDS_KEPT, lambda field: bool(field.asks)))) for form in forms]
    return Forms(tuple(forms), tuple(kind for kind in _ORDER if kind in asked), tuple(caps))


def _foremost(found: Sequence[T], most: int, asking: Callable[[T], bool]) -> Sequence[T]:
    """So many of these, those that ask before those that do not, in their own order."""
    if len(found) <= most:
        return found
    ranked = sorted(range(len(found)), key=lambda index: (not asking(found[index]), index))
    return [found[index] for index in sorted(ranked[:most])]


def _form(raw: RawForm, resolve: Callable[[str], tuple[str, str]]) -> Form:
    action, host = resolve(raw.action) if raw.action else ("", "")
    fields = tuple([_field(field) for field in raw.fields])
    if _asks_seed(raw.fields) and not any(field.asks == "seed-phrase" for field in fields):
        fields = tuple(
            FormField(asks="seed-phrase", type=f.type, name=f.name, label=f.label) if f.type not in SILENT_TYPES else f for f in fields
        )
    return Form(action=action, action_host=host, method=(raw.method.strip().lower() or "get")[:10], fields=fields)


def _field(raw: RawField) -> FormField:
    label = " ".join((raw.label or raw.placeholder or "").split())[:_MAX_TEXT]
    return FormField(asks=asks(raw), type=(raw.type or raw.tag)[:20], name=(raw.name or raw.id)[:_MAX_TEXT], label=label)  # type: ignore[arg-type]


def asks(raw: RawField) -> str:
    """What one input asks; "" when nothing that we know."""
    kind = raw.type or ("text" if raw.tag == "input" else raw.tag)
    if kind in SILENT_TYPES:
        return ""
    table = field_words()
    said = table.autocomplete.get(raw.autocomplete.split(" ")[-1], "")
    if said:
        return said
    described = _described(" | ".join((raw.name, raw.id, raw.placeholder, raw.label))[:400])
    typed = table.types.get(kind, "")
    if typed and typed != "password":
        return typed
    if typed == "password":  # a code or a number is often typed blind as well
        return described if described in ("otp", "pin", "card", "seed-phrase", "id-number", "bank-login") else typed
    return described


@lru_cache(maxsize=1_024)
def _described(words: str) -> str:
    """The same few names of fields stand on most pages."""
    return field_words().kind_of(words)


def _asks_seed(fields: list[RawField]) -> bool:
    """So many equal word inputs, by number or without any name, that together they take a mnemonic."""
    words = [f for f in fields if (f.type or "text") in ("text", "password") and f.tag == "input"]
    numbered = [f for f in words if _WORD_INPUT.match(f.name or f.id or f.placeholder or "1")]
    return len(numbered) in SEED_LENGTHS
