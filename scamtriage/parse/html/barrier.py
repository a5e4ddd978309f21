"""Whether what was fetched is the page or only the door in front of it."""

from collections.abc import Mapping

from scamtriage.parse.html.door_words import FEW, door_told

FEW_CHARS = 1_500
"""A door says little; a page with more text than this is a page, whatever widget stands on it."""

_DOOR_TITLES = {
    "challenge": (
        "just a moment",
        "attention required",
        "checking your browser",
        "ddos-guard",
        "please wait",
        "one moment, please",
        "请稍候",
        "請稍候",
    ),
    "captcha": (
        "captcha",
        "are you a robot",
        "verify you are human",
        "security check",
        "robot check",
        "human verification",
        "安全验证",
        "人机验证",
        "验证码",
    ),
    "forbidden": ("403", "access denied", "forbidden", "blocked", "not acceptable", "访问被拒绝", "アクセスが拒否"),
    "rate-limit": ("too many requests", "rate limit"),
    "geo-block": ("not available in your", "unavailable in your", "country not supported", "region not supported"),
}
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
) -> str:
    """ "captcha", "challenge", "forbidden", "login-wall", "rate-limit" or "geo-block"; "" for the page itself. `marks` are the doors whose
    marks stand in the source, `words` the text of a page that has nothing else. A form that asks for something is a page, and no door,
    unless the server itself says so by its status.
    """
    refused = status_code in _STATUS or status_code in _BUSY
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return "challenge"
    little = text_chars <= FEW_CHARS and not asks
    lowered = title.lower()
    titled = next((door for door, words in _DOOR_TITLES.items() if any(word in lowered for word in words)), "")
    if refused:
        for door in ("captcha", "challenge", "geo-block"):
            if door in marks and text_chars <= FEW_CHARS:
                return door
        return _STATUS.get(status_code) or titled
    if not little:
        return ""
    if "challenge" in marks and (titled or text_chars < FEW_CHARS // 4):
        return "challenge"
    if "captcha" in marks and (titled in ("captcha", "challenge") or text_chars < 200):
        return "captcha"
    if words and text_chars <= FEW and (told := door_told(title, words)):
        return told
    if "geo-block" in marks:
        return "geo-block"
    if "forbidden" in marks and text_chars < FEW_CHARS // 2:
        return "forbidden"
    return titled if titled in ("challenge", "geo-block") and text_chars < FEW_CHARS // 2 else ""
