"""SPF policies (RFC 7208): what a record says, and what it says together with the records that it includes."""

from collections.abc import Mapping
from ipaddress import IPv4Network
from typing import Literal

from scamtriage.records.facts import SpfFacts
from scamtriage.records.frozen import record

MAX_LOOKUPS = 10
"""RFC 7208 section 4.6.4: more terms that cost a DNS query are a permanent error."""
MAX_TERMS = 200
_COST = frozenset({"include", "a", "mx", "ptr", "exists", "redirect"})
_KNOWN = _COST | {"all", "ip4", "ip6", "exp"}
_ALL_IPV4 = 2**32

Qualifier = Literal["+", "-", "~", "?", ""]


@record
class SpfRecord:
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
        lookups += name in _COST
        match name:
            case "all" if not everybody:
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
    if everybody:
        lookups -= bool(redirect)
        redirect = ""  # section 6.1: all wins
    return SpfRecord(
        record=record[:2000],
        all=everybody,
        lookups=lookups,
        ip4_addresses=min(addresses, _ALL_IPV4),
        includes=tuple(name for name in includes if name),
        redirect=redirect,
        problems=tuple(dict.fromkeys(problems))[:10],
    )


def together(first: SpfRecord, found: Mapping[str, SpfRecord | None], problems: tuple[str, ...] = ()) -> SpfFacts:
    """The policy with everything that it includes. `found` holds None for a name that has no record; a missing name was not asked."""
    lookups, addresses, complete, everybody = 0, 0, True, first.all
    includes: list[str] = []
    said = [*problems, *first.problems]
    seen: set[str] = set()
    waiting = [(first, False)]
    while waiting:
        record, redirected = waiting.pop(0)
        lookups += record.lookups
        addresses += record.ip4_addresses
        if redirected and not everybody:
            everybody = record.all
        complete = complete and len(record.targets) == len(record.includes) + bool(record.redirect)
        for name in record.targets:
            includes.append(name)
            if name in seen:
                if name == record.redirect or lookups > MAX_LOOKUPS:
                    said.append("includes lead in a circle")
                continue
            seen.add(name)
            if name not in found:
                complete = False
            elif (inner := found[name]) is None:
                said.append(f"{name} has no SPF record")
            else:
                waiting.append((inner, name == record.redirect))
    return SpfFacts(
        record=first.record,
        all=everybody,
        lookups=lookups,
        too_many_lookups=lookups > MAX_LOOKUPS,
        ip4_addresses=min(addresses, _ALL_IPV4),
        complete=complete,
        includes=tuple(dict.fromkeys(includes))[:32],
        problems=tuple(dict.fromkeys(said))[:10],
    )


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
