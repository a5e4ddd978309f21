"""Render what sites share, for `relate`: leads for people, and documents for programs."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec.structs import asdict

from scamtriage.records.relation import Group, RelatedSite, Relations, Shared
from scamtriage.render.console import facts_table
from scamtriage.render.json import dumps
from scamtriage.render.phrases import percent
from scamtriage.render.style import Style
from scamtriage.render.table import SIGNS
from scamtriage.render.text import counted, defang, plain, unlinked

SCHEMA = "scamtriage.relations/1"
MOST_SITES, MOST_SHARED, MOST_NAMED = 40, 20, 6
"""Most sites, shared features and names of a group in a table; JSON has all."""
CAUTION = (
    "Sharing is a lead, no proof of one hand: kits are sold, agencies serve many shops, and a fraud quotes the numbers of honest people."
)


def _document(group: Group) -> dict[str, Any]:
    return {"schema": SCHEMA, "sites": group.sites, "shared": group.shared}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the JSON object or of one NDJSON line."""
    kinds = msgspec.json.schema_components([Relations], ref_template="#/$defs/{name}")[1]
    made = kinds.pop("Relations")
    of = made["properties"]
    of["schema"] = kinds["Group"]["properties"]["schema"] = {"const": SCHEMA}
    whole = made | {"required": ["schema", *(name for name in of if name != "schema")]}
    apart = {name: of[name] for name in _APART}
    line = kinds["Group"] | {"properties": kinds["Group"]["properties"] | apart, "required": ["schema", "sites", "shared"]}
    kinds["Group"] = {**kinds["Group"], "properties": {k: v for k, v in kinds["Group"]["properties"].items() if k != "schema"}}
    return {"$defs": kinds, "title": "What sites share", "anyOf": [whole, line]}


_APART = ("common", "alone", "unseen")
"""Fields about all sites, not about a group."""


def _json(found: Relations, style: Style) -> Iterator[str]:
    """Yield everything as one object. `alone` and `unseen` are separate: a page that was not read may share something."""
    yield dumps(asdict(found) | {"schema": SCHEMA}, indent=True) + "\n"


def _ndjson(found: Relations, style: Style) -> Iterator[str]:
    """Yield one group per line. A last line without sites has the features that link no sites, and the sites that are alone or unseen."""
    yield from (dumps(_document(group)) + "\n" for group in found.groups)
    whole = asdict(found)
    if any(whole[name] for name in _APART):
        yield dumps(_document(Group(sites=(), shared=())) | {name: whole[name] for name in _APART}) + "\n"


def _table(found: Relations, style: Style) -> Iterator[str]:
    for number, group in enumerate(found.groups, start=1):
        yield f"Group {number}: {counted(len(group.sites), 'site')}\n"
        yield facts_table([*_sites(group), *_shared(group)], style) + "\n"
    for one in found.common[:MOST_SHARED]:
        yield f"links nobody, {len(one.sites):,} sites share it: {plain(defang(one.says), 160)}\n"
    if not (found.groups or found.common or found.alone or found.unseen):
        yield "no site stands there that could be compared\n"
    elif not found.groups:
        by_itself = len(found.alone) + len(found.unseen) == 1
        yield "nothing links this site to another\n" if by_itself else "no two sites share anything that links them\n"
    apart = [f"{counted(len(found.alone), 'site')} with a page that was read and nothing shared"] if found.alone else []
    if found.unseen:
        apart.append(f"{counted(len(found.unseen), 'site')} whose page was not read: what they share is unknown")
    if apart:
        yield f"{'; '.join(apart)}\n"
    if found.groups:
        yield CAUTION + "\n"


def _sites(group: Group) -> Iterator[tuple[str, str]]:
    for site in group.sites[:MOST_SITES]:
        yield f"{SIGNS[site.verdict]} {site.verdict}", _said(site)
    if (more := len(group.sites) - MOST_SITES) > 0:
        yield "", f"… {counted(more, 'more site')}"


def _said(site: RelatedSite) -> str:
    moment = f"observed {site.observed_at:%Y-%m-%d}" if site.observed_at is not None else "when observed is unknown"
    return " · ".join(part for part in (defang(site.name), percent(site.probability), " ".join(site.scam_types[:2]), moment) if part)


def _shared(group: Group) -> Iterator[tuple[str, str]]:
    for place, one in enumerate(group.shared[:MOST_SHARED]):
        yield "share" if not place else "", f"{one.weight:+.1f} {_words(one)}: {_names(one, len(group.sites))}"
    if (more := len(group.shared) - MOST_SHARED) > 0:
        yield "", f"… {counted(more, 'more thing')}"


def _words(one: Shared) -> str:
    return defang(one.says) if one.kind in ("landing", "form", "app", "email") else unlinked(one.says)


def _names(one: Shared, all_of: int) -> str:
    if len(one.sites) == all_of:
        return "all of them"
    rest = len(one.sites) - MOST_NAMED
    return ", ".join(map(defang, one.sites[:MOST_NAMED])) + (f" and {rest:,} more" if rest > 0 else "")


RENDERERS: dict[str, Callable[[Relations, Style], Iterator[str]]] = {"table": _table, "json": _json, "ndjson": _ndjson}
