"""The rows that no scene of the lab can fire, on evidence made for them."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules
from scamtriage.records.assessment import Assessment, Presence, Verdict
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import (
    AddressHolder,
    CertificateFacts,
    DnsAnswer,
    DnsFacts,
    DnsOutcome,
    Hop,
    HostingFacts,
    Listing,
    Look,
    PageFacts,
    RegistrationFacts,
    ReputationFacts,
)
from scamtriage.records.target import Target
from scamtriage.signals.reading import silences
from scamtriage.signals.view import View
from tests.judgement.sites import NOW, assessed, dossier, evidence, sites

RULES = Rules.load()


def issued_by(organisation: str) -> Dossier:
    found = dossier(sites("dev")[0])
    evidence = found.evidence["certificate"]
    assert isinstance(evidence.facts, CertificateFacts)
    certificate = replace(evidence, facts=replace(evidence.facts, issuer_organisation=organisation))
    return replace(found, evidence={**found.evidence, "certificate": certificate})


@pytest.mark.parametrize(
    ("organisation", "presence"),
    [("Let's Encrypt", Presence.PRESENT), ("Google Trust Services", Presence.PRESENT), ("DigiCert Inc", Presence.ABSENT)],
)
def test_an_automatic_issuer_is_told_from_one_that_is_paid(organisation: str, presence: Presence) -> None:
    view = View(issued_by(organisation), RULES.tables)
    readings = {reading.signal: reading for reading in RULES.reader.read(view, frozenset(silences(view)))}
    assert readings["tls-issuer-free-dv"].presence is presence


BY_NAMES = ("tls-invalid", "tls-san-scam-siblings", "tls-san-brand-host")


@pytest.mark.parametrize("parsed", [True, False])
def test_of_a_certificate_that_cannot_be_read_nothing_is_known(parsed: bool) -> None:
    found = issued_by("DigiCert Inc")
    shown = found.evidence["certificate"].facts
    assert isinstance(shown, CertificateFacts)
    unread = CertificateFacts(sha256=shown.sha256, parsed=False)
    nameless = replace(shown, sans=(), san_count=0, name_matches=None) if parsed else unread
    view = View(replace(found, evidence={**found.evidence, "certificate": evidence("certificate", nameless)}), RULES.tables)
    readings = {reading.signal: reading for reading in RULES.reader.read(view, frozenset(silences(view)))}
    asked = BY_NAMES if parsed else (*BY_NAMES, "tls-issuer-free-dv", "tls-ov-ev", "tls-cert-hours-after-reg")
    assert {readings[row].presence for row in asked} == {Presence.UNKNOWN}


@pytest.mark.parametrize(
    ("ends", "now", "why"),
    [
        (-1, None, "it has run out"),
        (-1, 400, "it has run out"),
        (30, 400, "it has run out by the moment asked for"),
        (30, 10, None),
        (30, None, None),
    ],
)
def test_a_certificate_that_was_in_force_when_it_was_seen_has_not_run_out_but_by_the_moment_asked_for(
    ends: int, now: int | None, why: str | None
) -> None:
    found = issued_by("DigiCert Inc")
    shown = found.evidence["certificate"]
    assert isinstance(shown.facts, CertificateFacts)
    dated = replace(shown, facts=replace(shown.facts, not_after=shown.observed_at + timedelta(days=ends)))
    moment = None if now is None else shown.observed_at + timedelta(days=now)
    row = assessed(replace(found, evidence={**found.evidence, "certificate": dated}), now=moment)
    told = [one.reading.shown["why"] for one in row.contributions if one.reading.signal == "tls-invalid"]
    assert told == ([why] if why else [])


@pytest.mark.parametrize(
    ("url", "way", "weighs"),
    [
        ("http://{host}/", ("http://{host}/",), False),
        ("http://{host}/", ("http://{host}/", "https://{host}/"), True),
        ("http://{host}/", ("http://{host}/", "https://other.example/"), False),
        ("https://{host}/", ("https://{host}/",), True),
        ("https://{host}/", ("https://{host}/", "http://{host}/"), True),
    ],
)
def test_a_certificate_at_a_port_where_nobody_was_sent_weighs_nothing(url, way, weighs) -> None:
    found = dossier(next(site for site in sites("dev") if not site["scam"]))
    shown, seen, aim = found.evidence["certificate"], found.evidence["page"], found.target
    assert isinstance(shown.facts, CertificateFacts) and isinstance(seen.facts, PageFacts) and isinstance(aim, Target)
    hops = tuple(Hop(url=step.format(host=aim.host), status_code=200) for step in way)
    facts = {
        "certificate": replace(shown, facts=replace(shown.facts, name_matches=False)),
        "page": replace(seen, facts=replace(seen.facts, hops=hops)),
    }
    row = assessed(replace(found, target=replace(aim, url=url.format(host=aim.host)), evidence={**found.evidence, **facts}))
    assert any(one.reading.signal == "tls-invalid" for one in row.contributions) is weighs


@pytest.mark.parametrize(("way", "aside"), [("https://[2a00:1450::1]/", False), ("https://[2a00:1450::2]/", True)])
def test_an_address_in_brackets_leads_to_its_certificate_too(way: str, aside: bool) -> None:
    found = dossier(next(site for site in sites("dev") if not site["scam"]))
    shown, seen, aim = found.evidence["certificate"], found.evidence["page"], found.target
    assert isinstance(shown.facts, CertificateFacts) and isinstance(seen.facts, PageFacts) and isinstance(aim, Target)
    host, url = "2a00:1450::1", "http://[2a00:1450::1]/"
    facts = {
        "certificate": replace(shown, facts=replace(shown.facts, name_matches=False)),
        "page": replace(seen, facts=replace(seen.facts, hops=(Hop(url=url, status_code=302), Hop(url=way, via="http", status_code=200)))),
    }
    row = assessed(replace(found, target=replace(aim, host=host, registrable=host, suffix="", url=url), evidence=facts))
    assert any(one.reading.signal == "tls-invalid" for one in row.contributions) is not aside


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


def nats(row: Assessment, signal: str) -> float | None:
    return next((c.raw for c in row.contributions if c.reading.signal == signal), None)


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


def covering(host: str, *sans: str) -> Dossier:
    """A site at `host` whose certificate covers these names."""
    page = "<html><title>Rooms</title><p>Rooms by the sea.</html>"
    found = dossier({"id": "one", "scam": False, "host": host, "age_days": 900, "html": page})
    certificate = found.evidence["certificate"]
    assert isinstance(certificate.facts, CertificateFacts)
    certificate = replace(certificate, facts=replace(certificate.facts, sans=sans, san_count=len(sans)))
    return replace(found, evidence={**found.evidence, "certificate": certificate})


@pytest.mark.parametrize(
    ("host", "sans", "speaks"),
    [
        ("kuta-rooms.com", ("kuta-rooms.com", "paypal.kuta-rooms.com"), True),
        ("kuta-rooms.com", ("*.maybank2u.kuta-rooms.com",), True),
        ("kuta-rooms.com", ("booking.kuta-rooms.com", "office.kuta-rooms.com", "smart.kuta-rooms.com", "family.kuta-rooms.com"), False),
        ("paypal.kuta-rooms.com", ("paypal.kuta-rooms.com", "www.paypal.kuta-rooms.com"), False),
        ("phrae.coj.go.th", ("telegram.coj.go.th",), False),
    ],
)
def test_a_certificate_speaks_only_of_further_hosts_in_the_name_of_a_brand(host: str, sans: tuple[str, ...], speaks: bool) -> None:
    assert (nats(assessed(covering(host, *sans)), "tls-san-brand-host") is not None) is speaks


NEXT = ("dhl-redelivery-parcel.top", "singpost-verify-address.icu")


@pytest.mark.parametrize(
    ("host", "sans", "speaks"),
    [
        ("kuta-rooms.com", ("kuta-rooms.com", *NEXT), True),
        ("kuta-rooms.com", ("*.kuta-rooms.com", f"*.{NEXT[0]}", f"www.{NEXT[1]}"), True),
        ("kuta-rooms.com", ("kuta-rooms.com", NEXT[0], f"www.{NEXT[0]}", f"mail.{NEXT[0]}"), False),  # one name, in three hosts
        ("kuta-rooms.com", ("kuta-rooms.com", "kuta-surf.com", "kuta-kitchen.co.id", "bali-villas.net"), False),
        ("kuta-rooms.com", ("sni12345.cloudflaressl.com", "kuta-rooms.com", *NEXT), False),  # strangers on one certificate
        ("kuta-rooms.com", ("kuta-rooms.com", *NEXT, *(f"guest-{number}.com" for number in range(20))), False),
        ("kuta-rooms.com", ("kuta-rooms.com", "maybank2u.com.my", "cimbclicks.com.my", "dbs.com.sg"), False),
        ("kuta-rooms.pages.dev", ("kuta-rooms.pages.dev", *NEXT), False),  # a certificate of the platform's
        ("maybank2u.com.my", ("maybank2u.com.my", *NEXT), False),
        ("kuta-rooms.com", ("", ".", "com", "*.top", "x" * 300, "a..b", *NEXT), True),
    ],
)
def test_a_certificate_speaks_of_two_further_names_like_those_of_scams(host: str, sans: tuple[str, ...], speaks: bool) -> None:
    row = assessed(covering(host, *sans))
    assert (nats(row, "tls-san-scam-siblings") is not None) is speaks
    if speaks:
        said = next(c.because for c in row.contributions if c.reading.signal == "tls-san-scam-siblings")
        assert all(name in said for name in NEXT)


@pytest.mark.parametrize(("sans", "why"), [(("other.com",), "it is for another name"), ((), "it names no host")])
def test_a_certificate_that_names_no_host_is_not_said_to_be_for_another(sans: tuple[str, ...], why: str) -> None:
    """Old devices and offices have only a common name, which browsers do not read."""
    found = covering("kuta-rooms.com", *sans)
    shown = found.evidence["certificate"]
    assert isinstance(shown.facts, CertificateFacts)
    bare = replace(shown, facts=replace(shown.facts, name_matches=False, subject_cn="kuta-rooms.com"))
    row = assessed(replace(found, evidence={**found.evidence, "certificate": bare}))
    [because] = [c.because for c in row.contributions if c.reading.signal == "tls-invalid"]
    assert because.endswith(why)


@pytest.mark.parametrize(("covers", "speaks"), [(True, True), (None, True), (False, False)])
def test_the_certificate_of_a_neighbour_on_the_same_host_says_nothing_of_the_site(covers: bool | None, speaks: bool) -> None:
    """A host shows the certificate of its first customer for each that has none."""
    found = covering("kuta-rooms.com", *NEXT)
    shown, registered = found.evidence["certificate"], found.evidence["registration"]
    assert isinstance(shown.facts, CertificateFacts) and isinstance(registered.facts, RegistrationFacts)
    young = replace(registered.facts, created=registered.observed_at - timedelta(days=5))
    theirs = replace(shown.facts, name_matches=covers, not_before=registered.observed_at - timedelta(days=5), sct_first=None)
    evidence = {**found.evidence, "certificate": replace(shown, facts=theirs), "registration": replace(registered, facts=young)}
    row = assessed(replace(found, evidence=evidence))
    assert (nats(row, "tls-san-scam-siblings") is not None) is speaks
    assert (nats(row, "tls-cert-hours-after-reg") is not None) is speaks


@pytest.mark.parametrize(
    ("holder", "speaks"),
    [
        (AddressHolder(ip="45.12.40.9", asn=64500), True),
        (AddressHolder(ip="104.16.1.1", asn=13335, cdn="Cloudflare"), False),
        (AddressHolder(ip="45.12.40.9", outcome="timeout", reason="no answer"), False),
    ],
)
def test_the_name_of_a_content_network_hides_no_sibling_where_none_stands_before_the_site(holder: AddressHolder, speaks: bool) -> None:
    found = covering("kuta-rooms.com", "kuta-rooms.com", *NEXT, "x.b-cdn.net")
    hosting = evidence("hosting", HostingFacts(addresses=(holder,)))
    row = assessed(replace(found, evidence={**found.evidence, "hosting": hosting}))
    assert (nats(row, "tls-san-scam-siblings") is not None) is speaks


@pytest.mark.parametrize(
    ("host", "own", "speaks"),
    [
        ("kuta-rooms.com", "www.kuta-rooms.com", True),
        ("kuta-rooms.com", "*.kuta-rooms.com", True),
        ("pay.kuta-rooms.com", "kuta-rooms.com", True),
        ("kuta-rooms.com", "kuta-rooms.com.top", False),
        ("kuta-rooms.com", "other-kuta-rooms.com", False),
        ("kuta-rooms.weebly.com", "www.weebly.com", False),
    ],
)
def test_a_certificate_that_is_invalid_at_the_site_but_names_it_is_its_owners(host: str, own: str, speaks: bool) -> None:
    """A gang that leaves the bare name off its certificate still had all names put on it."""
    found = covering(host, own, *NEXT)
    shown = found.evidence["certificate"]
    assert isinstance(shown.facts, CertificateFacts)
    bare = replace(shown, facts=replace(shown.facts, name_matches=False))
    row = assessed(replace(found, evidence={**found.evidence, "certificate": bare}))
    assert (nats(row, "tls-san-scam-siblings") is not None) is speaks


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


def readings(found: Dossier) -> dict[str, Presence]:
    view = View(found, RULES.tables)
    return {reading.signal: reading.presence for reading in RULES.reader.read(view, frozenset(silences(view)))}


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
    assert told == f"as phone, in-app the site shows the title “{lure}”, which a plain visitor does not see"


@pytest.mark.parametrize(
    ("missed", "wanted"), [({"outcome": "timeout"}, Presence.UNKNOWN), ({"barrier": "captcha"}, Presence.UNKNOWN), ({}, Presence.ABSENT)]
)
def test_what_others_are_shown_is_unknown_where_none_of_them_was_shown_a_page(missed: dict[str, str], wanted: Presence) -> None:
    found = dossier(next(s for s in sites("dev") if not s["scam"]))
    page = found.evidence["page"]
    assert isinstance(page.facts, PageFacts)
    looks = (Look(profile="phone", title=page.facts.title, **missed),)
    now = readings(replace(found, evidence={**found.evidence, "page": replace(page, facts=replace(page.facts, looks=looks))}))
    assert now["http-cloaking-ua"] is now["content-cloaked-lure"] is wanted
