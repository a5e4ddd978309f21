"""What could not be asked for one site, and why: the collectors whose signals are unknown."""

from scamtriage.records.evidence import SAVED
from scamtriage.records.facts import OBSERVED_BY
from scamtriage.signals.view import View

NOT_ASKED: dict[str, str] = {
    **dict.fromkeys((*OBSERVED_BY, "fetch"), "not asked"),
    "reputation": "not asked: --reputation looks the name up",
    "looks": "not asked as another visitor: --second-look asks",
}
NOTHING_ASKED = frozenset(NOT_ASKED)
"""The silent collectors of a name judged alone."""
FROM_A_FILE = "the page came from a file, and the site was not asked"


def silences(view: View) -> dict[str, str]:
    """Silent collectors, each with the reason. Collectors that do not apply to the target are left out."""
    evidence = view.dossier.evidence
    lacks = view.dossier.lacks
    if not evidence and not view.target.is_ip and not view.lent:
        return dict.fromkeys(NOT_ASKED, lacks) if lacks else NOT_ASKED
    silent: dict[str, str] = {}
    for collector in OBSERVED_BY:
        one = evidence.get(collector)
        if (one is not None and one.outcome.conclusive) or (collector == "registration" and (view.lent or view.target.is_ip)):
            continue
        silent[collector] = (lacks or NOT_ASKED[collector]) if one is None else one.reason or one.outcome.value
    if "page" in silent:
        silent["fetch"] = silent["page"]
    elif view.fetched is None:
        silent["fetch"] = silent["page"] = view.page_silent_because
    else:
        if SAVED in evidence["page"].flags:
            silent["fetch"] = FROM_A_FILE
        if view.page_silent_because:
            silent["page"] = view.page_silent_because
    if view.fetched is None or not view.fetched.looks:
        silent["looks"] = silent.get("fetch", NOT_ASKED["looks"])
    return silent
