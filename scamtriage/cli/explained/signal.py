"""What one signal measures, weighs and does to others, in words."""

import inspect
import re
from collections.abc import Callable

from scamtriage.cli.explained.dictionary import ends_of, in_words
from scamtriage.knowledge.judgement.catalog import Catalog
from scamtriage.knowledge.judgement.describe import basis, weight, when
from scamtriage.knowledge.judgement.rows import Row
from scamtriage.knowledge.speech import Speech
from scamtriage.score.pending import NAME_ALONE


def description(row: Row, catalog: Catalog, spoken: Speech) -> list[tuple[str, str]]:
    """Return the description of one signal as (name, text), without empty ones."""
    from scamtriage.signals.measures import MEASURES  # not at the top: slow, and not needed for help and completion

    rules, say = catalog.scoring, spoken.say
    caps = [say("group {name}: {low} to {high}", name=row.group, **ends_of(*rules.group_caps[row.group]))]
    caps.append(say("family {family}: {low} to {high}", family=row.family, **ends_of(*rules.family_caps[row.family])))
    if row.group in rules.circumstantial_groups:
        newcomers = "as far as they accuse, all weak traits of newcomers: up to {high}"
        caps.append(say(newcomers, high=f"{rules.circumstantial_max:+g}"))
    if row.family in NAME_ALONE:
        caps.append(say("of a name that was judged alone, neither these bounds nor those of the weight hold"))
    weighed = say("{weight} nats, times {factor} when counted", weight=weight(row, spoken), factor=f"{rules.shrinkage:g}")
    if (share := rules.share(row)) != 1:
        weighed += say("; a share of {factor} beside the page as a whole", factor=f"{share:g}")
    scenes = [
        say(does, scenes=say(", ").join(some))
        for does, some in (("fires on {scenes}", row.fires_on), ("silent on {scenes}", row.silent_on))
        if some
    ]
    lines = [
        ("signal", row.id),
        ("asks", spoken.word("question", row.question)),
        ("measures", measured(MEASURES[row.id])),
        ("present when", when(row, spoken).replace("`", "")),
        ("weight", weighed),
        ("together", spoken.joined(caps)),
        ("needs", say(", ").join(spoken.word("label", name) for name in row.needs) or say("the name alone")),
        ("because", spoken.reasons.get(row.id, row.because)),
        ("source", basis(row, spoken)),
        ("points to", say(", ").join(in_words("kind of scam", kind, spoken) for kind in row.scam_types)),
        ("ends the weight of", _ends(row, catalog, spoken)),
        ("acquits of less", _acquits_of_less(row, catalog, spoken)),
        (
            "turns on",
            say(", ").join(in_words(kind, one, spoken) for kind, some in (("flag", row.flags), ("state", row.states)) for one in some),
        ),
        ("may be wrong about", spoken.word("mistaken", row.false_positives)),
        ("scenes", spoken.joined(scenes)),
    ]
    return [(spoken.word("term", name), words) for name, words in lines if words]


def measured(measure: Callable[..., object]) -> str:
    """Return what a measure says of itself, in one line, with the numbers in place of the names that its module gives them."""
    held = inspect.unwrap(measure).__globals__
    return re.sub(r"`([A-Z][A-Z_]+)`", lambda name: f"{held[name[1]]:g}", " ".join((measure.__doc__ or "").split()))


def _ends(row: Row, catalog: Catalog, spoken: Speech) -> str:
    """Return the signals that count nothing if this one is present, in words; "" if there are none."""
    rules = catalog.scoring
    silenced = [other.id for other in catalog.rows.values() if row.id in other.unless]
    wholes = [other.id for other in catalog.rows.values() if other.group in rules.conviction.bundles]
    both = spoken.joined(wholes, "{sentence} and {more}")
    said = [spoken.say(", ").join(silenced)] if silenced else []
    if row.id in rules.decoys:
        said.append(spoken.say("{signals} as far as they acquit, for other visitors are shown another page", signals=both))
    if row.id in rules.copies:
        said.append(spoken.say("{signals} as far as they acquit, for a copy reads as honest as what it copies", signals=both))
    if row.id in rules.thefts:
        said.append(spoken.say("{signals} as far as they acquit, for what is typed on the page goes to a stranger", signals=both))
    if row.id in rules.forbidden:
        said.append(spoken.say("{signals} as far as they acquit, for nobody honest sells or asks for what the page does", signals=both))
    return spoken.joined(said)


def _acquits_of_less(row: Row, catalog: Catalog, spoken: Speech) -> str:
    """Return what limits the acquitting weight of a signal over the whole page, in words; "" for any other signal."""
    rules = catalog.scoring
    if row.group not in rules.conviction.bundles:
        return ""
    lists = (rules.decoys, rules.thefts, rules.forbidden, rules.copies)
    decoys, thefts, forbidden, copies = (spoken.joined(names, "{sentence} or {more}") for names in lists)
    told = (
        "of nothing beside {decoys}, for other visitors are shown another page, {thefts}, for what is typed goes to a stranger,"
        " {forbidden}, for nobody honest sells or asks for it, or {copies}, for a copy reads as honest; of {most} nats at most where"
        " schemes add {given} or more"
    )
    loud = {"most": f"{rules.loud_acquittal:g}", "given": f"{rules.loud_schemes:g}"}
    return spoken.say(told, decoys=decoys, thefts=thefts, forbidden=forbidden, copies=copies, **loud)
