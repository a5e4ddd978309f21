"""The labelled sets of this folder as manifest.toml tells of them: who wrote each, what it was asked to be, what it is used for, and what
it gave when it was judged for the first time."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, NamedTuple

from msgspec import Meta

from scamtriage.knowledge.loading import Count, Many, Table, Text, matching, one_of, read_table

HERE = Path(__file__).parent
MANIFEST = HERE / "manifest.toml"
USES = {
    "with-rules": "written beside the rules; fitted on",
    "early": "judged unseen, by few authors, one of whom had read words and rules; then fitted on",
    "later": "judged unseen, by an author of its own who knew neither words, rules nor results; then fitted on",
    "kept": "judged unseen after all earlier sets had been merged; never fitted on",
    "everyday": "honest pages in everyday words; fitted on",
    "everyday-kept": "the same; never fitted on",
    "risky": "honest pages of trades whose words are those of scams; judged unseen, then fitted on",
    "risky-kept": "the same; never fitted on",
}
SEEN_FIRST = ("early", "later", "kept")
"""Uses of the sets that were judged before anything was learnt from them."""
OWN_AUTHOR = ("later", "kept")
"""Uses of the sets whose author wrote no other set."""
BOTH_SIDES = ("with-rules", "early", "later")
"""Uses of the sets with honest sites and scams that are fitted on."""
FITTED = (*BOTH_SIDES, "risky", "everyday")
Share = Annotated[float, Meta(ge=0, le=1)]


class Side(NamedTuple):
    """How many honest sites, or scams, a set has, and how many of these reach each of two verdicts."""

    sites: Count
    suspicious: Count
    """`suspicious` or worse."""
    likely: Count
    """`likely-scam` or worse."""


class Agreement(NamedTuple):
    """How well a flag agrees with the labels."""

    precision: Share
    recall: Share


class Figures(Table, frozen=True, kw_only=True):
    """The results of one set."""

    honest: Side
    scams: Side
    types_f1: Share
    """Micro-averaged over sites and kinds."""
    calls: Agreement
    ece: Share
    """Expected calibration error in bins of equal size, with the set's own share of scams as prior."""
    knowledge: Text

    def __post_init__(self) -> None:
        for side in (self.honest, self.scams):
            if not side.sites >= side.suspicious >= side.likely:
                raise ValueError(f"of {side.sites} sites {side.suspicious} cannot be suspicious and {side.likely} likely scams")


class LabelledSet(Table, frozen=True, kw_only=True):
    """A file of labelled sites; see the head of the manifest."""

    name: Annotated[str, matching(r"[a-z0-9_]+", "must be the name of a file beside this, without its ending")]
    author: Annotated[int, Meta(ge=1)]
    use: Annotated[str, one_of(USES)]
    asked: Text
    institutions: bool = False
    met: Text | None = None
    first_sight: Figures | None = None

    def __post_init__(self) -> None:
        if self.first_sight is not None and self.use not in SEEN_FIRST:
            raise ValueError(f"a set whose use is {self.use} has no first sight")


class Manifest(Table, frozen=True, kw_only=True):
    set: Many[LabelledSet]


def read(text: str) -> Mapping[str, LabelledSet]:
    """Return the sets of a manifest by their names, in its order. Raises BadTable, or ValueError for a name that stands there twice."""
    listed = read_table(MANIFEST.name, Manifest, text).set
    found = {one.name: one for one in listed}
    if len(found) < len(listed):
        raise ValueError(f"{MANIFEST.name}: a name stands there twice")
    return found


SETS = read(MANIFEST.read_text(encoding="utf-8"))


def names(which: Callable[[LabelledSet], bool]) -> tuple[str, ...]:
    """Return the names of some sets, in the order of the manifest."""
    return tuple(name for name, one in SETS.items() if which(one))


LATER = names(lambda one: one.use == "later")
KEPT = names(lambda one: one.use == "kept")
INSTITUTIONS = names(lambda one: one.institutions)


def learnt_from() -> tuple[str, ...]:
    """Return the sets that the profile of pages is fitted on, as the fit reads them: by author, everyday pages last. In another order its
    weights differ in their last digits."""
    return tuple(sorted(names(lambda one: one.use in FITTED), key=lambda name: (SETS[name].use == "everyday", SETS[name].author)))


def first_sight(name: str) -> Figures:
    """Return what a set gave when it was judged for the first time. Raises LookupError if that is not written down."""
    told = SETS[name].first_sight
    if told is None:
        raise LookupError(f"{name} has no first sight in {MANIFEST.name}: python -m tools.first_sight {name}")
    return told
