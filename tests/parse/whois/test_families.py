"""Answers made up in the manner of each family of registries; no text here was ever sent by one."""

from datetime import UTC, datetime

import pytest

from scamtriage.parse.whois import answer as whois
from scamtriage.records.facts import RegistrationAbsent, RegistrationFacts
from tests.parse.whois.asia import BNNIC, CNNIC, HKIRC, JPRS, JPRS_ORGANISATION, KRNIC, LKNIC, MONIC, MYNIC, PANDI, SGNIC, THNIC, TWNIC
from tests.parse.whois.elsewhere import FREENOM, ICANN, NIC_BR, NIC_TN, OLD_REGISTRAR, POLYNESIA, SENTENCES
from tests.parse.whois.europe import (
    AFNIC,
    CHANNEL_ISLANDS,
    DNS_PT,
    ESTONIA,
    FRED,
    NIC_IT,
    NOMINET,
    RED_ES,
    SIDN,
    SK_COLUMNS,
    TCI,
    TRAFICOM,
    UANIC,
)
from tests.parse.whois.reading import HOSTS, day, facts

CASES = [
    ("lucky-parcel.co.uk", NOMINET, "2021-02-03", "2026-02-03", "Example Names Ltd", HOSTS),
    ("luckyparcel.jp", JPRS, "2021-02-03", "2026-02-28", "", HOSTS),
    ("luckyparcel.co.jp", JPRS_ORGANISATION, "2021-02-03", "2026-03-31", "", HOSTS[:1]),
    ("lucky-parcel.kr", KRNIC, "2021-02-03", "2026-02-03", "(주)견본", HOSTS),
    ("lucky-parcel.com.tw", TWNIC, "2021-02-03", "2026-02-03", "Example Names", HOSTS),
    ("lucky-parcel.cn", CNNIC, "2021-02-03", "2026-02-03", "见本科技股份有限公司", HOSTS),
    ("lucky-parcel.co.th", THNIC, "2021-02-03", "2026-02-02", "T.H.NIC Co., Ltd.", HOSTS),
    ("lucky-parcel.com.sg", SGNIC, "2021-02-03", "2026-02-03", "EXAMPLE NAMES PTE LTD", HOSTS),
    ("lucky-parcel.co.id", PANDI, "2021-02-03", "2026-02-03", "Contoh Nama", HOSTS),
    ("lucky-parcel.com.my", MYNIC, "2021-02-03", "2026-02-03", "", HOSTS),
    ("a.xn--j6w193g", HKIRC.replace("LUCKY-PARCEL.COM.HK", "A.香港"), "2021-02-03", "2026-02-04", "Example Names Limited", HOSTS),
    ("lucky-parcel.com.hk", HKIRC, "2021-02-03", "2026-02-04", "Example Names Limited", HOSTS),
    ("lucky-parcel.mo", MONIC, "2021-02-03", "2026-02-03", "", HOSTS),
    ("lucky-parcel.com.bn", BNNIC, "2021-02-03", "2026-02-03", "EXAMPLE", HOSTS),
    ("lucky-parcel.lk", LKNIC, "2021-02-03", "2026-02-03", "", HOSTS),
    ("lucky-parcel.nl", SIDN, "2021-02-03", None, "Example Names B.V.", HOSTS),
    ("lucky-parcel.fr", AFNIC, "2021-02-03", "2026-02-05", "EXAMPLE NAMES", HOSTS),
    ("lucky-parcel.es", RED_ES, "2021-02-03", "2026-02-03", "", HOSTS),
    ("lucky-parcel.pt", DNS_PT, "2021-02-03", "2026-02-04", "", HOSTS),
    ("lucky-parcel.it", NIC_IT, "2021-02-03", "2026-02-03", "Example Names SpA", HOSTS),
    ("lucky-parcel.cz", FRED, "2021-02-03", "2026-02-03", "REG-EXAMPLE", HOSTS),
    ("lucky-parcel.ru", TCI, "2021-02-03", "2026-02-03", "EXAMPLE-RU", HOSTS),
    ("lucky-parcel.com.br", NIC_BR, "2021-02-03", "2026-02-03", "", HOSTS),
    ("lucky-parcel.fi", TRAFICOM, "2021-02-03", "2026-02-03", "Example Names Oy", HOSTS),
    ("lucky-parcel.sk", SK_COLUMNS, None, "2026-02-03", "", HOSTS),
    ("lucky-parcel.gg", CHANNEL_ISLANDS, "2021-02-03", None, "Example Names Ltd", HOSTS),
    ("lucky-parcel.tk", FREENOM, "2021-02-03", "2026-02-04", "", HOSTS),
    ("lucky-parcel.kg", SENTENCES, "2021-02-03", "2026-02-03", "", HOSTS),
    ("lucky-parcel.com", OLD_REGISTRAR, "2021-02-03", "2026-02-03", "", HOSTS),
    ("lucky-parcel.tn", NIC_TN, "2021-02-03", None, "Example Names", HOSTS),
    ("lucky-parcel.ee", ESTONIA, "2021-02-03", "2026-02-03", "Example Names", HOSTS),
    ("lucky-parcel.pf", POLYNESIA, "2021-02-03", "2026-02-04", "", HOSTS),
    ("lucky-parcel.ua", UANIC, "2021-02-03", "2026-02-03", "", HOSTS),
]


