"""What leaves the house: nothing that would harm the honest, no contact that was not let go."""

import dataclasses
import json
import re
from base64 import b64decode
from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.knowledge.speech import ENGLISH, LANGUAGES, speech
from scamtriage.records.assessment import Verdict
from scamtriage.records.evidence import Evidence, Mode, Outcome
from scamtriage.records.facts import (
    CertificateFacts,
    Contact,
    Facts,
    Form,
    FormField,
    Hop,
    PageFacts,
)
from scamtriage.records.rulings import RULINGS
from scamtriage.render import SHARED, disclosure, report_text
from scamtriage.render.contact_phrases import contact_lines
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style
from tests.render.reports import (
    EVERYTHING,
    FAULTS,
    NOTHING,
    accused,
    flagged,
    landed,
    objects,
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
    public = (
        Contact(kind="hotline", value="1155"),
        Contact(kind="email", value="help@maybank2u.com.my"),
        Contact(kind="hotline", value="+601300882999", detail="toll-free"),  # MyCERT, by the table of desks
        Contact(kind="phone", value="+85281056060", detail="fixed"),
        Contact(kind="hotline", value="+611300292371", detail="shared-cost"),
        Contact(kind="whatsapp", value="+6281157157157", detail="by number"),
        Contact(kind="line", value="@police1441"),
        Contact(kind="email", value="hkcert@hkcert.org"),
        Contact(kind="hotline", value="+601300886688", detail="toll-free"),  # Maybank
    )
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
    assert "53952119" not in said(format, [told]) and mark in contact_lines(told, ENGLISH)[0][1]
    assert disclosure.withheld(told, EVERYTHING) == (planted,)


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
        for contact in disclosure.withheld(row, NOTHING):
            assert contact.value.lower() not in text.lower(), (row.target.host, contact)
            assert len(contact.raw) < 6 or contact.raw.lower() not in text.lower(), (row.target.host, contact)


def test_a_contact_that_leaves_stands_in_the_sentences_too() -> None:
    row = next(row for row in accused() if row.target.host == "wallet-customercare-helpline.in")
    kinds = dataclasses.replace(NOTHING, contacts=frozenset({"phone", "hotline"}))
    assert "+9118005720199" in report_text.summary(row, kinds)
    assert "9118005720199" not in report_text.summary(row, NOTHING)


def test_only_the_kinds_that_were_named_leave() -> None:
    kinds = frozenset({"telegram"})
    sent = [
        one for one in objects(accused(), dataclasses.replace(EVERYTHING, contacts=kinds)) if one["type"] in ("user-account", "email-addr")
    ]
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
    row = replace(row, evidence={"page": page})
    [reason] = report_text.reasons(row, report_text.saying(disclosure.withholding(row, NOTHING)))
    assert "[contact withheld]" in reason and not re.search(r"\d{4}|\d-\d|captain", reason.removeprefix("+1.26"))


def test_the_title_of_an_event_accuses_nobody_whom_the_machine_does_not() -> None:
    row = accused()[0]
    told = {
        "on the reporter's list": replace(row, verdict=Verdict.LIKELY_BENIGN, states=("active", "on-block-list"), scam_types=()),
        "perhaps hacked": replace(row, verdict=Verdict.UNDETERMINED, states=("active", "compromised-site")),
        "near-certain: scam": replace(row, verdict=Verdict.NEAR_CERTAIN, scam_types=()),
    }
    shop = replace(row, states=("active", "compromised-site"))  # a clinic's site with hidden words of gambling is near-certain too
    for words, one in (*told.items(), ("perhaps hacked", shop)):
        [event] = json.loads(said("misp", [one]))["response"]
        assert event["Event"]["info"] == f"{words}: {row.target.host}"
    [note] = [one for one in objects([shop]) if one["type"] == "note"]
    assert note["abstract"] == f"perhaps hacked: {row.target.host}" and "near-certain" in note["content"]


@pytest.mark.parametrize("format", SHARED)
def test_a_local_number_is_shown_and_given_to_nobody(format: str) -> None:
    """Whoever gets it without its country would call a stranger."""
    row = next(row for row in accused() if not row.landed)
    local = Contact(kind="local-phone", value="0917 555 1234", where="text")
    facts = replace(landed(row, row.target.host), contacts=(local,))
    told = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})
    assert "555 1234" not in said(format, [told])
    assert contact_lines(told, ENGLISH) == [("local-phone", "0917 555 1234  (text, its country is unknown)")]


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (Contact(kind="hotline", value="+1441", flags=("impossible-short-code",)), "nobody can dial it so"),
        (Contact(kind="hotline", value="+44900123456", detail="premium"), "its callers pay its owner"),
        (Contact(kind="phone", value="+12025550142", flags=("fictitious",)), "kept for films and examples: nobody answers it"),
        (Contact(kind="phone", value="+66212345678", flags=("unassigned",)), "of a range that its country has given to nobody"),
        (Contact(kind="wallet", value="0x1", flags=("unchecked",)), "without check digits: it may be mistyped"),
        (Contact(kind="email", value="a@b.example", flags=("obfuscated",)), "written so that programs miss it"),
        (Contact(kind="payment-qr", value="1", flags=("personal-id",)), "it pays a person"),
    ],
)
def test_what_is_odd_about_a_contact_is_said_in_panel_html_and_markdown(contact: Contact, words: str) -> None:
    row = next(row for row in accused() if not row.landed)
    facts = replace(landed(row, row.target.host), contacts=(contact,))
    told = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})
    for format in ("table", "html", "md"):
        text = "".join(RENDERERS[format]([told], Style(several=False, verbose=1, width=400)))
        assert words in " ".join(text.split()), format
    for language in LANGUAGES[1:]:
        assert words not in contact_lines(told, speech(language))[0][1]


