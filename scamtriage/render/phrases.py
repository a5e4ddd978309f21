"""Put facts into words, for every output that people read."""

import math
import re
from datetime import UTC, datetime
from functools import reduce
from urllib.parse import unquote

from scamtriage.knowledge import report_desks
from scamtriage.knowledge.hosts.infrastructure import lies_under
from scamtriage.knowledge.hosts.public_suffix import is_ending
from scamtriage.knowledge.speech import ENGLISH, Speech
from scamtriage.records.assessment import (
    CHECKED_BODY,
    GAMBLING,
    OUR_MODELS,
    SHARED_ADDRESS,
    Assessment,
    Contribution,
    Refusal,
    Route,
    Unknown,
    Verdict,
)
from scamtriage.records.evidence import Mode
from scamtriage.records.facts import PageFacts
from scamtriage.records.limits import in_words
from scamtriage.records.rulings import RULINGS
from scamtriage.records.target import Target
from scamtriage.render.text import defang, joined, unlinked

VERDICTS = {
    Verdict.NEAR_CERTAIN: "shows nearly all traits of a scam",
    Verdict.LIKELY_SCAM: "shows the traits of a scam",
    Verdict.SUSPICIOUS: "shows some traits of a scam; a person should look",
    Verdict.UNDETERMINED: "could not be judged: too little could be checked",
    Verdict.NO_FINDING: "shows neither enough to suspect a scam nor enough to rule it out",
    Verdict.LIKELY_BENIGN: "shows traits of an honest site",
}
MAILBOX = "Only the domain after the @ was judged, not the mailbox"
SEEN_BY_ONE = "The name is only weeks old: other visitors may be shown another page than the one that was judged (--second-look asks)."
_YOUNG = "reg-age-7-30d"
BEFORE_AT = "the {decoy} before the @ is no part of the address, which leads to {host}"
LENT = "an address like this at {host} may be anybody's: what stands behind it, or where it leads, was not looked at"
HACKED = "The site seems to be an honest one that was hacked: its owner would be a victim, and needs to be told."
WHO_CAN_ACT = "Who can act (registrars and hosts may show a report to their customer)"
NOTED = "Noted, with little or no weight"
TOO_LITTLE = RULINGS["too-little-observed"]
_TELEPHONE = re.compile(r"(?:(?<=\A)|(?<=; ))tel\. ([^;]+)")
_WEB = re.compile(r"\A(?:h[a-z*_+]{2}ps?:)?//")
_HARMLESS = re.compile(r"[\s\[\](){}<>\"']+")
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,9}[a-z0-9-]{2,63}")
_MORE = "needs more coverage"
_MOST_DIGITS = 16
_PUT_THERE = "shows traits of a scam on the name of a checked body; somebody else may have put them there"


def percent(probability: float) -> str:
    """Format a probability for people. It never shows 0% or 100%."""
    if probability >= 0.995:
        return ">99%"
    return "<1%" if probability <= 0.005 else f"{probability:.0%}"


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


def place(target: Target, speech: Speech = ENGLISH) -> str:
    """Return the target, defanged: the host, with the path if it is not the first page. The Unicode form is only shown beside the encoded
    host, since alone it may look like another name."""
    read, page = target.unicode, target.url.partition("://")[2]
    written = defang(target.host) if page in (f"{target.host}/", "") else defang(target.url).partition("://")[2].removesuffix("/")
    return written if read == target.host else speech.say("{host} (reads {unicode})", host=written, unicode=defang(read))


def reworded(row: Assessment, speech: Speech = ENGLISH) -> str:
    """Return the input if it contains more than the address, else "". Defanging does not count as more."""
    target = row.target
    given, read = _bare(row.input), _bare(unquote(target.url.replace(target.host, target.unicode, 1)))
    return "" if given == read else speech.say("read from: {input}", input=defang(row.input))


def _bare(address: str) -> str:
    return _WEB.sub("", _HARMLESS.sub("", unquote(address).casefold())).removesuffix("/")


def refused(row: Refusal, speech: Speech = ENGLISH) -> tuple[str, str]:
    """Return the status of a line that was not judged, and why."""
    return speech.word("status", row.status), unlinked(speech.word("evidence", row.reason))


