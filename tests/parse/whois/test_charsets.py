"""In which charset a registry wrote, and what of its answer no charset reads."""

import pytest

from tests.parse.whois.asia import CNNIC, JPRS, KRNIC, THNIC, TWNIC
from tests.parse.whois.elsewhere import ICANN
from tests.parse.whois.europe import (
    DNS_PT,
)
from tests.parse.whois.reading import HOSTS, facts


@pytest.mark.parametrize(
    ("charset", "domain", "text", "organisation"),
    [
        ("gb18030", "lucky-parcel.cn", CNNIC, "见本科技股份有限公司"),
        ("euc_kr", "lucky-parcel.kr", KRNIC, "(주)견본"),
        ("iso8859_1", "lucky-parcel.pt", DNS_PT, ""),
    ],
)
def test_the_charset_of_a_registry_is_read_without_loss(charset: str, domain: str, text: str, organisation: str) -> None:
    found = facts(text.encode(charset), domain)
    assert (found.registrar, found.replacements, found.nameservers) == (organisation, 0, HOSTS)


@pytest.mark.parametrize(
    ("charset", "domain", "text", "person"),
    [
        ("tis_620", "lucky-parcel.co.th", THNIC, "บริษัท ตัวอย่าง จำกัด"),
        ("big5", "lucky-parcel.com.tw", TWNIC, "見本有限公司"),
        ("shift_jis", "luckyparcel.jp", JPRS, "見本太郎"),
        ("iso2022_jp", "luckyparcel.jp", JPRS, "見本太郎"),
    ],
)
def test_names_of_holders_survive_their_charset(charset: str, domain: str, text: str, person: str) -> None:
    found = facts(text.encode(charset), domain, personal_data=True)
    assert found.replacements == 0
    assert any(person in value for _, value in found.personal)


@pytest.mark.parametrize(
    ("charset", "suffix", "text"),
    [
        ("gb18030", "com", "阿里云计算有限公司（万网）"),
        ("gb18030", "com", "上海"),
        ("big5", "com", "網路中文資訊股份有限公司 臺北市"),
        ("shift_jis", "com", "株式会社見本ホールディングス"),
        ("euc_jp", "com", "株式会社見本ホールディングス"),
        ("euc_kr", "com", "주식회사 견본 서울특별시 강남구"),
        ("tis_620", "com", "บริษัท ดอทอะไร จำกัด กรุงเทพมหานคร"),
        ("iso8859_7", "gr", "Παπαδόπουλος Γεώργιος ΑΕ"),
        ("cp1251", "ru", 'ООО "РОМАШКА ТРЕЙДИНГ"'),
        ("koi8_r", "ru", 'ООО "РОМАШКА ТРЕЙДИНГ"'),
        ("cp1251", "bg", "Българска агенция за домейни ЕООД"),
        ("koi8_u", "com", "Товариство з обмеженою відповідальністю"),
        ("cp1252", "com", "Société Générale ÉLÉCTRICITÉ Größe Müßig"),
        ("iso8859_2", "pl", "Spółka Żółwia Łódź Święta Gęś"),
        ("iso8859_9", "com.tr", "Güneş Işığı Şirketi"),
        ("iso8859_8", "co.il", "חברת הדוגמה ישראל"),
    ],
)
def test_the_script_of_a_text_tells_its_charset_whatever_the_suffix(charset: str, suffix: str, text: str) -> None:
    raw = f"Domain Name: lucky.{suffix}\nCreation Date: 2021-02-03\nRegistrant Organization: {text}\n".encode(charset)
    found = facts(raw, f"lucky.{suffix}")
    assert (found.registrant_organisation, found.replacements) == (text, 0)


def test_one_spoilt_byte_does_not_hide_the_script() -> None:
    text = "阿里云计算有限公司杭州某某科技有限公司"
    raw = f"Domain Name: lucky.com\nCreation Date: 2021-02-03\nRegistrant Organization: {text}".encode("gb18030") + b" \xff\n"
    assert facts(raw, "lucky.com").registrant_organisation.startswith(text)


def test_bytes_that_no_charset_reads_are_counted() -> None:
    found = facts(
        ICANN.encode() + b"Registrant Name: caf\xc3\xa9 \xff\xfe\n" + "Registrant City: บางกอก ตัวอย่าง\n".encode(), "lucky-parcel.top"
    )
    assert (found.charset, found.replacements) == ("utf-8", 2)
