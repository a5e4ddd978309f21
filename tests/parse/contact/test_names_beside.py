"""Messengers, hotlines and tools that the words beside them tell, each beside words that tell something else."""

import pytest

from tests.parse.contact.test_messy_lines import found


@pytest.mark.parametrize(
    ("suffix", "markup", "contacts"),
    [
        ("id", "<p>Mentor: @mentor_rendra17 (tele). Jangan", {"telegram mentor_rendra17"}),
        ("kr", "<p>실장 @room_boss7 (텔레)", {"telegram room_boss7"}),
        ("in", "<p>टेलीग्राम पर रिपोर्ट करें 👉 यहाँ, टीचर @teacher_arjun09।", {"telegram teacher_arjun09"}),
        ("vn", "<p>@nhanvien_01 (televisi)", set()),
        ("in", "<p>फ़ोटो यहाँ, टीचर @teacher_arjun09।", set()),
        ("hk", "<p>致電客服二線或微信 hkexp-danny", {"wechat hkexp-danny"}),
        ("cn", "<p>加微信 lily-chen", {"wechat lily-chen"}),
        ("cn", "<p>支持微信 mini-program 下单", set()),
        ("cn", "<p>助理微信 hrx-xiaowan，晚间八点", {"wechat hrx-xiaowan"}),
        ("cn", "<p>管理微信 wallet-pay 支付", set()),
        ("cn", "<p>使用微信 drag-and-drop", set()),
        ("cn", "<p>微信 wallet-pay 支付", set()),
        ("cn", "<p>微信 mini-program", set()),
        ("cn", "<p>微信 real-time, stable", set()),
        ("cn", "<p>支付宝或微信 check-out", set()),
        ("cn", "<p>客服微信 drag-and-drop", set()),
        ("co.th", "<p>FB messenger: andamandriftcharters", {"messenger andamandriftcharters"}),
        ("co.th", "<p>FB messenger: unavailable", set()),
        ("co.th", "<p>FB Messenger: telecommunications are down", set()),
        (
            "com.kh",
            '<a href="https://t.me/x_support">Telegram</a>, WhatsApp +855 97 704 1266',
            {"telegram x_support", "whatsapp +855977041266"},
        ),
        ("com.kh", "Telegram, WhatsApp +855 97 704 1266", {"telegram +855977041266", "whatsapp +855977041266"}),
        ("la", "<p>ໂທ 021 413 785. ວັດແອັບ (ຂໍ້ຄວາມເທົ່ານັ້ນ): 030 955 1824", {"phone +85621413785", "whatsapp +856309551824"}),
        ("id", "<p>Hp. 0821 3887 1906 (Bu Tinah, telp saja, tidak ada WA)", {"phone +6282138871906"}),
        ("id", "<p>Hp. 0821 3887 1906 (ada WA)", {"phone +6282138871906", "whatsapp +6282138871906"}),
        ("com", '<html lang="id"><p>W 4 : nol delapan satu tiga – 8 8 5 6 – 2 0 1 7', {"whatsapp +6281388562017"}),
        ("uk", "<p>London W 4 020 7946 0958", {"phone +442079460958"}),
        ("my", "<p>Tel 03-8736 4021, Blk W 4, 012 345 6789", {"phone +60387364021", "phone +60123456789"}),
        ("gov.ph", "<p>tawagan si Kgd. Lito: O947 552 1836", {"phone +639475521836"}),
    ],
)
def test_the_words_beside_an_account_say_whose_it_is(suffix: str, markup: str, contacts: set[str]) -> None:
    assert found(suffix, markup) == contacts


@pytest.mark.parametrize(
    ("suffix", "markup", "contacts"),
    [
        ("com.my", "<p>Hotline: see below</p><table><tr><th>National Scam Response Centre<td>997</table>", {"hotline 997"}),
        ("gov.kh", "<p>បណ្តាញទាន់ហេតុការណ៍ ១១៥ (ឥតគិតថ្លៃ)", {"hotline 115"}),
        ("gov.kh", "<p>វ៉ាក់សាំង ១១៥ ដូស", set()),
        ("com.la", "<table><tr><td>ໄຟຟ້າດັບ<td>໑໑໙໙</table>", {"hotline 1199"}),
        ("com.la", "<table><tr><td>ຄົນເຈັບ<td>໑໑໙໙</table>", set()),
        ("vn", "<p>Khu phố mất điện 115 phút", set()),
        ("cn", "<p>线路停电 119 户", set()),
        ("ph", "<p>Brownout sa 117 bahay", set()),
        ("in", "<p>पशु एम्बुलेंस 1962, चालक भँवर जी", {"hotline 1962"}),
        ("in", "<p>पहली एम्बुलेंस 1962 में आई", set()),
    ],
)
def test_a_short_number_stands_beside_who_answers_it(suffix: str, markup: str, contacts: set[str]) -> None:
    assert found(suffix, markup) == contacts


@pytest.mark.parametrize(
    ("markup", "tools"),
    [
        ("<p>Cán bộ hỗ trợ qua ứng dụng Zalo chia sẻ màn hình hoặc Team&nbsp;Viewer 15.", {"remote-tool TeamViewer"}),
        ("<p>We will need a screen-share (TeamViewer; no, we never ask for seed words).", {"remote-tool TeamViewer"}),
        ("<p>Our agent will join by screen share with AnyDesk or RustDesk.", {"remote-tool AnyDesk", "remote-tool RustDesk"}),
        ("<p>Never share your screen via TeamViewer; we never ask for your password.", set()),
        ("<p>Scammers ask for a screen share (AnyDesk).", set()),
        ("<p>We never ask for your password or for a screen share with TeamViewer.", set()),
    ],
)
def test_sharing_a_screen_leads_to_the_tool_beside_it(markup: str, tools: set[str]) -> None:
    assert found("com", markup) == tools