@pytest.mark.parametrize(("domain", "text", "created", "expires", "registrar", "hosts"), CASES, ids=[case[0] for case in CASES])
def test_every_family_gives_dates_registrar_and_nameservers(
    domain: str, text: str, created: str | None, expires: str | None, registrar: str, hosts: tuple[str, ...]
) -> None:
    found = facts(text, domain)
    assert (day(found.created), day(found.expires), found.registrar, found.nameservers) == (created, expires, registrar, hosts)
    assert found.result == "found"
    assert found.date_notes == ()


@pytest.mark.parametrize(("domain", "text"), [case[:2] for case in CASES], ids=[case[0] for case in CASES])
def test_line_ends_and_a_missing_last_line_change_nothing(domain: str, text: str) -> None:
    plain, crlf = facts(text, domain), facts(text.replace("\n", "\r\n").rstrip(), domain)
    assert (plain.created, plain.expires, plain.nameservers, plain.status) == (crlf.created, crlf.expires, crlf.nameservers, crlf.status)


def test_an_icann_answer_is_read_whole() -> None:
    found = facts(ICANN, "lucky-parcel.top", server="whois.nic.top")
    assert found == RegistrationFacts(
        name="lucky-parcel.top",
        created=datetime(2024, 2, 29, 23, 30, tzinfo=UTC),
        updated=datetime(2024, 3, 2, 10, tzinfo=UTC),
        expires=datetime(2025, 2, 28, 23, 30, tzinfo=UTC),
        registrar="Example Names, Inc.",
        registrar_iana_id=4242,
        abuse_email="abuse@registrar.example",
        abuse_phone="+1.5550100",
        nameservers=HOSTS,
        status=("client transfer prohibited", "add period"),
        dnssec=False,
        privacy=False,
        registrant_country="TH",
        registrant_organisation="Parcel Trading",
        registrant_email_domain="parcel.example",
        source="whois:whois.nic.top",
        raw_sha256=found.raw_sha256,
        raw_bytes=len(ICANN),
        charset="ascii",
    )


def test_an_iana_id_of_more_digits_than_there_are_is_none() -> None:
    assert facts(ICANN.replace("IANA ID: 4242", "IANA ID: 42424242"), "lucky-parcel.top").registrar_iana_id is None


def test_a_time_with_a_zone_is_told_in_utc() -> None:
    assert facts(JPRS, "luckyparcel.jp").updated == datetime(2024, 2, 29, 16, 5, 7, tzinfo=UTC)


def test_a_date_that_python_whois_alone_finds_is_of_the_same_zone_as_the_others() -> None:
    found = facts(CNNIC.replace("Registration Time: 2021-02-03 12:20:05", "Zone Registration Time: 2021-02-03 07:20:05"), "lucky-parcel.cn")
    assert found.created == datetime(2021, 2, 2, 23, 20, 5, tzinfo=UTC)


