"""Remove contacts that may not be shared from sentences and URLs, in any digits and with any separators.

A page controls what sentences quote and what its contacts are called. So a contact that is a plain word is only removed from the page's own
text, and a very short one only next to a marker. Otherwise a messenger account "the" would destroy every sentence.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import chain, islice
from urllib.parse import unquote, urlsplit

from scamtriage.knowledge.hosts.urlparts import host_of
from scamtriage.knowledge.language.quoting import within_marks
from scamtriage.knowledge.speech import QUOTED, Speech, speech
from scamtriage.parse.contact.fold import digits_of, fold
from scamtriage.parse.contact.recipient_data import carried, is_personal
from scamtriage.records import lazy_re
from scamtriage.records.assessment import Contribution
from scamtriage.records.facts import Contact
from scamtriage.render.style import ALL, Sharing
from scamtriage.render.text import UNSEEN

WITHHELD = "[contact withheld]"
OUR_WORDS = frozenset(
    {
        *("about", "barrier", "brand", "cdn", "claimed", "country", "currency", "devices", "differed", "kind", "kinds", "limits"),
        *("messenger", "profile", "registrar", "scheme", "script", "scripts", "settings", "side", "store", "suffix", "traits", "type"),
    }
)
"""Names of `shown` values that come from our own tables."""
_WITH_KINDS = frozenset({"accounts", "channel"})
"""Names of `shown` values that hold accounts, each behind the word for its kind."""
_ACCOUNT = lazy_re.compile(r"(?<= )[^ ,、]+")
OF_THE_NAME = "name"
"""Family whose sentences quote parts of the target's own name."""
MOST_CONTACTS = 1_000
"""Most contacts handled; several times the number a page reading can give. With more, which only foreign evidence has, nothing of the site
is quoted."""
_DIGITS = 6
"""Minimum number of digits for a contact to be matched with any separators between them."""
_CORE = 8
"""Number of trailing digits compared; they are the same with and without a country code."""
_SHORT = 3
"""Length up to which an account may be a word of many languages."""
_LEFT = 5
"""Length from which a part of a contact at the edge of a quotation still identifies its owner."""
_BEFORE = 7
"""Digits before the trailing ones that are removed too: international prefix, country code and network code."""
_BEFORE_LONG = 10
"""The same for numbers that may be those of documents: identity cards of China have 18 digits."""
_LONG = 9
"""Minimum number of digits of a telephone or account number that no parser recognised."""
_DIGITS_RUN = lazy_re.compile(r"[+(]{0,2}\d(?:[^\w“”|\"]{0,3}\d)+")
_MAIL = r"[\w.+%-]{1,64}(?:@|\s?[(\[]\s?at\s?[)\]]\s?)[\w-]{1,63}(?:\s?(?:\.|[(\[]\s?dot\s?[)\]])\s?[\w-]{1,63}){1,6}"
_NUMBER = lazy_re.compile(r"(?<![A-Za-z0-9_.,])[+(]{0,2}\d(?:[ ().\-/]{0,3}\d){8,24}(?![A-Za-z0-9_])")
"""A long number. Thai and Chinese write it without a blank between words."""
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_NO_NUMBER = lazy_re.compile(
    r"[+(]?(?:[1-9]\d{0,2}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?![.,]?\d)|(?:19|2\d)\d\d-[01]\d-[0-3]\d(?![.,-]?\d)"
    rf"|{_OCTET}(?:\.{_OCTET}){{3}}(?![.,-]?\d))\W*"
)
"""An amount, a date or an IP address, which are as long as telephone numbers, and what parts it from a number behind it."""
_QUOTATION = lazy_re.compile(r"[^“”\"|…]+")
_FIRST = lazy_re.compile(r"[\s+(]*([0-9A-Za-z_][0-9A-Za-z_.-]*(?:[\s().-]{1,3}\d+)*)")
_LAST = (lazy_re.compile(r"\s*\d+(?:[\s().-]{1,3}\d+)+"), lazy_re.compile(r"\s*[0-9A-Za-z_.-]*[0-9A-Za-z_]"))
"""The first item of a quotation, and the last one read backwards: a number with its gaps, or a word."""


