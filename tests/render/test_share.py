"""What leaves the house: nothing that would harm the honest, no contact that was not let go."""

import json
import re
from base64 import b64decode
from dataclasses import replace
from typing import Any

import pytest

from scamtriage.assess import Rules, assess
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Dossier, Evidence, Mode, Outcome
from scamtriage.records.facts import (
    AddressHolder,
    CertificateFacts,
    Contact,
    DnsFacts,
    Facts,
    Form,
    FormField,
    Hop,
    HostingFacts,
    Listing,
    PageFacts,
    ReputationFacts,
)
from scamtriage.render import RENDERERS, SHARED, share
from scamtriage.render.say import contact_lines, opening
from scamtriage.render.style import Sharing, Style
from scamtriage.render.text import defang
from tests.render.reports import (
    EVERYTHING,
    FAULTS,
    NOTHING,
    accused,
    flagged,
    landed,
    named,
    objects,
    patterns,
    rows,
    said,
)
from tests.samples import SEEN, assessment


@pytest.mark.parametrize("format", SHARED)
def test_the_honest_stay_at_home(format: str) -> None:
    honest = [row for row in rows() if not row.reportable]
    assert len(honest) >= 8
    text = said(format, honest)
    assert FAULTS[format](text) == [] and not [row for row in honest if row.target.host in text]


@pytest.mark.parametrize("format", SHARED)
@pytest.mark.parametrize(
    "changes",
    [{"states": ("active", "on-allow-list")}, {"mode": Mode.OFFLINE}, {"verdict": Verdict.SUSPICIOUS}, {"observed_at": None}],
    ids=lambda changes: next(iter(changes)),
)
def test_a_row_that_is_not_to_be_told_is_not(format: str, changes: dict[str, Any]) -> None:
    assert said(format, [replace(row, **changes) for row in accused()]) == said(format, [])


@pytest.mark.parametrize("state", sorted(share.NEVER_BLOCKED - {"needs-human", "official"}))
def test_nobody_is_led_to_block_a_site_that_was_broken_into(state: str) -> None:
    broken = [replace(row, states=(*row.states, state)) for row in accused()]
    assert len([one for one in objects(broken) if one["type"] == "observed-data"]) == len(broken)
    assert not [one for one in objects(broken) if one["type"] == "indicator"]
    assert not list(flagged(broken))


def test_a_name_that_many_share_is_not_blocked_for_one_of_their_pages() -> None:
    row = accused()[0]
    lent = replace(row, target=replace(row.target, host="linktr.ee", registrable="linktr.ee", url="https://linktr.ee/one"))
    elsewhere = {**row.evidence, "page": replace(row.evidence["page"], facts=landed(row, "other.example"))}
    for one in (lent, replace(row, evidence=elsewhere)):
        [indicator] = [made for made in objects([one]) if made["type"] == "indicator"]
        assert indicator["pattern"] == f"[url:value = '{one.target.url}']"
        assert list(flagged([one])) == [("url", one.target.url)]


@pytest.mark.parametrize(
    ("host", "url"),
    [("203.0.113.9", "https://203.0.113.9/"), ("2001:db8::9", "https://[2001:db8::9]:8443/")],
)
def test_an_address_is_never_blocked(host: str, url: str) -> None:
    row = named(accused()[0], host, url, is_ip=True)
    assert patterns([row]) == [f"[url:value = '{url}']"] and list(flagged([row])) == [("url", url)]


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("storage.googleapis.com", "https://storage.googleapis.com/bucket/a.html"),
        ("s3.ap-southeast-1.amazonaws.com", "https://s3.ap-southeast-1.amazonaws.com/bucket/a.html"),
        ("telegra.ph", "https://telegra.ph/case-11-26"),
        ("bit.ly", "https://bit.ly/3abc"),
        ("gist.github.com", "https://gist.github.com/somebody/1"),
        ("www.wix.com", "https://www.wix.com/somebody"),
    ],
)
def test_a_name_of_many_people_is_not_blocked_for_one_of_them(host: str, url: str) -> None:
    row = named(accused()[0], host, url)
    assert patterns([row]) == [f"[url:value = '{url}']"] and list(flagged([row])) == [("url", url)]
    assert "domain" not in json.loads(said("xarf", [row]))[0]


