"""Local numbers of pages whose country cannot be told: seen by people, and counted by nothing."""

import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules
from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import PageFacts
from scamtriage.records.facts.contact import LOCAL_PHONE
from scamtriage.signals.view import View
from tests.judgement.sites import assessed, dossier

PLAIN = "Our team is ready to help you with your question today and will answer it as soon as we can."


def found(markup: str, host: str = "a-desk.com", language: str = "en") -> list[tuple[str, str]]:
    said = f"<title>Desk</title><p>{PLAIN}</p>" if language == "en" else ""
    html = f"<html lang={language}><meta charset=utf-8>{said}{markup}</html>"
    suffix = host.rpartition(".")[2]
    arguments = {"content_type": "text/html; charset=utf-8", "url": f"https://{host}/", "host": host, "suffix": suffix}
    return [(c.kind, c.value) for c in read_page(body=html.encode(), **arguments)[0].contacts]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "number",
    [
        "0917 555 1234", "01 234 5678", "06 1234 5678", "0203-445566", "01865 123456", "(021) 555 1234", "0733 123 456", "555-0142",
        "4567 8901",
    ],
)  # fmt: skip
@pytest.mark.parametrize("label", ["Call us: {}", "Phone {}", "Tel. {} or write", "WhatsApp: {}", "Call us at {}"])
def test_a_local_number_behind_a_word_for_calling_is_listed_as_written(number: str, label: str) -> None:
    ((kind, value),) = found(f"<p>{label.format(number)}</p>")
    assert (kind, value) == (LOCAL_PHONE, number)


def test_a_telephone_link_says_so_by_itself() -> None:
    assert found('<a href="tel:5551234">Call</a>') == [(LOCAL_PHONE, "5551234")]
    assert found('<a href="tel:1234567">Call</a><a href="tel:0000000000">Call</a><a href="tel:987654321">Call</a>') == []


def test_one_number_is_one_however_it_is_grouped() -> None:
    assert found('<a href="tel:09175551234">Call</a><p>Tel: 0917 555 1234, Phone 0917-555-1234</p>') == [(LOCAL_PHONE, "09175551234")]


@pytest.mark.parametrize(
    "text",
    [
        "Order 0917 555 1234 has shipped", "Call quoting reference 0917 555 1234", "Phone order 0917-555-1234", "Phone model 3310 2017",
        "Your phone case no. 0917 555 1234", "Please call with your order number 0445-2231", "Phone number verification code 0123 4567",
        "iPhone 15 Pro 0128 0256", "Call centre licence 0123-456-789", "Mobile money account 0123456789", "Member no. 0123 456 789",
        "Call recording 2026-11-24 0123", "Phone insurance policy number 0123 4567 89", "Mobile app version 01.23.4567",
        "Fax machine part 0445-2231-00", "Phone stand SKU: 0445 2231 998", "Hotline opened 01 02 2024 to 03 04 2025",
        "WhatsApp users 2000 000 000", "Phone number: 0000 000 000", "Phone: 0123456789 (example)", "Call ID 0445-2231-99",
        "Phone PIN: 0445 2231", "Invoice phone 0445/2231", "Mobile 12 345 6789 downloads", "Shipped with 0917 555 1234",
        "Phone: 0830 - 1730", "Call us 0900 1800 daily", "Phone: 2019 2024", "Call by 24 11 2026", "Phone 24 11 2026",
    ],
)  # fmt: skip
def test_numbers_of_things_are_no_local_numbers(text: str) -> None:
    assert LOCAL_PHONE not in {kind for kind, _ in found(f"<p>{text}</p>")}


def test_a_page_that_tells_its_country_has_none() -> None:
    assert found("<p>Tel: 555 1234</p>", host="a-desk.co.uk") == []
    assert found("<p>We are in Singapore.</p><p>Tel: 555 1234</p>") == []


def test_a_page_with_nothing_but_one_is_still_unseen() -> None:
    html = '<html lang=en><a href="tel:5551234">Call</a></html>'
    facts = read_page(body=html.encode(), content_type="text/html", url="https://a-desk.com/", host="a-desk.com", suffix="com")[0]
    assert [contact.kind for contact in facts.contacts] == [LOCAL_PHONE]
    assert facts.unseen_because == replace(facts, contacts=()).unseen_because != ""


