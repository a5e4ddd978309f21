"""Output texts in the user's language: one catalogue per language, with English as source and fallback.

A catalogue is `sentences/<language>.toml`: the reasons by signal, then tables of words. `[phrases]` holds the templates of the outputs and
`[evidence]` complete sentences of evidence and rulings. `[meaning]`, `[term]`, `[question]` and `[mistaken]` are those of
`explain`, `[owner]` whose a service number is. The other tables translate one kind of code each ("verdict", "type", "state", …).
Keys are the English texts, so a new phrase needs no id and no second file.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, reduce
from operator import itemgetter
from string import Formatter
from typing import Any

from scamtriage.knowledge import countries
from scamtriage.knowledge.english import WORDS
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.knowledge.language import brands
from scamtriage.knowledge.language.quoting import within_marks
from scamtriage.knowledge.loading import BadTable, read_table
from scamtriage.records import lazy_re
from scamtriage.records.facts import OBSERVED_BY

LANGUAGES = ("en", "th", "ms", "id", "vi", "zh")
TAGS = {"zh": "zh-Hans"}
"""BCP 47 tags that differ from the option's value."""

SPOKEN = {
    "side": "side", "kinds": "asks", "asks": "asks", "type": "type", "types": "type", "about": "type", "devices": "device",
    "settings": "device", "differed": "differed", "profile": "profile", "barrier": "barrier", "kind": "kind", "place": "place",
    "trait": "trait", "traits": "traits", "channel": "channel", "messenger": "contact", "detail": "detail", "scheme": "detail",
    "limits": "cap", "cap": "cap", "of": "stand-in",
    "where": "where", "why": "evidence", "outcome": "outcome", "family": "family", "verdict": "verdict", "mode": "mode",
    "scripts": "script", "script": "script", "currency": "stand-in", "brand": "stand-in", "quote": "stand-in", "stage": "label",
    "accounts": "account", "standing": "standing", "times": "standing", "moment": "moment", "count": "count", "status": "epp",
}  # fmt: skip
"""Placeholders whose values are our own words, not a target's -> the table that translates them."""
LISTED = frozenset({"words", "terms", "pieces", "what"})
"""Placeholders whose values are quoted texts of a page or name. Only the separators and brackets are ours to translate."""
QUOTED = frozenset({"quote", "title", "rate"})
"""Placeholders of whole sentences of a page, which stand between “ and ”."""
_IN_ENGLISH = {name: kind for name, kind in SPOKEN.items() if kind in WORDS} | {"type": "scheme", "about": "scheme"}
"""The same of English, whose other values are said as they are. The kinds in front of a report stay codes, which `explain` takes."""
_OF_COUNTRIES = frozenset({"country", "claimed"})
"""Placeholders whose values are codes of countries."""
COMMAS = frozenset({"vi", "id"})
"""Languages that write 1.234,5 for 1,234.5."""
UNSPACED = frozenset({"zh"})
"""Languages that write a space beside foreign letters and figures, and none between their own."""
NUMBERS = frozenset({
    "factor", "nats", "adds", "takes", "count", "coverage", "probability", "prior", "low", "high", "seconds", "bytes", "days", "years",
    "hours", "given", "places", "percent", "most", "kept", "bits", "same",
})  # fmt: skip
"""Placeholders whose values are numbers of ours. Those of a target, addresses, versions and codes stay as they are."""
WHOLE = frozenset({"phrases", "evidence", "traits", "channel", "stand-in", "standing", "script", "meaning", "term", "question", "mistaken"})
"""Tables whose texts are no comma-separated lists."""
MOST_CHARS = 1_000
"""Maximum length of a text to translate. A longer one is not ours and is not matched with the templates."""
DEEPEST = 6
"""Maximum nesting of translated texts; text from a server could seem to nest without end."""
_REASON = "{stage}: {why}"
_COUNTED = lazy_re.compile(
    r"{(\w+)} ((?:other |different |more |minor |refused |incomplete |bare |glued |sentence |markup |script |mail header )?"
    r"(?:character|day|digit|finding|hour|hyphen|letter|line|name|number|organisation|part|plan|product|row|seam|site|thing|time|word|year))s\b"
    r"(?:(?P<of>(?: of [a-z' ]+?| below {\w+})?) (?P<verb>are|stand|occur|rest)\b)?"
)
_COLLECTORS = lazy_re.compile(rf"; (?=(?:{'|'.join(OBSERVED_BY)}): )")
"""The separator between the reasons of two collectors."""
_COLLECTOR = lazy_re.compile(rf"({'|'.join(OBSERVED_BY)}): ")
"""The collector whose reason follows."""
_OF_ONE = {"are": " is", "stand": " stands", "occur": " occurs", "rest": " rests", None: ""}
"""Singular forms, which only English needs."""
PLACEHOLDER = lazy_re.compile(r"{(\w+)")
_NUMBER = lazy_re.compile(r"[-+<>]*[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?%?")
_FULL = r"[\u2018\u2019\u201c\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
"""Letters and punctuation as wide as a Chinese letter; Chinese writes its quotation marks and its ellipsis so, too."""
_FULL_WIDTH = lazy_re.compile(_FULL)
_SPACED = lazy_re.compile(rf"((?<={_FULL}) )?{{(\w+)}}( (?={_FULL}))?")
"""A placeholder with the spaces between it and letters of Chinese."""
_SWAPPED = str.maketrans(".,", ",.")


