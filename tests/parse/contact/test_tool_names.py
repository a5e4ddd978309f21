"""Names of remote-support tools as they are dictated, and the same words where they name something else."""

import pytest

from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.knowledge.pages.tool_names import of_halves
from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources


def tools(language: str, text: str, title: str = "", headings: tuple[str, ...] = ()) -> set[str]:
    sources = ContactSources(text=text, title=title, headings=headings, language=language, declared_language=language)
    return {contact.value for contact in find_contacts(sources) if contact.kind == "remote-tool"}


@pytest.mark.parametrize(
    ("language", "text", "tool"),
    [
        # as it sounds
        ("hi", "ऐनीडेस्क ऐप डाउनलोड करें और आईडी हमारे अधिकारी को भेजें", "AnyDesk"),
        ("hi", "टीम व्यूवर ऐप डाउनलोड करें और आईडी हमारे अधिकारी को भेजें", "TeamViewer"),
        ("ja", "アニー・デスクをインストールして、番号を担当者にお伝えください", "AnyDesk"),
        ("ja", "チームビューワーをインストールして、番号を担当者にお伝えください", "TeamViewer"),
        ("ja", "ラストデスク（無料、広告なし）を入れて、IDを担当者にお伝えください", "RustDesk"),
        ("ko", "팀 뷰어를 설치하고 아이디를 상담원에게 알려주세요", "TeamViewer"),
        ("ko", "러스트데스크를 설치하고 아이디를 상담원에게 알려주세요", "RustDesk"),
        ("th", "ติดตั้งโปรแกรมอัลตร้าวิวเวอร์ แล้วแจ้งรหัสให้เจ้าหน้าที่", "UltraViewer"),
        ("th", "ดาวน์โหลดแอป เอ็นนี่เดส แล้วแจ้งรหัส 9 หลักให้เจ้าหน้าที่", "AnyDesk"),
        ("lo", "ດາວໂຫຼດ ແອນີເດັສ ແລ້ວສົ່ງເລກໃຫ້ພະນັກງານ", "AnyDesk"),
        # letter by letter, apart, shortened, with a slip, drawn with digits
        ("en", "Write U-L-T-R-A-V-I-E-W-E-R in the store, install it and read us the number", "UltraViewer"),
        ("en", "Open R.U.S.T.D.E.S.K and give the ID to our technician", "RustDesk"),
        ("en", "Type t e a m v i e w e r in the store, install it and read us the number", "TeamViewer"),
        ("vi", "Anh chị cài teamview rồi gửi ID cho nhân viên hỗ trợ từ xa", "TeamViewer"),
        ("vi", "Tải phần mềm Team View về máy rồi đọc ID cho nhân viên", "TeamViewer"),
        ("ms", "muat turun Rust-Desk dan beri ID kepada pegawai", "RustDesk"),
        ("en", "Download teamveiwer and give the code to our technician", "TeamViewer"),
        ("id", "Unduh ultravewer lalu kirim ID kepada petugas", "UltraViewer"),
        ("en", "Download rustdesc and give the code to our technician", "RustDesk"),
        ("en", "Download AnyD3sk and give the code to our technician", "AnyDesk"),
        ("fil", "I-type ang Quick Asist at pindutin ang Install, ibigay ang code sa aming agent. Remote support ito.", "Quick Assist"),
        # as id of a package, by the keys, as the site of a session
        ("en", "Search com.carriez.flutter_hbb in the store, install it and give the code to our technician", "RustDesk"),
        ("en", "Hold [Win] + [Ctrl] + [Q], then type the code our agent gives you", "Quick Assist"),
        ("en", "Press Windows key, Ctrl and Q together and enter the code told by our technician", "Quick Assist"),
        ("ja", "「Ctrl」と「Windows」と「Q」を同時に押し、担当者のコードを入力してください", "Quick Assist"),
        ("en", "Go to support.me and enter the 6 digit PIN our technician gives you", "LogMeIn"),
        # an edition is a program, whoever makes it
        ("en", "Install AnyDesk Community Edition and read us the ID", "AnyDesk"),
        ("en", "Download the TeamViewer forum app and give the code to our technician", "TeamViewer"),
        ("ko", "투데스크 원격 제어 프로그램을 설치하고 아이디를 상담원에게 알려주세요", "ToDesk"),
        # no talk in turns
        ("en", "Refunds. CONTACT AGENT: John. WHATSAPP ME: +44 7700 900123. Type anydesk, install it and wait for the call.", "AnyDesk"),
        # a word of every day, set off from a sentence in another script
        ("zh", "搜寻“to desk”，安装后把设备代码告诉专员，专员将远程协助您", "ToDesk"),
    ],
)
def test_a_dictated_name_is_its_tool(language: str, text: str, tool: str) -> None:
    assert tools(language, text) == {tool}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Join the AnyDesk community and share the number of your tips with us."),
        ("en", "Read our blog, join the TeamViewer forum, use the code on your badge."),
        ("vi", "Tham gia cộng đồng UltraViewer, gửi mã cho chúng tôi."),
        ("zh", "加入 ToDesk 社区，把代码发给我们。"),
        ("en", "For remote support walk from desk to desk: our agent has the code of the app to install."),
        ("en", "Ultra view of the bay from any room: download the plan and give our agent the number."),
        ("en", "Press Ctrl and C. The window closes. Q is the next letter that our agent tells you."),
        ("ko", "애니 데스크탑 배경화면 다운로드"),
        ("hi", "टीम विवरण डाउनलोड करें, नंबर हमारे अधिकारी को बताएँ"),
        ("en", "CALLER: Download AnyDesk, read me the nine digits. ME: My printer is making a noise."),
    ],
)
def test_the_same_words_in_other_sentences_are_none(language: str, text: str) -> None:
    assert tools(language, text) == set()


