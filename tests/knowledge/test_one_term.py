"""One thing has one name: what the English calls by a term, each language calls by its own. Two names read like two things."""

import re

import pytest

from scamtriage.knowledge import countries
from scamtriage.knowledge.english import WORDS
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.speech import ENGLISH, LANGUAGES, PLACEHOLDER, speech

OTHERS = LANGUAGES[1:]
ROWS = load_catalog().rows
TERMS = {
    r"certificates?": {"th": "ใบรับรอง", "ms": "sijil", "id": "sertifikat", "vi": "chứng chỉ", "zh": "证书"},
    r"domain( name)?s?": {"th": "โดเมน", "ms": "domain", "id": "domain", "vi": "tên miền", "zh": "域名"},
    r"registrars?": {"th": "ผู้รับจดทะเบียน", "ms": "pendaftar domain|pendaftar", "id": "registrar", "vi": "nhà đăng ký", "zh": "注册商"},
    r"resolvers?(?= (?!and registr|and the registr))": {
        "th": "ตัวแปลงชื่อโดเมน", "ms": "penyelesai nama", "id": "resolver", "vi": "máy chủ phân giải", "zh": "解析器",
    },
    r"wallets?": {"th": "กระเป๋าเงิน", "ms": "dompet", "id": "dompet", "vi": r"\bví\b", "zh": "钱包"},
    r"secrets?(?! of online| by itself)": {"th": "ข้อมูลลับ", "ms": "sulit", "id": "data rahasia", "vi": "bảo mật", "zh": "敏感信息"},
    r"toll-free": {"th": "โทรฟรี", "ms": "bebas tol", "id": "bebas pulsa", "vi": "miễn cước", "zh": "免费"},
    r"landline|fixed lines?": {"th": "พื้นฐาน", "ms": "telefon tetap", "id": "telepon tetap", "vi": "cố định", "zh": "固定|固话"},
    r"call centres?": {"th": "คอลเซ็นเตอร์", "ms": "pusat panggilan", "id": "pusat panggilan", "vi": "tổng đài", "zh": "呼叫中心"},
    r"gift cards?": {"th": "บัตรของขวัญ", "ms": "kad hadiah", "id": "kartu hadiah", "vi": "thẻ quà tặng", "zh": "礼品卡"},
    r"mail (?:server|host)s?": {"th": "เซิร์ฟเวอร์", "ms": "pelayan e-mel", "id": "server surel", "vi": "máy chủ thư", "zh": "邮件服务器"},
    r"hacked": {"th": "เจาะระบบ", "ms": "digodam", "id": "diretas", "vi": "xâm nhập", "zh": "入侵"},
    r"log-?ins?": {"th": "เข้าสู่ระบบ", "ms": "log masuk", "id": "login", "vi": "đăng nhập", "zh": "登录"},
    r"(?<!} )sites": {"th": "เว็บ", "ms": "laman web|portal", "id": "situs", "vi": "trang", "zh": "站|外部链接"},
}  # fmt: skip
"""English term -> what each language calls it, as regexes."""
STRAY = {
    "th": "คริปโต|กระเป๋าคริปโท|(?<!โดเมน)ชื่อนี้",
    "ms": "maklumat rahsia|\\btapak (?:ini|itu)\\b|\\bnama (?:ini|itu)\\b(?! jika)|\\b[Ll]aman(?! web| utama| depan)\\b",
    "id": "\\bnama (?:ini|itu)\\b(?! jika)|\\bsitus web\\b",
    "vi": "thông tin bí mật|bằng chứng|\\btên này\\b|xét chung",
    "zh": "访客|机密信息|此名称|该名称由",
}
"""A second name for a thing that has one."""


def pairs(language: str) -> list[tuple[str, str]]:
    """(English, translation) of every sentence, question and word, but for whose number it is: those are names of offices."""
    spoken = speech(language)
    said = [(ROWS[signal].because, sentence) for signal, sentence in spoken.reasons.items()]
    return said + [pair for kind, table in spoken.tables.items() if kind != "owner" for pair in table.items()]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("term", TERMS)