def test_a_name_that_a_list_of_well_known_ones_holds_is_not_blocked() -> None:
    row = next(row for row in accused() if share.host_can_be_blocked(row))
    known = ReputationFacts(listings=(Listing(list="popular", sort="popular", name=row.target.host, as_of="2026-11-01", entries=9),))
    listed = Evidence(collector="reputation", outcome=Outcome.OK, observed_at=SEEN, facts=known)
    assert patterns([replace(row, evidence={**row.evidence, "reputation": listed})]) == [f"[url:value = '{row.target.url}']"]


def test_what_hangs_on_one_finding_blocks_nobody() -> None:
    fragile = [replace(row, fragile=True) for row in accused()]
    assert not patterns(fragile) and not list(flagged(fragile))


def test_a_report_names_the_address_that_answered_and_none_that_the_zone_made_up() -> None:
    row = next(row for row in accused() if row.target.host == "dsi-case-th.top")
    page, dns = row.evidence["page"].facts, row.evidence["dns"].facts
    assert isinstance(page, PageFacts) and isinstance(dns, DnsFacts)
    [answered] = {hop.address for hop in page.hops if hop.address}
    poisoned = replace(dns, addresses=("192.0.2.53", "10.0.0.1", *dns.addresses), forbidden=(("10.0.0.1", "private"),))
    held = HostingFacts(addresses=(AddressHolder(ip="192.0.2.53", holder="Honest Ltd", country="TH"), AddressHolder(ip=answered)))
    changed: dict[str, Facts] = {"dns": poisoned, "hosting": held}
    framed = replace(row, evidence={**row.evidence, **{name: replace(row.evidence[name], facts=facts) for name, facts in changed.items()}})
    [report] = json.loads(said("xarf", [framed]))
    assert report["source_identifier"] == answered and "Honest Ltd" not in json.dumps(report)
    assert all("10.0.0.1" not in said(format, [framed]) for format in SHARED)


def test_of_a_lent_name_the_registration_is_the_platforms() -> None:
    row = named(accused()[0], "bank-verify.weebly.com", "https://bank-verify.weebly.com/")
    row = replace(row, target=replace(row.target, registrable="weebly.com", suffix="com"))
    assert "whois" not in [one["name"] for one in json.loads(said("misp", [row]))["response"][0]["Event"]["Object"]]
    assert not {"registrar", "whois"} & json.loads(said("xarf", [row]))[0].keys()


def test_a_way_that_ends_at_a_checked_body_frames_nobody() -> None:
    """Cloaked pages lead whoever looks to the bank that they imitate, and a form may name any address."""
    row = next(row for row in accused() if row.target.host == "m2u-kemaskini.link")
    page = landed(row, "www.maybank2u.com.my")
    hotline = Contact(kind="phone", value="+60378447000")
    form = Form(action="https://www.maybank2u.com.my/login", action_host="www.maybank2u.com.my", fields=(FormField(asks="password"),))
    facts = replace(page, contacts=(hotline,), forms=(form,), favicon_mmh3=1234567)
    framed = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})
    assert patterns([framed]) == [f"[url:value = '{row.target.url}']"]
    assert "submission_url" not in json.loads(said("xarf", [framed]))[0]
    assert all(hotline.value not in said(format, [framed]) and "1234567" not in said(format, [framed]) for format in SHARED)


def test_the_page_at_which_the_way_ended_is_told_and_blocked_by_nobody() -> None:
    row = next(row for row in accused() if row.target.host == "m2u-kemaskini.link")
    host = "maybank2u-secure-verify.top"
    url = f"https://{host}/"  # it ended at /login/step1, and what an address has behind the host may name who was sent there
    assert {("url", url), ("domain-name", host)} <= {(one["type"], one.get("value")) for one in objects([row])}
    [event] = json.loads(said("misp", [row]))["response"]
    told = {cell["value"]: cell["to_ids"] for one in event["Event"]["Object"] for cell in one["Attribute"] if one["name"] == "url"}
    assert told[url] is told[host] is False and told[row.target.url] is True
    assert all(f"those of {defang(row.target.host)}" in said(format, [row]) for format in ("stix", "misp", "xarf"))
    whose = f"It ended at {defang(host)}: age, mail, certificate, hosting and who can act are those of {defang(row.target.host)}"
    assert whose in opening(row)
    assert "It ended" not in opening(next(row for row in accused() if row.target.host == "dsi-case-th.top"))
    official = landed(row, "www.maybank2u.com.my")
    framed = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=official)})
    assert not [one for one in objects([framed]) if one["type"] in ("url", "domain-name") and "www.maybank2u.com.my" in one["value"]]


