"""Measures on whom the page imitates: an authority, a brand, its pictures, its customer care."""

from collections import Counter

from msgspec.structs import replace

from scamtriage.knowledge.hosts.lent_names import site_of
from scamtriage.knowledge.language.sectors import AUTHORITY, CARD_MARKS, CARRIER, COIN, FINANCE
from scamtriage.records.facts.contact import LOCAL_PHONE
from scamtriage.records.facts.page_parts import CREDENTIALS
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, in_page
from scamtriage.signals.page import first_steps
from scamtriage.signals.page.borrowed import LINKS, PICTURES
from scamtriage.signals.page.distances import in_head
from scamtriage.signals.page.identity import BARE_CHARS, FEW_CHARS, MOST_TEXT, PHONES
from scamtriage.signals.page.occurrences import HEADING, PLACES, TEXT, TITLE, Hit
from scamtriage.signals.page.sensitive_fields import COPIED_DAYS, COPIED_DAYS_OF_NUMBERS
from scamtriage.signals.readers import LEAST_OWN, own_name, readers_log_in
from scamtriage.signals.schemes import flavour, meant, parcel_held, told
from scamtriage.signals.shops import demonstration
from scamtriage.signals.view import View


def claims_authority(view: View) -> Measurement:
    """1 if the page presents itself as a public body (police, ministry, tax, …) that does not own the name."""
    if not view.claims.authority:
        return NO
    row = view.claims.authority[0]
    place = min(view.claims.places.get(row, ()), default=TITLE)
    head = next((h for h in view.claims.presented if h.meaning.row == row and h.place == place == TEXT), None)
    said = view.text.around([head]) if head is not None else view.text.found.texts[place]
    kinds = ("generic",) if head is not None else ()  # a letterhead says who is imitated, not whether for a case, a fine or a refund
    return Measurement(value=1.0, shown={"brand": view.claims.name(row)}, pointers=in_page(PLACES[place], said), types=kinds)


def claims_brand(view: View) -> Measurement:
    """Places that name one organisation which does not own the host: title, heading, site name, logo, copyright. On a page that takes
    secrets also a text that is hardly more than a form, the links of the log-in, and pictures. One place at most, where page or name show
    whose it is, as resellers and partners bear the name too and say who they are, or where more words than the name stand in each, as in
    the name of a tool."""
    claims, organisations = view.claims, view.tables.organisations
    claimed = [r for r in claims.strong if organisations[r].sector not in AUTHORITY]  # authorities have a row of their own
    strong = [r for r in claimed if organisations[r] not in view.houses]
    copied = [r for r, places in claims.copied.items() if len(places) > 1 or r in claims.log_in_begun]
    strong += [r for r in copied if r not in claimed and (organisations[r].sector not in AUTHORITY or _drawn_from(view, r))]
    if not strong:
        if claimed:
            return NOT_APPLICABLE
        return _of_no_table(view) if _about_money(view) else NO
    row = max(strong, key=lambda row: len(_places(view, row)))
    places = len(_places(view, row))
    page = view.page
    if demonstration(view) and not (view.identity.messengers or view.identity.phones or page.exfil or page.apps):
        return NO  # a course's copy of a well-known front page; its name and form still count
    taken = (CREDENTIALS & set(page.asks) and not readers_log_in(view)) or _numbers_in_a_banks_name(view, row)
    if places < 2 and not (taken or page.apps or row in claims.log_in_begun):
        return NO  # a headline of a paper, the channel of a forum, whose readers log in
    kinds = _brand_types(view, row) if places > 1 else ("generic",)  # a name in one place says who is imitated, not for what
    value = float(places) if view.identity.nobodys and claims.fills_a_place(row) else 1.0
    return Measurement(value=value, shown={"brand": view.claims.name(row), "places": places}, types=kinds)


def _numbers_in_a_banks_name(view: View, row: int) -> bool:
    """Whether a page that is hardly more than a form, on a lent name, takes an identity number in the name of a house that keeps accounts:
    with that number some of them begin their log-in, and the rest is asked for on the next page."""
    page = view.page
    kept = view.tables.organisations[row].sector in first_steps.KEEPERS
    return kept and view.lent and "id-number" in page.asks and len(page.text) < first_steps.MOST_CHARS and view.identity.nobodys


