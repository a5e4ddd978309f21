"""What forms ask the victim for, and where they send it."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar, get_args

from msgspec.structs import replace

from scamtriage.knowledge.pages.fields import OTHER_CARD, field_words
from scamtriage.parse.html.document import MAX_SCRIPT_CHARS, MAX_SCRIPTS, Document, RawField, RawForm
from scamtriage.parse.html.forms.lone_words import without_lone_words
from scamtriage.parse.html.forms.masked import mark_masked
from scamtriage.parse.html.scripts.handlers import sending_handlers
from scamtriage.parse.html.scripts.named_boxes import Secrets
from scamtriage.parse.html.scripts.receivers import receivers
from scamtriage.records.facts import Form, FormField
from scamtriage.records.facts.page_parts import BY_SCRIPT, CREDENTIALS, Asks
from scamtriage.records.limits import limit

T = TypeVar("T")

SEED_LENGTHS = (12, 15, 18, 21, 24)
"""Numbers of words in a BIP 39 mnemonic. So many equal word inputs in one form ask for one."""

MAX_FORMS_KEPT = 40
MAX_FIELDS_KEPT = 60
_MAX_TEXT = 120
_TYPED = CREDENTIALS - {"card"}
"""Kinds that are typed. A list to choose from takes none: "Choose your bank for online banking"."""
_BLIND = CREDENTIALS - {"password"} | {"id-number"}
_TAKEN = _BLIND - {"bank-login"} | {"bank-account"}
"""Kinds that an input may really ask for: _BLIND if its type is password, _TAKEN if it is tel or email."""
SILENT_TYPES = frozenset(("hidden", "submit", "button", "reset", "image", "checkbox", "radio", "range", "color", "search"))
ASIDE = re.compile(r"[(（][^()（）]*[)）]")
DENIED = re.compile(
    r"\b(?:never|not|don['’]t|won['’]t|without|no need|avoid|forgot|forgotten|lost|không|đừng|chưa|quên"
    r"|tidak|jangan|bukan|lupa|huwag|hindi|nakalimutan)\b"
    r"|ไม่|อย่า|ห้าม|ลืม"
    r"|不要|不用|无需|無需|不会|不會|勿|忘|ない|ません|않|마세요|잊|नहीं|न करें|भूल|មិន|កុំ|ភ្លេច|ບໍ່|ຢ່າ|ລືມ|မလို|မပေး|မေ့",
    re.IGNORECASE,
)
"""Words around an input that negate: they say what it is not for."""
_FORBIDDEN = re.compile(
    r"(?:(?<![^\W\d_])(?:please )?"
    r"(?:do not|don['’]t|never|no need to|avoid|(?:mohon |tolong )?jangan|tidak perlu|tak perlu|không(?: cần| nên)?|đừng"
    r"|chưa cần|vui lòng không|huwag(?: pong?| nang| ninyong?| mong?)?|hindi kailangang?)"
    r"\s+(?:[^\W\d_]+\s+){0,2}?(?:write|send|enter|put|includ(?:e|ing)"
    r"|shar(?:e|ing)|provid(?:e|ing)|post|type|add|submit|tulis(?:kan)?|kirim(?:kan)?|hantar|masukkan|sertakan|cantumkan|isi(?:kan)?|ghi|gửi|nhập|điền"
    r"|cung cấp|ilagay|isulat|ipadala|magpadala)(?![^\W\d_])"
    r"|(?:ห้าม|อย่า|ไม่ต้อง|กรุณาอย่า|โปรดอย่า)(?:ใส่|ส่ง|กรอก|ระบุ|พิมพ์|แจ้ง|เขียน)|"
    r"(?:请勿|請勿|不要|切勿|勿|无需|無需|不用)(?:在此)?(?:填写?|填寫|输入|輸入|发送|發送|写|寫|提供))"
    r"(?![^.!?;:|。！？；：\n]{0,60}?"
    r"(?:\bspaces?\b|dash|hyphen|spasi|dấu cách|khoảng trắng|เว้นวรรค|ขีด|空格))[^.!?;:|。！？；：\n]*",
    re.IGNORECASE,
)
"""The rest of a sentence that says what is not to be written: "Please do not include card details"."""
_WORD_INPUT = re.compile(r"^(?:word|w|phrase|seed|mnemonic|input|text|p)?[\s_\-#\[]*\d{1,2}\]?\.?$", re.IGNORECASE)
_POSTAL = re.compile(r"\bpin[\s_-]?code\b|पिन ?कोड", re.IGNORECASE)
"""In India a "PIN code" beside an address is a postal code."""
_METHODS = frozenset(("get", "post", "dialog"))
"""All that browsers know (HTML 4.10.18.6); any other is GET to them, and none is `BY_SCRIPT`, which only scripts are said to do."""
_LEAST_NAME = 2
"""A name of so few letters may be that of anything in a script."""
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
    made: frozenset[str] = frozenset()


def read_forms(
    document: Document,
    resolve: Callable[[str], tuple[str, str]],
    markup: bytes,
    written: Collection[str],
    *,
    checks_words: bool,
    made: Sequence[RawField] = (),
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
    sent, unknown, cut = _sent_by_scripts(document, markup if "gesture" in written else b"", everyone, loose, resolve)
    everyone = [*everyone, *sent]
    asked = {field.asks for form in everyone for field in form.fields} | {field.asks for field in loose}
    if _asks_seed(document.loose_fields) or (checks_words and _boxes_for_words(everyone, loose) == 1):
        asked.add("seed-phrase")
    forms = _foremost(everyone, MAX_FORMS_KEPT, _Importance())
    caps = [(limit("forms", MAX_FORMS_KEPT), len(everyone))] if len(forms) < len(everyone) else []
    caps += [(limit("receiver search pieces", cut), 0)] if cut else []
    if (longest := max((len(form.fields) for form in forms), default=0)) > MAX_FIELDS_KEPT:
        caps.append((limit("fields of a form", MAX_FIELDS_KEPT), longest))
        forms = [replace(form, fields=_asking(form.fields)) for form in forms]
    if len(loose) > MAX_FIELDS_KEPT:
        caps.append((limit("loose fields", MAX_FIELDS_KEPT), len(loose)))
    told = tuple(kind for kind in _ORDER if kind in asked)
    return Forms(tuple(forms), _asking(loose), told, tuple(caps), unknown, frozenset(_field(raw).asks for raw in made) - seen)


def _sent_by_scripts(
    document: Document, markup: bytes, forms: Sequence[Form], loose: Sequence[FormField], resolve: Callable[[str], tuple[str, str]]
) -> tuple[list[Form], bool, int]:
    """Return, for each further host to which scripts send what is typed, the form that takes secrets as if it named that host, as a
    `formaction` does; whether it is unknown where secrets are sent; and the limit that was reached, else 0."""
    taking = [any(field.asks in CREDENTIALS for field in form.fields) for form in forms]
    fields = forms[taking.index(True)].fields if any(taking) else _asking(loose)
    if not any(field.asks in CREDENTIALS for field in fields):
        return [], False, 0
    known = {form.action_host for form, takes in zip(forms, taking, strict=True) if takes}
    sent: list[Form] = []
    all_fields = [*((raw.fields, form.fields) for raw, form in zip(document.forms, forms, strict=True)), (document.loose_fields, loose)]
    written = [raw for raws, told in all_fields for raw, field in zip(raws, told, strict=True) if field.asks in CREDENTIALS]
    names = frozenset(name for raw in written for name in (raw.name, raw.id) if name)
    short = frozenset(name for name in names if len(name) <= _LEAST_NAME)
    ours, others = (
        frozenset(name for raw, one in zip(document.forms, taking, strict=True) if one is ours for name in raw.names)
        for ours in (True, False)
    )
    secrets = Secrets(names - short, ours, others - ours, short, whole=all(taking), before=_before_secrets(document.forms, forms))
    handlers, more = sending_handlers(markup)
    found = receivers([*document.scripts, *handlers], secrets)
    for address in found.addresses:
        action, host = resolve(address)
        if host and host not in known and len(sent) <= MAX_FORMS_KEPT:
            known.add(host)
            sent.append(Form(action=action, action_host=host, method=BY_SCRIPT, fields=fields))
    written_forms = [raw for raw, takes in zip(document.forms, taking, strict=True) if takes]
    unread = more or not document.caps.keys().isdisjoint((limit("scripts", MAX_SCRIPTS), limit("script chars", MAX_SCRIPT_CHARS)))
    unknown = found.unknown or unread or _is_moved(document, written_forms)
    unknown = unknown or (not found.known and _is_left_to_scripts(document, written_forms, loose))
    return sent, unknown, found.cut


def _before_secrets(raws: Sequence[RawForm], forms: Sequence[Form]) -> int:
    """Return how many boxes stand before the first secret, in the form where these are fewest. Scripts do not count pictures."""
    places = (
        [field.asks in CREDENTIALS for raw_one, field in zip(raw.fields, form.fields, strict=True) if raw_one.type != "image"]
        for raw, form in zip(raws, forms, strict=True)
    )
    return min((found.index(True) for found in places if True in found), default=0)


def _is_left_to_scripts(document: Document, forms: Sequence[RawForm], loose: Sequence[FormField]) -> bool:
    """Whether only scripts can send a secret as it is meant: it is in no form, or in one that would write it into the page's address."""
    unsent = any(raw.method.strip().lower() != "post" and _NOWHERE.fullmatch(raw.action or "") for raw in forms)
    return bool(document.scripts or document.script_sources) and (unsent or any(field.asks in CREDENTIALS for field in loose))


