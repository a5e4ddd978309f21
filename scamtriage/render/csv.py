"""CSV for spreadsheets: one line per row, defanged, and no cell that a spreadsheet would run as a formula."""

import csv
import io
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice

from scamtriage import __version__
from scamtriage.knowledge import known_lines
from scamtriage.knowledge.speech import Speech, speech
from scamtriage.records import lazy_re
from scamtriage.records.assessment import Assessment, Refusal, Route
from scamtriage.records.evidence import SAVED, Outcome
from scamtriage.records.facts import Contact, DnsFacts, HostingFacts, PageFacts, RegistrationAbsent, RegistrationFacts
from scamtriage.records.truncation import contacts_unread, more_unread
from scamtriage.render.document import top_reasons
from scamtriage.render.json import dumps
from scamtriage.render.opening import given_lines
from scamtriage.render.phrases import cut_short, finding, held_lines, hundredths, list_lines, nats, provisos, unknown_words
from scamtriage.render.style import Style
from scamtriage.render.text import defang, plain, unlinked

COLUMNS = (
    "line", "input", "host", "registrable", "url", "status", "status_reason", "mode", "verdict", "probability", "low", "high", "log_odds",
    "coverage", "scam_types", "flags", "states", "urgency", "registered", "registrar", "abuse_email", "address", "asn", "holder",
    "country", "landing", "title", "contacts", "banks", "reason_1", "reason_2", "reason_3", "other_side", "more_reasons",
    "unknown", "caps", "report_to", "observed_at",
    "lists", "fragile", "rests_on", "held_back", "held_by", "prior", "gambling", "now", "model", "knowledge", "evidence_digest",
    "day", "version", "language", "input_note", "more_columns",
)  # fmt: skip
_OBSERVED = ("registered", "registrar", "abuse_email", "address", "asn", "holder", "country", "landing", "title", "contacts", "banks")
MEANINGS = {
    "low": "the lower end of the 80 % band of the probability, which says nothing of what could not be checked",
    "high": "the upper end of the 80 % band of the probability, which says nothing of what could not be checked",
    "registered": "the day on which the name was registered; or the words: not stated, reserved, not registered, unknown (nobody answered)",
    "registrar": "the company through which the name was registered; unknown if nobody answered, empty if none is stated",
    "abuse_email": "the mailbox of the registrar for reports; unknown if nobody answered, empty if none is stated",
    "address": "the IP addresses of the host; none if it has none, unknown if nobody answered",
    "asn": "the number of the network that holds the first address; unknown if nobody answered, empty if none is stated",
    "holder": "the network that holds the first address; unknown if nobody answered, empty if none is stated",
    "landing": "the address of the page that was shown at last, after all redirects; none if there is no page, unknown if none was got",
    "title": "the title of the page; unknown if no page was obtained, empty if it has none",
    "banks": "the bank of each account among the contacts, where the page tells it; unknown if not all of the page could be searched",
    "reason_1": "the finding that weighs most for the verdict",
    "reason_2": "the finding that weighs second",
    "reason_3": "the finding that weighs third",
    "other_side": "the finding that speaks most against the verdict",
    "more_reasons": "how many findings more there are, and what they add together",
    "input_note": "which part of the input was judged, if not all of it, and what of it leads nobody there",
    "more_columns": "columns of the input that only later rows have, as JSON",
    "made_text": "the cells of this row that were changed so that no spreadsheet runs them; the JSON row has them unchanged",
}
"""What `explain` says of the columns that are no fields of a row."""
LEAST = 0.0001
_REASONS = 3
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_WITHIN = lazy_re.compile(r";(?=[\s\"]*+[=+@＝＋－＠-])(?!\s*+[+-]?[0-9]++(?:\.[0-9]++)?\s*+(?:;|$))")
"""Matches a semicolon before a formula, for spreadsheets that split cells at semicolons. Numbers do not count."""
_TELEPHONE = lazy_re.compile(r"(?:\A|(?<=; ))(?=\+[0-9])")
"""Where a telephone number begins among the ways to somebody. As "tel. +65" it begins no formula, and needs no quote before it."""


