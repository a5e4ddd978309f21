"""Recognise what an answer says instead of a record: not registered, rate limited, reserved. Only whole sentences count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from scamtriage.knowledge.registry.registries import Family, Registries, Wording
from scamtriage.parse.registration import terms
from scamtriage.parse.whois.fields import Record
from scamtriage.parse.whois.items import looks_like_host
from scamtriage.records import lazy_re
from scamtriage.records.target import u_labels

_FIRST_LINES, _LAST_LINES = 120, 20  # a refusal is short and is at one end of the answer
_LANGUAGES = 2  # of a bilingual sentence
_SHORT_ANSWER = 6  # lines; a longer answer contains terms of use
_SENTENCE_CHARS = 200  # the maximum length of a line that may say "not registered" or "reserved"
_LIMIT_CHARS = 400
_REMARK = "%#>*"
_COMMENT = "%#>*;-=~.:! \t\"'<|+[("
_END = ".!*<>;:,-=~ \t\"'])"
_NEGATIONS = (
    ("isn't", "is not"),
    ("isn’t", "is not"),
    ("wasn't", "was not"),
    ("hasn't", "has not"),
    ("doesn't", "does not"),
    ("don't", "do not"),
    ("couldn't", "could not"),
    ("can't", "cannot"),
)
_ERROR_CODE = lazy_re.compile(r"^(?:% ?)?error ?:? ?(?:101|103|230|404)? ?:? ?")  # RIPE: 101 no entries, 103 not registered; RWhois: 230
_ABOUT_US = lazy_re.compile(r"(?:sorry )?you (?:are|were|have|do) not\b")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"  # Thai to Hangul
_COLON = lazy_re.compile(r":(?=[^\s/:])")
_HTML = lazy_re.compile(r"<(?:!doctype|html|head|body|title|h1|script)\b|^http/\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the answer says about the name instead of giving a record, with its words."""

    kind: Literal["absent", "limited", "perhaps-limited", "failed", "reserved", "invalid", "other-name", "none"] = "none"
    words: str = ""


class _Marker:
    """Replaces the queried name in a text by {d} and other hosts by {o}, so that their words are not read as the registry's."""

    def __init__(self, domain: str) -> None:
        self.domain = domain
        names = "|".join(re.escape(name) for name in {domain, u_labels(domain)})
        label = re.escape(domain.split(".", 1)[0])
        # Some registries omit their suffix. The bare label counts only in positions that require a name: "host not found" is not about
        # host.example.
        # Scripts without capitals write no blanks. Their letters may touch a name in ASCII, but belong to one of their own.
        letter = rf"[^\W{_UNSPACED}]" if domain.isascii() and "xn--" not in domain else r"\w"
        self._ours = re.compile(rf"(?<!{letter})(?<![.-])(?:{names})(?!{letter}|-|\.\w)|(?<=for ){label}$|(?<=[\"'\[]){label}(?=[\"'\]])")

    def ours(self, text: str) -> str:
        """Return the text in lower case with the queried name marked."""
        return self._ours.sub("{d}", text.lower())

    def sentence(self, line: str) -> str:
        """Normalise a line: no comment signs or end punctuation, contractions expanded, names marked."""
        text = " ".join(line.lower().split()).lstrip(_COMMENT).rstrip(_END)
        for short, long in _NEGATIONS:
            text = text.replace(short, long)
        text = _COLON.sub(": ", self._ours.sub("{d}", text))
        return " ".join(_mark_other(word) for word in text.split(" ")) if "." in text else text


def judge(lines: tuple[str, ...], record: Record, domain: str, registries: Registries, families: Sequence[Family] = ()) -> Verdict:
    """Judge an answer without a record of `domain`. "limited" and "failed" win over "absent", as they say nothing about the name."""
    marker = _Marker(domain)
    if _HTML.search("\n".join(lines[:20])[:2000]) is not None:
        return _limits(lines, marker, registries)
    if (refusal := _refusal(lines, marker, registries)).kind != "none":
        return refusal
    said = by_status(record, registries)
    if said.kind == "none":
        said = _said(lines, marker, registries, families)
    if said.kind == "absent":
        return _contradicted(lines, marker, registries) or said
    if said.kind != "none":
        return said
    limits = _limits(lines, marker, registries)
    return limits if limits.kind != "none" else _limits(lines, marker, registries, pattern=registries.limited_now)


def _said(lines: tuple[str, ...], marker: _Marker, registries: Registries, families: Sequence[Family]) -> Verdict:
    """Return what a whole sentence of the answer says about the name."""
    whole = " ".join(" ".join(lines[:10]).lower().split()) if len(lines) <= 10 else ""
    if any(family.absent_answers is not None and family.absent_answers.fullmatch(whole) is not None for family in families):
        return Verdict(kind="absent", words=terms.capped(whole))
    other = ""
    for line in _ends(lines):
        if len(line) > _SENTENCE_CHARS:
            continue
        text = marker.sentence(line)
        if _says_absent(text, registries):
            if "{o}" not in text:
                return Verdict(kind="absent", words=terms.capped(line))
            other = other or line
        elif "{o}" not in text and registries.reserved_line.fullmatch(text) is not None:
            return Verdict(kind="reserved", words=terms.capped(line))
    return Verdict(kind="other-name", words=terms.capped(other)) if other else Verdict()


