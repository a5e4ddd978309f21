"""Whether a page leads to a tool that its text names: what it does there, and what the whole page is about."""

import pytest

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from tests.cost import least_cpu_s

ORDER = "Our technician will ask you to install AnyDesk and read out the number."


def tools(text: str, *, title: str = "", headings: tuple[str, ...] = (), suffix: str = "com") -> set[str]:
    found = find_contacts(ContactSources(text=text, title=title, headings=headings, suffix=suffix))
    return {contact.value for contact in found if contact.kind == "remote-tool"}


def test_an_order_of_theirs_leads_to_it() -> None:
    assert tools(ORDER, title="Remote help") == {"AnyDesk"}


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        ("Beware of phone scams: red flags and how to protect yourself", ()),
        ("Oriental Savings Bank", ("Scam alert", "How to spot fraudsters", "Protect yourself")),
    ],
)
def test_the_same_words_under_a_warning_do_not(title: str, headings: tuple[str, ...]) -> None:
    told = "A man calls and says: install AnyDesk. Scammers read the screen, and victims see fake alerts. Stay safe, call the police."
    assert tools(told) == {"AnyDesk"}
    assert tools(told, title=title, headings=headings) == set()


def test_nor_on_the_site_of_an_authority() -> None:
    told = "He says that he is from the bank, then: open TeamViewer."
    assert tools(told) == {"TeamViewer"}
    assert tools(told, suffix="go.th") == tools(told, suffix="lg.jp") == tools(told, suffix="gov.kh") == set()


def test_nor_where_somebody_tells_what_happened_to_him() -> None:
    told = "Open RustDesk now, he wrote. {} Then my savings were gone."
    assert tools(told.format("")) == {"RustDesk"}
    assert tools(told.format("I was told to stay on the line, and I hung up too late. According to our reporter others paid.")) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Please install software such as Supremo.",
        "Please install Supremo, AnyDesk and others.",
        "Vui lòng cài phần mềm như UltraViewer.",
        "Pasang AnyDesk, RustDesk dan sejenisnya.",
        "请下载ToDesk、向日葵等软件。",
        "TeamViewer、AnyDeskなどのソフトをインストールして",
        "กรุณาติดตั้ง AnyDesk, TeamViewer ฯลฯ",
        "AnyDesk 같은 앱을 설치",
        "AnyDesk जैसे ऐप डाउनलोड करें",
        "I-install ang AnyDesk o anumang remote app",
    ],
)
def test_what_is_named_as_an_example_is_none(text: str) -> None:
    assert tools(text) == set()


def test_waiting_is_no_word_for_others() -> None:
    assert tools("请下载ToDesk，等待客服联系。") == {"ToDesk"}


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("Our engineer connects by Supremo; he needs the code.", "Supremo"),
        ("हमारे अधिकारी RustDesk से मदद करेंगे, कोड बताएँ।", "RustDesk"),
        ("Juruteknik kami bantu dengan AnyDesk, beri nombor itu.", "AnyDesk"),
    ],
)
def test_who_helps_and_wants_a_code_needs_no_order(text: str, tool: str) -> None:
    assert tools(text) == {tool}


def test_a_name_alone_is_none() -> None:
    assert tools("We sell printers. TeamViewer, Adobe and Microsoft are trademarks of their owners.") == set()


def test_a_page_full_of_names_is_read_in_linear_time() -> None:
    text = "install AnyDesk such as TeamViewer, scam warning police code 1 " * 4_000
    assert least_cpu_s(lambda: find_contacts(ContactSources(text=text)), within=3) <= 3
