"""Lines of desks as pages write them: numbers that nobody is to answer, further lines, references, and short names of messengers."""

import pytest

from scamtriage.parse.html.page import read_page


def contacts(language: str, suffix: str, body: str) -> set[str]:
    host = f"a-desk.{suffix}"
    html = f"<html lang={language}><meta charset=utf-8><body>{body}</body></html>".encode()
    facts, _ = read_page(body=html, content_type="text/html; charset=utf-8", url=f"https://{host}/", host=host, suffix=suffix)
    return {f"{c.kind} {c.value}" for c in facts.contacts}


@pytest.mark.parametrize(
    ("language", "suffix", "body", "expected"),
    [
        ("th", "co.th", "<p>เตือนภัย! มีเบอร์ 02-114-7788 โทรมาอ้างเป็นธนาคาร อย่าโอนเงิน</p>", set()),
        ("th", "go.th", "<p>ได้รับสายจากหมายเลข 063-958-1427 อ้างเป็นเจ้าหน้าที่ขนส่ง</p>", {"phone +66639581427"}),  # evidence of a case
        ("th", "go.th", "<p>อย่ารับสายจากเบอร์ 02-114-7788 หากสงสัยโทร 1441</p>", {"hotline 1441"}),
        ("th", "go.th", "<p>อย่าโทร 02-114-7788 หากปิดแล้ว</p>", {"phone +6621147788"}),
        ("vi", "gov.vn", "<p>Cảnh giác các cuộc gọi giả danh công an từ số 0236 382 1234, tuyệt đối không nghe máy.</p>", set()),
        ("vi", "gov.vn", "<p>Phản ánh cuộc gọi lừa đảo qua số 0236 382 1234.</p>", {"phone +842363821234"}),
        ("id", "go.id", "<p>Waspada penipuan yang mengatasnamakan BPBD dengan nomor 0823-9911-2233, jangan dihubungi.</p>", set()),
        ("id", "go.id", "<p>Laporkan penipuan dengan menghubungi nomor 0823-9911-2233.</p>", {"phone +6282399112233"}),
        ("ms", "com.my", "<p>Jangan jawab panggilan dari nombor 03-7777 1234. Hubungi kami di 03-2222 3333.</p>", {"phone +60322223333"}),
        ("tl", "com.ph", "<p>Huwag sagutin ang tawag mula sa 0917 555 1234. Tumawag sa 02 8888 1234.</p>", {"phone +63288881234"}),
        ("km", "gov.kh", "<p>សូមកុំទទួលទូរស័ព្ទពីលេខ 099 111 222 ជនបោកប្រាស់</p>", set()),
        ("lo", "la", "<p>ຢ່າຮັບສາຍຈາກເບີ 020 5555 1234</p>", set()),
        ("my", "com.mm", "<p>09-776655443 မှ ဖုန်းခေါ်ဆိုမှုကို မကိုင်ပါနှင့်</p>", set()),
        ("zh-TW", "gov.tw", "<p>請勿撥打來路不明 +886 2 7755 0001 之來電</p>", set()),
        ("ko", "go.kr", "<p>070-7777-1234 번호로 오는 전화는 받지 마세요.</p>", set()),
        ("ja", "jp", "<p>03-3581-4321 からの電話には出ないでください。お問い合わせは 03-6666-1234</p>", {"phone +81366661234"}),
        ("ja", "jp", "<p>03-3581-4321からの電話にご注意ください。</p>", set()),
    ],
)
def test_a_number_that_nobody_is_to_answer_is_no_contact(language: str, suffix: str, body: str, expected: set[str]) -> None:
    assert contacts(language, suffix, body) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "body", "expected"),
    [
        ("th", "co.th", "<p>นัดหมาย ๐๒-๕๘๐-๓๓๗๔-๕ หรือมือถือ 081-4472930</p>", {"+6625803374", "+6625803375", "+66814472930"}),
        ("en", "com.sg", "<p>Call 6221 4087 / 8 for an appointment.</p>", {"+6562214087", "+6562214088"}),
        ("en", "com.sg", "<p>Call 6221 4087/8 or fax 6221 4090.</p>", {"+6562214087", "+6562214088", "+6562214090"}),
        ("en", "com.sg", "<p>Call 6221 4087/8 pax only</p>", {"+6562214087"}),
        ("en", "com.sg", "<p>Call 6221 4087 / 8 am to 6 pm</p>", {"+6562214087"}),
        ("en", "com.sg", "<p>Call 6221 4086/7 days a week</p>", {"+6562214086"}),
        ("zh", "top", "<p>请立即联系陈警官：一三六、四四二零、七七一八</p>", {"+8613644207718"}),
        ("zh", "top", "<p>营业：一二三、四五六、七八九号窗口</p>", set()),
        ("vi", "vn", "<p>ĐT: 028 3931 4471 - 72 hoặc 0918 004 552</p>", {"+842839314471", "+842839314472", "+84918004552"}),
        ("vi", "vn", "<p>ĐT: 028 3931 4471 - 72 đường số 5</p>", {"+842839314471"}),
        ("ko", "kr", "<p>010ㅡ9123ㅡ4567 연락주세요</p>", {"+821091234567"}),
    ],
)
def test_further_lines_and_marks_between_groups(language: str, suffix: str, body: str, expected: set[str]) -> None:
    assert contacts(language, suffix, body) == {f"phone {number}" for number in expected}


