"""The policy refuses mistakes in words, before the first packet."""

import re

import pytest

from scamtriage.net.errors import MEANINGS, Malformed, NetError, TimedOut, Unreachable, translated
from scamtriage.net.policy import NetPolicy
from scamtriage.net.profiles import LOOKS, USER_AGENTS, headers
from scamtriage.parse.html import language


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"deadline_s": 0}, "deadline_s must be a positive"),
        ({"connect_timeout_s": -1.0}, "connect_timeout_s"),
        ({"dns_timeout_s": float("inf")}, "for ever"),
        ({"dns_timeout_s": float("nan")}, "positive"),
        ({"deep_pages": 5}, "at most 4"),
        ({"ports": frozenset({0})}, "0 is no port"),
        ({"allow_networks": ("10.0.0.1/8",)}, "no network"),
        ({"allow_networks": ("office",)}, "no network"),
        ({"resolvers": ("dns.example",)}, "must be an IP address"),
        ({"resolvers": ("1.1.1.1:x",)}, "no valid port"),
        ({"resolvers": ("ftp://dns.example",)}, "is not IP"),
        ({"resolvers": ("https://dns.example:99999/q",)}, "is not IP"),
        ({"proxy": "ftp://p:1"}, "socks5h://HOST"),
        ({"proxy": "socks5h://"}, "socks5h://HOST"),
        ({"proxy": "socks5h://u:p@h:1"}, "passwords are not sent"),
    ],
)
def test_a_mistake_is_refused_in_words(setting, words) -> None:
    with pytest.raises(ValueError, match=words):
        NetPolicy(**setting)


@pytest.mark.parametrize(
    "resolver", ["9.9.9.9", "9.9.9.9:5353", "2620:fe::fe", "[2620:fe::fe]:53", "https://dns.example/q", "tls://9.9.9.9"]
)
def test_every_documented_spelling_of_a_resolver_is_accepted(resolver) -> None:
    assert NetPolicy(resolvers=(resolver,)).resolvers == (resolver,)


@pytest.mark.parametrize("profile", ["default", *LOOKS, "language:th"])
def test_every_profile_asks_for_gzip_alone_and_sends_no_cookie(profile) -> None:
    sent = dict(headers(profile, NetPolicy()))
    assert sent["Accept-Encoding"] == "gzip"
    assert not {"Cookie", "Authorization", "Origin"} & set(sent)
    assert ("Referer" in sent) is (profile == "search-referrer")


def test_every_language_of_a_page_is_asked_for_as_browsers_of_its_country_do() -> None:
    known = {*language._BY_SCRIPT.values(), *language._COMMON, "ja", "zh-Hans", "zh-Hant", "vi"} - {"en"}
    asked = {tag: dict(headers(f"language:{tag}", NetPolicy()))["Accept-Language"].split(",") for tag in known}
    assert not [tag for tag, said in asked.items() if said[0].partition("-")[0] != tag.partition("-")[0]]
    assert all(re.fullmatch("[a-z]{2,3}-[A-Z]{2}", said[0]) and said[1] == f"{said[0].partition('-')[0]};q=0.9" for said in asked.values())


def test_profiles_differ_in_what_their_names_say() -> None:
    policy = NetPolicy()
    assert dict(headers("language:th", policy))["Accept-Language"] == "th-TH,th;q=0.9,en-US;q=0.8,en;q=0.7"
    assert dict(headers("language:zh-Hant", policy))["Accept-Language"].startswith("zh-TW,zh;")
    assert dict(headers("language:en", policy))["Accept-Language"].startswith("en-US")
    assert "Mobile" in dict(headers("phone", policy))["User-Agent"]
    assert "Line/" in dict(headers("in-app", policy))["User-Agent"]
    assert dict(headers("default", NetPolicy(user_agent="honest")))["User-Agent"] == USER_AGENTS["honest"]
    with pytest.raises(NetError):
        headers("crawler-of-my-own", policy)


@pytest.mark.parametrize(
    ("exc", "kind"),
    [
        (ConnectionRefusedError(111, "refused"), Unreachable),
        (ConnectionResetError(), Unreachable),
        (OSError(101, "unreachable"), Unreachable),
        (TimeoutError(), TimedOut),
        (UnicodeError("x"), Malformed),
    ],
)
def test_a_foreign_exception_has_one_meaning(exc, kind) -> None:
    assert type(translated(exc)) is kind


def test_what_is_in_no_table_is_a_bug_and_stays_one() -> None:
    assert translated(KeyError("x")) is None
    assert translated(AssertionError()) is None


def test_every_name_in_the_table_exists() -> None:
    import builtins
    import importlib

    for name in MEANINGS:
        module, _, kind = name.rpartition(".")
        owner = builtins if module == "builtins" else importlib.import_module(module)
        assert issubclass(getattr(owner, kind), BaseException), name


@pytest.mark.parametrize(
    "setting",
    [
        {"proxy": "socks5h://insp:Hunter2@10.1.1.1:1080/x"},
        {"proxy": "insp:Hunter2@10.1.1.1:1080"},
        {"proxy": "socks5h://insp:Hunter2@10.1.1.1:1080"},
        {"resolvers": ("https://insp:Hunter2@dns.example/q",)},
        {"resolvers": ("insp:Hunter2@1.1.1.1",)},
    ],
)
def test_no_password_is_said_again(setting) -> None:
    with pytest.raises(ValueError) as said:
        NetPolicy(**setting)
    assert "Hunter2" not in str(said.value)
