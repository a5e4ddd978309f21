"""The documented header sets that we send: always these, in this order, and never a cookie, a credential or a page we came from."""

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
"""By name in the settings. The default looks like a browser: scam kits show machines another page."""

LOOKS = ("phone", "in-app", "language", "search-referrer")
"""Profiles of the second look. "language:xx" asks for the page's own language."""

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
"""The languages in which a page is known to be, each as the browsers of the country that speaks it ask for it."""

_SEARCH_ENGINE = "https://www.google.com/"


def headers(profile: str, policy: NetPolicy) -> tuple[tuple[str, str], ...]:
    """The headers of a profile, Host and Connection left to the caller. Raises NetError for a profile that is not documented."""
    name, _, language = profile.partition(":")
    agent = {"phone": _PHONE, "in-app": _IN_APP}.get(name, USER_AGENTS[policy.user_agent])
    sent = [("User-Agent", agent), ("Accept", _ACCEPT), ("Accept-Language", _languages(language)), ("Accept-Encoding", "gzip")]
    if name == "search-referrer":
        sent.append(("Referer", _SEARCH_ENGINE))  # the one Referer there is; it names a search engine, never a page we saw
    if name not in ("default", *LOOKS):
        raise NetError(f"{profile!r} is no header set that we document")
    return tuple(sent)


def _languages(language: str) -> str:
    region = _REGIONS.get(language)
    return f"{region},{region.partition('-')[0]};q=0.9,en-US;q=0.8,en;q=0.7" if region is not None else "en-US,en;q=0.9"
