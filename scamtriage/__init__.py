"""Triage of scam and fake-call-centre domains: guarded evidence, explained verdicts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scamtriage.batch.journal import JournalBusy
    from scamtriage.config import BadConfig, Config
    from scamtriage.knowledge.loading import BadTable
    from scamtriage.library import scan, score_evidence, triage
    from scamtriage.records.assessment import Assessment, Refusal, Verdict
    from scamtriage.records.codec import BadRecord
    from scamtriage.records.evidence import Mode
    from scamtriage.render.json import to_json
    from scamtriage.targets.decode import BadList

__version__ = "0.3.0"
__all__ = [
    "Assessment", "BadConfig", "BadList", "BadRecord", "BadTable", "Config", "JournalBusy", "Mode", "Refusal", "Verdict", "__version__",
    "scan", "score_evidence", "to_json", "triage",
]  # fmt: skip
_ROOMS = {
    "Assessment": "records.assessment",
    "Refusal": "records.assessment",
    "Verdict": "records.assessment",
    "Mode": "records.evidence",
    "Config": "config",
    "BadConfig": "config",
    "BadList": "targets.decode",
    "BadRecord": "records.codec",
    "BadTable": "knowledge.loading",
    "JournalBusy": "batch.journal",
    "to_json": "render.json",
    **dict.fromkeys(("scan", "score_evidence", "triage"), "library"),
}


def __getattr__(name: str) -> object:
    """Import the public names on first access, so that `import scamtriage` stays fast."""
    from importlib import import_module

    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_ROOMS})
