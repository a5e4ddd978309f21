"""Addresses among other words: notes, bullets, numbers; what is asked about and what is read."""

import pytest

from scamtriage.records.target import LineStatus, Target
from scamtriage.targets.parse import parse_target
from tests.cost import least_cpu_s
from tests.targets.asking import refusal, target


@pytest.mark.parametrize("host", ["i❤x.ws", "my.i❤x.ws", "bank.comんdetail.evil.com"])
def test_a_sign_within_a_name_is_a_letter_of_it(host: str) -> None:
    assert target(f"https://{host}").unicode == host


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("url=https://t.vip", "https://t.vip/"),
        ('href="https://t.vip/a?x=1"', "https://t.vip/a?x=1"),
        ("URL=hxxps://t[.]vip", "https://t.vip/"),
        (r"https:\/\/t.vip\/a", "https://t.vip/a"),
    ],
)
def test_an_address_cut_out_of_a_program_is_that_address(line: str, url: str) -> None:
    assert target(line).url == url


@pytest.mark.parametrize("line", ["href=https://q.vip>x", "url=https://t.vip/a&sa=D", "<a href=https://a.example/>x</a>", "url=t.vip"])
def test_an_address_that_may_go_on_as_something_else_is_refused(line: str) -> None:
    assert refusal(line).status is LineStatus.REFUSED


def test_a_sign_before_an_address_is_named() -> None:
    assert "'=' cannot stand" in refusal("href=https://q.vip>x").reason


def test_a_comment_hides_no_second_line_of_a_cell() -> None:
    assert refusal("https://evil.example/ # one\nhttps://other.example/").status is LineStatus.REFUSED


@pytest.mark.parametrize("line", ["https://a.com/" + " #\n" * 2_700, "https://a.com/" + ",h" * 4_000, "a.com," * 1_300 + "x@b.com"])
def test_what_looks_for_notes_and_second_addresses_costs_no_more_than_the_length(line: str) -> None:
    assert least_cpu_s(lambda: parse_target(line), within=0.1) <= 0.1


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("dsi-case-th.topครับ", "dsi-case-th.top"),
        ("https://dsi-case-th.top。我妈也收到了", "https://dsi-case-th.top"),
        ("https://dsi-case-th.top👇", "https://dsi-case-th.top"),
        ("http://icbc-jifen.top/exchange，积分快过期了", "http://icbc-jifen.top/exchange"),
        ("http://icbc-jifen.top/exchange（假的）", "http://icbc-jifen.top/exchange"),
        ("https://bit.ly/3abcdEFแล้วกรอกเลขบัตร", "https://bit.ly/3abcdEF"),
        ("kbank-verify.online/?id=5ครับ", "kbank-verify.online/?id=5"),
        ("http://dichvucong-gov.cc,đừng bấm nha", "http://dichvucong-gov.cc"),
        ("ลิงก์นี้https://bit.ly/3abcdEF", "https://bit.ly/3abcdEF"),
        ("• https://s.id/abc123 (pemendek)", "https://s.id/abc123"),
        ("Link 3: hxxp://evn-hcm[.]site (giả mạo điện lực)", "hxxp://evn-hcm[.]site"),
        ("别点！还有这个：www.etc-renzheng.cn。我妈也收到了", "www.etc-renzheng.cn"),
        ("http://ธนาคาร.com/เข้าสู่ระบบ (ปลอม)", "http://ธนาคาร.com/เข้าสู่ระบบ"),
        ("see https://evil.example.com/a, and https://evil.example.com/a again", "https://evil.example.com/a"),
        ("ดู (bücher-laden.de) นะ", "bücher-laden.de"),
        ("bücher-laden.de..", "bücher-laden.de"),
        ("jangan buka www.abc-shop.com ya", "www.abc-shop.com"),
        ("lihat http://abc-shop.com ya", "http://abc-shop.com"),
        ("ลองดู abc-shop.com ครับ", "abc-shop.com"),
    ],
)
def test_the_one_address_among_words_is_meant_and_no_other_host_or_page(line: str, meant: str) -> None:
    assert (target(line).url, target(line).given) == (target(meant).url, line)


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("เข้าลิงก์นี้ https://evil.com/my ด่วนๆ", "https://evil.com/my"),
        ("https://evil.com/myๆ", "https://evil.com/my"),
        ("https://evil.com/my ด่วน", "https://evil.com/my"),
        ("evil.com ด่วน", "https://evil.com/"),
        ("ดู evil.com", "https://evil.com/"),
        ("[ลิงก์](https://evil.com/my)", "https://evil.com/my"),
        ("<https://evil.com/my|my link>", "https://evil.com/my"),
        ("| 1 | evil.com |", "https://evil.com/"),
        ("08:15 น. somchai: เจอเว็บ evil.com", "https://evil.com/"),
        ("[08:15, 2/11/2026] Somchai: https://evil.com/my", "https://evil.com/my"),
        ("see http://8.8.4.4:8080/my now", "http://8.8.4.4:8080/my"),
        ("evil.com!", "https://evil.com/"),
        ("https//evil.com/my", "https://evil.com/my"),
        ("see https://evil.com/my . Thanks", "https://evil.com/my"),
        ("https://evil.com/my di titik kumpul, 3.5 juta", "https://evil.com/my"),
    ],
)
def test_a_chat_is_read_as_people_write_it(line: str, url: str) -> None:
    assert target(line).url == url


