"""The words of a name: lexicon, trade and help-line words, and all words of the fitted model."""

import math
from collections.abc import Iterable
from operator import itemgetter

from scamtriage.knowledge.judgement import name_model
from scamtriage.records import lazy_re
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE
from scamtriage.signals.name import model
from scamtriage.signals.name.everyday import SHARED
from scamtriage.signals.name.view import NameView
from scamtriage.signals.name.weight import LEAST_SAID, fitted, side
from scamtriage.signals.view import View

_TRADE_TOKENS = """coin btc defi fx trade trading capital invest market exchange mining usdt"""
TRADE_TOKENS = frozenset(_TRADE_TOKENS.split())
TRADE_ANYWHERE = ("crypto", "bitcoin", "forex")
_ANYWHERE = lazy_re.compile("|".join(TRADE_ANYWHERE))
_LETTERS = lazy_re.compile(r"[^\W\d_]+")
_PIECE = lazy_re.compile(r"[a-z]+|[0-9]+")
_MOST_WORDS_SHOWN = 3
_MOST_PIECES = 6
_WEIGHT = itemgetter(2, 0, 1)
"""Nats of a piece of spelling, then its place."""


def token_strong(view: View) -> Measurement:
    """A word that hardly any honest name has."""
    return _lexicon(view.name, 3, "name-token-strong")


def token_medium(view: View) -> Measurement:
    """A word that few honest names have, in a name without a stronger one."""
    if any(token.specificity == 3 for token in view.name.lexicon_tokens):
        return NO
    return _lexicon(view.name, 2, "name-token-medium")


def _lexicon(name: NameView, specificity: int, signal: str) -> Measurement:
    if name.official is not None:
        return NOT_APPLICABLE
    for token in name.lexicon_tokens:
        if token.specificity == specificity:
            return fitted(signal, {"token": token.text, "type": token.scam_type}, (token.scam_type,))
    return NO


def trade_token(view: View) -> Measurement:
    """A word of the money trade."""
    name = view.name
    if name.official is not None:
        return NOT_APPLICABLE
    label = name.label
    if label.isalpha():
        word = label if label in TRADE_TOKENS else ""
    else:
        tokens = _PIECE.findall(label)
        word = "" if TRADE_TOKENS.isdisjoint(tokens) else next(token for token in tokens if token in TRADE_TOKENS)
    if not word and _ANYWHERE.search(label):
        word = next(word for word in TRADE_ANYWHERE if word in label)
    return fitted("name-trade-token", {"token": word}) if word else NO


def helpline_token(view: View) -> Measurement:
    """The name calls itself a help line."""
    word = view.name.helpline
    return fitted("name-helpline-token", {"token": word}) if word else NO


def words(view: View) -> Measurement:
    """Words that are commoner in training names of one class than of the other. `SHARED` if among them is "help" or the like beside an
    organisation's name that stands there as a word of a language, as in "chase-animal-rescue-help"."""
    name = view.name
    terms = model.word_terms(name)
    if not terms:
        return NO
    weights = name_model.load().weights["name-words"]
    weighed = [(weights[term], term.removeprefix("+")) for term in terms if term in weights]
    if not weighed:
        return NO
    total = weighed[0][0] if len(weighed) == 1 else math.fsum([weight for weight, _ in weighed])
    if -LEAST_SAID < total < LEAST_SAID or (total < 0 and name.copied):
        return NO
    weighed.sort(key=lambda pair: -pair[0] if total > 0 else pair[0])
    runs = [*name.letter_runs, *_LETTERS.findall(name.subdomain)]
    telling = [word for weight, word in weighed if (weight > 0) is (total > 0) and _is_read(word, runs, terms)]
    if not telling:
        return NO
    shown = {"words": ", ".join(f"'{word}'" for word in dict.fromkeys(telling[:_MOST_WORDS_SHOWN])), "side": side(total)}
    value = SHARED if total > 0 and name.asks_in_everyday_words else 1.0
    return Measurement(value=value, shown=shown, weight=total)


def _is_read(word: str, runs: Iterable[str], terms: Iterable[str]) -> bool:
    """Whether a reader finds this word: it begins or ends a run of letters, or stands beside another word that was found. "anti" in
    "pantiasuhan" has strange letters on both sides."""
    for run in runs:
        if run.startswith(word) or run.endswith(word):
            return True
        if word in run and any((pair := term.removeprefix("+")) + word in run or word + pair in run for term in terms):
            return True
    return False


def spelling(view: View) -> Measurement:
    """Whether the name's pieces of 3 to 5 characters are commoner in scam or honest names. Names that look like an official one are not
    acquitted, as they share its honest spelling."""
    total, found = model.pieces(view.name)
    if total < model.SPELLING_LEAST:
        total = model.SPELLING_LEAST
    if -LEAST_SAID < total < LEAST_SAID or (total < 0 and view.name.spelled_by_others):
        return NO
    return Measurement(value=1.0, shown={"pieces": _stretches(found, total), "side": side(total)}, weight=total)


def _stretches(found: list[model.Piece], total: float) -> str:
    """The stretches of the name that the strongest pieces on the sum's side cover together. The sum must not be 0."""
    telling = [piece for piece in found if piece[2] > 0] if total > 0 else [piece for piece in found if piece[2] < 0]
    if len(telling) > _MOST_PIECES:
        telling = sorted(telling, key=_WEIGHT, reverse=total > 0)[:_MOST_PIECES]
    telling.sort()
    stretches: list[str] = []
    whole, (first, last), _ = telling[0]
    for text, (start, end), _ in telling:
        if start < last and text == whole:  # also where the same label stands left of the name
            if end > last:
                last = end
        else:
            stretches.append(whole[first:last])
            whole, first, last = text, start, end
    stretches.append(whole[first:last])
    return ", ".join([f"'{stretch.strip('^$-.')}'" for stretch in stretches])