_NOWHERE = re.compile(r"\s*(?:#.*|javascript:.*)?", re.IGNORECASE | re.DOTALL)
_BASE = re.compile(r"[\"'`]base[\"'`]|<base\s", re.IGNORECASE)
_WHOLE_ADDRESS = re.compile(r"\s*(?:[a-z][a-z0-9+.-]{1,15}:|//|\\\\|\Z)", re.IGNORECASE)


def _is_moved(document: Document, forms: Sequence[RawForm]) -> bool:
    """Whether a script may set the base against which the address of a form counts."""
    relative = any(raw.action and _WHOLE_ADDRESS.match(raw.action) is None for raw in forms)
    return relative and any("href" in script and _BASE.search(script) is not None for script in document.scripts)


def _asking(fields: Sequence[FormField]) -> tuple[FormField, ...]:
    return tuple(_foremost(fields, MAX_FIELDS_KEPT, lambda field: not field.asks))


class _Importance:
    """The rank of each form in turn: the first that asks of each receiver, the others that ask, the rest."""

    def __init__(self) -> None:
        self._receivers: set[str] = set()

    def __call__(self, form: Form) -> int:
        if not any(field.asks for field in form.fields):
            return 2
        known = form.action_host in self._receivers
        self._receivers.add(form.action_host)
        return int(known)


