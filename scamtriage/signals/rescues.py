"""Stories of rescue: somebody was robbed by a fraud, somebody else brought the money back, and here is his private line. So those are
advertised who rob victims again."""

import re
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from scamtriage.knowledge.language.negation import negated
from scamtriage.knowledge.language.phrases import compiled, foreseer
from scamtriage.knowledge.language.quoting import Find, quotation
from scamtriage.records.facts.contact import GUEST, MESSENGERS
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, in_page
from scamtriage.signals.page.identity import is_seen
from scamtriage.signals.page.marks import holds_mark, laid_bare
from scamtriage.signals.page.numbers import known_line, private_number
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.page.reported_speech import HELD_MOST, Range, at_most, within
from scamtriage.signals.view import View

if TYPE_CHECKING:
    from scamtriage.records.facts import Contact

TABLE = "rescues"
STORY = ("robbed", "rescued", "led")
"""Classes of the story, none of which may lack: the speaker or one of his was robbed, the money came back, the reader is sent to
somebody."""
BESIDE = ("vain", "hacking", "met", "likewise", "swift", "vouched")
"""Classes of what such adverts say beside it: police and bank could not help, by what trade the money came back, how the speaker came to
know of it, that the reader was robbed, too, how fast it went, and that the rescuer is to be trusted."""
TRADE, CALLING = "hacking", "calling"
"""Who brings money back in such adverts, near the story: by a trade that no honest helper has; or by a calling, which counts where the
fraud is one of the schemes that such adverts live on, and where the story goes no way of an office. Tellers, neighbours, village heads,
deacons and volunteers help, too, and are praised for it in the same words."""
LEAST, LEAST_SHOWN = 3, 2
"""Fewest of BESIDE; and points of an owner's identity from which a page is a firm's own, whose clients may praise it."""
HARM_CHARS, PARTY_CHARS, THING_CHARS = 150, 200, 60
"""Characters around a robbery in which it is said that it was money, and by fraud; around a rescue in which it is said by whom, and in
which something else came back, or how long it took."""
LINE_CHARS, BIDDEN_CHARS = 120, 20
"""Characters behind a word for reaching somebody within which the line is named; and around it in which the speaker means himself."""
MOST_TRIED = 200
"""Places looked at of each class."""
EITHER = "fixed or mobile"
"""Kind of a number in countries that number both alike."""


def told(view: View) -> Measurement:
    """How many particulars a page tells beside the whole story (robbed, rescued, sent to somebody), `LEAST` or more. A page that shows a
    firm tells none; neither does one that quotes the story, or tells of the rescuer that he robbed, too."""
    if not holds_mark(view, TABLE) or not (lines := _private(view)):
        return NO
    bare, text = laid_bare(view)
    if not {name for name, _ in foreseer(TABLE, *STORY).found(bare)}.issuperset(STORY):
        return NO
    quoted = at_most(HELD_MOST, view.text.reported.marked(TEXT), view.page.text)
    rescue = _first(bare, "rescued", quoted, lambda found: _brought_back(bare, found))
    robbery = _first(bare, "robbed", quoted, lambda found: _of_money(bare, found))
    if rescue is None or robbery is None or compiled(TABLE, "betrayed").search(bare, rescue.end()):
        return NO
    leads = _first(bare, "led", quoted, lambda found: _leads(bare, found, lines))
    beside = [name for name in BESIDE if compiled(TABLE, name).search(bare)]
    if leads is None or len(beside) < LEAST or _of_a_firm(view):
        return NO
    places = sorted((robbery, rescue, leads), key=lambda found: found.start())
    story = max(0, places[0].start() - PARTY_CHARS), places[-1].end() + LINE_CHARS
    lent = _tells_of(bare, CALLING, story) and _of_a_scheme(bare, robbery) and not _went_due_ways(bare, rescue, story)
    if not lent and not _tells_of(bare, TRADE, story):
        return NO
    quote = quotation([Find(text, found.start(), found.end()) for found in places])
    return Measurement(value=float(len(beside)), shown={"quote": quote}, pointers=in_page("page.text", quote))


def _first(bare: str, name: str, quoted: list[Range], fits: Callable[[re.Match[str]], bool]) -> re.Match[str] | None:
    """The first place of a class, of MOST_TRIED, that the page does not quote and that fits."""
    places = islice(compiled(TABLE, name).finditer(bare), MOST_TRIED)
    return next((found for found in places if not within(quoted, found.start()) and fits(found)), None)


def _private(view: View) -> list["Contact"]:
    """The lines of a page that anybody can have: an account of a messenger, a mailbox at a free provider, a mobile. Not those of its
    visitors, nor those at which public bodies take reports."""
    free = view.tables.freemail

    def is_private(line: "Contact") -> bool:
        if GUEST in line.flags or not is_seen(line) or known_line(line):
            return False
        if line.kind == "email":
            return line.value.rpartition("@")[2].lower() in free
        if line.kind in MESSENGERS:
            return "official-account" not in line.flags
        return line.kind == "phone" and (bool(private_number(line)) or line.detail == EITHER)

    return [line for line in view.page.contacts if is_private(line)]


def _of_a_firm(view: View) -> bool:
    """Whether the page shows a firm that can be found: its address or register number, or LEAST_SHOWN points of identity."""
    identity = view.identity
    return identity.address or identity.company or identity.points >= LEAST_SHOWN


def _of_money(bare: str, robbery: re.Match[str]) -> bool:
    return all(compiled(TABLE, name).search(bare, *_around(robbery, HARM_CHARS)) for name in ("money", "fraud"))


def _of_a_scheme(bare: str, robbery: re.Match[str]) -> bool:
    return compiled(TABLE, "scheme").search(bare, *_around(robbery, HARM_CHARS)) is not None


def _tells_of(bare: str, name: str, story: Range) -> bool:
    """Whether a class stands in the story and is not denied there, as in "I am no expert"."""
    return any(not negated(bare, *found.span()) for found in islice(compiled(TABLE, name).finditer(bare, *story), MOST_TRIED))


def _went_due_ways(bare: str, rescue: re.Match[str], story: Range) -> bool:
    """Whether the story tells of an office: of its clients, its place, what it did, or that the rescue took as long as that takes."""
    return any(compiled(TABLE, name).search(bare, *near) for name, near in (("due", story), ("slow", _around(rescue, THING_CHARS))))


def _around(found: re.Match[str], chars: int) -> Range:
    return max(0, found.start() - chars), found.end() + chars


def _brought_back(bare: str, rescue: re.Match[str]) -> bool:
    """Whether somebody brought back money: no public body, and no photographs, nor is it denied."""
    if negated(bare, *rescue.span()) or compiled(TABLE, "things").search(bare, *_around(rescue, THING_CHARS)):
        return False
    near = _around(rescue, PARTY_CHARS)
    return compiled(TABLE, "party").search(bare, *near) is not None and compiled(TABLE, "official").search(bare, *near) is None


def _leads(bare: str, led: re.Match[str], lines: list["Contact"]) -> bool:
    """Whether a private line stands behind a word for reaching somebody, and neither is the speaker's own. One in a link or a button stands
    nowhere: where another stands in the text, the word before that leads, and not the first such word of the page."""
    start = max(0, led.start() - BIDDEN_CHARS)
    placed = [line.position for line in lines if line.position is not None]
    behind = [place for place in placed if 0 <= place - led.start() <= LINE_CHARS] if placed else [0]
    return bool(behind) and not compiled(TABLE, "speaker").search(bare, start, max(led.end() + BIDDEN_CHARS, min(behind)))