@pytest.mark.parametrize(
    ("language", "title", "headings", "text"),
    [
        ("th", "สวนน้ำ", ("Splash Top",), "ดาวน์โหลดแผนที่โซน Splashtop ได้ที่จุดขายบัตร มีรีโมทคอนโทรลและ remote control ให้เช่า"),
        ("fil", "Pizzeria Supremo", (), "I-download ang Supremo app para sa libreng garlic bread! Supremo remote control, ₱60."),
        ("en", "Team View 2026", ("Squad",), "Install the Team View app of our football club. The team view shows all players."),
        ("en", "Flats", ("Ultra View Apartments",), "Download the Ultra View brochure. Install the Ultra View intercom in your flat."),
        ("ko", "투데스크 가구", (), "투 데스크 책상을 설치해 드립니다. 투데스크 카탈로그 다운로드."),
        ("zh", "向日葵农庄", (), "可远程控制无人机航拍。扫码可下载向日葵农庄导览图。"),
    ],
)
def test_what_a_page_is_called_is_no_tool_even_if_something_is_steered_from_afar(
    language: str, title: str, headings: tuple[str, ...], text: str
) -> None:
    assert tools(language, text, title, headings) == set()


def test_but_it_is_where_the_title_is_of_remote_help_or_a_code_is_to_be_read_out() -> None:
    assert tools("zh", "下载向日葵，等待客服远程控制。", "向日葵远程控制") == {"Sunlogin"}
    assert tools("zh", "下载向日葵，把识别码告诉客服", "向日葵") == {"Sunlogin"}


def test_no_made_spelling_is_the_name_of_another_tool() -> None:
    owners: dict[str, set[str]] = {}
    for tool in channels().tools:
        for word in tool.spellings:
            owners.setdefault(word, set()).add(tool.name)
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}


def test_two_latin_words_apart_are_everyday_words_and_one_with_a_slip_is_not() -> None:
    certain, everyday = of_halves([("ultra", "viewer|view")])
    assert {"ultraviwer", "u-l-t-r-a-v-i-e-w-e-r"} <= certain
    assert {"ultra viewer", "ultra view", "ultraview"} <= everyday
    assert not certain & everyday
