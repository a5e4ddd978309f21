"""Contacts as people hide them from filters or leave half unsaid, and what looks like such a disguise and is none."""

import pytest

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.fold import DASHES, FOLD, digits_of, fold
from scamtriage.parse.contact.sources import ContactSources
from scamtriage.parse.contact.spoken_digits import read
from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import Link
from tests.cost import least_cpu_s
from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("en", "com", "Write to refunds[a]deskcare.io today", {"email refunds@deskcare.io"}),
        ("en", "com", "Please download and install \u0410nyD\u0435sk now", {"remote-tool AnyDesk"}),
        ("id", "co.id", "Surel: bantuan [a] toko-maju [titik] example", {"email bantuan@toko-maju.example"}),
        ("en", "com", "Write to info (a) toko [dot] org", {"email info@toko.org"}),
        ("en", "com", "See section 4 (a) www.toko.org", set()),
        ("th", "th", "L\u0406NE ID: acme77x", {"line acme77x"}),
        ("en", "com", "L\u0406NE ID: \u0430cme77x, help@\u0430\u0441me.com", {"email help@xn--me-6kc2e.com"}),
        ("en", "com", "Write to \u0430cmehelp@desk.example", {"email acmehelp@desk.example"}),
        ("en", "com", "Write to inf\u043e@desk.example", {"email info@desk.example"}),
        ("en", "com", "почтаinfo@desk.example", {"email info@desk.example"}),
        ("ko", "kr", "문자 010 · 9 9 1 1 · 2 2 3 3", {"phone +821099112233"}),
        ("zh", "cn", "(微信同号):1 3 9 1 1 2 2 3 3 4 4", {"wechat +8613911223344"}),
        ("zh", "tw", "教字第0912345678號,北府衛字第 0223456789 號", set()),
        ("zh", "tw", "電話 0912345678 號", {"phone +886912345678"}),
        ("zh", "cn", "电话数字 13911223344", {"phone +8613911223344"}),
        # few digits are words; and a second number, behind "or"
        ("zh", "cn", "电话 16七-3820-5914 亦可", {"phone +8616738205914"}),
        ("zh", "cn", "电话 167-3八20-5914", {"phone +8616738205914"}),
        ("zh", "cn", "电话 13〇-0013-8001", {"phone +8613000138001"}),
        ("zh", "tw", "電話 09一2-345-678", {"phone +886912345678"}),
        ("zh", "cn", "编号 1三800138001", set()),
        ("zh", "cn", "2023年一1380013800件", set()),
        ("zh", "cn", "13 一 2024 5566 778", set()),
        ("zh", "cn", "身份证 11010119850307四512", set()),
        ("km", "com.kh", "☎ 0873 619 42 ឬ o71-28-4o-937", {"phone +85587361942", "phone +855712840937"}),
        ("en", "com.kh", "Tel 012 345 678 or model o71-28-4o-937", {"phone +85512345678"}),
        # a channel by its name alone, to be searched for
        ("ko", "kr", "카카오톡 플러스친구 바른상사 검색", {"kakaotalk 바른상사"}),
        ("ko", "kr", '카카오톡 채널 "바른상사"를 검색하세요', {"kakaotalk 바른상사"}),
        ("ko", "kr", "카카오톡 채널 검색창에서 검색", set()),
        ("ko", "kr", "카카오톡 채널 친구 추가 후 검색", set()),
        ("ko", "kr", "카카오톡 채널 관리자 센터 검색 결과", set()),
        ("ko", "kr", "유튜브 채널 바른상사 검색", set()),
        ("ko", "kr", "카카오톡 플러스친구 @바른상사", {"kakaotalk 바른상사"}),
        ("ko", "kr", "카톡 채널: @모두몰2에서 상담", {"kakaotalk 모두몰2"}),
        ("ko", "kr", "인스타 @바른상사", set()),
        ("en", "com", "signal.me/#p/+66812345678", {"signal +66812345678"}),
        ("km", "com.kh", "លេខគណនី Wing: 123 456 7891", {"bank-account 1234567891"}),
        ("vi", "vn", "Hộp thư: sotuphap (a) binhan.example, giờ hành chính", {"email sotuphap@binhan.example"}),
        ("en", "com", "as in section 4 (a) www.example.org says", set()),
        ("th", "com", "ติดต่อ ศูนย์แปดหนึ่ง-234-5678", {"phone +66812345678"}),
        ("vi", "vn", "gọi không chín một hai, 345, 678", {"phone +84912345678"}),
        ("id", "id", "Telepon nol-delapan-satu-dua, 3456, 7890", {"phone +6281234567890"}),
        ("ms", "my", "WhatsApp kosong satu dua 477 4418", {"whatsapp +60124774418"}),
        ("fil", "ph", "Tawag sa zero nine one seven 555 0123", {"phone +639175550123"}),
        ("km", "com.kh", "ទូរស័ព្ទ សូន្យ មួយ ពីរ 345 678", {"phone +85512345678"}),
        ("my", "mm", "ဖုန်း သုညကိုး-၇၈၁-၈၇၇-၄၄၁", {"phone +959781877441"}),
        ("lo", "la", "ໂທ ສູນສອງສູນ 5555 4418", {"phone +8562055554418"}),
        ("zh", "cn", "电话幺三九，一一二二，三三四四", {"phone +8613911223344"}),
        ("zh", "tw", "電話 零九壹二-345-678", {"phone +886912345678"}),
        ("ja", "jp", "電話 ゼロキューゼロ-1234-5678", {"phone +819012345678"}),
        ("ko", "kr", "전화 공일공 구구일일 이이삼삼", {"phone +821099112233"}),
        ("hi", "in", "फोन नौ आठ एक दो तीन चार पाँच छह सात आठ", {"phone +919812345678"}),
        ("en", "com", "Phone: two-one-two, 555, 0187", {"phone +12125550187"}),
        ("id", "id", "Telp kantor 0274/512345", {"phone +62274512345"}),
        ("en", "ph", "Phone 0917 / 555 / 0123", {"phone +639175550123"}),
        ("ja", "jp", "テレグラムは kaori_88 です", {"telegram kaori_88"}),
        ("th", "th", "ไลน์ (LINE) ชื่อ ploy.work22", {"line ploy.work22"}),
        ("th", "th", "เทเลแกรม ของพี่ หา - nong_may8", {"telegram nong_may8"}),
        ("ja", "jp", "カカオトーク「mina-chan」", {"kakaotalk mina-chan"}),
        ("en", "com", "Find us on Telegram as crew_lead", {"telegram crew_lead"}),
        ("th", "com", "เมล info(แอท)siam(จุด)คอม", {"email info@siam.com"}),
        ("ko", "com", "이메일 info 골뱅이 barun 닷컴", {"email info@barun.com"}),
        ("ko", "kr", "메일 info AT acme DOT co.kr", {"email info@acme.co.kr"}),
        ("vi", "vn", "Hoa (chỉ Viber) là 0912 345 678", {"viber +84912345678"}),
        ("zh", "cn", "电话 138 1234 5678,WhatsApp也是这个号", {"phone +8613812345678", "whatsapp +8613812345678"}),
        ("id", "id", "Bank Mandiri 1 5 6 0 - 0 1 8 7 - 7 4 4 1 8", {"bank-account 1560018774418"}),
        ("en", "com", "Wells Fargo, routing 121000248, acct no. 918 774 4182", {"bank-account 9187744182"}),
        ("en", "com", "If the link won't open, install AnyDesk", {"remote-tool AnyDesk"}),
        ("ko", "kr", "메일 help골뱅이barun.example.kr 로 문의", {"email help@barun.example.kr"}),
        ("zh", "cn", "邮箱：kefu#huaxin.example.cn（发邮件时请把#换成@）", {"email kefu@huaxin.example.cn"}),
        ("zh", "cn", "信箱 lin*boss88.example.cn 請將*改成@", {"email lin@boss88.example.cn"}),
        ("zh", "tw", "信箱 wang.li◎mail.example.tw", {"email wang.li@mail.example.tw"}),
        ("ja", "jp", "メール soudan■office.example.jp（■を@に変更）", {"email soudan@office.example.jp"}),
        ("zh", "cn", "电话①③⑨①①②②③③④④", {"phone +8613911223344"}),
        ("zh", "cn", "微同号:13911223344", {"phone +8613911223344", "wechat +8613911223344"}),
        ("ja", "jp", "電話 〇五〇ー三一四四ー五五六六", {"phone +815031445566"}),
        ("ko", "kr", "문의 공일공-9911-2233", {"phone +821099112233"}),
        ("ja", "jp", "ﾗｲﾝID：acme77", {"line acme77"}),
        ("zh", "top", "加V：lvshi_2027，Ｑ：1029384756", {"wechat lvshi_2027", "qq 1029384756"}),
        ("ja", "shop", "LINE追加→ ID検索「kaisei_77」", {"line kaisei_77"}),
        ("zh", "tw", "LINE社群請加 anan_li88", {"line anan_li88"}),
        ("th", "vip", "ไลน์@ : @sale99th", {"line @sale99th"}),
        ("vi", "vn", "nhắn Zalo OA / Viber 0938 225 511", {"zalo +84938225511", "viber +84938225511"}),
        ("vi", "vn", "Cấp cứu 115", {"hotline 115"}),
        ("zh", "tw", "檢舉詐騙165", {"hotline 165"}),
        ("id", "id", "Telp 0856-9911-0022 khusus WA", {"phone +6285699110022", "whatsapp +6285699110022"}),
        ("vi", "top", "Tele: t . me / co_hang_22", {"telegram co_hang_22"}),
        ("zh", "cc", "加薇❤信：momo_2027a 备注", {"wechat momo_2027a"}),
        ("th", "xyz", "แอดไลน์คุยกันก่อนได้ ไอดี ploy.work22", {"line ploy.work22"}),
        ("th", "xyz", "ไลน์ ไอดี: ploy22x (ตัวเล็ก) หรือ @ployshop", {"line ploy22x", "line @ployshop"}),
        (
            "th",
            "th",
            "LINE ID: 0800739428",
            {"line 0800739428", "phone +66800739428"},
        ),  # a mobile; 0800 is free of charge elsewhere
        ("vi", "vn", "Gọi 0912-345-678 (C. Hoa) · Zalo cùng số", {"phone +84912345678", "zalo +84912345678"}),
        ("vi", "vn", "ĐT: 0912 345 678, cùng số Zalo", {"phone +84912345678", "zalo +84912345678"}),
        ("id", "id", "Telp 0812-3456-7890 / WA nomor sama", {"phone +6281234567890", "whatsapp +6281234567890"}),
        ("en", "ph", "Call 0917 555 0123, same number on Viber", {"phone +639175550123", "viber +639175550123"}),
        ("th", "th", "โทร 081-234-5678 ไลน์เบอร์นี้", {"phone +66812345678", "line 0812345678"}),
        ("ms", "my", "Tel: +603 - 7722 1144 / 7722 1145", {"phone +60377221144", "phone +60377221145"}),
        ("ms", "my", "Tel: +60 3 7722 1144 / 7722 1145", {"phone +60377221144", "phone +60377221145"}),
        ("ms", "my", "Tel: 07-556 1234 / 556 1235", {"phone +6075561234", "phone +6075561235"}),
        ("th", "com", "เมล panida.w(แอต)gmail(ดอท)com", {"email panida.w@gmail.com"}),
        ("vi", "com", "thư: hoa.nguyen (a còng) outlook (chấm) com (chấm) vn", {"email hoa.nguyen@outlook.com.vn"}),
        ("id", "id", "surel kantor: info [et] jaya [titik] co [titik] id", {"email info@jaya.co.id"}),
        ("fil", "ph", "Sulat: hiring (sa) trabaho (tuldok) com", {"email hiring@trabaho.com"}),
        ("my", "mm", "မေးလ် shwe (အတ်) mail (ဒေါ့) com", {"email shwe@mail.com"}),
        ("zh", "cn", "信箱 kefu艾特lc-vip点top", {"email kefu@lc-vip.top"}),
        ("hi", "in", "मेल: info @ sewa . in", {"email info@sewa.in"}),
        ("en", "com", "E-mail: help at covery dot co dot uk", {"email help@covery.co.uk"}),
        ("vi", "vn", "Zalo thầy Long: O9O8.771.352", {"zalo +84908771352"}),
        ("ms", "my", "Puan Rohana 013 442 8 771", {"phone +60134428771"}),
        ("ko", "kr", "김실장 010 7 7 4 4 2 2 1 8", {"phone +821077442218"}),
        ("ms", "my", "Kaunter 03-8921 4470 hingga 79", {f"phone +603892144{line}" for line in range(70, 80)}),
        ("ms", "my", "Pn. Aida 019-771 3320 (chat WhatsApp sahaja)", {"whatsapp +60197713320"}),
        (
            "vi",
            "vn",
            "098 864 02 75 (Zalo cùng số)\nMr. Tú – 0946118270",
            {"phone +84988640275", "zalo +84988640275", "phone +84946118270"},
        ),
        ("km", "kh", "☎ ០៩២ ៧៧៤ ៣៣១", {"phone +85592774331"}),
        ("en", "uk", "NatWest, sort code 60-11-22, account number 44556677", {"bank-account 44556677"}),
        ("ms", "my", "RHB cawangan Klang 2-12446-00017733", {"bank-account 21244600017733"}),
        ("hi", "in", "1930 डायल करें", {"hotline 1930"}),
        ("fil", "ph", "0918-412-7730 (tawag, text, Viber)", {"phone +639184127730", "viber +639184127730"}),
        ("en", "com.my", "012-771 4420 (calls, SMS or WhatsApp)", {"phone +60127714420", "whatsapp +60127714420"}),
        ("my", "mm", "ဖုန်း ၀၉ ၇၈၁ ၈၇၇ ၄၄၁ ၊ Telegram က ဒီဖုန်းနံပါတ်ပါ", {"phone +959781877441", "telegram +959781877441"}),
        ("my", "mm", "ဖုန်း ၀၉ ၇၈၁ ၈၇၇ ၄၄၁\nViber - အထက်ပါနံပါတ် အတိုင်း", {"phone +959781877441", "viber +959781877441"}),
        ("zh", "cn", "企鹅 3 0 1 7 7 4 4 2 8", {"qq 301774428"}),
        ("zh", "cn", "加QQ 9 1 8 7 7 4 4 2", {"qq 91877442"}),
        ("id", "id", "Wh4tsApp 0812-3344-7781", {"whatsapp +6281233447781"}),
        ("vi", "vn", "Z4lo: 0 9 3 8 . 2 2 5 . 5 1 1", {"zalo +84938225511"}),
        ("en", "com", "T3l3gram: refund_crew7", {"telegram refund_crew7"}),
        ("lo", "la", "ຫ້ອງການ seefund.help @ yahoo . com", {"email seefund.help@yahoo.com"}),
        ("ja", "jp", "千代田区１番地｜info@aoi-denki.example｜平日", {"email info@aoi-denki.example"}),
        ("vi", "com", "Telegram trưởng nhóm: @ hoa_tuyen88", {"telegram hoa_tuyen88"}),
        ("ms", "my", "HP kosong satu dua - 012 664 9087", {"phone +60126649087"}),
    ],
)
def test_a_disguise_is_seen_through(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text"),
    [
        ("en", "com", "Count one two three four five six seven eight"),
        ("th", "com", "หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า"),
        ("ko", "kr", "일 이 삼 사 오 육 칠 팔 구 십"),
        ("zh", "cn", "第一二三四五六七八九条"),
        ("id", "id", "Keputusan no. 0274/512345 tahun"),
        ("ms", "my", "Permit 0187/774/2022"),
        ("km", "com.kh", "លេខ 012/015/017"),
        ("en", "com", "on Telegram as always, friends"),
        ("th", "th", "เทเลแกรม หาเพื่อน - download"),
        ("ms", "my", "LINE@ kedaikita? Sudah ditutup"),
        ("hi", "in", "AnyDesk इंस्टॉल कराना ठगी है"),
        ("en", "com", "matrix[a]index and list(a)map are code"),
        ("zh", "cn", "见 page#section.example 与 a#b.c，# 换行"),
        ("en", "com", "see issue#12.example.com for more"),
        ("vi", "com", "Đội t . me / abc"),
        ("zh", "cn", "①注册 ②充值 ③提现 ④推广 ⑤分红 ⑥升级 ⑦完成"),
        ("zh", "cn", "二〇二六年一一月二四日 三五七九元 第一二三四五六七八九条"),
        ("ja", "jp", "一二三四五六七八九十、一歩ずつ"),
        ("ko", "kr", "이삼일 사이에 오육칠팔 층 구경"),
        ("zh", "cn", "Q：怎么注册？V：见下文 Q：2026"),
        ("en", "com", "A◎B and Q: 12345678 V: volts_220"),
        ("id", "com", "Nomor undian 081200345678 menang"),
        ("vi", "com", "Mã dự thưởng: 0912345678"),
        ("zh", "cn", "中奖号码：13812345678"),
        ("en", "com", "Lucky number 0812345678"),
        ("en", "com", "Our line is busy now, please be patient 2026"),
        ("vi", "vn", "Ví dụ: 0905 123 456"),
        ("ko", "kr", "예) 010-2345-6789 또는 010-0000-0000"),
        ("vi", "com", "Máy model SO-0901O22 giá 1.200.000đ / 24 tháng"),
        ("en", "com", "look at google dot com, or (at home) and dot the i"),
        ("th", "com", "ลายผ้า A4 : cotton ลาย Disney ปลาย B5"),
        ("en", "com", "email icon@2x.png react@18.2.0 @media print"),
        ("vi", "vn", "Giải tám và giải bảy\n09 04 38 71 12"),
        ("vi", "vn", "KQ hôm nay – 08 19 33 77 61"),
        ("vi", "vn", "Kỳ quay 0917 250 318"),
        ("zh", "cn", "QQ 3 5 7 9 2"),
        ("en", "com", "Good food, and cheap @ times . really"),
        ("en", "com", "Our Telegram talk starts @ hall_4.b, @ 8pm"),
        ("th", "th", "สัญญาเลขที่ 0812345678"),
        ("vi", "com", "Mã yêu cầu 0912345678"),
    ],
)
def test_what_only_looks_like_one_is_left_alone(language: str, suffix: str, text: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == set()


def test_a_number_after_a_telephone_line_in_prose_is_no_line_id() -> None:
    assert contacts_in("Our London line is open, or simply call +44 20 7946 0018 now") == {"phone +442079460018"}
    assert "line 66812345678" in contacts_in("LINE: +66 81 234 5678", language="th")


@pytest.mark.parametrize("line", ["the toll-free line", "Media line:", "TOLL FREE LINE", "our direct line -"])
def test_a_line_that_is_called_is_no_messenger(line: str) -> None:
    assert contacts_in(f"Ask {line} +66 81 234 5678") == {"phone +66812345678"}
    assert "line 66812345678" in contacts_in("Sales LINE: +66 81 234 5678", language="th")


def test_prices_after_a_number_are_no_second_number() -> None:
    assert contacts_in("Tel: +603 - 7722 1144, 250 000 visitors", language="ms", suffix="my") == {"phone +60377221144"}


ICONS = """<html lang="vi"><body><p><img src="/i/zalo.svg" alt="Zalo"> 0905217336</p>
<p><i class="fab fa-whatsapp"></i> +84 912 774 331</p>
<p><img src="/a/telegram.png" alt=""> @shop_vn88</p>
<p><i class="fa-line-chart"></i> 0912 345</p><p><span class="wa-ico"></span> Trang chủ</p></body></html>"""
NAMED_ICONS = """<html lang="my"><body><p><i class="fab fa-line"></i> ID : <span>somyingloan</span></p>
<p><i class="fab fa-viber"></i> ၀၉ ၇၈၁ ၈၇၇ ၄၄၁</p></body></html>"""
TITLED_LINKS = """<html lang="en"><body><p>Telegram: <a href="tg://resolve?domain=desk_anna1">Coach Anna</a></p>
<p>카카오톡 채널: <a href="https://pf.kakao.com/_xabcde">@바른상사</a></p>
<p>Telegram: <a href="https://t.me/RoomKeeper">RoomKeeper</a></p></body></html>"""
TWO_IN_A_CELL = """<html lang="th"><body><table><tr><th>Branch</th><th>Phone</th><th>WhatsApp</th></tr>
<tr><td>Rama IV</td><td>02-123-4567 / 02-123-4570</td><td>081-234-5678</td></tr></table></body></html>"""
SOLANA, TRON = "HHGgWT9dsh63g4CKsv1GDuySpWMFYmDpBAVivDSZrFc6", "TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE"
MIRRORED = """<html><head>
<style>.r{unicode-bidi:bidi-override;direction:rtl}</style></head><body>
<p>Write to <span class="r">ku.oc.yrevoc@ofni</span> or
<b style="unicode-bidi:bidi-override; direction: rtl">ten.ecart@esac</b></p></body></html>"""


@pytest.mark.parametrize(
    ("html", "suffix", "expected"),
    [
        (ICONS, "vn", {"zalo +84905217336", "whatsapp +84912774331", "telegram shop_vn88"}),
        (NAMED_ICONS, "com.mm", {"line somyingloan", "viber +959781877441"}),
        (TITLED_LINKS, "com", {"telegram desk_anna1", "kakaotalk _xabcde", "telegram RoomKeeper"}),
        (TWO_IN_A_CELL, "co.th", {"phone +6621234567", "phone +6621234570", "whatsapp +66812345678"}),
        (f"<b>Solana</b><i>{SOLANA}</i><p><b>Hash</b><i>{SOLANA[::-1]}</i>", "com", {f"wallet {SOLANA}"}),
        (f"<div><label>TRX</label><code>{TRON}</code></div>", "com", {f"wallet {TRON}"}),
        (MIRRORED, "com", {"email info@covery.co.uk", "email case@trace.net"}),
        ('<a href="+84912345678">Hotline</a> <a href="+1">more</a>', "vn", {"phone +84912345678"}),
        ('<html lang="ko"><body><input placeholder="010-9876-1234"></body></html>', "kr", set()),
    ],
)
def test_what_the_eye_sees_is_read_and_no_more(html: str, suffix: str, expected: set[str]) -> None:
    facts, _ = read_page(body=html.encode(), content_type="text/html; charset=utf-8", url="https://a.test/", host="a.test", suffix=suffix)
    assert {f"{c.kind} {c.value}" for c in facts.contacts} == expected


def test_every_character_of_the_table_is_folded_wherever_it_stands() -> None:
    assert [chr(cp) for cp, plain in FOLD.items() if fold(f"ก {chr(cp)} x{chr(cp)}") != f"ก {plain} x{plain}"] == []


@pytest.mark.parametrize("dash", DASHES)
def test_every_dash_that_is_folded_opens_a_window_too(dash: str) -> None:
    assert contacts_in(f"電話 03{dash}1234{dash}5678", language="ja", suffix="jp") == {"phone +81312345678"}
    assert contacts_in(f"โทร 081{dash}234{dash}5678", language="th", suffix="co.th") == {"phone +66812345678"}


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("th", "com", "โทร [081] 234 5678", {"phone +66812345678"}),
        ("th", "com", "โทร 【081】234-5678", {"phone +66812345678"}),
        ("en", "com", "Call [+66] 81 234 5678", {"phone +66812345678"}),
        ("en", "com.sg", "Sources: [1] 9123 4567", {"phone +6591234567"}),
        ("th", "com", "โทร 081_234_5678", {"phone +66812345678"}),
        ("th", "com", "ไฟล์ 081_234_5678", set()),
        ("en", "com", "Call +1 844 ⑦⑦① 2000", {"hotline +18447712000"}),
        ("en", "com", "Call ⑧④④ 771 2000", {"hotline +18447712000"}),
        ("th", "com", "โทร ⁰⁸¹²³⁴⁵⁶⁷⁸", {"phone +66812345678"}),
        ("th", "com", "โทร ₀₈₁₂₃₄₅₆₇₈", {"phone +66812345678"}),
        ("th", "com", "โทร 081-234-5678¹", {"phone +66812345678"}),
        ("zh", "cn", "电话:一三八零零一三八零零一", {"phone +8613800138001"}),
        ("zh", "cn", "电话:幺三八零零幺三八零零幺", {"phone +8613800138001"}),
    ],
)
def test_digits_in_other_clothes(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dial 1-800-FLOWERS", "+18003569377"),
        ("Call us: 1-888-SUPPORT", "+18887877678"),
        ("Call 1-888-Support", "+18887877678"),
        ("Call 1-800-MATTRESS today", "+18006288737"),
        ("Call 800-GOT-JUNK now", "+18004685865"),
        ("Call (877) FIX-MY-PC", "+18773496972"),
        ("1-800-4MY-HELP", "+18004694357"),
        ("โทร 1-800-FLOWERS", "+18003569377"),
        ("Call 1-800-flowers.com", ""),
        ("Model 800-PREMIUM", ""),
        ("Over 1 800 customers trust us, call", ""),
        ("Contact us. 800 CUSTOMERS served", ""),
        ("Call 1800-xxx-4410", ""),
        ("Call 1800-21x-0xxx", ""),
    ],
)
def test_a_word_in_a_number_is_dialled(text: str, expected: str) -> None:
    assert contacts_in(text) == ({f"hotline {expected}"} if expected else set())


