"""Which sites are linked: by what one hand leaves behind, never by what strangers share."""

import json
from collections.abc import Callable
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scamtriage.knowledge.judgement import links
from scamtriage.knowledge.loading import BadTable, read_text
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.evidence import Evidence, Outcome
from scamtriage.records.facts import (
    Contact,
)
from scamtriage.records.target import LineStatus, Target
from scamtriage.relate.traits import name_of, traits
from scamtriage.render import relations
from scamtriage.render.style import Style
from scamtriage.targets.parse import parse_target
from tests.cost import least_cpu_s
from tests.hostile.harmless import ACTS
from tests.relate.sites import ASKS, WALLET, found, groups, holder, registered, says, site
from tests.render.reports import rows as scenes
from tests.samples import SEEN, target

TEXT = read_text(links.FILE)


@pytest.mark.parametrize(
    "shown",
    [
        WALLET,
        says("line", "captain88"),
        says("email", "desk@fast.example"),
        says("email", "gang.desk@gmail.com"),
        says("email", "gang.desk@email.com"),
        says("email", "3317789012@vip.qq.com"),
        says("phone", "+66812349876"),
        says("bank-account", "1112223334"),
        {"trackers": (("google-analytics", "G-ABCDEFGH12"),)},
        {"chat_widgets": (("tawk", "5f0a1b2c3d4e5f6a7b8c9d0e"),)},
        {"apps": ("https://cdn.example/app.apk",)},
        {"apps": ("https://cdn.example\\@github.com/app.apk",)},
        {"apps": ("https://www.dropbox.com/scl/fi/k3jd93/app.apk",)},
        {"apps": ("https://gangdl.blob.core.windows.net/a/app.apk",)},
        {"apps": ("https://drive.google.com/uc?id=1kQ&export=download",)},
        {"apps": ("https://onedrive.live.com/download?resid=5A1&authkey=x",)},
        {"apps": ("https://cdn.discordapp.com/attachments/11/22/app.apk",)},
        {"forms": (ASKS,)},
        {"final_url": "https://hub.example/", "final_host": "hub.example"},
    ],
    ids=lambda shown: next(iter(shown)),
)
def test_what_one_hand_leaves_behind_links(shown: dict[str, Any]) -> None:
    assert groups(site("a.top", **shown), site("b.top", **shown), site("c.top")) == [["a.top", "b.top"]]


@pytest.mark.parametrize(
    ("shown", "query", "linked"),
    [
        (WALLET, "address=TJ4FeGnxF6o1dZyZhVS7cFkP5a9CYDgyrf&amount=500", True),
        (says("bank-account", "1112223334"), "acc=111-2-22333-4", True),
        (says("payment-qr", "0066812349876"), "pay=0066812349876", True),
        (says("phone", "+66812349876"), "ph=0812349876", False),
    ],
)
def test_where_money_is_to_go_links_although_the_sites_own_link_says_it(shown: dict[str, Any], query: str, linked: bool) -> None:
    one, other = (
        replace(row, target=replace(row.target, url=f"{row.target.url}?{query}"))
        for row in (site("a.top", **shown), site("b.top", **shown))
    )
    assert groups(one, other) == ([["a.top", "b.top"]] if linked else [])


@pytest.mark.parametrize(("one", "other"), [("boss.top", "www.boss.top"), ("x1.boss.top", "x2.boss.top")])
def test_doors_that_lead_to_hosts_of_one_name_lead_to_one_site(one: str, other: str) -> None:
    doors = [site(name, final_url=f"https://{to}/", final_host=to) for name, to in (("a.top", one), ("b.top", other))]
    assert groups(*doors) == [["a.top", "b.top"]]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://sites.google.com/view/case1?fbclid=IwAR1", "sites.google.com/view/case1"),
        ("https://t.me/s/boss1?start=9", "t.me/boss1"),
        ("https://m.facebook.com/boss1/?utm_source=x", "facebook.com/boss1"),
        ("https://drive.google.com/open?id=1kQ&usp=sharing", "drive.google.com/open?id=1kQ"),
        ("https://www.facebook.com/groups/x?view=gang1&fbclid=IwAR1", "facebook.com/groups/x?view=gang1"),
    ],
)
def test_what_a_visit_adds_to_a_tenants_page_makes_no_other_site(url: str, name: str) -> None:
    target = parse_target(url)
    assert isinstance(target, Target)
    assert name_of(target) == name


def test_registrars_that_are_unknown_are_not_the_same() -> None:
    same = {"structure": "t1", "favicon_mmh3": 7}
    rows = [site(name, replace(registered(), registrar=registrar), **same) for name, registrar in (("a.top", ""), ("b.vn", ""))]
    assert groups(*rows) == []


