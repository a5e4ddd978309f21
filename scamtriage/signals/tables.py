"""The lookup tables of the measures, loaded once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from scamtriage.knowledge import small_tables
from scamtriage.knowledge.judgement.catalog import Catalog, load_catalog
from scamtriage.knowledge.language import brands
from scamtriage.knowledge.language.brands import Brand
from scamtriage.knowledge.language.vocabulary import Vocabulary, load_vocabulary
from scamtriage.knowledge.loading import digest_of_all
from scamtriage.knowledge.small_tables import Age
from scamtriage.records.target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All lookup tables of the measures, so that no measure reads a file."""

    catalog: Catalog
    """By which names on a certificate are weighed: that of the rules that judge."""
    organisations: tuple[Brand, ...]
    numbers: dict[Brand, int]
    """Organisation -> its index."""
    owners: dict[str, tuple[int, ...]]
    """Official domain -> indices of the organisations that own it."""
    freemail: frozenset[str]
    disposable: frozenset[str]
    payment_hosts: frozenset[str]
    chat_vendors: tuple[str, ...]
    corporate_ids: frozenset[str]
    corporate_names: tuple[str, ...]
    registrar_ids: dict[str, float]
    registrar_names: dict[str, float]
    ages: dict[str, Age]
    """Table or file name -> age of the table."""
    digest: str
    """Of every data file of the knowledge."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of pages, loaded at first use, as names alone need none. Raises BadTable."""
        return load_vocabulary()

    def owners_of(self, target: Target) -> tuple[int, ...]:
        """Indices of the organisations for which the host is official; () if there are none."""
        return self.owners.get(target.registrable, ()) or self.owners.get(target.host, ())

    def official_above(self, host: str) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield (official domain, indices of its owners) for the host and every name above it, nearest first."""
        while host:
            if (rows := self.owners.get(host)) is not None:
                yield host, rows
            host = host.partition(".")[2]


@cache
def load_tables() -> Tables:
    """Read and check the tables, with the shipped catalogue. Raises BadTable."""
    small = small_tables.small_tables()
    organisations = brands.load().rows
    owners: dict[str, tuple[int, ...]] = {}
    for number, organisation in enumerate(organisations):
        for domain in organisation.official:
            owners[domain] = (*owners.get(domain, ()), number)
    return Tables(
        catalog=load_catalog(),
        organisations=organisations,
        numbers={organisation: number for number, organisation in enumerate(organisations)},
        owners=owners,
        freemail=small.freemail.domains,
        disposable=small.disposable.domains,
        payment_hosts=small.payment_hosts.domains,
        chat_vendors=small.chat_vendors.names,
        corporate_ids=small.corporate_registrars.ids,
        corporate_names=small.corporate_registrars.names,
        registrar_ids=small.registrars.ids,
        registrar_names=small.registrars.names,
        ages=small_tables.load(),
        digest=digest_of_all(),
    )
