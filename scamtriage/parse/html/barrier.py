"""Whether what was fetched is the page or only the door in front of it."""

from collections.abc import Mapping

from scamtriage.knowledge import doors

FEW_CHARS = 1_500
"""A door says little; a page with more text than this is a page, whatever widget stands on it."""

BARE_CHARS = 40
"""A page with a riddle for people that says less is there for it; any other names it, or holds a form that a riddle guards."""

_STATUS = {401: "login-wall", 407: "login-wall", 403: "forbidden", 429: "rate-limit", 451: "geo-block"}
_BUSY = frozenset((405, 406, 429, 503, 520, 521, 522, 523, 525, 526, 530))


def barrier_of(
    *,
    status_code: int,
    title: str,
    text_chars: int,
    headers: Mapping[str, str],
    marks: frozenset[str],
    asks: tuple[str, ...],
    words: str = "",
    notice: str = "",
) -> str:
    """One of the doors of knowledge/doors.toml, or "login-wall"; "" for the page itself. `marks` are the doors whose
    marks stand in the source, `words` the text of a page that has nothing else, `notice` that of one that names nobody but a public
    hotline. A form that asks for something is a page, and no door, unless the server itself says so by its status.
    """
    refused = status_code in _STATUS or status_code in _BUSY
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return "challenge"
    little = text_chars <= FEW_CHARS and not asks
    known = doors.load()
    titled = known.titled(title)
    if refused:
        for door in ("captcha", "challenge", "geo-block"):
            if door in marks and text_chars <= FEW_CHARS:
                return door
        return _STATUS.get(status_code) or titled
    told = known.told(title, words) if words and not asks else ""
    if not told and notice and not asks:
        told = known.ordered(title, notice)
    if not little:
        return told
    if "challenge" in marks and (titled or text_chars < FEW_CHARS // 4):
        return "challenge"
    if "captcha" in marks and (titled in ("captcha", "challenge") or text_chars < BARE_CHARS):
        return "captcha"
    if told:
        return told
    if "geo-block" in marks:
        return "geo-block"
    if "forbidden" in marks and text_chars < FEW_CHARS // 2:
        return "forbidden"
    return titled if titled in ("challenge", "geo-block") and text_chars < FEW_CHARS // 2 else ""
