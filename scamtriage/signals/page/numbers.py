"""Kinds of telephone numbers that anybody can rent, and those that are known as a public body's."""

from scamtriage.knowledge.known_lines import desk_of
from scamtriage.records.facts import Contact

TOLL_FREE = frozenset({"toll-free", "shared-cost", "uan"})
_PRIVATE = {
    "mobile": "a mobile number",
    "premium": "a premium-rate number",
    "voip": "an internet telephone number",
    "personal": "a personal number",
}
"""Kinds of numbers that no authority uses, with their names in sentences."""
_SERVICE_LINES = ("+841900", "+4484", "+4487")
"""Prefixes that numbering plans call premium, but which Vietnamese banks and British firms use as service lines at low cost."""


def private_number(contact: Contact) -> str:
    """The name of a private kind of number, for a sentence; "" for others. Anyone can rent such a number."""
    if known_line(contact):  # some police forces take reports on a mobile
        return ""
    dear = contact.detail == "premium" and contact.value.startswith(_SERVICE_LINES)
    return "" if dear else _PRIVATE.get(contact.detail, "")


def rented(contact: Contact) -> bool:
    """Whether this is a hotline that anyone can rent: toll-free, premium or service. Numbers of public bodies are not."""
    return contact.kind == "hotline" and (contact.detail in TOLL_FREE or contact.detail in _PRIVATE) and not known_line(contact)


def known_line(contact: Contact) -> bool:
    """Whether a public body takes reports of fraud there. A scammer may print it as well, but who calls it reaches that body."""
    return desk_of(contact.kind, contact.value) is not None
