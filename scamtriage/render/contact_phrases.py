"""Put the contacts of a page into words: kind, value, where each stood, whose it may be, and what is odd about it."""

from collections.abc import Callable

from scamtriage.knowledge import known_lines
from scamtriage.knowledge.language.brands import LANGUAGE_OF
from scamtriage.knowledge.speech import Speech
from scamtriage.records.assessment import Assessment
from scamtriage.records.facts import Contact, PageFacts
from scamtriage.records.facts.contact import GUEST, LOCAL_PHONE, UNSEEN
from scamtriage.render.text import joined, unlinked

_ODD: dict[str, Callable[[Speech], str]] = {
    "fictitious": lambda speech: speech.say("kept for films and examples: nobody answers it"),
    "unassigned": lambda speech: speech.say("of a range that its country has given to nobody"),
    "impossible-short-code": lambda speech: speech.say("nobody can dial it so"),
    "official-account": lambda speech: speech.say("an account as organisations have"),
    "personal": lambda speech: speech.say("an account of one person"),
    "personal-id": lambda speech: speech.say("it pays a person"),
    "group": lambda speech: speech.say("a group"),
    "obfuscated": lambda speech: speech.say("written so that programs miss it"),
    "unchecked": lambda speech: speech.say("without check digits: it may be mistyped"),
    "text": lambda speech: speech.say("for text messages"),
    "fax": lambda speech: speech.say("for telefax"),
    "of-range": lambda speech: speech.say("between the first and the last number of a range"),
}
"""Flag of a contact -> its words. GUEST and UNSEEN are said by `whose`, a line that our tables have by `_known`."""
_SORTS: dict[str, Callable[[Speech], str]] = {
    known_lines.PUBLIC: lambda speech: speech.say("known as that of an authority or another public service"),
    known_lines.BANK: lambda speech: speech.say("known as that of a bank"),
    known_lines.COMPANY: lambda speech: speech.say("known as that of a company"),
}
"""Whose a short number is -> its words."""


def contact_lines(row: Assessment, speech: Speech) -> list[tuple[str, str]]:
    """Return (kind, value and place) for each contact."""
    page = row.facts("page", PageFacts)
    contacts = page.contacts if page is not None else ()
    lines: list[tuple[str, str]] = []
    for c in contacts[:20]:
        times = speech.say("{count} times", count=c.count) if c.count > 1 else ""
        stood = joined(
            *detail(c, speech),
            speech.countries(c.country),
            speech.word("where", c.where),
            whose(c, speech),
            *marks(c, speech),
            times,
            by=speech.say(", "),
        )
        said = speech.say("{value}  ({marks})", value=unlinked(c.value), marks=unlinked(stood))
        lines.append((speech.word("contact", c.kind), said))
    return lines + ([("", speech.say("… and {count} more in the JSON", count=len(contacts) - 20))] if len(contacts) > 20 else [])


def detail(contact: Contact, speech: Speech) -> tuple[str, ...]:
    """Return the detail of a contact in words. That of a service number ends with whose it is, by our table of such numbers."""
    if contact.kind == "remote-tool":  # and the machine to connect to
        how, _, desk = contact.detail.partition(", id ")
        return speech.word("detail", how), f"id {desk}" if desk else ""
    if contact.kind != "hotline":
        said = speech.word("detail", contact.detail)
        return (speech.body(said) if contact.kind == "bank-account" and said == contact.detail else said,)  # the bank's name at home
    _, short, owner = contact.detail.rpartition("short, ")
    whose = speech.word("owner", owner)
    whose = speech.word("detail", owner) if whose == owner else whose
    return speech.word("detail", "short") if short else "", _body(owner, contact.country, speech) if whose == owner else whose


def _body(owner: str, country: str, speech: Speech) -> str:
    """Return the owner of a line, also with its name at home where this language is spoken there: "AMLO" is ปปง. in Thai."""
    return speech.body(owner, known_lines.at_home(owner, country, speech.language))


def _known(contact: Contact, speech: Speech) -> str:
    """Return whose line it is by our tables; "" if they do not have it. Evidence of any age is told by today's tables."""
    line = known_lines.line_of(contact.kind, contact.value)
    if line is not None:
        said = speech.word("owner", line.owner)
        at_home = line.local if LANGUAGE_OF.get(line.country) == speech.language else ""
        if said == line.owner:
            said = speech.body(line.owner, at_home) if at_home else _body(line.owner, line.country, speech)
        return speech.say("known as that of {body}", body=said)
    owner = contact.detail.rpartition("short, ")[2]
    return _SORTS[known_lines.sort_of(owner, contact.country)](speech) if "official-hotline" in contact.flags else ""


def marks(contact: Contact, speech: Speech) -> list[str]:
    """Return what is odd about a contact, or what its value does not say, in words."""
    told = [_ODD[flag](speech) for flag in contact.flags if flag in _ODD and flag != contact.detail]
    if known := _known(contact, speech):
        told.append(known)
    if contact.kind == LOCAL_PHONE:
        told.append(speech.say("its country is unknown"))
    if contact.detail == "premium":
        told.append(speech.say("its callers pay its owner"))
    return told


def whose(contact: Contact, speech: Speech) -> str:
    """Mark a contact that may belong to a third party."""
    written = speech.say("by a visitor") if GUEST in contact.flags else ""
    return joined(written, speech.say("in sight of nobody") if UNSEEN in contact.flags else "", by=speech.say(", "))
