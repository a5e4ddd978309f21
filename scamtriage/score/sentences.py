"""Reasons in words: one sentence a signal and language, English where no other stands."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from scamtriage.knowledge.catalog import Catalog, Row
from scamtriage.knowledge.loading import BadRule, read_text, read_toml

LANGUAGES = ("en", "th", "ms", "id", "vi", "zh")
SIDES = {"scam": "side-scam", "honest": "side-honest"}
"""Words that a measurement shows in English -> their keys in the translations."""


class _Shown(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def because(row: Row, shown: Mapping[str, Any], value: float | None, sentences: Mapping[str, str]) -> str:
    """The row's sentence with the numbers and words that mattered."""
    template = sentences.get(row.id, row.because)
    if "{" not in template:
        return template
    if "side" in shown and sentences:  # "scam" and "honest" stand in English in the measurement
        shown = {**shown, "side": sentences.get(SIDES.get(str(shown["side"]), ""), shown["side"])}
    try:
        return template.format_map(shown)
    except KeyError:  # the value itself, or something that this finding does not show
        return template.format_map(_Shown(shown, value=value))


@cache
def load_sentences(language: str) -> dict[str, str]:
    """Signal -> sentence, for the signals that were translated. Raises BadRule."""
    if language == "en":
        return {}
    if language not in LANGUAGES:
        raise BadRule(f"language: {language!r} is none of {', '.join(LANGUAGES)}")
    name = f"sentences/{language}.toml"
    table = read_toml(name, read_text(name))
    for key, sentence in table.items():
        if not isinstance(sentence, str):
            raise BadRule(f"{name}: line 1: {key}: must be a sentence")
    return table


def check_sentences(catalog: Catalog) -> list[str]:
    """Complaints about translations: unknown signals, placeholders that English does not have."""
    import re

    complaints = []
    for language in LANGUAGES[1:]:
        for signal, sentence in load_sentences(language).items():
            if signal in SIDES.values():
                continue
            row = catalog.rows.get(signal)
            if row is None:
                complaints.append(f"sentences/{language}.toml: {signal}: no such signal")
                continue
            extra = set(re.findall(r"{(\w+)", sentence)) - set(re.findall(r"{(\w+)", row.because))
            if extra:
                complaints.append(f"sentences/{language}.toml: {signal}: {sorted(extra)} stand not in the English sentence")
    return complaints