@pytest.mark.parametrize("format", SHARED)
def test_no_withheld_contact_leaves_in_an_address_or_a_certificate(format: str) -> None:
    row = next(row for row in accused() if row.target.host == "m2u-kemaskini.link")
    page = landed(row, row.target.host)
    contact = Contact(kind="whatsapp", value="+60123456789")
    form = Form(action="https://drop.example/60123456789", action_host="drop.example", fields=(FormField(asks="password"),))
    hops = (*page.hops, Hop(url="https://wa.me/60123456789?text=victim%40mail.example"))
    pages = replace(page, contacts=(contact,), hops=hops, forms=(form,))
    shown = CertificateFacts(sha256="ab" * 32, subject_cn="call +60 12-345 6789", issuer_cn="boss@gang.example")
    made: dict[str, Facts] = {"page": pages, "certificate": shown}
    evidence = {name: Evidence(collector=name, outcome=Outcome.OK, observed_at=SEEN, facts=facts) for name, facts in made.items()}
    text = said(format, [replace(row, evidence={**row.evidence, **evidence})], NOTHING)
    assert not re.search(r"60123456789|345 6789|victim|boss@gang", text)
    if format == "xarf":
        [report] = json.loads(text)
        assert report["redirect_chain"][-1] == "https://wa.me/" and report["submission_url"] == "https://drop.example/"


@pytest.mark.parametrize("format", ["stix", "misp"])
def test_numbers_and_mailboxes_of_checked_bodies_are_quoted_not_the_gangs(format: str) -> None:
    row = next(row for row in accused() if not row.landed)
    page = row.evidence["page"].facts
    assert isinstance(page, PageFacts)
    public = (Contact(kind="hotline", value="1155"), Contact(kind="email", value="help@maybank2u.com.my"))
    theirs = (Contact(kind="hotline", value="+18005550199"), Contact(kind="email", value="gang.desk@gmail.com"))
    quoted = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=replace(page, contacts=public + theirs))})
    text = said(format, [quoted])
    assert not [one.value for one in public if f'"{one.value}"' in text] and all(one.value in text for one in theirs)


@pytest.mark.parametrize("format", SHARED)
def test_what_stands_under_another_name_is_not_told_as_the_targets(format: str) -> None:
    """Anybody can lead to an honest page; only to whom the target itself sends its visitors leaves."""
    row = next(row for row in accused() if row.target.host == "m2u-kemaskini.link")
    page = landed(row, "clinic.example")
    contacts = (Contact(kind="phone", value="+85553952119"), Contact(kind="telegram", value="agent_x", where="redirect"))
    form = Form(action="https://clinic.example/visit", action_host="clinic.example", fields=(FormField(asks="password"),))
    facts = replace(page, contacts=contacts, forms=(form,), favicon_mmh3=1234567)
    text = said(format, [replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})])
    assert "53952119" not in text and "clinic.example/visit" not in text and "1234567" not in text
    assert ("agent_x" in text) is (format != "xarf")


@pytest.mark.parametrize("format", SHARED)
@pytest.mark.parametrize(("flag", "mark"), [("unseen", "in sight of nobody"), ("guest", "by a visitor")])
def test_a_contact_that_is_not_the_sites_own_is_marked_and_does_not_leave(format: str, flag: str, mark: str) -> None:
    """In a link that nobody sees, or where visitors write: there a victim asks to be called back."""
    row = next(row for row in accused() if not row.landed)
    planted = Contact(kind="phone", value="+85553952119", where="tel link", flags=(flag,))
    facts = replace(landed(row, row.target.host), contacts=(planted,))
    told = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})
    assert "53952119" not in said(format, [told]) and mark in contact_lines(told)[0]
    assert share.withheld(told, EVERYTHING) == (planted,)


def test_one_contact_under_two_kinds_is_one_object() -> None:
    row = accused()[0]
    page = row.evidence["page"].facts
    assert isinstance(page, PageFacts)
    same = tuple(Contact(kind=kind, value="+66812345678") for kind in ("phone", "hotline", "phone"))
    twice = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=replace(page, contacts=same))})
    [observed] = [one for one in objects([twice]) if one["type"] == "observed-data"]
    assert len(observed["object_refs"]) == len(set(observed["object_refs"]))


