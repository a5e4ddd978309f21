"""What real pages of shops, clubs, offices and handbooks taught: numbers, ids and short numbers that are none, or another country's."""

import pytest

from scamtriage.parse.html.page import read_page


def found(html: str, host: str = "harbour-works.com", lang: str = "en") -> list[tuple[str, str]]:
    body = f'<html lang="{lang}"><meta charset="utf-8">{html}</html>'.encode()
    facts, _ = read_page(body=body, content_type="text/html", url=f"https://{host}/", host=host, suffix=host.partition(".")[2])
    return [(c.kind, c.value) for c in facts.contacts]


@pytest.mark.parametrize(
    "text",
    [
        "With a line number argument, the editor opens that row.",
        "Take this for the signature line. Add remarks Enter remarks here.",
        "A line identifier tells where to go on.",
        "The choices are: Line: draws a curve. Bar: draws bars.",
        'kind = "Line" figure.Legend = True',
        "The town library on line: town.it-b",
        "The library on line: t o w n . i t - l'library",
        "Ferries of Polar Line Coral77 sail at noon.",
        "Drums of the Victor Line KB90-RX are back in stock.",
    ],
)
def test_the_english_word_line_is_no_messenger(text: str) -> None:
    assert found(f"<p>{text}</p>") == []


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("Contact Line coral77 today", "coral77"),
        ("LINE coral77", "coral77"),
        ("Chat with us on line: coral77", "coral77"),
        ("Line nong.faa", "nong.faa"),
        ("Please add line: coral_shop now", "coral_shop"),
        ("my line id: coral77", "coral77"),
        ("ทักไลน์ไอดี coral77", "coral77"),
    ],
)
def test_the_messenger_is_one(text: str, account: str) -> None:
    assert found(f"<p>{text}</p>") == [("line", account)]


CITIES = "<p>We have offices in London, Sydney and Manila.</p>"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("(301) 227-4290", "+13012274290"),
        ("626-298-2418", "+16262982418"),
        ("716-289-5836", "+17162895836"),
        ("952-246-6127", "+19522466127"),
        ("915-262-7100", "+19152627100"),
        ("905-266-8624", "+19052668624"),
    ],
)
def test_american_groups_are_american_where_the_page_only_names_other_countries(written: str, number: str) -> None:
    assert found(f"{CITIES}<p>Phone: {written}</p>") == [("phone", number)]
    assert ("phone", number) in found(f"{CITIES}<script>var place = {{state: 'X', phone : '{written}', email : ''}};</script>")


@pytest.mark.parametrize(
    ("html", "host", "expected"),
    [
        ("<p>Phone: 917-255-2837</p>", "harbour-works.com.ph", ("phone", "+639172552837")),  # the suffix tells
        ("<p>Our office in Manila. Phone: 917-255-2837</p>", "harbour-works.com", ("phone", "+639172552837")),  # America is not named
        ("<p>Our offices in Manila and California. Phone: 917-255-2837</p>", "harbour-works.com", ("phone", "+19172552837")),
        ("<p>Phone (Philippines): 917-255-2837</p>", "harbour-works.com", ("phone", "+639172552837")),
        ("<p>Singapore. Call 800-852-0010 (toll free) or +65 6123 4567</p>", "harbour-works.com", ("hotline", "+658008520010")),
        ("<p>Germany</p><p>Fax: 069 506 00 597</p>", "harbour-works.com", ("phone", "+496950600597")),  # the only country that it names
        (f"{CITIES}<p>Phone: 020 7123 4567</p>", "harbour-works.com", ("phone", "+442071234567")),
        (f"{CITIES}<p>Phone: 0330 123 4567</p>", "harbour-works.com", ("hotline", "+443301234567")),
    ],
)
def test_a_country_that_is_told_comes_before_the_grouping(html: str, host: str, expected: tuple[str, str]) -> None:
    assert expected in found(html, host)


