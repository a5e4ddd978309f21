"""A page without the words that are not, or may not be, its own: what visitors write, what its address says, what nobody sees.

A verdict that accuses is asked once more of what is left (`assess`). Nothing here acquits: what is left out was seen, and stays unknown.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from urllib.parse import parse_qsl, unquote, urlsplit

from msgspec import UNSET
from msgspec.structs import replace

from scamtriage.knowledge.language.folding import lowered, normalise
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.records import lazy_re
from scamtriage.records.facts import PageFacts
from scamtriage.records.facts.contact import GUEST
from scamtriage.signals.page.reported_speech import Range, is_long, joined

_MOST_SAID, _MOST_SAID_CHARS = 40, 8_000
"""Values of an address that are compared with the page, and characters of each."""
_SAME = 12
"""Fewest characters in a row that must be the same."""
_OVERRIDE = "\u202e"
"""Behind it letters are shown in reverse order."""
_GAP = lazy_re.compile(r"\s")
_NO_LETTERS = lazy_re.compile(r"[\W\d_]+")


def without_guests(page: PageFacts) -> PageFacts | None:
    """The page without what visitors wrote; None if they wrote nothing."""
    return _without(page, page.guests) if page.guests else None


def without_maybe_guests(page: PageFacts) -> PageFacts | None:
    """The page without what visitors may have written, too: in elements that are named so, and below headings that say so; None if there is
    nothing of that."""
    more = [*(page.maybe_guests or ()), *_below_headings(page)]
    return _without(page, joined((*page.guests, *more))) if more else None


def without_description(page: PageFacts) -> PageFacts | None:
    """The page without what it says of itself to programs only; None if its visitors see it too, or there is none."""
    said = page.description.strip()
    if not said or said in page.text or _on_one_line(said) in _on_one_line(f"{page.text} {page.title}"):
        return None
    return _with_contacts_of(page, replace(page, description=""), page.description)


def _on_one_line(text: str) -> str:
    return lowered(" ".join(text.split()))


def without_echo(page: PageFacts, urls: Iterable[str]) -> PageFacts | None:
    """The page without the words that it only repeats from these addresses, which anybody can write; None if it repeats none."""
    values = sorted({value for url in urls for value in _said(url)}, key=lambda value: (-len(value), value))[:_MOST_SAID]
    said = {value[at : at + _SAME] for value in values for at in range(len(value) - _SAME + 1)}
    if not said:
        return None
    ranges = _repeated(page.text, said)
    title, description = (_cut(text, _repeated(text, said)) for text in (page.title, page.description))
    headings = tuple(filter(None, (_cut(text, _repeated(text, said)) for text in page.headings)))
    if not ranges and (title, description, headings) == (page.title, page.description, page.headings):
        return None
    hidden = _cut(page.hidden_text, _repeated(page.hidden_text, said))
    carried = page.carried_text if page.carried_text is UNSET else _cut(page.carried_text, _repeated(page.carried_text, said))
    own = _without(replace(page, title=title, description=description, hidden_text=hidden, carried_text=carried), ranges)
    return _with_contacts_of(page, replace(own, headings=headings), "\n".join(values))


def without_ranges(page: PageFacts, ranges: Sequence[Range], text: str) -> PageFacts:
    """The page with this text in place of its own, which is without these ranges, and without the contacts that stand only there."""
    return _with_contacts_of(page, replace(page, text=text, guests=(), maybe_guests=UNSET), "\n".join(page.text[a:b] for a, b in ranges))


def _without(page: PageFacts, ranges: Sequence[Range]) -> PageFacts:
    """The page without these ranges of its text, and without headings, description and contacts that stand only there."""
    text, gone = _cut(page.text, ranges), lowered("\n".join(page.text[a:b] for a, b in ranges))
    own = lowered(text)
    kept = {name: name and (lowered(name) not in gone or lowered(name) in own) for name in (*page.headings, page.description)}
    headings = tuple(name for name in page.headings if kept[name])
    description = page.description if kept[page.description] else ""
    return _with_contacts_of(
        page, replace(page, text=text, headings=headings, description=description, guests=(), maybe_guests=UNSET), gone
    )


def _with_contacts_of(page: PageFacts, own: PageFacts, gone: str) -> PageFacts:
    """`own`, which is left of a page, without the contacts that visitors wrote, or that stand only in what is gone."""
    low, left = lowered(gone), lowered(f"{own.text}\n{own.title}\n{own.description}")

    def is_gone(raw: str) -> bool:
        return bool(raw) and raw in low and raw not in left

    contacts = tuple(replace(c, position=None) for c in page.contacts if GUEST not in c.flags and not is_gone(lowered(c.raw)))
    return replace(own, contacts=contacts)


def _cut(text: str, ranges: Sequence[Range]) -> str:
    edges = [0, *(edge for place in ranges for edge in place), len(text)]
    return "\n".join(filter(None, (text[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True))))


def _below_headings(page: PageFacts) -> list[Range]:
    """The text from each heading under which visitors write to the next heading."""
    if not any(_heads_guests(heading) for heading in page.headings):
        return []
    headings = {heading.strip() for heading in page.headings}
    found, start, at = list[Range](), -1, 0
    for line in (*page.text.split("\n"), ""):
        if (line.strip() in headings or at > len(page.text)) and start >= 0:
            found.append((start, min(at, len(page.text))))
            start = -1
        if start < 0 and line.strip() in headings and _heads_guests(line):
            start = at + len(line)
        at += len(line) + 1
    return [*found, (start, len(page.text))] if start >= 0 else found


@cache
def _guest_headings() -> frozenset[str]:
    return frozenset(_only_letters(words) for words in small_tables().guest_headings.words)


def _heads_guests(heading: str) -> bool:
    """Whether a heading stands above what visitors write: "Comments (12)", "รีวิวจากลูกค้า"."""
    return _only_letters(heading) in _guest_headings()


def _only_letters(text: str) -> str:
    return _NO_LETTERS.sub(" ", lowered(normalise(text))).strip()


def _said(url: str) -> list[str]:
    """The texts that an address carries: values of its query, and parts of its path that hold words apart."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return []
    values = [value for _, value in parse_qsl(parts.query)]
    values += [part for part in map(unquote, parts.path.replace("+", " ").split("/")) if " " in part]
    values += [unquote(value) for value in values if "%" in value]
    values += [value[::-1] for value in values if _OVERRIDE in value]
    said = [_GAP.sub(" ", lowered(normalise(value[:_MOST_SAID_CHARS]))) for value in values]
    return [value for value in dict.fromkeys(said) if is_long(value, 1)]


def _repeated(text: str, said: Collection[str]) -> list[Range]:
    """The ranges of a text in which it repeats these texts, or long parts of them, word for word. `said`: all their pieces of _SAME
    characters. Linear: each place of the text is looked up once."""
    low = _GAP.sub(" ", lowered(text))
    found: list[Range] = []
    for at in range(len(low) - _SAME + 1):
        if low[at : at + _SAME] in said:
            if found and at <= found[-1][1]:
                found[-1] = (found[-1][0], at + _SAME)
            else:
                found.append((at, at + _SAME))
    return [(start, end) for start, end in found if is_long(low[start:end], 1)]
