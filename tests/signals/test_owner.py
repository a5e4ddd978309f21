"""What a page shows of its owner, and what only looks as if it did."""

import pytest

from scamtriage.assess import Rules
from scamtriage.records.assessment import Verdict
from scamtriage.signals.contact import money_on_messenger
from scamtriage.signals.helplines import number_of_many_brands
from scamtriage.signals.officer_script import case_script
from scamtriage.signals.schemes import romance_fee
from scamtriage.signals.view import View
from tests.judgement.sites import assessed, dossier, sites

RULES = Rules.load()


def seen(language: str, body: str) -> View:
    html = f'<html lang="{language}"><title>Help</title>{body}</html>'
    return View(dossier({"host": "one-page.org", "html": html, "age_days": 400}), RULES.tables)


RENTED = [
    ("vi", "Tổng đài 1900 545454."),
    ("vi", "Hotline 1800 5454 35 (miễn phí)."),
    ("hi", "हेल्पलाइन 1800 123 4567 पर कॉल करें।"),
    ("hi", "हेल्पलाइन 1860 266 2666"),
    ("zh", "全国客服热线 400-820-8820"),
    ("en", "Helpline 1-888-555-0143"),
    ("ja", "フリーダイヤル 0120-123-456"),
]


@pytest.mark.parametrize(("language", "line"), RENTED)
def test_a_rented_number_shows_no_fixed_line(language: str, line: str) -> None:
    view = seen(language, f"<p>{line}</p>")
    assert view.identity.phones
    assert not view.identity.fixed_line
    assert not {"shows fixed line", "gives hotline", "has no way to be obeyed"} & view.profile.traits.keys()


@pytest.mark.parametrize(
    ("language", "line"),
    [("vi", "Điện thoại: 028 3822 1234"), ("th", "โทร 02-123-4567"), ("id", "Telepon (021) 5290 1234"), ("en", "Tel. +65 6225 5577")],
)
def test_a_line_that_ends_in_a_house_does(language: str, line: str) -> None:
    assert seen(language, f"<p>{line}</p>").identity.fixed_line


def test_the_short_number_of_the_police_is_no_line_of_the_page_and_no_way_to_obey_it() -> None:
    view = seen("th", "<p>แจ้งตำรวจ โทร 191 หรือสายด่วน 1441</p>")
    assert not view.identity.fixed_line
    assert {"gives hotline", "has no way to be obeyed"} <= view.profile.traits.keys()


