"""Wallets in groups and over lines, numbers over lines, numbers in tooltips, badges and style sheets; and what only looks like them."""

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import Contact
from tests.cost import least_cpu_s

LOWER = "0xde709f2102306220921060314715629080e2fb77"  # EIP-55 leaves it as it is
CHECKED = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
BITCOIN, SEGWIT, TRON = (
    "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
    "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
    "TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE",
)
TAPROOT = "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr"


def read(markup: str) -> tuple[Contact, ...]:
    html = f"<!doctype html><html lang=en><title>Desk</title><p>Our help desk is open for you at any time of the day.</p>{markup}</html>"
    arguments = {"content_type": "text/html; charset=utf-8", "url": "https://a.com/", "host": "a.com", "suffix": "com"}
    return read_page(body=html.encode(), **arguments)[0].contacts  # type: ignore[arg-type]


def found(markup: str) -> set[tuple[str, str]]:
    return {(contact.kind, contact.value) for contact in read(markup)}


def groups(text: str, size: int = 4, mark: str = " ") -> str:
    return mark.join(text[at : at + size] for at in range(0, len(text), size))


@pytest.mark.parametrize("wallet", [CHECKED, BITCOIN, SEGWIT, TRON, TAPROOT])
@pytest.mark.parametrize("mark", [" ", "&nbsp;", "-"])
def test_a_wallet_in_groups_of_four_is_read(wallet: str, mark: str) -> None:
    assert found(f"<p>Send your deposit to {groups(wallet, mark=mark)} now please</p>") == {("wallet", wallet)}


@pytest.mark.parametrize("wallet", [CHECKED, BITCOIN, SEGWIT, TRON, TAPROOT])
@pytest.mark.parametrize("parts", [2, 3])
@pytest.mark.parametrize("mark", ["<br>", "<br/>\n", "<wbr>", "</div><div>"])
def test_a_wallet_that_goes_on_in_the_next_line_is_read(wallet: str, parts: int, mark: str) -> None:
    text = groups(wallet, -(-len(wallet) // parts), mark)
    assert found(f"<div>Send your deposit to</div><div>{text}</div><div>now please</div>") == {("wallet", wallet)}


@pytest.mark.parametrize("text", [groups(LOWER), f"0x {groups(LOWER[2:])}", groups(LOWER, 21, "<br>")])
def test_one_without_check_digits_needs_a_word_and_even_groups(text: str) -> None:
    assert found(f"<p>USDT wallet: {text}</p>") == {("wallet", LOWER)}
    assert found(f"<p>Checksum of the file: {text}</p>") == set()


@pytest.mark.parametrize(
    "text",
    [
        groups(BITCOIN[:-1] + "3"),
        groups(CHECKED[:-1] + "E"),
        "They gave that many more then left this town with good news from home last year",
        "Wallet 0x1F 0x2A face cafe dead beef 0x12 1234 5678 9abc def0 1234 5678 9abc 0x00",
        f"Wallet {LOWER[:12]} {LOWER[12:15]} {LOWER[15:]}",
    ],
)
def test_what_does_not_hold_by_its_check_digits_is_no_wallet(text: str) -> None:
    assert found(f"<p>{text}</p>") == set()


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Call: +1 888<br>737<br>5000", ("hotline", "+18887375000")),
        ("Call toll free<br>888<br>737<br>5000", ("hotline", "+18887375000")),
        ("Call 1-888<br>737-5000 now", ("hotline", "+18887375000")),
        ("Tel: +66 81 234<br>5678", ("phone", "+66812345678")),
        ("Tel: +66 81<br>234 5678<br>2026", ("phone", "+66812345678")),
    ],
)
def test_a_number_that_goes_on_in_the_next_line_is_read(text: str, contact: tuple[str, str]) -> None:
    assert found(f"<p>{text}</p>") == {contact}


def test_a_column_of_figures_is_no_number() -> None:
    assert found("<p>The changes of the last week in our three gardens were these:</p><p>+66 81<br>234 5678</p>") == set()
    assert found("<p>Tel: +66 81 234 5678<br>1234</p>") == {("phone", "+66812345678")}