def test_it_counts_for_no_rule_and_stands_in_no_profile() -> None:
    html = f"<html lang=en><title>Windows support</title><p>{PLAIN}</p><p>Your computer is locked. Call 0917 555 1234 now.</p></html>"
    rules = Rules.load()
    site = dossier({"host": "a-desk.com", "html": html, "age_days": 300})
    page = site.evidence["page"]
    assert isinstance(page.facts, PageFacts) and [contact.kind for contact in page.facts.contacts] == [LOCAL_PHONE]
    bare = replace(site, evidence={**site.evidence, "page": replace(page, facts=replace(page.facts, contacts=()))})
    answers = []
    for one in (site, bare):
        row = assessed(one, rules)
        assert not View(one, rules.tables).identity.phones
        answers.append((row.log_odds, row.flags, {c.reading.signal for c in row.contributions}))
    assert answers[0] == answers[1]


THAI = "รายงานผู้เสียหายจากแก๊งหลอกลงทุนออนไลน์ที่ติดต่อเหยื่อผ่านแอปพลิเคชัน"
KHMER = "របាយការណ៍អំពីក្រុមបោកប្រាស់តាមអ៊ីនធឺណិត ដែលទាក់ទងជនរងគ្រោះ"
INDONESIAN = "Laporan korban penipuan investasi yang dihubungi lewat aplikasi oleh orang yang tidak dikenal"


@pytest.mark.parametrize(
    ("language", "said", "line", "number"),
    [
        ("th", THAI, "Zalo: {}", "0912345678"),
        ("th", THAI, "Zalo ของฉัน {}", "0912 345 678"),
        ("th", THAI, "Zalo:<br>{}", "0912 345 678"),
        ("th", THAI, "Liên hệ {} để nhận việc", "0912 345 678"),
        ("th", THAI, "hubungi {}", "019-876 5432"),
        ("km", KHMER, "wasap {}", "012-3456789"),
        ("th", THAI, "tel. {} សូមទាក់ទង", "012 345 678"),
        ("my", "ဆက်သွယ်ရန် လိမ်လည်သူများ၏ ဖုန်းနံပါတ်များ အစီရင်ခံစာ", "โทร {}", "081-234-5678"),
        ("id", INDONESIAN, "wasap {}", "012-345 6789"),
    ],
)
def test_a_number_beside_words_of_another_language_is_of_no_country(language: str, said: str, line: str, number: str) -> None:
    markup = f"<p>{said}</p><p>{line.format(number)}</p>"
    assert (LOCAL_PHONE, number) in found(markup, language=language)
    assert not [value for kind, value in found(markup, language=language) if kind != LOCAL_PHONE and number[-4:] in value]


@pytest.mark.parametrize(
    ("language", "said", "line", "contact"),
    [
        ("th", THAI, "โทร 081-234-5678", ("phone", "+66812345678")),
        ("th", THAI, "WhatsApp 081-234-5678", ("whatsapp", "+66812345678")),
        ("th", THAI, "Hotline: 02-123-4567", ("phone", "+6621234567")),
        ("th", THAI, "Zalo 02-123-4567", ("zalo", "+6621234567")),  # no number of Vietnam
        ("th", THAI, "Zalo +84 912 345 678", ("zalo", "+84912345678")),
        ("vi", "Báo cáo của nạn nhân bị lừa đảo đầu tư qua mạng", "Zalo 0912 345 678", ("zalo", "+84912345678")),
        ("zh-TW", "外籍移工仲介公司的聯絡方式，歡迎來電詢問", "聯絡人 Nguyễn Văn An 電話 0912-345-678", ("phone", "+886912345678")),
        ("id", INDONESIAN, "hubungi 0812-3456-7890", ("phone", "+6281234567890")),
        ("ms", "Laporan mangsa penipuan pelaburan dalam talian", "No. HP 012-345 6789", ("phone", "+60123456789")),
        ("ms", "Laporan mangsa penipuan pelaburan dalam talian", "wasap 012-345 6789", ("whatsapp", "+60123456789")),
    ],
)
def test_a_number_beside_words_of_its_own_language_has_its_country(language: str, said: str, line: str, contact: tuple[str, str]) -> None:
    assert contact in found(f"<p>{said}</p><p>{line}</p>", language=language)


def test_the_suffix_of_a_page_says_more_than_the_words_beside_a_number() -> None:
    assert ("zalo", "+66912345678") in found(f"<p>{THAI}</p><p>Zalo: 0912345678</p>", host="a-desk.co.th", language="th")