@pytest.mark.parametrize("link", ["tel:888-HELP-NOW", "tel:1-888-HELP-NOW", "tel:+1-888-HELP-NOW"])
@pytest.mark.parametrize("suffix", ["com", "co.th"])
def test_a_word_in_a_link_is_dialled(link: str, suffix: str) -> None:
    sources = ContactSources(text="Hello", language="en", suffix=suffix, links=(Link(url=link),))
    assert {f"{c.kind} {c.value}" for c in find_contacts(sources)} == {"hotline +18884357669"}


@pytest.mark.parametrize("words", ["zero ", "nol-", "không ", "ศูนย์", "零一", "ゼロ", "공 ", "शून्य ", "one,two ", "12 ", "一", "a"])
def test_digits_as_words_are_read_in_time_in_proportion_to_the_text(words: str) -> None:
    text = (words * 16_384)[:16_384]
    assert least_cpu_s(lambda: read(text), within=0.2) <= 0.2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("문의 ㅌㄹ: abc_8821", {"telegram abc_8821"}),
        ("텔ㄹ @abc_8821", {"telegram abc_8821"}),
        ("ㅋㅌ: abc8821", {"kakaotalk abc8821"}),
        ("ㅋㅋㅋㅋㅌ 재밌다 abc8821", set()),
        ("ㅎㅎ ㅌㄹ 같은 말 하지 마 abc1234", set()),
    ],
)
def test_koreans_write_a_messenger_by_its_consonants(text: str, expected: set[str]) -> None:
    assert contacts_in(text, language="ko", suffix="kr") == expected


def test_a_footnote_or_the_number_of_an_item_is_no_digit_of_a_number() -> None:
    assert digits_of("① 081-234 5678²") == "0812345678"
    assert digits_of("๐๘๑") == "๐๘๑"
