"""SPF policies (RFC 7208): what a record says, and what it says together with the records that it includes."""

from collections.abc import Mapping
from ipaddress import IPv4Network
from typing import Literal

from msgspec import Struct

from scamtriage.records.facts import SpfFacts

MAX_LOOKUPS = 10
"""RFC 7208 section 4.6.4: more terms that cost a DNS query are a permanent error."""
MAX_TERMS = 200
_COST = frozenset({"include", "a", "mx", "ptr", "exists"})
"""Mechanisms that cost a DNS query; so does `redirect` where it holds."""
_KNOWN = _COST | {"all", "ip4", "ip6", "exp", "redirect"}
_ALL_IPV4 = 2**32
_MOST_COUNTED = 1_000
"""Includes that include each other twice cost without end; a hundred times too many says it as well."""

Qualifier = Literal["+", "-", "~", "?", ""]


class SpfRecord(Struct, frozen=True, kw_only=True):
    """One record by itself."""

    record: str
    all: Qualifier = ""
    lookups: int = 0
    ip4_addresses: int = 0
    includes: tuple[str, ...] = ()
    redirect: str = ""
    problems: tuple[str, ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """The names whose records count as well; names with macros can't be known without a mail."""
        return tuple(name for name in (*self.includes, self.redirect) if name and "%" not in name)


def find(texts: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """(the SPF record among TXT records or "", problems). Two of them are a permanent error (section 4.5)."""
    found = [text for text in texts if text[:7].lower().rstrip() == "v=spf1"]
    return (found[0] if found else ""), (("more than one SPF record",) if len(found) > 1 else ())


def included(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The names that the record among these sends its reader on to at once, as far as a reader has to go."""
    record, _ = find(texts)
    return read(record).targets[:MAX_LOOKUPS] if record else ()


def read(record: str) -> SpfRecord:
    """One record. Raises nothing; what can't be read is named in `problems`."""
    terms = record.split()[1:]
    problems: list[str] = [f"more than {MAX_TERMS} terms"] if len(terms) > MAX_TERMS else []
    everybody: Qualifier = ""
    lookups = addresses = 0
    includes: list[str] = []
    redirect = ""
    for term in terms[:MAX_TERMS]:
        qualifier, name, value = _split(term)
        if name not in _KNOWN:
            if "=" not in term:  # unknown modifiers are ignored, unknown mechanisms are errors (section 4.6.1)
                problems.append(f"unknown term {term[:40]!r}")
            continue
        if everybody:
            continue  # section 5.1: what stands behind it is never tested
        lookups += name in _COST
        match name:
            case "all":
                everybody = qualifier
            case "include":
                includes.append(_host(value))
            case "redirect":
                redirect = _host(value)
            case "ip4" if qualifier == "+":
                count = _addresses(value)
                addresses += count
                if not count:
                    problems.append(f"no network {value[:40]!r}")
            case "ptr":
                problems.append("uses ptr, which RFC 7208 advises against")
            case _:
                pass
    redirect = "" if everybody else redirect  # section 6.1: all wins
    return SpfRecord(
        record=record[:2000],
        all=everybody,
        lookups=lookups + bool(redirect),
        ip4_addresses=min(addresses, _ALL_IPV4),
        includes=tuple(name for name in includes if name),
        redirect=redirect,
        problems=tuple(dict.fromkeys(problems))[:10],
    )


def together(first: SpfRecord, found: Mapping[str, SpfRecord | None], problems: tuple[str, ...] = ()) -> SpfFacts:
    """The policy with everything that it includes. `found` holds None for a name that has no record; a missing name was not asked."""
    costs: dict[str, int] = {}
    said = [*problems, *first.problems]
    circle = False

    def cost(record: SpfRecord, path: tuple[str, ...]) -> int:
        """Look-ups of a record and of all that it leads to: a name is paid for each time it is included, and read once."""
        nonlocal circle
        total = record.lookups
        for name in record.targets:
            if name in path:
                circle = True
            elif (inner := found.get(name)) is not None:
                if name not in costs:
                    costs[name] = cost(inner, (*path, name))
                total += costs[name]
        return min(total, _MOST_COUNTED)

    lookups = cost(first, ())
    records = [first, *(record for name in costs if (record := found[name]) is not None)]
    targets = tuple(dict.fromkeys(name for record in records for name in record.targets))
    said += ["includes lead in a circle"] if circle else []
    said += [f"{name} has no SPF record" for name in targets if name in found and found[name] is None]
    return SpfFacts(
        record=first.record,
        all=_everybody(first, found),
        lookups=lookups,
        too_many_lookups=circle or lookups > MAX_LOOKUPS,  # whoever follows a circle never comes to its end
        ip4_addresses=min(sum(_ALL_IPV4 if record.all == "+" else record.ip4_addresses for record in records), _ALL_IPV4),
        complete=all(name in found for name in targets)
        and all(len(record.targets) == len(record.includes) + bool(record.redirect) for record in records),
        includes=targets[:32],
        problems=tuple(dict.fromkeys(said))[:10],
    )


def _everybody(record: SpfRecord, found: Mapping[str, SpfRecord | None]) -> Qualifier:
    """What holds for all others: an include does not end the policy, and a redirect stands in for it (RFC 7208 section 6.1)."""
    for _ in range(MAX_LOOKUPS):
        further = found.get(record.redirect) if not record.all else None
        if further is None:
            break
        record = further
    return record.all


def _split(term: str) -> tuple[Qualifier, str, str]:
    qualifier: Qualifier = "+"
    match term[:1]:
        case "+" | "-" | "~" | "?" as given:
            qualifier = given
            term = term[1:]
    at = min((index for index in (term.find(":"), term.find("="), term.find("/")) if index >= 0), default=len(term))
    name, value = term[:at].lower(), term[at:]
    return qualifier, name, value[1:] if value[:1] in (":", "=") else value


def _host(value: str) -> str:
    host = value.strip().rstrip(".").lower()
    return host if 0 < len(host) <= 253 and "." in host else ""


def _addresses(value: str) -> int:
    try:
        return IPv4Network(value.strip(), strict=False).num_addresses
    except ValueError:
        return 0
