"""Look at the same page again as other visitors, and say how two looks differ."""

from collections.abc import Sequence, Set
from contextlib import suppress

from msgspec.structs import replace

from scamtriage.collect.navigation import arrive
from scamtriage.knowledge.hosts.infrastructure import is_app_store
from scamtriage.knowledge.hosts.lent_names import site_of
from scamtriage.knowledge.pages import block_pages
from scamtriage.net.errors import NetError
from scamtriage.net.profiles import LOOKS
from scamtriage.net.protocol import Net
from scamtriage.parse.html.barrier import FEW_CHARS, REFUSALS
from scamtriage.records import lazy_re
from scamtriage.records.facts import Look, PageFacts
from scamtriage.records.facts.contact import LOCAL_PHONE
from scamtriage.records.facts.page import READABLE_CHARS
from scamtriage.records.facts.page_parts import SECRETS
from scamtriage.records.target import Target

_THE_PAGE = frozenset(("landing", "text", "asks", "forms"))
"""Aspects in which it is another page. A title that counts, or the number of a seller on duty, leaves it the same."""
_NUMBER = lazy_re.compile(r"\d[\d.,:/]*")
_APP_SHOPS = ("market:", "itms:", "itms-apps:")
"""Schemes of the shops that phones have; not of those that install what no shop has seen ("itms-services:")."""


async def look_again(facts: PageFacts, target: Target, net: Net) -> tuple[Look, ...]:
    """Fetch the same page once with each visitor profile.

    If any of them sees another page, it is fetched once more as at first: what differs then too changes from visit to visit, not from
    visitor to visitor.
    """
    looks = []
    for profile in LOOKS:
        headers = f"language:{facts.language}" if profile == "language" else profile
        if headers not in ("language:", "language:en") and net.left() > 0:
            looks.append(await _look(facts, profile, headers, target, net))
    if any(look.differed for look in looks) and net.left() > 0:
        with suppress(NetError):
            again = (await arrive(target, net)).read(target)[0]
            changing = frozenset(_differed(facts, again))
            looks = [_beside(look, changing - _own(look, facts, again)) for look in looks]
    return tuple(looks)


def _own(look: Look, facts: PageFacts, again: PageFacts) -> Set[str]:
    """Return the aspects in which this visitor's page is like neither visit of the first one, which chance does not explain.

    A site that sends its visitors now here, now there, sends this one to a third; a title that counts has other words for this one.
    """
    words = _words(facts.title)
    titled = words == _words(again.title) != _words(look.title)
    led = _site_at(look.final_host) not in (_site(facts), _site(again))
    return {what for what, own in (("landing", led), ("title", titled)) if own}


def _words(title: str) -> list[str]:
    return _NUMBER.sub(" ", title).split()


def _beside(look: Look, changing: Set[str]) -> Look:
    """Return the look without what changes from visit to visit. If that is the page itself, nothing is known of this visitor's."""
    left = tuple(what for what in look.differed if what not in changing)
    if left == look.differed:
        return look
    unknown = not left and (not _THE_PAGE.isdisjoint(look.differed) or look.text_chars < READABLE_CHARS)
    return replace(look, differed=left, barrier=look.barrier or ("changing" if unknown else ""))


async def _look(facts: PageFacts, profile: str, headers: str, target: Target, net: Net) -> Look:
    try:
        way = await arrive(target, net, headers)
    except NetError as exc:
        return Look(profile=profile, outcome=exc.outcome)
    seen, _ = way.read(target)
    differed = _differed(facts, seen)
    unlike = "error" if seen.status_code >= 400 > facts.status_code else ""
    if not differed and _is_interstitial(facts, seen):
        unlike = unlike or "interstitial"
    elif not differed and (_is_bare(facts, seen) or not _comparable(facts, seen)):
        unlike = unlike or "incomplete"
    return Look(
        profile=profile,
        status_code=seen.status_code,
        final_host=_led_to(seen),
        title=seen.title,
        structure=seen.structure,
        text_chars=len(seen.text),
        barrier=seen.barrier or unlike,
        differed=differed,
    )


def _differed(facts: PageFacts, seen: PageFacts) -> tuple[str, ...]:
    """Return the aspects in which a visitor's page differs from the first one, as far as he was shown the page itself.

    Of what stands before it, and of what shows nothing to read, only that is told which is known all the same. An edition that leaves out
    much of the first page, as those for telephones do, says nothing else.
    """
    if _is_interstitial(facts, seen):
        return ()
    differed = differences(facts, seen)
    if _is_bare(facts, seen):
        return tuple(what for what in differed if what in ("landing", "asks") or (what == "title" and seen.title))
    return tuple(what for what in differed if what != "text" or not _abridged(facts.text.split(), seen.text.split()))


