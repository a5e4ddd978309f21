"""What links open, one row a form; and links that open nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.parse.contact import links as contact_links
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from tests.cost import least_cpu_s

OPENS = [
    ("tel:02-123-4567", "phone +6621234567"),
    ("tel:+66%2081%20234%205678", "phone +66812345678"),
    ("TEL:+66812345678;ext=1", "phone +66812345678"),
    ("tel:1441", "hotline 1441"),
    ("tel:+66812345678,,,9#", "phone +66812345678"),
    ("tel:02-123-4567w1", "phone +6621234567"),
    ("tel:02-123-4567 ต่อ 12", "phone +6621234567"),
    ("tel:02-123-4567%23123", "phone +6621234567"),
    ("tel:+1-888-555-1234 ext 55", "hotline +18885551234"),
    ("tel:081/234/5678", "phone +66812345678"),
    ("tel:1-800-019-888", "hotline +661800019888"),
    ("sms:+66812345678?body=hi", "phone +66812345678"),
    ("mailto:Help@Shop.co.th?subject=x", "email help@shop.co.th"),
    ("https://t.me/abc_shop", "telegram abc_shop"),
    ("http://www.t.me/abc_shop?start=1", "telegram abc_shop"),
    ("https://telegram.me/joinchat/AAAAAEabc", "telegram +AAAAAEabc"),
    ("https://t.me/+AbCdEf123456", "telegram +AbCdEf123456"),
    ("https://t.me/+66812345678", "telegram +66812345678"),
    ("tg://resolve?domain=abc_shop", "telegram abc_shop"),
    ("tg://join?invite=AbCdEf12", "telegram +AbCdEf12"),
    ("https://t.me/addlist/AbCdEf123456", "telegram addlist/AbCdEf123456"),
    ("https://t.me/m/AbCdEf123456", "telegram m/AbCdEf123456"),
    ("https://t.me/contact/AbCdEf123456", "telegram contact/AbCdEf123456"),
    ("https://t.me/boost/help_desk1", "telegram help_desk1"),
    ("https://t.me:443/help_desk1", "telegram help_desk1"),
    ("t.me:443/help_desk1", "telegram help_desk1"),
    ("wa.me:443/66812345678", "whatsapp +66812345678"),
    ("https://web.telegram.org/k/#@help_desk1", "telegram help_desk1"),
    ("https://web.telegram.org/#/im?p=@help_desk1", "telegram help_desk1"),
    ("https://web.telegram.org/a/#?tgaddr=tg%3A%2F%2Fresolve%3Fdomain%3Dhelp_desk1", "telegram help_desk1"),
    ("https://line.me/ti/p/~somchai", "line somchai"),
    ("https://line.me/R/ti/p/%40shop", "line @shop"),
    ("line://ti/p/@shop", "line @shop"),
    ("https://line.me/ti/g2/AbC-dEf_1", "line AbC-dEf_1"),
    ("https://lin.ee/AbC12", "line AbC12"),
    ("https://page.line.me/shop", "line @shop"),
    ("https://line.me/R/oaMessage/%40shop/?hi", "line @shop"),
    ("https://wa.me/66812345678?text=hi", "whatsapp +66812345678"),
    ("https://wa.me/message/ABCDEF1", "whatsapp ABCDEF1"),
    ("https://api.whatsapp.com/send?text=hi&phone=%2B66812345678", "whatsapp +66812345678"),
    ("whatsapp://send?phone=66812345678", "whatsapp +66812345678"),
    ("whatsapp://chat?code=AbCdEfGhIjKlMnOpQrStUv", "whatsapp-group AbCdEfGhIjKlMnOpQrStUv"),
    ("whatsapp://chat?phone=66812345678", "whatsapp +66812345678"),
    ("data:text/vcard;base64,QkVHSU46VkNBUkQK%0ARU1BSUw6YS5iQHNob3AuY28udGgKRU5EOlZDQVJE", "email a.b@shop.co.th"),
    ("https://www.whatsapp.com/catalog/66812345678/?app_absent=0", "whatsapp +66812345678"),
    ("https://wa.me/p/4821775509/66812345678", "whatsapp +66812345678"),
    ("https://call.whatsapp.com/voice/AbCdEf12", "whatsapp AbCdEf12"),
    ("wtai://wp/mc;+66812345678", "phone +66812345678"),
    ("data:text/vcard;charset=utf-8,BEGIN%3AVCARD%0ATEL%3BTYPE%3DCELL%3A%2B66812345678%0AEND%3AVCARD", "phone +66812345678"),
    ("data:text/x-vcard;base64,QkVHSU46VkNBUkQKRU1BSUw6YS5iQHNob3AuY28udGgKRU5EOlZDQVJE", "email a.b@shop.co.th"),
    ("MECARD:N:Somchai;TEL:+66812345678;;", "phone +66812345678"),
    ("BEGIN:VCARD\nVERSION:4.0\nitem1.TEL;VALUE=uri:tel:+66-81-234-5678\nEND:VCARD", "phone +66812345678"),
    ("https://mail.google.com/mail/?view=cm&to=a.b%40shop.co.th&su=x", "email a.b@shop.co.th"),
    ("https://apps.apple.com/us/app/anydesk-remote-desktop/id1176131273", "remote-tool AnyDesk"),
    ("teamviewer8://remotecontrol", "remote-tool TeamViewer"),
    ("https://939.co.kr/shop/", "remote-tool ezHelp"),
    ("http://helpu.kr/shop", "remote-tool HelpU"),
    ("https://www.seetrol.co.kr/download", "remote-tool Seetrol"),
    ("https://chat.whatsapp.com/invite/AbCdEfGhIjKlMnOpQrStUv", "whatsapp-group AbCdEfGhIjKlMnOpQrStUv"),
    ("https://zalo.me/0912345678", "zalo +84912345678"),
    ("https://zalo.me/84912345678", "zalo +84912345678"),
    ("https://chat.zalo.me/?phone=0912345678", "zalo +84912345678"),
    ("https://zalo.me/g/abcdef123", "zalo abcdef123"),
    ("https://zalo.me/1234567890123456789", "zalo 1234567890123456789"),
    ("viber://chat?number=%2B84912345678", "viber +84912345678"),
    ("viber://pa?chatURI=shopbot", "viber shopbot"),
    ("https://u.wechat.com/MJ1abcDEF", "wechat MJ1abcDEF"),
    ("https://wpa.qq.com/msgrd?v=3&uin=123456&site=qq", "qq 123456"),
    ("tencent://message/?uin=123456&Menu=yes", "qq 123456"),
    ("https://wpa.b.qq.com/cgi/wpa.php?ln=2&uin=800012345", "qq 800012345"),
    ("https://user.qzone.qq.com/12345678/main", "qq 12345678"),
    ("https://work.weixin.qq.com/ca/cawcde1234567", "wechat cawcde1234567"),
    ("https://work.weixin.qq.com/u/vc1234abcd", "wechat vc1234abcd"),
    ("https://open.kakao.com/o/sAbC123", "kakaotalk sAbC123"),
    ("kakaotalk://plusfriend/chat/_abcde", "kakaotalk _abcde"),
    ("kakaoplus://plusfriend/home/@acme", "kakaotalk @acme"),
    ("https://plus.kakao.com/home/@acme", "kakaotalk @acme"),
    ("https://qr.kakao.com/talk/AbCdEf-1234", "kakaotalk AbCdEf-1234"),
    ("https://zaloapp.com/qr/p/abc123def456", "zalo abc123def456"),
    ("https://fb.me/msg/acme.help", "messenger acme.help"),
    ("https://m.me/msg/acme.help", "messenger acme.help"),
    ("https://m.facebook.com/msg/acme.help", "messenger acme.help"),
    ("https://l.facebook.com/l.php?u=https%3A%2F%2Fwa.me%2F66812345678&h=x", "whatsapp +66812345678"),
    ("https://www.google.com/url?sa=t&q=https://wa.me/66812345678&usg=x", "whatsapp +66812345678"),
    ("https://google.co.th/url?url=https%3A%2F%2Fwa.me%2F66812345678", "whatsapp +66812345678"),
    ("https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Fwa.me%2F66812345678", "whatsapp +66812345678"),
    ("https://www.facebook.com/l.php?u=https%3A%2F%2Fwa.me%2F66812345678", "whatsapp +66812345678"),
    ("https://t.me/iv?url=https%3A%2F%2Fwa.me%2F66812345678", "whatsapp +66812345678"),
    ("https://page.line.me/?accountId=abc123x", "line @abc123x"),
    ("tg://user?id=123456789", "telegram 123456789"),
    ("tg://openmessage?user_id=123456789", "telegram 123456789"),
    ("tg://addlist?slug=AbCdEfGhIjK1", "telegram addlist/AbCdEfGhIjK1"),
    ("tg://message?slug=AbCdEfGhIjK1", "telegram m/AbCdEfGhIjK1"),
    ("https://%77a.me/66812345678", "whatsapp +66812345678"),
    ("https://wa\u3002me/66812345678", "whatsapp +66812345678"),
    ("https://ｗａ.me/66812345678", "whatsapp +66812345678"),
    ("telprompt:+66812345678", "phone +66812345678"),
    ("sms:/open?addresses=+66812345678,+66812345679&body=hi", "phone +66812345678"),
    ("callto://acme.helpdesk", "skype acme.helpdesk"),
    ("callto:+66812345678", "phone +66812345678"),
    ("ms-windows-store://pdp/?productid=9P7BP5VNWKX5", "remote-tool Quick Assist"),
    ("https://aka.ms/quickassist", "remote-tool Quick Assist"),
    ("https://apps.microsoft.com/detail/9p7bp5vnwkx5", "remote-tool Quick Assist"),
    ("https://join.zoho.in/?key=1", "remote-tool Zoho Assist"),
    ("https://pf.kakao.com/_abcde/chat", "kakaotalk _abcde"),
    ("https://m.me/shop.page", "messenger shop.page"),
    ("https://www.facebook.com/messages/t/shop.page", "messenger shop.page"),
    ("https://signal.me/#p/+66812345678", "signal +66812345678"),
    ("skype:live:.cid.abc123?chat", "skype live:.cid.abc123"),
    ("bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa?amount=1", "wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ("ethereum:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed@1", "wallet 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
    (  # who gets a token is behind its contract
        "ethereum:0xc2132D05D31c914a87C6611C10748AEb04B58e8F@137/transfer?address=0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed&uint256=5e6",
        "wallet 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    ),
    (
        "https://metamask.app.link/send/0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359@10/transfer?uint256=1&address=0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
        "wallet 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    ),
    (
        "https://metamask.app.link/send/0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359@1?value=1",
        "wallet 0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    ),
    ("upi://pay?pa=help@ybl&pn=x", "payment-qr help@ybl"),
    ("https://promptpay.io/0812345678.png", "payment-qr +66812345678"),
    ("https://img.vietqr.io/image/VCB-0071000986532-compact2.png", "payment-qr 0071000986532"),
    ("anydesk:123456789", "remote-tool AnyDesk"),
    ("ms-quick-assist:", "remote-tool Quick Assist"),
    ("https://evil.example/apk/QuickSupport_TeamViewer.apk", "remote-tool TeamViewer"),
    ("https://evil.example/secure-anydesk.exe", "remote-tool AnyDesk"),
    ("https://get.teamviewer.com/x", "remote-tool TeamViewer"),
    ("https://evil.example/files/AnyDesk%20Setup.exe", "remote-tool AnyDesk"),
    ("//download.anydesk.com/AnyDesk.exe", "remote-tool AnyDesk"),
    ("/static/TeamViewerQS.exe", "remote-tool TeamViewer"),
    ("https://acme.screenconnect.com/", "remote-tool ScreenConnect"),
    ("https://play.google.com/store/apps/details?id=com.carriez.flutter_hbb&hl=en", "remote-tool RustDesk"),
    ("market://details?id=com.anydesk.anydeskandroid", "remote-tool AnyDesk"),
    ("https://api.whatsapp.com/message/ABCDEF1GHI", "whatsapp ABCDEF1GHI"),
    ("https://wa.link/k3x9ab", "whatsapp k3x9ab"),
    ("https://wa.link/redirect?to=66812345678", "whatsapp +66812345678"),
    ("https://wa.me/c/66819234567", "whatsapp +66819234567"),
    ("intent://send/?phone=66819234567&text=hi#Intent;scheme=whatsapp;package=com.whatsapp;end", "whatsapp +66819234567"),
    ("intent://send/66819234567#Intent;scheme=smsto;package=com.whatsapp.w4b;end", "whatsapp +66819234567"),
    ("intent://send/+66819234567#Intent;scheme=smsto;package=com.android.mms;end", "phone +66819234567"),
    ("https://viber.click/639171234567", "viber +639171234567"),
    ("https://nav.cx/aBcDeF1", "line aBcDeF1"),
    ("https://qr.sepay.vn/img?acc=0010000000355&bank=Vietcombank&amount=100000", "payment-qr 0010000000355"),
    ("https://vietqr.app/img?bank=MBBank&acc=0010000000356", "payment-qr 0010000000356"),
    ("intent://resolve?domain=agent_xx1#Intent;package=org.telegram.messenger;scheme=tg;end", "telegram agent_xx1"),
    ("https://line.naver.jp/ti/p/@shop", "line @shop"),
    ("https://line.me/R/nv/recommendOA/@shop", "line @shop"),
    ("https://line.me/R/home/public/main?id=abcde9", "line @abcde9"),
    ("https://liff.line.me/1645278921-kWRPP32q/?accountId=564ilgkt", "line @564ilgkt"),
    ("https://abc_shop.t.me", "telegram abc_shop"),
    ("https://qm.qq.com/q/AbCdEf12Gh", "qq AbCdEf12Gh"),
    ("mqqapi://card/show_pslcard?src_type=internal&version=1&uin=2849301175&card_type=person", "qq 2849301175"),
    ("https://work.weixin.qq.com/kfid/kfcabcdef1234567890", "wechat kfcabcdef1234567890"),
    ("https://weixin.qq.com/r/AbCdEf1GhIjK", "wechat AbCdEf1GhIjK"),
    ("zalo://conversation?phone=84912345678", "zalo +84912345678"),
    ("https://oa.zalo.me/1234567890123456789", "zalo 1234567890123456789"),
    ("sgnl://signal.me/#p/+66812345678", "signal +66812345678"),
    ("https://m.me/j/AbC_dEf12/", "messenger AbC_dEf12"),
    ("facetime:+66812345678", "phone +66812345678"),
    ("facetime-audio:help@gang.top", "email help@gang.top"),
    ("https://link.trustwallet.com/send?coin=195&address=TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", "wallet TJRabPrwbZy45sbavfcjinPJC18kjpRTv8"),
    (
        "https://metamask.app.link/send/0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed@1?value=1e18",
        "wallet 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    ),
    (
        "https://app.tonkeeper.com/transfer/EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N?amount=1",
        "wallet EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N",
    ),
    (
        "https://phantom.app/ul/v1/transfer?recipient=9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM",
        "wallet 9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM",
    ),
    ("xrpl:rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", "wallet rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"),
    ("https://api.qrserver.com/v1/create-qr-code/?size=200x200&data=tel%3A%2B66819234567", "phone +66819234567"),
    ("https://quickchart.io/qr?text=https%3A%2F%2Ft.me%2Fagent_xx1", "telegram agent_xx1"),
    ("/cdn-cgi/l/email-protection#5a292f2a2a35282e1a323f362a773e3f2931743f223b372a363f", "email support@help-desk.example"),
]
NOTHING = [
    "data:text/html,BEGIN:VCARD%0ATEL:+66812345678",
    "data:text/vcard;base64,????",
    "data:text/vcard;base64,%C3%A9%C3%A9%C3%A9%C3%A9",  # no letters of base64: it ended the reading of the whole page
    "https://apps.apple.com/us/app/supremo-pizza/id444908810",
    "https://apps.apple.com/us/app/helpusell-homes/id444908810",
    "https://shop.example/files/helpupdate-setup.exe",
    "https://shop.example/files/helpuser.exe",
    "wtai://wp/ap;+66812345678;x",
    "whatsapp://chat?code=short",
    "https://mail.google.com/mail/u/0/",
    "https://wa.me/p/4821775509",
    "https://apps.apple.com/us/app/gmail/id422689480",
    "",
    "#",
    "/",
    "javascript:void(0)",
    "https://",
    "https://example.com/t.me/abc",
    "https://t.me/",
    "https://t.me/share/url?url=x",
    "https://t.me/s/channel",
    "https://nott.me/abc",
    "https://t.me/boost?c=1234567",
    "https://web.telegram.org/k/#-1001234567",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.com%2F",
    "https://aka.ms/windows",
    "https://fb.me/acme",
    "https://work.weixin.qq.com/wework_admin/loginpage",
    "kakaotalk://inappbrowser?url=x",
    "callto:support",
    "https://evil-line.me/ti/p/abc",
    "https://line.me/en/",
    "https://social-plugins.line.me/lineit/share?url=x",
    "https://wa.me/?text=share",
    "https://www.whatsapp.com/download",
    "https://zalo.me/pc",
    "https://www.facebook.com/acme",
    "https://www.facebook.com/sharer/sharer.php?u=x",
    "https://myanydesk.com.evil.example/",
    "https://shop.example/anydesk-review.html",
    "tel:",
    "tel:0000000000",
    "tel:*123#",
    "tel:²²²",
    "tel:+①②③",
    "mailto:",
    "mailto:?subject=share",
    "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
    "http://[::1",
    "https://[bad]/x",
    "viber://forward?text=hi",
    "whatsapp://send?text=hi",
    "https://tronscan.org/#/address/TJRabPrwbZy45sbavfcjinPJC18kjpRTv8",
    "https://etherscan.io/address/0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "https://link.trustwallet.com/open_url?coin_id=60&url=https%3A%2F%2Fshop.example",
    "https://phantom.app/download",
    "https://work.weixin.qq.com/",
    "https://weixin.qq.com/",
    "https://m.me/j/",
    "https://a.b.t.me/",
    "https://wa.link/redirect?to=shop",
    "zalo://",
    "sgnl://",
    "https://viber.click/",
    "https://viber.click/pricing",
    "https://qr.sepay.vn/img?bank=Vietcombank",
    "intent://scan/#Intent;scheme=zxing;package=com.google.zxing.client.android;end",
    "https://api.qrserver.com/v1/create-qr-code/?data=https%3A%2F%2Fshop.example%2F",
    "https://line.me/R/home/public/main",
]


@pytest.mark.parametrize(("url", "expected"), OPENS)
def test_a_link_opens_what_it_says(url: str, expected: str) -> None:
    assert not contact_links.ordinary(url)
    [found] = contact_links.read(url, ("TH",), LookupBudget())
    assert f"{found.kind} {found.value}" == expected


@pytest.mark.parametrize("url", NOTHING)
def test_a_link_that_opens_nothing_is_none(url: str) -> None:
    assert contact_links.read(url, ("TH",), LookupBudget()) == ()


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://wa.me:443/66812345678", ("whatsapp", "+66812345678")),
        ("wa.me:443/66812345678", ("whatsapp", "+66812345678")),
        ("t.me:443/abcdef", ("telegram", "abcdef")),
        ("HTTPS://T.ME:443/abcdef", ("telegram", "abcdef")),
        ("line.me:443/ti/p/~abcdef1", ("line", "abcdef1")),
        ("api.whatsapp.com:443/send?phone=66812345678", ("whatsapp", "+66812345678")),
    ],
)
def test_a_link_with_a_port_is_found_in_a_text(link: str, expected: tuple[str, str]) -> None:
    [found] = find_contacts(ContactSources(text=f"Contact us {link} today"))
    assert (found.kind, found.value) == expected


def test_a_host_that_ends_at_a_query_is_not_passed_over() -> None:
    assert not contact_links.ordinary("https://chat.zalo.me?\x80/?phone=84901234567")


@given(st.sampled_from(["", *(url for url, _ in OPENS)]), st.text(max_size=80), st.integers(0, 40))
def test_reading_a_link_raises_nothing_and_the_fast_way_agrees(opens: str, more: str, at: int) -> None:
    url = opens[:at] + more + opens[at:]
    founds = contact_links.read(url, ("TH", "VN"), LookupBudget())
    if contact_links.ordinary(url):
        assert founds == ()


@pytest.mark.parametrize(
    "link",
    [
        "mailto:a@gang.top,b@gang.top,c@gang.top",
        "mailto:a@gang.top?cc=b@gang.top&subject=x&bcc=c@gang.top",
        "mailto:?to=a@gang.top&bcc=b%40gang.top%2Cc%40gang.top",
        "mailto:a%40gang.top,b%40gang.top?to=c@gang.top,a@gang.top",
    ],
)
def test_every_mailbox_of_a_link_is_one(link: str) -> None:
    assert [(found.kind, found.value) for found in contact_links.read(link, (), LookupBudget())] == [
        ("email", f"{who}@gang.top") for who in "abc"
    ]


@pytest.mark.parametrize(
    ("link", "numbers"),
    [
        ("tel:0812345678/0898765432", ["+66812345678", "+66898765432"]),
        ("tel:+6621234567,+66812345678", ["+6621234567", "+66812345678"]),
        ("tel:02-123-4567;%20081-234-5678", ["+6621234567", "+66812345678"]),
        ("tel:021234567,123456#", ["+6621234567"]),
        ("tel:+18885551234,1234567", ["+18885551234"]),
        ("tel:021234567;phone-context=+66812345678", ["+6621234567"]),
    ],
)
def test_a_tel_link_may_hold_a_second_number_and_what_is_dialled_afterwards_is_none(link: str, numbers: list[str]) -> None:
    assert [found.value for found in contact_links.read(link, ("TH",), LookupBudget())] == numbers


@pytest.mark.parametrize("address", ["l.wl.co?u=", "https://quickchart.io/qr?text="])
def test_links_within_links_are_followed_a_few_times_and_five_hundred_of_them_cost_little(address: str) -> None:
    assert [found.value for found in contact_links.read(address * 2 + "wa.me/66812345678", (), LookupBudget())] == ["+66812345678"]
    assert contact_links.read(address * 20 + "wa.me/66812345678", (), LookupBudget()) == ()
    longest = (address * contact_links.MAX_URL_CHARS)[: contact_links.MAX_URL_CHARS]
    assert least_cpu_s(lambda: [contact_links.read(longest, (), LookupBudget()) for _ in range(500)], within=0.7) <= 0.7


def test_a_fax_on_a_card_is_flagged() -> None:
    card = "BEGIN:VCARD\nTEL;TYPE=CELL:+66812345678\nTEL;TYPE=WORK,FAX:+6627194401\nEND:VCARD"
    assert [(one.value, one.flags) for one in contact_links.read(card, (), LookupBudget(20))] == [
        ("+66812345678", ()),
        ("+6627194401", ("fax",)),
    ]