@pytest.mark.parametrize(("host", "language", "line"), [("new1900.top", *RENTED[0]), ("new1860.in", *RENTED[2])])
def test_a_rented_number_acquits_no_name_of_five_days(host: str, language: str, line: str) -> None:
    judged = assessed({"host": host, "html": f'<html lang="{language}"><title>Help</title><p>{line}</p>', "age_days": 5})
    assert judged.verdict is not Verdict.LIKELY_BENIGN


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("vi", "Công ty TNHH Vay Nhanh. Zalo 0909123465"),
        ("th", "บริษัท เงินกู้ทันใจ จำกัด โอนเข้าบัญชี 012-3-45671-9"),
        ("zh", "某某贷款有限公司 客服QQ：123456789"),
        ("id", "PT Pinjaman Cepat WA 081234567891"),
        ("ja", "株式会社マネー 電話 090-1234-5678"),
        ("en", "ABC Loans Pte Ltd WhatsApp 91234567"),
        ("vi", "MST: đang cập nhật. Zalo 0909.123.465"),  # a word of a register, and a number that is none
        ("th", "เลขทะเบียน: รอออก โอนเข้าบัญชี 012-3-45671-9"),
        ("en", "ABC Loans Ltd. Registered in Singapore 12/05/2024, welcome to our page."),
    ],
)
def test_a_number_on_which_one_calls_or_pays_is_no_companys(language: str, line: str) -> None:
    assert not seen(language, f"<p>{line}</p><p>Hello to all of you</p>").identity.company


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("vi", "Công ty TNHH Hoa Mai. Mã số doanh nghiệp: 0312345678. Zalo 0909123465"),
        ("th", "บริษัท เอ จำกัด เลขทะเบียนนิติบุคคล 0105561234567"),
        ("zh", "沪ICP备12345678号"),
        ("zh", "统一社会信用代码 91310000MA1FL3XX2Y"),
        ("id", "PT Mawar, NPWP 01.234.567.8-901.000"),
        ("ja", "株式会社さくら 法人番号 1234567890123"),
        ("ko", "사업자등록번호 123-45-67890"),
        ("en", "ABC Pte Ltd UEN 201912345K"),
        ("en", "ABC Pty Ltd ABN 12 345 678 901"),
        ("en", "GSTIN: 27AAPFU0939F1ZV"),
        ("ms", "Kedai Mawar Sdn Bhd (1234567-X)"),
        ("ms", "Kedai Mawar Sdn. Bhd. 202001012345"),
        ("en", "Andaman Tools Co., Ltd. Company registration 0105553000016."),
        ("ko", "(주)바다상사 대구 동구 | 504-81-12345"),
        ("th", "บริษัท มะลิ จำกัด 0105561234567"),
    ],
)
def test_a_number_behind_a_word_of_a_register_is_a_companys(language: str, line: str) -> None:
    assert seen(language, f"<p>{line}</p><p>Hello to all of you</p>").identity.company


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("th", "คดีเลขที่ 256912"),
        ("th", "คดีเลขที่ 41/2567 วันที่ 12 เรื่อง 10110"),
        ("th", "คดี เลขที่ 12/67 ลงวันที่ 10110"),
        ("th", "บัญชีเลขที่ 123456"),
        ("th", "ใบอนุญาตเลขที่ 41/00123"),
        ("th", "เลขที่คดี 256912 ฉบับ 3"),
        ("my", "မှတ်ပုံတင်အမှတ် 12 / 256912"),
        ("my", "အမှုအမှတ် ၂၅၆၉၁၂"),
        ("en", "Road 256912"),  # one number is not both that of the house and the post code
    ],
)
def test_the_number_of_a_case_is_no_house(language: str, line: str) -> None:
    assert not seen(language, f"<p>{line}</p><p>Hello to all of you</p>").identity.address


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("id", "Alamat masjid kami rahasiakan no 12 kota"),
        ("id", "Kampung kami. Alamat kami rahasiakan. 12 anak"),
        ("en", "Our address is kept secret. 12 children, street 5 kids"),
        ("en", "The address is told after payment, 12 rooms, street 5"),
    ],
)
def test_an_address_that_is_withheld_is_shown_nowhere(language: str, line: str) -> None:
    assert not seen(language, f"<p>{line}</p><p>Hello to all of you</p>").identity.address


def test_the_street_beside_an_address_that_is_withheld_is_one() -> None:
    line = "Our address is secret to guests. Office: 12 Harbour Street, Kota Kinabalu 88000"
    assert seen("en", f"<p>{line}</p><p>Hello to all of you</p>").identity.address


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("th", "เลขที่ 99/1 ถนนสุขุมวิท แขวงคลองเตย กรุงเทพ 10110"),
        ("th", "บ้านเลขที่ 12 กรุงเทพ 10540"),
        ("th", "ที่อยู่: เลขที่ 88 กรุงเทพ 10310"),
        ("my", "အမှတ် ၁၂၊ ဗိုလ်ချုပ်လမ်း"),
        ("vi", "Địa chỉ: số nhà 12, 700000"),
    ],
)
def test_the_number_of_a_house_with_its_post_code_is(language: str, line: str) -> None:
    assert seen(language, f"<p>{line}</p><p>Hello to all of you</p>").identity.address


@pytest.mark.parametrize("case", ["หมายเลขคดี 256912", "คดีเลขที่ 256912", "คดี เลขที่ 256912"])
def test_a_case_number_hides_no_fake_officer(case: str) -> None:
    body = (
        f"<h1>ศูนย์ตรวจสอบคดี สำนักงานตำรวจแห่งชาติ</h1><p>{case} ท่านถูกกล่าวหาว่าฟอกเงิน บัญชีของท่านพัวพันคดี ห้ามบอกใคร "
        "ให้โอนเงินเข้าบัญชีปลอดภัยเพื่อตรวจสอบ เงินจะคืนหลังตรวจสอบ ติดต่อ LINE: police-case99</p>"
    )
    host = {"host": "case-th.top", "html": f'<html lang="th"><title>ตรวจสอบคดี</title>{body}</html>', "age_days": 6}
    judged = assessed(host)
    assert "content-case-script" in {c.reading.signal for c in judged.contributions}