@pytest.mark.parametrize(
    ("language", "suffix", "body"),
    [
        ("en", "com", "<p>Ref PH-0812345678. Phuket, Thailand</p>"),
        ("en", "com", "<p>Property ID: PH-0812345678. Phuket, Thailand</p>"),
        ("km", "com.kh", "<p>WhatsApp</p><p>Block 71820044 · 0x5f2e</p>"),
        ("vi", "vn", "<p>in 5.000 cuốn, số ĐKXB 0912345678/CXB</p>"),
        ("vi", "vn", "<p>GPXB số 0912345678</p>"),
    ],
)
def test_a_reference_that_looks_like_a_number_is_none(language: str, suffix: str, body: str) -> None:
    assert contacts(language, suffix, body) == set()


@pytest.mark.parametrize(
    ("language", "suffix", "body", "expected"),
    [
        ("ko", "top", "<p>텔 @ace77cs / 카톡: ace77cs</p>", {"telegram ace77cs", "kakaotalk ace77cs"}),
        ("ko", "com", "<p>호텔 @seoul_inn 인스타</p>", set()),
        ("ko", "top", "<p>텔레그램 아이디 ㅡ cam_boss77, 위챗 camboss77</p>", {"telegram cam_boss77", "wechat camboss77"}),
        ("lo", "com", "<p>ໄອດີລາຍ: gtkings_hr</p>", {"line gtkings_hr"}),
        ("en", "com", "<p>Call +1-571-418-2960 or Signal same number.</p>", {"phone +15714182960", "signal +15714182960"}),
        ("en", "com", "<p>Call +1-571-418-2960. A strong signal on the same number plan.</p>", {"phone +15714182960"}),
        ("id", "co.id", "<p>Halo Kemenkes 1500-567, Kring Pajak 1500200</p>", {"hotline +621500567", "hotline +621500200"}),
        ("zh", "com.cn", "<p>微信同号：13877142209</p>", {"phone +8613877142209", "wechat +8613877142209"}),
        (
            *("zh", "com.cn", "<p>电话：0771-5538206 微信同号：13877142209</p>"),
            {"phone +867715538206", "phone +8613877142209", "wechat +8613877142209"},
        ),
        ("zh", "com.cn", "<p>手机 13877142209（微信同号）</p>", {"phone +8613877142209", "wechat +8613877142209"}),
        ("lo", "la", "<p>WhatsApp 020 9661 2830, ຮ້ານ 071 252 119</p>", {"whatsapp +8562096612830", "phone +85671252119"}),
        ("my", "com", "<p>Agent လိုင်း: 09-976-411-208 (Viber)</p>", {"phone +959976411208", "viber +959976411208"}),
    ],
)
def test_by_what_a_number_or_a_name_is_reached(language: str, suffix: str, body: str, expected: set[str]) -> None:
    assert contacts(language, suffix, body) == expected
