"""A second id or number behind one messenger's name, and what only stands where one might."""

import pytest

from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("th", "co.th", "LINE @easyth หรือ id: beer0635", {"line @easyth", "line beer0635"}),
        ("th", "co.th", "LINE ID: easyth99 หรือ ไอดี beer.loan", {"line easyth99", "line beer.loan"}),
        ("en", "com", "Telegram: desk_88 / desk_89", {"telegram desk_88", "telegram desk_89"}),
        ("en", "com", "LINE: easy99/easy88", {"line easy99", "line easy88"}),
        ("zh-CN", "cn", "微信号：kf_888 或 kf_999", {"wechat kf_888", "wechat kf_999"}),
        ("zh-CN", "cn", "QQ:2903347718/1187766554", {"qq 2903347718", "qq 1187766554"}),
        ("zh-CN", "cn", "QQ群：718820034、718820035", {"qq 718820034", "qq 718820035"}),
        ("id", "co.id", "WA: 0812-2955-0417 (Bu Sri) atau 0877 3344 1201", {"whatsapp +6281229550417", "whatsapp +6287733441201"}),
        ("vi", "vn", "Zalo 0912 345 876 hoặc 0987 123 465", {"zalo +84912345876", "zalo +84987123465"}),
        # other things
        ("th", "co.th", "LINE ID: easyth99 หรือ รหัสสมาชิก id: beer0635", {"line easyth99"}),
        ("en", "com", "LINE: easy99 / IG beer_0635", {"line easy99"}),
        ("en", "com", "LINE: easy99 / AB12345", {"line easy99"}),
        ("en", "com", "LINE: easy99 / shop_1.example.org", {"line easy99"}),
        ("en", "com", "Telegram: docs_1/path_2/x", set()),
        ("zh-CN", "cn", "QQ：2903347718，13812345678", {"qq 2903347718"}),
        ("id", "co.id", "WA: 0812-2955-0417 atau telp 0877 3344 1201", {"whatsapp +6281229550417", "phone +6287733441201"}),
        ("id", "co.id", "WA: 0812-2955-0417 atau kantor 0271 334 412", {"whatsapp +6281229550417", "phone +62271334412"}),
    ],
)
def test_what_stands_behind_the_first(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected
