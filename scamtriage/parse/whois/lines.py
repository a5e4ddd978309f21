"""Split a WHOIS answer of any format into keyed values.

Formats: colons, dotted leaders, brackets, columns, headings with blocks below them, and plain sentences.
"""

import re
from dataclasses import dataclass, field, replace

from scamtriage.knowledge.registry.registries import Registries
from scamtriage.parse.whois.items import (
    MAX_ITEMS,
    MAX_LINE_CHARS,
    MAX_LINES,
    OF_PERSONS,
    PARENTHESES,
    Answer,
    Item,
    looks_like_host,
    normal_key,
)
from scamtriage.records import lazy_re

_KEY_CHARS, _MOST_CHARS = 64, 240
"""Of a key, without and with what it explains in brackets: that of .hk takes 150 to say which name of a company is meant."""
_LIST_LETTER = lazy_re.compile(r"(?:[a-z]|\d{1,2}[a-z]?)\.\s+(?=\S)|[a-z]\s{1,3}(?=\[)", re.ASCII)
_BRACKET = lazy_re.compile(r"\[([^\[\]]{1,60})\]\s*(.*)")
_RWHOIS = lazy_re.compile(r"[a-z]{3,20}:([A-Z][A-Za-z-]{1,40})(?:;[A-Z])?:(.*)")  # RFC 2167: class, attribute, value
_REMARK_HEADING = lazy_re.compile(r"[%#]{1,2}\s{0,4}([^%#:\n]{3,40}):")
_BRACKETED = lazy_re.compile(r"\[[^\[\]]*\]")
_DOTTED = lazy_re.compile(r"([^.:]{2,50}?)\s?#?\.{3,}\s?:?\s*(.*)")
_COLUMNS = lazy_re.compile(r"([^\s].{1,40}?)(?:\t\s*|\s{2,})(\S.*)")
_SENTENCE = lazy_re.compile(
    r"(?:(?:the |this )?(?:domain|record|domain name)(?: was| is| has been| will)? )?"
    r"(?P<what>registered|created|activated|expires?|will expire|last updated|last modified|updated|modified)(?: on| until| at| date)?\s+"
    r"(?P<when>(?:before )?(?:\d|[a-z]{3,9},? {1,2}(?:[a-z]{3} {1,2})?\d).{3,60})",
    re.IGNORECASE,
)
_SENTENCE_FIELD = {
    "registered": "created",
    "created": "created",
    "activated": "created",
    "expire": "expires",
    "expires": "expires",
    "will expire": "expires",
}
_WRITTEN = frozenset({"address", "street", "city", "first name", "last name", "remarks", "postal address", "administrator"})
"""Further keys whose value, if it stands on their own line, a person wrote. The keys of the registrant himself are the registries'."""
_OF_THE_DOMAIN = {"created", "expires", "updated", "nameservers", "status", "dnssec", "registrar"}  # a contact has none of these but dates


def _unquoted(value: str) -> str:
    """Strip quotation marks around the whole value, or an unpaired one. Quotes around a part ('OOO "ABC"') stay."""
    bare = value.strip(' \t"') if '"' in value else value
    return value if '"' in bare else bare