def _foremost(found: Sequence[T], most: int, rank: Callable[[T], int]) -> Sequence[T]:
    """Return at most `most` items in their own order; those of the lowest rank take precedence."""
    if len(found) <= most:
        return found
    ranked = sorted(range(len(found)), key=[rank(one) for one in found].__getitem__)
    return [found[index] for index in sorted(ranked[:most])]


def _form(raw: RawForm, resolve: Callable[[str], tuple[str, str]]) -> Form:
    action, host = resolve(raw.action) if raw.action else ("", "")
    fields = tuple([_field(field) for field in raw.fields])
    if _asks_seed(raw.fields) and not any(field.asks == "seed-phrase" for field in fields):
        fields = tuple(
            FormField(asks="seed-phrase", type=f.type, name=f.name, label=f.label) if f.type not in SILENT_TYPES else f for f in fields
        )
    if any(field.asks == "address" for field in fields):
        fields = tuple([replace(f, asks="address") if f.asks == "pin" and _POSTAL.search(f"{f.label} {f.name}") else f for f in fields])
    if any(_other_card(field.label) == OTHER_CARD for field in fields) and not any(field.asks == "card" for field in fields):
        fields = tuple([replace(f, asks="password" if f.type == "password" else "") if _is_bare_pin(f) else f for f in fields])
    method = raw.method.strip().lower()
    return Form(action=action, action_host=host, method=method if method in _METHODS else "get", fields=fields)


_BARE_PIN = re.compile(r"(?:(?:your|kode|nombor|mã|รหัส) ?)?(?:pin(?: code| number)?|暗証番号|핀 ?번호|พิน|पिन)", re.IGNORECASE)
_BESIDE = " *:.,()[]-–：（）"
"""What may stand around the words of a label."""


def _is_bare_pin(field: FormField) -> bool:
    """Whether it asks for a PIN without a word of whose. Beside the number of a library's card it is the library's."""
    return field.asks == "pin" and _BARE_PIN.fullmatch(field.label.strip(_BESIDE)) is not None


def _field(raw: RawField) -> FormField:
    label = " ".join((raw.label or raw.placeholder or raw.nearby).split())[:_MAX_TEXT]
    return FormField(asks=asks(raw), type=(raw.type or raw.tag)[:20], name=(raw.name or raw.id)[:_MAX_TEXT], label=label)  # type: ignore[arg-type]