def _drawn_from(view: View, row: int) -> bool:
    """Whether a page that no title presents as a public body has that body's pictures and the links of its log-in."""
    return row not in view.claims.authority and {LINKS, PICTURES} <= view.claims.copied[row]


def _of_no_table(view: View) -> Measurement:
    """Places that name another site from which the page has its pictures, though no table knows it; on names that show nothing."""
    site, places = view.claims.borrowed.twin
    if places < 2 or not view.identity.nobodys or demonstration(view):
        return NO
    return Measurement(value=float(places), shown={"brand": site, "places": places}, types=("bank-wallet",))


MONEY = ("wallet", "cryptorail", "bankaccount", "invest", "profit", "withdraw")
"""Concepts of a house that keeps its customers' money."""


def _about_money(view: View) -> bool:
    """Whether more than a password is taken, or the page speaks of money. A firm's own trial of a page on a lent name has its logo from the
    firm's site too, and takes the password of its staff or patients; such a page is not acquitted, and not accused."""
    return bool(CREDENTIALS.intersection(view.page.asks) - {"password"}) or view.text.holds(MONEY)


def _places(view: View, row: int) -> set[int]:
    return view.claims.copied.get(row) or view.claims.places[row]


def copies_brand(view: View) -> Measurement:
    """Places in which a page that asks for secrets shows one organisation which does not own the host. One suffices where all of the page
    is the first step of a log-in to a bank. Names that have been held too long for it are left out; those of unknown age are not."""
    claims, organisations = view.claims, view.tables.organisations
    claimed = {row: places for row, places in claims.copied.items() if organisations[row] not in view.houses and _new_enough(view, row)}
    if not claimed:
        return _of_no_table(view)
    if demonstration(view):
        return NO
    row = max(claimed, key=lambda row: len(claimed[row]))
    places = len(claimed[row])
    enough = places > 1 or row in claims.log_in_begun
    return Measurement(value=float(places), shown={"brand": claims.name(row), "places": places}) if enough else NO


def _new_enough(view: View, row: int) -> bool:
    """Whether the name may have been registered to copy this organisation."""
    age = view.age_days
    if age is None or age <= COPIED_DAYS:
        return True
    numbers = (CREDENTIALS - {"password"}).intersection(view.page.asks)
    return bool(numbers) and age <= COPIED_DAYS_OF_NUMBERS and row not in view.name_brands


ACCOUNT = "bank-wallet"
"""The scam type of who is after an account."""
LURES = {"prize-subsidy": ("prize", "subsidy"), ACCOUNT: ("suspended",)}
"""Scam type -> concepts of what is held out in an organisation's name."""


def brand_lure(view: View) -> Measurement:
    """1 if a page of few words that shows no owner holds out a prize, aid, a tariff or a blocking in the name of an organisation that does
    not own the host, or holds a parcel back in the name of its carrier. Such pages are the first of a kit: they ask for hardly anything,
    and lead on."""
    chars = len(view.page.text)
    if chars >= CARRIER_CHARS or not view.identity.nobodys or demonstration(view):
        return NO
    held = _held_back(view)
    if held.value or chars >= FEW_CHARS:
        return held
    claims, organisations = view.claims, view.tables.organisations
    page = view.page
    leads_on = page.forms or page.asks or page.apps or page.wallet_calls or view.identity.messengers or first_steps.leads_on(page)
    speaks = page.forms or page.asks or view.identity.licence  # shops name the wallet that they are paid by
    if not leads_on:
        return NO
    meant_in_text = [row for row in claims.borrowed.in_text if organisations[row].sector != COIN] if speaks else ()
    secrets = bool(CREDENTIALS.intersection(page.asks))  # who pays out aid or a refund takes no secret for it
    named = [row for row in (*claims.places, *meant_in_text) if secrets or organisations[row].sector not in AUTHORITY]
    named = [row for row in named if organisations[row] not in view.houses]
    if not named or (own_name(view) and not any(claims.places[row] - {HEADING} for row in named if row in claims.places)):
        return NO  # a café whose prize is money in a wallet
    found = {kind: _lures(view, kind, concepts) for kind, concepts in LURES.items()}
    types = tuple(kind for kind, hits in found.items() if hits)
    if not types:
        return NO
    hits = found[types[0]]
    if secrets and any(BRAND_TYPES.get(organisations[row].sector) == ACCOUNT for row in named):
        types = (*types, ACCOUNT) if ACCOUNT not in types else types  # the prize is the bait, and the bank's own secrets are the catch
    return replace(told(view, 1.0, in_head(hits) or hits[0], brand=claims.name(named[0])), types=types)


