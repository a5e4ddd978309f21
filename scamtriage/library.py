"""What other programs call: `scamtriage.triage`, `scan` and `score_evidence`. The rules and the network are loaded when they are needed."""

import asyncio
import warnings
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path

from scamtriage.config import BadConfig, Config
from scamtriage.pattern_folder import keep_patterns
from scamtriage.records.assessment import Assessment, Refusal


def triage(target: str, config: Config | None = None, *, evidence: str | PathLike[str] | None = None) -> Assessment | Refusal:
    """Investigate and judge one target: a URL, domain, IP or e-mail address, defanged or not. `evidence`: as in `scan`.

    Returns an Assessment, or a Refusal if `target` cannot be parsed. Raises BadConfig, BadList (an allow or block list of the settings),
    BadTable, and OSError if a configured file cannot be read or the proxy does not answer. Other network failures are part of the
    assessment. Raises RuntimeError inside a running event loop; use `scan` there.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        pass
    else:
        raise RuntimeError("triage cannot wait within a running event loop; there: async for row in scamtriage.scan([target])")

    async def one() -> Assessment | Refusal:
        rows = [row async for row in scan([target], config, evidence=evidence)]
        return rows[0]

    return asyncio.run(one())


async def scan(
    targets: Iterable[str], config: Config | None = None, *, evidence: str | PathLike[str] | None = None
) -> AsyncGenerator[Assessment | Refusal, None]:
    """Investigate and judge many targets; yield one row per target in the order of completion.

    `line` of a row is the target's 1-based position. The iterable is read lazily, up to some thousand targets ahead and in another thread;
    offline as rows are asked for, in the event loop. An input that cannot be parsed yields a Refusal with the reason. Its `status` is
    `refused`, or `skipped` if it holds nothing to look up (an empty line, a comment, None, NaN). `config.follow` is not obeyed here.

    The first run on a machine compiles word lists, for some ten seconds in all, during which the event loop stands still; `scamtriage demo`
    does it beforehand. They are kept in the cache folder; where that cannot be written, every process compiles them. A time limit around a
    single `anext` ends the scan, as with any async generator: each target has its own, `config.deadline_s`. While the resolver does not
    answer, fewer targets are in flight, and rows are `partial`; nothing waits for it, as the command does.

    `evidence`: a plain file, created or appended to, that gets the line of evidence of each row before the row is yielded; from it
    `score_evidence` makes the same rows again. Raises BadRecord if it holds anything else, JournalBusy if another run writes to it,
    ValueError if its name is that of a compressed file.

    Raises TypeError if `targets` is a single string or not iterable, BadConfig, BadList (an allow or block list of the settings),
    BadTable (the model, a table), and OSError if a list or its evidence file cannot be opened or the proxy does not answer. Warns
    (UserWarning) of a model that was fitted under other knowledge.
    """
    if isinstance(targets, str | bytes | bytearray) or not hasattr(targets, "__iter__"):
        kind = type(targets).__name__
        raise TypeError(f"scan takes an iterable of strings, such as a list, and was given {kind}; for one target: scan([target])")
    from scamtriage.judging import rules
    from scamtriage.pipeline import in_own_task, number_lines, triage

    settings = replace(_settings(config), follow=0)  # each name found would be one more row of its line
    loaded = await asyncio.to_thread(rules, settings)  # takes about 0.5 s; must not block the caller's loop
    if loaded.caution:
        warnings.warn(loaded.caution, stacklevel=2)
    file = None if evidence is None else Path(evidence)
    async with aclosing(in_own_task(triage(number_lines(targets), settings, loaded, evidence=file))) as rows:
        async for row in rows:
            yield row


def score_evidence(
    evidence: str | PathLike[str] | Iterable[bytes | str], config: Config | None = None, *, now: datetime | None = None
) -> Iterator[Assessment | Refusal]:
    """Judge stored evidence again, without network: yield one row per line, in the order of the lines.

    `evidence`: the path of a file that `scan`, `collect` or `triage` wrote, `.gz` and `.zst` too, or its lines. Of `config` the settings
    of judging count: model, prior, gambling, language, lists. `now`: as in `scamtriage score --now`, with its time zone. A line that
    cannot be read yields a Refusal with the status `error`.

    Raises BadRecord if a file is no evidence, or is damaged, which is known after the rows before the damage; BadConfig, BadList, BadTable,
    OSError; TypeError, and ValueError for a time without a zone. Warns as `scan` does.
    """
    from scamtriage.judging import judge_of, rules
    from scamtriage.pipeline import judged

    if isinstance(evidence, bytes | bytearray) or not (isinstance(evidence, str | PathLike) or hasattr(evidence, "__iter__")):
        raise TypeError(f"score_evidence takes the path of a file or an iterable of its lines, and was given {type(evidence).__name__}")
    if not isinstance(now, datetime | None):
        raise TypeError(f"now: expected a datetime, and was given {type(now).__name__}")
    if now is not None and now.tzinfo is None:
        raise ValueError("now: a time needs its zone, such as datetime(2026, 11, 24, tzinfo=UTC)")
    settings = _settings(config)
    loaded = rules(settings)
    if loaded.caution:
        warnings.warn(loaded.caution, stacklevel=2)
    return judged(
        Path(evidence) if isinstance(evidence, str | PathLike) else evidence, judge_of(settings, loaded, now and now.astimezone(UTC))
    )


def _settings(config: Config | None) -> Config:
    if not isinstance(config, Config | None):
        raise BadConfig(f"config: expected scamtriage.Config(…), and was given {type(config).__name__}")
    settings = config or Config()
    keep_patterns(settings)
    return settings
