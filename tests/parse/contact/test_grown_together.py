"""Where a contact ends: lines that a dot parts, words that are grown together, names that end in digits, and what is no contact at all."""

import pytest

from tests.parse.contact.reading import contacts_in

LINES = (
    ("zh-TW", "com.tw", "電話：(02)2773-1845・2773-1846", {"phone +886227731845", "phone +886227731846"}),
    ("ja", "co.jp", "TEL 03-3812-4456・3812-4457", {"phone +81338124456", "phone +81338124457"}),
    ("ko", "kr", "전화 02-3452-7800·3452-7801", {"phone +82234527800", "phone +82234527801"}),
    ("zh-CN", "cn", "电话：010-64178800·64178811", {"phone +861064178800", "phone +861064178811"}),
    ("id", "co.id", "Telp (021) 5093-7718 · 5093-7719", {"phone +622150937718", "phone +622150937719"}),
    ("vi", "vn", "ĐT: (028) 3930 3279 • 3930 3280", {"phone +842839303279", "phone +842839303280"}),
)
OF_OTHERS = (
    ("ja", "jp", "LINE ID: keishicho_sato\n+81 90 7712 3348", {"line keishicho_sato", "phone +819077123348"}),
    ("ko", "kr", "카톡아이디 khboss77\n현지폰 +855 11 772 390", {"kakaotalk khboss77", "phone +85511772390"}),
    ("zh-CN", "cn", "微信：kefu_8899\n+855 11 772 390", {"wechat kefu_8899", "phone +85511772390"}),
    ("zh-CN", "cn", "微信：\n+86 138 1772 0345", {"wechat +8613817720345", "phone +8613817720345"}),
    ("en", "com", "WeChat ID: kkhr_anna88\n+95 9 771 208 334 (calls)", {"wechat kkhr_anna88", "phone +959771208334"}),
)
NAMES = (
    ("zh-CN", "cn", "薇信 dt66778899", {"wechat dt66778899"}),
    ("th", "co.th", "ไลน์ไอดี tel0812345678", {"line tel0812345678"}),
    ("vi", "vn", "Telegram: dt0938111220", {"telegram dt0938111220"}),
    ("id", "co.id", "Line: wa081299887743", {"line wa081299887743"}),
    ("id", "co.id", "hp081299887743", {"phone +6281299887743"}),
)
WORDS = (
    ("ja", "jp", "公式LINE 友だち追加\nBTC入金", set[str]()),
    ("ja", "jp", "公式LINE 友だち追加 Amazonギフト券をプレゼント", set[str]()),
    ("ja", "jp", "公式LINE 友だち追加 Somchaiで検索", {"line Somchai"}),
    ("ko", "kr", "라인 친구추가\nUSDT충전 안내", set[str]()),
    ("ms", "com.my", "Hot-line: 03-7955 4412", {"phone +60379554412"}),
    ("en", "ph", "On-line: 0917-644-2187", {"phone +639176442187"}),
    ("th", "co.th", "Off-line: only2025. Base-line: v22test", set[str]()),
    ("en", "co.th", "Production Line: A77-22. Bus line: 38b12. Subject line: welcome2025.", set[str]()),
    ("th", "co.th", "Telegram - Line: somchai_99", {"line somchai_99"}),
    ("en", "com", "Skype: discontinued\nWeChat: popular\nTelegram: supported", set[str]()),
    ("en", "com", "LINE: com.linecorp.lgo, KakaoTalk: com.kakao.talk, Skype: com.skype.raider", set[str]()),
    ("en", "com", "Viber: ver 22.1.0.4567\nQQ: 9.1.15.28340\nWeChat: 8.0.56.2800", set[str]()),
)
SUMS = (
    ("th", "com", "รับสมัครแอดมิน รายได้ 9000-12000 ต่อเดือน\nโทร 02-123-4567", {"phone +6621234567"}),
    ("zh-CN", "com", "客服\n底薪8000—15000 包吃住\n泰国电话 0066-63-118-2290", {"phone +66631182290"}),
    ("zh-HK", "com.hk", "電話 2100-5500", {"phone +85221005500"}),
    ("fil", "ph", "Tumawag sa (02) 7213-9999\nBSP Lic. 09178-2023.", {"phone +63272139999"}),
    ("en", "ph", "Call (02) 7213-9999. OR# 0917-882-2410. Accreditation No. 8917-8203", {"phone +63272139999"}),
    ("zh-TW", "com.tw", "車身號碼 0912-345-616", set[str]()),
)

ELSEWHERE = (("id", "com", "Nomor Kamboja: 096 771 2034", {"phone +855967712034"}),)
SOUGHT = (
    ("fil", "ph", 'I-message lang sa Telegram (hanapin ang "pogohr_mae").', {"telegram pogohr_mae"}),
    ("en", "ph", "Message us on Telegram: search for pogohr_mae", {"telegram pogohr_mae"}),
    ("vi", "vn", 'Telegram: tìm "pogohr_mae"', {"telegram pogohr_mae"}),
    ("ja", "jp", "テレグラムで「pogohr_mae」を検索", {"telegram pogohr_mae"}),
    ("ko", "kr", "텔레그램에서 pogohr_mae 검색", {"telegram pogohr_mae"}),
    ("en", "com", "Telegram search engines find channels", set[str]()),
)


@pytest.mark.parametrize(("language", "suffix", "text", "expected"), [*LINES, *OF_OTHERS, *NAMES, *WORDS, *SUMS, *ELSEWHERE, *SOUGHT])
def test_what_is_grown_together_is_told_apart(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected
