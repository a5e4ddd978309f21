"""Look at the same page again as other visitors, and say how two looks differ."""

from collections.abc import Sequence

from scamtriage.collect.navigation import arrive
from scamtriage.net.errors import NetError
from scamtriage.net.profiles import LOOKS
from scamtriage.net.protocol import Net
from scamtriage.records.facts import Look, PageFacts
from scamtriage.records.facts.page import LOCAL_PHONE
from scamtriage.records.target import Target

SECRETS = frozenset(("password", "otp", "pin", "id-number", "card", "seed-phrase", "bank-login", "bank-account"))
"""Fields that make two pages different if only one of them asks for the field. A search box or a mail address does not."""


async def look_again(facts: PageFacts, target: Target, net: Net) -> tuple[Look, ...]:
    """Fetch the same page once with each visitor profile."""
    looks = []
    for profile in LOOKS:
        headers = f"language:{facts.language}" if profile == "language" else profile
        if headers not in ("language:", "language:en") and net.left() > 0:
            looks.append(await _look(facts, profile, headers, target, net))
    return tuple(looks)


async def _look(facts: PageFacts, profile: str, headers: str, target: Target, net: Net) -> Look:
    try:
        way = await arrive(target, net, headers)
    except NetError as exc:
        return Look(profile=profile, outcome=exc.outcome)
    seen, _ = way.read(target)
    return Look(
        profile=profile,
        status_code=seen.status_code,
        final_host=seen.final_host,
        title=seen.title,
        structure=seen.structure,
        text_chars=len(seen.text),
        barrier=seen.barrier or ("error" if seen.status_code >= 400 > facts.status_code else ""),
        differed=differences(facts, seen),
    )


def differences(facts: PageFacts, seen: PageFacts) -> tuple[str, ...]:
    """Return the names of the aspects in which two looks differ.

    Returns () if either look met a barrier or an incomplete page, or if only the second got an HTTP error: that is not a different page.
    """
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
        "contacts": _reached(facts) == _reached(seen),
    }
    return tuple(what for what, same in compared.items() if not same)


def _reached(facts: PageFacts) -> set[tuple[str, str]]:
    """Return kind and value of each contact that can be compared."""
    return {(contact.kind, contact.value) for contact in facts.contacts if contact.kind != LOCAL_PHONE}


def _receivers(facts: PageFacts) -> set[str]:
    """Return the sites that receive the secrets asked for; "" stands for the page's own site."""
    asking = (form for form in facts.forms if any(field.asks in SECRETS for field in form.fields))
    return {"" if form.action_host in ("", facts.final_host) else site_apart(form.action_host) for form in asking}


def site_apart(host: str) -> str:
    """Return the host without labels that only name a device variant (www, m, mobile, amp)."""
    head, _, rest = host.partition(".")
    return rest if head in ("www", "m", "mobile", "amp") and "." in rest else host


def _alike(one: Sequence[str], two: Sequence[str]) -> bool:
    """Return whether at least half of all distinct words appear on both pages."""
    words, others = set(one), set(two)
    return len(words & others) * 2 >= len(words | others)
