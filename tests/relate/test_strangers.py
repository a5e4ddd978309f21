"""What strangers share, and what an honest site shows too, links nobody."""

from datetime import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.records.assessment import Verdict
from scamtriage.records.facts import (
    AddressHolder,
    CertificateFacts,
    Contact,
    Facts,
    FormField,
    HostingFacts,
)
from scamtriage.records.rulings import RULINGS
from scamtriage.render import relations
from scamtriage.render.style import Style
from tests.relate.sites import ASKS, WALLET, found, groups, holder, registered, says, site


@pytest.mark.parametrize(
    ("shown", "facts"),
    [
        ({"structure": "t1"}, ()),
        ({"structure": "t1", "favicon_mmh3": 7, "body_sha256": "ab"}, ()),
        ({}, (holder(),)),
        ({}, (registered(registrant_organisation="Some Ltd"),)),
        (says("hotline", "1441", detail="short"), ()),
        (says("hotline", "+18001112222", detail="toll-free"), ()),
        (says("hotline", "+601300882999", detail="toll-free"), ()),
        (says("whatsapp", "+6281157157157", detail="by number"), ()),
        (says("line", "@police1441"), ()),
        (says("phone", "+6628888888", detail="fixed"), ()),
        (says("email", "privacy@google.com"), ()),
        (says("phone", "+66812345678"), ()),
        ({"trackers": (("matomo", "2"),)}, ()),
        ({"forms": (replace(ASKS, action_host="formspree.io"),)}, ()),
        ({"forms": (replace(ASKS, action_host="docs.google.com"),)}, ()),
        ({"forms": (replace(ASKS, action_host="api.midtrans.com", method="script"),)}, ()),
        ({"forms": (replace(ASKS, action_host="identitytoolkit.googleapis.com", method="script"),)}, ()),
        ({"forms": (replace(ASKS, fields=(FormField(),)),)}, ()),
        ({"barrier": "suspended-page", **says("email", "help@small-host.example")}, ()),
    ],
)
def test_what_strangers_share_links_nobody(shown: dict[str, Any], facts: tuple[Facts, ...]) -> None:
    assert groups(site("a.top", *facts, **shown), site("b.top", *facts, **shown)) == []


