"""Desk work near scam compounds, offered in many languages on terms that keep who comes; and honest work there, and those who warn."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

ROWS = {"content-workers-led-in", "content-workers-kept"}


def judged(language: str, title: str, body: str, host: str = "jobs-near-the-river.com", age: int = 45) -> Assessment:
    html = f'<html lang="{language}"><title>{title}</title><h1>{title}</h1>{body}</html>'
    return assessed({"host": host, "html": html, "age_days": age, "mx": False})


def fired(row: Assessment) -> set[str]:
    return {c.reading.signal for c in row.contributions if c.reading.signal in ROWS and c.log_odds}


TELEGRAM = '<a href="https://t.me/hr_anyone_77">Telegram</a>'
OFFERS = [
    (
        "vi",
        "VIEC NHE LUONG CAO",
        "<p>can 15 ban lam cskh ben Bavet, luong 900$ bao an o. qua cua khau co nguoi dan, ko can ho chieu."
        " nghi truoc hop dong phai boi thuong chi phi. ib tele</p>",
    ),
    (
        "es",
        "Trabajo en Camboya, pasaje incluido",
        "<p>Chat y redes sociales para una plataforma de cripto en Sihanoukville, 2.200 USD. Entra como turista; "
        "en migración diga que va de vacaciones. El pasaporte se entrega en la oficina.</p>",
    ),
    (
        "pt-BR",
        "Vaga no Laos: suporte por chat",
        "<p>Suporte por chat no Triângulo Dourado, US$ 1.900, moradia e passagem. Visto de turista na entrada. Celulares são recolhidos no"
        " expediente.</p>",
    ),
    (
        "fr",
        "Service client au Cambodge, billet payé",
        "<p>Service client et réseaux sociaux à Poipet, 2 000 USD. Vous voyagez comme touriste. En cas de départ avant un an, le billet est"
        " à rembourser. Le passeport est remis au bureau.</p>",
    ),
    (
        "ja",
        "カンボジア 高収入 カスタマーサポート",
        "<p>シアヌークビルでのチャット対応。月50万円、航空券つき。観光ビザで入国。パスポートは会社で保管。"
        "途中で退職する場合は違約金を請求します。</p>",
    ),
    (
        "ko",
        "캄보디아 고수익 채팅 상담원",
        "<p>시아누크빌 근무, 월 600만원, 항공권 제공. 관광 비자로 입국. 여권은 회사에서 보관합니다. 중도 퇴사 시 위약금이 있습니다.</p>",
    ),
    (
        "lo",
        "ຮັບສະໝັກແອັດມິນ ຄິງໂຣມັນ",
        "<p>ຕອບແຊັດລູກຄ້າ ເງິນເດືອນ 15,000 ບາດ ມີທີ່ພັກ. ເກັບໂທລະສັບເວລາເຮັດວຽກ. ອອກກ່ອນ 6 ເດືອນ ຕ້ອງຈ່າຍຄ່າປັບ.</p>",
    ),
    (
        "km",
        "ជ្រើសរើសបុគ្គលិកវាយអក្សរ ប៉ោយប៉ែត",
        "<p>បម្រើអតិថិជនតាមឆាត ប្រាក់ខែ 800 ដុល្លារ។ ក្រុមហ៊ុនរក្សាលិខិតឆ្លងដែន។ ប្រមូលទូរស័ព្ទពេលធ្វើការ។</p>",
    ),
    (
        "en",
        "Hiring typists for our Thai border office",
        "<p>Chat support near Mae Sot, 1,400 USD and dorm. Come on visa exemption, our driver takes you to the border. Passport is kept"
        " by the office. Phones are collected at the door.</p>",
    ),
    (
        "id",
        "Loker CS Poipet",
        "<p>CS online, gaji 11 jt, mess. Masuk pakai visa turis, bilang ke petugas mau jalan-jalan. Paspor dipegang kantor.</p>",
    ),
]
HONEST = [
    (
        "vi",
        "Tour Campuchia 3 ngày qua Mộc Bài",
        "<p>Chăm sóc khách hàng 24/7. Qua cửa khẩu có người đón, không cần hộ chiếu. Nộp hộ chiếu cho hướng dẫn viên.</p>",
    ),
    (
        "es",
        "Viajes a Camboya",
        "<p>Entrada como turista. Nuestro conductor le lleva a la frontera de Poipet. Atención al cliente en español.</p>",
    ),
    (
        "th",
        "รถรับส่งด่านปอยเปต",
        "<p>พาข้ามแดนถึงโรงแรม ช่วยกรอกวีซ่าท่องเที่ยว บริการลูกค้า 24 ชม.</p>",
    ),
    (
        "en",
        "Motorbikes in Sihanoukville",
        "<p>Your passport is kept at the desk as deposit. Find us on social media. Trips over the border need papers.</p>",
    ),
    (
        "en",
        "Licensed jobs in Thailand",
        "<p>Customer service in Bangkok, work permit paid. Nobody may enter on a tourist visa to work, and we never keep your passport."
        " Who leaves in the first month repays nothing.</p>",
    ),
    (
        "es",
        "Alerta: empleos en Camboya",
        "<p>Ofrecen chat en Sihanoukville con entrada como turista; el pasaporte se entrega en la oficina. "
        " Las víctimas pueden escribirnos.</p>",
    ),
    (
        "en",
        "Before you go to Mae Sot",
        "<p>They promise typing work. You enter on a tourist visa, the passport is kept by the office and phones are collected. Victims"
        " write to our line.</p>",
    ),
    (
        "en",
        "Backpackers' hostel in Sihanoukville",
        "<p>Help us with social media for a bed. Come on a tourist visa and stay a month.</p>",
    ),
    (
        "pt-BR",
        "Atendente no Camboja, com visto de trabalho",
        "<p>Suporte por chat em Phnom Penh. Ninguém deve entrar com visto de turista. O passaporte fica sempre com você.</p>",
    ),
    (
        "zh",
        "西港酒店招聘客服",
        "<p>公司办理工作签证，护照由员工本人保管，包吃住。</p>",
    ),
    (
        "id",
        "Loker resmi, bukan Kamboja",
        "<p>CS di Jakarta. Jangan berangkat ke Poipet pakai visa turis; paspor dipegang sendiri.</p>",
    ),
    (
        "th",
        "รับแอดมิน โรงแรมแม่สอด",
        "<p>แอดมินตอบแชทโรงแรม เงินเดือน 12,000 มีที่พัก เก็บสำเนาพาสปอร์ต</p>",
    ),
    (
        "en",
        "Siam Northern",
        "<h2>Prices</h2><p>Tourist visa extensions. Leave your passport here, our van crosses the border at Mae Sot. Accounting"
        " from 4,000 baht per month. Live chat.</p>",
    ),
    (
        "es",
        "Mekong Sur",
        "<p>Entrada como turista. El conductor les lleva a la frontera de Poipet. Atención al cliente.</p><h2>Trabajo</h2><p>Guías, sueldo"
        " a convenir.</p>",
    ),
    (
        "en",
        "Scooter hire Sihanoukville",
        "<p>Customer service. Per month 90 USD. The passport is kept as a deposit. If you break the mirror, pay back its price.</p>",
    ),
    (
        "en",
        "Divemaster course near Sihanoukville",
        "<p>Commission on each course you sell. Come on a tourist visa. If you leave early, no refund. Help with social media.</p>",
    ),
    (
        "en",
        "Help desk in the Poipet zone",
        "<p>Call center, salary 320 USD, dormitory. On the floor phones are kept in lockers. Khmer contract.</p>",
    ),
    (
        "th",
        "โรงงานแม่สอด รับสมัครแอดมิน",
        "<p>ตอบแชท เงินเดือน 12,000 ฝากโทรศัพท์ไว้ในล็อกเกอร์ ลาออกก่อนครบ 15 วันไม่ต้องจ่าย</p>",
    ),
    (
        "en",
        "I typed for eleven months in KK Park",
        "<p>They said customer service in Mae Sot, 1,500 USD salary. I came on a tourist visa. Passport is kept by the office; phones are"
        " collected. Write to me.</p>",
    ),
    (
        "zh",
        "我做了半年客服",
        "<p>西港招聘写月薪一万五，落地签入境。到了护照统一保管，手机上交，离职要赔付机票。后来我回来了，写下来给大家看。</p>",
    ),
    (
        "fil",
        "Paalala: trabaho sa Poipet",
        "<p>Customer service daw, sahod 1,500 USD. Iiwan ang passport sa office at bawal cellphone.</p>",
    ),
    (
        "th",
        "ทนายแม่สอด",
        "<p>นายจ้างเก็บพาสปอร์ตผิดกฎหมาย หักจากเงินเดือนก็ผิด แอดมินตอบแชททุกวัน</p>",
    ),
]


@pytest.mark.parametrize(("language", "title", "body"), OFFERS, ids=[f"{one[0]}-{one[1][:12]}" for one in OFFERS])
def test_who_is_led_in_or_kept_is_offered_work_in_a_compound(language: str, title: str, body: str) -> None:
    row = judged(language, title, body + TELEGRAM)
    assert fired(row), row.contributions
    assert row.verdict >= Verdict.SUSPICIOUS
    assert "compound-recruit" in {kind.type for kind in row.scam_types}
    assert row.urgency == "immediate"


@pytest.mark.parametrize(("language", "title", "body"), HONEST, ids=[f"{one[0]}-{one[1][:12]}" for one in HONEST])
def test_honest_offers_and_those_who_tell_of_compounds_hold_nobody(language: str, title: str, body: str) -> None:
    assert not fired(judged(language, title, body + TELEGRAM))


def test_without_a_private_line_nobody_can_accept() -> None:
    language, title, body = OFFERS[-2]
    assert fired(judged(language, title, body + TELEGRAM)) == ROWS
    assert not fired(judged(language, title, body))


def test_one_way_alone_needs_a_town_of_compounds_and_nobody_who_shows_himself() -> None:
    body = "<p>Chat support, 900 USD. Phones are collected at the door.</p>" + TELEGRAM
    assert fired(judged("en", "Work in Poipet", body)) == {"content-workers-kept"}
    assert not fired(judged("en", "Work in Cambodia", body))
    assert not fired(judged("en", "Work in Poipet", body + "<p>hr@jobs-near-the-river.com</p>"))


def test_who_is_led_in_but_not_kept_is_a_traveller_unless_the_border_is_passed_by_a_lie() -> None:
    body = "<p>Chat support, 900 USD. Come on a tourist visa; our driver takes you to the border.</p>" + TELEGRAM
    assert not fired(judged("en", "Work in Poipet", body))
    assert fired(judged("en", "Work in Poipet", body + "<p>Tell immigration that you are on holiday.</p>")) == {"content-workers-led-in"}


def test_a_post_far_from_its_pay_is_a_service_for_customers() -> None:
    terms = "<p>Passport is kept by the office. Phones are collected at the door. Live chat.</p>" + TELEGRAM
    rest = "<p>" + "We cook for everybody who stays with us by the river. " * 8 + "</p>"
    assert fired(judged("en", "Poipet", terms + "<p>900 USD salary</p>"))
    assert not fired(judged("en", "Poipet", terms + rest + "<p>900 USD salary</p>"))


@pytest.mark.parametrize("accented", ["", " bạn", " Hà Nội, Đà Nẵng"])
def test_a_name_with_its_accents_makes_no_accented_vietnamese(accented: str) -> None:
    body = "<p>can 20 nam nu lam viec tai nha, luong theo ngay, khong can kinh nghiem, nhan tien trong ngay, lien he quan ly"
    row = judged("vi", "tuyen nhan vien", f"{body * 4}{accented}</p>{TELEGRAM}")
    assert not [c for c in row.contributions if c.reading.signal == "page-wording" and c.log_odds < 0]


def test_vietnamese_without_accents_is_not_read_as_honest() -> None:
    body = "<p>can 20 ban nam nu lam viec tai nha, luong theo ngay, khong can kinh nghiem, nhan tien trong ngay, lien he quan ly</p>"
    row = judged("vi", "tuyen nhan vien", body)
    assert row.verdict != Verdict.LIKELY_BENIGN
    assert not [c for c in row.contributions if c.reading.signal == "page-wording" and c.log_odds < 0]
