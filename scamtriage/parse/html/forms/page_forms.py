"""The forms of a page: what they ask the victim for, and where they send it."""

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple, get_args

from msgspec.structs import replace

from scamtriage.knowledge.pages.fields import OTHER_CARD
from scamtriage.parse.html.document import Document, RawField, RawForm
from scamtriage.parse.html.forms.asked import SILENT_TYPES, asks, other_card
from scamtriage.parse.html.forms.kept import MAX_FIELDS_KEPT, MAX_FORMS_KEPT, Importance, asking, foremost
from scamtriage.parse.html.forms.lone_words import without_lone_words
from scamtriage.parse.html.forms.masked import mark_masked
from scamtriage.parse.html.forms.sent import sent_by_scripts
from scamtriage.records import lazy_re
from scamtriage.records.facts import Form, FormField
from scamtriage.records.facts.page_parts import Asks
from scamtriage.records.limits import limit

SEED_LENGTHS = (12, 15, 18, 21, 24)
"""Numbers of words in a BIP 39 mnemonic. So many equal word inputs in one form ask for one."""

_MAX_TEXT = 120
_WORD_INPUT = lazy_re.compile(r"^(?:word|w|phrase|seed|mnemonic|input|text|p)?[\s_\-#\[]*\d{1,2}\]?\.?$", re.IGNORECASE)
_POSTAL = lazy_re.compile(r"\bpin[\s_-]?code\b|पिन ?कोड", re.IGNORECASE)
"""In India a "PIN code" beside an address is a postal code."""
_METHODS = frozenset(("get", "post", "dialog"))
"""All that browsers know (HTML 4.10.18.6); any other is GET to them, and none is `BY_SCRIPT`, which only scripts are said to do."""
_ORDER = get_args(Asks)[1:]


class Forms(NamedTuple):
    """The forms of a page and what it asks for.

    `forms`: those that are kept, in page order. `loose`: inputs outside forms. `asks`: what the whole page asks for, those included.
    `caps`: (limit reached, number found). `sent_unknown`: whether it is unknown where secrets go. `made`: what only inputs ask for that
    scripts may make: these are in no markup, and do not show that the page is all there.
    """

    forms: tuple[Form, ...]
    loose: tuple[FormField, ...]
    asks: tuple[str, ...]
    caps: tuple[tuple[str, int], ...]
    sent_unknown: bool
    made: frozenset[str]


def read_forms(
    document: Document,
    resolve: Callable[[str], tuple[str, str]],
    markup: bytes,
    written: Collection[str],
    *,
    checks_words: bool,
    made: Sequence[RawField],
) -> Forms:
    """Read the forms of a page. `resolve` gives (absolute URL, host) of an action. `checks_words`: scripts check what is typed for recovery
    words, so a page with one box for words takes them, whatever it is called. `markup`: of the page, for its style sheets and the scripts
    in its attributes; `written`: its `Prescan.written`. `made`: inputs that its scripts may make; they are listed with those outside forms.

    If not all forms can be kept, those that ask for something take precedence over decoys, and of these one of each receiver.
    """
    mark_masked(document, markup if "masked" in written else b"")
    in_markup = [_form(raw, resolve) for raw in document.forms], tuple(map(_field, document.loose_fields))
    seen = {field.asks for fields in (in_markup[1], *(form.fields for form in in_markup[0])) for field in fields}
    document.loose_fields += made
    everyone, loose = without_lone_words(in_markup[0], (*in_markup[1], *map(_field, made)))
    sent, unknown, cut = sent_by_scripts(document, markup if "gesture" in written else b"", everyone, loose, resolve)
    everyone = [*everyone, *sent]
    asked = {field.asks for form in everyone for field in form.fields} | {field.asks for field in loose}
    if _asks_seed(document.loose_fields) or (checks_words and _boxes_for_words(everyone, loose) == 1):
        asked.add("seed-phrase")
    forms = foremost(everyone, MAX_FORMS_KEPT, Importance())
    caps = [(limit("forms", MAX_FORMS_KEPT), len(everyone))] if len(forms) < len(everyone) else []
    caps += [(limit("receiver search pieces", cut), 0)] if cut else []
    if (longest := max((len(form.fields) for form in forms), default=0)) > MAX_FIELDS_KEPT:
        caps.append((limit("fields of a form", MAX_FIELDS_KEPT), longest))
        forms = [replace(form, fields=asking(form.fields)) for form in forms]
    if len(loose) > MAX_FIELDS_KEPT:
        caps.append((limit("loose fields", MAX_FIELDS_KEPT), len(loose)))
    told = tuple(kind for kind in _ORDER if kind in asked)
    return Forms(tuple(forms), asking(loose), told, tuple(caps), unknown, frozenset(_field(raw).asks for raw in made) - seen)