def test_the_abuse_contact_of_a_block_is_found() -> None:
    found = facts(SIDN, "lucky-parcel.nl")
    assert (found.abuse_email, found.abuse_phone) == ("abuse@names.example", "+31.200000000")


@pytest.mark.parametrize(
    ("domain", "text", "created"),
    [
        ("lucky-parcel.cn", CNNIC, datetime(2021, 2, 3, 4, 20, 5, tzinfo=UTC)),
        ("lucky-parcel.cn", CNNIC.replace("12:20:05", "12:20:05 UTC"), datetime(2021, 2, 3, 12, 20, 5, tzinfo=UTC)),
        (
            "lucky-parcel.com.tw",
            TWNIC.replace("2021-02-03 (YYYY-MM-DD)", "2021-02-03 12:20:05"),
            datetime(2021, 2, 3, 4, 20, 5, tzinfo=UTC),
        ),
        ("lucky-parcel.kr", KRNIC, datetime(2021, 2, 3, tzinfo=UTC)),
        ("luckyparcel.jp", JPRS, datetime(2021, 2, 3, tzinfo=UTC)),
    ],
)
def test_a_time_without_a_zone_is_that_of_its_registry_and_a_day_is_the_one_it_printed(domain: str, text: str, created: datetime) -> None:
    assert facts(text, domain).created == created


def test_a_name_of_letters_beyond_ascii_is_compared_in_a_labels() -> None:
    text = "Domain: tästparcel.de\nNserver: ns1.parcel.example\nStatus: connect\n"
    assert facts(text, "xn--tstparcel-v2a.de").name == "xn--tstparcel-v2a.de"
    assert facts(text, "tästparcel.de").name == "xn--tstparcel-v2a.de"


def test_of_two_answers_in_one_only_the_part_about_the_name_counts() -> None:
    text = "refer: whois.nic.example\n\ndomain: TOP\ncreated: 1999-01-01\nnserver: a.nic.top\n\n" + ICANN
    found = facts(text, "lucky-parcel.top")
    assert (day(found.created), found.nameservers) == ("2024-02-29", HOSTS)


def test_an_empty_abuse_contact_does_not_swallow_what_follows() -> None:
    text = "Domain name: lucky-parcel.aw\n\nAbuse Contact:\n\nCreation Date: 2021-02-03\n\nDomain nameservers:\n   ns1.parcel.example\n"
    found = facts(text, "lucky-parcel.aw")
    assert (day(found.created), found.abuse_email, found.abuse_phone) == ("2021-02-03", "", "")


def test_the_dates_of_other_objects_are_not_the_domains_even_without_a_handle() -> None:
    text = "domain: lucky-parcel.example\nexpires: 2026-02-03\nnserver: ns1.parcel.example\n\norg-name: Parcel\ncreated: 1999-01-01\n"
    found = facts(text, "lucky-parcel.example")
    assert (found.created, day(found.expires), found.date_notes) == (None, "2026-02-03", ())


@pytest.mark.parametrize("number", ["(R22-LRCC)", "(292)", "R45-ME", "[Tag = EXAMPLE]", "( https://names.example/ )"])
def test_a_registrar_is_told_without_the_registrys_number_for_it(number: str) -> None:
    text = f"Domain Name: lucky-parcel.example\nSponsoring Registrar: Example Names, Inc. {number}\nCreated On:03-Feb-2021 00:58:18 UTC\n"
    assert facts(text, "lucky-parcel.example").registrar == "Example Names, Inc."


@pytest.mark.parametrize(("signed", "offered"), [("no", "yes"), ("yes", "no")])
def test_whether_a_registrar_offers_dnssec_says_nothing_of_the_domain(signed: str, offered: str) -> None:
    offers = NIC_IT.replace("EXAMPLE-REG\n", f"EXAMPLE-REG\n  DNSSEC:           {offered}\n")
    assert facts(offers, "lucky-parcel.it").dnssec is None
    assert facts(offers.replace("Status:  ", f"Signed:             {signed}\nStatus:  "), "lucky-parcel.it").dnssec is (signed == "yes")