@pytest.mark.parametrize(
    "markup",
    [
        '<button title="Call +66 81 234 5678">Help</button>',
        '<a href="#" aria-label="Call us at +66 81 234 5678">Help</a>',
        '<span data-badge="+66 81 234 5678"></span>',
        "<span data-tip='Helpline +66 81 234 5678, day and night'></span>",
    ],
)
def test_a_number_that_an_attribute_shows_is_read(markup: str) -> None:
    (one,) = read(markup)
    assert (one.kind, one.value, one.where) == ("phone", "+66812345678", "attribute")


def test_a_number_that_a_style_sheet_shows_is_text() -> None:
    (one,) = read('<style>.p::before { content: "Call +66 81 234 5678" }</style><span class=p></span>')
    assert (one.kind, one.value, one.where) == ("phone", "+66812345678", "text")


@pytest.mark.parametrize(
    "markup",
    [
        '<div data-order="081-234-5678" data-sku="0812345678">Shirt</div>',
        '<img data-src="/2026/081-234-5678.jpg">',
        '<a title="Order no. 081-234-5678">Order</a>',
        '<div data-tip="{call: +66 81 234 5678}"></div>',
        '<div hidden title="Call +66 81 234 5678"></div>',
        '<!-- <i title="Call +66 81 234 5678"></i> -->',
        '<template><i title="Call +66 81 234 5678"></i></template>',
        '<i data-price="+12024561111" data-offset="+1 202 456 1111" data-pos="+66812345678" data-ga-id="+12024561111">Shirt</i>',
        '<style>.p { counter-reset: a 0812345678; content: "\\f0812345678" }</style>',
    ],
)
def test_numbers_of_orders_files_and_programs_in_attributes_are_nobodys(markup: str) -> None:
    assert found(f'<html lang="th">{markup}') == set()


def test_an_element_and_its_tooltip_are_one_sighting() -> None:
    (one,) = read('<p title="Call +66 81 234 5678">Call +66 81 234 5678</p>' * 3)
    assert one.count == 3


@pytest.mark.parametrize("text", ["Meet me @ office . net and talk", "See you @ market . com", "Buy now live @ store . org"])
def test_a_word_of_a_sentence_before_an_at_is_no_mailbox(text: str) -> None:
    assert found(f"<p>{text}</p>") == set()


def test_the_same_behind_a_word_for_mail_is_one() -> None:
    assert found("<p>E-mail: me @ office . net</p>") == {("email", "me@office.net")}


@pytest.mark.parametrize(
    "piece", ["1BvB MSEY stWe tqTF ", "0x52 9084 0009 ", "bc1qar0s rrr7 ", "TQn9Y2khEsLJW1Ch<br>", "+66 81<br>234<br>", '<i title="+1 0']
)
def test_hostile_pieces_cost_no_more_than_other_text(piece: str) -> None:
    text = "<p>" + piece * (100_000 // len(piece)) + "</p>"
    assert least_cpu_s(lambda: read(text), within=2.0) < 2.0


def test_what_follows_a_comment_is_shown_and_what_an_open_one_swallows_is_not() -> None:
    after = '<i title="Call +66 81 234 5678"></i>'
    assert found(f'<!-- <i title="Call +66 82 234 5678"> --><script>"</i>"</script>{after}') == {("phone", "+66812345678")}
    assert found(f"<p>Desk</p><!-- {after}") == set()


@pytest.mark.parametrize("text", ["Phone price 800<br>500 1200", "Phone growth: +60<br>12 345 6789", "Calls cost 1 800<br>200 3000"])
def test_prices_and_sums_of_phones_over_lines_are_no_numbers(text: str) -> None:
    assert found(f"<p>{text}</p>") == set()


@pytest.mark.parametrize("piece", ["<!-- ", "<template>", '<script></script ><i title="Call +66 81 234 5678">'])
def test_pages_of_open_comments_and_templates_cost_no_more_than_other_text(piece: str) -> None:
    text = piece * (200_000 // len(piece)) + '<i title="Call +66 81 234 5678">'
    assert least_cpu_s(lambda: read(text), within=2.0) < 2.0
