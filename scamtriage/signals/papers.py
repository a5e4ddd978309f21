"""Pictures of identity papers that are taken in the name of a known organisation by a page that shows no owner."""

from collections.abc import Iterator

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.phrases import compiled
from scamtriage.knowledge.language.quoting import within_marks
from scamtriage.records.facts import PageFacts
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, in_page
from scamtriage.signals.shops import demonstration
from scamtriage.signals.view import View

TABLE = "papers"


def taken_in_a_name(view: View) -> Measurement:
    """How many fields for files take an identity paper, on a page that presents itself as an organisation which does not own the host, and
    where neither name nor page shows whose it is. Employers, banks and offices take such papers below names of their own, and agencies
    show theirs. Villages that enrol their people, and agents, say so in their heads."""
    labels = [label for label in _files(view.page) if compiled(TABLE, "paper").search(without_accents(label.lower()))]
    if not labels or not view.identity.nobodys or demonstration(view):
        return NO
    if compiled(TABLE, "between").search(without_accents("\n".join((view.page.title, *view.page.headings)).lower())):
        return NO
    named = [row for row in view.claims.strong if view.tables.organisations[row] not in view.houses]
    if not named:
        return NO
    what = ", ".join(dict.fromkeys(f"“{within_marks(label.strip(' :*'))}”" for label in labels[:3]))
    return Measurement(
        value=float(len(labels)), shown={"brand": view.claims.name(named[0]), "what": what}, pointers=in_page("page.forms", labels[0])
    )


def _files(page: PageFacts) -> Iterator[str]:
    """What the fields for files say and are called."""
    return (field.label or field.name for field in page.fields if field.type == "file")
