"""Inputs that are drawn as passwords, or made ones, and are of another type: browsers warn of passwords, and scanners look for them."""

import re
from collections.abc import Iterable
from itertools import islice

from scamtriage.parse.html.document import Document, Given, RawField
from scamtriage.records import lazy_re

_MASKS = lazy_re.compile(r"text-security\s{0,4}:\s{0,4}(?!none|inherit|initial|unset|revert)[a-z]", re.IGNORECASE)
_RULE = lazy_re.compile(rb"text-security\s{0,4}:\s{0,4}(?!none|inherit|initial|unset|revert)[a-z]", re.IGNORECASE)
_MAX_RULES, _BODY_BYTES, _SELECTOR_BYTES = 20, 2_000, 600
_SELECTOR_BEGINS = lazy_re.compile(rb"[{}<;]|\*/")
_LAST = lazy_re.compile(r"[^\s>+~]*\Z")
_ASIDE = lazy_re.compile(r":(?:not|is|where|has)\([^()]{0,200}+\)?")
_PART = lazy_re.compile(r"([.#])([\w-]+)|\[\s*(name|id|type)\s*=\s*[\"']?([\w-]+)")
_TEXTS = frozenset(("", "text", "tel", "number", "email", "search"))
_MADE = lazy_re.compile(
    r"(?:\b([\w$]{1,60})[\"'`)\]]{0,3})?(?:(?:\.type|\[[\"'`]type[\"'`]\])\s{0,4}=\s{0,4}[\"'`]password[\"'`]"
    r"|\.(?:setAttribute|attr|prop)\s{0,4}\(\s{0,4}[\"'`]type[\"'`]\s{0,4},\s{0,4}[\"'`]password[\"'`])"
)
_WRITTEN = lazy_re.compile(r"password(?<=[\"'`]password)[\"'`]")
"""What stands in each of them, and begins with letters: soon found, or passed over."""
_ADDS = lazy_re.compile(r"createElement\s{0,4}\(\s{0,4}[\"'`](?:input|INPUT)[\"'`]")
_QUOTED = lazy_re.compile(r"[\"'`#]([\w-]{1,80})(?=[\"'`])")
_GIVEN = lazy_re.compile(r"\b([\w$]{1,60}+)\s{0,4}=(?!=)([^;\n=]{1,200}+)")
"""A name, and what it is given."""
_MAX_MADE = 20


def is_masked(given: Given) -> bool:
    """Return whether an input shows dots instead of what is typed, by its own style, or from when it is typed into, by its own script."""
    if (given.get("type") or "").strip().lower() not in _TEXTS:
        return False
    if "text-security" in (style := (given.get("style") or "").lower()) and _MASKS.search(style) is not None:
        return True
    return any(name[:2] == "on" and does and "password" in does and _MADE.search(does) is not None for name, does in given.items())


def mark_masked(document: Document, markup: bytes) -> None:
    """Make passwords of the inputs of which a style sheet in the markup shows dots alone, and of those that a script makes passwords. The
    markup is empty if no such sheet is written in it.

    Of selectors classes, ids and three attributes are read. A script must name the input, or give a type to what was given one it names
    or makes: those that show and hide what is typed, and libraries that make inputs, stand on all pages of a site. What a script adds is an
    input outside forms.
    """
    fields = [*document.loose_fields, *(field for form in document.forms for field in form.fields)]
    texts = [field for field in fields if field.tag == "input" and field.type in _TEXTS]
    masked = {*_masked(markup)} if texts else ()
    for field in texts if masked else ():
        own = {f".{word}" for word in field.classes.split()} | {f"#{field.id}", f"[id={field.id}]", f"[name={field.name}]"}
        own.add(f"[type={field.type or 'text'}]")
        if any(said <= own for said in masked):
            field.type = "password"
    by_name: dict[str, list[RawField]] = {}
    for field in texts:
        for name in filter(None, {field.id, field.name}):
            by_name.setdefault(name, []).append(field)
    for script in document.scripts:
        if _WRITTEN.search(script) is None or not (made := {match[1] for match in islice(_MADE.finditer(script), _MAX_MADE)} - {None}):
            continue
        given = {name: gives for name, gives in _GIVEN.findall(script) if name in made}
        named = made | {name for gives in given.values() for name in _QUOTED.findall(gives)}
        for name in by_name.keys() & named:
            for field in by_name[name]:
                field.type = "password"
        if any(_ADDS.search(gives) is not None for gives in given.values()):
            document.loose_fields.append(RawField(type="password"))


def _masked(markup: bytes) -> Iterable[frozenset[str]]:
    """Yield what the last part of each selector of such a rule asks of an input; nothing for one that asks what is not read."""
    for masks in islice(_RULE.finditer(markup), _MAX_RULES):
        opened = markup.rfind(b"{", max(0, masks.start() - _BODY_BYTES), masks.start())
        if opened < 0:
            continue
        before = markup[max(0, opened - _SELECTOR_BYTES) : opened]
        begins = max((cut.end() for cut in _SELECTOR_BEGINS.finditer(before)), default=0)
        for selector in before[begins:].decode("utf-8", "replace").split(","):
            last = _LAST.search(_ASIDE.sub("", selector).strip())
            said = frozenset(f"{m[1]}{m[2]}" if m[1] else f"[{m[3]}={m[4]}]" for m in _PART.finditer(last[0])) if last else frozenset()
            if last and said and last[0].count("[") == sum(one[0] == "[" for one in said):
                yield said