def read(text: str, registries: Registries) -> Answer:
    """Read an answer in linear time. The grammar is the union of all formats in use, so it needs no hint about the registry."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reader = _Reader(registries)
    for line in lines[:MAX_LINES]:
        reader.line(line[:MAX_LINE_CHARS])
    reader.end_paragraph()
    kept = tuple(stripped for line in lines[:MAX_LINES] if (stripped := line[:MAX_LINE_CHARS].strip()))
    return Answer(
        items=tuple(reader.items),
        lines=kept,
        cut=max(0, len(lines) - MAX_LINES),
        shortened=sum(len(line) > MAX_LINE_CHARS for line in lines[:MAX_LINES]),
        full=len(reader.items) >= MAX_ITEMS,
    )


@dataclass(slots=True)
class _Reader:
    """The parser's state between two lines: the current section heading, the open block and the current paragraph."""

    known: Registries
    items: list[Item] = field(default_factory=list)
    number: int = 0
    """The number of the current paragraph."""
    start: int = 0
    """The index of the paragraph's first item."""
    section: str = ""
    section_indent: int = -1
    section_indented: bool | None = None
    """Whether the lines below the heading are indented; None before the first one."""
    section_bracket: bool = False
    """The heading is written in brackets."""
    section_number: int = -1
    """The number of the paragraph that contains the heading."""
    field_indent: int = -1
    """The indentation of the first field below the heading; -1 before it."""
    block: str = ""
    """The key to which plain lines are added; "" if there is none."""
    block_raw: str = ""
    block_indent: int = 0
    block_empty: bool = True
    block_told: bool = False
    """The value begins on the key's own line. A heading with lines below it is not told ("Registrant:", .uk)."""
    block_gap: bool = False
    """A blank line follows the block's key. A known heading is then not a value of the block."""

    def line(self, line: str) -> None:
        stripped = line.strip()
        if not stripped:
            if not self.block_empty:
                self.block = ""
            self.block_gap = True
            self.end_paragraph()
            return
        if stripped[0] in "%#;>" or len(self.items) >= MAX_ITEMS:
            if stripped[-1] == ":" and (remark := _REMARK_HEADING.fullmatch(stripped)) is not None:
                self._remark_heading(self._key(remark[1]))
            return
        line = line.expandtabs(8) if "\t" in line else line
        indent = len(line) - len(line.lstrip())
        if stripped[0] == "*":
            stripped = stripped.strip("* ")
        if (letter := _LIST_LETTER.match(stripped)) is not None:
            stripped = stripped[letter.end() :]
        stripped = stripped.strip()  # a line may consist of such a mark and Unicode white space only
        if not stripped:
            return
        if (sentence := _SENTENCE.fullmatch(stripped)) is not None and not (self.block_told and self._goes_on(indent)):
            name = _SENTENCE_FIELD.get(sentence["what"].lower(), "updated")
            self._leave_section(indent, bracket=False)
            self._add(name, sentence["when"], sentence["what"], indent, sentence=True)
        elif (pair := self._pair(stripped)) is not None:
            self._keyed(*pair, indent, bracket=stripped[0] == "[")
        else:
            self._plain(stripped.removeprefix("- "), indent)

    def _pair(self, stripped: str) -> tuple[str, str] | None:
        """Return the key and value of a line, or None if it has no key."""
        if self.block and self._collects_hosts() and looks_like_host(stripped.split(None, 1)[0]):
            return None
        if stripped[0] == "[":
            match = _BRACKET.fullmatch(stripped)
            return (match[1], match[2]) if match is not None else None
        if (match := _RWHOIS.fullmatch(stripped)) is not None:
            return match[1], match[2]
        key, colon, value = stripped.partition(":")
        if (
            colon
            and not value.startswith("//")
            and 0 < len(key.rstrip(". \t")) <= _MOST_CHARS
            and len(PARENTHESES.sub("", key).rstrip(". \t")) <= _KEY_CHARS
            and not key.lstrip()[0].isdigit()
            and key.count(" ") < 30
        ):
            return key.rstrip(". \t"), value.lstrip(":")
        if (match := _DOTTED.fullmatch(stripped)) is not None:
            return match[1], match[2]
        if (match := _COLUMNS.fullmatch(stripped)) is not None and match[1][-1] not in ".,;" and normal_key(match[1]) in self.known.keys:
            return match[1], match[2]
        return None

    def _key(self, raw: str) -> str:
        """Return the normal form of a key. For a bilingual key ("Estado / Status") it is the known half."""
        key = normal_key(raw)
        if key in self.known.keys or "/" not in raw:
            return key
        halves = [normal_key(half) for half in raw.split("/")]
        return next((half for half in halves if half in self.known.keys or half in self.known.contacts), key)

    def _first_key(self) -> str:
        return self.items[self.start].key if self.start < len(self.items) else ""

    def _collects_hosts(self) -> bool:
        return self.known.keys.get(self.block, ("", 0))[0] == "nameservers"

    def _keyed(self, raw_key: str, value: str, indent: int, *, bracket: bool) -> None:
        key, value = self._key(raw_key), _unquoted(value.strip())
        value = (
            "" if value.startswith("!") or (key in self.known.contacts and _BRACKETED.fullmatch(value)) else value
        )  # "!…" is a type, and a bracketed value of a contact a translation
        if key == "name" and not self.section and looks_like_host(value):
            key = "domain name"
        if self._goes_on(indent):
            self.items.append(Item(key, value, self.section, contact=True, nested=True, paragraph=self.number, raw_key=raw_key.strip()))
            return
        if key in self.known.starts or (key in self.known.objects and self._first_key() in self.known.objects):
            self.end_paragraph()
        self._leave_section(indent, bracket=bracket)
        if not value:
            self._open_section(key, indent, bracket=bracket)
        self.block, self.block_raw, self.block_indent, self.block_empty, self.block_gap = key, raw_key, indent, not value, False
        self.block_told = bool(value)
        self._add(key, value, raw_key.strip(), indent)

    def _goes_on(self, indent: int) -> bool:
        """Whether a line continues a value that a person wrote."""
        if indent <= self.block_indent or self.block_empty:
            return False
        if self.block.startswith(OF_PERSONS):
            return True
        return self.block_told and (self.block in _WRITTEN or self.known.keys.get(self.block, ("", 0))[0].startswith("registrant"))

    def _add(self, key: str, value: str, raw_key: str, indent: int, *, block: bool = False, sentence: bool = False) -> None:
        contact = self._in_contact()
        if contact and self.field_indent < 0 and (block or self.section != key):
            self.field_indent = indent
        nested = contact and (bool(self.section_indented) or indent > self.field_indent >= 0)
        if sentence and self.section_number != self.number:  # in a paragraph of its own, the sentence is the registry's
            contact = nested = contact and any(item.contact for item in self.items[self.start :])
        self.items.append(Item(key, value, self.section, contact, block=block, nested=nested, paragraph=self.number, raw_key=raw_key))

    def _plain(self, stripped: str, indent: int) -> None:
        heading = self._key(stripped) if len(stripped) <= _KEY_CHARS and stripped[-1] not in ".,;" else ""
        known = heading in self.known.contacts or heading in self.known.keys
        below = indent > self.block_indent or (indent == self.block_indent and self.block_empty) or self._same_block(indent)
        if self.block and below and not (known and self.block_gap and indent <= self.block_indent):
            if self.section_indented is None:
                self.section_indented = indent > self.section_indent
            self._add(self.block, stripped, self.block_raw, indent, block=True)
            self.block_empty = False
        elif known:
            self._open_section(heading, indent)
            self.block, self.block_raw, self.block_indent, self.block_empty, self.block_gap = heading, stripped, indent, True, False
            self.block_told = False
        else:
            self.block = ""

    def _same_block(self, indent: int) -> bool:
        last = self.items[-1] if self.items else None
        return last is not None and last.block and last.key == self.block and indent == self.block_indent

    def _open_section(self, key: str, indent: int, *, bracket: bool = False) -> None:
        if key not in self.known.contacts and key not in self.known.keys and self.section_indented and indent > self.section_indent:
            return  # an empty field inside a part does not end it
        if (
            key not in self.known.contacts
            and key not in self.known.keys
            and self.section in self.known.contacts
            and not self.section_indented
        ):
            return
        self.section, self.section_indent, self.section_indented, self.section_bracket = key, indent, None, bracket
        self.section_number, self.field_indent = self.number, -1

    def _remark_heading(self, key: str) -> None:
        """Open a section whose heading is a remark ("% Registrant:", .ua); its fields are not indented."""
        if key in self.known.contacts or self.known.keys.get(key, ("", 0))[0] == "registrar":
            self.end_paragraph()
            self.section, self.section_indent, self.section_indented, self.section_bracket = key, 0, None, False
            self.block, self.section_number, self.field_indent = "", self.number, -1

    def _leave_section(self, indent: int, *, bracket: bool) -> None:
        if not self.section:
            return
        if bracket and self.section_bracket:  # a bracketed heading without a value ("[Registrant]"), followed by the next field in brackets
            self.section, self.section_indent, self.section_indented = "", -1, None
            return
        if self.section_indented is None:
            self.section_indented = indent > self.section_indent
        if (self.section_indented and indent <= self.section_indent) or indent < self.section_indent:
            self.section, self.section_indent, self.section_indented = "", -1, None

    def _in_contact(self) -> bool:
        return self.section in self.known.contacts

    def end_paragraph(self) -> None:
        """Classify the paragraph that ends here, now that all its items are known."""
        paragraph = self.items[self.start :]
        if not paragraph:
            return
        keys = {item.key for item in paragraph}
        fields = {self.known.keys.get(key, ("", 0))[0] for key in keys}
        if "domain" not in fields and (paragraph[0].key in self.known.objects or keys & self.known.marks):
            self.items[self.start :] = [replace(item, foreign=True) for item in paragraph]
        elif fields <= _OF_THE_DOMAIN and paragraph[0].contact and self.section_indented is False:
            self.items[self.start :] = [
                replace(item, contact=False, nested=False) for item in paragraph
            ]  # flat domain fields below the last contact
            self.section, self.section_indent, self.section_indented = "", -1, None
        self.start, self.number = len(self.items), self.number + 1
