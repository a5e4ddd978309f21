"""What a written report tells of a row beneath its opening, in order: the lists of HTML and of Markdown."""

from collections.abc import Iterator, Sequence

from scamtriage.knowledge.speech import Speech
from scamtriage.records.assessment import Assessment
from scamtriage.render.observed import fact_lines
from scamtriage.render.say import NOTED, WHO_CAN_ACT, contact_lines, held_lines, noted, route_lines, unknown_lines
from scamtriage.render.text import unlinked


def sections(row: Assessment, speech: Speech) -> Iterator[tuple[str, Sequence[str | tuple[str, str]]]]:
    """(heading, lines); a line of facts is what it is of, and what was found. Those without lines are left out."""
    for_scam, against = (
        [f"{c.log_odds:+.2f} {unlinked(c.because)}" for c in row.contributions if c.log_odds * side > 0] for side in (1, -1)
    )
    every: tuple[tuple[str, Sequence[str | tuple[str, str]]], ...] = (
        (speech.say("Speaks for a scam"), for_scam),
        (speech.say("Speaks against it"), against),
        (speech.say(NOTED), noted(row)),
        (speech.say("Held back"), held_lines(row, speech)),
        (speech.say("Could not be checked"), unknown_lines(row, speech)),
        (speech.say("Facts"), fact_lines(row, speech)),
        (speech.say("Contacts on the page"), contact_lines(row, speech)),
        (speech.say(WHO_CAN_ACT), route_lines(row, speech)),
    )
    return ((heading, lines) for heading, lines in every if lines)