@pytest.mark.parametrize(
    "shown",
    [
        says("email", "info@example.com"),
        says("email", "info@mysite.com"),
        says("email", "info@company.co.th"),
        says("email", "youremail@gmail.com"),
        says("email", "support@hostinger.com"),
        says("email", "info@email.com"),
        says("email", "complaints@cybercrime.go.th"),
        says("telegram", "username"),
        says("phone", "+6621234567"),
        says("phone", "+12125550987"),
        says("phone", "+447700900418"),
        says("wallet", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"),
        says("wallet", "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045"),
        says("phone", "+15555555555"),
        says("phone", "+12125550123"),
        {"apps": ("https://download.anydesk.com/AnyDesk.exe",)},
        {"apps": ("https://download.mozilla.org/firefox.exe",)},
        {"apps": ("https://www.dropbox.com/download?plat=win",)},
        {"apps": ("https://drive.google.com/drive/download/",)},
        {"apps": ("https://onedrive.live.com/download",)},
        {"apps": ("https://cdn.discordapp.com/app/DiscordSetup.exe",)},
        {"apps": ("https://statics.teams.cdn.office.net/production/Teams.exe",)},
        {"final_url": "https://www.google.co.th/", "final_host": "www.google.co.th"},
        says("email", "support@gmail.com"),
        {"apps": ("https://github.com/rustdesk/rustdesk/releases/rustdesk.exe",)},
        {"trackers": (("google-analytics", "G-XXXXXXXXXX"),)},
        {"trackers": (("google-analytics", "UA-12345678-1"),)},
        {"trackers": (("google-analytics", "UA-7870337-1"),)},
        {"final_url": "https://en.wikipedia.org/", "final_host": "en.wikipedia.org"},
        {"final_url": "https://www.hugedomains.com/x", "final_host": "www.hugedomains.com"},
        {"final_url": "https://block.mict.go.th/", "final_host": "block.mict.go.th"},
        {"final_url": "https://notice.example/", "final_host": "notice.example", "barrier": "blocked-by-order"},
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


@pytest.mark.parametrize("shown", [WALLET, says("phone", "+85553952119"), {"trackers": (("google-analytics", "G-7KQ2MZ81XW"),)}], ids=str)
def test_a_paper_that_retells_a_case_is_not_of_the_gang(shown: dict[str, Any]) -> None:
    """Such a page is `suspicious`, for a person, and gives the wallet that it reports of. Since a gang can write one too, it takes nothing
    from what links the others."""
    paper = replace(site("paper.example", verdict=Verdict.SUSPICIOUS, **shown), held_back=(RULINGS["recounted"],))
    gang = site("a.top", **shown), site("b.top", **shown)
    assert groups(*gang, paper) == [["a.top", "b.top"]]
    assert groups(gang[0], paper) == []
    assert groups(*gang, paper, site("paper.example", **shown)) == [["a.top", "b.top", "paper.example"]], "another page of it is convicted"


def test_an_honest_site_stays_one_when_another_line_knows_less() -> None:
    number = says("phone", "+6629876543")
    bank = [site("bank.co.th", verdict=verdict, **number) for verdict in (Verdict.LIKELY_BENIGN, Verdict.UNDETERMINED)]
    assert groups(site("a.top", **number), site("b.top", **number), *bank) == []


@pytest.mark.parametrize(
    "changes",
    [{"states": ("parked",)}, {"status_code": 404}, {"barrier": "captcha"}, {"tags": 5}],
    ids=lambda changes: next(iter(changes)),
)
def test_pages_that_are_nobodys_own_are_not_compared(changes: dict[str, Any]) -> None:
    kit = {"structure": "t1", "favicon_mmh3": 7, "body_sha256": "ab"} | changes
    alike = [site(name, holder(), **(kit if changes.keys() != {"tags"} else kit | {"favicon_mmh3": None})) for name in ("a.top", "b.top")]
    assert groups(*alike) == []


@pytest.mark.parametrize("own", [{}, WALLET, {"asks": ("password",)}], ids=["nothing", "wallet", "password"])
def test_the_page_that_a_host_puts_on_all_new_names_joins_no_customers(own: dict[str, Any]) -> None:
    """Its page and its address are the host's, both. A page that takes or gives something, or is accused of something, is somebody's."""
    same = {"structure": "t1", "favicon_mmh3": 7, "body_sha256": "ab"}
    bakery, new = (site(name, holder(), verdict=Verdict.NO_FINDING, **same, **own) for name in ("bakery.example", "new.top"))
    assert bool(groups(bakery, new)) is bool(own)
    assert groups(site("a.top", holder(), **same), site("b.top", holder(), **same)) == [["a.top", "b.top"]]
    assert groups(bakery, site("a.top", holder(), **same)) == ([["a.top", "bakery.example"]] if own else [])


def test_two_whom_nobody_accuses_and_who_lead_to_one_place_are_of_no_one_hand() -> None:
    there = {"final_url": "https://chain.example/", "final_host": "chain.example"}
    assert groups(*(site(name, verdict=Verdict.NO_FINDING, **there) for name in ("cafe.example", "shop.example"))) == []


def test_whom_nobody_accuses_is_linked_by_where_it_leads_with_something_that_no_host_gives() -> None:
    """Doors whose landing could not be read. Their address is the host's, the minute of their registration is not."""
    there = {"final_url": "https://chain.example/", "final_host": "chain.example"}
    doors = [site(name, holder(), verdict=Verdict.UNDETERMINED, **there) for name in ("a.top", "b.top")]
    assert groups(*doors) == []
    mild = [site(name, registered(), verdict=Verdict.UNDETERMINED, **there) for name in ("a.top", "b.top")]
    assert groups(*mild) == [["a.top", "b.top"]]
    assert groups(*doors, site("c.top", **there), site("d.top", **there)) == [["c.top", "d.top"]], "and splits no gang"


def test_newsletters_join_nobody_and_the_first_page_of_a_log_in_does() -> None:
    asks = {"forms": (replace(ASKS, fields=(FormField(asks="name"), FormField(asks="email"))),)}
    assert groups(*(site(name, verdict=Verdict.NO_FINDING, **asks) for name in ("a.top", "b.top"))) == []
    assert groups(*(site(name, **asks) for name in ("a.top", "b.top"))) == [["a.top", "b.top"]]


def test_a_page_of_few_words_is_linked_by_what_no_host_gives() -> None:
    """Gates and the frames of apps, which are accused of nothing."""
    frame = {"text": "", "tags": 9, "favicon_mmh3": 7}
    assert groups(*(site(name, registered(), verdict=Verdict.UNDETERMINED, **frame) for name in ("a.top", "b.top"))) == [["a.top", "b.top"]]
    assert groups(*(site(name, holder(), verdict=Verdict.UNDETERMINED, **frame) for name in ("a.top", "b.top"))) == []


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
        ({"subject_cn": "tls.automattic.com", "sans": ("a.top", "b.top", "tls.automattic.com")}, False),
        ({"subject_cn": "a.top", "sans": ("a.top", "b.top")}, True),
    ],
)
def test_strangers_whom_a_content_network_put_on_one_certificate_are_no_gang(network: dict[str, Any], linked: bool) -> None:
    shown = CertificateFacts(sha256="cd", san_count=3, name_matches=True, **network)
    assert groups(site("a.top", shown), site("b.top", shown)) == ([["a.top", "b.top"]] if linked else [])


@pytest.mark.parametrize(
    ("signed_itself", "hosting", "linked"),
    [
        (False, {"asn": 64500}, True),
        (True, {"asn": 13335, "cdn": "Cloudflare"}, True),
        (False, {"asn": 13335, "cdn": "Cloudflare"}, False),
        (False, {}, False),  # whose address it is was not answered
    ],
)
def test_who_writes_the_name_of_a_content_network_on_his_own_certificate_hides_nothing(
    signed_itself: bool, hosting: dict[str, Any], linked: bool
) -> None:
    shown = CertificateFacts(sha256="cd", san_count=3, sans=("a.top", "b.top", "x.b-cdn.net"), name_matches=True, self_signed=signed_itself)
    at = [(shown, HostingFacts(addresses=(AddressHolder(ip=ip, **hosting),))) for ip in ("203.0.113.9", "203.0.113.10")]
    assert groups(site("a.top", *at[0]), site("b.top", *at[1])) == ([["a.top", "b.top"]] if linked else [])


@pytest.mark.parametrize(
    ("sans", "linked"), [(("www.a.top", "www.b.top"), True), (("*.a.top", "b.top"), True), (("c.top", "d.top"), False)]
)
def test_a_certificate_that_is_invalid_at_both_sites_joins_those_that_it_names(sans: tuple[str, ...], linked: bool) -> None:
    shown = CertificateFacts(sha256="cd", san_count=2, sans=sans, name_matches=False)
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


def test_what_too_many_share_is_said_and_links_nobody() -> None:
    result = found(*(site(f"s{number}.top", **says("email", "one@mail.example")) for number in range(201)))
    assert not result.groups and [(one.kind, one.weight, len(one.sites)) for one in result.common] == [("email", 0.0, 201)]
