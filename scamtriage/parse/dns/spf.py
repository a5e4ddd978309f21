"""SPF policies (RFC 7208): read one record, and combine it with the records that it includes."""

from collections.abc import Mapping
from ipaddress import IPv4Network
from typing import Literal

from msgspec import Struct

from scamtriage.records.facts import SpfFacts

MAX_LOOKUPS = 10
"""RFC 7208 section 4.6.4: more terms that need a DNS query are a permanent error."""
MAX_TERMS = 200
_COST = frozenset({"include", "a", "mx", "ptr", "exists"})
"""Mechanisms that need a DNS query. `redirect` needs one too, if it applies."""
_KNOWN = _COST | {"all", "ip4", "ip6", "exp", "redirect"}
_ALL_IPV4 = 2**32
_MOST_COUNTED = 1_000
"""The limit of the look-up count: includes that include others twice multiply it without bound."""

Qualifier = Literal["+", "-", "~", "?", ""]


class SpfRecord(Struct, frozen=True, kw_only=True):
    """One parsed record, without its includes."""

    record: str
    all: Qualifier = ""
    lookups: int = 0
    ip4_addresses: int = 0
    includes: tuple[str, ...] = ()
    admits: tuple[str, ...] = ()
    """Those of `includes` whose senders may send: not what stands behind "?", "~" or "-"."""
    redirect: str = ""
    problems: tuple[str, ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """The names of records that belong to this policy. Names with macros are left out: they depend on the mail."""
        return tuple(name for name in (*self.includes, self.redirect) if name and "%" not in name)


def find(texts: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return (the SPF record among TXT records or "", problems). Two records are a permanent error (section 4.5)."""
    found = [text for text in texts if text[:7].lower().rstrip() == "v=spf1"]
    return (found[0] if found else ""), (("more than one SPF record",) if len(found) > 1 else ())


def included(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that the SPF record among `texts` refers to directly, at most MAX_LOOKUPS."""
    record, _ = find(texts)
    return read(record).targets[:MAX_LOOKUPS] if record else ()


def read(record: str) -> SpfRecord:
    """Read one record. Never raises; unreadable terms are listed in `problems`."""
    terms = record.split()[1:]
    problems: list[str] = [f"more than {MAX_TERMS} terms"] if len(terms) > MAX_TERMS else []
    everybody: Qualifier = ""
    lookups = addresses = 0
    includes: list[str] = []
    admits: list[str] = []
    redirect = ""
    for term in terms[:MAX_TERMS]:
        qualifier, name, value = _split(term)
        if name not in _KNOWN:
            if "=" not in term:  # unknown modifiers are ignored, unknown mechanisms are errors (section 4.6.1)
                problems.append(f"unknown term {term[:40]!r}")
            continue
        if everybody:
            continue  # section 5.1: terms after "all" are never tested
        lookups += name in _COST
        match name:
            case "all":
                everybody = qualifier
            case "include":
                includes.append(_host(value))
                admits += [_host(value)] if qualifier == "+" else []
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
    redirect = "" if everybody else redirect  # section 6.1: "all" overrides "redirect"
    return SpfRecord(
        record=record[:2000],
        all=everybody,
        lookups=lookups + bool(redirect),
        ip4_addresses=min(addresses, _ALL_IPV4),
        includes=tuple(name for name in includes if name),
        admits=tuple(name for name in admits if name),
        redirect=redirect,
        problems=tuple(dict.fromkeys(problems))[:10],
    )


def together(first: SpfRecord, found: Mapping[str, SpfRecord | None], problems: tuple[str, ...] = ()) -> SpfFacts:
    """Combine a policy with all records that it includes. `found` maps a name without record to None; a name not in it was not queried.

    With `problems` no policy is in force (RFC 7208 section 4.5): who may send is nobody's statement then, whatever the first record says.
    """
    costs: dict[str, int] = {}
    said = [*problems, *first.problems]
    circle = False

    def cost(record: SpfRecord, path: tuple[str, ...]) -> int:
        """Count the look-ups of a record and of all records below it. A name counts each time it is included, but is computed once."""
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
    senders = _admitted(first, found)
    allowed = min(sum(_ALL_IPV4 if record.all == "+" else record.ip4_addresses for record in senders), _ALL_IPV4)
    said += ["includes lead in a circle"] if circle else []
    said += [f"{name} has no SPF record" for name in targets if name in found and found[name] is None]
    return SpfFacts(
        record=first.record,
        all="" if problems else _everybody(first, found),
        lookups=lookups,
        too_many_lookups=circle or lookups > MAX_LOOKUPS,  # following a circle never ends
        ip4_addresses=0 if problems else allowed,
        complete=all(name in found for name in targets)
        and all(len(record.targets) == len(record.includes) + bool(record.redirect) for record in records),
        includes=targets[:32],
        problems=tuple(dict.fromkeys(said))[:10],
    )


def _admitted(first: SpfRecord, found: Mapping[str, SpfRecord | None]) -> list[SpfRecord]:
    """Return the records whose senders may send: the first one, and what they redirect to or include without a qualifier."""
    names: dict[str, None] = {}
    records = [first]
    for record in records:  # grows meanwhile
        for name in (*record.admits, record.redirect):
            if name not in names and (further := found.get(name)) is not None:
                names[name] = None
                records.append(further)
    return records


def _everybody(record: SpfRecord, found: Mapping[str, SpfRecord | None]) -> Qualifier:
    """Return the qualifier for all other senders. An include does not end the policy, and a redirect replaces it (RFC 7208 section 6.1)."""
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
