"""An id that a button copies is of the messenger which the button, or what it says afterwards, names; a code that is shared is nobody's."""

import pytest

from tests.parse.contact.test_attributes import contacts


@pytest.mark.parametrize(
    ("language", "markup", "expected"),
    [
        ("zh", "<button onclick=\"copyText('xiaoyu_jz');alert('已复制，请打开Telegram搜索')\">复制飞机号</button>", {"telegram xiaoyu_jz"}),
        ("zh", "<button onclick=\"copyText('xiaoyu_jz');alert('已复制，请打开Telegram搜索')\">复制</button>", {"telegram xiaoyu_jz"}),
        ("zh", "<button onclick=\"copyText('xiaoyu_jz')\">复制微信号</button>", {"wechat xiaoyu_jz"}),
        ("zh", "<button onclick=\"copyText('1957308246')\"><b>复制</b> QQ</button>", {"qq 1957308246"}),
        ("th", "<a onclick=\"copyToClipboard('@shop99')\">คัดลอกไอดีไลน์</a>", {"line @shop99"}),
        ("en", "<button data-clipboard-text='desk_agent7'>Copy LINE ID</button>", {"line desk_agent7"}),
        (
            "en",
            "<b onclick=\"navigator.clipboard.writeText('desk_agent7');alert('Copied! Open Telegram and search')\">Copy</b>",
            {"telegram desk_agent7"},
        ),
        ("vi", "<b onclick=\"copyText('0912345671');alert('Đã sao chép, mở Zalo và tìm')\">Sao chép</b>", {"zalo +84912345671"}),
        # the words before name the messenger of the value
        ("zh", "微信号 <b onclick=\"copyText('abc_123');alert('已复制，请打开Telegram搜索')\">复制</b>", {"wechat abc_123"}),
        # codes and links that are shared, other things, and words of every day
        ("en", "<button onclick=\"copyText('SALE2025');alert('Code copied, share it on WhatsApp')\">Copy</button>", set()),
        ("en", "<button onclick=\"copyText('SALE2025');alert('Copied! Open Telegram to redeem the code')\">Copy</button>", set()),
        ("zh", "<button onclick=\"copyText('INVITE88')\">复制邀请码 微信分享</button>", set()),
        ("en", "<button onclick=\"copyText('line_2025')\">Copy line</button>", set()),
        ("en", "<button onclick=\"copyText('order_88')\">Copy</button> Telegram support", set()),
        ("en", "<button onclick=\"copyText('order_88');alert('Thank you for reading us on Telegram')\">Copy</button>", set()),
    ],
)
def test_a_copied_id_is_of_the_messenger_that_is_named(language: str, markup: str, expected: set[str]) -> None:
    assert contacts(markup, language=language) == expected