@pytest.mark.parametrize("format", SHARED)
def test_of_a_hacked_site_only_what_cannot_be_its_owners_leaves(format: str) -> None:
    """His telephone, mailbox and accounts stand in the footer of the pages that an intruder adds; he is the victim."""
    row = next(row for row in accused() if not row.landed)
    wallet = Contact(kind="wallet", value="TJ4FeGnxF6o1dZyZhVS7cFkP5a9CYDgyrf", detail="TRON")
    owners = (
        Contact(kind="phone", value="+6643123456"), Contact(kind="line", value="@nongbua_office"),
        Contact(kind="email", value="office@nongbua.example"), Contact(kind="bank-account", value="9876543210"),
    )  # fmt: skip
    facts = replace(landed(row, row.target.host), contacts=(*owners, wallet))
    row = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)}, contributions=())
    assert disclosure.contacts(row, EVERYTHING) == (*owners, wallet)
    settled = replace(row, verdict=Verdict.LIKELY_SCAM, states=("active", "needs-human"), held_back=(RULINGS["long-held"],))
    assert disclosure.contacts(settled, EVERYTHING) == (wallet,) and not [one for one in owners if one.value in said(format, [settled])]
    hacked = replace(row, states=("active", "compromised-site"))
    assert disclosure.contacts(hacked, EVERYTHING) == (wallet,) and disclosure.withheld(hacked, EVERYTHING) == owners
    assert not [one for one in owners if one.value in said(format, [hacked])]
    named = dataclasses.replace(NOTHING, contacts=frozenset({"line:@nongbua_office"}))
    assert disclosure.contacts(hacked, named) == (owners[1],) == disclosure.contacts(row, named)
    assert set(disclosure.withheld(hacked, named)) == {*owners, wallet} - {owners[1]}


def test_of_a_hacked_site_no_number_or_mailbox_is_quoted_that_no_grammar_knew() -> None:
    """It may be its owner's. Of a gang's site both are quoted where all contacts may leave."""
    words = "office 0 4312 3456 78, office(at)nongbua(dot)example"
    row = next(row for row in accused() if not row.landed)
    made = row.contributions[0]
    made = replace(made, because=f"the page says “{words}”", reading=replace(made.reading, shown={"quote": words}))
    gangs, hacked = replace(row, contributions=(made,)), replace(row, contributions=(made,), states=("active", "compromised-site"))
    assert words in report_text.summary(gangs, EVERYTHING)
    assert "4312" not in (told := report_text.summary(hacked, EVERYTHING)) and "nongbua" not in told


@pytest.mark.parametrize("state", ["active", "compromised-site"])
@pytest.mark.parametrize("kinds", [(), ("all",), ("line:@nongbua_office",), ("phone", "wallet")])
def test_every_contact_leaves_or_is_counted_among_those_that_did_not(kinds: tuple[str, ...], state: str) -> None:
    sharing, found = dataclasses.replace(EVERYTHING, contacts=frozenset(kinds)), 0
    more = (
        Contact(kind="line", value="@nongbua_office"),
        Contact(kind="local-phone", value="43 123"),
        Contact(kind="phone", value="+6643123456"),
    )
    for row in accused():
        page = row.facts("page", PageFacts)
        if page is None or disclosure.own_page(row) is None:
            continue
        facts = replace(page, contacts=(*page.contacts, *more))
        row = replace(row, states=(state,), evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})
        left = disclosure.left_out(row, sharing)
        told, kept = disclosure.contacts(row, sharing), (*left.unnamed, *left.owners, *left.never)
        assert (
            not set(told) & set(kept)
            and len(told) + len(kept) == len(facts.contacts)
            and set(kept) == set(disclosure.withheld(row, sharing))
        )
        found += len(told)
    assert found or not kinds