def _form(raw: RawForm, resolve: Callable[[str], tuple[str, str]]) -> Form:
    action, host = resolve(raw.action) if raw.action else ("", "")
    fields = tuple([_field(field) for field in raw.fields])
    if _asks_seed(raw.fields) and not any(field.asks == "seed-phrase" for field in fields):
        fields = tuple(
            FormField(asks="seed-phrase", type=f.type, name=f.name, label=f.label) if f.type not in SILENT_TYPES else f for f in fields
        )
    if any(field.asks == "address" for field in fields):
        fields = tuple([replace(f, asks="address") if f.asks == "pin" and _POSTAL.search(f"{f.label} {f.name}") else f for f in fields])
    if any(other_card(field.label) == OTHER_CARD for field in fields) and not any(field.asks == "card" for field in fields):
        fields = tuple([replace(f, asks="password" if f.type == "password" else "") if _is_bare_pin(f) else f for f in fields])
    method = raw.method.strip().lower()
    return Form(action=action, action_host=host, method=method if method in _METHODS else "get", fields=fields)


_BARE_PIN = lazy_re.compile(r"(?:(?:your|kode|nombor|mã|รหัส) ?)?(?:pin(?: code| number)?|暗証番号|핀 ?번호|พิน|पिन)", re.IGNORECASE)
_BESIDE = " *:.,()[]-–：（）"
"""What may stand around the words of a label."""


def _is_bare_pin(field: FormField) -> bool:
    """Whether it asks for a PIN without a word of whose. Beside the number of a library's card it is the library's."""
    return field.asks == "pin" and _BARE_PIN.fullmatch(field.label.strip(_BESIDE)) is not None


def _field(raw: RawField) -> FormField:
    label = " ".join((raw.label or raw.placeholder or raw.nearby).split())[:_MAX_TEXT]
    return FormField(asks=asks(raw), type=(raw.type or raw.tag)[:20], name=(raw.name or raw.id)[:_MAX_TEXT], label=label)  # type: ignore[arg-type]


_WORDY = frozenset(("text", "textarea", "password", "input"))
_NO_BOX = lazy_re.compile(r"search|query|\b[qs]\b|user|login|pass|amount|address", re.IGNORECASE)
"""Names and labels of inputs beside which a wallet may well check words that are typed elsewhere."""


def _boxes_for_words(forms: Sequence[Form], loose: Sequence[FormField]) -> int:
    """Return how many inputs could take words and say nothing else of themselves."""
    fields = (*loose, *(field for form in forms for field in form.fields))
    return sum(
        field.type in _WORDY and field.asks in ("", "password") and not _NO_BOX.search(f"{field.name} {field.label}") for field in fields
    )


def _asks_seed(fields: list[RawField]) -> bool:
    """Return whether the number of equal word inputs, numbered or without a name, is that of a mnemonic."""
    words = [f for f in fields if (f.type or "text") in ("text", "password") and f.tag == "input"]
    numbered = [f for f in words if _WORD_INPUT.match(f.name or f.id or f.placeholder or "1")]
    return len(numbered) in SEED_LENGTHS
