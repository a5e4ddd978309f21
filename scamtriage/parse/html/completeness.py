"""Whether what a visitor sees of a page is all known, or the words that say why not."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from scamtriage.knowledge.pages import block_pages
from scamtriage.parse.html.document import Document
from scamtriage.parse.html.filling import FEW_CHARS, taking_the_page
from scamtriage.parse.html.links import Resolver, is_own
from scamtriage.parse.html.page_source import PageSource
from scamtriage.parse.html.page_text import PageTexts
from scamtriage.parse.html.scripts.frames import made_frames
from scamtriage.parse.html.scripts.possible_redirects import may_lead, possible_redirects
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


def filled_by(source: PageSource, document: Document, texts: PageTexts, resolver: Resolver, own: str, caps: list[Cap]) -> str:
    """Return that another page fills this one or may follow it, in words; "" if none does. Frames that fill it are reported in `caps`."""
    made = made_frames(document.scripts, waiting=max((how for source, how in document.filling if not source), default=0))
    frames = [(resolver.resolve(source)[1], how) for source, how in chain(document.filling, made) if source]
    hosts = taking_the_page(frames, texts.shown_weight)
    of_site = sum(is_own(host, own) for host in hosts)
    for whose, count in (("the site", of_site), ("other sites", len(hosts) - of_site)):
        if count:
            caps.append(Cap(stage="page", cap=limit(f"frames of {whose}"), seen=str(count)))
    if of_site:
        return "another page of the site fills this one, and was not asked for"
    if hosts:
        return "a page of another site fills this one, and was not asked for"
    return _led_on(source, document, resolver, own) if texts.shown_weight < FEW_CHARS else _some_led_on(document, resolver, own)


def incomplete_because(
    source: PageSource, document: Document, texts: PageTexts, asks: Iterable[str], caps: Sequence[Cap], *, filled: str, made: bool
) -> str:
    """Return why the page is not wholly known, in words; "" if it is. `filled`: see filled_by. `asks`: what the markup asks for. `made`:
    scripts may make inputs that ask for more; what else they write around these is not known."""
    if unread := next((in_words(cap.cap) for cap in caps if named(cap.cap)[0].unread is Unread.PAGE), ""):
        return not_all_read(unread)
    if filled:
        return filled
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


def _led_on(source: PageSource, document: Document, resolver: Resolver, own: str) -> str:
    """Return that scripts may lead on to another site, or send a form into which nobody types, in words; "" if they do neither."""
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
    if any(host and not is_own(host, own) for _, host in map(resolver.resolve, targets)):
        return _ELSEWHERE
    if _SENT in targets:
        return "its scripts send a form by themselves, and what the site answers was not asked for"
    chosen = possible_redirects(document.scripts, (), links, by_visitor=True)
    here = resolver.base.partition("#")[0]
    if any(is_own(host, own) and url.partition("#")[0] != here for url, host in map(resolver.resolve, chosen)):
        return "its scripts may lead some visitors on to another page of the site, which was not asked for"
    return ""


def _some_led_on(document: Document, resolver: Resolver, own: str) -> str:
    """Return that scripts may lead on to another site under some condition, in words; "" if they do not. However much a page says, it may
    be the one for those who are not to see the other."""
    leading = [script for script in document.scripts if may_lead(script)]
    if not leading:
        return ""
    targets = possible_redirects(leading, (), {}, by_itself=True)
    return _ELSEWHERE if any(host and not is_own(host, own) for _, host in map(resolver.resolve, targets)) else ""


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
