"""Render what sites share, for `relate`: leads for people, and documents for programs."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec.structs import asdict

from scamtriage.knowledge.judgement import links
from scamtriage.knowledge.speech import ENGLISH, Speech, speech
from scamtriage.records.relation import Group, RelatedSite, Relations, Shared
from scamtriage.render.console import facts_table
from scamtriage.render.json import dumps
from scamtriage.render.phrases import percent
from scamtriage.render.style import Style
from scamtriage.render.table import SIGNS
from scamtriage.render.text import defang, grouped, plain, unlinked

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
    from scamtriage.records.documented import describe  # here, as it reads source code

    kinds = msgspec.json.schema_components([Relations], ref_template="#/$defs/{name}")[1]
    describe(kinds, [Relations])
    made = kinds.pop("Relations")
    of = made["properties"]
    of["schema"] = kinds["Group"]["properties"]["schema"] = {"const": SCHEMA, "description": "Schema of this object or line."}
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
    spoken = speech(style.language)
    for number, group in enumerate(found.groups, start=1):
        yield spoken.say("Group {number}: {count} sites", number=number, count=grouped(len(group.sites))) + "\n"
        yield facts_table([*_sites(group, spoken), *_shared(group, spoken)], style) + "\n"
    for one in found.common[:MOST_SHARED]:
        shared = plain(defang(_says(one, spoken)), 160)
        yield spoken.say("links nobody, {count} sites share it: {shared}", count=f"{len(one.sites):,}", shared=shared) + "\n"
    if not (found.groups or found.common or found.alone or found.unseen):
        yield spoken.say("no site stands there that could be compared") + "\n"
    elif not found.groups:
        by_itself = len(found.alone) + len(found.unseen) == 1
        alone = "nothing links this site to another" if by_itself else "no two sites share anything that links them"
        yield spoken.say(alone) + "\n"
    apart = []
    if found.alone:
        apart.append(spoken.say("{count} sites with a page that was read and nothing shared", count=grouped(len(found.alone))))
    if found.unseen:
        unread = "{count} sites whose page was not read: what they share is unknown"
        apart.append(spoken.say(unread, count=grouped(len(found.unseen))))
    if apart:
        yield spoken.joined(apart) + "\n"
    if found.groups:
        yield spoken.say(CAUTION) + "\n"


def _sites(group: Group, spoken: Speech) -> Iterator[tuple[str, str]]:
    for site in group.sites[:MOST_SITES]:
        yield f"{SIGNS[site.verdict]} {spoken.word('verdict', site.verdict)}", _said(site, spoken)
    if (more := len(group.sites) - MOST_SITES) > 0:
        yield "", spoken.say("… {count} more sites", count=grouped(more))


def _said(site: RelatedSite, spoken: Speech) -> str:
    moment = spoken.say("when observed is unknown")
    if site.observed_at is not None:
        moment = spoken.say("observed {date}", date=f"{site.observed_at:%Y-%m-%d}")
    blank = " " if spoken is ENGLISH else spoken.say(", ")  # English codes are one word each
    kinds = blank.join(spoken.word("type", kind) for kind in site.scam_types[:2])
    return " · ".join(part for part in (defang(site.name), percent(site.probability), kinds, moment) if part)


def _shared(group: Group, spoken: Speech) -> Iterator[tuple[str, str]]:
    for place, one in enumerate(group.shared[:MOST_SHARED]):
        weight = spoken.number(f"{one.weight:+.1f}")
        said = spoken.say("{shared}: {list}", shared=_words(one, spoken), list=_names(one, len(group.sites), spoken))
        yield "" if place else spoken.say("share"), f"{weight} {said}"
    if (more := len(group.shared) - MOST_SHARED) > 0:
        yield "", spoken.say("… {count} more things", count=grouped(more))


def _says(one: Shared, spoken: Speech) -> str:
    """Return what is shared, in words. The value is a target's: of it only the service of a messenger's account is a word of ours."""
    value = spoken.word("channel", one.value) if one.kind == "messenger" else one.value
    return spoken.say(links.load().kinds[one.kind].says, value=value)


def _words(one: Shared, spoken: Speech) -> str:
    says = _says(one, spoken)
    return defang(says) if one.kind in ("landing", "form", "app", "email") else unlinked(says)


def _names(one: Shared, all_of: int, spoken: Speech) -> str:
    if len(one.sites) == all_of:
        return spoken.say("all of them")
    rest, names = len(one.sites) - MOST_NAMED, spoken.say(", ").join(map(defang, one.sites[:MOST_NAMED]))
    return spoken.say("{list} and {count} more", list=names, count=grouped(rest)) if rest > 0 else names


RENDERERS: dict[str, Callable[[Relations, Style], Iterator[str]]] = {"table": _table, "json": _json, "ndjson": _ndjson}
