"""What the reader of tokens cannot tell of styles makes a page that is not wholly known; labels do not."""

import pytest

from tests.parse.html.page_facts import read

AROUND = "<p>We meet on Saturday in the park, and everybody brings a cake or a cup for the table.</p>" * 8
DEAR = "<p>" + "".join(f"<b a{number}>.</b>" for number in range(600)) + "</p>"
SAID = (
    "the parcel is held at the office until you pay the small fee and give the code from your bank to the driver who calls you today " * 2
)
MORE = "and whoever answers late loses everything that was sent from abroad by his own family before winter came over our village again"
PAIRS = [" ".join(f"{SAID} {MORE}".split()[at : at + 2]) for at in range(0, 74, 2)]
LETTERS = "".join(f'<i data-a="{letter}"></i>' for letter in SAID)
REASON = "its styles draw words that cannot be told"


@pytest.mark.parametrize(
    "drawn",
    [
        f'<style>i::after{{content:attr(data-a)}}</style><i data-a="{SAID}"></i>',
        f"<style>i::after{{content:attr(data-a)}}</style>{LETTERS}",
        f"<style>i::after{{content:'' attr(DATA-a) ''}}</style>{LETTERS.replace(chr(34), chr(39))}",
        "<style>" + "".join(f'.c{n}::after{{content:"{said}"}}' for n, said in enumerate(PAIRS)) + "</style>",
        f"<style>.r{{unicode-bidi:bidi-override;direction:rtl}}</style><p class=r>{SAID[::-1]}</p>",
        f"<style>.r{{unicode-bidi:isolate-override}}</style><p dir=rtl class=r>{SAID[::-1]}</p>",
        f'<p style="unicode-bidi:bidi-&#111;verride;direction&colon;rtl">{SAID[::-1]}</p>',
        f"<bdo dir='rtl'>{SAID[::-1]}</bdo>",
        f"<link rel=stylesheet href='data:text/css,.r{{unicode-bidi:bidi-override}}'><p dir=rtl class=r>{SAID[::-1]}</p>",
    ],
)
def test_words_that_only_a_tree_could_tell(drawn: str) -> None:
    facts = read(DEAR + AROUND + drawn)
    assert not facts.complete
    assert REASON in facts.incomplete_because


@pytest.mark.parametrize(
    "drawn",
    [
        "<style>td::before{content:attr(data-label)}</style>" + "<td data-label='Price'>1</td><td data-label=Qty>2</td>" * 200,
        '<style>q::before{content:"“"} .a::after{content:"Read more"} .b::after{content:"Loading"}</style>',
        "<style>.d::before{content:attr(data-icon)}</style>" + "<i class=d data-icon='&#xe001;'></i>" * 300,
        '<p dir=rtl>أهلا وسهلا بكم في مخبزنا</p><style>[dir="rtl"] p{direction:rtl}</style>',
        "<style>.mail{unicode-bidi:bidi-override}</style>",
        "<bdo dir=ltr>We meet</bdo>",
    ],
)
def test_labels_and_text_from_the_right_hide_nothing(drawn: str) -> None:
    assert read(DEAR + AROUND + drawn).incomplete_because == ""
