"""Where scripts send what forms ask the victim for."""

import re
from collections.abc import Callable, Sequence

from scamtriage.parse.html.document import MAX_SCRIPT_CHARS, MAX_SCRIPTS, Document, RawForm
from scamtriage.parse.html.forms.kept import MAX_FORMS_KEPT, asking
from scamtriage.parse.html.scripts.handlers import sending_handlers
from scamtriage.parse.html.scripts.named_boxes import Secrets
from scamtriage.parse.html.scripts.receivers import receivers
from scamtriage.records import lazy_re
from scamtriage.records.facts import Form, FormField
from scamtriage.records.facts.page_parts import BY_SCRIPT, CREDENTIALS
from scamtriage.records.limits import limit

_LEAST_NAME = 2
"""A name of so few letters may be that of anything in a script."""


def sent_by_scripts(
    document: Document, markup: bytes, forms: Sequence[Form], loose: Sequence[FormField], resolve: Callable[[str], tuple[str, str]]
) -> tuple[list[Form], bool, int]:
    """Return, for each further host to which scripts send what is typed, the form that takes secrets as if it named that host, as a
    `formaction` does; whether it is unknown where secrets are sent; and the limit that was reached, else 0."""
    taking = [any(field.asks in CREDENTIALS for field in form.fields) for form in forms]
    fields = forms[taking.index(True)].fields if any(taking) else asking(loose)
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


_NOWHERE = lazy_re.compile(r"\s*(?:#.*|javascript:.*)?", re.IGNORECASE | re.DOTALL)
_BASE = lazy_re.compile(r"[\"'`]base[\"'`]|<base\s", re.IGNORECASE)
_WHOLE_ADDRESS = lazy_re.compile(r"\s*(?:[a-z][a-z0-9+.-]{1,15}:|//|\\\\|\Z)", re.IGNORECASE)


def _is_moved(document: Document, forms: Sequence[RawForm]) -> bool:
    """Whether a script may set the base against which the address of a form counts."""
    relative = any(raw.action and _WHOLE_ADDRESS.match(raw.action) is None for raw in forms)
    return relative and any("href" in script and _BASE.search(script) is not None for script in document.scripts)
