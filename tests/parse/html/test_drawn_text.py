"""What a browser draws although no text of the page holds it is text: values, labels, contents of styles, drawings, and what is turned."""

from base64 import b64encode
from urllib.parse import quote

import pytest

from tests.parse.html.readers import both_readers, read


@pytest.mark.parametrize(
    "body",
    [
        "<input readonly style='border:0' value='safeword'>",
        "<input disabled value='safeword'>",
        "<input type=button value='safeword'>",
        "<textarea readonly>safeword</textarea>",
        "<input readonly placeholder='safeword'>",
        "<textarea readonly placeholder='safeword'></textarea>",
        "<textarea disabled placeholder='safeword'></textarea>",
        "<style>i::before{content:attr(data-t)}</style><i data-t='safeword'></i>",
        "<style>@media all{[data-t]:after{content:attr(data-t) !important}}</style><p data-t='safeword'></p>",
        "<style>.a::before{content:'safeword'}</style><p class=a></p>",
        '<style>.a:before{content:"sa\\66 eword"}</style><p class=a></p>',
        "<style>i::after{content:attr(a) 'word'}</style><i a=safe></i>",
        "<style>.a::after{content:'decoy'}.a::after{content:'safeword'}</style><p class=a></p>",
        "<style>:root{--t:'safeword'}.a::before{content:var(--t)}</style><p class=a></p>",
        "<style>.a::before{content:var(--t, 'safeword')}</style><p class=a></p>",
        "<style>.a::before{content:attr(a, 'decoy')}</style><p class=a a=safeword></p>",
        "<style>.a::before{content:attr(a, 'safeword')}</style><p class=a></p>",
        "<style>.a::before{align-content:center;content:'decoy';content:'safeword'}</style><p class=a></p>",
        "<style>.a::before{content:url('decoy.png') 'safeword' / 'decoy'}</style><p class=a></p>",
        "<style>.a::before{content:'decoy\n;color:red}.a::after{content:'safeword'}</style><p class=a></p>",
        "<style>.a::before{content:'decoy';display:none}@media all{.a::before{content:'decoy'}}</style><p class=a>safeword</p>",
        "<style>.a::before{content:'decoy';font-size:0}</style><p class=a>safeword</p>",
        "<style>.a::before{content:'safeword';display:none}.a::before{display:block}</style><p class=a></p>",
        "<style>.a::before{content:'safe'}.a::after{content:'d'}</style><p class=a>wor</p>",
        "<style>p::before{content:var(--t)}</style><p style=\"--t:'safeword'\"></p>",
        "".join(f"<style>.c{n}::before{{content:'{c}'}}</style>" for n, c in enumerate("safeword"))
        + "".join(f"<i class=c{n}></i>" for n in range(8)),
    ],
)
def test_what_a_browser_draws_of_an_attribute_a_field_or_a_style_is_text(body: str) -> None:
    assert read(body)[:2] == (["safeword"], [])
    assert read(f"<div hidden>{body}</div>")[0] == []


SAYS = "pay the fee now"


@both_readers
@pytest.mark.parametrize(
    "sheet",
    [
        f"@counter-style x{{system:cyclic;symbols:'{SAYS}'}}li{{list-style:x}}",
        f"li{{list-style-type:'{SAYS}'}}",
        f"q{{quotes:'{SAYS}' ''}}",
    ],
)
def test_what_a_style_draws_as_a_mark_is_text(sheet: str, flood: str) -> None:
    assert read(f"<style>{sheet}</style><li></li>{flood}")[0] == SAYS.split()


@both_readers
def test_names_of_fonts_are_no_sentence(flood: str) -> None:
    fonts = "<style>:root{--font:system-ui,'Apple Color Emoji';--mono:'Noto Color Emoji'}p{font:var(--font)}</style>"
    assert read(f"{fonts}<p>one</p>{flood}")[0] == ["one"]


@both_readers
def test_a_sentence_may_stand_in_another_sheet_than_the_rule_that_draws_it(flood: str) -> None:
    for sheets in (f":root{{--t:'{SAYS}'}}", "p::before{content:var(--t)}"), ("p::before{content:var(--t)}", f":root{{--t:'{SAYS}'}}"):
        said = "".join(f"<style>{sheet}</style>" for sheet in sheets)
        assert read(f"{said}<p></p>{flood}")[0] == SAYS.split()


def test_the_signs_of_an_icon_font_are_none() -> None:
    sheet = "<style>.a::before{content:'\\f101'}.b:after{content:' '}.c:before{content:'»'}.c:after{content:var(--d, '/')}</style>"
    assert read(f"{sheet}<p class='a b c'>one</p>")[0] == ["one"]


def test_a_property_is_drawn_with_the_value_that_it_has_in_its_element() -> None:
    sheet = "<style>.a{--t:'one'}.b{--t:'two'}i::before{content:var(--t)}</style>"
    assert read(f"{sheet}<p><i class=a></i></p><p class=b><b><i></i></b></p><p style=\"--t:'three'\"><i></i></p>")[0] == [
        "one",
        "two",
        "three",
    ]


