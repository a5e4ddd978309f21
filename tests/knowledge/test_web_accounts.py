"""Accounts of trackers and chat widgets in the source of a page: each by the code that its vendor would recognise."""

import pytest

from tests.knowledge.web_marks import marks


@pytest.mark.parametrize(
    ("source", "mark"),
    [
        ('data-cf-beacon=\'{"token":"' + "0a" * 16 + "\"}'", ("tracker", "cloudflare-insights", "0a" * 16)),
        ('data-cf-beacon=\'{"version":"2024.11.0","token":"' + "0a" * 16 + "\"}'", ("tracker", "cloudflare-insights", "0a" * 16)),
        ('data-website-id="0a1b2c3d-0000-1111-2222-333344445555"', ("tracker", "umami", "0a1b2c3d-0000-1111-2222-333344445555")),
        ("snaptr('init','0a1b2c3d-0000-1111-2222-333344445555')", ("tracker", "snap-pixel", "0a1b2c3d-0000-1111-2222-333344445555")),
        ("twq('config','ab1de')", ("tracker", "x-pixel", "ab1de")),
        ("pintrk('load', '2612345678901')", ("tracker", "pinterest-tag", "2612345678901")),
        ('_linkedin_partner_id = "1234567";', ("tracker", "linkedin-insight", "1234567")),
        ("kwaiq.load('123456789012345678')", ("tracker", "kwai-pixel", "123456789012345678")),
        ('o={ti:"123456789"};n.src="//bat.bing.com/bat.js"', ("tracker", "bing-uet", "123456789")),
        ("kakaoPixel('1234567890123456789').pageView()", ("tracker", "kakao-pixel", "1234567890123456789")),
        ('wcs_add["wa"] = "s_abcdef123456";', ("tracker", "naver-analytics", "s_abcdef123456")),
        ("gtag('config','G-AB12CD34EF')", ("tracker", "google-analytics", "G-AB12CD34EF")),
        ('gtag(["G-AB12CD34EF","G-BB12CD34EF"])', ("tracker", "google-analytics", "G-AB12CD34EF")),
        ('{\\"gaId\\":\\"G-AB12CD34EF\\"}', ("tracker", "google-analytics", "G-AB12CD34EF")),
        ("ga('create','UA-12345-6')", ("tracker", "google-analytics", "UA-12345-6")),
        ("(window,document,'script','dataLayer','GTM-ABC123')", ("tracker", "google-tag-manager", "GTM-ABC123")),
        ("fbq('init', '1234567890')", ("tracker", "facebook-pixel", "1234567890")),
        ("ttq.load('C4ABCDEFGHIJKLMNOPQR')", ("tracker", "tiktok-pixel", "C4ABCDEFGHIJKLMNOPQR")),
        ('(window,document,"clarity","script","abcd1234ef")', ("tracker", "clarity", "abcd1234ef")),
        ("ym(98765432,'init',{})", ("tracker", "yandex-metrika", "98765432")),
        ("hm.src='https://hm.baidu.com/hm.js?" + "0a" * 16 + "'", ("tracker", "baidu-tongji", "0a" * 16)),
        ('src="//js.users.51.la/21234567.js"', ("tracker", "51la", "21234567")),
        ("https://s4.cnzz.com/z_stat.php?id=1281234567", ("tracker", "cnzz", "1281234567")),
        ("_Hasync.push(['Histats.start', '1,4567890,4,0,0,0,00010000']);", ("tracker", "histats", "4567890")),
        ("s1.src='https://embed.tawk.to/" + "ab" * 12 + "/default'", ("chat", "tawk", "ab" * 12)),
        ("window.__lc.license = 12345678;", ("chat", "livechat", "12345678")),
        ('CRISP_WEBSITE_ID="0a1b2c3d-0000-1111-2222-333344445555"', ("chat", "crisp", "0a1b2c3d-0000-1111-2222-333344445555")),
        ("//code.tidio.co/" + "a1" * 16 + ".js", ("chat", "tidio", "a1" * 16)),
        ('_czc.push(["_setAccount","1279876543"])', ("tracker", "cnzz", "1279876543")),
        ('LA.init({"ck":"K9abcdEFGH13","id":"K9abcdEFGH12"})', ("tracker", "51la", "K9abcdEFGH12")),
        ('src="//code.jivo.ru/widget/aB3dE5fG7h"', ("chat", "jivochat", "aB3dE5fG7h")),
        ("Kakao.Channel.createChatButton({container:'#k',channelPublicId:'_ZeUTxl'})", ("chat", "kakao channel", "_ZeUTxl")),
        ('<div id="k" data-channel-public-id="_ZeUTxl">', ("chat", "kakao channel", "_ZeUTxl")),
        ("subiz('setAccount','acqkxnbvzlmwqrty')", ("chat", "subiz", "acqkxnbvzlmwqrty")),
        ('src="https://cdn.chatway.app/widget.js?id=aB3dE5fG7hJk"', ("chat", "chatway", "aB3dE5fG7hJk")),
        ("https://yzf.qq.com/xv/web/static/chat/index.html?sign=" + "37ef" * 16, ("chat", "tencent yzf", "37ef" * 16)),
        ("_MEIQIA('entId', '123456')", ("chat", "meiqia", "123456")),
        ('<div class="line-it-button" data-type="friend" data-lineId="@acme">', ("chat", "line", "@acme")),
        ('<div class="zalo-chat-widget" data-oaid="1234567890123456789">', ("chat", "zalo chat", "1234567890123456789")),
        (
            '<img src="https://www.facebook.com/tr?ev=PageView&amp;id=123456789012345&n=1">',
            ("tracker", "facebook-pixel", "123456789012345"),
        ),
        ("fbq(`init`, `123456789012345`)", ("tracker", "facebook-pixel", "123456789012345")),
        ("(window,document,'clarity','script','abcd1234ef')", ("tracker", "clarity", "abcd1234ef")),
        ('<img src="https://mc.yandex.com/watch/87654321">', ("tracker", "yandex-metrika", "87654321")),
        ('<img src="https://sstatic1.histats.com/0.gif?4567890&101">', ("tracker", "histats", "4567890")),
        (
            f'"sdk.51.la/js-sdk-pro.min.js"),{"n=e.x;" * 100}}}({{id:"K9abcdEFGH12",ck:"K9abcdEFGH12"}})',
            ("tracker", "51la", "K9abcdEFGH12"),
        ),
        ("unescape(\"%3Cspan id='cnzz_stat_icon_1279812345'%3E%3C/span%3E\")", ("tracker", "cnzz", "1279812345")),
        ("src='https://s9.cnzz.com/z_stat.php%3Fid%3D1279812345%26show%3Dpic'", ("tracker", "cnzz", "1279812345")),
        ("_MEIQIA('entId', '8123456789abcdef0123456789abcdef')", ("chat", "meiqia", "8123456789abcdef0123456789abcdef")),
        ("window.__lc={license:12345678};//cdn.livechatinc.com/tracking.js", ("chat", "livechat", "12345678")),
        ('src="https://salesiq.zohopublic.com/widget?wc=siq0123456789abcdef"', ("chat", "zoho salesiq", "siq0123456789abcdef")),
        ('src="https://qiyukf.com/script/' + "0a" * 16 + '.js"', ("chat", "qiyu", "0a" * 16)),
        ('ChatraID="abcdEFGH12345678"', ("chat", "chatra", "abcdEFGH12345678")),
        ('olark.identify("1234-567-89-1011")', ("chat", "olark", "1234-567-89-1011")),
        ("https://web.chatbox.live800.com/live800/chatClient/x.js?companyID=12345", ("chat", "live800", "12345")),
        ('window.replainSettings={id:"0123-4567"}', ("chat", "re:plain", "0123-4567")),
        (
            'ChannelIO("boot",{"pluginKey":"0a1b2c3d-0000-1111-2222-333344445555"})',
            ("chat", "channel.io", "0a1b2c3d-0000-1111-2222-333344445555"),
        ),
        (
            '<script id="respondio__widget" src="https://cdn.respond.io/webchat/widget/widget.js?cId=' + "8a" * 15 + 'f"></script>',
            ("chat", "respond.io", "8a" * 15 + "f"),
        ),
        (
            "const cId = '" + "c4" * 16 + "'; s.src = 'https://cdn.respond.io/webchat/widget/widget.js?cId=' + cId",
            ("chat", "respond.io", "c4" * 16),
        ),
        (
            '<script id="respondio__growth_tool" src="https://cdn.respond.io/widget/widget.js?wId=0a1b2c3d-0000-1111-2222-333344445555">',
            ("chat", "respond.io", "0a1b2c3d-0000-1111-2222-333344445555"),
        ),
        (
            't.chat_buttons.push({code_plan:136,div_id:"comm100-button-136"}),t.site_id=223456,t.main_code_plan=136,'
            'e("https://vue.comm100.com/livechat.ashx?siteId=")',
            ("chat", "comm100", "223456"),
        ),
        ("Comm100API.site_id = 155999;\nComm100API.main_code_plan = 186;", ("chat", "comm100", "155999")),
        ('src="https://chatserver.comm100.com/livechat.ashx?siteId=199999"', ("chat", "comm100", "199999")),
        ('src="//widget.manychat.com/970840273108911.js" async', ("chat", "manychat", "970840273108911")),
        ('<Script src="https://widget.manychat.com/5650194_e8dbe.js"/>', ("chat", "manychat", "5650194_e8dbe")),
        ("drift.SNIPPET_VERSION = '0.3.1';\n  drift.load('9e38abcdvg92');", ("chat", "drift", "9e38abcdvg92")),
        ('src="https://js.driftt.com/include/1700000100000/9e38abcdvg92.js"', ("chat", "drift", "9e38abcdvg92")),
        ('<iframe src="https://js.driftt.com/core?d=1&embedId=9e38abcdvg92&eId=9e38abcdvg92">', ("chat", "drift", "9e38abcdvg92")),
        ("https://www.sobot.com/chat/h5/index.html?sysNum=" + "4d" * 16, ("chat", "sobot", "4d" * 16)),
        (
            '<script src="https://www.sobot.com/chat/frame/js/entrance.js?sysNum='
            + "4d" * 16
            + '" class="zhiCustomBtn" id="zhichiScript">',
            ("chat", "sobot", "4d" * 16),
        ),
        ('{"src":"https:\\/\\/embed.tawk.to\\/' + "ab" * 12 + '\\/default"}', ("chat", "tawk", "ab" * 12)),
        ('var id="' + "ab" * 12 + '";s.src="https://embed.tawk.to/"+id+"/default"', ("chat", "tawk", "ab" * 12)),
        ('window.__lc = {"license":"12345678"}', ("chat", "livechat", "12345678")),
        ("CRISP_WEBSITE_ID=`0a1b2c3d-0000-1111-2222-333344445555`", ("chat", "crisp", "0a1b2c3d-0000-1111-2222-333344445555")),
        (
            "https://go.crisp.chat/chat/embed/?website_id=0a1b2c3d-0000-1111-2222-333344445555",
            ("chat", "crisp", "0a1b2c3d-0000-1111-2222-333344445555"),
        ),
        ("https://chat.meiqia.cn/dist/standalone.html?eid=123456", ("chat", "meiqia", "123456")),
        ("var widget_id='AbCdEfGhIj';s.src='//code.jivosite.com/script/widget/'+widget_id", ("chat", "jivochat", "AbCdEfGhIj")),
        ("//js-eu1.hs-scripts.com/12345678.js", ("chat", "hubspot", "12345678")),
        (
            "init({token:'0a1b2c3d-0000-1111-2222-333344445555', locale:'en', host:'https://wchat.freshchat.com'})",
            ("chat", "freshchat", "0a1b2c3d-0000-1111-2222-333344445555"),
        ),
        ("https://widget.freshworks.com/widgets/70000001234.js", ("chat", "freshworks", "70000001234")),
        ('<div data-oaid="1234567890123456789" class="zalo-chat-widget">', ("chat", "zalo chat", "1234567890123456789")),
        ("new Ya.Metrika({webvisor:true, id:12345678})", ("tracker", "yandex-metrika", "12345678")),
        ("hm.baidu.com/h.js%3F" + "0a" * 16, ("tracker", "baidu-tongji", "0a" * 16)),
        ("_hmt.push(['_setAccount','" + "0a" * 16 + "'])", ("tracker", "baidu-tongji", "0a" * 16)),
        ("https://connect.facebook.net/signals/config/123456789012345?v=2", ("tracker", "facebook-pixel", "123456789012345")),
        ("var px=['123456789012345'];px.forEach(p=>fbq('init',p))", ("tracker", "facebook-pixel", "123456789012345")),
    ],
)
def test_an_account_is_read_in_the_code_of_its_vendor(source: str, mark: tuple[str, str, str]) -> None:
    assert mark in marks(source)


def test_a_number_that_is_named_otherwise_is_no_account_of_a_pixel() -> None:
    assert marks("var order='123456789012345',offbeat=123456789012345;fbq('init',p)") == {("tracker", "facebook-pixel", "")}


def test_the_number_of_a_vendors_own_example_is_nobodys() -> None:
    assert marks("Comm100API.site_id = 10000; load('https://vue.comm100.com/livechat.ashx?siteId=')") == {("chat", "comm100", "")}
    assert ("chat", "comm100", "100001") in marks("Comm100API.site_id = 100001;")
