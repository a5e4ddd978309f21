"""Text whose letters were tampered with is no words to us, whatever was done to it; that of other languages is."""

import re

import pytest

from scamtriage.parse.html import legible
from scamtriage.parse.html.legible import is_legible
from scamtriage.parse.html.page import read_page

ENGLISH = (
    "Your membership has been limited because of unusual activity. Please confirm your telephone number and your password within one day "
    "or the profile will be closed and your money returned to the sender. Contact the customer service team for support. "
)
THAI = "บัญชีของคุณถูกระงับชั่วคราว กรุณายืนยันตัวตนและโอนเงินเพื่อปลดล็อกภายในวันนี้ หากไม่ดำเนินการจะถูกปิดถาวร "
HINDI = "आपका खाता बंद कर दिया जाएगा। कृपया आज ही अपना विवरण दर्ज करें और शुल्क जमा करें, नहीं तो पैसा वापस नहीं मिलेगा। "
CHINESE = "您的账户存在异常交易，请立即联系客服完成身份验证，并在今天之内缴纳解冻保证金，否则资金将被永久冻结，无法提现。" * 2
KOREAN = "고객님의 계좌가 정지되었습니다. 오늘 안에 본인 인증을 완료하고 수수료를 입금해 주세요. 입금하지 않으면 출금이 불가능합니다. " * 2
KHMER = "គណនីរបស់អ្នកត្រូវបានផ្អាក។ សូមទាក់ទងមន្ត្រីរបស់យើង ហើយបង់ប្រាក់ថ្លៃសេវាថ្ងៃនេះ ដើម្បីដកប្រាក់របស់អ្នកវិញ។ " * 2
MARATHI = "महाराष्ट्र राज्य वीज वितरण कंपनी आपल्या सर्व ग्राहकांना उत्तम सेवा देण्यासाठी कटिबद्ध आहे. बिल भरण्यासाठी आमच्या संकेतस्थळाला भेट द्या. " * 2
BURMESE = "သင့်အကောင့်ကို ယာယီပိတ်ထားပါသည်။ ယနေ့အတွင်း အတည်ပြုပြီး ဝန်ဆောင်ခ ငွေလွှဲပေးပါ။ မလွှဲပါက ငွေထုတ်၍ မရတော့ပါ။ " * 2
LISU = str.maketrans("ABCDEFGHIJKLMNOPRSTUVWXYZ", "ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ")


def _each(text: str, change: str, by: str) -> str:
    return re.sub(change, by, text)


@pytest.mark.parametrize(
    "text",
    [
        _each(ENGLISH, r"\b(\w)(\w)(\w)(\w+)", r"\1\3\2\4"),  # two letters swapped
        ENGLISH.translate(str.maketrans("aeio", "4310")),
        ENGLISH.translate(str.maketrans("aeiou", "ạẹịọụ")),
        _each(ENGLISH, r"\B(?=\w)", "."),
        _each(ENGLISH, r"\b(\w{2,3})(\w{3,})", r"\1-\2"),
        _each(ENGLISH, r"(?<=\w)(\w)\b", r"\1\1"),
        ENGLISH.replace(" ", ""),
        _each(ENGLISH, r"(\w\w)(?=\w)", r"\1 "),  # as blanks that a style makes narrow
        ENGLISH.upper().translate(LISU),
        _each(THAI, "(?<=[^ -~])(?=[ก-ฮ])", "·"),
        _each(HINDI, "(?<=[^ -~])(?=[क-ह])", " "),
    ],
)
def test_words_that_were_tampered_with_are_none(text: str) -> None:
    assert not is_legible(text)
    assert not is_legible(f"Plots are dug over in autumn, and the shed key hangs where it always did. {text * 3}")


LONGER = THAI + "เจ้าหน้าที่จะติดต่อกลับ โปรดเตรียมสมุดบัญชีและหมายเลขโทรศัพท์ให้พร้อม มิฉะนั้นเงินฝากทั้งหมดจะถูกอายัด "


@pytest.mark.parametrize("text", [LONGER, CHINESE, KHMER])
def test_letters_in_another_order_make_no_words(text: str) -> None:
    clusters = re.findall(r"\S[\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0900-\u0903\u093a-\u094f\u17b4-\u17d3]*|\s", text)
    assert "".join(clusters) == text and is_legible(text)
    assert not is_legible("".join(reversed(clusters)))
    assert not is_legible("".join(one for pair in zip(clusters[1::2], clusters[::2], strict=False) for one in pair))


PLOT = "Plots are dug over in autumn, and the shed key hangs where it always did. Tools are kept dry and clean, and shared by all. "
SHOP = "ร้านของเราเปิดวันอังคารถึงวันอาทิตย์ ทำขนมปังและเค้กสดใหม่ทุกวัน รับสั่งทำเค้กวันเกิด กรุณาโทรสอบถามล่วงหน้าสองวัน "


