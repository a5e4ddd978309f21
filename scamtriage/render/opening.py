"""Put the verdict into sentences: what it is, the numbers behind it, and what of the input, of the settings and of the site limits it."""

from functools import reduce
from urllib.parse import unquote

from scamtriage.knowledge.hosts.copies import keeps_copies
from scamtriage.knowledge.hosts.lent_names import lies_under
from scamtriage.knowledge.hosts.public_suffix import is_ending
from scamtriage.knowledge.speech import Speech
from scamtriage.records import lazy_re
from scamtriage.records.assessment import COMPROMISED, GAMBLING, OUR_MODELS, SHARED_ADDRESS, Assessment, Verdict
from scamtriage.records.evidence import Mode
from scamtriage.records.facts import PageFacts
from scamtriage.records.rulings import CHECKED_BODY, RULINGS
from scamtriage.records.target import Target
from scamtriage.render.phrases import HOST, covered, exact, flag_words, list_lines, nats, percent, state_words
from scamtriage.render.text import defang, unlinked

VERDICTS = {
    Verdict.NEAR_CERTAIN: "shows traits of a scam that leave little doubt",
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
COPY = "the copy kept at {host} was not read: the site was looked at as it is now, which may be another page"
COPY_UNREAD = "the copy kept at {host} was not read"
_GIVEN_CHARS = 4_000
_NAME = lazy_re.compile(r"(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,10}(?![\w-])")
LENT = "an address like this at {host} may be anybody's: what stands behind it, or where it leads, was not looked at"
HACKED = "The site seems to be an honest one that was hacked: its owner would be a victim, and needs to be told."
INACTIVE = "inactive"
"""The state of a name that nobody holds, or that leads nowhere."""
TOO_LITTLE = RULINGS["too-little-observed"]
_MORE = "needs more coverage"
_PUT_THERE = "shows traits of a scam on the name of a checked body; somebody else may have put them there"


def opening(row: Assessment, speech: Speech) -> str:
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
    if COMPROMISED in row.states:
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


def sentence(words: str, speech: Speech) -> str:
    """Return the words with a capital letter and a full stop."""
    return speech.say("{sentence}.", sentence=f"{words[0].upper()}{words[1:]}")


def given_lines(row: Assessment, speech: Speech) -> list[str]:
    """Say which part of the input was judged, if not all of it, what of it only looks like an address, and whether it is a link or page of
    anybody that nobody followed."""
    wrapper = row.target.wrapped_by
    inside = [speech.say("found inside a link of {host}", host=defang(wrapper))] if wrapper else []
    kept = _kept_at(row.target)
    inside += [speech.say(COPY if row.mode is Mode.FULL else COPY_UNREAD, host=defang(kept))] if kept else []
    lent = [speech.say(LENT, host=defang(row.target.host))] if SHARED_ADDRESS in row.states and row.mode is not Mode.FULL else []
    decoy = _host_before_at(row.target)
    inside += [speech.say(BEFORE_AT, decoy=defang(decoy), host=defang(row.target.host))] if decoy else []
    return [*inside, *([speech.say(MAILBOX)] if row.target.mailbox else []), *lent]


def _seen_by_one(row: Assessment) -> bool:
    """Whether the name is weeks old, and its page was asked for as one visitor only."""
    page = row.facts("page", PageFacts)
    return page is not None and not page.looks and any(c.reading.signal == _YOUNG for c in row.contributions)


def _kept_at(target: Target) -> str:
    """Return the archive or reader whose copy was given, in whatever spelling or wrapper; "" if there is none."""
    given = unquote(unquote(target.given[:_GIVEN_CHARS])).replace("[.]", ".").lower()
    before = given.partition(target.host)[0]
    return next((name for found in _NAME.finditer(before) if keeps_copies(name := found[0]) and name != target.host), "")


def _host_before_at(target: Target) -> str:
    """Return the host name that stands before the "@" of a link, where it leads nobody; "" if there is none, or it is the host's own."""
    name = target.before_at
    return name if HOST.fullmatch(name) and is_ending(name.rpartition(".")[2]) and not lies_under(target.host, {name}) else ""


def _judged(row: Assessment, speech: Speech) -> str:
    """Return the verdict in words, with the rule's reason if nothing was concluded. Where registry or DNS say that there is no site, that
    is the reason, whatever little else there was to see: it was checked, and is absent."""
    if CHECKED_BODY in row.held_back:
        return speech.say(_PUT_THERE)
    last = RULINGS["site-not-there"] if INACTIVE in row.states else next(reversed(row.held_back), TOO_LITTLE)
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


def seen(row: Assessment, speech: Speech) -> str:
    """Return the coverage. What the mode does not query is not part of it, and is reported as unknown."""
    match row.mode:
        case Mode.OFFLINE if row.target.is_ip:
            return speech.say("mode offline: an address has no name to judge, and what the site is and does is unknown")
        case Mode.OFFLINE:
            return speech.say("mode offline: the name alone was judged, and what the site is and does is unknown")
        case Mode.PASSIVE:
            told = "coverage {coverage} of what resolver and registries tell; what the site itself is and does is unknown"
            return speech.say(told, coverage=covered(row.coverage))
    return speech.say("coverage {coverage}", coverage=covered(row.coverage))
