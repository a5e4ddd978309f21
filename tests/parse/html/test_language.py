"""The language of a page: by letters, common words and what is declared."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.parse.html import language
from scamtriage.parse.html.language import language_of, scripts_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("สวัสดีครับ welcome to our shop ยินดีต้อนรับทุกท่าน", "th"),
        ("Selamat datang di situs kami, Anda bisa membayar dengan uang tunai", "id"),
        ("Selamat datang ke laman kami, anda boleh membayar dengan wang tunai", "ms"),
        ("Maligayang pagdating sa aming site, para sa inyo ang mga alok na ito", "fil"),
        ("欢迎来到我们的网站,请联系客户服务", "zh-Hans"),
        ("歡迎來到我們的網站,請聯繫客戶服務", "zh-Hant"),
        ("ようこそ、お支払いはこちらから", "ja"),
        ("Добро пожаловать на наш сайт", "ru"),
        ("வணக்கம் எங்கள் இணையதளத்திற்கு", "ta"),
        ("OK", ""),
        ("12345 67890 !!!", ""),
        ("zxcv qwer asdf uiop hjkl bnmv tyui ghjk", ""),
    ],
)
def test_a_language_is_told_by_letters_and_common_words(text: str, expected: str) -> None:
    assert language_of(text, scripts_of(text), declared="", suffix="") == expected


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("Tiệm bánh Hương – bánh sinh nhật, giao hàng tận nơi. dat@tiembanh.com www.tiembanh.com", {}, "vi"),
        (
            "PT BPR Sejahtera. Jalan Diponegoro No. 12, Semarang. Tabungan, bunga 4% per tahun. info@bprsejahtera.com",
            {"declared": "id"},
            "id",
        ),
        ("Kedai Bunga Melati. No. 12, Jalan Ampang. Tempah bunga segar. order@melati.com facebook.com/melati", {}, "ms"),
        ("Island Soap Works. Bars, boxes. No. 4 Mill Lane. order@soap.com www.soap.com facebook.com/soap", {}, ""),
        ("Contact: sales@acme.com, support@acme.com, facebook.com/acme, instagram.com/acme. Orders shipped", {}, ""),
        ("Panaderya Aling Nena. Pandesal araw araw. Order: nena@panaderya.com facebook.com/nena", {"declared": "tl-PH"}, "fil"),
        ("RM 4.70 is outstanding. Settle the RM 150 by tomorrow from your phone.", {"declared": "en"}, "en"),
        ("Sayur dihantar ke Ipoh setiap pagi. Panggil 05-491 1234.", {"declared": "ms"}, "ms"),
        ("特定商取引法表示 販売事業者名 株式会社山田商事 電話番号 支払方法 銀行振込", {"declared": "ja"}, "ja"),
        ("会社概要 会社名 株式会社山田商事 電話番号 事業内容 不動産売買 賃貸管理", {"suffix": "co.jp"}, "ja"),
        ("販売価格 税込 円 支払方法 銀行振込 返品条件 商品到着後七日以内 発送時期", {}, "ja"),
        ("會社概要 歡迎來到我們的網站 請聯繫客戶服務", {"declared": "ja"}, "zh-Hant"),
        ("日本代购 売り場 价格优惠 请联系客服 这里有最新的商品信息", {}, "zh-Hans"),
        ("Sayur untuk anda setiap pagi di pasar.", {"suffix": "com.my"}, "ms"),
        ("Sayur untuk anda setiap pagi di pasar.", {"suffix": "co.id"}, "id"),
        ("Sayur untuk anda setiap pagi di pasar, RM12 sebungkus.", {}, "ms"),
        ("Sayur untuk anda setiap pagi di pasar, Rp12.000. Telepon +62 271 491234.", {}, "id"),
        ("Hubungi kami hari ini untuk semua wang dan akaun anda, nombor pejabat kami ialah ini", {"declared": "id"}, "ms"),
        ("Hindi ka po ba makapasok? Para sa inyo ang mga tulong na ito.", {"declared": "en"}, "fil"),
        ("The shop of the town is open to you and your family this day", {"declared": "vi"}, "en"),
        ("zxcv qwer asdf uiop hjkl bnmv tyui ghjk", {"declared": "en"}, ""),
        ("MAY NHIEM VIRUS, MAT KHAU NGAN HANG DANG BI DANH CAP. TAI KHOAN CUA BAN DA BI KHOA. GOI HO TRO KY THUAT", {}, "vi"),
        ("Ni hao, tian tian ban gong, bao chi bao zhu. Mei tian gong zuo ba ge xiao shi, chi de hao, can ting an ning", {}, ""),
        ("고객센터로 전화하세요 지금바로요", {}, "ko"),
        ("고객센터", {}, ""),
    ],
)
def test_addresses_are_no_language_and_what_is_declared_tells_where_words_hardly_do(text: str, told: dict[str, str], expected: str) -> None:
    assert language_of(text, scripts_of(text), **{"declared": "", "suffix": "", **told}) == expected


@given(st.text(alphabet=st.sampled_from("aéđԱΑЖאعहবதఆไລမᄀខ、ひカ一漢ꩡ가豈𠀋𝟎🙂Ⅷ1- ") | st.characters(), max_size=60))
def test_letters_are_counted_by_the_script_that_they_belong_to(text: str) -> None:
    counts = Counter(script for character in text if (script := _script_of(character)))
    total = counts.total()
    assert dict(scripts_of(text)) == {script: count for script, count in counts.items() if count * 100 >= total}


def _script_of(character: str) -> str:
    named = next((name for first, last, name in language._BLOCKS if first <= ord(character) <= last), "")
    return named or ("Latin" if character.isalpha() and character < "\u2000" else "")