def render(rows: Iterable[Assessment | Refusal], style: Style) -> Iterator[str]:
    """Yield a header, then one line per row.

    Input columns come last, prefixed "in:", as in the first row. Columns that only later rows have are in `more_columns`, as JSON. The last
    column names the cells that were changed to keep them text.
    """
    spoken = speech(style.language)
    iterator = iter(rows)
    first = [*islice(iterator, 1)]
    carried = tuple(first[0].columns) if first else ()
    names = (*COLUMNS, *(f"in:{name}" for name in carried))
    yield _line((*(_inert(plain(name)) for name in names), "made_text"))
    for row in chain(first, iterator):
        cells = _cells(row, spoken) | {f"in:{name}": value for name, value in row.columns.items() if name in carried}
        if more := {name: value for name, value in row.columns.items() if name not in carried}:
            cells["more_columns"] = dumps(more)
        inert = [_inert(plain(cells.get(name, ""))) for name in names]
        changed = [name for name, cell in zip(names, inert, strict=True) if cell != cells.get(name, "")]
        yield _line((*inert, _inert(plain(" ".join(changed)))))


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_MINIMAL).writerow(cells)
    return buffer.getvalue()


def _inert(cell: str) -> str:
    """Return the cell with a quote before anything that a spreadsheet would run as a formula, also after a semicolon. Plain numbers stay
    numbers."""
    cell = _WITHIN.sub(";'", cell)
    if not cell.lstrip().startswith(_FORMULA_STARTS) or _is_number(cell):
        return cell
    return f"'{cell}"


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).removeprefix("-").isdigit() and cell.isascii()


def _uncertain(probability: float) -> str:
    """Format a probability with four digits, never as 0 or 1."""
    return f"{min(max(probability, LEAST), 1 - LEAST):.4f}"


def _time(moment: datetime | None) -> str:
    return moment.isoformat().replace("+00:00", "Z") if moment is not None else ""


def _route(route: Route, host: str, spoken: Speech) -> str:
    """Return who can act and how. Whoever holds an address writes his own name, which must not look like one more who can act."""
    return (
        f"{route.kind}: {unlinked(route.body, host).replace('|', '/')}: {_TELEPHONE.sub('tel. ', route.channel)}{provisos(route, spoken)}"
    )


def _cells(row: Assessment | Refusal, spoken: Speech) -> dict[str, str]:
    """Return the cells of a row: codes unchanged, sentences in the report's language."""
    if isinstance(row, Refusal):
        said = unlinked(spoken.word("evidence", row.reason))
        return {"line": str(row.line), "input": defang(row.input), "status": row.status, "status_reason": said, "language": spoken.language}
    return _findings(row, spoken) | _observed(row) | {
        "line": str(row.line), "input": defang(row.input), "host": defang(row.target.host), "registrable": defang(row.target.registrable),
        "url": defang(row.target.url), "status": row.status,
        "status_reason": unlinked(spoken.word("evidence", row.status_reason), row.target.host),
        "mode": row.mode, "verdict": row.verdict,
        "probability": _uncertain(row.probability), "low": _uncertain(row.interval[0]), "high": _uncertain(row.interval[1]),
        "log_odds": f"{round(row.log_odds, 3) + 0.0:.3f}",
        "coverage": f"{hundredths(row.coverage) / 100:.2f}", "scam_types": " ".join(t.type for t in row.scam_types),
        "flags": " ".join(row.flags), "states": " ".join(row.states), "urgency": row.urgency,
        "unknown": "; ".join(unknown_words([unknown], row.target.host, spoken) for unknown in row.unknown),
        "caps": cut_short(row, spoken),
        "report_to": " | ".join(_route(route, row.target.host, spoken) for route in row.report_to),
        "lists": "; ".join(list_lines(row, spoken)),
        "observed_at": _time(row.observed_at),
        "fragile": "yes" if row.fragile else "no", "rests_on": row.rests_on, "held_back": "; ".join(held_lines(row, spoken)),
        "held_by": " ".join(row.held_by),
        "prior": f"{row.prior:.12g}", "gambling": row.gambling, "now": _time(row.now),
        "model": row.model, "knowledge": row.knowledge, "evidence_digest": row.evidence_digest,
        "day": row.day.isoformat() if row.day is not None else "", "version": __version__,
        "language": row.language, "input_note": "; ".join(given_lines(row, spoken)),
    }  # fmt: skip


