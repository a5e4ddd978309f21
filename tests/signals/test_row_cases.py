"""The rows that no scene of the lab can fire, on evidence made for them."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.records.assessment import Verdict
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import (
    DnsAnswer,
    DnsFacts,
    DnsOutcome,
    Listing,
    Look,
    PageFacts,
    RegistrationFacts,
    ReputationFacts,
)
from scamtriage.records.findings import Presence
from scamtriage.records.target import Target
from tests.judgement.sites import NOW, assessed, dossier, evidence, sites
from tests.signals.readings import RULES, nats, readings


def listed(*, sort: str, entries: int, days_old: int, site: str = "", name: str = "") -> Dossier:
    """A site whose name stands on one list of that size and age, or on none when `entries` is 0."""
    chosen = next((s for s in sites("dev") if s["id"] == site), next(s for s in sites("dev") if not s["scam"]))
    found = dossier(chosen)
    assert isinstance(found.target, Target)
    listing = Listing(
        list="A list",
        sort=sort,  # type: ignore[arg-type]
        name=name or found.target.registrable,
        as_of=(NOW - timedelta(days=days_old)).date().isoformat(),
        entries=entries,
    )
    facts = ReputationFacts(listings=(listing,) if entries else (), lists=14, as_of=NOW.date().isoformat())
    return replace(found, evidence={**found.evidence, "reputation": evidence("reputation", facts)})


@pytest.mark.parametrize(
    ("sort", "signal", "entries", "days_old", "expected"),
    [
        ("popular", "rep-popular", 10_000, 300, -1.6),
        ("popular", "rep-popular", 998_421, 300, -0.6),
        ("popular", "rep-popular", 10_000, 366, 0.0),
        ("known", "rep-warninglist", 2_153, 700, -1.6),
        ("known", "rep-warninglist", 2_153, 731, 0.0),
        ("known", "rep-popular", 2_153, 10, None),
        ("popular", "rep-warninglist", 10_000, 10, None),
        ("popular", "rep-popular", 0, 0, None),
    ],
)
def test_a_list_weighs_by_its_size_until_it_is_too_old(sort: str, signal: str, entries: int, days_old: int, expected: float | None) -> None:
    row = assessed(listed(sort=sort, entries=entries, days_old=days_old))
    assert nats(row, signal) == expected
    if expected is not None:
        assert next(c.because for c in row.contributions if c.reading.signal == signal).count(str((NOW - timedelta(days=days_old)).date()))


def test_a_miss_moves_nothing_and_not_asking_is_unknown_and_says_so() -> None:
    missed = listed(sort="popular", entries=0, days_old=0)
    unasked = replace(missed, evidence={name: e for name, e in missed.evidence.items() if name != "reputation"})
    assert assessed(missed).log_odds == assessed(unasked).log_odds
    assert assessed(missed).coverage == assessed(unasked).coverage
    said = {u.family: u.because for u in assessed(unasked).unknown}
    assert said["reputation"] == "not asked: --reputation looks the name up"
    assert "reputation" not in {u.family for u in assessed(missed).unknown}
    assert assessed(unasked).status_reason == ""


@pytest.mark.parametrize("site", [s["id"] for s in sites("dev") if s["scam"]])
def test_popularity_is_no_alibi_for_a_page_that_speaks_a_scheme(site: str) -> None:
    found = listed(sort="popular", entries=1_000, days_old=10, site=site)
    unasked = replace(found, evidence={name: e for name, e in found.evidence.items() if name != "reputation"})
    before, after = assessed(unasked), assessed(found)
    assert after.verdict.rank >= Verdict.SUSPICIOUS.rank
    spoken = {c.reading.signal for c in before.contributions} & set(RULES.catalog.rows["rep-popular"].unless)
    assert not spoken or after.verdict is before.verdict


def test_a_tenant_inherits_nothing_from_its_platform() -> None:
    tenant = next(s for s in sites("001") if s["age_days"] < 0)
    found = dossier(tenant)
    facts = ReputationFacts(
        listings=(Listing(list="A list", sort="popular", name="web.app", as_of=NOW.date().isoformat(), entries=1_000),),
        lists=14,
        as_of=NOW.date().isoformat(),
    )
    row = assessed(replace(found, evidence={**found.evidence, "reputation": evidence("reputation", facts)}))
    assert nats(row, "rep-popular") is None


POLICE = "<p>กรมสอบสวนคดีพิเศษ ขอให้ท่านตรวจสอบคดีและยืนยันตัวตนของท่านกับเจ้าหน้าที่ภายในวันนี้ บัญชีธนาคารของท่านเกี่ยวข้องกับคดีฟอกเงิน</p>"
LEFT = ("请输入姓名", "请输入身份证号", "请输入密码")


def form(*labels: str, lang: str = "th", title: str = "กรมสอบสวนคดีพิเศษ DSI", text: str = POLICE) -> str:
    fields = "".join(f'<input name="f{number}" placeholder="{label}">' for number, label in enumerate(labels))
    return f'<html lang="{lang}"><title>{title}</title><h1>{title}</h1>{text}<form method="post">{fields}</form></html>'


@pytest.mark.parametrize(
    ("html", "speaks"),
    [
        (form(*LEFT), True),
        (form(*LEFT[:2], "อีเมล"), False),
        (form(*LEFT, lang="zh-TH"), False),
        (form(*LEFT, text=POLICE + "<p>泰国特别调查厅请您核实案件，并与工作人员确认您的身份信息。</p>"), False),
        (form("ชื่อ 姓名 Name", "รหัส 密码 Password", "บัตร 卡号 Card"), False),
        (form("Full name", "Card number", "Password"), False),
        (form(*LEFT, title="ร้านกาแฟ", text="<p>จองโต๊ะที่ร้านกาแฟของเรา เปิดทุกวัน เก้าโมงถึงหกโมงเย็น</p>"), False),
    ],
)
def test_labels_that_were_left_in_other_letters_speak_beside_a_claim_only(html: str, speaks: bool) -> None:
    row = assessed(dossier({"id": "one", "scam": True, "host": "dsi-khadee-check.com", "age_days": 20, "html": html}))
    assert (nats(row, "content-language-mismatch") is not None) is speaks


@pytest.mark.parametrize(
    ("signal", "html"),
    [
        (
            "contact-official-private-line",
            "<title>ABA ផ្នែកសុវត្ថិភាពគណនី</title><p>គណនីរបស់អ្នកមានប្រតិបត្តិការមិនប្រក្រតី មន្ត្រីធនាគារនឹងទូរស័ព្ទទៅអ្នកក្នុងរយៈពេល ១០ នាទី។ "
            "សូមកុំដាក់ទូរស័ព្ទចុះ ហើយដំឡើងកម្មវិធី AnyDesk រួចប្រាប់លេខកូដដល់មន្ត្រី ដើម្បីផ្ទេរប្រាក់របស់អ្នកទៅគណនីសុវត្ថិភាព។ "
            "កុំប្រាប់នរណាម្នាក់។</p><a href='https://t.me/aba_security_kh'>Telegram</a>",
        ),
        (
            "contact-alarm-number",
            "<title>Garden tips</title><p>Call now +1 888 555 0179</p><script>document.documentElement.requestFullscreen();"
            "window.onbeforeunload=function(){return 'stay'};</script>",
        ),
    ],
)
def test_a_page_that_neither_accuses_nor_alarms_in_words_is_not_said_to(signal: str, html: str) -> None:
    row = assessed(dossier({"id": "one", "scam": True, "host": "one-page.org", "age_days": 20, "html": f"<html>{html}</html>"}))
    said = next(c.because for c in row.contributions if c.reading.signal == signal)
    assert "accused" not in said and "0 words" not in said


@pytest.mark.parametrize(
    ("v4", "v6", "presence"),
    [
        (DnsOutcome.NODATA, DnsOutcome.NODATA, Presence.PRESENT),
        (DnsOutcome.NXDOMAIN, DnsOutcome.NXDOMAIN, Presence.PRESENT),
        (DnsOutcome.SERVFAIL, DnsOutcome.NODATA, Presence.UNKNOWN),
        (DnsOutcome.NODATA, DnsOutcome.TIMEOUT, Presence.UNKNOWN),
    ],
)
def test_a_name_leads_nowhere_only_where_both_questions_for_its_address_were_answered(
    v4: DnsOutcome, v6: DnsOutcome, presence: Presence
) -> None:
    found = dossier(sites("dev")[0])
    answers = tuple(DnsAnswer(name="a.test", rtype=rtype, outcome=outcome) for rtype, outcome in (("A", v4), ("AAAA", v6)))
    nowhere = evidence("dns", DnsFacts(zone="a.test", answers=answers))
    assert readings(replace(found, evidence={**found.evidence, "dns": nowhere}))["dns-unresolved"] is presence


@pytest.mark.parametrize("registrar", ["", "A Registrar"])
def test_who_says_no_registrar_has_not_said_that_it_is_none_of_those(registrar: str) -> None:
    found = dossier(next(site for site in sites("dev") if site["age_days"] >= 0))
    registration = found.evidence["registration"]
    assert isinstance(registration.facts, RegistrationFacts)
    given = replace(registration, facts=replace(registration.facts, registrar=registrar))
    now = readings(replace(found, evidence={**found.evidence, "registration": given}))
    wanted = Presence.ABSENT if registrar else Presence.UNKNOWN
    assert now["reg-registrar-weight"] is now["reg-corporate-registrar"] is wanted


def test_a_lure_for_others_names_everybody_who_saw_it() -> None:
    found = dossier(next(s for s in sites("dev") if not s["scam"]))
    page = found.evidence["page"]
    assert isinstance(page.facts, PageFacts)
    lure, dull = "Maybank2u online banking", "Another edition"
    titles = [("phone", lure), ("language", dull), ("in-app", lure), ("crawler", page.facts.title)]
    looks = (
        *(Look(profile=profile, title=title, differed=("title",) if title != page.facts.title else ()) for profile, title in titles),
        Look(profile="search-referrer", title=lure, differed=("title",), barrier="captcha"),
    )
    row = assessed(replace(found, evidence={**found.evidence, "page": replace(page, facts=replace(page.facts, looks=looks))}))
    told = next(c.because for c in row.contributions if c.reading.signal == "content-cloaked-lure")
    assert told == f"to a phone, a browser within an app, the site shows the title “{lure}”, which a plain visitor does not see"


@pytest.mark.parametrize(
    ("missed", "wanted"), [({"outcome": "timeout"}, Presence.UNKNOWN), ({"barrier": "captcha"}, Presence.UNKNOWN), ({}, Presence.ABSENT)]
)
@pytest.mark.parametrize("others", [(), ("search-referrer",)])
def test_what_others_are_shown_is_unknown_where_one_of_them_was_shown_no_page(
    missed: dict[str, str], wanted: Presence, others: tuple[str, ...]
) -> None:
    found = dossier(next(s for s in sites("dev") if not s["scam"]))
    page = found.evidence["page"]
    assert isinstance(page.facts, PageFacts)
    passed = [Look(profile=profile, title=page.facts.title) for profile in others]
    looks = (Look(profile="phone", title=page.facts.title, **missed), *passed)
    now = readings(replace(found, evidence={**found.evidence, "page": replace(page, facts=replace(page.facts, looks=looks))}))
    assert now["http-cloaking-ua"] is now["content-cloaked-lure"] is wanted


@pytest.mark.parametrize(
    ("words", "made", "wanted"),
    [(60, "0ab1", Presence.ABSENT), (60, "0ab2", Presence.PRESENT), (0, "0ab1", Presence.PRESENT)],
    ids=["the same page", "of another make", "a shell that says nothing but its title"],
)
def test_a_title_alone_makes_no_other_page_where_words_and_make_are_the_same(words: int, made: str, wanted: Presence) -> None:
    found = dossier(next(s for s in sites("dev") if not s["scam"]))
    page = found.evidence["page"]
    assert isinstance(page.facts, PageFacts)
    look = Look(profile="phone", title="Maybank2u online banking", structure=made, text_chars=4 * words, differed=("title",))
    facts = replace(page.facts, structure="0ab1", text="bed " * words or "x", form_count=1, looks=(look,))
    now = readings(replace(found, evidence={**found.evidence, "page": replace(page, facts=facts)}))
    assert now["http-cloaking-ua"] is now["content-cloaked-lure"] is wanted


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        ({}, Presence.ABSENT),
        ({"structure": "0ab2"}, Presence.PRESENT),
        ({"text_chars": 90}, Presence.PRESENT),
        ({"title": ""}, Presence.PRESENT),
    ],
    ids=["the same page", "of another make", "with other words", "of which no title is known"],
)
def test_the_same_page_at_another_name_is_no_other_page(shown: dict[str, Any], wanted: Presence) -> None:
    found = dossier(next(s for s in sites("dev") if not s["scam"]))
    page = found.evidence["page"]
    assert isinstance(page.facts, PageFacts)
    same: dict[str, Any] = {"profile": "language", "title": "Shop", "structure": "0ab1", "text_chars": 240, "differed": ("landing",)}
    facts = replace(page.facts, title="Shop", structure="0ab1", text="bed " * 60, looks=(Look(**{**same, **shown}),))
    now = readings(replace(found, evidence={**found.evidence, "page": replace(page, facts=facts)}))
    assert now["http-cloaking-ua"] is wanted
