"""Text whose letters were tampered with is no words to us, whatever was done to it; that of other languages is."""

import re

import pytest

from scamtriage.parse.html.legible import is_legible
from scamtriage.parse.html.page import read_page

ENGLISH = (
    "Your membership has been limited because of unusual activity. Please confirm your telephone number and your password within one day "
    "or the profile will be closed and your money returned to the sender. Contact the customer service team for support. "
)
THAI = "บัญชีของคุณถูกระงับชั่วคราว กรุณายืนยันตัวตนและโอนเงินเพื่อปลดล็อกภายในวันนี้ หากไม่ดำเนินการจะถูกปิดถาวร "
HINDI = "आपका खाता बंद कर दिया जाएगा। कृपया आज ही अपना विवरण दर्ज करें और शुल्क जमा करें, नहीं तो पैसा वापस नहीं मिलेगा। "
LISU = str.maketrans("ABCDEFGHIJKLMNOPRSTUVWXYZ", "ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ")


def _each(text: str, change: str, by: str) -> str:
    return re.sub(change, by, text)


@pytest.mark.parametrize(
    "text",
    [
        _each(ENGLISH, r"\b(\w)(\w)(\w)(\w+)", r"\1\3\2\4"),  # two letters swapped
        ENGLISH.translate(str.maketrans("aeio", "4310")),
        ENGLISH.translate(str.maketrans("aeiou", "ạẹịọụ")),
        _each(ENGLISH, r"\B(?=\w)", "."),
        _each(ENGLISH, r"\b(\w{2,3})(\w{3,})", r"\1-\2"),
        _each(ENGLISH, r"(?<=\w)(\w)\b", r"\1\1"),
        ENGLISH.replace(" ", ""),
        ENGLISH.upper().translate(LISU),
        _each(THAI, "(?<=[^ -~])(?=[ก-ฮ])", "·"),
        _each(HINDI, "(?<=[^ -~])(?=[क-ह])", " "),
    ],
)
def test_words_that_were_tampered_with_are_none(text: str) -> None:
    assert not is_legible(text)
    assert not is_legible(f"Plots are dug over in autumn, and the shed key hangs where it always did. {text * 3}")


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        THAI,
        HINDI,
        "Chúng tôi nhận sửa chữa máy giặt tại nhà trong ngày. Quý khách vui lòng gọi trước một giờ, thợ đến và báo giá trước. ",
        "Wij repareren uw fiets terwijl u wacht. De werkplaats is open van maandag tot en met zaterdag, en op afspraak ook in de avond. ",
        "Naprawiamy rowery od ręki. Warsztat jest czynny od poniedziałku do soboty, a po umówieniu się także wieczorem. ",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. ",
        "კეთილი იყოს თქვენი მობრძანება ბაღში. ხუთშაბათს ვხვდებით და ყავას ვსვამთ. ",
    ],
)
def test_a_language_that_nobody_weighs_is_legible(text: str) -> None:
    assert is_legible(text * 3)


@pytest.mark.parametrize(("shown", "hidden", "complete"), [(1, 2, False), (2, 1, True), (8, 9, True), (1, 0, True)])
def test_a_short_page_that_hides_more_than_it_shows_is_not_wholly_known(shown: int, hidden: int, complete: bool) -> None:
    html = f"<p>{ENGLISH * shown}</p><div hidden>{ENGLISH * hidden}</div>"
    facts, _ = read_page(body=html.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
    assert facts.complete is complete
    assert complete or facts.incomplete_because == "more of its text is hidden than is seen"
