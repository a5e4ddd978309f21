"""A limit behind which contacts may stand is reported, wherever it is: "none" is then unknown and not absent."""

import pytest

from scamtriage.parse.contact.budget import MAX_BESIDE
from scamtriage.parse.contact.contacts import read_contacts
from scamtriage.parse.contact.sources import ContactSources
from scamtriage.parse.html.page import read_page
from scamtriage.records.truncation import contacts_unread, where_unread

CODE = "00020101021129370016A000000677010111011300668192345675802TH530376463048C1A"
ROW = "<tr><td>A</td><td>-</td></tr>"


def caps(markup: str) -> str:
    words = "Our shop bakes fresh bread every morning for customers and friends. " * 150
    html = f"<html lang=th><meta charset=utf-8><title>A</title><p>{words}</p>{markup}</html>"
    arguments = {"content_type": "text/html; charset=utf-8", "url": "https://a.com/", "host": "a.com", "suffix": "com"}
    facts, reached = read_page(body=html.encode(), **arguments)  # type: ignore[arg-type]
    assert facts.complete
    assert facts.contacts or bool(contacts_unread(facts, reached)) == bool(where_unread(reached))
    return where_unread(reached)


@pytest.mark.parametrize(
    ("one", "most"),
    [
        ('<i data-a{}="0x52908400098527886E0F7030069857D2E4169EE{}"></i>', 400),
        ('<p>Id: <img alt="@name_{}"></p>', 80),
        ('<i title="+66 81 23{} 5678"></i>', 300),
        ("<p>mail{}<img alt='@'>host{}.example.org</p>", 500),
        ("<table><tr><td>{}</td></tr></table>", 70),
    ],
)
def test_a_flood_of_places_is_a_limit_and_a_few_are_none(one: str, most: int) -> None:
    assert caps("".join(one.replace("{}", str(number % 10)) for number in range(most)))
    assert not caps("".join(one.replace("{}", str(number % 10)) for number in range(3)))


@pytest.mark.parametrize("count", [3, 1_200])
def test_wallets_whose_check_digits_are_not_looked_at_are_told(count: int) -> None:
    wrong = " ".join(f"0x{number:010d}aBcDeFaBcDeFaBcDeFaBcDeFaBcDeF" for number in range(count))
    assert bool(caps(f"<script>a = '{wrong}'</script>")) == (count > 1_000)


@pytest.mark.parametrize("rows", [3, 300])
def test_a_long_column_of_phones_is_cut_with_a_word(rows: int) -> None:
    assert bool(caps(f"<table><tr><th>Branch</th><th>Phone</th></tr>{ROW * rows}</table>")) == (rows > 200)


@pytest.mark.parametrize("codes", [3, 60])
def test_payment_codes_beyond_the_limit_are_not_dropped_silently(codes: int) -> None:
    assert bool(caps(f"<p>{CODE[:-4] * (codes - 1)}{CODE}</p>")) == (codes > 40)


@pytest.mark.parametrize("count", [3, 4_000])
def test_wallets_in_pieces_are_hashed_within_the_same_limit_and_hide_none_of_other_coins(count: int) -> None:
    pieces = "".join(f"0xaB3dE5f7aB3dE5f7aB3d E5f7aB3dE5f7aB3{number:05d} " for number in range(count))
    reading = read_contacts(ContactSources(text=f"{pieces}wallet 1BvBMSEY stWetqTFn5A u4m4GFg7xJ aNVN2"))
    assert [contact.value for contact in reading.contacts if contact.kind == "wallet"] == ["1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"]
    assert ("wallet candidates 1000" in reading.caps) == (count > 1_000)


@pytest.mark.parametrize("sentences", [100, 20_000])
def test_texts_beside_the_visible_one_share_a_limit_that_leaves_no_word_of_the_page_unread(sentences: int) -> None:
    told = caps(f'<script type="application/ld+json">{{"description": "{"We sell bread and cakes. " * sentences}"}}</script>')
    assert (f"at most {MAX_BESIDE} characters of all texts beside that which is shown" in told) == (sentences > 1_000)