def test_an_organisation_is_one_however_its_accents_are_written() -> None:
    one, other = (
        next(trait for trait in traits(site("a.vn", registered(registrant_organisation=normalize(form, "Công ty Ánh Dương"))), links.load())
        if trait.kind == "organisation") for form in ("NFC", "NFD")
    )  # fmt: skip
    assert one.same == other.same


def test_each_link_names_the_evidence_on_which_it_stands() -> None:
    """Of a site that was seen twice, that which shows what is shared, whichever verdict is worse."""
    bare = replace(site("a.top", verdict=Verdict.NEAR_CERTAIN), evidence_digest="0" * 64)
    rows = [replace(site(name, **WALLET), evidence_digest=digest * 64) for name, digest in (("a.top", "1"), ("b.top", "2"), ("a.top", "3"))]
    [group] = found(bare, *rows).groups
    assert [one.evidence for one in group.shared if one.kind == "wallet"] == [{"a.top": "1" * 64, "b.top": "2" * 64}]
    assert all(one.evidence.keys() == set(one.sites) for one in group.shared)
    told = json.loads("".join(relations.RENDERERS["json"](found(bare, *rows), Style())))
    assert told["groups"][0]["shared"][0]["evidence"]["b.top"] == "2" * 64


def test_a_number_links_whichever_service_rings_it() -> None:
    assert groups(site("a.top", **says("phone", "+85265559876")), site("b.top", **says("whatsapp", "+85265559876"))) == [["a.top", "b.top"]]