def opening(row: Assessment, speech: Speech = ENGLISH) -> str:
    """Return the verdict in one sentence, with the numbers behind it."""
    low, high = (percent(end) for end in row.interval)
    span = speech.say("{low} throughout", low=low) if low == high else speech.say("{low} to {high}", low=low, high=high)
    types = ", ".join(t.type for t in row.scam_types[:3])
    judged = "{level}: {words} ({types})." if types else "{level}: {words}."
    parts = [
        speech.say(judged, level=speech.word("verdict", row.verdict).upper(), words=_judged(row, speech), types=types),
        speech.say(
            "Probability {probability} (80% interval: {span}), with a prior of {prior}; evidence {nats} nats; {seen}.",
            probability=percent(row.probability), span=span, prior=exact(row.prior),
            nats=nats(row.log_odds), seen=seen(row, speech),
        ),
    ]  # fmt: skip
    parts += asked_lines(row, speech)
    parts += [sentence(words, speech) for words in given_lines(row, speech)]
    for told, marks in (("Flags: {marks}.", flag_words(row, speech)), ("State: {marks}.", state_words(row, speech))):
        if marks:
            parts.append(speech.say(told, marks=speech.say(", ").join(marks)))
    if "compromised-site" in row.states:
        parts.append(speech.say(HACKED))
    if landing := row.landed:
        whose = (
            "The address leads to {landing}. Age, mail, certificate, hosting and who can act are those of {host};"
            " who owns {landing} was not checked."
        )
        parts.append(speech.say(whose, landing=defang(landing), host=defang(row.target.registrable)))
        if row.led:
            chosen = "Whoever wrote the address may have chosen where it leads: {host} is not accused."
            parts.append(speech.say(chosen, host=defang(row.target.registrable)))
    if way := _way_on(row):
        parts.append(speech.say("The page found there was judged; left alone, it would send its visitor on to {way}.", way=defang(way)))
    if row.verdict is Verdict.LIKELY_BENIGN and _seen_by_one(row):
        parts.append(speech.say(SEEN_BY_ONE))
    if row.fragile:
        parts.append(speech.say("Fragile: the verdict depends on a single finding."))
    elif row.rests_on:
        parts.append(speech.say("Without its strongest finding, the verdict would be several levels lower."))
    parts += [sentence(line, speech) for line in list_lines(row, speech)]
    return reduce(lambda sentence, more: speech.say("{sentence} {more}", sentence=sentence, more=more), parts)


def sentence(words: str, speech: Speech = ENGLISH) -> str:
    """Return the words with a capital letter and a full stop."""
    return speech.say("{sentence}.", sentence=f"{words[0].upper()}{words[1:]}")


def given_lines(row: Assessment, speech: Speech = ENGLISH) -> list[str]:
    """Say which part of the input was judged, if not all of it, what of it only looks like an address, and whether it is a link or page of
    anybody that nobody followed."""
    wrapper = row.target.wrapped_by
    inside = [speech.say("found inside a link of {host}", host=defang(wrapper))] if wrapper else []
    lent = [speech.say(LENT, host=defang(row.target.host))] if SHARED_ADDRESS in row.states and row.mode is not Mode.FULL else []
    decoy = _host_before_at(row.target)
    inside += [speech.say(BEFORE_AT, decoy=defang(decoy), host=defang(row.target.host))] if decoy else []
    return [*inside, *([speech.say(MAILBOX)] if row.target.mailbox else []), *lent]


def _seen_by_one(row: Assessment) -> bool:
    """Whether the name is weeks old, and its page was asked for as one visitor only."""
    page = row.facts("page", PageFacts)
    return page is not None and not page.looks and any(c.reading.signal == _YOUNG for c in row.contributions)


def _host_before_at(target: Target) -> str:
    """Return the host name that stands before the "@" of a link, where it leads nobody; "" if there is none, or it is the host's own."""
    name = target.before_at
    return name if _HOST.fullmatch(name) and is_ending(name.rpartition(".")[2]) and not lies_under(target.host, {name}) else ""


def _judged(row: Assessment, speech: Speech) -> str:
    """Return the verdict in words, with the rule's reason if nothing was concluded."""
    if CHECKED_BODY in row.held_back:
        return speech.say(_PUT_THERE)
    last = next(reversed(row.held_back), TOO_LITTLE)
    if row.verdict is Verdict.UNDETERMINED and last != TOO_LITTLE and not last.endswith(_MORE):
        return speech.say("could not be judged: {why}", why=last)
    return speech.say(VERDICTS[row.verdict])


def _way_on(row: Assessment) -> str:
    """Return where the judged page would redirect its reader, or "" if it does not."""
    page = row.facts("page", PageFacts)
    last = page.hops[-1] if page is not None and page.hops else None
    return last.location if last is not None and last.status_code is not None and not 300 <= last.status_code < 400 else ""


def asked_lines(row: Assessment, speech: Speech) -> list[str]:
    """List the user's settings that may change a verdict and do not show in its numbers."""
    said = [speech.say("Judged with {option}.", option=f"--gambling {row.gambling}")] if row.gambling != GAMBLING[0] else []
    if row.model and not row.model.startswith(OUR_MODELS):
        said.append(speech.say("Judged by the model {model}, not by the one that is shipped.", model=unlinked(row.model)))
    if row.now is not None:
        moment = row.now.isoformat(timespec="seconds").replace("+00:00", "Z")
        said.append(speech.say("Ages are counted to {moment}, not to when the site was observed.", moment=moment))
    return said


