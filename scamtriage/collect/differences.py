"""In what two looks at one page differ."""

from collections.abc import Sequence

from scamtriage.records.facts import PageFacts

SECRETS = frozenset(("password", "otp", "pin", "id-number", "card", "seed-phrase", "bank-login", "bank-account"))
"""What one visitor is asked for and another is not makes two pages of one; a search box or a mail address does not."""


def differences(facts: PageFacts, seen: PageFacts) -> tuple[str, ...]:
    """In what two looks differ; nothing is said when either met a barrier or an unfinished page, or the second alone an error: that is no
    other page."""
    if facts.barrier or seen.barrier or seen.status_code >= 400 > facts.status_code or not (facts.complete and seen.complete):
        return ()
    compared = {
        "status": facts.status_code == seen.status_code,
        "landing": site_apart(facts.final_host) == site_apart(seen.final_host),
        "title": facts.title == seen.title,
        "structure": facts.structure == seen.structure,
        "text": _alike(facts.text.split(), seen.text.split()),
        "asks": SECRETS & set(facts.asks) == SECRETS & set(seen.asks),
        "forms": _receivers(facts) == _receivers(seen),
        "apps": bool(facts.apps) == bool(seen.apps),
        "contacts": {(c.kind, c.value) for c in facts.contacts} == {(c.kind, c.value) for c in seen.contacts},
    }
    return tuple(what for what, same in compared.items() if not same)


def _receivers(facts: PageFacts) -> set[str]:
    """The sites that get what is asked; "" is the page's own."""
    asking = (form for form in facts.forms if any(field.asks in SECRETS for field in form.fields))
    return {"" if form.action_host in ("", facts.final_host) else site_apart(form.action_host) for form in asking}


def site_apart(host: str) -> str:
    """Without the labels that only say for which device a page is made."""
    head, _, rest = host.partition(".")
    return rest if head in ("www", "m", "mobile", "amp") and "." in rest else host


def _alike(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether at least half of all distinct words stand on both pages."""
    words, others = set(one), set(two)
    return len(words & others) * 2 >= len(words | others)
