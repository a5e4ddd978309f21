"""Whether what a visitor sees of a page is all known, or the words that say why not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from scamtriage.knowledge.pages import block_pages
from scamtriage.parse.html.document import Document
from scamtriage.parse.html.filling import FEW_CHARS, taking_the_page
from scamtriage.parse.html.links import Resolver, is_own
from scamtriage.parse.html.page_source import PageSource
from scamtriage.parse.html.page_text import PageTexts
from scamtriage.parse.html.scripts.frames import made_frames
from scamtriage.parse.html.scripts.possible_redirects import TOLD, may_lead, possible_redirects
from scamtriage.parse.html.scripts.written_markup import loaded_by_attributes
from scamtriage.parse.html.tokens import attributes
from scamtriage.records import lazy_re
from scamtriage.records.evidence import Cap
from scamtriage.records.limits import Unread, in_words, limit, named
from scamtriage.records.truncation import not_all_read

BARE_CHARS = 200
"""A page that shows less is hardly there before its scripts run."""
_LINK, _MAX_CLICKED = lazy_re.compile(r"<a\s[^<>]{1,2000}>", re.IGNORECASE), 100
"""Of a page with hardly any text, a link that its scripts may click, and how many are looked at."""
_UNTYPED, _SENT = frozenset(("hidden", "submit", "button", "image")), "about:sent"
"""Types of inputs into which nobody types, and what stands for the page that the site answers to a form."""
_ELSEWHERE = "its scripts may lead on to another site, which was not asked for"
_VEILED_CHARS = 200
"""Hidden text longer than this many characters is more than a notice."""


class Unasked(NamedTuple):
    """Other pages that visitors may be shown in place of this one."""

    because: str
    """That there are such pages, in words; "" if there are none."""
    urls: tuple[str, ...] = ()
    """Their absolute addresses, as far as they are told."""


_NONE = Unasked("")


def unasked_pages(source: PageSource, document: Document, texts: PageTexts, resolver: Resolver, own: str, caps: list[Cap]) -> Unasked:
    """Return which pages fill this one or may follow it. Frames that fill it are reported in `caps`."""
    made = made_frames(document.scripts, waiting=max((how for source, how in document.filling if not source), default=0))
    frames = [(*resolver.resolve(source), how) for source, how in chain(document.filling, made) if source]
    taking = taking_the_page(frames, texts.shown_weight)
    of_site = sum(is_own(host, own) for _, host in taking)
    for whose, count in (("the site", of_site), ("other sites", len(taking) - of_site)):
        if count:
            caps.append(Cap(stage="page", cap=limit(f"frames of {whose}"), seen=str(count)))
    if taking:
        whose = "another page of the site" if of_site else "a page of another site"
        return Unasked(f"{whose} fills this one, and was not asked for", tuple(dict.fromkeys(url for url, _ in taking)))
    return _led_on(source, document, resolver, own) if texts.shown_weight < FEW_CHARS else _some_led_on(document, resolver, own)


def incomplete_because(
    source: PageSource, document: Document, texts: PageTexts, asks: Iterable[str], caps: Sequence[Cap], *, unasked: str, made: bool
) -> str:
    """Return why the page is not wholly known, in words; "" if it is. `unasked`: that visitors may see another page. `asks`: what the
    markup asks for. `made`: scripts may make inputs that ask for more; what else they write around these is not known."""
    if unread := next((in_words(cap.cap) for cap in caps if named(cap.cap)[0].unread is Unread.PAGE), ""):
        return not_all_read(unread)
    if unasked:
        return unasked
    if document.covered:
        return "a picture lies over the whole page, and its words are not read"
    if asks and not any(map(str.isalpha, texts.visible)):
        return "it asks for something, and shows no words"  # they may stand in pictures
    if texts.illegible:
        return "much of its text is no words that are known"
    if 0 < texts.shown_weight < FEW_CHARS and len(texts.hidden) > max(_VEILED_CHARS, texts.shown_chars):
        return "more of its text is hidden than is seen"  # a script or a click may show it
    unwritten = (made and texts.shown_weight < BARE_CHARS) or _is_unwritten(source, document, texts, asks)
    return "what its scripts write is not known before they run" if unwritten else ""


def _led_on(source: PageSource, document: Document, resolver: Resolver, own: str) -> Unasked:
    """Return where scripts may lead on to another site, or that they send a form into which nobody types."""
    links: dict[str, str] = {}
    if any(".click" in script for script in document.scripts):
        tags = islice(_LINK.finditer(source.text), _MAX_CLICKED)
        given = [attributes(source.text, tag.start() + len("<a"), tag.end() - 1) for tag in tags]
        for one in given:
            for name in (one.get("id"), *(f".{name}" for name in one.get("class", "").split()[:9]), "<a"):
                if name and one.get("href"):
                    links.setdefault(name, one["href"])
    actions = [form.action or "" for form in document.forms]
    pressed = [form.action or "" for form in document.forms if all(field.type in _UNTYPED or field.value for field in form.fields)]
    if pressed and len(pressed) == len(document.forms):
        actions.append(_SENT)
        pressed.append(_SENT)
    targets = list(possible_redirects(document.scripts, actions, links, pressed=pressed))
    if others := tuple(_of_others(targets, resolver, own)):
        return Unasked(_ELSEWHERE, others)
    if _SENT in targets:
        return Unasked("its scripts send a form by themselves, and what the site answers was not asked for")
    chosen = possible_redirects(document.scripts, (), links, by_visitor=True)
    here = resolver.base.partition("#")[0]
    if pages := tuple(url for url, host in map(resolver.resolve, chosen) if is_own(host, own) and url.partition("#")[0] != here):
        return Unasked("its scripts may lead some visitors on to another page of the site, which was not asked for", pages)
    return _NONE


def _some_led_on(document: Document, resolver: Resolver, own: str) -> Unasked:
    """Return where scripts may lead on to another site under some condition. However much a page says, it may be the one for those who are
    not to see the other."""
    leading = [script for script in document.scripts if may_lead(script)]
    if not leading:
        return _NONE
    others = tuple(_of_others(possible_redirects(leading, (), {}, by_itself=True), resolver, own))
    return Unasked(_ELSEWHERE, tuple(url for url in others if url != TOLD)) if others else _NONE


def _of_others(targets: Iterable[str], resolver: Resolver, own: str) -> Iterator[str]:
    """The absolute addresses of those that are on other sites."""
    return (url for url, host in map(resolver.resolve, targets) if host and not is_own(host, own))


def _is_unwritten(source: PageSource, document: Document, texts: PageTexts, asks: Iterable[str]) -> bool:
    """Whether scripts or a style sheet write what the visitor sees. What they make of data may stand beside any text: three sentences would
    else make a page look read whose form nobody has seen."""
    if source.transformed or document.replaced or document.ciphered:
        return True
    if texts.shown_weight < FEW_CHARS and (document.awaited or loaded_by_attributes(source.text)):
        return True
    if len(texts.visible) >= BARE_CHARS or asks:
        return False
    if document.written_of_unknown:
        return True
    return bool(document.script_sources) and texts.shown_weight < BARE_CHARS and block_pages.load().says_it_loads(texts.visible)