@pytest.mark.parametrize(
    ("html", "host", "lang"),
    [
        ("<p>Phone: (032) 246-8138. Sydney</p>", "harbour-works.com", "en"),  # no area of Australia has two digits behind its zero
        ("<p>Phone: (012) 422-2222</p>", "harbour-works.com", "en"),
        ("<p>Доставка товаров по всей стране каждый день. Телефон (063) 295-41-47</p>", "harbour-works.com", ""),
        ("<p>Phone: 86,755,86329526</p>", "harbour-works.com", "en"),
        ("<p>Tel.: 971 504 472 - 971 504 002</p>", "harbour-works.com", "es"),
        ("<p>Page: /text/part/02/12050000.xml Tables</p>", "harbour-works.com.kh", "en"),
        ("<p>Page: /text/part/01/06100000.html Rows</p>", "harbour-works.co.id", "en"),
        ("<p>Phone book package 0.13.3-1 0.13.3-1. Kuala Lumpur</p>", "harbour-works.com", "en"),
        ("<p>Sun 24 Aug 2003 08 30 36 +0200 next</p>", "harbour-works.co.id", "en"),
        ("<script>var later = new Date(now.getTime()+31536000000); var phone = later;</script>", "harbour-works.com", "en"),
        ('<script>var a = {"u":"ef06e6f1-9f84-3302-8608-4a13f3175528","phone":1};</script>', "harbour-works.co.uk", "en"),
        ("<p>Write the text: ABCDEF /0123456789 abcdef</p>", "harbour-works.co.uk", "en"),
        ("<p>Telefon: liczba, np.: 221234567</p>", "harbour-works.pl", "pl"),
        ("<p>Telefón, napríklad +421 903 129 456</p>", "harbour-works.sk", "sk"),
    ],
)
def test_no_phone_at_all_or_nobodys(html: str, host: str, lang: str) -> None:
    assert not [value for kind, value in found(html, host, lang) if kind in ("phone", "hotline")]


@pytest.mark.parametrize(
    ("text", "host", "number"),
    [
        ("Tel +46-371-345 10, post@example.se", "harbour-works.com", "+4637134510"),
        ("Service: +49 (0) 40 / 210 91 73 00 | Mo", "harbour-works.de", "+4940210917300"),
        ("Telefon: 0951 / 408 39 100", "harbour-works.de", "+4995140839100"),
        ("Fax: 33(0)1 70 61 88 91", "harbour-works.com", "+33170618891"),
        ("Sydney, London. Phone: 0116518222, +251911639350", "harbour-works.com", "+251116518222"),
        ("Hours by phone: +1-212-736-5000 24/7", "harbour-works.com", "+12127365000"),
        ("Phone: +1-212-736-5000 9:00-17:00", "harbour-works.com", "+12127365000"),
    ],
)
def test_a_number_is_read_to_its_end_and_from_its_beginning(text: str, host: str, number: str) -> None:
    assert ("phone", number) in found(f"<p>{text}</p>", host)


@pytest.mark.parametrize(
    "text",
    [
        "Contact us: Harbour Works 105 Von Stein Drive, London",
        "London. Call: x = toText(105, 2)",
        "Customer service. Mobile cases(188) and covers(139). Tokyo",
        "Service-Hotline: 0951 / 408 39 100",
        "Mobile 100 2011 in pictures",
        "Put the price into the cell and 100*0.29 into the next. Manila",
    ],
)
def test_house_numbers_arguments_counts_and_areas_are_no_hotlines(text: str) -> None:
    assert not [value for kind, value in found(f"<p>{text}</p>") if kind == "hotline"]


@pytest.mark.parametrize("text", ["London. Police hotline(999) day and night", "London. Call 999", "London. Police (999)"])
def test_a_hotline_in_a_bracket_is_one(text: str) -> None:
    assert ("hotline", "999") in found(f"<p>{text}</p>")


def test_an_address_that_a_forms_message_shows_as_an_example_is_nobodys() -> None:
    html = '<script>translate({"A valid one, please.":"Bitte geben Sie eine Adresse ein. Zum Beispiel %s.","Other":"Andere"});</script>'
    assert found(html % "maxmuster@domain.de") == []
    assert found(html.replace("Zum Beispiel", "Sonst an") % "maxmuster@domain.de") == [("email", "maxmuster@domain.de")]


def test_the_end_of_a_host_is_no_word_for_an_example() -> None:
    text = "<p>Write to one@first.example two@second.example or look at www.second.example 020 7123 4567</p>"
    assert found(text, "harbour-works.co.uk") == [
        ("email", "one@first.example"),
        ("email", "two@second.example"),
        ("phone", "+442071234567"),
    ]
