"""What reports to others say of a row, alike in every format: the verdict, the reasons, by which rules, from which evidence."""

import math
from collections.abc import Callable

from msgspec.structs import replace

from scamtriage import __version__
from scamtriage.knowledge.marks import OF_THE_LOOK
from scamtriage.records.assessment import GAMBLING, Assessment, Contribution, Verdict
from scamtriage.render import share
from scamtriage.render.say import percent
from scamtriage.render.style import Sharing
from scamtriage.render.text import defang, plain, unlinked
from scamtriage.render.withholding import Withholding

MOST_REASONS = 16
LISTED = frozenset({"on-block-list", "on-allow-list"})
_QUOTATIONS = ("quote", "title")
"""What a sentence shows of the page's own words."""


def states(row: Assessment, *, to_host: bool) -> tuple[str, ...]:
    """In what condition the site is; what stands on the desk's own lists is not for the host to know."""
    return tuple(state for state in row.states if not (to_host and state in LISTED))


Saying = Callable[[Contribution], str]


def saying(kept: Withholding, *, to_host: bool = False) -> Saying:
    """What makes a line of a sentence, as text that nothing acts on and without what is `kept`: once, however often it is asked for."""
    made: dict[int, str] = {}

    def said(sentence: Contribution) -> str:
        if id(sentence) not in made:
            words = kept.said(_addressed(_unquoted(sentence) if to_host else sentence, kept))
            made[id(sentence)] = f"{sentence.log_odds:+.2f} {unlinked(plain(words))}"
        return made[id(sentence)]

    return said