def _is_bare(facts: PageFacts, seen: PageFacts) -> bool:
    """Whether this visitor alone is shown nothing to read. Pictures that lead him to another site are something."""
    return bool(seen.unseen_because and not facts.unseen_because and set(seen.foreign_hosts) <= set(facts.foreign_hosts))


def _is_interstitial(facts: PageFacts, seen: PageFacts) -> bool:
    """Whether this visitor has to click something away first: consent to cookies, his age, an app. Its title is that of the page, or of
    such a notice; a lure with a line on cookies below it has one of its own."""
    if seen.apps or not SECRETS.isdisjoint(seen.asks) or not _reached(seen) <= _reached(facts):
        return False
    if _site(facts) != _site(seen) or not 0 < len(seen.text) <= FEW_CHARS:
        return False
    known = block_pages.load()
    if known.orders.search(f"{seen.title} {seen.text}".lower()) and not seen.store_apps:
        return False
    here = known.clicked_through(seen.text) and not known.clicked_through(facts.text)
    titled = _words(seen.title) == _words(facts.title) or known.clicked_through(seen.title)
    return here and titled and not known.names_stake(seen.title, seen.text)


def differences(facts: PageFacts, seen: PageFacts) -> tuple[str, ...]:
    """Return the names of the aspects in which two looks differ.

    Returns () if either look met a barrier, or if only the second got an HTTP error: that is not a different page. Of pages that
    cannot be compared only that is told which is known all the same: where the visitor is led, the title of a page at the end, and a
    secret that he is asked for and that the first page, if all of it is known, is not.
    Of one visitor who is led to the page of an app in its shop nothing is told, since the site's own page was not seen.
    """
    if (
        facts.door
        or seen.barrier
        or seen.status_code >= 400 > facts.status_code
        or facts.status_code in REFUSALS
        or _in_shop(facts) != _in_shop(seen)
    ):
        return ()
    landing = _site(facts) == _site(seen)
    if not _comparable(facts, seen):
        titles = facts.title == seen.title or not (_stays(facts) and _stays(seen) and facts.title and seen.title)
        asked = facts.complete and not SECRETS.intersection(seen.asks) <= set(facts.asks)
        return ("landing",) * (not landing) + ("title",) * (not titles) + ("asks",) * asked
    compared = {
        "status": facts.status_code == seen.status_code,
        "landing": landing,
        "title": facts.title == seen.title,
        "structure": facts.structure == seen.structure,
        "text": _alike(facts.text.split(), seen.text.split()),
        "asks": SECRETS & set(facts.asks) == SECRETS & set(seen.asks),
        "forms": _receivers(facts) == _receivers(seen),
        "apps": bool(facts.apps) == bool(seen.apps),
        "contacts": _reached(facts) == _reached(seen),
    }
    return tuple(what for what, same in compared.items() if not same)


def _comparable(facts: PageFacts, seen: PageFacts) -> bool:
    """Whether what two pages say can be compared: both are all known, and not one of them alone led on to what did not answer."""
    return facts.complete and seen.complete and _stays(facts) == _stays(seen) and _in_shop(facts) == _in_shop(seen)


def _stays(facts: PageFacts) -> bool:
    """Whether this is the page at the end, not one that leads on to what did not answer or to where it came from: its title ("302 Found")
    is what nobody reads."""
    return not 300 <= facts.status_code < 400 and (not facts.hops or facts.hops[-1].outcome == "ok")


def _led_to(facts: PageFacts) -> str:
    """Return the host that the redirects lead to, whether it answered or not; the URL itself of an app, as in "line://ti/p/~id". A phone
    that is sent to its shop for apps stays where it is."""
    last = facts.hops[-1] if facts.hops else None
    if last is None or last.outcome == "ok" or last.via == "start" or last.url.startswith(_APP_SHOPS):
        return facts.final_host
    return last.host if last.url.startswith(("http://", "https://")) else last.url


def _site(facts: PageFacts) -> str:
    """Return the site that the redirects lead to: editions for telephones or languages have names of their own below it."""
    return _site_at(_led_to(facts))


def _site_at(led_to: str) -> str:
    return led_to if ":" in led_to else site_of(led_to)


def _in_shop(facts: PageFacts) -> bool:
    """Whether the redirects lead to the page of an app in its shop, as those of many honest sites do for telephones."""
    return is_app_store(facts.final_host)


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


def _abridged(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Return whether four fifths of the second page's distinct words stand on the first one, too."""
    words, others = set(whole), set(part)
    return bool(others) and len(words & others) * 5 >= len(others) * 4
