"""Labelled cases for calibration: read labels, and the labelled lines of an evidence file."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from scamtriage.records import codec
from scamtriage.records.evidence import SAVED, Dossier, Mode
from scamtriage.records.facts import PageFacts
from scamtriage.records.target import BadTarget, LineStatus, Target
from scamtriage.refit import Labelled
from scamtriage.targets.decode import BadList, NoColumn
from scamtriage.targets.lines import Line
from scamtriage.targets.parse import parse_target
from scamtriage.targets.read import read as read_list

LABELS = {"scam": True, "honest": False}
_TWICE = "the page stands there already"
_MOST_NAMED = 5
"""Most labels that are no labels which a message names."""
SAVED_ALONE = "a saved page alone: what acquits was not asked"
UNSEEN = "a page that could not be seen"
"""Its site was asked and is unknown: from such lines a fit would learn which of a desk's sites are down."""


def read(lines: Iterable[tuple[int, bytes]], name: str, labels: Mapping[str, bool] | None = None) -> Labelled:
    """Return the labelled cases among the numbered lines of an evidence file.

    The label is that of the host in `labels`, else the field `label` of the line, else the column `label` of its input. Of two lines with
    the same page, the one observed later is used.

    The cases are in the order of their addresses, so that the order of lines changes no last digit of a fit.

    Raises BadRecord, and BadList for labels that are none, and for a line or a host with contradicting labels; `labels` settles all three.
    """
    labels = labels or {}
    kept: dict[str, tuple[Dossier, bool]] = {}
    truth: dict[str, bool] = {}
    left_out: dict[str, int] = {}
    met: set[str] = set()
    no_labels: list[str] = []
    corrected = 0
    for number, raw in lines:
        dossier, word = _with_label(raw, number)
        target = dossier.target
        host = target.host if isinstance(target, Target) else ""
        words = [text.strip() for text in (word, _column(dossier)) if text.strip()]
        written = {LABELS[text.lower()] for text in words if text.lower() in LABELS}
        said = labels.get(host)
        if said is not None:
            met.add(host)
            corrected += (not said) in written
        elif others := [text for text in words if text.lower() not in LABELS]:
            where = target.url if isinstance(target, Target) else dossier.input
            no_labels.append(f"{where} (line {number}, line {dossier.line} of its list) is labelled {others[0][:40]!r}")
        elif len(written) > 1:
            raise BadList(f"{name}: line {number}: its field label and its column label contradict each other; decide which")
        else:
            said = next(iter(written), None)
        reason = _unusable(dossier, said)
        if reason or said is None or not isinstance(target, Target):
            left_out[reason] = left_out.get(reason, 0) + 1
            continue
        if truth.setdefault(host, said) is not said:
            raise BadList(f"{name}: line {number}: {host} is labelled scam and honest; decide which")
        known = kept.get(target.url)
        if known is not None:
            left_out[_TWICE] = left_out.get(_TWICE, 0) + 1
        if known is None or _later(dossier, known[0]):
            kept[target.url] = dossier, said
    if no_labels:
        more = f"; and {len(no_labels) - _MOST_NAMED} more" if no_labels[_MOST_NAMED:] else ""
        raise BadList(
            f"{name}: {'; '.join(no_labels[:_MOST_NAMED])}{more}: a label is scam or honest. "
            "Give these sites their labels in a list with the columns target and label, by --labels FILE.csv, which is believed instead"
        )
    return Labelled(
        dossiers=tuple(kept[url] for url in sorted(kept)), left_out=left_out, corrected=corrected, unmet=tuple(sorted(labels.keys() - met))
    )


def _later(one: Dossier, other: Dossier) -> bool:
    """Return whether `one` was observed later than `other`. Ties are decided by digest, so that the order of lines does not matter."""
    first, second = (max(e.observed_at for e in dossier.evidence.values()) for dossier in (one, other))
    return first > second if first != second else codec.digest(one) > codec.digest(other)


def read_labels(path: Path) -> dict[str, bool]:
    """Read host -> label from a list with a column of targets and a column `label`. Raises BadList that names the line, OSError."""
    found: dict[str, bool] = {}
    with path.open("rb") as file:
        for line in _lines(file, path):
            words = next((cell for name, cell in line.columns.items() if name.strip().lower() == "label"), None)
            if words is None:
                raise BadList(f"{path}: {_HEADING}")
            target = parse_target(line.text)
            if isinstance(target, BadTarget) and target.status is LineStatus.SKIPPED and not words.strip():
                continue  # an empty line or a comment, as any list may have
            said = LABELS.get(words.strip().lower())
            if not isinstance(target, Target) or said is None:
                labelled = f"is labelled {words[:40]!r}: a label is scam or honest" if words.strip() else "has no label"
                why = line.problem or (f"{target.host} {labelled}" if isinstance(target, Target) else target.reason)
                raise BadList(f"{path}: line {line.number}: {why}")
            if found.setdefault(target.host, said) is not said:
                raise BadList(f"{path}: line {line.number}: {target.host} is labelled scam and honest; decide which")
    return found


_HEADING = "line 1: the heading must hold the columns target and label"


def _lines(file: BinaryIO, path: Path) -> Iterator[Line]:
    """Yield the rows of the list. Raises BadList with what its heading must be, as this list has no option for its columns."""
    try:
        yield from read_list(file, name=str(path))
    except NoColumn:
        raise BadList(f"{path}: {_HEADING}") from None


def _with_label(raw: bytes, number: int) -> tuple[Dossier, str]:
    """Parse a journal line; return its dossier and its field `label`, "" if it has none."""
    word = codec.table(raw, number).get("label") if b'"label"' in raw else None
    return codec.agreeing(codec.from_line(raw, number), number), "" if word is None else str(word)


def _unusable(dossier: Dossier, said: bool | None) -> str:
    if not isinstance(dossier.target, Target):
        return "no target"
    if said is None:
        return "no label"
    if dossier.same_as is not None:
        return "points to the evidence of another line"
    if any(SAVED in evidence.flags for evidence in dossier.evidence.values()):  # its mode is FULL, though only a file was read
        return SAVED_ALONE
    if dossier.mode is not Mode.FULL or not dossier.evidence:
        return "no full evidence"
    page = dossier.facts("page", PageFacts)
    return UNSEEN if page is None or page.unseen_because else ""


def _column(dossier: Dossier) -> str:
    """Return what the list had in its column `label`, in whatever case its heading is written."""
    return next((text for name, text in dossier.columns.items() if name.strip().lower() == "label"), "")