def test_a_phone_number_is_called_one() -> None:
    for line in ("+66812345678", "+66 81-234-5678", "081-234-5678", "0812345678"):
        assert "phone number" in refusal(line).reason


@pytest.mark.parametrize(
    "line", ["https://one.coé x", "one.com-verify é x", "https://one.com-verify é x", "看one.com吧", "看 www.co看.com 吧"]
)
def test_letters_that_may_belong_to_a_name_are_not_cut_off_it(line: str) -> None:
    assert refusal(line).status is LineStatus.REFUSED


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("https://th.wikipedia.org/wiki/ประเทศไทย", "https://th.wikipedia.org/wiki/%E0%B8%9B%E0%B8%A3%E0%B8%B0%E0%B9%80%E0%B8%97%E0%B8%A8%E0%B9%84%E0%B8%97%E0%B8%A2"),
        ("https://例子.中国/路径", "https://xn--fsqu00a.xn--fiqs8s/%E8%B7%AF%E5%BE%84"),
        ("https://a.com/iphone-รีวิว?q=ทด", "https://a.com/iphone-%E0%B8%A3%E0%B8%B5%E0%B8%A7%E0%B8%B4%E0%B8%A7?q=%E0%B8%97%E0%B8%94"),
        ("https://a.com/2024年/x", "https://a.com/2024%E5%B9%B4/x"),
        ("https://a.com/đăng-nhập", "https://a.com/%C4%91%C4%83ng-nh%E1%BA%ADp"),
        ("https://a.com/می\u200cخواهم", "https://a.com/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85"),
        ("https://a.com/👨\u200d👩❤\ufe0f", "https://a.com/%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9%E2%9D%A4%EF%B8%8F"),
        ("https://a.com/x#note，备注", "https://a.com/x"),
        ("https://a.com/x%EF%BC%8Cy", "https://a.com/x%EF%BC%8Cy"),
    ],
)  # fmt: skip
def test_a_page_in_other_letters_is_that_page(line: str, url: str) -> None:
    assert target(line).url == url


@pytest.mark.parametrize("host", ["ทดสอบ.ไทย", "例子.中国", "пример.рф", "例え.みんな", "new.tldofnextyear"])
def test_endings_of_other_letters_are_those_of_the_list_and_ours_may_be_younger(host: str) -> None:
    assert target(host).unicode == host


@pytest.mark.parametrize(
    "line",
    [
        "《evil-shop.co.th》",
        "〈https://evil-shop.co.th〉，",
        "evil-shop【.】co（.）th",
        "evil-shop[titik]co[chấm]th",
        "evil-shop[จุด]co[点]th",
        "evil-shop titik co titik th",
        "evil-shop点co点th",
        "hxxp：//evil-shop。co。th".replace("hxxp", "hxxps"),
        "1. hxxps://evil-shop[.]co[.]th",
        "1.https://evil-shop.co.th",
        "2) evil-shop[dot]co[dot]th",
        "（3）evil-shop.co.th",
        "4、https://evil-shop.co.th",
        "- evil-shop.co.th",
        "• https://evil-shop.co.th",
        "เว็บ: https://evil-shop.co.th",
        "链接：evil-shop.co.th",
        "Link 3: hxxps://evil-shop[.]co[.]th",
        "5. • LINE: https://evil-shop.co.th",
        "chị:https://evil-shop.co.th",
    ],
)
def test_bullets_numbers_and_a_word_before_one_address_are_no_part_of_it(line: str) -> None:
    assert target(line).url == "https://evil-shop.co.th/"


