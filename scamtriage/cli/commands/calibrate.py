"""`scamtriage calibrate`: refit the parameters of the score to a user's own labelled cases."""

from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from scamtriage.batch.stored_evidence import BLOCK, blocks, complain, opened
from scamtriage.cli.output import printing
from scamtriage.cli.output.file_identity import require_distinct_files
from scamtriage.cli.preconditions import unreadable
from scamtriage.records import codec


def calibrate(
    labelled: Annotated[Path, typer.Argument(metavar="LABELLED.jsonl", help="Evidence file, .gz and .zst too, whose lines carry a label.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="MODEL.json", help="Write the model here.")] = None,
    labels: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="Labels apart: columns target and label (scam or honest).")
    ] = None,
    weights: Annotated[bool, typer.Option("--weights", help="Refit weights too, drawn towards the shipped ones.")] = False,
    prior: Annotated[
        float | None, typer.Option(help="How likely a scam is at your desk (0..1), when your cases were not picked by chance.")
    ] = None,
) -> None:
    """Fit base rate, calibration and, if asked, weights to your own cases; says how much better it is on cases it did not see.

    A label is the column `label` of the list that was scanned, a field `label` added to the evidence line, or a row of --labels:
    scam or honest. At least 20 of each are needed, 60 with --weights.

    \b
    Examples:
      scamtriage scan cases.csv --evidence cases.jsonl -o cases.ndjson
      scamtriage calibrate cases.jsonl -o office.json
      scamtriage calibrate cases.jsonl --labels truth.csv --weights -o office.json
      scamtriage check example.com --model office.json
    """
    from scamtriage.assess import Rules  # not at the top: slow, and not needed for help and completion
    from scamtriage.cli.calibration import labels as lines
    from scamtriage.cli.calibration.report import report
    from scamtriage.refit import calibrate as refit
    from scamtriage.score.model import SCHEMA, name_fits, to_text

    if prior is not None and not 0 < prior < 1:
        raise typer.BadParameter("--prior is a probability between 0 and 1, both excluded")
    if output is not None:
        if not name_fits(output.stem):
            raise typer.BadParameter(f"-o {output}: the model bears the name of its file; give it one that is short and not ours")
        require_distinct_files((labelled, *([labels] if labels is not None else ())), (output,))
        if output.is_file() and output.stat().st_size and SCHEMA.encode() not in output.read_bytes():
            raise typer.BadParameter(f"{output} is there, and is no model of calibrate; name another -o, or remove it first")
    truth = lines.read_labels(labels) if labels is not None else None
    failed: list[Exception] = []
    with opened(labelled) as stream:
        try:
            cases = lines.read(chain.from_iterable(blocks(stream, BLOCK, failed, filled=False)), str(labelled), truth)
        except codec.BadRecord as exc:
            raise unreadable(labelled, exc) from None
    complain(labelled, failed)
    outcome = refit(
        cases,
        Rules.load(),
        weights=weights,
        date=datetime.now(UTC).date().isoformat(),
        prior=prior,
        name=output.stem if output is not None else "unnamed",
    )
    if output is not None:
        output.write_text(to_text(outcome.model), encoding="utf-8")
    printing.write([report(outcome, cases, output)])
