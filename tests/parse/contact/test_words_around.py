"""What the words around a number or a name say of it: whose it is, what it opens, and whether it is one at all."""

import pytest

from tests.parse.contact.test_real_pages import found

MESSENGERS = [
    # what is sent, and where to
    ("ms", "WhatsApp gambar luka atau ruam ke 011-2637 4408 dahulu", ("whatsapp", "+601126374408")),
    ("fil", "WhatsApp ang litrato ng resibo mo sa 0917 884 2063", ("whatsapp", "+639178842063")),
    # by the number of a phone, or by that alone
    ("my", "Signal - ထိုင်းဖုန်းနံပါတ်အတိုင်း +66914482073", ("signal", "+66914482073")),
    ("id", "WhatsApp sesuai nomor telepon 0812-7714-3096", ("whatsapp", "+6281277143096")),
    ("hi", "9026828075 पर कॉल/व्हाट्सएप करें।", ("whatsapp", "+919026828075")),
    ("en", "Open @harbour_bot in Telegram.", ("telegram", "harbour_bot")),
    ("zh", "歡迎洽詢LINE線上客服 官方ID：vip035519000或是來電", ("line", "vip035519000")),
    ("lo", "ແອດໄລ: somying99", ("line", "somying99")),
]


@pytest.mark.parametrize(("language", "text", "contact"), MESSENGERS)
def test_a_messenger_is_told_by_the_words_around(language: str, text: str, contact: tuple[str, str]) -> None:
    assert contact in found(f"<p>{text}</p>", lang=language, host=f"harbour.{ {'ms': 'my', 'fil': 'ph'}.get(language, 'com') }")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *(("en", "Rules of @media in line with the theme."), ("en", "Fixed by @octocat in line 12."), ("en", "See @harbour on line 3.")),
        *(("fil", "Pumila si @pedro sa line 3."), ("vi", "Bạn @nguyenvan sa line dây chuyền.")),
    ],
)
def test_a_line_of_a_text_or_of_people_is_no_messenger(language: str, text: str) -> None:
    assert found(f"<p>{text}</p>", lang=language) == []


@pytest.mark.parametrize(("language", "text"), [("en", "Add @harbour_shop in LINE."), ("fil", "I-add si @harbour_shop sa Line app")])
def test_but_it_is_one_in_capitals_behind_the_same_words(language: str, text: str) -> None:
    assert found(f"<p>{text}</p>", lang=language) == [("line", "@harbour_shop")]


def test_a_number_for_a_messenger_alone_is_no_phone() -> None:
    assert found("<p>HR duty mobile, WhatsApp only: 9127 4418.</p>", host="harbour.com.sg") == [("whatsapp", "+6591274418")]
    assert ("phone", "+6591274418") in found("<p>HR duty mobile, WhatsApp: 9127 4418.</p>", host="harbour.com.sg")


def test_a_stroke_between_two_messengers_parts_them() -> None:
    html = '<p><a href="https://m.me/harbour.shop">Messenger</a> | LINE ID harbour.2</p>'
    assert found(html) == [("messenger", "harbour.shop"), ("line", "harbour.2")]


@pytest.mark.parametrize(("text", "kinds"), [("LINE | WeChat : boss_8899", {"line", "wechat"}), ("微信 | QQ：88997766", {"wechat", "qq"})])
def test_a_stroke_between_two_others_joins_them(text: str, kinds: set[str]) -> None:
    assert {kind for kind, _ in found(f"<p>{text}</p>", lang="zh")} == kinds


def test_what_is_official_is_no_account_without_a_mark_or_a_word_for_an_id() -> None:
    assert found("<p>LINE官方 Taiwan 分公司公告。微信官方 announced 新功能</p>", lang="zh") == []
    assert found("<p>LINE官方: vip0355</p>", lang="zh") == [("line", "vip0355")]


@pytest.mark.parametrize("text", ["ທ. ວິໄລ, Telegram: @harbour_la", "ໄລຍະ @harbour_la 3 ເດືອນ", "ໄລ່ຕາມ @harbour_la"])
def test_a_lao_word_that_holds_the_name_of_line_is_none(text: str) -> None:
    assert not [kind for kind, _ in found(f"<p>{text}</p>", lang="lo") if kind == "line"]


def test_a_link_dialled_abroad_has_the_kind_of_its_number() -> None:
    html = '<p><a href="tel:010-1-844-207-1188">国際電話</a></p>'
    assert found(html, lang="ja") == [("hotline", "+18442071188")]


@pytest.mark.parametrize(
    ("language", "suffix", "text"),
    [
        ("ko", "kr", "대부업등록 2024-금감원-0441(대부중개)"),
        ("ms", "my", "Rakaman panggilan disimpan dengan nombor pita 0207-118-44."),
        ("en", "com", "Calls are kept under the recording number 020 7183 8750."),
        ("de", "de", "Rufen Sie uns an, Seite 36 39"),
    ],
)
def test_a_number_of_a_licence_or_a_tape_is_nobodys(language: str, suffix: str, text: str) -> None:
    assert found(f"<p>{text}</p>", lang=language, host=f"harbour.{suffix}") == []


def test_french_services_have_four_digits_parted_in_two() -> None:
    assert found("<p>Appelez le 3639 ou le 36 39.</p>", lang="fr", host="harbour.fr") == [("hotline", "3639")]
    assert found("<p>Appelez le 01 12 23 36 39.</p>", lang="fr", host="harbour.fr") == [("phone", "+33112233639")]


@pytest.mark.parametrize(
    ("language", "text", "account"),
    [
        ("fil", "ideposito sa BDO Unibank savings 0045-8021-7734, pangalan: M. Santos", "004580217734"),
        ("en", "Account number: 113001060002156<br>Bank name: Riverbend Mutual", "113001060002156"),
        ("vi", "Số tài khoản: 113001060002156<br>Tên ngân hàng: Ngân hàng Sông Xanh", "113001060002156"),
        ("zh", "直接存款：銀行戶口號碼為 769-334699-883（恆生銀行）", "769334699883"),
    ],
)
def test_an_account_is_told_by_its_kind_or_by_a_bank_behind_it(language: str, text: str, account: str) -> None:
    assert ("bank-account", account) in found(f"<p>{text}</p>", lang=language, host=f"harbour.{'hk' if language == 'zh' else 'com'}")


def test_a_customer_who_is_told_of_a_bank_later_has_no_account() -> None:
    assert found("<p>Your account number: 113001060002156. Ask the bank: it knows.</p>") == []


def test_an_address_of_items_of_a_list_is_one() -> None:
    script = 'var a=["next","one-tap.com"],b=["x"];document.write("info."+a[0]+"@"+a[1]);document.write(b[7]+"@"+c[0])'
    assert found(f"<p>Mail <script>{script}</script></p>") == [("email", "info.next@one-tap.com")]