def test_the_name_of_a_site_of_its_own_is() -> None:
    row = next(row for row in accused() if row.target.host == "dsi-case-th.top")
    [indicator] = [one for one in objects([row]) if one["type"] == "indicator"]
    assert indicator["pattern"] == "[url:value = 'https://dsi-case-th.top/'] OR [domain-name:value = 'dsi-case-th.top']"
    assert {kind for kind, _ in flagged([row])} == {"url", "domain", "hostname"}


@pytest.mark.parametrize("format", SHARED)
def test_no_contact_leaves_that_was_not_named(format: str) -> None:
    for row in accused():
        text = json.dumps(json.loads(said(format, [row], NOTHING)), ensure_ascii=False)
        if format == "xarf":
            text += b64decode(json.loads(said(format, [row], NOTHING))[0]["evidence"][0]["payload"]).decode()
        text = text.replace(row.target.url, "")
        for contact in share.withheld(row, NOTHING):
            assert contact.value.lower() not in text.lower(), (row.target.host, contact)
            assert len(contact.raw) < 6 or contact.raw.lower() not in text.lower(), (row.target.host, contact)


def test_a_contact_that_leaves_stands_in_the_sentences_too() -> None:
    row = next(row for row in accused() if row.target.host == "wallet-customercare-helpline.in")
    kinds = replace(NOTHING, contacts=frozenset({"phone", "hotline"}))
    assert "+9118005720199" in share.summary(row, kinds)
    assert "9118005720199" not in share.summary(row, NOTHING)


def test_only_the_kinds_that_were_named_leave() -> None:
    kinds = frozenset({"telegram"})
    sent = [one for one in objects(accused(), replace(EVERYTHING, contacts=kinds)) if one["type"] in ("user-account", "email-addr")]
    assert {one["account_type"] for one in sent} == kinds


@pytest.mark.parametrize(
    ("contact", "sentence"),
    [
        (Contact(kind="phone", value="+66812345678", raw="081-234-5678"), "call 081 234 5678 or +66 (81) 234-5678 now"),
        (Contact(kind="line", value="dsi.captain88"), "ask for DSI.captain88 there"),
        (Contact(kind="bank-account", value="1234567890", raw="123-4-56789-0"), "pay to 123-4-56789-0"),
    ],
)
def test_a_withheld_contact_is_cut_out_of_sentences_however_it_is_spelled(contact: Contact, sentence: str) -> None:
    row = assessment(sentence)
    page = replace(row.evidence["page"], facts=PageFacts(final_url="https://scam.example.top/", contacts=(contact,)))
    [reason] = share.reasons(replace(row, evidence={"page": page}), NOTHING)
    assert "[contact withheld]" in reason and not re.search(r"\d{4}|\d-\d|captain", reason.removeprefix("+1.26"))


def test_the_title_of_an_event_accuses_nobody_whom_the_machine_does_not() -> None:
    row = accused()[0]
    told = {
        "on the reporter's list": replace(row, verdict=Verdict.LIKELY_BENIGN, states=("active", "on-block-list"), scam_types=()),
        "perhaps broken into": replace(row, verdict=Verdict.UNDETERMINED, states=("active", "compromised-site")),
        "near-certain: scam": replace(row, verdict=Verdict.NEAR_CERTAIN, scam_types=()),
    }
    for words, one in told.items():
        [event] = json.loads(said("misp", [one]))["response"]
        assert event["Event"]["info"] == f"{words}: {row.target.host}"


@pytest.mark.parametrize("format", SHARED)
def test_how_the_desk_looked_is_nobody_elses_business(format: str) -> None:
    """Not the address of its proxy, which evidence of 0.1.0 names; not that its machine was busy, nor which network it admitted."""
    row = accused()[0]
    page = replace(row.evidence["page"], flags=("loaded", "allow-net", "via socks5h://10.20.30.40:1080"))
    again = assess(Dossier(line=1, input=row.input, target=row.target, evidence={**row.evidence, "page": page}), Rules.load())
    assert isinstance(again, Assessment) and {"loaded", "allow-net", "via-proxy"} <= set(again.flags)
    assert "10.20.30.40" not in "".join(RENDERERS["json"]([replace(again, evidence={})], Style()))
    text = said(format, [again])
    assert not [told for told in ("10.20.30.40", "via-proxy", "loaded", "allow-net") if told in text]
    if format == "xarf":
        assert not [
            told
            for told in ("via", "loaded", "allow-net")
            if told.encode() in b64decode(json.loads(text)[0]["evidence"][0]["payload"]).split()
        ]


