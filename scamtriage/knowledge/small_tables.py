"""The small tables, and the age of every table that carries weight. After a table expires, its findings are unknown, not absent."""

from datetime import date, timedelta
from functools import cache
from typing import Annotated

from scamtriage.knowledge.judgement import name_model
from scamtriage.knowledge.loading import Hosts, Nats, Some, Table, Text, Words, matching, one_of, read_table

FILE = "tables.toml"
NAMES = name_model.FILE
"""The weights of name suffixes. The model file contains its own dates, because it is always refitted as a whole."""
AGED = (
    *("brands.csv", "cdn.csv", "confusables.csv", "dynamic_dns.csv", "lexicon.csv", "parking.csv", "platforms.csv", "report_to.csv"),
    *("shared_names.csv", "suffixes.csv", "verifications.csv", "whois_servers.csv"),
)
"""Tables that have their own file and whose dates are in this one."""

_ZONES = timedelta(days=1)
"""Who dated the newest facts may have lived where the day begins earlier."""
_LONGEST_YEARS = 10

Iana = Annotated[str, matching("[0-9]{1,6}", "must be an IANA number of a registrar")]


class Age(Table, frozen=True, kw_only=True):
    """The dates of one table."""

    as_of: date
    """The day on which its facts were true."""
    expires: date | None = None
    """The last day on which it carries weight; None if its facts do not expire."""
    lasting: Text | None = None
    """Why they do not expire."""
    source: Text | None = None

    def __post_init__(self) -> None:
        if (self.expires is None) is (self.lasting is None):
            raise ValueError("a table says when it expires, or why it is lasting")
        if self.expires is not None and self.expires <= self.as_of:
            raise ValueError("expires must be a day after as_of")

    def past(self, day: date | None) -> bool:
        """Return whether the table has expired on that day. `day` is None if a name is judged alone and no date was given."""
        return day is not None and self.expires is not None and day > self.expires


class Domains(Age, frozen=True, kw_only=True):
    domains: Hosts


class Names(Age, frozen=True, kw_only=True):
    names: Words


class Terms(Age, frozen=True, kw_only=True):
    words: Some[Text]


class Registrars(Age, frozen=True, kw_only=True):
    """Weights in nats, by IANA number and by name."""

    ids: dict[Iana, Nats]
    names: dict[str, Nats]


class CorporateRegistrars(Age, frozen=True, kw_only=True):
    ids: Some[Iana]
    names: Words


class SmallTables(Table, frozen=True, kw_only=True):
    """tables.toml, which says in comments what each table is for."""

    freemail: Domains
    disposable: Domains
    registrars: Registrars
    corporate_registrars: CorporateRegistrars
    builders: Domains
    chat_vendors: Names
    shorteners: Domains
    app_stores: Domains
    world_sites: Domains
    players: Domains
    payment_hosts: Domains
    everyday_names: Names
    names_of_many: Names
    contest_words: Terms
    guest_places: Terms
    board_places: Terms
    maybe_guest_places: Terms
    guest_headings: Terms
    agents_services: Terms
    games_else: Terms
    mere_times: Terms
    ordinary_words: Terms
    trade_words: Terms
    product_words: Terms
    beside_names: Terms
    service_words: Terms
    action_words: Terms
    access_words: Terms
    account_words: Terms
    others_words: Terms
    payment_words: Terms
    vouching_words: Terms
    files: dict[Annotated[str, one_of(AGED)], Age]

    def __post_init__(self) -> None:
        if missing := sorted({*AGED} - self.files.keys()):
            raise ValueError(f"files.{missing[0]}: is missing")


@cache
def small_tables() -> SmallTables:
    """Load the shipped file. Raises BadTable."""
    return read_table(FILE, SmallTables)


@cache
def load() -> dict[str, Age]:
    """Return table or file name -> its age. Raises BadTable."""
    tables, model = small_tables(), name_model.load()
    dated = {name: table for name in tables.__struct_fields__ if isinstance(table := getattr(tables, name), Age)}
    return {**dated, **tables.files, NAMES: Age(as_of=model.as_of, expires=model.expires)}


def too_old(day: date) -> list[str]:
    """Return the names of the tables that have expired on that day, sorted. Raises BadTable."""
    return sorted(name for name, age in load().items() if age.past(day))


def clock_in_doubt(day: date) -> str:
    """Say why no clock that shows this day can be believed; "" if one can. Raises BadTable."""
    made = name_model.load().as_of
    if day < made - _ZONES:
        return f"this release knows facts of {made}"
    return f"this release is of {made.year}" if day.year > made.year + _LONGEST_YEARS else ""