def _findings(row: Assessment, spoken: Speech) -> dict[str, str]:
    foremost = top_reasons(row, _REASONS)
    reasons = [*map(finding, foremost), "", "", ""]
    other = next(iter(top_reasons(row, 1, other=True)), None)
    more = [c.log_odds for c in row.contributions if c.log_odds and c is not other and c not in foremost]
    return {
        "reason_1": reasons[0], "reason_2": reasons[1], "reason_3": reasons[2],
        "other_side": finding(other) if other is not None else "",
        "more_reasons": spoken.say("{count} more, {nats} in total", count=len(more), nats=nats(math.fsum(more))) if more else "",
    }  # fmt: skip


def _kind(contact: Contact) -> str:
    """The kind of a contact, or that it is a known line: the cell is read as a list of what to block or to trace."""
    return known_lines.KNOWN_LINE if known_lines.is_known(contact.kind, contact.value) else contact.kind


def _observed(row: Assessment) -> dict[str, str]:
    """Return the cells of what was observed: "unknown" unless there was an answer, and empty if the answer was that there is none."""
    registration, unregistered = row.facts("registration", RegistrationFacts), row.facts("registration", RegistrationAbsent)
    hosting, page = row.facts("hosting", HostingFacts), row.facts("page", PageFacts)
    cells = dict.fromkeys(_OBSERVED, "unknown")
    if registration is not None:
        cells |= {
            "registered": registration.created.date().isoformat()
            if registration.created
            else "reserved"
            if registration.reserved
            else "not stated",
            "registrar": unlinked(registration.registrar, row.target.host),
            "abuse_email": unlinked(registration.abuse_email),
        }
    elif unregistered is not None and unregistered.resolves is not True:
        cells |= {"registered": "not registered", "registrar": "", "abuse_email": ""}
    absent = {name for name, one in row.evidence.items() if one.outcome is Outcome.ABSENT}
    cells |= {"address": "none", "asn": "", "holder": "", "country": ""} if "hosting" in absent else {}
    cells |= {"landing": "none", "title": "", "contacts": "", "banks": ""} if "page" in absent else {}
    dns = row.facts("dns", DnsFacts)
    if dns is not None and dns.addresses:  # the resolver answered, though who holds them may not have been asked, as of an internal one
        cells["address"] = " ".join(dns.addresses)
    if hosting is not None:
        cells["address"] = " ".join(a.ip for a in hosting.addresses)
        for first in hosting.addresses[:1]:
            missing = "" if first.answered else "unknown"
            told = {"asn": str(first.asn or ""), "holder": unlinked(first.holder, row.target.host), "country": first.country}
            cells |= {name: value or missing for name, value in told.items()}
    if page is not None:
        none = "unknown" if contacts_unread(page, row.evidence["page"].caps) else ""
        contacts = " ".join(f"{_kind(c)}:{unlinked(c.value)}" for c in page.contacts) or none
        banks = "; ".join(f"{unlinked(c.value)}: {unlinked(c.detail)}" for c in page.contacts if c.kind == "bank-account" and c.detail)
        landing = "unknown" if SAVED in row.flags else defang(page.final_url)
        cells |= {"landing": landing, "title": unlinked(page.title, row.target.host), "contacts": contacts}
        cells["banks"] = banks or none or ("unknown" if more_unread(page, row.evidence["page"].caps) else "")
    return cells
