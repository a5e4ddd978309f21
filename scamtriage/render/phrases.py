"""Put facts into words, for every output that people read."""

import math
from datetime import UTC, datetime
from urllib.parse import unquote

from scamtriage.knowledge import report_desks
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.speech import Speech
from scamtriage.records import lazy_re
from scamtriage.records.assessment import Assessment, Contribution, Refusal, Route, Unknown
from scamtriage.records.evidence import SAVED
from scamtriage.records.limits import in_words
from scamtriage.records.target import Target
from scamtriage.render.text import defang, joined, unlinked

WHO_CAN_ACT = "Who can act (registrars and hosts may show a report to their customer)"
NOTED = "Noted, with little or no weight"
_TELEPHONE = lazy_re.compile(r"(?:(?<=\A)|(?<=; ))tel\. ([^;]+)")
_WEB = lazy_re.compile(r"\A(?:h[a-z*_+]{2}ps?:)?//")
_HARMLESS = lazy_re.compile(r"[\s\[\](){}<>\"']+")
HOST = lazy_re.compile(r"(?:[a-z0-9-]{1,63}\.){1,9}[a-z0-9-]{2,63}")
"""A host name, where a text holds nothing else."""
_MOST_DIGITS = 16


def percent(probability: float) -> str:
    """Format a probability for people. It never shows 0% or 100%."""
    if probability >= 0.995:
        return ">99%"
    return "<1%" if probability <= 0.005 else f"{probability:.0%}"


def covered(coverage: float) -> str:
    """Format a coverage for people. It is never rounded up: 34.8% is below the 35% that a verdict needs, and has to look so."""
    return f"{hundredths(coverage)}%"


def hundredths(share: float) -> int:
    """Return the whole hundredths of a share. The digits beyond the sixth mean nothing, and take none of them away."""
    return math.floor(round(100 * share, 4))


def exact(prior: float) -> str:
    """Format a given probability with as many digits as it needs, never as 0 or 100%."""
    told = (f"{prior:.{digits}%}" for digits in range(_MOST_DIGITS))
    return next((said for said in told if abs(float(said[:-1]) / 100 - prior) <= 0.005 * min(prior, 1 - prior)), f"{100 * prior!r}%")


def nats(weight: float) -> str:
    """Format a weight for people: signed, with two decimals, never as "-0.00"."""
    return f"{round(weight, 2) + 0.0:+.2f}"


def utc(moment: datetime) -> datetime:
    """Convert to UTC. A time at the ends of the calendar, which foreign evidence may contain, only gets UTC as its zone."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def place(target: Target, speech: Speech) -> str:
    """Return the target, defanged: the host, with the path if it is not the first page. The Unicode form is only shown beside the encoded
    host, since alone it may look like another name."""
    read, page = target.unicode, target.url.partition("://")[2]
    written = defang(target.host) if page in (f"{target.host}/", "") else defang(target.url).partition("://")[2].removesuffix("/")
    return written if read == target.host else speech.say("{host} (reads {unicode})", host=written, unicode=defang(read))


def reworded(row: Assessment, speech: Speech) -> str:
    """Return the input if it contains more than the address, else "". Defanging does not count as more, and the file of a saved page, which
    is no address, is named among the facts."""
    if SAVED in row.flags:
        return ""
    target = row.target
    given, read = _bare(row.input), _bare(unquote(target.url.replace(target.host, target.unicode, 1)))
    return "" if given == read else speech.say("read from: {input}", input=defang(row.input))


def _bare(address: str) -> str:
    return _WEB.sub("", _HARMLESS.sub("", unquote(address).casefold())).removesuffix("/")


def refused(row: Refusal, speech: Speech) -> tuple[str, str]:
    """Return the status of a line that was not judged, and why."""
    return speech.word("status", row.status), unlinked(speech.word("evidence", row.reason))


def is_noted(row: Assessment, finding: Contribution) -> bool:
    """Whether a finding of weight 0 is still shown: if it sets a state or a flag of the site, or if other evidence reduces its weight."""
    return bool(finding.states) or finding.curbed or not set(finding.flags).isdisjoint(row.flags)


def noted(row: Assessment) -> list[str]:
    """Return the findings of weight 0 that are still shown."""
    return [f"{finding(c)} [{c.reading.signal}]" for c in row.contributions if not c.log_odds and is_noted(row, c)]


def flag_words(row: Assessment, speech: Speech) -> list[str]:
    """Return the flags in words: how the scam works, or how the evidence was obtained."""
    return [_ENGLISH.get(word, word) for word in (speech.word("flag", flag) for flag in row.flags)]


_ENGLISH = {"loaded": "busy machine"}
"""English words for codes that read as something else beside a scam's."""


def state_words(row: Assessment, speech: Speech) -> list[str]:
    """Return the states of the site in words, without "active"."""
    return [speech.word("state", state) for state in row.states if state != "active"]


def list_lines(row: Assessment, speech: Speech) -> list[str]:
    """Return one line per matching entry of the user's lists, with its line number. A last line warns if the lists contradict each
    other."""
    said = [
        speech.say(
            "it leads to a page on your {kind} list ({name}, line {line}: {entry})"
            if match.where == "landing"
            else "on your {kind} list ({name}, line {line}: {entry})",
            kind=one.kind, name=one.name, line=match.line, entry=joined(defang(match.entry), match.comment),
        )
        for one in row.lists
        for match in one.matches
    ]  # fmt: skip
    both = {"on-allow-list", "on-block-list"} <= set(row.states)
    return [*said, *([speech.say("it is on your allow list and on your block list: one of them is wrong")] if both else [])]


