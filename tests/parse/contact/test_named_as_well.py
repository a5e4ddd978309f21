"""A messenger that a number has as well, as its clause says: "Call or Viber the rescue line", "012-384 6097 (Ah Keong) boleh WhatsApp"."""

import pytest

from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("suffix", "language", "text", "expected"),
    [
        # two verbs and the line that both mean
        ("ph", "en", "Call or Viber the rescue line, 0927 381 0564, any time.", {"phone +639273810564", "viber +639273810564"}),
        ("ph", "en", "Call or Viber our nearest office: 0927 381 0564", {"phone +639273810564", "viber +639273810564"}),
        ("co.id", "id", "Telepon atau WhatsApp kantor kami, 0812 3456 7812", {"phone +6281234567812", "whatsapp +6281234567812"}),
        ("vn", "vi", "Gọi hoặc Zalo cho tổng đài, 0912 345 671", {"phone +84912345671", "zalo +84912345671"}),
        ("ph", "en", "Call or Viber the office. Hotline: 0917 824 0635", {"phone +639178240635"}),
        ("ph", "en", "Call, do not Viber the rescue line, 0927 381 0564", {"phone +639273810564"}),
        ("ph", "en", "We do not call or Viber. The line is 0917 824 0635", {"phone +639178240635"}),
        # behind the number, and a name in brackets
        ("com.my", "ms", "H/P: 012.384.6097 (Ah Keong) boleh WhatsApp", {"phone +60123846097", "whatsapp +60123846097"}),
        ("com.my", "ms", "Tel: 012-384 6097 (Ah Keong), WhatsApp pun boleh", {"phone +60123846097", "whatsapp +60123846097"}),
        ("co.id", "id", "HP 0812-3456-7812 (Bu Tini) bisa WA", {"phone +6281234567812", "whatsapp +6281234567812"}),
        ("com.sg", "en", "HP 9123 4567 (Mr Tan) can WhatsApp", {"phone +6591234567", "whatsapp +6591234567"}),
        ("com.sg", "en", "HP 9123 4567 (Mr Tan) WhatsApp ok", {"phone +6591234567", "whatsapp +6591234567"}),
        ("ph", "fil", "CP: 0917 824 0635 (Joy) pwede rin Viber", {"phone +639178240635", "viber +639178240635"}),
        ("vn", "vi", "ĐT: 0912 345 671 (anh Nam) có Zalo", {"phone +84912345671", "zalo +84912345671"}),
        ("hk", "zh-HK", "電話 9123 4567（陳生）WhatsApp 亦可", {"phone +85291234567", "whatsapp +85291234567"}),
        ("co.th", "th", "โทร 081-234-5671 (คุณนก) WhatsApp ได้", {"phone +66812345671", "whatsapp +66812345671"}),
        # a messenger's number that may be called as well
        ("vn", "vi", "Zalo cán bộ Hải - số 0862 490 731 (có thể gọi trực tiếp số này).", {"phone +84862490731", "zalo +84862490731"}),
        ("com.sg", "en", "WhatsApp: 9123 4567 (calls welcome)", {"phone +6591234567", "whatsapp +6591234567"}),
        ("com.cn", "zh-CN", "WhatsApp：+86 138 0013 8001（可致电）", {"phone +8613800138001", "whatsapp +8613800138001"}),
        ("com.sg", "en", "WhatsApp: 9123 4567 (cannot call)", {"whatsapp +6591234567"}),
        ("vn", "vi", "Zalo: 0862 490 731 (không gọi)", {"zalo +84862490731"}),
        ("vn", "vi", "Zalo: 0862 490 731, có thể gọi 0912 345 671", {"zalo +84862490731", "phone +84912345671"}),
        # denied, asked, another's, or another thing of the messenger's
        ("com.my", "ms", "Tel: 012-384 6097 (Ali) tak boleh WhatsApp", {"phone +60123846097"}),
        ("co.id", "id", "HP 0812-3456-7812 (Bu Tini) tidak bisa WA", {"phone +6281234567812"}),
        ("com.sg", "en", "HP 9123 4567 (Mr Tan) cannot WhatsApp", {"phone +6591234567"}),
        ("com.sg", "en", "HP 9123 4567 (Mr Tan) no WhatsApp", {"phone +6591234567"}),
        ("com.my", "ms", "H/P: 012-384 6097 (Ah Keong) boleh WhatsApp?", {"phone +60123846097"}),
        ("com.my", "ms", "H/P: 012-384 6097 (Ah Keong) boleh WhatsApp Pay", {"phone +60123846097"}),
        ("vn", "vi", "ĐT: 0912 345 671 (anh Nam) có Zalo OA", {"phone +84912345671"}),
        ("com.my", "ms", "Tel: 03-8061 7254 (Pejabat) boleh WhatsApp 012-384 6097", {"phone +60380617254", "whatsapp +60123846097"}),
        ("com.sg", "en", "HP 9123 4567 (Mr Tan)\nAlso WhatsApp Ms Lee 9765 4321", {"phone +6591234567", "whatsapp +6597654321"}),
        ("co.id", "id", "HP 0812-3456-7812 (Bu Tini), WA juga 0813-2222-4455", {"phone +6281234567812", "whatsapp +6281322224455"}),
    ],
)
def test_a_messenger_named_as_well_has_the_number(suffix: str, language: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    [
        ("ph", "o kaya sa cp # (0918) 446-0927.", {"phone +639184460927"}),
        ("ph", "cell # 0918-446-0927, tel # 8521 4471", {"phone +639184460927", "phone +63285214471"}),
        ("ph", "cp # 0918-446-0927 ref # 0918-446-0928", {"phone +639184460927"}),
        ("ph", "OR # 0918 446 0927", set()),
        ("ph", "item # 09184460927", set()),
        ("mx", "CP no. 06700 Ciudad de México", set()),
    ],
)
def test_a_number_sign_behind_a_word_for_a_phone_is_none_of_an_order(suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language="fil" if suffix == "ph" else "es", suffix=suffix) == expected