@pytest.mark.parametrize("line", ["1. one.com two.com", "ftp: evil.com", "view-source:https://evil.com", "foo://evil.com", "x: //evil.com"])
def test_what_stands_before_an_address_may_mean_more_than_a_mark(line: str) -> None:
    assert refusal(line).status is LineStatus.REFUSED


def test_a_letter_that_says_dot_stays_a_letter_where_the_name_has_dots() -> None:
    assert target("e点com.cn").host == "xn--ecom-jc9h.cn" or target("e点com.cn").unicode == "e点com.cn"


def test_a_character_that_was_lost_before_is_asked_about() -> None:
    assert "--charset" in refusal("http://icbc-kf.cn/\ufffd\ufffd").reason


@pytest.mark.parametrize(
    "line",
    [
        "a." * 4_000,
        "1. " * 2_700,
        "http:[ " * 1_000,
        "a.com " * 1_300,
        "http://a.com/" + "a点" * 4_000 + "/",
        "http" + " " * 8_000,
        "[ . ] " * 1_300,
        "ü." * 4_000,
        "\u0301\u200c" * 2_000 + ".com",
    ],
)
def test_words_are_searched_in_time_that_grows_with_them(line: str) -> None:
    assert least_cpu_s(lambda: parse_target(line), within=0.3) <= 0.3


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("dsi.refund@gmail.com", True),
        ("mailto:dsi.refund@gmail.com", True),
        ("DSI Refunds <dsi.refund@gmail.com>", True),
        ("dsi.refund[at]gmail[.]com", True),
        ("dsi.refund [@] gmail[.]com", True),
        ("https://someone@gmail.com/", False),
        ("gmail.com/@someone", False),
        ("gmail.com # told by a@b.example", False),
        ("gmail.com", False),
    ],
)
def test_a_mailbox_is_told_from_a_site(line: str, is_one: bool) -> None:
    target = parse_target(line)
    assert isinstance(target, Target) and target.host == "gmail.com" and target.mailbox is is_one


@pytest.mark.parametrize(
    "line",
    [
        "evil.top (192.0.2.1)",
        "evil[.]top [192[.]0[.]2[.]1]",
        "1. evil.top （192.0.2.1:443）",
        "Host: evil.top [2001:db8::1]",
        "(evil.top [192.0.2.1])",
    ],
)
def test_a_host_is_meant_where_its_address_stands_behind_it_in_brackets(line: str) -> None:
    assert target(line).url == "https://evil.top/"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("evil.top bank.com", "'evil.top', 'bank.com':"),
        ("evil.top warns of bank.com and c.top", "'evil.top', 'bank.com' …:"),
        ("192.0.2.1 (192.0.2.2)", "'192.0.2.1', '(192.0.2.2)':"),
        ("the bank", "'the', 'bank':"),
        (f"evil.top https://a:secret@{'b' * 50}.com/", f"'evil.top', 'https://a:***@{'b' * 26}':"),
    ],
)
def test_a_refusal_names_two_of_the_words_and_no_password(line: str, words: str) -> None:
    assert refusal(line).reason.startswith(f"it holds more than one word, {words}")
    assert "or find the addresses among words with `scamtriage scan --extract`, and those in a table with --column" in refusal(line).reason


@pytest.mark.parametrize("line", ["Money.My account is blocked now", "I lost all, money.My account is gone", "Hello.Help me with this"])
def test_where_two_sentences_meet_is_no_host(line: str) -> None:
    assert "may be the end of a sentence" in refusal(line).reason


@pytest.mark.parametrize(
    ("line", "host"),
    [
        ("Money.My", "money.my"),
        ("Site: Evil.Top", "evil.top"),
        ("the scam is at Evil.Top", "evil.top"),
        ("EVIL.TOP is a scam", "evil.top"),
        ("HTTPS://EVIL.TOP is a scam", "evil.top"),
        ("HTTPS://Evil.Top is a scam", "evil.top"),
        ("DHL-Paket.Top took my money", "dhl-paket.top"),
        ("Www.Evil.Top took my money", "www.evil.top"),
        ("evil.top took my money", "evil.top"),
    ],
)
def test_a_host_in_capitals_is_one_where_no_sentence_goes_on_behind_it(line: str, host: str) -> None:
    assert target(line).host == host