BROUGHT = [
    ("?email=somchai.victim@bank-customer.co.th", "email", "somchai.victim@bank-customer.co.th"),
    ("?email=somchai.victim%2540bank-customer.co.th", "email", "somchai.victim@bank-customer.co.th"),
    ("?e=c29tY2hhaS52aWN0aW1AYmFuay1jdXN0b21lci5jby50aA==", "email", "somchai.victim@bank-customer.co.th"),
    ("r/c29tY2hhaS52aWN0aW1AYmFuay1jdXN0b21lci5jby50aA/", "email", "somchai.victim@bank-customer.co.th"),
    ("?e=736f6d636861692e76696374696d4062616e6b2d637573746f6d65722e636f2e7468", "email", "somchai.victim@bank-customer.co.th"),
    ("?ph=%2B66899991234", "phone", "+66899991234"),
    ("?ph=089-999-1234", "phone", "+66899991234"),
    ("?line=victim_nok99", "line", "victim_nok99"),
]


@pytest.mark.parametrize("format", SHARED)
@pytest.mark.parametrize(("query", "kind", "value"), BROUGHT, ids=[query for query, _, _ in BROUGHT])
@pytest.mark.parametrize("at", ["target", "hop"])
def test_whom_the_link_was_sent_to_is_not_told_as_the_scammer(format: str, query: str, kind: str, value: str, at: str) -> None:
    row = next(row for row in accused() if not row.landed)
    url = f"https://{row.target.host}/{query}"
    own = Contact(kind=kind, value={"email": "gang@evil.example", "phone": "+85553952119", "line": "agent_007"}[kind])
    facts = replace(landed(row, row.target.host), contacts=(Contact(kind=kind, value=value), own))
    if at == "hop":
        facts = replace(facts, hops=(Hop(url=url, outcome="ok"),))
    else:
        row = replace(row, target=replace(row.target, url=url))
    told = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})
    assert [c.value for c in share.contacts(told, EVERYTHING)] == [own.value]
    assert [c.value for c in share.withheld(told, EVERYTHING)] == [value]


def test_the_number_of_a_call_centre_comes_with_the_link_and_is_no_victims() -> None:
    row = next(row for row in accused() if row.target.url.endswith("?ph=%2B1-844-555-3917"))
    assert [c.value for c in share.contacts(row, EVERYTHING) if c.kind == "hotline"] == ["+18445553917"]


@pytest.mark.parametrize(
    "url", ["https://wa.me/66812345678?text=nok@mail.example", "https://api.whatsapp.com/send?phone=66812345678&text=nok@mail.example"]
)
def test_whom_the_link_of_a_messenger_opens_was_not_brought_along(url: str) -> None:
    row = next(row for row in accused() if not row.landed)
    opened, written = (Contact(kind="phone", value="+66812345678"), Contact(kind="whatsapp", value="+66812345678")), "nok@mail.example"
    facts = replace(landed(row, row.target.host), contacts=(*opened, Contact(kind="email", value=written)), final_url=url, hops=())
    told = replace(
        row,
        target=replace(row.target, url=url),
        evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)},
    )
    assert share.contacts(told, EVERYTHING) == opened
    assert [c.value for c in share.withheld(told, EVERYTHING)] == [written]


def test_to_whom_a_site_sends_its_visitors_on_is_not_brought_along() -> None:
    row = next(row for row in accused() if not row.landed)
    agent = Contact(kind="whatsapp", value="+85553952119", where="redirect")
    ways = (Hop(url=row.target.url, outcome="ok"), Hop(url="https://wa.me/85553952119", outcome="ok"))
    facts = replace(landed(row, "wa.me"), contacts=(agent,), hops=ways)
    told = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})
    assert share.contacts(told, EVERYTHING) == (agent,)


