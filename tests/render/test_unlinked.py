"""Nothing to click: links that a target wrote into its title, its registration or its certificate are inert in every output for people."""

import json
from base64 import b64decode
from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.records.assessment import Refusal, Route, Verdict
from scamtriage.records.evidence import Evidence, Outcome
from scamtriage.records.facts import AddressHolder, CertificateFacts, Contact, HostingFacts, PageFacts, RegistrationFacts
from scamtriage.records.target import LineStatus
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Sharing, Style
from scamtriage.render.text import unlinked
from tests.samples import SEEN, assessment

LURE = "win at HTTP://evil.example/click or www.evil.example, now"


def had(collector: str, facts: Any) -> Evidence:
    return Evidence(collector=collector, outcome=Outcome.OK, observed_at=SEEN, facts=facts)


FACTS = {
    "page": PageFacts(
        final_url="https://scam.example.top/",
        status_code=200,
        title=LURE,
        contacts=(Contact(kind="line", value=LURE, where=LURE, detail=LURE),),
    ),
    "registration": RegistrationFacts(name="scam.example.top", registrar=LURE, abuse_email=LURE, status=(LURE,), created=SEEN),
    "certificate": CertificateFacts(sha256="0" * 64, issuer_organisation=LURE, problems=(LURE,)),
    "hosting": HostingFacts(addresses=(AddressHolder(ip="192.0.2.1", holder=LURE),)),
}


@pytest.mark.parametrize("format", ["table", "md", "html", "csv"])
def test_no_fact_is_a_link(format: str) -> None:
    told = Route(kind="host", body=LURE, channel="abuse@host.example", certainty="told")  # whoever holds an address names himself
    row = replace(assessment("registered lately"), evidence={name: had(name, facts) for name, facts in FACTS.items()}, report_to=(told,))
    for several in (False, True):
        said = "".join(RENDERERS[format]([row], Style(several=several, width=400)))
        assert (
            "http://evil" not in said.lower() and "www.evil" not in said and ("evil[.]example" in said or (several and format == "table"))
        )


@pytest.mark.parametrize(
    "words", ["网址https://evil.example/x", "ดูที่https://evil.example", "_ftp://evil.example", "go:HTTPS://EVIL.example"]
)
def test_a_link_is_inert_whatever_stands_right_before_it(words: str) -> None:
    assert "evil[.]example" in unlinked(words).lower() and "https://" not in unlinked(words).lower()


@pytest.mark.parametrize("format", ["table", "md", "html", "csv", "stix", "misp", "xarf"])
@pytest.mark.parametrize(
    ("name", "host"), [("host", "kutip-borang.xyz"), ("hosts", "dhl-parcel.top, maybank2u-login.xyz"), ("unicode", "ร้านกาแฟ.com")]
)
def test_a_host_in_a_sentence_is_no_link_and_an_account_stays_as_it_is(format: str, name: str, host: str) -> None:
    row = assessment("registered lately", verdict=Verdict.NEAR_CERTAIN)
    [found] = row.contributions
    shown = replace(found.reading, shown={name: host, "account": "dsi.captain88"})
    finding = replace(found, reading=shown, because=f"a form sends to {host} and to dsi.captain88", raw=4.9, log_odds=4.9, family="content")
    sharing = Sharing(contacts=frozenset({"all"}))
    for several in (False, True):
        made = "".join(RENDERERS[format]([replace(row, contributions=(finding,))], Style(several=several, width=400, sharing=sharing)))
        said = b64decode(json.loads(made)[0]["evidence"][0]["payload"]).decode() if format == "xarf" else made
        assert host not in said and host.replace(".", "[.]") in said and "dsi.captain88" in said


def test_a_line_without_an_address_begins_with_its_status() -> None:
    refused = Refusal(line=1, input="", status=LineStatus.ERROR, reason="no evidence that can be read stands there")
    assert "".join(RENDERERS["table"]([refused], Style(several=False))) == "error: no evidence that can be read stands there\n"


@pytest.mark.parametrize("format", ["table", "md", "html", "csv"])
def test_the_targets_own_host_is_no_link_in_what_could_not_be_checked(format: str) -> None:
    why = "scam.example.top does not exist"
    lost = Evidence(collector="page", outcome=Outcome.ABSENT, observed_at=SEEN, facts=None, reason=why)
    row = assessment("registered lately", verdict=Verdict.UNDETERMINED)
    row = replace(
        row, evidence={"page": lost}, status_reason=f"page: {why}", unknown=tuple(replace(one, because=why) for one in row.unknown)
    )
    for several in (False, True):
        said = "".join(RENDERERS[format]([row], Style(several=several, width=400)))
        assert "scam[.]example[.]top does not exist" in said and why not in said


@pytest.mark.parametrize("format", ["table", "md", "html", "csv"])
def test_whoever_takes_the_targets_host_for_his_name_is_no_link_and_his_mailbox_is_whole(format: str) -> None:
    host, desk = "scam.example.top", "abuse@scam.example.top"
    named = RegistrationFacts(name=host, registrar=f"{host} Names", abuse_email=desk, created=SEEN)
    holder = AddressHolder(ip="192.0.2.1", holder=f"客户{host}公司")
    told = Route(kind="registrar", body=f"{host} Names", channel=desk, certainty="told")
    row = assessment("registered lately", verdict=Verdict.NEAR_CERTAIN)
    evidence = {"registration": had("registration", named), "hosting": had("hosting", HostingFacts(addresses=(holder,)))}
    said = "".join(RENDERERS[format]([replace(row, evidence=evidence, report_to=(told,))], Style(several=False, width=400)))
    assert host not in said.replace(desk, "") and desk in said
    assert "scam[.]example[.]top Names" in said and "客户scam[.]example[.]top公司" in said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("a.top does not exist", "a[.]top does not exist"),
        ("who asks a.top.", "who asks a[.]top."),
        ("Welcome to A.TOP", "Welcome to A[.]TOP"),
        ("欢迎来到a.top官网", "欢迎来到a[.]top官网"),
        ("ดูที่a.topนะ", "ดูที่a[.]topนะ"),
        ("写信到客服@a.top", "写信到客服@a.top"),
        ("abuse@a.top, www.a.top, a.top.com, xa.top, a.top@b", "abuse@a.top, www[.]a[.]top, a.top.com, xa.top, a.top@b"),
        ("ดูที่www.EVIL.top/a.html นะ", "ดูที่www[.]EVIL[.]top/a.html นะ"),
        ("请登录WWW.evil.cn。", "请登录WWW[.]evil[.]cn。"),
        ("at www.ธนาคาร.top, or www.b.example.", "at www[.]ธนาคาร[.]top, or www[.]b[.]example."),
        ("_www.b.example_ *www.b.example*", "_www[.]b[.]example_ *www[.]b[.]example*"),  # emphasis of Markdown
        ("https://b.example/?to=www.c.example", "hxxps://b[.]example/?to=www.c.example"),
        ("to me@www.b.example, www. and www.. and awww.cute", "to me@www.b.example, www. and www.. and awww.cute"),
    ],
)
def test_a_host_is_made_inert_where_it_stands_alone(sentence: str, said: str) -> None:
    assert unlinked(sentence, "a.top") == said
    assert unlinked("192.0.2.7 is private", "192.0.2.7") == "192.0.2.7 is private"
