"""Letters that a box shows in another order than they are written in are read as they are shown."""

import pytest

from scamtriage.parse.html.page import read_page
from tests.cost import least_cpu_s
from tests.parse.html.readers import many, read

NUMBER = "0912345678"
SHUFFLED = (3, 0, 7, 1, 9, 2, 8, 5, 4, 6)


def placed(tag: str = "b", *, between: str = "") -> str:
    """The digits in a shuffled order, each with its place."""
    return between.join(f'<{tag} style="color:red; order: {at}">{NUMBER[at]}</{tag}>' for at in SHUFFLED)


BACKWARDS = "".join(f"<i>{digit}</i>" for digit in NUMBER[::-1])
FLIPPED = "".join(f'<i style="transform: scaleX(-1)">{digit}</i>' for digit in NUMBER[::-1])


@pytest.mark.parametrize(
    "markup",
    [
        f'<span style="display:inline-flex">{placed()}</span>',
        f'<span style="display:inline-flex">{placed(between=" ")}</span>',
        f'<div style="display: flex">{placed("div")}</div>',
        f'<div style="display: flex">{placed("div").replace("color:red", "display:inline")}</div>',
        f'<span style="display:inline-grid">{placed(between="<b style=display:none>7</b>")}</span>',
        f'<span style="display:inline-flex;flex-direction:row-reverse">{BACKWARDS}</span>',
        f'<span style="display:flex;flex-flow: row-reverse">{BACKWARDS}</span>',
        f'<span style="display:inline-block;transform:scaleX(-1)">{FLIPPED}</span>',
        f'<span style="transform:rotateY(180deg)">{FLIPPED}</span>',
    ],
)
def test_a_number_is_read_as_it_is_shown(markup: str) -> None:
    assert NUMBER in read(f"<p>Call {markup} now")[0]
    html = f"<html lang=vi><meta charset=utf-8><p>Gọi ngay {markup}</p>".encode()
    facts, _ = read_page(body=html, content_type="text/html", url="https://a.vn/", host="a.vn", suffix="vn")
    assert [contact.value for contact in facts.contacts] == ["+84912345678"]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        # an order without a box that heeds it, and the columns of a layout
        (f"<span>{placed()}</span>", "".join(NUMBER[at] for at in SHUFFLED)),
        (
            '<div style="display:flex"><p style="order:2">Second</p><p style="order:1">First</p><p style="order:3">Third</p></div>',
            "Second First Third",
        ),
        ('<div style="display:flex;border:1px"><b>a</b><b>b</b><b>c</b></div>', "abc"),
        # a mirrored drawing, as of an arrow
        ('<span style="transform:scaleX(-1)">abc</span>', "abc"),
    ],
)
def test_what_stands_as_it_is_written_stays(markup: str, words: str) -> None:
    assert read(markup)[0] == words.split()


def test_boxes_without_end_cost_no_more_than_their_letters() -> None:
    flood = many(f'<span style="display:inline-flex;flex-direction:row-reverse" data-n={{0}}>{placed()}</span>', 3000)
    assert least_cpu_s(lambda: read(flood), within=2) < 2


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        # what counts up or down: pages, keys, days
        (f'<div style="display:flex;flex-direction:row-reverse">{"".join(f"<p>{n}</p>" for n in range(7))}</div>', "0 1 2 3 4 5 6"),
        (f'<div style="display:grid">{"".join(f"<p style=order:{n}>{n}</p>" for n in (6, 1, 2, 3, 4, 5, 7))}</div>', "6 1 2 3 4 5 7"),
        # figures and menus are put in order and stay apart
        ('<div style="display:flex"><p style="order:2">9123</p><p style="order:1">2025</p><p>8870</p></div>', "8870 2025 9123"),
        ('<div style="display:flex"><a style="order:2">Men</a> <a style="order:1">Kids</a> <a>Sale</a></div>', "Sale Kids Men"),
        ('<div style="display:flex"><p style="order:2">M</p><p style="order:1">S</p><p style="order:3">L</p></div>', "S M L"),
        # where text runs from right to left, a reversed row runs from left to right
        (f'<div dir=rtl style="display:flex;flex-direction:row-reverse">{"".join(f"<i>{digit}</i>" for digit in NUMBER)}</div>', NUMBER),
        # the back of cards: words that are mirrored twice are not mirrored
        ('<div style="transform:rotateY(180deg)">' + '<p style="transform:rotateY(180deg)">Price 912</p>' * 3 + "</div>", "Price 912 " * 3),
        # of a column, each letter stands below the last
        (f'<div style="display:flex;flex-direction:column">{placed("p")}</div>', " ".join(NUMBER)),
    ],
)
def test_what_is_no_run_of_letters_stays_apart(markup: str, words: str) -> None:
    assert read(markup)[0] == words.split()


@pytest.mark.parametrize("decoy", ["<script>7</script>", "<style>7</style>", "<i></i>", "<!--7-->", "<img alt=''>"])
def test_what_is_not_shown_in_a_box_neither_hides_its_letters_nor_joins_them(decoy: str) -> None:
    assert read(f'<span style="display:inline-flex">{decoy}{placed(between=decoy)}</span>')[0] == [NUMBER]


def test_letters_without_an_element_stand_before_those_with_a_later_place() -> None:
    rest = "".join(f'<b style="order:{at}">{NUMBER[at]}</b>' for at in range(9, 1, -1))
    assert read(f'<span style="display:flex">{rest}{NUMBER[:2]}</span>')[0] == [NUMBER]