def asks(raw: RawField) -> str:
    """Return what one input asks for; "" if nothing known."""
    said = _said(raw)
    return "otp" if raw.digits and said in ("", "phone") else said or _by_mask(raw)


def _said(raw: RawField) -> str:
    """The same by words, types and the text beside it."""
    kind = raw.type or ("text" if raw.tag == "input" else raw.tag)
    if kind in SILENT_TYPES:
        return ""
    table = field_words()
    named = [word for word in raw.autocomplete.split() if word != "webauthn"]  # "webauthn" may follow the field name
    if said := table.autocomplete.get(named[-1], "") if named else "":
        return said
    described = _described(_words(raw))
    if described in ("card", "pin") and _other_card(seen := _told(f"{raw.placeholder} | {'' if raw.unseen else raw.label}"[:400])):
        described = _described(seen)  # a label "Library card number" overrules the name card_number, which no visitor sees
    if kind == "select" and described in _TYPED:
        described = ""
    typed = table.types.get(kind, "")
    if typed == "password":  # codes and numbers are often masked like passwords
        beside = "" if described else _described(raw.nearby)
        # an id number beside a password does not count: schools let people log in with it
        return described if described in _BLIND else beside if beside in _BLIND - {"id-number"} else typed
    if typed and typed != "file":  # other things than phone numbers are typed on a phone's keypad
        seen = f"{raw.label} | {raw.placeholder}"[:400]
        names = f"{raw.name} {raw.id}"[:400]
        for words in (seen, names) if _described(seen) else (names, raw.nearby):
            if (rather := _rather(words, typed)) or _described(words) == typed:
                return rather or typed
        return typed
    return typed or described or _described(raw.nearby)


_MASKS = {
    "card": re.compile(r"(?:[0-9•●*]{4} ){3}[0-9•●*]{4}"),  # with dashes or letters it may be a voucher's code or a program's key
    "id-number": re.compile(
        r"[x#_0-9]{3}-[x#_0-9]{2}-[x#_0-9]{4}|[x#_0]{3}\.[x#_0]{3}\.[x#_0]{3}-[x#_0]{2}|[x#_0-9]{6}-[x#_0-9]{2}-[x#_0-9]{4}"
        r"|[x#_0]-[x#_0]{4}-[x#_0]{5}-[x#_0]{2}-[x#_0]|[x#_0]{6}-[x#_0]{7}",
        re.IGNORECASE,
    ),  # of the United States, Brazil, Malaysia, Thailand, Korea
}
"""Kind -> how what is to be typed is shown where no word says it: the words are a picture, and the digits stand in the box."""


def _by_mask(raw: RawField) -> str:
    """Return what the digits in an empty box ask for; "" where a label or words near it say something, for which they are an example."""
    if (raw.type or "text") in SILENT_TYPES or raw.label.strip() or raw.nearby.strip():
        return ""
    shown = raw.placeholder.strip()
    return next((kind for kind, mask in _MASKS.items() if mask.fullmatch(shown)), "")


def is_described(raw: RawField) -> bool:
    """Return whether an input says what it is for in known words. A type alone does not count, because the input may ask for more."""
    if not _said(raw):  # digits in the box are read where no word beside it says more
        return False
    kind = raw.type or raw.tag
    return kind not in field_words().types or bool(_described(_words(raw)))


def _words(raw: RawField) -> str:
    """Return the words of an input about itself, without what they say is not to be entered."""
    return _told(" | ".join((raw.name, raw.id, raw.placeholder, raw.label))[:400])


def _told(words: str) -> str:
    words = ASIDE.sub(lambda aside: " " if DENIED.search(aside[0]) else aside[0], words) if "(" in words or "（" in words else words
    return _FORBIDDEN.sub(" ", words) if DENIED.search(words) else words


@lru_cache(maxsize=1_024)
def _described(words: str) -> str:
    """Return the kind that the words describe. Cached, because most pages use the same few field names."""
    return field_words().kind_of(words) if words else ""


@lru_cache(maxsize=512)
def _other_card(words: str) -> str:
    return field_words().other_card(words) if words else ""


@lru_cache(maxsize=512)
def _rather(words: str, typed: str) -> str:
    return field_words().rather(words, typed, _TAKEN) if words else ""


_WORDY = frozenset(("text", "textarea", "password", "input"))
_NO_BOX = re.compile(r"search|query|\b[qs]\b|user|login|pass|amount|address", re.IGNORECASE)
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