def test_properties_of_one_counter_account_are_one_hands() -> None:
    first, second = ({"trackers": (("google-analytics", f"UA-99887766-{number}"),)} for number in (1, 2))
    assert groups(site("a.top", **first), site("b.top", **second)) == [["a.top", "b.top"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (says("telegram", "Captain88"), says("telegram", "captain88")),
        (says("wallet", "bc1q5shngj24323nsrmxv99st02na6srekfctt30ch"), says("wallet", "BC1Q5SHNGJ24323NSRMXV99ST02NA6SREKFCTT30CH")),
        (says("wallet", "0x9F8e7D6C5b4A39281706f5E4d3C2b1A09f8E7d6C"), says("wallet", "0x9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c")),
        (says("payment-qr", "+66812349876"), says("phone", "+66812349876")),
        (says("telegram-bot", "7612345078"), says("telegram-bot", "7612345078")),
    ],
)
def test_one_thing_is_one_however_it_is_spelled(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert groups(site("a.top", **one), site("b.top", **other)) == [["a.top", "b.top"]]
    assert found(site("a.top", **one), site("b.top", **other)) == found(site("b.top", **other), site("a.top", **one))


@pytest.mark.parametrize(
    "rows",
    [
        lambda: [site(f"s{n}.top", **says("line", f"id{n // 3}x")) for n in range(20_000)],
        lambda: [
            site(
                f"s{n}.top",
                verdict=Verdict.LIKELY_SCAM if n else Verdict.LIKELY_BENIGN,
                contacts=tuple(Contact(kind="phone", value=f"+6681{at}349{at}76") for at in range(20)),
            )
            for n in range(2_000)
        ],
        lambda: [site(f"s{n}.top", holder(f"203.0.113.{n % 1000}"), structure=f"t{n % 1001}", favicon_mmh3=n % 999) for n in range(20_000)],
    ],
    ids=["many groups", "numbers that an honest site gives too", "weak things alone"],
)
def test_hostile_piles_take_no_longer_than_they_should(rows: Callable[[], list[Assessment]]) -> None:
    pile = rows()
    assert least_cpu_s(lambda: found(*pile), within=6.0) <= 6.0


def test_weak_things_of_two_families_add_up() -> None:
    kit = {"structure": "t1", "favicon_mmh3": 7}
    assert groups(site("a.top", holder(), **kit), site("b.top", holder(), **kit)) == [["a.top", "b.top"]]
    assert groups(site("a.top", registered(), **kit), site("b.top", registered(), **kit)) == [["a.top", "b.top"]]
    assert groups(site("a.top", holder(), **kit), site("b.top", holder("203.0.113.10"), **kit)) == []


def test_sites_are_linked_through_each_other_and_the_worst_comes_first() -> None:
    both = {"contacts": (*WALLET["contacts"], *says("line", "captain88")["contacts"])}
    rows = [
        site("a.top", verdict=Verdict.NO_FINDING, **WALLET),
        site("b.top", **both),
        site("c.top", verdict=Verdict.NEAR_CERTAIN, **says("line", "captain88")),
    ]
    [group] = found(*rows).groups
    assert [one.name for one in group.sites] == ["c.top", "b.top", "a.top"]
    assert [(one.kind, one.sites) for one in group.shared] == [("wallet", ("a.top", "b.top")), ("messenger", ("b.top", "c.top"))]


def test_pages_of_one_name_are_one_site_with_the_worst_verdict() -> None:
    first, second = site("a.top", verdict=Verdict.NO_FINDING, **WALLET), site("a.top", verdict=Verdict.NEAR_CERTAIN, **WALLET)
    assert groups(first, second) == []
    [group] = found(first, second, site("b.top", **WALLET)).groups
    assert (group.sites[0].name, group.sites[0].verdict, group.sites[0].lines) == ("a.top", Verdict.NEAR_CERTAIN, 2)


def test_a_page_that_was_not_read_is_unknown_not_alone() -> None:
    unread = replace(site("b.top"), evidence={"page": Evidence(collector="page", outcome=Outcome.TIMEOUT, observed_at=SEEN)})
    behind = site("c.top", barrier="captcha")
    refused = Refusal(line=4, input="?", status=LineStatus.REFUSED, reason="no target")
    result = found(site("a.top"), unread, behind, refused)
    assert (result.alone, result.unseen) == (("a.top",), ("b.top", "c.top"))
    broken = site("d.top", complete=False, incomplete_because="the connection broke off")
    assert found(broken, replace(broken, target=target("e.top"))).unseen == ("d.top", "e.top")
    assert "2 sites whose page was not read: what they share is unknown" in "".join(relations.RENDERERS["table"](result, Style()))


@given(order=st.permutations(range(6)))
def test_the_order_of_the_evidence_is_irrelevant(order: list[int]) -> None:
    kit = {"structure": "t1", "favicon_mmh3": 7}
    rows = [site("a.top", **WALLET), site("b.top", **WALLET), site("c.top", holder(), **kit), site("d.top", holder(), **kit), site("e.top")]
    rows.append(site("a.top", verdict=Verdict.NEAR_CERTAIN))
    assert found(*(rows[at] for at in order)) == found(*rows)


def test_of_the_scenes_those_of_one_gang_are_linked_and_those_of_strangers_by_nothing() -> None:
    assert len(scenes()) == 18 and groups(*scenes()) == [["blockchain-refund-desk.org", "halvexmarkets.com"]]


def test_thousands_of_sites_take_no_longer_than_they_should() -> None:
    rows = [site(f"s{n}.top", holder(f"203.0.113.{n % 250}"), structure=f"t{n % 100}", **says("line", f"id{n // 3}")) for n in range(3_000)]
    groups_of: list[int] = []
    assert least_cpu_s(lambda: groups_of.append(len(found(*rows).groups)), within=3) <= 3
    assert groups_of[0] == 1_000


@pytest.mark.parametrize("format", sorted(relations.RENDERERS))
@pytest.mark.parametrize("text", ["\x1b[31mred\x1b[0m", "\u202egnp", "{value} {0}", "\ud800", "a\nb"])
def test_no_output_lets_hostile_text_act(format: str, text: str) -> None:
    out = "".join(relations.RENDERERS[format](found(site("a.top", **says("line", text)), site("b.top", **says("line", text))), Style()))
    assert not ACTS.search(out) and "a" in out
    if format != "table":
        assert [json.loads(line) for line in ([out] if format == "json" else out.splitlines())]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('family = "page", weight = 1.5', 'family = "pages", weight = 1.5', "structure: family 'pages' has no cap"),
        ("weight = 1.5, most = 60", "weight = -1.5, most = 60", "structure: weight must be positive"),
        ("weight = 1.5, most = 60", "weight = 1.5, most = 0", "structure: what may link nobody by itself needs a most"),
        ("weight = 3.5, most = 2000", "weight = 3.5, most = 0", "what may link nobody by itself needs a most"),
        ("enough = 3.0", "enough = -3.0", "enough: must be positive"),
        ("quoted = 0.5", "quoted = 0.5\ncolour = 1", "colour"),
        ("quoted = 0.5", "quoted = -0.5", "quoted"),
        ("quoted = 0.5", "quoted = nan", "quoted"),
        ("most_quoted = 100", "most_quoted = -1", "most_quoted"),
        ("account = 9.0", "account = nan", "account"),
        ("weight = 4.5", "weight = inf", "wallet: weight must be positive"),
        ('copied = ["tracker"', 'copied = ["trackr"', "copied: 'trackr' is no kind"),
        ("[families]", "[families]\nghost = 2.0", "ghost: no kind is of this family"),
        ('"formspree.io"', '"HTTPS://Formspree.io"', "form_services"),
        ('"formspree.io"', '"com"', "'com' would hold every name under it"),
        ('"n/a"', '"N/A"', "must be in small letters"),
        ("the wallet {value}", "the wallet {vaule}", "must be words"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(old: str, new: str, says: str) -> None:
    assert old in TEXT
    with pytest.raises(BadTable, match=says):
        links.parse(TEXT.replace(old, new))