@pytest.mark.parametrize("text", [LONGER, CHINESE, KHMER, KOREAN, HINDI, BURMESE])
def test_honest_words_of_another_script_vouch_for_no_letters(text: str) -> None:
    much = text * 3
    for around in (PLOT * 12, SHOP * 8) if text is not LONGER else (PLOT * 12,):
        assert is_legible(around + much)
        if text is not HINDI:  # of which one in ten passes backwards, whatever stands beside it
            assert not is_legible(around + much[::-1])
            assert not is_legible(much[::-1] + around)
        if text is not BURMESE:
            assert not is_legible(around + "·".join(much))
            assert not is_legible(around + "\n".join(much))


def test_honest_words_of_another_script_vouch_for_no_latin_letters() -> None:
    assert is_legible(SHOP * 12 + ENGLISH * 2)
    assert not is_legible(SHOP * 12 + (ENGLISH * 2)[::-1])


@pytest.mark.parametrize(
    "beside",
    [
        "td173drgx hikoki 36v g3610da makita off off off 18v td172 " * 12,  # models of a shop
        "usdt btc eth sol xrp doge ada avax ltc trx dot link " * 20,
        "ร้านเปิดทุกวัน",
        "한국어 日本語 简体中文 繁體中文 ไทย ລາວ ខ្មែរ मराठी हिन्दी မြန်မာ",  # languages to choose from
        "สมชาย ใจดี สมหญิง รักไทย " * 4,
    ],
)
def test_names_beside_words_of_another_script_are_none_that_were_tampered_with(beside: str) -> None:
    assert is_legible((SHOP if beside.isascii() else PLOT) * 20 + beside)


def test_a_page_with_honest_words_around_letters_in_another_order_is_not_wholly_known() -> None:
    def complete(text: str) -> tuple[bool, str]:
        html = f"<p>{PLOT * 6}</p><p>{text}</p>"
        facts, _ = read_page(body=html.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
        return facts.complete, facts.incomplete_because

    assert complete(LONGER * 2) == (True, "")
    assert complete((LONGER * 2)[::-1]) == (False, "much of its text is no words that are known")


def test_signs_of_burmese_that_stand_where_no_syllable_has_them_make_no_words() -> None:
    assert is_legible(BURMESE)
    assert not is_legible(BURMESE[::-1])
    assert not is_legible("".join(BURMESE[at : at + 2][::-1] for at in range(0, len(BURMESE), 2)))


@pytest.mark.parametrize("text", [THAI * 2, HINDI * 2, CHINESE, KOREAN, KHMER])
def test_letters_that_a_font_of_their_own_draws_as_others_make_no_words(text: str) -> None:
    assert not is_legible("".join(chr(ord(letter) + 3) if letter > "\u08ff" else letter for letter in text))


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        MARATHI,
        CHINESE,
        KOREAN,
        KHMER,
        THAI,
        HINDI,
        BURMESE,
        "Chúng tôi nhận sửa chữa máy giặt tại nhà trong ngày. Quý khách vui lòng gọi trước một giờ, thợ đến và báo giá trước. ",
        "Wij repareren uw fiets terwijl u wacht. De werkplaats is open van maandag tot en met zaterdag, en op afspraak ook in de avond. ",
        "Naprawiamy rowery od ręki. Warsztat jest czynny od poniedziałku do soboty, a po umówieniu się także wieczorem. ",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. ",
        "კეთილი იყოს თქვენი მობრძანება ბაღში. ხუთშაბათს ვხვდებით და ყავას ვსვამთ. ",
    ],
)
def test_a_language_that_nobody_weighs_is_legible(text: str) -> None:
    assert is_legible(text * 3)


@pytest.mark.parametrize(("shown", "hidden", "complete"), [(1, 2, False), (2, 1, True), (8, 9, True), (1, 0, True)])
def test_a_short_page_that_hides_more_than_it_shows_is_not_wholly_known(shown: int, hidden: int, complete: bool) -> None:
    html = f"<p>{ENGLISH * shown}</p><div hidden>{ENGLISH * hidden}</div>"
    facts, _ = read_page(body=html.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
    assert facts.complete is complete
    assert complete or facts.incomplete_because == "more of its text is hidden than is seen"


def test_a_page_that_asks_and_shows_no_word_is_not_wholly_known() -> None:
    def read(shown: str) -> tuple[bool, tuple[str, ...]]:
        html = f"<title>Bank</title><form method=post>{shown}<input type=password name=p><img src=a.png></form>"
        facts, _ = read_page(body=html.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
        return facts.complete, facts.asks

    assert read("1 2 ?") == (False, ("password",))
    assert read("Password") == (True, ("password",))


def test_letters_are_counted_by_the_bytes_with_which_they_begin() -> None:
    """No letter that an expression finds is missed by the count that stands before it."""
    letters = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    for expression, rows in (
        (legible._RUN, legible._RUN_ROWS),
        (legible._LATIN, legible._LATIN_ROWS),
        (legible._MYANMAR, legible._MYANMAR_ROW),
        *((script, rows) for script, _, _, rows in legible._BESIDE),
    ):
        found = [letter for letter in letters if expression.fullmatch(letter)]
        assert found and {ord(letter) >> 8 for letter in found} <= {*rows}