def reasons(row: Assessment, said: Saying, most: int = MOST_REASONS) -> list[str]:
    """The strongest sentences for a scam, then those against it, which have a quarter of the places whatever the others weigh; what the
    rest comes to; and those on the site's condition."""
    accuses, acquits = ([c for c in row.contributions if c.log_odds * side > 0] for side in (1, -1))
    first = most - min(len(acquits), max(most // 4, 1))
    second = most - min(len(accuses), first)
    told = [*accuses[:first], *acquits[:second]]
    rest = [
        f"{len(more)} more {side} ({math.fsum([c.log_odds for c in more]):+.2f})"
        for more, side in ((accuses[first:], "for a scam"), (acquits[second:], "against it"))
        if more
    ]
    noted = [c for c in row.contributions if c.states and c not in told]
    return [*map(said, told), *([f"and {', '.join(rest)}"] if rest else []), *map(said, noted)]


def flags(row: Assessment) -> tuple[str, ...]:
    """Those that speak of the site; how the desk looked, and through what, is its own."""
    return tuple(flag for flag in row.flags if flag not in OF_THE_LOOK)


def _unquoted(sentence: Contribution) -> Contribution:
    """Without the page's own words, in which a page that was made for one victim says his name."""
    because = sentence.because
    for name in _QUOTATIONS:
        if shown := sentence.reading.shown.get(name):
            because = because.replace(f"“{shown}”", "“…”")
    return replace(sentence, because=because)


def _addressed(sentence: Contribution, kept: Withholding) -> Contribution:
    """With the addresses of files and pages beside the target's as far as they may be told: a query hands on who was sent there."""
    because, shown = sentence.because, dict(sentence.reading.shown)
    for name, url in sentence.reading.shown.items():
        if isinstance(url, str) and url.lower().startswith(("http://", "https://")):
            shown[name] = kept.address(url.replace("\\", "/"), path=True) or "…"
            because = because.replace(url, str(shown[name]))
    return replace(sentence, because=because, reading=replace(sentence.reading, shown=shown)) if because != sentence.because else sentence


def _rests(row: Assessment) -> list[str]:
    """What carries a verdict alone."""
    if row.fragile:
        return ["Fragile: the verdict depends on a single finding"]
    return ["Without its strongest finding, the verdict would be several levels lower"] if row.rests_on else []


def verdict(row: Assessment) -> str:
    """The verdict with the number beside it: "likely-scam, 93%"."""
    return f"{row.verdict}, {percent(row.probability)}"


def summary(row: Assessment, sharing: Sharing, room: float = math.inf, *, to_host: bool = False) -> str:
    """What a colleague reads first: the verdict, the kinds, the reasons, by which rules, from which evidence. `room`: characters; where
    they are few, few reasons are told, of both sides. `to_host`: who may show it to his customer, so no quotation and no list of ours."""
    kinds = ", ".join([t.type for t in row.scam_types] + list(flags(row))) or "no kind in particular"
    rules = ", ".join([f"scamtriage {__version__}", f"knowledge {row.knowledge}", f"model {row.model}", *asked(row, to_host=to_host)])
    made = f"{rules}; evidence sha256:{row.evidence_digest}"
    condition = states(row, to_host=to_host)
    stands = [f"States: {', '.join(condition)}"] if condition else []
    url, _ = share.landing(row, sharing)
    whose = (
        [f"The address leads to {defang(url)}; registrar, zone, certificate and hosting are those of {defang(row.target.registrable)}"]
        if url
        else []
    )
    first = f"{_opening(row, to_host=to_host)} ({verdict(row)}; {kinds}); automated triage, not proof."
    said = saying(share.withholding(row, sharing), to_host=to_host)
    for most in range(MOST_REASONS, 1, -1):
        text = "\n".join([first, *stands, *whose, *_rests(row), *reasons(row, said, most), made])
        if len(text) <= room:
            return text
    return text[: int(room) - 1] + "…"


def why(row: Assessment) -> str:
    """A title's words: only what the machine itself takes for a scam is called one."""
    if row.verdict.rank >= Verdict.LIKELY_SCAM.rank:
        return f"{row.verdict}: {' '.join(t.type for t in row.scam_types) or 'scam'}"
    return "perhaps hacked" if "compromised-site" in row.states else "on the reporter's list"


def _opening(row: Assessment, *, to_host: bool) -> str:
    """Why it is told at all, which the verdict alone may not say."""
    if "compromised-site" in row.states:
        return "Traits of a scam on the name of a checked body, which seems to have been hacked; its owner would be a victim"
    if row.verdict.rank < Verdict.LIKELY_SCAM.rank and to_host:
        return "The reporter takes it for a scam; the program alone would not say so"
    if row.verdict.rank < Verdict.LIKELY_SCAM.rank:
        return "On the reporter's own list of confirmed sites; the program alone would not say so"
    return "Traits of a scam"


def brands(row: Assessment) -> list[str]:
    """Whom the site passes itself off as, by what counts against it."""
    named = [str(c.reading.shown["brand"]) for c in row.contributions if c.log_odds > 0 and c.reading.shown.get("brand")]
    return list(dict.fromkeys(plain(name) for name in named))


def telling(row: Assessment, sharing: Sharing) -> tuple[str, ...]:
    """What names one telling of one observation: said under other conditions or by other rules it is another object, which a platform that
    has the first takes in too. The digest says which observation, since a moment would be found in it by trying."""
    kinds = " ".join(sorted(sharing.contacts))
    cut = () if sharing.query else ("without query",)
    return row.target.url, row.evidence_digest, sharing.tlp, kinds, row.knowledge, row.model, row.language, *asked(row), *cut


def asked(row: Assessment, *, to_host: bool = False) -> list[str]:
    """What the desk asked that it might have left alone, each as "name value": by that, too, the same evidence is told otherwise."""
    found = [f"gambling {row.gambling}"] if row.gambling != GAMBLING[0] else []
    found += [f"as if seen {share.stamp(row.now)}"] if row.now is not None else []
    found += [f"prior {row.prior:.12g}"] if row.own_prior else []
    return found + list(
        dict.fromkeys(f"with {one.kind} list" for one in row.lists if one.matches and not to_host)
    )  # its digest is found by trying names