def is_noted(row: Assessment, finding: Contribution) -> bool:
    """Whether a finding of weight 0 is still shown: if it sets a state or a flag of the site, or if other evidence reduces its weight."""
    return bool(finding.states) or finding.curbed or not set(finding.flags).isdisjoint(row.flags)


def noted(row: Assessment) -> list[str]:
    """Return the findings of weight 0 that are still shown."""
    return [f"{finding(c)} [{c.reading.signal}]" for c in row.contributions if not c.log_odds and is_noted(row, c)]


def seen(row: Assessment, speech: Speech = ENGLISH) -> str:
    """Return the coverage. What the mode does not query is not part of it, and is reported as unknown."""
    match row.mode:
        case Mode.OFFLINE if row.target.is_ip:
            return speech.say("mode offline: an address has no name to judge, and what the site is and does is unknown")
        case Mode.OFFLINE:
            return speech.say("mode offline: the name alone was judged, and what the site is and does is unknown")
        case Mode.PASSIVE:
            told = "coverage {coverage} of what resolver and registries tell; what the site itself is and does is unknown"
            return speech.say(told, coverage=f"{row.coverage:.0%}")
    return speech.say("coverage {coverage}", coverage=f"{row.coverage:.0%}")


def flag_words(row: Assessment, speech: Speech) -> list[str]:
    """Return the flags in words: how the scam works, or how the evidence was obtained."""
    return [speech.word("flag", flag) for flag in row.flags]


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
    caps = "; ".join(speech.say("{stage}: {cap}", stage=c.stage, cap=in_words(c.cap)) for c in row.caps)
    return speech.say("Cut short: {caps}", caps=caps) if caps else ""


def finding(found: Contribution, words: str | None = None) -> str:
    """Return the sentence of a finding, or these words of it, with its URLs and the hosts that it names defanged."""
    said = found.because if words is None else words
    for name in _HOSTS:
        if isinstance(host := found.reading.shown.get(name), str) and host:
            said = said.replace(host, defang(host))
    if isinstance(where := found.reading.shown.get("where"), str) and _HOST.fullmatch(where):
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
        who = joined(speech.body(route.body, local) if local else unlinked(route.body, row.target.host), route.country)
        channel = _TELEPHONE.sub(lambda match: speech.say("tel. {number}", number=match[1]), route.channel)
        kind = speech.word("desk", route.kind).replace("-", " ")
        lines.append((kind, f"{f'{who}: ' if who else ''}{channel}{provisos(route, speech)}"))
    return lines


def provisos(route: Route, speech: Speech) -> str:
    """Return whom an agency hears, if not everybody, and a hint to look it up if its data is uncertain."""
    heard = _HEARD.get(route.accepts, "")
    return (speech.say(heard) if heard else "") + (speech.say(" (look it up first)") if route.certainty in ("likely", "unsure") else "")


_HEARD = {"official": " (hears authorities only)", "query": " (answers queries, takes no reports)"}
"""What a desk accepts -> its note, where it is no report of anybody."""


def unknown_lines(row: Assessment, spoken: Speech) -> list[str]:
    """Return one line per reason, with the families that could not be checked for it. A last line names the signals that could change
    most."""
    why: dict[tuple[str, bool], list[Unknown]] = {}
    for one in row.unknown:
        why.setdefault((one.because, bool(one.part)), []).append(one)
    lines = [_unknown_line(some, row.target.host, spoken) for some in why.values()]
    heaviest = sorted((one for unknown in row.unknown for one in unknown.heaviest if one.weight), key=lambda one: (-one.weight, one.signal))
    named = spoken.say(", ").join(f"{one.signal} ({spoken.number(f'{one.weight:.1f}')})" for one in heaviest[:3])
    if not named:
        return lines
    return [*lines, spoken.say("These could change the result most: {signals}; see scamtriage explain SIGNAL", signals=named)]


def _unknown_line(alike: list[Unknown], host: str, spoken: Speech) -> str:
    """Return one line: families, reason, and the most that they could add or subtract."""
    told = "{family}, in part: {why}" if alike[0].part else "{family}: {why}"
    words = unlinked(spoken.say(told, family=", ".join(one.family for one in alike), why=alike[0].because), host)
    sums = (math.fsum(one.adds for one in alike), math.fsum(one.takes for one in alike))
    adds, takes = (f"{nats:.1f}" if nats >= 0.05 else "" for nats in sums)
    if adds and takes:
        return words + spoken.say(" (between -{takes} and +{adds})", adds=adds, takes=takes)
    if adds:
        return words + spoken.say(" (at most +{adds})", adds=adds)
    return words + (spoken.say(" (at most -{takes})", takes=takes) if takes else "")
