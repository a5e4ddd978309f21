"""Triage of scam and fake-call-centre domains: guarded evidence, explained verdicts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable

    from scamtriage.config import BadConfig, Config
    from scamtriage.knowledge.loading import BadTable
    from scamtriage.records.assessment import Assessment, Refusal, Verdict
    from scamtriage.records.evidence import Mode
    from scamtriage.render.json import to_json
    from scamtriage.targets.decode import BadList

__version__ = "0.2.0"
__all__ = [
    "Assessment", "BadConfig", "BadList", "BadTable", "Config", "Mode", "Refusal", "Verdict", "__version__", "scan", "to_json", "triage",
]  # fmt: skip
_ROOMS = {
    "Assessment": "records.assessment",
    "Refusal": "records.assessment",
    "Verdict": "records.assessment",
    "Mode": "records.evidence",
    "Config": "config",
    "BadConfig": "config",
    "BadList": "targets.decode",
    "BadTable": "knowledge.loading",
    "to_json": "render.json",
}


def __getattr__(name: str) -> object:
    """Import the other public names on first access, so that `import scamtriage` stays fast."""
    from importlib import import_module

    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_ROOMS})


def triage(target: str, config: "Config | None" = None) -> "Assessment | Refusal":
    """Investigate and judge one target: a URL, domain, IP or e-mail address, defanged or not.

    Returns an Assessment, or a Refusal if `target` cannot be parsed. Raises BadConfig, BadList (an allow or block list of the settings),
    BadTable, and OSError if a configured file cannot be read or the proxy does not answer. Other network failures are part of the
    assessment. Raises RuntimeError inside a running event loop; use `scan` there.
    """
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        pass
    else:
        raise RuntimeError("triage cannot wait within a running event loop; there: async for row in scamtriage.scan([target])")

    async def one() -> "Assessment | Refusal":
        rows = [row async for row in scan([target], config)]
        return rows[0]

    return asyncio.run(one())


async def scan(targets: "Iterable[str]", config: "Config | None" = None) -> "AsyncGenerator[Assessment | Refusal, None]":
    """Investigate and judge many targets; yield one row per target in the order of completion.

    The iterable is read lazily; `line` of a row is the target's 1-based position. An input that cannot be parsed yields a Refusal with the
    reason. Its `status` is `refused`, or `skipped` if it holds nothing to look up (an empty line, a value that is not a string).

    Raises TypeError if `targets` is a single string or not iterable, BadConfig, BadList (an allow or block list of the settings),
    BadTable, and OSError if a configured file cannot be read or the proxy does not answer. Warns (UserWarning) of a model that was fitted
    under other knowledge.
    """
    if isinstance(targets, str | bytes | bytearray) or not hasattr(targets, "__iter__"):
        kind = type(targets).__name__
        raise TypeError(f"scan takes an iterable of strings, such as a list, and was given {kind}; for one target: scan([target])")
    import asyncio
    import warnings
    from contextlib import aclosing

    from scamtriage.config import BadConfig, Config
    from scamtriage.judging import rules
    from scamtriage.pipeline import number_lines, triage

    if not isinstance(config, Config | None):
        raise BadConfig(f"config: expected scamtriage.Config(…), and was given {type(config).__name__}")
    settings = config or Config()
    loaded = await asyncio.to_thread(rules, settings)  # takes about 0.5 s; must not block the caller's loop
    if loaded.caution:
        warnings.warn(loaded.caution, stacklevel=2)
    async with aclosing(triage(number_lines(targets), settings, loaded)) as rows:
        async for row in rows:
            yield row