CARRIER_CHARS = 1_500
"""Characters below which a page in a carrier's name is about one parcel: kits copy the carrier's menu and footer around the sentence."""
HELD_CHARS = 260
"""Longest stretch that says of a parcel that it waits, and what to do."""


def _held_back(view: View) -> Measurement:
    """1 if the page says in the name of one carrier that a parcel waits for a payment or for data, and leads on to where they are taken."""
    claims, organisations, page = view.claims, view.tables.organisations, view.page
    named = [row for row in claims.places if organisations[row].sector == "courier" and organisations[row] not in view.houses]
    if len({claims.owner(row) for row in named}) != 1 or page.has_cart or page.products:
        return NO
    own = site_of(view.target.host)
    if not (page.forms or page.asks or any(site_of(link.host) == own and link.host for link in page.links)):
        return NO
    said = parcel_held(view)
    if not said.value or said.value > HELD_CHARS:
        return NO
    return replace(said, value=1.0, shown={**said.shown, "brand": claims.name(named[0])}, types=("parcel-toll",))


def _lures(view: View, kind: str, concepts: tuple[str, ...]) -> list[Hit]:
    """What the page itself says of a lure: terms of the lexicon that few honest pages use, or words of a concept that are not an
    organisation's name, as "EPF" is. Any log-in says that an entry has expired or is locked."""
    terms = [h for h in view.text.lexicon_meant.get(kind, ()) if h.meaning.strength >= 2]
    if terms or (kind == "bank-wallet" and CREDENTIALS.intersection(view.page.asks)):
        return terms
    names = {h[:3] for hits in view.text.organisations.values() for h in hits}
    return [h for h in meant(view, concepts) if h[:3] not in names]


BRAND_TYPES = {
    "bank": "bank-wallet", "wallet": "bank-wallet", "payment": "bank-wallet", "courier": "parcel-toll", "toll": "parcel-toll",
    "crypto": "wallet-drainer", "wallet-crypto": "wallet-drainer", "defi": "wallet-drainer", "nft": "wallet-drainer",
    "broker": "adviser-clone", "exchange": "invest-crypto", "tech": "tech-support", "software": "tech-support", "security": "tech-support",
    "airline": "fake-customer-care",
}  # fmt: skip

ACCOUNTS = frozenset({"platform", "tech", "software", "gaming", "streaming", "telecom", "ecommerce"})
"""Sectors of accounts that kits are after; with a number to call a maker's name is a help desk's."""


def _brand_types(view: View, row: int) -> tuple[str, ...]:
    if flavour(view) == ("prize-subsidy",):  # a bank's anniversary gift is a prize, whatever it asks for
        return ("prize-subsidy",)
    sector = view.tables.organisations[row].sector
    if sector in ACCOUNTS and CREDENTIALS.intersection(view.page.asks) and not view.identity.numbers:
        return ("bank-wallet",)  # who wants the password to an account
    kind = BRAND_TYPES.get(sector, "")
    return (kind,) if kind else ()


