"""Whether a text of a script or a style is a sentence, and no key, name, font or mark."""

from scamtriage.records import lazy_re

_UNSPACED = lazy_re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of Thai, Lao, Burmese, Khmer, Japanese and Chinese: nothing stands between their words."""
_LETTERS = 2
"""So many of them count as a word."""


def is_sentence(text: str, words: int) -> bool:
    """Return whether a text has so many words. Linear in the text, and short where it has them at its beginning."""
    if len(text.split(maxsplit=words)) >= words:
        return True
    most = words * _LETTERS
    return not text.isascii() and sum(1 for _ in zip(range(most), _UNSPACED.finditer(text), strict=False)) >= most