def test_a_term_has_one_translation(term: str, language: str) -> None:
    english, own = re.compile(rf"(?<![{{-])\b(?:{term})\b(?![}}-])"), re.compile(TERMS[term][language], re.IGNORECASE)
    of_it = [(source, said) for source, said in pairs(language) if english.search(source)]
    assert of_it and [pair for pair in of_it if not own.search(pair[1])] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_second_name_for_a_thing_is_left(language: str) -> None:
    stray = re.compile(STRAY[language])
    assert [said for source, said in pairs(language) if stray.search(said) and "a file here" not in source] == []


def test_no_code_of_ours_stands_in_an_english_sentence() -> None:
    """Where the other languages have words for a code that is no English word, English has some, too."""
    for kind in ("asks", "device", "differed", "profile", "barrier", "trait", "contact"):
        codes = {code for code in speech("th").tables[kind] if re.fullmatch(r"[a-z]+(?:-[a-z]+)+|otp|pin|line|asks", code)}
        assert codes - WORDS[kind].keys() <= {"bank-account", "remote-tool", "local-phone", "payment-qr"}, kind  # as --share takes them
    schemes = speech("th").tables["type"].keys() - {"gambling", "romance", "generic"}
    assert schemes == WORDS["scheme"].keys()


def test_english_says_codes_in_words() -> None:
    asked = ENGLISH.because(ROWS["content-credential-form"], {"kinds": "card, id-number, otp"}, 3.0)
    assert asked == "the page asks for: card data, an identity number, a one-time code"
    held = ENGLISH.because(ROWS["http-fullscreen-loop"], {"devices": "dialog-loop, history-trap"}, 2.0)
    assert held.endswith("(dialogs without end, the back button leads back to it)")
    ways = ENGLISH.because(ROWS["page-ways"], {"side": "scam", "traits": " (asks otp, gives line, number toll-free)"}, 1.0)
    assert ways.endswith("sites (asks for a one-time code, gives LINE, gives a toll-free number)")
    told = ENGLISH.because(ROWS["contact-messenger-money"], {"about": "gov-police", "messenger": "line", "account": "id-number"}, 1.0)
    assert told.endswith("fake police or authority, and gives LINE id-number")  # the account is the target's


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_country_has_its_name(language: str) -> None:
    row = ROWS["contact-phone-country-mismatch"]
    said = speech(language).because(row, {"number": "+852", "country": "HK", "claimed": "CN, TH"}, 1.0)
    assert not re.search(r"\b(?:HK|CN|TH)\b", said)
    assert {"th": "ฮ่องกง", "vi": "Hồng Kông", "zh": "香港"}.get(language, "Hong Kong") in said
    assert speech(language).countries("whatever a registry wrote") == "whatever a registry wrote" and speech(language).countries("") == ""
    assert all(countries.names(language).values())


def test_words_of_codes_keep_their_placeholders() -> None:
    for table in WORDS.values():
        for code, said in table.items():
            assert set(PLACEHOLDER.findall(said)) == set(PLACEHOLDER.findall(code)), code


def test_chinese_has_no_space_between_its_own_letters() -> None:
    zh, row = speech("zh"), ROWS["contact-messenger-authority"]
    shown = {"brand": "a public authority", "messenger": "line", "account": "资金 清查"}
    assert zh.because(row, shown, 1.0) == "以政府机关名义的页面给出 LINE 资金 清查"  # what the target wrote stays as it is
    assert zh.because(row, shown | {"brand": "GCash", "account": "a"}, 1.0) == "以 GCash 名义的页面给出 LINE a"
    assert zh.word("evidence", "'1234567' is a number, and no address of the web") == "“1234567”是数字，不是网址"
    warned = {"terms": "“撥打 165”, “掛斷後”"}
    assert zh.because(ROWS["content-benign-context"], warned, 4.0) == "页面在提醒防范诈骗（“撥打 165”、“掛斷後”）"
    assert zh.say("{count} {verdict}", count="43", verdict="suspicious") == "可疑 43"