def leaves_for(view: View) -> Measurement:
    """1 if scripts of a page that takes a secret lead on to the front page of the one organisation that it shows itself as, or to that of
    a bank, carrier or public body where it says nothing of its own, and the organisation does not own the name: a kit sends its victim to
    where he thought he was. Who chooses among several banks, pays by another house, leaves a page in a hurry or is refused by it is led
    elsewhere, too; so is a visitor whom a cloak turns away."""
    page, claims, organisations = view.page, view.claims, view.tables.organisations
    asked = CREDENTIALS.intersection(page.asks)
    if not page.exits or not asked or demonstration(view) or view.text.about:
        return NO
    alone = asked == {"password"}
    if alone and not view.identity.nobodys:  # firms' areas for staff lead on to partners
        return NO
    led = {host: row for host in page.exits if (row := next((rows[0] for _, rows in view.tables.official_above(host)), None)) is not None}
    if len({claims.owner(row) for row in led.values()}) != 1:
        return NO
    host, row = next(iter(led.items()))
    if row in claims.own or organisations[row] in view.houses or _perhaps_own(view, row, host):
        return NO
    sector = organisations[row].sector
    if sector in CARD_MARKS and asked == {"card"}:  # a checkout, which names who takes its payments in the heading and by a picture
        return NO
    if not (_shown_as(view, row) or (not alone and sector in LED_TO and _mute(view))):
        return NO
    kind = "bank-wallet" if sector in ACCOUNTS else BRAND_TYPES.get(sector, "generic")
    return Measurement(value=1.0, shown={"brand": claims.name(row), "host": host}, types=(kind,), pointers=in_page("page.exits", host))


LED_TO = (FINANCE | CARRIER | AUTHORITY) - CARD_MARKS
"""Sectors to which a page that says nothing leads its victims. A checkout without words leads to who takes the payment."""


def _perhaps_own(view: View, row: int, host: str) -> bool:
    """Whether the name is old and the organisation's name: no table knows all that a house owns."""
    if view.age_days is None or view.age_days <= COPIED_DAYS:
        return False
    owner = view.claims.owner(row)
    named = any(view.claims.owner(like) == owner for like in view.name_brands)
    return named or site_of(host).partition(".")[0] == site_of(view.target.host).partition(".")[0]


def _shown_as(view: View, row: int) -> bool:
    """Whether the page shows itself as this organisation: in two places, or one that is no sentence of the text where neither name nor page
    show anybody else. An agent under an old name that his page bears names his bank in the heading, too."""
    claims, anybodys = view.claims, view.identity.nobodys
    if view.identity.shows_an_owner and not view.lent and (view.age_days or 0) > COPIED_DAYS and _bears_the_name(view):
        return False
    places = [found for named, found in claims.copied.items() if claims.owner(named) == claims.owner(row)]
    return any(len(found) > 1 or (anybodys and TEXT not in found) for found in places)


def _bears_the_name(view: View) -> bool:
    """Whether the text holds all words of the host's name, and that is no organisation's. A copy on a site broken into does not."""
    words = site_of(view.target.host).partition(".")[0].casefold().split("-")
    text = "".join(filter(str.isalnum, view.page.text[:MOST_TEXT].casefold()))
    return sum(map(len, words)) >= LEAST_OWN and not view.name_brands and all(word in text for word in words)


def _mute(view: View) -> bool:
    """Whether the page says nothing of its own, shows no owner, and gives no telephone."""
    if len(view.page.text) >= BARE_CHARS or view.identity.shows_an_owner:
        return False
    return not any(contact.kind in (*PHONES, LOCAL_PHONE) for contact in view.page.contacts)


def hotlinked(view: View) -> Measurement:
    """Share of images and style sheets from the official hosts of one organisation. 0 with fewer than five in total. Of several
    organisations the one with most counts."""
    page = view.page
    total = sum(count for _, count in page.image_hosts)
    if total < 5:
        return NO
    drawn, busiest = Counter[int](), dict[int, str]()
    for host, count in page.image_hosts:
        owner = next((rows[0] for _, rows in view.tables.official_above(host)), None)
        if owner is None or owner in view.claims.own or view.tables.organisations[owner] in view.houses:
            continue
        if view.tables.organisations[owner].sector not in ("platform", "tech", "ecommerce"):
            drawn[owner] += count
            busiest.setdefault(owner, host)
    if not drawn:
        return NO
    [(owner, count)] = drawn.most_common(1)
    return Measurement(value=count / total, shown={"brand": view.tables.organisations[owner].name, "host": busiest[owner]})
