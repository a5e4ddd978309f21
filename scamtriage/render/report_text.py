"""The wording of shared reports, for every format: verdict, reasons, rules and evidence."""

import math
from collections.abc import Callable

from msgspec.structs import replace

from scamtriage import __version__
from scamtriage.knowledge.glossary import OF_THE_LOOK
from scamtriage.knowledge.language.quoting import within_marks
from scamtriage.knowledge.speech import QUOTED, speech
from scamtriage.records.assessment import COMPROMISED, GAMBLING, Assessment, Contribution, Verdict
from scamtriage.render import disclosure
from scamtriage.render.phrases import covered, exact, finding, held_lines, nats, percent
from scamtriage.render.redaction import Withholding
from scamtriage.render.style import Sharing
from scamtriage.render.text import defang, plain, unlinked

MOST_REASONS = 16
_WORD_CHARS = 30
_LEAST_AGAINST = 0.25
"""Nats, as counted, of a sentence against a scam that takes the place of one for it."""
LISTED = frozenset({"on-block-list", "on-allow-list"})
HACKED = "perhaps hacked"
"""The title of a report about a site whose owner would be a victim."""


def states(row: Assessment, *, to_host: bool) -> tuple[str, ...]:
    """Return the states of the site. A host does not learn about the user's own lists."""
    return tuple(state for state in row.states if not (to_host and state in LISTED))


Saying = Callable[[Contribution], str]


def saying(kept: Withholding, *, to_host: bool = False) -> Saying:
    """Return a function that renders a sentence as safe text with contacts removed. It renders each sentence once."""
    made: dict[int, str] = {}

    def said(sentence: Contribution) -> str:
        if id(sentence) not in made:
            words = kept.said(_addressed(_unquoted(sentence) if to_host else sentence, kept))
            made[id(sentence)] = f"{nats(sentence.log_odds)} {finding(sentence, plain(words))}"
        return made[id(sentence)]

    return said


