"""What most measures of a page rest on, derived for many pages at once: each step for all of them before the next begins.

The measures would derive the same when they ask for it, page by page; but a page goes through so much code, and so large tables of words,
that nothing of the first step is at hand any more when the next page comes to it. That is a tenth of the time of judging pages.
"""

from collections.abc import Callable, Iterable
from operator import attrgetter

from scamtriage.signals.view import View


def _words(view: View) -> None:
    for concept in view.text.concepts:
        view.text.words(concept)


def _meant(view: View) -> None:
    for concept in view.text.concepts:
        view.text.meant(concept)


def _kinds(view: View) -> tuple[str, ...]:
    return view.profile.kinds if view.profile.wording > 0 else ()


STEPS: tuple[Callable[[View], object], ...] = (
    attrgetter("text"),
    attrgetter("text.found.literals"),
    attrgetter("text.concepts"),
    _words,
    attrgetter("text.tells"),
    _meant,
    attrgetter("text.lexicon"),
    attrgetter("profile.concepts"),
    attrgetter("profile.words"),
    attrgetter("profile.traits"),
    attrgetter("profile.calls"),
    _kinds,
)


def derive(views: Iterable[View]) -> None:
    """Whatever of this has been derived for these views is kept by them."""
    pages = [view for view in views if "page" in view.dossier.evidence and view.page is not None]
    if len(pages) < 2:
        return
    for step in STEPS:
        for view in pages:
            step(view)
