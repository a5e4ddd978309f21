"""What places a number: papers of a firm, networks, the link of a messenger, the text of a link; and templates that were not filled in."""

import pytest

from scamtriage.records.facts import Link
from tests.parse.contact.reading import contacts_in, numbers_in

ABOUT = "<p>Contact us today for everything that your family and your home need.</p>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"{ABOUT}<p>Ph: 02 6734 3517</p><p>ABN 12 734 871 258</p>", "+61267343517"),
        (f"{ABOUT}<p>Phone: 01 73 52 03 14</p><p>SIRET 978 312 734 000 26</p>", "+33173520314"),
        (f"{ABOUT}<p>Phone: 040 / 73493820</p><p>D-22041 Hamburg</p>", "+494073493820"),
        ("<h2>Globe: 0945 734 5382</h2><h2>Smart: 0999 734 5684</h2>", "+639457345382 +639997345684"),
        ("<p>Viettel: 0981 734 538</p>", "+84981734538"),
    ],
)
def test_papers_and_networks_place_a_number(html: str, expected: str) -> None:
    assert numbers_in(html, host="shop.com", language="en") == set(expected.split())


def test_papers_of_two_countries_place_none() -> None:
    html = f"{ABOUT}<p>Ph: 02 6734 3517</p><p>ABN 12 734 871 258</p><p>SIRET 978 312 734 000 26</p>"
    assert "+33267343517" not in numbers_in(html, host="shop.com", language="en")


def test_a_messengers_link_places_the_number_beside_it() -> None:
    links = (Link(url="https://wa.me/249922734148", text="واتساب"),)
    found = contacts_in("رقم الهاتف: 0922734148", language="ar", links=links)
    assert found == {"phone +249922734148", "whatsapp +249922734148"}


def test_a_messengers_link_with_another_number_places_none() -> None:
    links = (Link(url="https://wa.me/971507734148", text="واتساب"),)
    assert not [found for found in contacts_in("رقم الهاتف: 0922734148", language="ar", links=links) if found.startswith("phone")]


def test_the_text_of_a_link_is_the_number_that_it_dials() -> None:
    links = (Link(url="tel:8532734575", text="3273.4575"), Link(url="https://wa.me/5585998734177", text="WhatsApp"))
    assert contacts_in("Fone: 3273.4575", language="pt", links=links) >= {"phone +558532734575"}
    assert not [found for found in contacts_in("Fone: 3273.4575", links=links) if found.startswith("phone +65")]


@pytest.mark.parametrize(
    "text",
    [
        "contact@yourcompany.com",
        "youremail@gmail.com",
        "xxxx@shop.hk",
        "info@tudominio.com",
        "tel +84 123 456 789",
    ],
)
def test_what_a_template_has_is_no_contact(text: str) -> None:
    assert contacts_in(f"Contact: {text}") == set()


def test_a_page_of_a_template_is_no_messenger() -> None:
    assert contacts_in("Chat", links=(Link(url="https://m.me/yourpage", text="Chat"),)) == set()


def test_a_digit_too_many_is_no_number() -> None:
    assert contacts_in("ĐT: 0355 273 1245", language="vi", suffix="vn") == set()
    assert contacts_in("ĐT: 0355 273 124", language="vi", suffix="vn") == {"phone +84355273124"}


@pytest.mark.parametrize("text", ["yourloan@gmail.com", "info@shopyourway.com", "support@my-mail.co"])
def test_mailboxes_of_somebody_stay(text: str) -> None:
    assert contacts_in(f"Contact: {text}") == {f"email {text}"}


def test_words_of_an_alphabet_are_whole() -> None:
    assert contacts_in("Строитель 8495 73 отель 4957347610", language="ru", suffix="ru") == set()


def test_lines_of_yangon_stand_behind_the_code_alone() -> None:
    html = "<p>Tel : (+95) 8378429, 8372779</p><p>Mobile : (+959) 795873549, 795873548</p>"
    expected = {"+9518378429", "+9518372779", "+959795873549", "+959795873548"}
    assert numbers_in(html, host="shop.com", language="en") == expected


@pytest.mark.parametrize("head", ["Número", "Teléfono"])
def test_heads_of_columns_in_spanish(head: str) -> None:
    rows = "<tr><td>Recepción<td>22 3000<br>916273000<tr><td>Seguridad<td>+34 91 484 1849"
    html = f"<table><tr><td>Nombre<td>{head}{rows}</table>"
    assert numbers_in(html, host="shop.com", language="es") == {"+34916273000", "+34914841849"}