@dataclass(frozen=True, slots=True)
class Speech:
    """The catalogue of one language. That of English has words for codes alone: the program's own texts are English."""

    language: str
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Signal -> sentence."""
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Kind -> English -> translation."""
    _patterns: dict[str, list[tuple[re.Pattern[str], str]]] = field(default_factory=dict, repr=False)
    """Kind -> regexes that match its filled templates; created on demand."""

    @property
    def _is_english(self) -> bool:
        return self.language == "en"

    @property
    def tag(self) -> str:
        """The BCP 47 tag, for HTML."""
        return TAGS.get(self.language, self.language)

    def say(self, english: str, /, **shown: Any) -> str:
        """Translate a phrase and fill its placeholders, translating our own words among the values."""
        template = english if self._is_english else self.tables["phrases"].get(english, english)
        return self._filled(template, shown) if shown else template

    def joined(self, said: Iterable[str], by: str = "{sentence}; {more}") -> str:
        """Join texts, two at a time, with a phrase such as "{sentence} and {more}"; "" if there are none."""
        first, *rest = said if (said := [*said]) else [""]
        return reduce(lambda sentence, more: self.say(by, sentence=sentence, more=more), rest, first)

    def body(self, name: str, at_home: str = "") -> str:
        """Return an organisation's local name with our name for it, if this language is that of its country."""
        at_home = at_home or brands.load().at_home(name, self.language)
        if not at_home:
            return self.word("stand-in", name)
        return at_home if name.casefold() in at_home.casefold() else self.say("{local} ({name})", local=at_home, name=name)

    def word(self, kind: str, text: str, depth: int = 0) -> str:
        """Translate a code or a complete English text. Unknown text, such as a target's, is returned unchanged."""
        table = self.tables.get(kind)
        if table is None or not text or len(text) > MOST_CHARS or depth > DEEPEST:
            return text
        known = table.get(text) or table.get(text.replace(" ", "-"))  # codes are also shown as words: "gov police"
        if known:
            return known
        if len(each := _COLLECTORS.split(text)) > 1:  # before a template takes the next reason as part of its own
            return "; ".join(self.word(kind, part, depth + 1) for part in each)
        if kind == "evidence" and (whose := _COLLECTOR.match(text)) is not None:
            return self._filled(table.get(_REASON, _REASON), {"stage": whose[1], "why": text[whose.end() :]}, depth + 1)
        if ", " in text and kind not in WHOLE:
            return self.say(", ").join(self.word(kind, part, depth + 1) for part in text.split(", "))
        for pattern, template in self._recognisers(kind, table):
            if (match := pattern.fullmatch(text)) is not None:
                said = {name: self._listed(value) if value[0] == "'" else value for name, value in match.groupdict().items()}
                return self._filled(template, said, depth + 1)
        return "; ".join(self.word(kind, part, depth + 1) for part in text.split("; ")) if "; " in text else text

    def countries(self, codes: str) -> str:
        """Return the names of countries given as codes, separated by commas."""
        return self.say(", ").join(countries.name(code, self.language) for code in codes.split(", "))

    def number(self, written: str) -> str:
        """Return a number, written as in English, as this language writes it. Anything that is no number is returned unchanged."""
        return written.translate(_SWAPPED) if self.language in COMMAS and _NUMBER.fullmatch(written) else written

    def because(self, row: Row, shown: Mapping[str, Any], value: float | None) -> str:
        """Return the row's sentence with the numbers and words that mattered."""
        template = self.reasons.get(row.id, row.because) if self.reasons else row.because
        if "{" not in template:
            return template
        if not QUOTED.isdisjoint(shown):
            shown = {name: within_marks(said) if name in QUOTED and isinstance(said, str) else said for name, said in shown.items()}
        if self.language == "en" and (said := _at_once(template, shown)):
            return said
        try:
            return self._filled(template, shown)
        except KeyError:  # `value` itself is missing, or this finding lacks a value
            return self._filled(template, {**dict.fromkeys(PLACEHOLDER.findall(template), "…"), **shown, "value": value})

    def _listed(self, quoted: str) -> str:
        """Translate the separators and brackets of a list of quotations."""
        if quoted.endswith("' …"):  # the list is cut
            return self._listed(quoted.removesuffix(" …")) + self.say(" …")
        if len(quoted) > len("''") and quoted[0] == quoted[-1] == "'":  # quoted parts of a name, which contain no commas or quotation marks
            return self.say(", ").join(self.say("'{word}'", word=part) for part in quoted[1:-1].split("', '"))
        among = quoted.replace("”, “", f"”{self.say(', ')}“")
        if among.startswith(" (“") and among.endswith("”)"):
            return self.tables.get("traits", {}).get(" ({trait})", " ({trait})").format(trait=among[2:-1])
        return among

    def _filled(self, template: str, shown: Mapping[str, Any], depth: int = 0) -> str:
        if self._is_english:
            if said := _at_once(template, shown):
                return said
            if 1 in shown.values():
                template = _COUNTED.sub(lambda match: _of_one(match) if shown.get(match[1]) == 1 else match[0], template)
        shown = self.values(shown, depth)
        if self.language in UNSPACED:
            template = _SPACED.sub(lambda match: _closed_up(match, str(shown.get(match[2], ""))), template)
        if "{" not in template:
            return template
        prepared = _prepared(template)
        return str(prepared.text % prepared.read(shown)) if prepared.read is not None else template.format_map(shown)

    def values(self, shown: Mapping[str, Any], depth: int = 0) -> Mapping[str, Any]:
        """Return the values of a sentence's placeholders as the sentence has them: our own words translated, numbers written as here."""
        if not _OF_COUNTRIES.isdisjoint(shown):
            shown = {n: self.countries(v) if n in _OF_COUNTRIES and isinstance(v, str) else v for n, v in shown.items()}
        if self._is_english:
            if not _IN_ENGLISH.keys().isdisjoint(shown):
                said = _IN_ENGLISH
                shown = {n: self.word(said[n], v, depth) if n in said and isinstance(v, str) else v for n, v in shown.items()}
            return shown
        if not LISTED.isdisjoint(shown):
            shown = {n: self._listed(v) if n in LISTED and isinstance(v, str) else v for n, v in shown.items()}
        if not SPOKEN.keys().isdisjoint(shown):
            shown = {n: self._said(n, v, depth) if n in SPOKEN and isinstance(v, str) else v for n, v in shown.items()}
        if self.language in COMMAS and not NUMBERS.isdisjoint(shown):
            shown = {n: self.number(str(v)) if n in NUMBERS else v for n, v in shown.items()}
        return shown

    def _said(self, placeholder: str, text: str, depth: int) -> str:
        if placeholder in QUOTED:  # what the page says is quoted as it stands; ours is only what stands there in its place
            return self.tables.get(SPOKEN[placeholder], {}).get(text, text)
        return self.body(text) if placeholder == "brand" else self.word(SPOKEN[placeholder], text, depth)

    def _recognisers(self, kind: str, table: Mapping[str, str]) -> list[tuple[re.Pattern[str], str]]:
        """Return (regex, translation) of the templates, most specific first: by their number of literal characters."""
        if kind not in self._patterns:
            templates = sorted((english for english in table if "{" in english), key=lambda english: -len(PLACEHOLDER.sub("", english)))
            self._patterns[kind] = [(_recogniser(english), table[english]) for english in templates]
        return self._patterns[kind]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A template made ready for `%`, which fills it in half the time."""

    text: str
    """With %s for each placeholder."""
    read: Callable[[Mapping[str, Any]], Any] | None
    """Reads their values; None for a template that formats a value in some way, or has none."""
    counted: tuple[str, ...] = ()
    """The placeholders of numbers of which one is said otherwise in English."""
    at_once: bool = False
    """Whether English has the values as they are: it has no other words for any."""


def _at_once(template: str, shown: Mapping[str, Any]) -> str:
    """Return an English template with its values as they are, as in nearly all sentences of names; "" if one is said otherwise or lacks."""
    prepared = _prepared(template)
    if not prepared.at_once or prepared.read is None:
        return ""
    for name in prepared.counted:
        if shown.get(name) == 1:
            return ""
    try:
        said: str = prepared.text % prepared.read(shown)
    except KeyError:
        return ""
    return said


@lru_cache(maxsize=4_096)
def _prepared(template: str) -> _Prepared:
    parts = list(Formatter().parse(template))
    names = [name for _, name, _, _ in parts if name is not None]
    if not names or any(spec or how or not name.isidentifier() for _, name, spec, how in parts if name is not None):
        return _Prepared(template, None)
    text = "".join(literal.replace("%", "%%") + ("" if name is None else "%s") for literal, name, _, _ in parts)
    read = itemgetter(*names) if len(names) > 1 else lambda shown: (shown[names[0]],)
    counted = tuple(match[1] for match in _COUNTED.finditer(template) if match[1] in NUMBERS)
    return _Prepared(text, read, counted, (_IN_ENGLISH.keys() | _OF_COUNTRIES).isdisjoint(names))


def _closed_up(match: re.Match[str], value: str) -> str:
    """Return the placeholder without the spaces beside which a value in the language's own letters has none."""
    before, name, behind = match[1] or "", match[2], match[3] or ""
    return f"{'' if _FULL_WIDTH.match(value) else before}{{{name}}}{'' if _FULL_WIDTH.match(value[-1:]) else behind}"


def _of_one(match: re.Match[str]) -> str:
    return f"{{{match[1]}}} {match[2]}{match['of'] or ''}{_OF_ONE[match['verb']]}"


Sentences = dict[str, str | dict[str, str]]
"""A file of sentences/: signal -> its sentence, and tables of English -> the translation."""
ENGLISH = Speech("en", tables=WORDS)


@cache
def speech(language: str) -> Speech:
    """Load the catalogue of a language on first use; English has none. Raises BadTable."""
    if language == "en":
        return ENGLISH
    if language not in LANGUAGES:
        raise BadTable(f"language: {language!r} is none of {', '.join(LANGUAGES)}")
    name = f"sentences/{language}.toml"
    found = read_table(name, Sentences)
    tables = {kind: table for kind, table in found.items() if isinstance(table, dict)}
    return Speech(language, {signal: sentence for signal, sentence in found.items() if isinstance(sentence, str)}, tables)


def _recogniser(english: str) -> re.Pattern[str]:
    """Return a regex that matches the filled template."""
    parts = re.split(r"{(\w+)}", english)
    return re.compile("".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)), re.DOTALL)