@pytest.mark.parametrize("format", SHARED)
@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://cdn-dl.files.example/down/safe.apk?e=c29tY2hhaUBiYW5rLWN1c3RvbWVyLmNvLnRo&uid=Ab3xK9", "/down/safe.apk"),
        ("https://cdn-dl.files.example/c29tY2hhaUBiYW5rLWN1c3RvbWVyLmNvLnRo/safe.apk", "/"),
        ("https://cdn-dl.files.example\\down@a.example/safe.apk?uid=Ab3xK9", "/"),
    ],
)
def test_of_a_file_the_address_is_told_without_who_was_sent_there(format: str, url: str, told: str) -> None:
    row = next(row for row in accused() for c in row.contributions if "file" in c.reading.shown)
    handed_out = tuple(
        replace(
            c,
            because=c.because.replace(str(c.reading.shown.get("file", "\0")), url),
            reading=replace(c.reading, shown={name: url if name == "file" else shown for name, shown in c.reading.shown.items()}),
        )
        for c in row.contributions
    )
    told_of = replace(row, contributions=handed_out)
    [sentence, *_] = [one for one in share.reasons(told_of, EVERYTHING, to_host=format == "xarf") if "cdn-dl" in one]
    assert re.search(rf"files\S*example{re.escape(told)}(?: |$)", sentence), sentence
    text = json.dumps(json.loads(said(format, [told_of])))
    assert "cdn-dl" in text or "cdn-dl" in _evidence(text)
    assert not [one for one in ("c29tY2", "Ab3xK9") if one in text or one in _evidence(text)]


def _evidence(report: str) -> str:
    """What an XARF report holds in base64."""
    return " ".join(b64decode(one).decode("utf-8", "replace") for one in re.findall(r'"payload": "([^"]+)"', report))


@pytest.mark.parametrize("format", SHARED)
@pytest.mark.parametrize("sharing", [EVERYTHING, NOTHING], ids=["all", "none"])
def test_of_the_way_to_a_page_only_the_hosts_are_told(format: str, sharing: Sharing) -> None:
    row = next(row for row in accused() if row.target.host == "m2u-kemaskini.link")
    page = landed(row, row.target.host)
    tail = "login?e=c29tY2hhaS52aWN0aW1AYmFuay1jdXN0b21lci5jby50aA==&m=somchai%2540bank.example&uid=Ab3xK9"
    hops = (Hop(url=row.target.url), Hop(url=f"https://a.{row.target.host}/{tail}"), Hop(url=f"https://a.{row.target.host}/b?uid=Ab3xK9"))
    form = Form(action=f"https://drop.example/{tail}", action_host="drop.example", fields=(FormField(asks="password"),))
    for end in (row.target.host, "landing.example"):
        facts = replace(page, hops=hops, forms=(form,), final_host=end, final_url=f"https://{end}/{tail}")
        text = said(format, [replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})], sharing)
        assert not re.search(r"Ab3xK9|c29tY2|somchai|login\?", text)
        if format == "xarf" and end == row.target.host:
            assert json.loads(text)[0]["redirect_chain"] == [row.target.url, f"https://a.{row.target.host}/"]


@pytest.mark.parametrize("format", SHARED)
@pytest.mark.parametrize(
    ("tail", "left"), [("a/b?e=nok%40mail.example", "a/b"), ("r/bm9rQG1haWwuZXhhbXBsZQ/?x=1", ""), ("66899991234", "")]
)
def test_an_address_can_be_cut_before_its_query(format: str, tail: str, left: str) -> None:
    """And is then the address of another page, which is told and blocked by nobody."""
    row, less = next(row for row in accused() if share.host_can_be_blocked(row)), replace(EVERYTHING, query=False)
    row = named(row, row.target.host, f"https://{row.target.host}/{tail}")
    assert share.page_url(row, EVERYTHING) == row.target.url and share.page_url(row, less) == f"https://{row.target.host}/{left}"
    text = said(format, [row], less)
    assert FAULTS[format](text) == [] and tail not in text and tail in said(format, [row])
    if format == "stix":
        [indicator] = [one for one in objects([row], less) if one["type"] == "indicator"]
        assert indicator["pattern"] == f"[domain-name:value = '{row.target.host}']"
        lent = named(row, "bit.ly", f"https://bit.ly/{tail}")
        assert not [one for one in objects([lent], less) if one["type"] == "indicator"]