@pytest.mark.parametrize(
    ("language", "label"),
    [("zh", "银行账号"), ("id", "Nomor rekening bank"), ("th", "เลขที่บัญชีธนาคาร"), ("vi", "Số tài khoản"), ("en", "Bank account number")],
)
def test_where_money_is_to_be_sent_opens_no_bank(language: str, label: str) -> None:
    form = f'<form method="post"><label>{label}<input name="a"></label><input type="file" name="b"><button>OK</button></form>'
    page = {"host": "school-fund.org", "html": f'<html lang="{language}"><title>Grant</title><h1>Grant</h1>{form}</html>', "age_days": 900}
    judged = assessed(page)
    assert "credential-theft" not in judged.flags
    assert judged.evidence["page"].facts.asks == ("bank-account", "file")  # type: ignore[union-attr]


ROMANCE = [
    ("vi", "Kết bạn Zalo 0909123465 để đặt hoa tươi. Thanh toán chuyển khoản.", False),
    ("vi", "Phụ huynh kết bạn Zalo của trường để nhận thông báo. Phí xe đưa rước đóng đầu tháng.", False),
    ("fil", "Magpadala ng balikbayan box mula Hong Kong papuntang Pilipinas. Bayad sa pickup.", False),
    ("ms", "Gelang dan cincin emas. Bayaran deposit 10%.", False),
    ("vi", "Em yêu, anh là quân nhân, kiện quà đã gửi. Em chuyển khoản phí thông quan.", True),
    ("fil", "Mahal ko, ang sundalo ay nagpadala ng kahon. Bayad sa clearance fee.", True),
    ("ms", "Sayang, tunang anda menghantar hadiah. Bayar deposit.", True),
]


@pytest.mark.parametrize(("language", "body", "spoken"), ROMANCE)
def test_one_everyday_word_is_no_love(language: str, body: str, spoken: bool) -> None:
    assert bool(romance_fee(seen(language, f"<p>{body}</p>")).value) is spoken


def test_a_driving_licence_is_no_sim_card() -> None:
    hire = "<p>Sewa motor. Syarat sewa: KTP dan SIM C yang masih berlaku. Motor diantar ke hotel di Jogja.</p>"
    assert not {"account", "codes", "charge", "handover"} & seen("id", hire).text.concepts
    assert "handover" in seen("id", "<p>Terima rekening beserta SIM dan kartu ATM.</p>").text.concepts
    assert "codes" in seen("en", "<p>Send a selfie and your SIM to our officer.</p>").text.concepts


@pytest.mark.parametrize(("licence", "spoken"), [("izin PPIU No. 123/2019", False), ("tanpa ribet", True)])
def test_a_licensed_agency_does_not_speak_as_fraudsters_with_tickets_do(licence: str, spoken: bool) -> None:
    offer = "Paket umroh 9 hari, tiket pesawat dan paket wisata. DP transfer. WA 081234567890"
    assert bool(money_on_messenger(seen("id", f"<h1>Travel umroh {licence}</h1><p>{offer}</p>")).value) is spoken


@pytest.mark.parametrize(("head", "least"), [("Dịch vụ kế toán An Tâm", 0), ("Hỗ trợ công dân", 3)])
def test_a_bookkeeper_helps_with_the_offices_whom_he_names(head: str, least: int) -> None:
    page = f"<h1>{head}</h1><p>Hỗ trợ eTax Mobile, VNeID, Cổng Dịch vụ công Quốc gia. Gọi 0909 123 465</p>"
    assert (number_of_many_brands(seen("vi", page)).value or 0) == least


@pytest.mark.parametrize("set_of_sites", ["dev", "hard", "012", "017"])
def test_every_script_shows_what_it_counts(set_of_sites: str) -> None:
    for site in sites(set_of_sites):
        found = case_script(View(dossier(site), RULES.tables))
        if found.value:
            terms = str(found.shown["terms"]).strip("“”").split("”, “")
            quote = "".join(str(found.shown["quote"]).lower().split())
            assert found.shown["count"] == len(terms)
            assert all("".join(term.split()) in quote for term in terms), (site["id"], found.shown)


@pytest.mark.parametrize("spelled", ["臺灣銀行", "台灣銀行"])
def test_the_bank_of_taiwan_is_named_in_either_spelling(spelled: str) -> None:
    assert "Bank of Taiwan" in seen("zh-Hant", f"<p>{spelled}提醒您，請儘速登入更新您的會員資料，以免帳戶停用</p>").text.organisations
