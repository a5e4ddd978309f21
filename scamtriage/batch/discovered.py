"""The rounds of --follow: the names that the evidence of one round leads to are the lines of the next."""

from scamtriage.net.guard import foreign_name_refusal, is_literal
from scamtriage.records.evidence import Dossier, Evidence
from scamtriage.records.facts import PageFacts
from scamtriage.records.target import Target
from scamtriage.targets.lines import Line
from scamtriage.targets.parse import parse_target
from scamtriage.targets.url_ends import protect_trailing_mark

MAX_FOLLOWED = 200
"""Maximum number of discovered names investigated in one round."""


class Discovered:
    """The names discovered in a round, each once over all rounds. Names that are targets themselves are left out."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._lines: dict[str, Line] = {}
        """Host -> line of the next round, with the number of the line that led to it."""

    def add(self, dossier: Dossier) -> None:
        """Add the names that the evidence of a dossier leads to."""
        if not isinstance(dossier.target, Target):
            return
        self._seen.add(dossier.target.host)
        self._lines.pop(dossier.target.host, None)  # an earlier line of the list had discovered it
        for evidence in dossier.evidence.values():
            for lead in evidence.leads:
                if lead.host not in self._seen:
                    self._seen.add(lead.host)
                    strange = None if is_literal(lead.host) else foreign_name_refusal(lead.host, beside=dossier.target.host)
                    how = {"found_by": lead.via, "found_at": dossier.target.host}
                    found = _landing(evidence, lead.host)
                    self._lines[lead.host] = Line(number=dossier.line, text=found, columns=how, problem=strange or "")

    def next_round(self) -> list[Line]:
        """Return the lines of the next round, at most MAX_FOLLOWED, and forget them."""
        lines = list(self._lines.values())[:MAX_FOLLOWED]
        self._lines.clear()
        return lines


def _landing(evidence: Evidence, host: str) -> str:
    """Return the final URL of the evidence if it is on `host`, else `host`.

    The page a redirect led to says more than the host's front page.
    """
    if not isinstance(evidence.facts, PageFacts) or not evidence.facts.final_url:
        return host
    page = protect_trailing_mark(evidence.facts.final_url.partition("#")[0].rstrip("?"))
    target = parse_target(page)
    return page if isinstance(target, Target) and target.host == host else host
