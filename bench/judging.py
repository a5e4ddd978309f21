"""Time judging: names alone from a list to NDJSON, and stored evidence to NDJSON: `python -m bench.judging [--quick] [LIST]`.

One process, one thread; figures are medians of CPU time over rounds that alternate the tasks, without start-up. Names are generated from
the words of the name model, or read from LIST, up to NAMES. Evidence is that of the examples with page texts of 60 KB in seven languages.
fraudurl, a published checker of names (without look-alike detection), reads the first fifth of the same list if it is installed.
"""

import gc
import io
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice, starmap
from pathlib import Path
from random import Random
from tempfile import NamedTemporaryFile

from msgspec.structs import replace

from bench import quick
from bench.pages import SENTENCES, page
from scamtriage.assess import Judge, Rules
from scamtriage.batch import stored_evidence
from scamtriage.batch.gc_tuning import freeze_gc
from scamtriage.batch.offline import offline
from scamtriage.cli.scan.rows import BLOCK
from scamtriage.knowledge.judgement import name_model
from scamtriage.parse.html.page import read_page
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.records.facts import PageFacts, RegistrationFacts
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style
from scamtriage.targets.read import read

ROUNDS, NAMES, DOSSIERS, TEXT_BYTES = 7, 10_000, 140, 60_000
SUFFIXES = [
    "com",
    "com",
    "com",
    "net",
    "org",
    "top",
    "xyz",
    "shop",
    "online",
    "vip",
    "info",
    "co.th",
    "com.my",
    "com.vn",
    "go.id",
    "com.sg",
]
EXAMPLES = Path(__file__).parents[1] / "examples" / "evidence.jsonl"

Work = Callable[[], int]
"""Runs the task once and returns the number of rows."""


def made_up(count: int) -> bytes:
    """Generate names of one to three words, some with digits, hyphens or a subdomain."""
    chance = Random(1)
    words = sorted({word for some in name_model.load().vocabulary.starts.values() for word, _, _ in some})
    lines = []
    for _ in range(count):
        label = chance.choice(("", "-")).join(chance.choices(words, k=chance.randint(1, 3)))
        label += str(chance.randrange(1_000)) if chance.random() < 0.2 else ""
        front = f"{chance.choice(words)}." if chance.random() < 0.15 else ""
        lines.append(f"{front}{label}.{chance.choice(SUFFIXES)}")
    return "\n".join(lines).encode()


def evidence(count: int) -> list[bytes]:
    """Return lines of full evidence with page texts of TEXT_BYTES."""
    recorded = [
        d
        for d in map(codec.from_line, EXAMPLES.read_bytes().splitlines())
        if d.facts("page", PageFacts) and d.facts("registration", RegistrationFacts)
    ]
    read_ = [_facts(language) for language in SENTENCES]
    lines = []
    for number in range(count):
        found, facts = recorded[number % len(recorded)], read_[number % len(read_)]
        old = found.evidence["page"]
        assert isinstance(old.facts, PageFacts)
        contacts = (*facts.contacts, *old.facts.contacts)
        landed = replace(facts, final_url=old.facts.final_url, final_host=old.facts.final_host)
        whole = replace(landed, contacts=contacts, forms=old.facts.forms, asks=old.facts.asks)
        every = {**found.evidence, "page": replace(old, facts=whole)}
        lines.append(codec.to_line(replace(found, line=number + 1, evidence=every)))
    return lines


def _facts(language: str) -> PageFacts:
    size = TEXT_BYTES
    while True:
        body = page(language, size=size)
        facts, _ = read_page(
            body=body, content_type="text/html; charset=utf-8", url="https://shop.test/", host="shop.test", suffix="test", status_code=200
        )
        if len(facts.text.encode()) >= 0.95 * TEXT_BYTES:
            return facts
        size = size * 5 // 4


def written(rows: Iterator[Assessment | Refusal]) -> int:
    """Render rows as NDJSON and return their number."""
    return sum(1 for _ in RENDERERS["ndjson"](rows, Style()))


def works(listed: bytes, lines: list[bytes]) -> dict[str, Work]:
    judge = Judge.of(Rules.load())
    stored = NamedTemporaryFile()  # noqa: SIM115 -- removed with the tasks
    stored.write(b"\n".join(lines))
    stored.flush()

    def of_names() -> Iterator[Assessment | Refusal]:
        dossiers = offline(read(io.BytesIO(listed)))
        while block := [(dossier, codec.NO_DIGEST) for dossier in islice(dossiers, BLOCK)]:
            yield from judge.several(block)

    def of_evidence() -> Iterator[Assessment | Refusal]:
        with Path(stored.name).open("rb") as file:  # as `score` reads it: of what is piped each line is compressed and kept
            for block in stored_evidence.blocks(file, stored_evidence.BLOCK, []):
                yield from judge.several(list(starmap(codec.digested, block)))

    found: dict[str, Work] = {
        "names alone": lambda: written(of_names()),
        "stored evidence": lambda: written(of_evidence()),
    }
    try:
        from fraudurl import cli as peer
    except ImportError:
        print("fraudurl: not installed (requirements/tools.txt)")
        return found
    peer._init_worker(False, None)
    hosts = listed.decode().split()
    hosts = hosts[: max(1, len(hosts) // 5)]
    found["fraudurl, names alone"] = lambda: len(peer.score_rows(hosts))
    return found


def main(rounds: int, names: int, dossiers: int) -> None:
    listed = made_up(names) if len(sys.argv) < 2 else b"\n".join(Path(sys.argv[1]).read_bytes().split()[:names])
    all_works = works(listed, evidence(dossiers))
    for work in all_works.values():
        work()
    freeze_gc()
    figures: dict[str, list[float]] = {name: [] for name in all_works}
    for _ in range(rounds):
        for name, work in all_works.items():
            gc.collect()
            began = time.process_time()
            count = work()
            figures[name].append((time.process_time() - began) / count * 1e6)
    print(
        f"{rounds} rounds; {len(listed.split()):,} names, {dossiers} dossiers with {TEXT_BYTES // 1_000} KB of page text; CPU of one core"
    )
    print("| | µs a row, median (least) | rows/s |\n|---|---|---|")
    for name, spent in figures.items():
        median = statistics.median(spent)
        print(f"| {name} | {median:,.1f} ({min(spent):,.1f}) | {1e6 / median:,.0f} |")


if __name__ == "__main__":
    main(*((2, NAMES // 4, DOSSIERS // 4) if quick() else (ROUNDS, NAMES, DOSSIERS)))
