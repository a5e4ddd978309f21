"""`scamtriage relate`: find sites in evidence files that are linked, and by what."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from scamtriage.batch.stored_evidence import BLOCK, blocks, complain, opened, require_evidence
from scamtriage.cli import flags
from scamtriage.cli.exit_status import ExitStatus
from scamtriage.cli.notices import messages
from scamtriage.cli.options import Collecting, ConfigFile, ConsoleOptions, FactsFormat, Judging, Lang, spread
from scamtriage.cli.output import printing
from scamtriage.cli.preconditions import unreadable
from scamtriage.judging import judge_of, rules
from scamtriage.knowledge.judgement import links
from scamtriage.knowledge.speech import speech
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.render import relations

if TYPE_CHECKING:
    from scamtriage.assess import Judge


@spread
def relate(
    evidence: Annotated[list[Path], typer.Argument(metavar="EVIDENCE.jsonl", help="Evidence files, .gz and .zst too; - for stdin.")],
    console: ConsoleOptions,
    to: Annotated[str | None, typer.Option(metavar="NAME", help="Only what is linked to this name; defanged is fine.")] = None,
    format: FactsFormat = "table",
    lang: Lang = None,
    config: ConfigFile = None,
) -> None:
    """Find the sites of one hand: same wallets, accounts, numbers, counters, pages, certificates. Opens no connection, moves no verdict.

    \b
    Examples:
      scamtriage relate today.jsonl archive-2026.jsonl.gz
      scamtriage relate cases.jsonl --to 'halvexmarkets[.]com' --lang th
      scamtriage relate cases.jsonl --format ndjson | jq -r '.shared[] | select(.kind == "wallet") | .value'
      scamtriage scan urls.txt -o rows.ndjson --evidence seen.jsonl && scamtriage relate seen.jsonl
    """
    from scamtriage import relate as room  # not at the top: slow, and not needed for help and completion

    settings = flags.settings(Collecting(config=config), Judging(lang=lang), console=console)
    wanted = _site(to) if to is not None else None
    knowledge, spoken = rules(settings), speech(settings.language)
    messages.hint(console, spoken.word("evidence", knowledge.caution))
    judge = judge_of(settings, knowledge)
    rows = Counter[bool]()
    tally = ExitStatus()
    found = room.relate(tally.watch(_counted(_judged(dict.fromkeys(evidence), judge), rows)), links.load())
    known = True
    if wanted is not None:
        near = tuple(group for group in found.groups if wanted in {site.name for site in group.sites})
        alone, unseen = (tuple(name for name in names if name == wanted) for names in (found.alone, found.unseen))
        known = bool(near or alone or unseen)
        found = replace(found, groups=near, common=(), alone=alone, unseen=unseen)
        if not known:
            nothing = "{name}: no evidence about it; {command} makes some."
            messages.hint(console, spoken.say(nothing, name=to, command="scamtriage collect NAME -o FILE"))
    if known or format != "table":
        printing.write(relations.RENDERERS[format](found, printing.style(console, several=True, config=settings)))
    if rows[False]:
        left_out = (
            "Lines of evidence that were left out: {count}; they are about no target, or could not be read; what they share is unknown."
        )
        messages.hint(console, spoken.say(left_out, count=f"{rows[False]:,}"))
    if not tally.rows:
        messages.hint(console, spoken.say("No evidence found, so there is nothing to compare."))
    tally.exit()


def _site(given: str) -> str:
    """Return the name under which evidence lists a site. Raises BadParameter."""
    from scamtriage.records.target import BadTarget
    from scamtriage.relate.traits import name_of
    from scamtriage.targets.parse import parse_target  # not at the top: needed with --to alone

    target = parse_target(given)
    if isinstance(target, BadTarget):
        raise typer.BadParameter(f"--to {given}: {target.reason}")
    return name_of(target)


def _judged(files: Iterable[Path], judge: "Judge") -> Iterator[Assessment | Refusal]:
    """Yield the rows of all files, one file after the other. Raises BadRecord, OSError."""
    for file in files:
        failed: list[Exception] = []
        with opened(file) as stream:
            try:
                for block in require_evidence(blocks(stream, BLOCK, failed)):
                    yield from judge.several(list(starmap(codec.digested_or_refused, block)))
            except codec.BadRecord as exc:
                raise unreadable(file, exc) from None
        complain(file, failed)


def _counted(rows: Iterator[Assessment | Refusal], count: Counter[bool]) -> Iterator[Assessment | Refusal]:
    """Yield the rows unchanged; count assessments under True and refusals under False."""
    for row in rows:
        count[isinstance(row, Assessment)] += 1
        yield row
