"""What a word beside a number does not say: an account that points back to a fax or is denied, a place that reads like a number, a unit
behind a number, and who tells of a tool without asking for it."""

import pytest

from tests.parse.contact.reading import contacts_in

NUMBERS = "Tel 6333 9001, Fax 6333 9002.\n"
BOTH = {"phone +6563339001", "phone +6563339002"}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("WhatsApp us on the number above.", {"whatsapp +6563339001"}),  # not the fax, which is nearer
        ("WhatsApp us on the number above 24 hours a day.", {"whatsapp +6563339001"}),
        ("WhatsApp us on the number above 7 days a week.", {"whatsapp +6563339001"}),
        ("WhatsApp the number above 9am-5pm.", {"whatsapp +6563339001"}),
        ("WhatsApp the number above (no calls).", {"whatsapp +6563339001"}),
        ("Don't wait - WhatsApp the number above.", {"whatsapp +6563339001"}),
        ("Today WhatsApp users number above 2 billion.", set()),
        ("Your WhatsApp number above must match your card.", set()),
        ("Scams reach people by WhatsApp from the number above.", set()),
        ("WhatsApp with the number above is not ours.", set()),
    ],
)
def test_a_messenger_that_points_back(text: str, more: set[str]) -> None:
    assert contacts_in(NUMBERS + text, language="en", suffix="sg") == BOTH | more


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("vi", "vn", "Gọi 0905 117 342. Zalo số trên 2 triệu người dùng.", {"phone +84905117342"}),
        ("id", "id", "HP 0812-5011-7743. WA dari nomor tersebut adalah penipuan.", {"phone +6281250117743"}),
        # の in a place or behind a year is no dash
        ("ja", "jp", "住所：船橋市本町03の6700の9911", set()),
        ("ja", "jp", "登記簿 北区060の1122の3344筆", set()),
        ("ja", "jp", "ゼロイチの2024の1225の記録", set()),
        ("ja", "jp", "携帯電話080の4411の2098", {"phone +818044112098"}),
        ("ja", "jp", "連絡先080の4411の2098の番号", {"phone +818044112098"}),
        # a unit before a colon is no word of what comes next
        ("en", "sg", "Tel 6333 9023 / 24 hours: open", {"phone +6563339023"}),
        ("en", "sg", "Tel 6333 9006 / 7 days: open", {"phone +6563339006"}),
        # what a page of fax costs
        ("id", "id", "Telp (0542) 21234 Fax 25000 per lembar", {"phone +6254221234"}),
        ("id", "id", "Telp (0542) 21234 Fax 15000/lembar", {"phone +6254221234"}),
        # to whom a code is sent
        ("id", "id", "minta kode ke admin 081250117743", {"phone +6281250117743"}),
        ("id", "id", "kirim kode OTP kepada petugas kami 081250117743", {"phone +6281250117743"}),
        ("zh", "tw", "公文文號 0277281194", set()),
        # what a messenger is, and who chats
        ("en", "sg", "Telegram is mp4player friendly. The line is h264x encoded.", set()),
        ("en", "sg", "Our Telegram is lily88x for help", {"telegram lily88x"}),
        ("en", "sg", "my wechat is kefu888 thanks", {"wechat kefu888"}),
        ("en", "sg", "Telegram is vip88 join us", {"telegram vip88"}),
        ("id", "id", "telegram adalah admin88 silakan hubungi", {"telegram admin88"}),
        ("ja", "jp", "山田080の4411の2098", {"phone +818044112098"}),
        ("en", "sg", "Our members say we chat on Mattermost.", set()),
        ("en", "sg", "WeChat on lily_88x", {"wechat lily_88x"}),
        # two dots in brackets are no sentence's
        ("en", "my", "helpdesk @ lembahtech (dot) com (dot) my", {"email helpdesk@lembahtech.com.my"}),
        ("en", "my", "5 pcs @ shop (dot) com price", set()),
    ],
)
def test_words_beside_a_number(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("language", "text", "tool"),
    [
        ("en", "Install RustDesk, trusted among our members, and tell us the 9-digit ID.", "RustDesk"),
        ("zh", "会员之间推荐：下载ToDesk，把九位数字念给老师", "ToDesk"),
        ("ja", "当社の社員間で使うAnyDeskをインストールし、番号を読み上げてください。", "AnyDesk"),
        ("th", "ชมรมใช้ AnyDesk ระหว่างสมาชิก", ""),
        ("zh", "如有人要求你下載AnyDesk並報給他數字，請致電我們。", ""),
        ("ko", '"AnyDesk를 설치하시고 숫자를 불러주세요"라는 전화는 보이스피싱입니다.', ""),
        ("vi", "Nếu có người bảo tải UltraViewer và đọc dãy số, hãy báo công an.", ""),
        ("vi", "Vui lòng cài UltraViewer, có người hướng dẫn bạn từng bước.", "UltraViewer"),
        ("vi", "Sẽ có người hướng dẫn bạn cài UltraViewer.", "UltraViewer"),
        ("vi", "Có người yêu cầu bạn cài UltraViewer thì hãy báo công an.", ""),
        ("vi", "Nạn nhân đã cài UltraViewer rồi đọc dãy số ID.", ""),
        ("id", "Korban memasang RustDesk dan membacakan angka ke petugas palsu.", ""),
        ("ja", "AnyDeskをインストールし番号を読み上げてほしいと頼まれた、という相談が増えています。", ""),
    ],
)
def test_who_tells_of_a_tool_does_not_ask_for_it(language: str, text: str, tool: str) -> None:
    assert contacts_in(text, language=language) == ({f"remote-tool {tool}"} if tool else set())