def _contradicted(lines: tuple[str, ...], marker: _Marker, registries: Registries) -> Verdict | None:
    """Return what overrides "not registered" in the same answer, or None.

    A failure of the server always does; a statement about our use of the server does in a short answer. For the latter, remark lines are
    skipped, because they contain the terms of use.
    """
    for line in _ends(lines):
        text = marker.ours(line) if len(line) <= _SENTENCE_CHARS else ""
        if registries.told_as_fact(text, registries.failed):
            return Verdict(kind="failed", words=terms.capped(line))
        is_talk = len(lines) <= _SHORT_ANSWER and line[0] not in _REMARK and registries.conditional.search(text) is None
        if is_talk and registries.told_as_fact(text, registries.limited):
            return Verdict(kind="limited", words=terms.capped(line))
    return None


def limited_now(lines: tuple[str, ...], domain: str, registries: Registries) -> str:
    """Return the words with which the server refuses us now, or ""."""
    return _refusal(lines, _Marker(domain), registries).words


def limited_inside(lines: tuple[str, ...], registries: Registries) -> str:
    """Return the words which say that the record is incomplete because of our use of the registry, or "".

    Only the first line and remarks can say so; anything else in a record may be the registrant's own words.
    """
    said = (line for line in (*lines[:1], *(line for line in _ends(lines) if line[0] in _REMARK)))
    return next((terms.capped(line) for line in said if registries.reduced.search(line[:_LIMIT_CHARS].lower()) is not None), "")


def _ends(lines: tuple[str, ...], first: int = _FIRST_LINES) -> tuple[str, ...]:
    return lines if len(lines) <= first + _LAST_LINES else lines[:first] + lines[-_LAST_LINES:]


def _refusal(lines: tuple[str, ...], marker: _Marker, registries: Registries) -> Verdict:
    """Find a sentence that says the server is limiting us now."""
    for line in _ends(lines, _FIRST_LINES // 2):
        text = marker.ours(line[:_LIMIT_CHARS])
        if len(text) <= _SENTENCE_CHARS and registries.told_as_fact(text, registries.limited_now):
            return Verdict(kind="limited", words=_words(text, marker))
    return Verdict()


def _limits(lines: tuple[str, ...], marker: _Marker, registries: Registries, pattern: Wording | None = None) -> Verdict:
    """Return whether the answer mentions our use of the server, within one line or two adjacent lines.

    In a long answer conditional sentences are skipped as terms of use, unless a more specific `pattern` is given.
    """
    ends = [marker.ours(line[:_LIMIT_CHARS]) for line in _ends(lines, _FIRST_LINES // 2)]
    wary = len(ends) > _SHORT_ANSWER and pattern is None
    wanted = pattern or registries.limited
    for text in (*ends, *(f"{a} {b.lstrip(_COMMENT)}" for a, b in pairwise(ends))):
        if not (wary and registries.conditional.search(text) is not None) and wanted.search(text) is not None:
            return Verdict(kind="perhaps-limited", words=_words(text, marker))
    return Verdict()


def _words(text: str, marker: _Marker) -> str:
    return terms.capped(text.strip(_COMMENT).replace("{d}", marker.domain))


def by_status(record: Record, registries: Registries) -> Verdict:
    """Return what the status field says about the name instead of a record."""
    if record.named is False:
        return Verdict()
    for status in record.status:
        words = terms.status_words(status)
        if words in registries.words_absent and record.named:
            return Verdict(kind="absent", words=f"status: {status}")
        if words in registries.words_reserved and record.named:
            return Verdict(kind="reserved", words=f"status: {status}")
        if words in registries.words_invalid:
            return Verdict(kind="invalid", words=f"status: {status}")
    return Verdict()


def _mark_other(word: str) -> str:
    bare = word.strip("\"'`“”<>()[],;:.")
    if not looks_like_host(bare):
        return word
    return "whois" if bare.startswith("whois.") else word.replace(bare, "{o}")


def _says_absent(text: str, registries: Registries) -> bool:
    plain = text.replace("{o}", "{d}").rstrip(_END)
    if " / " in plain:  # in two languages
        halves = plain.split(" / ")
        return len(halves) == _LANGUAGES and all(_says_absent(half, registries) for half in halves)
    if _ABOUT_US.match(plain) is not None:
        return False
    if registries.absent_line.fullmatch(plain) is not None:
        return True
    plain = _ERROR_CODE.sub("", plain)
    kept: list[str] = []
    words = [word for raw in plain.replace("/", " ").split(" ") if (word := raw.strip("\"'`“”<>()[],;:.!?/-"))]
    if len(words) > 24:
        return False
    for index, word in enumerate(words):
        dropped = word == "{d}" or word in registries.fillers
        if not dropped and not (word in registries.places and _behind_preposition(words[:index], registries)):
            kept.append(word)
    return " ".join(kept) in registries.absent_phrases


def _behind_preposition(before: list[str], registries: Registries) -> bool:
    return any(word in registries.prepositions for word in before[-4:])
