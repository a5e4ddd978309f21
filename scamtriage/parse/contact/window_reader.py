"""Call the readers that fit one window, and settle between them: characters that one reader has taken are no contact of another."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from msgspec import Struct

from scamtriage.knowledge.pages.contact_table import Bank
from scamtriage.parse.contact import (
    bank_accounts,
    bank_rows,
    bank_words,
    clearing_accounts,
    coded_accounts,
    ibans,
    logo_accounts,
    logo_cards,
    mail,
    mail_abroad,
    messengers,
    payees,
    payment_qr,
    postal_accounts,
    remote_tools,
    split_wallets,
    wallets,
)
from scamtriage.parse.contact import links as contact_links
from scamtriage.parse.contact.budget import MAX_SIGHTINGS, LookupBudget
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone import hotlines, phones
from scamtriage.parse.contact.tool_floods import ToolBudget
from scamtriage.parse.contact.tool_pages import ToolPage
from scamtriage.parse.contact.windows import Window
from scamtriage.records.facts.contact import LOCAL_PHONE


class WindowReader(Struct, kw_only=True):
    """The readers of one page's windows, with what they share."""

    regions: Callable[[], tuple[str, ...]]
    """The countries of numbers without a country code."""
    hosts: Callable[[], frozenset[str]]
    """The hosts of the page and of its links. An id with a dot that is one of them is no id."""
    logos: Callable[[], tuple[Bank, ...]]
    """The banks that the texts of the page's pictures name."""
    cards: Callable[[], dict[str, Bank]]
    """Digits -> bank of the accounts below pictures whose files are named after banks."""
    tool_page: ToolPage
    tool_budget: ToolBudget
    """How many mentions of tools may still be judged."""
    budget: LookupBudget
    """How many numbers may still be looked up."""
    account_budget: LookupBudget
    """How many numbers may still be accounts."""
    link_budget: LookupBudget
    """How many links may still be read."""
    wallet_budget: LookupBudget
    """How many addresses of wallets may still be hashed."""

    def founds(self, window: Window, text: str) -> Iterator[Found]:
        """Yield the contacts in a window of the text, payment codes first. Their offsets are relative to the window."""
        keys, script = window.keys, window.place == "script"
        if window.place == "option":  # other numbers there are those of orders, plans and people
            yield from self._accounts(window, ())
            return
        payments: tuple[Found, ...] = ()
        if "emv" in keys:
            payments = tuple(payment_qr.find(window))
            yield from payments
        paid = _first(payees.find(window, self.regions, self.budget)) if not script and keys & {"digits", "mail"} else ()
        yield from paid
        if "url" in keys or (script and "tool" in keys):
            yield from contact_links.find(window, self.regions, self.link_budget)
        mailboxes = _first(mail.find(window)) if keys & {"mail", "spelled mail"} else ()
        yield from mailboxes
        if mailboxes and not script:
            yield from messengers.by_mailbox(window, mailboxes)
        if "foreign mail" in keys:
            yield from mail_abroad.find(window.text)
        if "mail" in keys:
            yield from payees.upi_ids(window)
        if "wallet" in keys:
            yield from wallets.find(window, self.wallet_budget)
        split = tuple(split_wallets.find(window, self.wallet_budget)) if split_wallets.ANCHOR in keys and not script else ()
        yield from split
        ids: tuple[Found, ...] = ()
        if "messenger" in keys and not script:
            places = _places((*paid, *mailboxes))
            named = (found for found in messengers.find(window) if not ("." in found.value and found.value.lower() in self.hosts()))
            ids = _first(found for found in named if places.isdisjoint(range(found.start, found.end)))
        numbers: tuple[Found, ...] = ()
        if "digits" in keys:
            accounts = () if script else self._accounts(window, paid)
            below = tuple(found for found in accounts if found.kind == LOCAL_PHONE)
            accounts = tuple(account for account in accounts if account.kind != LOCAL_PHONE)
            yield from (account for account in accounts if ibans.EXAMPLE not in account.flags)
            numbers = _outside((*payments, *accounts, *split), phones.find(window, self.regions(), self.budget))
            numbers = _not_within_names(window, ids, numbers)
            numbers += _outside(numbers, below)
            yield from _as_paid(paid, numbers)
        if not script and (keys & {"short", "hotline"} or ("digits" in keys and window.calls())):
            yield from _outside(numbers, hotlines.find(window, self.regions()))
        yield from ids
        if "tool" in keys and not script:
            yield from remote_tools.find(window, text, self.tool_page, self.tool_budget)

    def _accounts(self, window: Window, paid: tuple[Found, ...]) -> tuple[Found, ...]:
        known = tuple(ibans.find(window))
        known += _outside((*paid, *known), logo_cards.find(window, self.cards))
        known += _outside((*paid, *known), clearing_accounts.find(window))
        known += _outside((*paid, *known), postal_accounts.find(window, self.regions))
        known += _outside((*paid, *known), coded_accounts.find(window, self.regions))
        known += _outside((*paid, *known), bank_accounts.find(window, self.regions, self.budget, self.account_budget))
        known += _outside((*paid, *known), bank_words.find(window, self.regions, self.budget))
        known += _outside((*paid, *known), bank_rows.find(window, known, self.regions, self.budget)) if known else ()
        return (*known, *_outside((*paid, *known), logo_accounts.find(window, self.regions, self.logos, self.budget)))


def _first(founds: Iterable[Found]) -> tuple[Found, ...]:
    """Return those of contacts, all of which are told, that are still read: as many as end the reading of a text, which then says so."""
    return tuple(islice(founds, MAX_SIGHTINGS + 1))


def _outside(taken: tuple[Found, ...], founds: Iterable[Found]) -> tuple[Found, ...]:
    """Return the contacts that share no text with those already taken."""
    read = tuple(founds)
    if not (taken and read):
        return read
    places = _places(taken)
    return tuple(one for one in read if places.isdisjoint(range(one.start, one.end)))


def _not_within_names(window: Window, ids: tuple[Found, ...], numbers: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return the numbers without those that are the end of an account's name, whatever its letters mean elsewhere: 微信 dt66778899."""
    if not (ids and numbers):
        return numbers
    inside = [one for one in numbers for other in ids if other.start < one.start < other.end]
    glued = [one for one in inside if window.text[one.start - 1].isalpha() or window.text[one.start - 1] == "_"]
    return tuple(one for one in numbers if one not in glued) if glued else numbers


def _places(taken: Iterable[Found]) -> set[int]:
    return {at for other in taken for at in range(other.start, other.end)}


def _as_paid(paid: tuple[Found, ...], numbers: tuple[Found, ...]) -> Iterator[Found]:
    """Yield the numbers without those that a payment scheme reads otherwise: as an id, or as a number of its own country."""
    values = {at: payee.value for payee in paid for at in range(payee.start, payee.end)}
    yield from (one for one in numbers if all(values.get(at, one.value) == one.value for at in range(one.start, one.end)))