class Withholding:
    """What must be removed from the texts of one row, and how to find it."""

    def __init__(
        self,
        contacts: Iterable[Contact],
        sharing: Sharing,
        told: Iterable[Contact] = (),
        ways: tuple[str, ...] = (),
        *,
        language: str = "en",
    ) -> None:
        """`contacts`: those to remove; `told`: those that are shared and may stay in sentences; `ways`: the URLs of the visit; `language`:
        that of the sentences."""
        self._spoken = speech(language)
        held = list(islice(contacts, MOST_CONTACTS + 1))
        self._too_many = len(held) > MOST_CONTACTS
        sure: dict[str, None] = {}
        wordlike: dict[str, None] = {}
        self._whole: set[str] = set()
        self._cores: set[str] = set()
        for contact in () if self._too_many else held:
            for written in dict.fromkeys((contact.value, contact.raw)):
                read = " ".join(fold(written).split())
                digits = _number(read)
                if digits:
                    self._cores.add(digits[-_CORE:])
                if read and (not digits or any(map(str.isalpha, read))):  # digits with letters between stand in no run of digits
                    (sure if _is_sure(read) else wordlike)[_spelling(read)] = None
                if read:
                    self._whole.add(_bare(read))
        self._everywhere = _any_of(sure)
        self._quoted = _any_of([*sure, *wordlike, *([] if sharing.lets_go("email") else [_MAIL])])
        self._numbers = ALL not in sharing.contacts
        numbers = {digits for one in told for written in (one.value, one.raw) if (digits := _number(fold(written)))}
        self._told = {digits[-_CORE:] for digits in numbers}
        self._told_as = numbers | self._told
        self._told_lengths = sorted(set(map(len, self._told_as)), reverse=True)
        self._ways = ways
        hosts = " ".join(map(host_of, ways))  # reports name them, and many are what their brand is called: ufa168168
        self._brought = {core for core in carried(ways).cores - self._told if core not in hosts}

    def said(self, sentence: Contribution) -> str:
        """Return the sentence's text with contacts removed. A sentence of the family "name" quotes only the target's name, which is the
        subject of the report."""
        if sentence.family == OF_THE_NAME:
            return sentence.because
        spans: list[tuple[int, int]] = []
        for folded, places in _readings(sentence.because):
            spans += _placed(chain(_found(self._everywhere, folded), self._of_numbers(folded)), places)
        for start, end in _slots(sentence, self._spoken):
            spans += [(start + first, start + last) for first, last in self._within(sentence.because[start:end])]
        return _cut(sentence.because, spans)

    def text(self, words: str) -> str:
        """Return text that the site wrote, with contacts removed."""
        return _cut(words, list(self._within(words)))

    def address(self, url: str, *, path: bool = False) -> str:
        """Return what may be shared of a URL other than the target's. This is its origin, since paths and queries may identify the visitor
        in any encoding.

        Returns "" if the host contains a contact, or if no browser could go there. `path`: keep the path if it contains nothing personal.
        """
        try:
            parts = urlsplit(url)
            _ = parts.port  # a page may write any text there, for which a platform refuses the whole report
        except ValueError:
            return ""
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        if path and not is_personal(page := origin + parts.path):
            others = tuple(
                way for way in self._ways if host_of(way) != host_of(url)
            )  # a number of the host's own ways says whose page it is
            if not self._stands_in(page, carried(others).cores - self._told):
                return page
        return "" if self._stands_in(f"{origin}/", frozenset()) else f"{origin}/"  # no host is hidden for a number that its link repeats

    def _stands_in(self, url: str, brought: Set[str]) -> bool:
        return next(self._within(unquote(url), brought), None) is not None

    def _within(self, words: str, brought: Set[str] | None = None) -> Iterator[tuple[int, int]]:
        """Yield the spans of contacts, and of numbers that the link `brought` along, in text that the site wrote."""
        if self._too_many:
            yield 0, len(words)
            return
        for folded, places in _readings(words):
            found = chain(_found(self._quoted, folded), self._of_numbers(folded), self._torn(folded), self._long_numbers(folded))
            yield from _placed(found, places)
            of_the_link = _with_core(folded, self._brought if brought is None else brought, before=_BEFORE_LONG, numbers=True)
            yield from _placed(of_the_link, places)

    def _long_numbers(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of numbers as long as telephone or account numbers, even if no parser recognised them."""
        for match in _NUMBER.finditer(folded) if self._numbers else ():
            first = _first_number(match[0])
            digits = digits_of(match[0][first:])
            if len(digits) >= _LONG and not self._is_told(digits):
                yield match.start() + first, match.end()

    def _is_told(self, digits: str) -> bool:
        """Whether these are the numbers of contacts that are shared, with no more than the codes before and between them."""
        codes, at = [0], 0
        while at < len(digits):
            if told := next((length for length in self._told_lengths if digits[at : at + length] in self._told_as), 0):
                codes.append(0)
            else:
                codes[-1] += 1
            at += told or 1
        return len(codes) > 1 and max(codes) <= _BEFORE

    def _of_numbers(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield the spans where a contact's trailing digits occur, including the codes before them."""
        return _with_core(folded, self._cores)

    def _torn(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of contacts that the edge of a quotation has cut off."""
        for quotation in _QUOTATION.finditer(folded):
            if (first := _FIRST.match(quotation[0])) is not None and self._is_part(first[1], str.endswith):
                yield quotation.start() + first.start(1), quotation.start() + first.end(1)
            backwards = quotation[0][::-1]
            length = max(last.end() if (last := edge.match(backwards)) is not None else 0 for edge in _LAST)
            if length and self._is_part(backwards[:length][::-1], str.startswith):
                yield quotation.end() - length, quotation.end()

    def _is_part(self, written: str, at: Callable[[str, str], bool]) -> bool:
        bare = _bare(written)
        return len(bare) >= _LEFT and any(at(whole, bare) for whole in self._whole)


def _first_number(run: str) -> int:
    """Return where the first number of a run begins, behind the amounts, dates and IP addresses before it."""
    first = 0
    while (other := _NO_NUMBER.match(run, first)) is not None:
        first = other.end()
    return first


def _with_core(folded: str, cores: Set[str], *, before: int = _BEFORE, numbers: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the spans of numbers whose trailing digits are one of these, with the codes before them. `numbers`: not those of amounts and
    dates at the beginning of a run."""
    lengths = {len(core) for core in cores}
    for run in _DIGITS_RUN.finditer(folded) if cores else ():
        begins = run.start() + (_first_number(run[0]) if numbers else 0)
        at = [place for place in range(begins, run.end()) if folded[place].isdigit()]
        digits = "".join(folded[place] for place in at)
        for length in lengths:
            for first in range(len(digits) - length + 1):
                if digits[first : first + length] in cores:
                    yield at[first - before] if first > before else begins, at[first + length - 1] + 1


def _is_sure(written: str) -> bool:
    """Whether the text cannot be a word or number of our own sentences. ASCII words and numbers below six digits can be."""
    return not (written.isascii() and (written.isalpha() or (written.isdigit() and len(written) < _DIGITS)))


def _number(written: str) -> str:
    """Return the digits of a text that consists mainly of digits, else ""."""
    digits = digits_of(written)
    return digits if len(digits) >= _DIGITS and len(digits) * 2 > len(written) else ""


def _spelling(written: str) -> str:
    """Return a regular expression for one account, address or name."""
    exact = r"\s{1,3}".join(re.escape(word) for word in written.split())
    before = r"(?<![A-Za-z0-9_])" if re.match(r"[A-Za-z0-9_]", written) else ""
    after = r"(?![A-Za-z0-9_])" if re.search(r"[A-Za-z0-9_]\Z", written) else ""
    if len(written) <= _SHORT and written.isascii() and not written.isdigit():
        return rf"(?:(?<=[@:/=#]){exact}{after}|\A{exact}\Z)"
    return f"{before}{exact}{after}"


def _bare(written: str) -> str:
    """Return only the letters and digits, in lower case, for comparison."""
    return re.sub(r"[\W_]", "", written).lower()


def _any_of(expressions: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(dict.fromkeys(expressions), key=len, reverse=True)
    return re.compile("|".join(f"(?:{one})" for one in ordered), re.IGNORECASE) if ordered else None


def _found(pattern: re.Pattern[str] | None, folded: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.finditer(folded) if match[0]) if pattern is not None else iter(())


def _placed(found: Iterable[tuple[int, int]], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Convert spans of the folded text to spans of the original."""
    return ((places[start], places[end - 1] + 1) for start, end in found)


def _readings(words: str) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield the text with plain digits, and the original index of each character. Yields it as it is, and again without invisible
    characters if it has any.

    An invisible character may be inside a number, or separate it from the word before it, as in Thai. Both readings are needed.
    """
    folded = fold(words)
    yield folded, range(len(folded))
    if UNSEEN.search(folded):
        places = [at for at, sign in enumerate(folded) if sign.isspace() or not UNSEEN.match(sign)]
        yield "".join(folded[at] for at in places), places


def _slots(sentence: Contribution, spoken: Speech) -> Iterator[tuple[int, int]]:
    """Yield the spans of a sentence that quote the site. They are looked for as the language writes them, since "line captain" stands there
    as "LINE captain"; of messengers and their accounts also each account by itself, since a short one is told by its edges."""
    for name, shown in spoken.values(sentence.reading.shown).items():
        if not isinstance(shown, str) or not shown or name in OUR_WORDS:
            continue
        shown = within_marks(shown) if name in QUOTED else shown
        at = sentence.because.find(shown)
        while at >= 0:
            yield at, at + len(shown)
            for account in _ACCOUNT.finditer(shown) if name in _WITH_KINDS else ():
                yield at + account.start(), at + account.end()
            at = sentence.because.find(shown, at + len(shown))


def _cut(words: str, spans: list[tuple[int, int]]) -> str:
    """Return the text with the spans replaced by a placeholder; overlapping spans are joined."""
    said, reached = [], 0
    for start, end in sorted(spans):
        if start >= reached:
            said += [words[reached:start], WITHHELD]
        reached = max(reached, end)
    return "".join(said) + words[reached:]
