"""What is given as a list or a text and is none: each is refused with the command that finds its addresses."""

import re
import shlex
from collections.abc import Iterable
from itertools import islice

from scamtriage.records import lazy_re
from scamtriage.targets.columns import known
from scamtriage.targets.decode import BadList
from scamtriage.targets.mail_marks import is_mail
from scamtriage.targets.parse import MAX_LINE_CHARS

_JSON = lazy_re.compile(r"""\s*+(?:\{\s*+(?:"|\Z)|\[\s*+(?:["{]|\[\s*+["{]|\Z))""")
"""Matches the beginning of a line of JSON; no target begins so."""
_OURS = lazy_re.compile(r'\s*+(\[?)\s*+\{\s*+"schema":\s*+"scamtriage\.')
"""Matches the beginning of our own rows or evidence. Group: the bracket of a document of rows, which has a row over many lines."""
_REPORTS = (
    (
        lazy_re.compile(r'"type"\s*:\s*"bundle"|"spec_version"'),
        '.. | objects | .pattern // (select(.type == "url" or .type == "domain-name") | .value) | strings',
    ),
    (
        lazy_re.compile(r'"Attribute"\s*:\s*\[|"Event"\s*:\s*\{[^{}\[]{0,400}"(?:info|orgc_id|threat_level_id|uuid)"'),
        '.. | objects | select(.type == "url" or (.to_ids == true and (.type | IN("uri", "domain", "hostname", "domain|ip")))) | .value',
    ),
)
"""Reports of other desks, STIX and MISP: what their beginning holds, and what reads the names that are reported. Their other texts name
whoever was imitated, name servers, providers of mailboxes and sources, who would be looked at as well."""
_BEGINNING = 40
"""Lines in which a report shows what it is."""
_PAGE = lazy_re.compile(r"\s*+<(?:!doctype\s|html[\s>])", re.IGNORECASE)
"""Matches the first line of a saved page."""


def need_list(first: str, name: str, lines: Iterable[str]) -> None:
    """Raise BadList if the first line of a list is that of JSON, a saved page or a mail. `lines`: those behind it, read only of JSON."""
    if _JSON.match(first):
        begun = _begun(first, lines)
        reading = _reading(begun, name) or _unpacking(first, begun, name)
        raise BadList(f"{name}: this looks like JSON, and a list has one target per line: {reading}", command="scan")
    if _PAGE.match(first):
        given = "FILE" if name == "-" else shlex.quote(name)
        raise BadList(
            f"{name}: this is a saved page, and a list has one target per line; it is judged by: scamtriage check {given} --url ADDRESS;"
            " addresses in it, as in a chat saved as HTML, are found with --extract"
        )
    if is_mail(name, first):
        found_by = f"scamtriage scan {shlex.quote(name)} --extract"
        raise BadList(f"{name}: this is a mail, which may break addresses at line ends; they are found by: {found_by}", command="scan")


def need_text(first: str, name: str, lines: Iterable[str]) -> None:
    """Raise BadList if the first line of a text is that of JSON. `lines`: those behind it, read only of JSON."""
    if _JSON.match(first):
        begun = _begun(first, lines)
        if _OURS.match(begun):  # their other strings hold brands, registrars and desks
            ours = f"{name}: these are rows or evidence, whose targets are read by: {_unpacking(first, begun, name)}"
            raise BadList(ours, command="scan")
        if reading := _reading(begun, name):
            raise BadList(f"{name}: this is a report in JSON; to read the names that it reports: {reading}", command="scan")
        raise BadList(f"{name}: this looks like JSON, in which addresses are escaped; to read its texts: {_texts(name)}", command="scan")


def _begun(first: str, lines: Iterable[str]) -> str:
    return " ".join((first, *islice(lines, _BEGINNING)))


def _unpacking(first: str, begun: str, name: str) -> str:
    """Return a jq command that extracts the targets from JSON, as far as its first line shows the structure; else all addresses in it."""
    if (ours := _OURS.match(begun)) is not None:
        return f"jq -r '{'.[]' if ours[1] else ''}.input' {_given(name)} | scamtriage scan -"
    opened = first.lstrip()
    keys = re.findall(r'"([A-Za-z_]\w{0,40})"\s*:', first[:MAX_LINE_CHARS])
    at = known(keys)
    if at is None and opened.startswith("{"):
        return _texts(name)
    key = keys[at] if at is not None else "url"
    path = f".{key}" if opened.startswith("{") else ".[]" if opened[1:].lstrip().startswith('"') else f".[] | .{key}? // ."
    return f"jq -r '{path}' {_given(name)} | scamtriage scan -"


def _reading(begun: str, name: str) -> str:
    """Return the command that reads the names in a report of another desk, or "" if it is none."""
    if _OURS.match(begun):
        return ""
    return next((_texts(name, path) for sign, path in _REPORTS if sign.search(begun)), "")


def _texts(name: str, path: str = ".. | strings") -> str:
    return f"jq -r '{path}' {_given(name)} | scamtriage scan - --extract"


def _given(name: str) -> str:
    """What to write for the file: of what came through a pipe nobody knows where it lies."""
    return "FILE" if name == "-" else shlex.quote(name)
