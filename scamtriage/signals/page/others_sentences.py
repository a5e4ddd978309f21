"""Sentences that tell of what somebody else offers, in the page's own words: "It promises 3% a day", "that is not us"."""

from scamtriage.knowledge.language import returns
from scamtriage.signals.page.reported_speech import sentences

BEHIND = 80
"""Characters behind a sentence in which the page may say that it is not the one that offers."""


def of_others(text: str, at: int) -> bool:
    """Whether the sentence around a character, or the beginning of the next, says that it is somebody else's word, or that nobody can."""
    ((start, end),) = sentences(text, [at])
    return returns.load().of_others(text[start:end], text[end : end + BEHIND])
