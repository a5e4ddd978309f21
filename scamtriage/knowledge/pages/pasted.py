"""The steps by which a page has its visitor paste and run a command. Phrases: phrases/pasted.toml."""

import re

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.phrases import compiled

TABLE = "pasted"
STEPS_CHARS = 400
"""Characters in which the steps stand."""


def steps(text: str, name: str) -> re.Match[str] | None:
    """Return the first place where commands run ("runs" or "shells") behind which a text, in small letters without accents, says to paste
    and then to run; None if there is none."""
    return next((found for found in compiled(TABLE, name).finditer(text) if _goes_on(text[found.end() : found.end() + STEPS_CHARS])), None)


def has_steps(text: str) -> bool:
    """Return whether a text, as written, has its reader paste and run something. No check of visitors does."""
    folded = without_accents(text.lower())
    return any(steps(folded, name) is not None for name in ("runs", "shells"))


def _goes_on(behind: str) -> bool:
    pasted = compiled(TABLE, "pastes").search(behind)
    return pasted is not None and compiled(TABLE, "enters").search(behind, pasted.end()) is not None
