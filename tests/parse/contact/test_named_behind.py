"""Messengers that are named behind a number, or behind words that point to a number further above."""

import pytest

from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("suffix", "language", "text", "messengers"),
    [
        ("com.sg", "en", "reach Jo at 8774 1208 on WhatsApp", {"whatsapp +6587741208"}),
        ("com.sg", "en", "Message 8774 1208 on WhatsApp or via Signal.", {"whatsapp +6587741208", "signal +6587741208"}),
        ("jp", "ja", "+81 70-7741-2088 にSMSかワッツアップで連絡", {"whatsapp +817077412088"}),
        ("jp", "ja", "090-7741-2088 へLINEでご連絡ください", {"line 09077412088"}),
        ("jp", "ja", "携帯 090-7741-2088。上記携帯番号でLINE検索してください", {"line 09077412088"}),
        ("kr", "ko", "010-7741-2088 으로 왓츠앱 문자 주세요", {"whatsapp +821077412088"}),
        ("kr", "ko", "휴대폰 010-7741-2088. 위 번호로 텔레그램 주세요", {"telegram +821077412088"}),
        ("com.sg", "en", "Tel 8774 1208. Do not hesitate to WhatsApp the number above.", {"whatsapp +6587741208"}),
        ("com.sg", "en", "Tel 8774 1208. The number above is also on WhatsApp.", {"whatsapp +6587741208"}),
        ("com.cn", "zh-CN", "手机13774120882，加微信请搜上面手机号", {"wechat +8613774120882"}),
        ("in", "hi", "मोबाइल: +91-94140 77412 · व्हाट्सऐप के लिए ऊपर का मोबाइल नंबर", {"whatsapp +919414077412"}),
        ("co.th", "th", "โทร 081-774-2905 แอดไลน์ด้วยเบอร์ด้านบน", {"line 0817742905"}),
        (
            "com.sg",
            "en",
            "East: WhatsApp 8774-1208. West: Tel 9774 1208, WhatsApp the number above.",
            {"whatsapp +6587741208", "whatsapp +6597741208"},
        ),
        ("com.sg", "en", "8774 1208 on WhatsApp, 9774 1208 on Telegram", {"whatsapp +6587741208", "telegram +6597741208"}),
        ("com.my", "ms", "Hubungi 013-512 1566 di WhatsApp\nBalai polis terdekat 09-513 2222", {"whatsapp +60135121566"}),
        ("com.cn", "zh-CN", "客服 13856338140 有微信\n支付：用支付宝转账", {"wechat +8613856338140"}),
        ("com.sg", "en", "Tel 8774 1208, WhatsApp the number above.\nSIM number 8563 3815", {"whatsapp +6587741208"}),
        # what follows is another's, and takes nothing from the first
        ("com.sg", "en", "Call 8774 1208 via WhatsApp and WeChat Pay", {"whatsapp +6587741208"}),
        ("com.sg", "en", "Call 8774 1208 via WhatsApp or Telegram channel", {"whatsapp +6587741208"}),
        ("com.sg", "en", "8774 1208 via WhatsApp or Telegram @desk_99", {"whatsapp +6587741208", "telegram desk_99"}),
        ("com.sg", "en", "Contact 8774 1208 on WhatsApp\n6774 1209\nFax 6774 1210", {"whatsapp +6587741208"}),
        ("com.sg", "en", "8774 1208 on WhatsApp\n+65 9774 1208 on Telegram", {"whatsapp +6587741208", "telegram +6597741208"}),
        ("co.th", "th", "โทร 081-774-2905 ทาง Line facebook หรือโทร", {"line 0817742905"}),
        ("com.cn", "zh-CN", "手机13841277412加微信whatsapp", {"wechat +8613841277412"}),
        # calls are refused, not messages
        ("com.sg", "en", "Text 8774 1208 on WhatsApp no calls after 9pm", {"whatsapp +6587741208"}),
        ("vn", "vi", "Liên hệ 0903 774 120 qua Zalo không nhận cuộc gọi", {"zalo +84903774120"}),
        ("co.id", "id", "Hubungi 0812-4127-7412 via WA tidak menerima telepon", {"whatsapp +6281241277412"}),
        ("co.th", "th", "โทร 081-774-2905 ทางไลน์ ไม่รับสาย", {"line 0817742905"}),
        ("com.cn", "zh-CN", "手机13841277412 加微信不接电话", {"wechat +8613841277412"}),
        # invitations in words of orders not to
        ("com.sg", "en", "Do not hesitate to message 8774 1208 on WhatsApp", {"whatsapp +6587741208"}),
        ("ph", "fil", "Huwag mag-atubiling i-text ang 0917 774 1208 sa Viber", {"viber +639177741208"}),
        ("com.cn", "zh-CN", "个别咨询13841277412 可加微信", {"wechat +8613841277412"}),
        ("co.th", "th", "ห้ามพลาด โทร 081-774-2905 ทางไลน์", {"line 0817742905"}),
        # orders not to
        ("com.sg", "en", "Never message 8774 1208 on WhatsApp", set()),
        ("com.my", "ms", "Jangan mesej 017-741 2085 di WhatsApp", set()),
        ("ph", "fil", "Huwag i-text ang 0917 774 1208 sa Viber", set()),
        ("vn", "vi", "Đừng gọi 0903 774 120 qua Zalo", set()),
        ("com.cn", "zh-CN", "请勿拨打13841277412 有微信", set()),
        # denied before the number of the next sentence
        ("jp", "ja", "WhatsAppは使えません。080-4127-7415へお電話ください。", set()),
        ("com.sg", "en", "WhatsApp is not available. 8774 1208", set()),
        ("com.sg", "en", "WhatsApp No.\n8774 1208", {"whatsapp +6587741208"}),
        # it has an account of its own, is denied, or is none
        ("com.sg", "en", "Tel 8774 1208 on WhatsApp 9123 4987", {"whatsapp +6591234987"}),
        ("com.sg", "en", "Call 8774 1208, or us on Telegram @desk_99", {"telegram desk_99"}),
        ("com.sg", "en", "Tel 8774 1208. Call the number above or WhatsApp 9123 4987", {"whatsapp +6591234987"}),
        ("com.sg", "en", "8774 1208 by WeChat Pay", set()),
        ("com.cn", "zh-CN", "电话021-67741208 加微信公众号", set()),
        ("com.cn", "zh-CN", "咨询13877412088 可加微信yuyuexf", set()),
        ("jp", "ja", "電話 090-7741-2088 までLINE不可", set()),
        ("jp", "ja", "電話 090-7741-2088 にLINEは使えません", set()),
        ("vn", "vi", "Gọi 0903 774 120 qua Zalo OA nhà hàng", set()),
        ("com.sg", "en", "Tel 6774 1208 is not on WhatsApp", set()),
        ("com.sg", "en", "Tel 8774 1208. Do not WhatsApp the number above on Sundays.", set()),
        ("kr", "ko", "전화 02-774-1208 에 라인 강사", set()),
        ("co.id", "id", "Telp 0274-563-814 di Line Mall", set()),
        ("com.sg", "en", "WhatsApp 8774-1208 · Tel +65 6774-1208. Do not hesitate to WhatsApp the number above.", {"whatsapp +6587741208"}),
    ],
)
def test_what_stands_behind_a_number_tells_where_it_is_reached(suffix: str, language: str, text: str, messengers: set[str]) -> None:
    found = contacts_in(text, language=language, suffix=suffix)
    assert {one for one in found if one.split()[0] not in ("phone", "hotline", "local-phone")} == messengers
