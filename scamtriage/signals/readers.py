"""Whether a page has readers of its own who log in, and bears a name of its own."""

from scamtriage.knowledge.hosts.lent_names import site_of
from scamtriage.records import lazy_re
from scamtriage.signals.page import first_steps
from scamtriage.signals.page.occurrences import TITLE
from scamtriage.signals.page.sensitive_fields import COPIED_DAYS, log_in_aside
from scamtriage.signals.view import View

LEAST_OWN = 8
"""Fewest letters of a name of one's own that title and host both bear."""
OF_LURES = ("prize", "subsidy", "claim", "account", "verify", "suspended")
"""Concepts whose words are no name."""
_WORD = lazy_re.compile(r"\w{4,}")


def own_name(view: View) -> bool:
    """Whether title and host bear one name, which makes up most of the host's label and is no word of a lure."""
    label = "".join(filter(str.isalnum, site_of(view.target.host).partition(".")[0].casefold()))
    title = view.page.title.casefold()
    lures = " ".join(title[h.start : h.end] for concept in OF_LURES for h in view.text.words(concept) if h.place == TITLE)
    words = {word for word in _WORD.findall(title) if word in label and word not in lures}
    borne = sum(map(len, words))
    return borne >= LEAST_OWN and borne * 2 >= len(label)


def readers_log_in(view: View) -> bool:
    """Whether the log-in in a corner is that of a paper's, club's or shop's readers, whoever it writes about. On a name held for a year no
    part of the page is called by the name of who keeps money, as the head of a bank's home page is, whose log-in stands in a corner too.
    On a young name, or one of unknown age, no part is called by any other's name, its title bears the site's own, and it shows an owner."""
    if view.lent or view.name_brands or not log_in_aside(view.page):
        return False
    claims, organisations = view.claims, view.tables.organisations
    called = [row for row in claims.places if claims.fills_a_place(row)]
    if view.age_days is not None and view.age_days > COPIED_DAYS:
        return not any(organisations[row].sector in first_steps.KEEPERS for row in called)
    return not called and view.identity.shows_an_owner and own_name(view)
