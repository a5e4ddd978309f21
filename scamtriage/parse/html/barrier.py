"""Detects whether the response is the page itself or a barrier in front of it, such as a captcha or a login."""

from collections.abc import Mapping

from scamtriage.knowledge.pages import block_pages
from scamtriage.records.facts.page import NOTICES
from scamtriage.records.facts.page_parts import SECRETS

FEW_CHARS = 1_500
"""A page with more text than this is no barrier, whatever widgets it has."""

BARE_CHARS = 40
"""A page with a captcha and less text than this is a barrier. With more text, it is one only if its title says so: the captcha may guard a
form."""

_STATUS = {401: "login-wall", 407: "login-wall", 403: "forbidden", 429: "rate-limit", 451: "geo-block"}
REFUSALS = frozenset((403, 429, 451))
"""Status codes that browsers show like any other: a kit may send its whole page with one."""
OTHERS = frozenset(("seized", "blocked-by-order", "warning-page", "suspended-page"))
"""What others put in place of a site says so, whatever the status code: it names the crime of the site, and is no word of its own."""
_MARKED_DOORS = ("captcha", "challenge", "geo-block")
"""Doors whose marks count under any status code of a refusal, the surest first."""
_CHECKS = frozenset(("captcha", "challenge"))
_BUSY = frozenset((405, 406, 429, 503, 520, 521, 522, 523, 525, 526, 530))


def barrier_of(
    *,
    status_code: int,
    title: str,
    text_chars: int,
    headers: Mapping[str, str],
    marks: frozenset[str],
    asks: tuple[str, ...],
    words: str,
    notice: str,
    goes_on: bool,
    shown: str,
    host: str,
    speaks: bool,
    dictates: bool,
) -> str:
    """Return one of the doors of knowledge/barriers.toml, or "login-wall"; "" for the page itself.

    `marks`: the doors whose marks stand in the source. `words`: the text of a page that has no contacts, apps or the like. `notice`: the
    text of a page whose only contacts are public hotlines. `goes_on`: it links to another page of its site. `shown`: the beginning of its
    text, in which a stake may be named. `host`: of the page. `speaks`: it asks for something, offers an app or gives a
    contact; such a page is a barrier only if its status code and its words say so, or the code is that of a log-in.
    `dictates`: it has its visitor paste and run a command, and so only poses as a check of visitors.
    """
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return "challenge"
    known = block_pages.load()
    titled = known.titled(title)
    if dictates:
        titled, marks, speaks = "" if titled in _CHECKS else titled, marks - _CHECKS, True

    def alone() -> bool:
        return not (goes_on or known.names_stake(title, shown))

    told = known.ordered(title, notice) if notice and not asks else ""
    if not told and words and not asks:
        told = known.told(title, words, alone, host)
    if not told and SECRETS.isdisjoint(asks) and (notice_told := known.told(title, shown, alone, host, contact=True)) in NOTICES:
        told = notice_told  # with a telephone or a box for an address of mail too: it hides nothing, and says nothing of a site
    if status_code in _STATUS or status_code in _BUSY:
        if told in OTHERS:
            return told
        if door := next((door for door in _MARKED_DOORS if door in marks and text_chars <= FEW_CHARS), ""):
            return door
        if status_code in REFUSALS and speaks and not (titled or known.told(title, shown, lambda: True, host)):
            return ""
        return _STATUS.get(status_code) or titled
    if text_chars > FEW_CHARS or asks:
        return told
    if guard := _guard(titled, text_chars, marks):
        return guard
    if told:
        return told
    if goes_on and known.names_stake(title, shown):  # it says "access denied" and wants its reader to do something
        return ""
    return _bare_refusal(titled, text_chars, marks)


def _guard(titled: str, text_chars: int, marks: frozenset[str]) -> str:
    """Return what asks a visitor of a short page to prove that he is a person; "" if its widget may only guard a form."""
    if "challenge" in marks and (titled or text_chars < FEW_CHARS // 4):
        return "challenge"
    if "captcha" in marks and (titled in ("captcha", "challenge") or text_chars < BARE_CHARS):
        return "captcha"
    return ""


def _bare_refusal(titled: str, text_chars: int, marks: frozenset[str]) -> str:
    """Return what turns a visitor away from a short page of which no more is known than marks and title."""
    if "geo-block" in marks:
        return "geo-block"
    if text_chars >= FEW_CHARS // 2:
        return ""
    if "forbidden" in marks:
        return "forbidden"
    return titled if titled in ("challenge", "geo-block") else ""
