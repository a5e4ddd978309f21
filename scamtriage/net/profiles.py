"""The documented header sets: always these headers, in this order, and no cookie, credential or real referrer."""

from collections.abc import Mapping

from scamtriage.net.errors import NetError
from scamtriage.net.policy import NetPolicy, UserAgent

_DESKTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"
_PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36"
_IN_APP = (
    "Mozilla/5.0 (Linux; Android 14; SM-A546E Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/141.0.0.0 Mobile Safari/537.36 Line/15.10.0/IAB"
)
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"

USER_AGENTS: Mapping[UserAgent, str] = {"browser": _DESKTOP, "honest": "Mozilla/5.0 (compatible; page check)"}
"""Value of the setting -> User-Agent. The default looks like a browser, because scam kits show bots another page."""

LOOKS = ("phone", "in-app", "language", "search-referrer")
"""Profiles of the second look. "language:xx" requests the page in its own language."""

_REGIONS: Mapping[str, str] = {
    "ar": "ar-SA",
    "bn": "bn-BD",
    "de": "de-DE",
    "es": "es-ES",
    "fil": "fil-PH",
    "fr": "fr-FR",
    "hi": "hi-IN",
    "id": "id-ID",
    "ja": "ja-JP",
    "km": "km-KH",
    "ko": "ko-KR",
    "lo": "lo-LA",
    "ms": "ms-MY",
    "my": "my-MM",
    "pt": "pt-BR",
    "ru": "ru-RU",
    "ta": "ta-IN",
    "te": "te-IN",
    "th": "th-TH",
    "vi": "vi-VN",
    "zh-Hans": "zh-CN",
    "zh-Hant": "zh-TW",
}
"""Page language -> the language tag that browsers send in the country that speaks it."""

_SEARCH_ENGINE = "https://www.google.com/"


def headers(profile: str, policy: NetPolicy) -> tuple[tuple[str, str], ...]:
    """Return the headers of a profile, without Host and Connection. Raises NetError for a profile that is not documented."""
    name, _, language = profile.partition(":")
    agent = {"phone": _PHONE, "in-app": _IN_APP}.get(name, USER_AGENTS[policy.user_agent])
    sent = [("User-Agent", agent), ("Accept", _ACCEPT), ("Accept-Language", _languages(language)), ("Accept-Encoding", "gzip")]
    if name == "search-referrer":
        sent.append(("Referer", _SEARCH_ENGINE))  # the only Referer that we send: a search engine, never a page we saw
    if name not in ("default", *LOOKS):
        raise NetError(f"{profile!r} is no header set that we document")
    return tuple(sent)


def _languages(language: str) -> str:
    region = _REGIONS.get(language)
    return f"{region},{region.partition('-')[0]};q=0.9,en-US;q=0.8,en;q=0.7" if region is not None else "en-US,en;q=0.9"