@pytest.mark.parametrize(
    "link", ["<link rel=stylesheet href='data:text/css;base64,{}'>", "<style>@import 'data:text/css;base64,{}';</style>"]
)
def test_a_style_sheet_within_an_address_draws_too(link: str) -> None:
    sheet = b64encode(f"p::before{{content:'{SAYS}'}}".encode()).decode()
    assert read(f"{link.format(sheet)}<p></p>")[0] == SAYS.split()


LONG = "your account is closed until you have paid the fee to the officer in charge who calls you today"


@both_readers
@pytest.mark.parametrize(
    "body",
    [
        f"<input value='{LONG}'>",
        f"<fieldset disabled><input type=tel placeholder='{LONG}'></fieldset>",
        f"<textarea placeholder='{LONG}'></textarea>",
        f"<input type=image alt='{LONG}'>",
        f"<img alt='{LONG}'>",
    ],
)
def test_whole_sentences_are_text_wherever_a_browser_writes_them(body: str, flood: str) -> None:
    assert read(f"<p>one</p>{body}<p>two</p>{flood}")[0] == ["one", *LONG.split(), "two"]


@both_readers
@pytest.mark.parametrize(
    "body",
    [
        "<input value='Jalan Merdeka 12'>",
        "<input placeholder='Your e-mail address'>",
        "<img alt='A red chair'>",
        f"<img src=a.png alt='{LONG}'>",
        f"<img data-src=a.png alt='{LONG}'>",
        f"<input type=hidden value='{LONG}'>",
    ],
)
def test_what_is_asked_for_or_pictured_is_no_sentence(body: str, flood: str) -> None:
    assert read(f"<p>one</p>{body}<p>two</p>{flood}")[0] == ["one", "two"]


@both_readers
def test_what_choices_are_called_stands_with_them(flood: str) -> None:
    choices = "<select size=2><optgroup label='pay the'></optgroup><option label='fee now'></option></select>"
    assert read(f"<p>one</p>{choices}<p>two</p>{flood}")[:2] == (["one", "two"], SAYS.split())


DRAWING = f"<svg xmlns='http://www.w3.org/2000/svg'><text y='9'>{SAYS}</text></svg>"


@both_readers
@pytest.mark.parametrize(
    "body",
    [
        '<img src="{}">',
        '<p style="background:url({})"></p>',
        "<style>p{{background:url('{}')}}</style><p></p>",
        "<p style='background:url(&quot;{}&quot;)'></p>",
        "<svg><image href={} /></svg>",
        '<video poster="{}"></video>',
    ],
)
@pytest.mark.parametrize("coded", [False, True], ids=["percent", "base64"])
def test_the_words_of_a_drawing_within_an_address_are_text(body: str, coded: bool, flood: str) -> None:
    address = f";base64,{b64encode(DRAWING.encode()).decode()}" if coded else f",{quote(DRAWING)}"
    assert read(f"<p>one</p>{body.format(f'data:image/svg+xml{address}')}{flood}")[0] == ["one", *SAYS.split()]


def test_drawings_without_words_are_no_pages_within_the_page() -> None:
    icons = "".join(f"<img src='data:image/svg+xml,%3Csvg%3E%3Cpath d=%22M{n}%22/%3E%3C/svg%3E'>" for n in range(60))
    assert read(f"<p>one</p>{icons}")[:2] == (["one"], [])


def test_many_drawings_with_words_are_all_read() -> None:
    icons = "".join(f"<img src='data:image/svg+xml,%3Csvg%3E%3Ctext%3Ew{n}%3C/text%3E%3Ctextarea%3E'>" for n in range(60))
    words, _, caps = read(icons)
    assert words == [f"w{n}" for n in range(60)] and not any(cap.startswith("frames") for cap in caps)


def test_what_a_visitor_writes_or_points_at_is_none() -> None:
    assert read("<input value=word><input type=hidden readonly value=word><input type=password readonly value=word>")[0] == []
    assert read("<style>i:hover::after{content:attr(data-t)}</style><i data-t=word></i>")[0] == []


@pytest.mark.parametrize(
    "body",
    [
        "<style>.r{unicode-bidi:bidi-override;direction:rtl}</style><span class=r>drowefas</span>",
        "<p style='direction:rtl;unicode-bidi:bidi-override'>drow<b>efas</b></p>",
        "<bdo dir=rtl>drowefas</bdo>",
        "<style>div span{unicode-bidi:bidi-override;direction:rtl}</style><div><span>drowefas</span></div>",
        "<style>.r{unicode-bidi:isolate-override}</style><div dir=RTL><p><i class=r>drowefas</i></div>",
        "<b dir=rtl style='unicode-bidi:Bidi-Override'>drowefas</b>",
        "\u202edrowefas\u202c",
    ],
)
def test_text_that_is_shown_the_other_way_round_is_read_so(body: str) -> None:
    assert read(body)[0] == ["safeword"]


def test_a_style_that_turns_nothing_leaves_a_text_as_it_is() -> None:
    assert read("<style>.r{unicode-bidi:bidi-override}</style><div dir=rtl><i dir=ltr class=r>word</i></div><i class=r>word</i>")[0] == [
        "word",
        "word",
    ]


def test_letters_that_run_from_right_to_left_anyway_are_not_turned() -> None:
    assert read("\u202eשלום\u202c<bdo dir=rtl>שלום</bdo>")[0] == ["שלוםשלום"]