def foot_line(row: Assessment, speech: Speech, *, evidence_kept: bool) -> str:
    """Return what is needed to reproduce the row: input line, evidence digest, model and knowledge. Without evidence there is no digest: it
    would be the same under every name. Nor is there one of evidence that nobody keeps (`Style.evidence_kept`): it could not be compared."""
    parts = [speech.say("line {line} · {input}", line=row.line, input=row.input and defang(row.input))]
    if row.evidence and evidence_kept:
        parts.append(speech.say("evidence SHA-256 {digest}", digest=row.evidence_digest))
    parts.append(speech.say("model {model} · knowledge {knowledge} · dates in UTC", model=row.model, knowledge=row.knowledge))
    own = (speech.say("{kind} list {name} {sha256}", kind=one.kind, name=one.name, sha256=one.sha256) for one in row.lists)
    return " · ".join((*parts, *own))


def held_lines(row: Assessment, speech: Speech) -> list[str]:
    """Return the rules that changed the verdict from what the sum alone would give."""
    return [speech.word("evidence", rule) for rule in row.held_back]


def cut_line(row: Assessment, speech: Speech) -> str:
    """Say which limits cut the observation short; "" if none did."""
    caps = cut_short(row, speech)
    return speech.say("Cut short: {caps}", caps=caps) if caps else ""


def cut_short(row: Assessment, speech: Speech) -> str:
    """Name the limits that cut the observation short; "" if none did."""
    return speech.joined(speech.say("{stage}: {cap}", stage=c.stage, cap=in_words(c.cap)) for c in row.caps)


def finding(found: Contribution, words: str | None = None) -> str:
    """Return the sentence of a finding, or these words of it, with its URLs and the hosts that it names defanged."""
    said = found.because if words is None else words
    for name in _HOSTS:
        if isinstance(host := found.reading.shown.get(name), str) and host:
            said = said.replace(host, defang(host))
    if isinstance(where := found.reading.shown.get("where"), str) and HOST.fullmatch(where):
        said = said.replace(where, defang(where))
    return unlinked(said)


_HOSTS = ("host", "hosts", "unicode")
"""Names of `shown` values that are hosts. Accounts look like hosts and are not touched."""


def route_lines(row: Assessment, speech: Speech) -> list[tuple[str, str]]:
    """Return one line for each party that can act: kind, name, how to reach it, whom it hears, and whether to look that up first. What a
    registry told may be any text: whoever holds an address writes it."""
    lines = []
    for route in row.report_to:
        local = report_desks.local(route.country, route.body, speech.language)
        body = speech.body(route.body, local) if local else unlinked(route.body, row.target.host)
        country = speech.countries(route.country)
        who = speech.joined(dict.fromkeys(filter(None, (body, country))), "{sentence}, {more}")
        channel = _TELEPHONE.sub(lambda match: speech.say("tel. {number}", number=match[1]), route.channel)
        kind = speech.word("desk", route.kind).replace("-", " ")
        lines.append((kind, speech.joined(filter(None, (who, f"{channel}{provisos(route, speech)}")), "{sentence}: {more}")))
    return lines


def provisos(route: Route, speech: Speech) -> str:
    """Return whom an agency hears, if not everybody, and a hint to look it up if its data is uncertain."""
    heard = _HEARD.get(route.accepts, "")
    return (speech.say(heard) if heard else "") + (speech.say(" (look it up first)") if route.certainty in ("likely", "unsure") else "")


_HEARD = {"official": " (hears authorities only)", "query": " (answers queries, takes no reports)"}
"""What a desk accepts -> its note, where it is no report of anybody."""


def unknown_lines(row: Assessment, spoken: Speech) -> list[str]:
    """Return one line per reason, with the families that could not be checked for it. A last line names the signals that could change
    most; for the question of one that the shipped catalogue lacks stands its id."""
    why: dict[tuple[str, bool], list[Unknown]] = {}
    for one in row.unknown:
        why.setdefault((one.because, bool(one.part)), []).append(one)
    lines = [_unknown_line(some, row.target.host, spoken) for some in why.values()]
    heaviest = sorted((one for unknown in row.unknown for one in unknown.heaviest if one.weight), key=lambda one: (-one.weight, one.signal))
    rows = load_catalog().rows
    named = spoken.joined(
        spoken.say(
            "{question} ({weight}) [{signal}]",
            question=spoken.word("question", rows[one.signal].question) if one.signal in rows else one.signal,
            weight=spoken.number(f"{one.weight:.1f}"),
            signal=one.signal,
        )
        for one in heaviest[:3]
    )
    if not named:
        return lines
    return [*lines, spoken.say("These could change the result most: {signals}; see scamtriage explain SIGNAL", signals=named)]


def unknown_words(alike: list[Unknown], host: str, spoken: Speech) -> str:
    """Return which families could not be checked for one reason, whether only parts of them, and the reason."""
    told = "{family}, in part: {why}" if alike[0].part else "{family}: {why}"
    return unlinked(spoken.say(told, family=", ".join(one.family for one in alike), why=alike[0].because), host)


def _unknown_line(alike: list[Unknown], host: str, spoken: Speech) -> str:
    """Return one line: families, reason, and the most that they could add or subtract."""
    words = unknown_words(alike, host, spoken)
    sums = (math.fsum(one.adds for one in alike), math.fsum(one.takes for one in alike))
    adds, takes = (f"{nats:.1f}" if nats >= 0.05 else "" for nats in sums)
    if adds and takes:
        return words + spoken.say(" (between -{takes} and +{adds})", adds=adds, takes=takes)
    if adds:
        return words + spoken.say(" (at most +{adds})", adds=adds)
    return words + (spoken.say(" (at most -{takes})", takes=takes) if takes else "")