def reasons(row: Assessment, said: Saying, most: int = MOST_REASONS) -> list[str]:
    """Return the strongest sentences for a scam, then those against it. The sum of the rest and the sentences that set a state follow. A
    quarter of the places is reserved for sentences against a scam that weigh something."""
    accuses, acquits = ([c for c in row.contributions if c.log_odds * side > 0] for side in (1, -1))
    first = most - min(len([c for c in acquits if c.log_odds <= -_LEAST_AGAINST]), max(most // 4, 1))
    second = most - min(len(accuses), first)
    told = [*accuses[:first], *acquits[:second]]
    rest = [
        f"{len(more)} more {side} ({nats(math.fsum([c.log_odds for c in more]))})"
        for more, side in ((accuses[first:], "for a scam"), (acquits[second:], "against it"))
        if more
    ]
    noted = [c for c in row.contributions if c.states and c not in told]
    return [*map(said, told), *([f"and {', '.join(rest)}"] if rest else []), *map(said, noted)]


def flags(row: Assessment) -> tuple[str, ...]:
    """Return the flags about the site. Flags about how it was observed are not shared."""
    return tuple(flag for flag in row.flags if flag not in OF_THE_LOOK)


def _unquoted(sentence: Contribution) -> Contribution:
    """Replace quotations of the page. A page made for one victim may contain the victim's name."""
    because = sentence.because
    for name in QUOTED:
        if shown := sentence.reading.shown.get(name):
            because = because.replace(f"“{within_marks(str(shown))}”", "“…”")
    return replace(sentence, because=because)


def _addressed(sentence: Contribution, kept: Withholding) -> Contribution:
    """Shorten the URLs other than the target's to what may be shared. A query may identify the visitor."""
    because, shown = sentence.because, dict(sentence.reading.shown)
    for name, url in sentence.reading.shown.items():
        if isinstance(url, str) and url.lower().startswith(("http://", "https://")):
            shown[name] = kept.address(url.replace("\\", "/"), path=True) or "…"
            because = because.replace(url, str(shown[name]))
    return replace(sentence, because=because, reading=replace(sentence.reading, shown=shown)) if because != sentence.because else sentence


def _rests(row: Assessment) -> list[str]:
    """Say if a single finding carries the verdict."""
    if row.fragile:
        return ["Fragile: the verdict depends on a single finding"]
    return ["Without its strongest finding, the verdict would be several levels lower"] if row.rests_on else []


def _seen(row: Assessment, sharing: Sharing, *, to_host: bool) -> str:
    """Return when the site was seen, in UTC, and how far that is rounded: the fields of the formats cannot say so."""
    assert row.observed_at is not None
    when = disclosure.moment(row.observed_at, sharing, to_host=to_host)
    seconds = "" if to_host or sharing.tlp not in disclosure.KEPT_CLOSE else f"{when::%S}"
    return f"Seen on {when:%Y-%m-%d} {'in the hour from' if to_host else 'at'} {when:%H:%M}{seconds} UTC"


def _checked(row: Assessment, seen: str) -> list[str]:
    """Say when the site was seen, how much of the evidence was obtained, what was not, and which rules changed the verdict. The reasons why
    something was not obtained are left out: they may name the user's resolver or network."""
    whole = dict.fromkeys(one.family for one in row.unknown if not one.part)
    part = dict.fromkeys(one.family for one in row.unknown if one.part and one.family not in whole)
    lacking = "; ".join(f"{how}{', '.join(families)}" for how, families in (("", whole), ("in part ", part)) if families)
    first = f"{seen}; mode {row.mode}, coverage {covered(row.coverage)}; could not be checked: {lacking or 'nothing'}"
    return [first, *(f"The verdict is not what the sum says: {unlinked(rule)}" for rule in held_lines(row, speech(row.language)))]


def _sum(row: Assessment) -> str:
    """Say what the weights are measured in and what the probability starts from. Without the prior nobody can follow it."""
    weighs = f"The evidence weighs {nats(row.log_odds)} nats (+0.7 doubles the odds of a scam, -0.7 halves them)"
    return f"{weighs}; the probability starts from a prior of {exact(row.prior)}"


def verdict(row: Assessment) -> str:
    """Return the verdict with its probability: "likely-scam, 93%"."""
    return f"{row.verdict}, {percent(row.probability)}"


def summary(row: Assessment, sharing: Sharing, room: float = math.inf, *, to_host: bool = False) -> str:
    """Return the summary of a report: verdict, types, reasons, rules and evidence digest.

    `room`: maximum number of characters; with less room, fewer reasons of both sides are given. `to_host`: the host may show it to its
    customer, so it has no quotations and does not mention the user's lists.
    """
    kinds = ", ".join([t.type for t in row.scam_types] + list(flags(row))) or "no kind in particular"
    rules = ", ".join([f"scamtriage {__version__}", f"knowledge {row.knowledge}", f"model {row.model}", *asked(row, to_host=to_host)])
    made = f"{rules}; evidence sha256:{row.evidence_digest}"
    condition = states(row, to_host=to_host)
    stands = [f"States: {', '.join(condition)}"] if condition else []
    url, _ = disclosure.landing(row, sharing)
    whose = (
        [f"The address leads to {defang(url)}; registrar, zone, certificate and hosting are those of {defang(row.target.registrable)}"]
        if url
        else []
    )
    first = f"{_opening(row, to_host=to_host)} ({verdict(row)}; {kinds}); automated triage, not proof."
    checked = _checked(row, _seen(row, sharing, to_host=to_host))
    said = saying(disclosure.withholding(row, sharing), to_host=to_host)
    for most in range(MOST_REASONS, 1, -1):
        text = "\n".join([first, *stands, *whose, *_rests(row), *checked, _sum(row), *reasons(row, said, most)])
        if len(text) + len(made) < room:
            return f"{text}\n{made}"
    return f"{_cut(text, int(room) - len(made) - 2)}…\n{made}"


def _cut(text: str, most: int) -> str:
    """Return the beginning of a text, to the end of a word where one is near: Thai and Chinese part none."""
    cut = text[:most]
    whole = cut.rpartition(" ")[0]
    return whole if len(cut) - len(whole) <= _WORD_CHARS else cut


def why(row: Assessment) -> str:
    """Return the words of a title. Only a verdict of likely scam or above is called a scam, and no site that may be hacked: titles are read
    without the text."""
    if COMPROMISED in row.states:
        return HACKED
    if row.verdict.rank >= Verdict.LIKELY_SCAM.rank:
        return f"{row.verdict}: {' '.join(t.type for t in row.scam_types) or 'scam'}"
    return "on the reporter's list"


def _opening(row: Assessment, *, to_host: bool) -> str:
    """Return the reason for the report, which the verdict alone may not give."""
    if COMPROMISED in row.states:
        return "Traits of a scam on a site that seems to have been hacked; its owner would be a victim"
    if row.verdict.rank < Verdict.LIKELY_SCAM.rank and to_host:
        return "The reporter takes it for a scam; the program alone would not say so"
    if row.verdict.rank < Verdict.LIKELY_SCAM.rank:
        return "On the reporter's own list of confirmed sites; the program alone would not say so"
    return "Traits of a scam"


def brands(row: Assessment) -> list[str]:
    """Return the brands that the site imitates, from findings for a scam."""
    named = [str(c.reading.shown["brand"]) for c in row.contributions if c.log_odds > 0 and c.reading.shown.get("brand")]
    return list(dict.fromkeys(plain(name) for name in named))


def identity_parts(row: Assessment, sharing: Sharing) -> tuple[str, ...]:
    """Return the parts that identify one report of an observation. A report under other conditions or rules is another object, so that
    platforms import both; a contact of another site that the user named makes no difference. The digest identifies the observation: a time
    could be guessed from the identifier."""
    kinds = " ".join(sorted(sharing.kinds | {f"{one.kind}:{one.value}" for one in disclosure.named(row, sharing)}))
    cut = () if sharing.query else ("without query",)
    return row.target.url, row.evidence_digest, sharing.tlp, kinds, row.knowledge, row.model, row.language, *asked(row), *cut


def asked(row: Assessment, *, to_host: bool = False) -> list[str]:
    """Return the non-default settings of the user as "name value". They are part of a report's identity."""
    found = [f"gambling {row.gambling}"] if row.gambling != GAMBLING[0] else []
    found += [f"as if seen {disclosure.stamp(row.now)}"] if row.now is not None else []
    found += [f"prior {row.prior:.12g}"] if row.own_prior else []
    return found + list(
        dict.fromkeys(f"with {one.kind} list" for one in row.lists if one.matches and not to_host)
    )  # no list digest: its names could be found by trial
