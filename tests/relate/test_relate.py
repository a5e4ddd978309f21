"""Which sites are linked: by what one hand leaves behind, never by what strangers share."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scamtriage.knowledge.judgement import links
from scamtriage.knowledge.loading import BadTable, read_text
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.evidence import Evidence, Outcome
from scamtriage.records.facts import (
    AddressHolder,
    CertificateFacts,
    Contact,
    Facts,
    Form,
    FormField,
    HostingFacts,
    PageFacts,
    RegistrationFacts,
)
from scamtriage.records.relation import Relations
from scamtriage.records.target import LineStatus
from scamtriage.relate import relate
from scamtriage.render import relations
from scamtriage.render.style import Style
from tests.cost import least_cpu_s
from tests.hostile.harmless import ACTS
from tests.render.reports import rows as scenes
from tests.samples import SEEN, assessment, target

LONG = "words of its own " * 30
TEXT = read_text(links.FILE)


def site(name: str, *facts: Facts, verdict: Verdict = Verdict.LIKELY_SCAM, states: tuple[str, ...] = (), **of_page: Any) -> Assessment:
    page = PageFacts(**({"final_url": f"https://{name}/", "final_host": name, "status_code": 200, "text": LONG, "tags": 90} | of_page))
    named = {one.__struct_config__.tag: one for one in (page, *facts)}
    evidence = {name: Evidence(collector=name, outcome=Outcome.OK, observed_at=SEEN, facts=one) for name, one in named.items()}
    return replace(assessment(verdict=verdict), target=target(name), evidence=evidence, states=states)


def groups(*rows: Assessment | Refusal) -> list[list[str]]:
    return [sorted(one.name for one in group.sites) for group in found(*rows).groups]


def found(*rows: Assessment | Refusal) -> Relations:
    return relate(rows, links.load())


def says(kind: str, value: str, **more: Any) -> dict[str, Any]:
    return {"contacts": (Contact(kind=kind, value=value, **more),)}


WALLET = says("wallet", "TJ4FeGnxF6o1dZyZhVS7cFkP5a9CYDgyrf", detail="TRON")


def holder(ip: str = "203.0.113.9", **more: Any) -> HostingFacts:
    return HostingFacts(addresses=(AddressHolder(ip=ip, **more),))


def registered(**more: Any) -> RegistrationFacts:
    return RegistrationFacts(name="x.top", registrar="Cheap Inc.", created=datetime(2026, 11, 2, 14, 7, 31, tzinfo=UTC), **more)


ASKS = Form(action="https://drop.example/x", action_host="drop.example", fields=(FormField(asks="password"),))


@pytest.mark.parametrize(
    "shown",
    [
        WALLET,
        says("line", "captain88"),
        says("email", "desk@fast.example"),
        says("email", "gang.desk@gmail.com"),
        says("phone", "+66812349876"),
        says("bank-account", "1112223334"),
        {"trackers": (("google-analytics", "G-ABCDEFGH12"),)},
        {"chat_widgets": (("tawk", "5f0a1b2c3d4e5f6a7b8c9d0e"),)},
        {"apps": ("https://cdn.example/app.apk",)},
        {"apps": ("https://cdn.example\\@github.com/app.apk",)},
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
    ("shown", "facts"),
    [
        ({"structure": "t1"}, ()),
        ({"structure": "t1", "favicon_mmh3": 7, "body_sha256": "ab"}, ()),
        ({}, (holder(),)),
        ({}, (registered(registrant_organisation="Some Ltd"),)),
        (says("hotline", "1441", detail="short"), ()),
        (says("hotline", "+18001112222", detail="toll-free"), ()),
        (says("email", "privacy@google.com"), ()),
        (says("phone", "+66812345678"), ()),
        ({"trackers": (("matomo", "2"),)}, ()),
        ({"forms": (replace(ASKS, action_host="formspree.io"),)}, ()),
        ({"forms": (replace(ASKS, action_host="docs.google.com"),)}, ()),
        ({"forms": (replace(ASKS, fields=(FormField(),)),)}, ()),
    ],
)
def test_what_strangers_share_links_nobody(shown: dict[str, Any], facts: tuple[Facts, ...]) -> None:
    assert groups(site("a.top", *facts, **shown), site("b.top", *facts, **shown)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (says("telegram", "Captain88"), says("telegram", "captain88")),
        (says("wallet", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"), says("wallet", "BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ")),
        (says("wallet", "0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B"), says("wallet", "0xab5801a7d398351b8be11c439e05c5b3259aec9b")),
        (says("payment-qr", "+66812349876"), says("phone", "+66812349876")),
    ],
)
def test_one_thing_is_one_however_it_is_spelled(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert groups(site("a.top", **one), site("b.top", **other)) == [["a.top", "b.top"]]
    assert found(site("a.top", **one), site("b.top", **other)) == found(site("b.top", **other), site("a.top", **one))


@pytest.mark.parametrize(
    "shown",
    [
        says("email", "info@example.com"),
        says("email", "info@mysite.com"),
        says("phone", "+15555555555"),
        says("phone", "+12125550123"),
        {"apps": ("https://download.anydesk.com/AnyDesk.exe",)},
        {"apps": ("https://github.com/rustdesk/rustdesk/releases/rustdesk.exe",)},
        {"trackers": (("google-analytics", "G-XXXXXXXXXX"),)},
        {"trackers": (("google-analytics", "UA-12345678-1"),)},
        {"final_url": "https://telegra.ph/x", "final_host": "telegra.ph"},
        {"final_url": "https://bit.ly/x", "final_host": "bit.ly"},
    ],
)
def test_what_stands_in_templates_and_what_everybody_offers_links_nobody(shown: dict[str, Any]) -> None:
    assert groups(site("a.top", **shown), site("b.top", **shown)) == []


def test_a_certificate_for_another_name_is_the_hosts() -> None:
    """What a shared host shows for every name that brought none of its own."""
    other = CertificateFacts(sha256="cd", san_count=2, name_matches=False)
    assert groups(site("a.top", other), site("b.top", other)) == []


def test_what_registrants_call_themselves_is_no_link() -> None:
    lure = registered(registrant_organisation="win at http://evil.example/click")
    made = "".join(relations.RENDERERS["table"](found(*(site(name, lure, holder()) for name in ("a.top", "b.top"))), Style()))
    assert "evil[.]example" in made and "http://evil" not in made


@pytest.mark.parametrize(
    ("time", "linked"),
    [
        ("14:07:31", True),
        ("00:01:00", True),
        ("00:00:00", False),
        ("17:00:00", False),  # midnight in Bangkok, Jakarta and Hanoi
        ("16:00:00", False),  # in Singapore, Manila and Beijing
        ("17:30:00", False),  # in Yangon
    ],
)
def test_a_registry_that_publishes_only_the_day_tells_no_minute(time: str, linked: bool) -> None:
    record = replace(registered(), created=datetime.fromisoformat(f"2026-11-02T{time}+00:00"))
    assert groups(site("a.in.th", record, holder()), site("b.in.th", record, holder())) == ([["a.in.th", "b.in.th"]] if linked else [])


@pytest.mark.parametrize("organisation", ["N/A", "Private Person", "个人"])
def test_who_has_no_organisation_shares_none(organisation: str) -> None:
    record = replace(registered(registrant_organisation=organisation), created=None)
    kit = {"structure": "t1", "favicon_mmh3": 7}
    assert groups(site("a.top", record, **kit), site("b.top", record, **kit)) == []


def test_tenants_are_sites_of_their_own_and_the_platform_is_nobodys() -> None:
    """Of builders whose names are no public suffixes, and of platforms whose tenants are paths."""
    kit = {"structure": "t1", "favicon_mmh3": 7}
    lent = registered(registrant_organisation="Builder Inc.")
    rows = []
    for host, url in (
        ("shop-a.weebly.com", "https://shop-a.weebly.com/"),
        ("www.shop-b.weebly.com", "https://www.shop-b.weebly.com/"),
        ("telegra.ph", "https://telegra.ph/case-1"),
        ("telegra.ph", "http://telegra.ph/case-2/"),
    ):
        row = site(host, holder(), lent, CertificateFacts(sha256="cd", san_count=2, name_matches=True), **kit)
        registrable = ".".join(host.split(".")[-2:])
        rows.append(replace(row, target=replace(row.target, registrable=registrable, suffix="com", url=url)))
    result = found(*rows)
    assert result.groups == ()
    assert result.alone == ("shop-a.weebly.com", "shop-b.weebly.com", "telegra.ph/case-1", "telegra.ph/case-2")


@pytest.mark.parametrize("kind", ["wallet", "bank-account", "payment-qr"])
def test_who_warns_of_a_wallet_is_not_of_the_gang(kind: str) -> None:
    shown = says(kind, "1112223334")
    police = site("police.go.th", verdict=Verdict.LIKELY_BENIGN, **shown)
    assert groups(site("a.top", **shown), site("b.top", **shown), police) == [["a.top", "b.top"]]
    assert groups(site("a.top", **shown), police) == []
    shops = [site(name, verdict=Verdict.LIKELY_BENIGN, **shown) for name in ("x.co.th", "y.co.th")]
    assert groups(*shops) == [["x.co.th", "y.co.th"]]


def test_an_honest_site_stays_one_when_another_line_knows_less() -> None:
    number = says("phone", "+6629876543")
    bank = [site("bank.co.th", verdict=verdict, **number) for verdict in (Verdict.LIKELY_BENIGN, Verdict.UNDETERMINED)]
    assert groups(site("a.top", **number), site("b.top", **number), *bank) == []


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


@pytest.mark.parametrize(
    "changes",
    [{"states": ("parked",)}, {"status_code": 404}, {"barrier": "captcha"}, {"tags": 5}],
    ids=lambda changes: next(iter(changes)),
)
def test_pages_that_are_nobodys_own_are_not_compared(changes: dict[str, Any]) -> None:
    kit = {"structure": "t1", "favicon_mmh3": 7, "body_sha256": "ab"} | changes
    alike = [site(name, holder(), **(kit if changes.keys() != {"tags"} else kit | {"favicon_mmh3": None})) for name in ("a.top", "b.top")]
    assert groups(*alike) == []


@pytest.mark.parametrize(
    "hosting", [holder(cdn="Cloudflare"), replace(holder(), platform="GitHub Pages"), replace(holder(), parking="a parking service")]
)
def test_a_place_that_many_rent_says_nothing(hosting: HostingFacts) -> None:
    kit = {"structure": "t1", "favicon_mmh3": 7}
    assert groups(site("a.top", hosting, **kit), site("b.top", hosting, **kit)) == []


@pytest.mark.parametrize(
    ("network", "linked"),
    [
        ({"sans": ("imperva.com", "a.top", "b.top")}, False),
        ({"sans": ("sni12345.cloudflaressl.com", "a.top", "b.top")}, False),
        ({"subject_cn": "j.sni.global.fastly.net", "sans": ("a.top", "b.top")}, False),
        ({"subject_cn": "a.top", "sans": ("a.top", "b.top")}, True),
    ],
)
def test_strangers_whom_a_content_network_put_on_one_certificate_are_no_gang(network: dict[str, Any], linked: bool) -> None:
    shown = CertificateFacts(sha256="cd", san_count=3, name_matches=True, **network)
    assert groups(site("a.top", shown), site("b.top", shown)) == ([["a.top", "b.top"]] if linked else [])


def test_a_certificate_for_many_is_a_content_networks() -> None:
    few, many = (CertificateFacts(sha256="cd", san_count=count) for count in (3, 80))
    assert groups(site("a.top", few), site("b.top", few)) == [["a.top", "b.top"]]
    assert groups(site("a.top", many), site("b.top", many)) == []


def test_a_number_that_an_honest_site_gives_too_may_be_quoted() -> None:
    number = says("phone", "+6629876543")
    fakes = site("a.top", **number), site("b.top", **number)
    assert groups(*fakes) == [["a.top", "b.top"]]
    assert groups(*fakes, site("bank.co.th", verdict=Verdict.LIKELY_BENIGN, **number)) == []


@pytest.mark.parametrize(
    "shown",
    [
        {"trackers": (("google-analytics", "G-7KQ2MZ81XW"),)},
        {"chat_widgets": (("tawk", "5f0a1b2c3d4e5f6a7b8c9d0e"),)},
        {"apps": ("https://cdn.example/app.apk",)},
        {"forms": (ASKS,)},
        {"contacts": tuple(Contact(kind="phone", value=f"+6681234{n}876") for n in (1, 2, 3))},
        {"trackers": (("google-analytics", "G-7KQ2MZ81XW"),), "structure": "t1", "favicon_mmh3": 7, "body_sha256": "ab"},
    ],
    ids=str,
)
def test_who_copies_an_honest_site_is_not_of_its_hand(shown: dict[str, Any]) -> None:
    whole, clone = site("bank.example", verdict=Verdict.LIKELY_BENIGN, **shown), site("clone.top", **shown)
    assert groups(whole, clone) == []
    assert groups(whole, clone, site("b.top", **WALLET), site("clone2.top", **shown)) == []
    assert groups(site("a.top", **shown), clone) == [["a.top", "clone.top"]]


@pytest.mark.parametrize("flag", ["unseen", "guest"])
def test_what_is_not_the_sites_own_links_nobody(flag: str) -> None:
    """A link that nobody sees, and what visitors write: one victim may complain on two sites."""
    planted = says("phone", "+85553952119", where="tel link", flags=(flag,))
    assert groups(site("a.top", **says("phone", "+85553952119")), site("b.top", **planted)) == []


def test_who_leads_to_an_honest_site_is_not_of_its_hand_and_two_who_lead_there_are() -> None:
    contacts = {"contacts": (Contact(kind="phone", value="+85553952119"), Contact(kind="email", value="info@clinic.example"))}
    clinic = site("clinic.example", verdict=Verdict.NO_FINDING, favicon_mmh3=7, structure="t1", **contacts)
    there = {"final_url": "https://clinic.example/", "final_host": "clinic.example", "favicon_mmh3": 7, "structure": "t1", **contacts}
    assert groups(clinic, site("a.top", **there)) == []
    assert groups(clinic, site("a.top", **there), site("b.top", **there)) == [["a.top", "b.top"]]
    assert groups(site("a.top", **there), site("shop.example", states=("needs-human",), **there)) == [], "an open redirect"


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
    assert "2 sites whose page was not read: what they share is unknown" in "".join(relations.RENDERERS["table"](result, Style()))


def test_what_too_many_share_is_said_and_links_nobody() -> None:
    result = found(*(site(f"s{number}.top", **says("email", "one@mail.example")) for number in range(201)))
    assert not result.groups and [(one.kind, one.weight, len(one.sites)) for one in result.common] == [("email", 0.0, 201)]


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
    ],
)
def test_a_table_that_cannot_be_used_is_refused(old: str, new: str, says: str) -> None:
    assert old in TEXT
    with pytest.raises(BadTable, match=says):
        links.parse(TEXT.replace(old, new))