@pytest.mark.parametrize(
    "keys",
    [
        "Keys:\n flags:KSK protocol:3 algorithm:RSA_SHA256 pubKey:AwEAAb\n",
        "Keys:\n keyTag:34023 flags:KSK protocol:3\n",
        "Dnskey: 257 3 8 AwEAAb\n",
        "ds-rdata: 30909 8 2 E2D3\n",
        "[Signing Key]   30909 8 2 (E2D3)\n",
        "DNSSEC DS Data: 30909 8 2 E2D3\n",
    ],
)
def test_keys_of_the_zone_are_no_status_and_show_that_it_is_signed(keys: str) -> None:
    text = "Domain: lucky.example\nCreated: 2021-02-03\nName servers:\n ns1.parcel.example\n\n"
    found = facts(text + keys, "lucky.example")
    assert (found.dnssec, found.status) == (True, ())
    assert facts(text + "Keys:\n[Signing Key]\n", "lucky.example").dnssec is None
    assert facts(f"{text}DNSSEC: unsigned\n{keys}", "lucky.example").dnssec is False


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Issue Date: 2021-02-03", "created", "2021-02-03"),
        ("Register Date: 2021-02-03", "created", "2021-02-03"),
        ("Domain record last updated: 03-Feb-2021", "updated", "2021-02-03"),
        ("Registrar Abuse Contact: abuse@names.example", "abuse_email", "abuse@names.example"),
        ("Registrar Abuse Contact: +353.10000000", "abuse_phone", "+353.10000000"),
        ('org: OOO "ABC"', "registrant_organisation", 'OOO "ABC"'),
        ('org: "ABC"', "registrant_organisation", "ABC"),
        ('org: "ABC" Ltd', "registrant_organisation", '"ABC" Ltd'),
        ("Name Server: not.defined.", "nameservers", ("ns1.parcel.example",)),
    ],
)
def test_a_line_in_the_manner_of_its_registry_fills_its_field(line: str, field: str, value: object) -> None:
    found = getattr(facts(f"Domain Name: lucky.example\nName Server: ns1.parcel.example\n{line}\n", "lucky.example"), field)
    assert (day(found) if isinstance(found, datetime) else found) == value


@pytest.mark.parametrize(
    "lines",
    [
        ("Nama Domain: {}", "Tarikh Didaftar: 3 Mac 2021", "Tarikh Tamat: 28 Feb 2026", "Pelayan Nama: ns1.parcel.example"),
        ("Nama Domain: {}", "Tanggal Pendaftaran: 3 Maret 2021", "Tanggal Kedaluwarsa: 28 Februari 2026", "Nameserver: ns1.parcel.example"),
        ("Tên miền: {}", "Ngày đăng ký: 03-03-2021", "Ngày hết hạn: 28-02-2026", "Máy chủ DNS chuyển giao:", "ns1.parcel.example"),
        ("网域名称: {}", "创建时间: 2021-03-03", "过期时间: 2026-02-28", "DNS服务器: ns1.parcel.example"),
        ("網域名稱: {}", "註冊日期: 2021-03-03", "到期日: 2026-02-28", "名稱伺服器: ns1.parcel.example"),
        ("ชื่อโดเมน: {}", "วันที่จดทะเบียน: 2021-03-03", "วันหมดอายุ: 2026-02-28", "เนมเซิร์ฟเวอร์: ns1.parcel.example"),
    ],
    ids=["Malay", "Indonesian", "Vietnamese", "simplified Chinese", "traditional Chinese", "Thai"],
)
def test_a_record_in_the_language_of_its_registrar_alone_is_read(lines: tuple[str, ...]) -> None:
    found = facts("\n".join(lines).format("lucky-parcel.vn") + "\n", "lucky-parcel.vn")
    assert (day(found.created), day(found.expires), found.nameservers) == ("2021-03-03", "2026-02-28", ("ns1.parcel.example",))


@pytest.mark.parametrize(("status", "absent"), [("未注册", True), ("tersedia", True), ("正常", False), ("aktif", False)])
def test_the_status_is_understood_in_the_language_of_the_registrar(status: str, absent: bool) -> None:
    result = whois.parse(f"域名: lucky-parcel.cn\n状态: {status}\n".encode(), "lucky-parcel.cn")
    assert isinstance(result, RegistrationAbsent if absent else RegistrationFacts), result
