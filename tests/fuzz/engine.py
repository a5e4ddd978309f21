"""One target, one process: guided by coverage where atheris is installed, else by chance alone."""

import re
import sys
import time
import traceback
from hashlib import sha256
from pathlib import Path
from random import Random

from tests.fuzz.corpus import MAX_INPUT_BYTES, check, found, kept
from tests.fuzz.mutating import mutated

INPUT_S = 20
"""Of the wall clock, under tracing, for one input: more is a finding."""
MEMORY_MIB = 2_048


def guided() -> bool:
    """Whether coverage can guide the search on this Python."""
    try:
        import atheris  # noqa: F401
    except ImportError:
        return False
    return True


def fuzz(name: str, seconds: int, folder: Path) -> None:
    """Try to break the law of a target. A finding is left in `folder`/findings, and the process ends with an error.

    New inputs that reach something new are left in `folder`/NAME; a later run begins with them.
    """
    own = folder / name
    own.mkdir(parents=True, exist_ok=True)
    findings = folder / "findings"
    findings.mkdir(exist_ok=True)
    seeds = [*kept(name), *(data for _, data in found(name))]
    for data in seeds:
        (own / sha256(data).hexdigest()[:16]).write_bytes(data)
    if guided():
        _by_coverage(name, seconds, own, findings, seeds)
    else:
        _by_chance(name, seconds, own, findings)


def _by_coverage(name: str, seconds: int, own: Path, findings: Path, seeds: list[bytes]) -> None:
    import atheris

    with atheris.instrument_imports(include=["scamtriage"]):
        from tests.fuzz.targets import TARGETS

        law = TARGETS[name]
        for data in seeds:  # what is imported on first use is imported here
            law(data)
    words = {word for data in seeds for word in re.findall(rb"[A-Za-z][A-Za-z_ -]{2,30}[A-Za-z]", data)}
    dictionary = own.with_suffix(".dict")
    dictionary.write_text("".join(f'"{word.decode()}"\n' for word in sorted(words, key=len)[:1_000]))

    def change(data: bytes, limit: int, seed: int) -> bytes:
        if seed % 2:
            return bytes(atheris.Mutate(data, limit))
        return mutated(data, seed, seeds, limit)

    options = [
        f"-max_total_time={seconds}",
        f"-timeout={INPUT_S}",
        f"-rss_limit_mb={MEMORY_MIB}",
        f"-max_len={MAX_INPUT_BYTES}",
        f"-artifact_prefix={findings / name}-",
        "-print_final_stats=1",
        *([f"-dict={dictionary}"] if words else []),
    ]
    atheris.Setup([f"fuzz-{name}", *options, str(own)], lambda data: (law(data), None)[1], custom_mutator=change)
    atheris.Fuzz()


def _by_chance(name: str, seconds: int, own: Path, findings: Path) -> None:
    """Without guidance. Says the same figures as libFuzzer, with 0 where it knows nothing."""
    inputs = [path.read_bytes() for path in sorted(own.iterdir())] or [b""]
    chance = Random()
    began = time.monotonic()
    runs = 0
    while (took := time.monotonic() - began) < seconds:
        data = mutated(chance.choice(inputs), chance.randrange(2**32), inputs)
        runs += 1
        try:
            check(name, data)
        except Exception:
            traceback.print_exc()
            (findings / f"{name}-{sha256(data).hexdigest()[:16]}").write_bytes(data)
            sys.exit(77)
    print(f"#{runs} DONE cov: 0 ft: 0 corp: {len(inputs)}/0b", file=sys.stderr)
    print(f"stat::number_of_executed_units: {runs}\nstat::average_exec_per_sec: {runs / took:.0f}", file=sys.stderr)
