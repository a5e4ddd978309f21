"""Contacts in lines as real businesses and gangs write them: whole groups of disguises and remarks, each beside what it is not."""

import tomllib

import pytest

from scamtriage.parse.html.page import read_page
from tests.parse.contact import corpus

LINES = tomllib.loads((corpus.HERE / "messy.toml").read_text(encoding="utf-8"))


def found(suffix: str, markup: str) -> set[str]:
    body = f'<meta charset="utf-8"><p>{markup}'.encode()
    facts, _ = read_page(body=body, content_type="text/html", url=f"https://x.{suffix}/", host=f"x.{suffix}", suffix=suffix)
    return {f"{contact.kind} {contact.value}" for contact in facts.contacts}


def expected(contacts: str) -> set[str]:
    return {contact for contact in contacts.split("; ") if contact}


@pytest.mark.parametrize(("suffix", "markup", "contacts"), LINES["emergency"])
def test_who_answers_no_emergencies_names_the_number_that_does(suffix: str, markup: str, contacts: str) -> None:
    assert found(suffix, markup) == expected(contacts)


@pytest.mark.parametrize(("suffix", "markup", "contacts"), LINES["lettered"])
def test_letters_are_digits_in_a_number_grouped_as_americans_do(suffix: str, markup: str, contacts: str) -> None:
    assert found(suffix, markup) == expected(contacts)


@pytest.mark.parametrize(("suffix", "markup", "contacts"), LINES["ids"])
def test_an_id_is_read_behind_the_words_that_people_put_before_it(suffix: str, markup: str, contacts: str) -> None:
    assert found(suffix, markup) == expected(contacts)


@pytest.mark.parametrize(("suffix", "markup", "contacts"), LINES["which_line"])
def test_a_line_that_is_dialled_is_no_messenger(suffix: str, markup: str, contacts: str) -> None:
    assert found(suffix, markup) == expected(contacts)


@pytest.mark.parametrize(("suffix", "markup", "contacts"), LINES["and_phone"])
def test_a_bracket_may_name_the_telephone_beside_the_messenger(suffix: str, markup: str, contacts: str) -> None:
    assert found(suffix, markup) == expected(contacts)


@pytest.mark.parametrize(("suffix", "markup", "contacts"), LINES["mended"])
def test_what_is_set_apart_is_read_and_what_only_looks_like_it_is_not(suffix: str, markup: str, contacts: str) -> None:
    assert found(suffix, markup) == expected(contacts)


@pytest.mark.parametrize(("suffix", "markup", "contacts"), LINES["picked"])
def test_a_script_that_picks_one_of_several_agents_gives_them_all(suffix: str, markup: str, contacts: str) -> None:
    assert found(suffix, markup) == expected(contacts)


@pytest.mark.parametrize(("suffix", "markup", "contacts"), LINES["tools"])
def test_a_tool_that_nobody_needs_is_none_and_a_visit_that_nobody_needs_denies_no_tool(suffix: str, markup: str, contacts: str) -> None:
    assert found(suffix, markup) == expected(contacts)


@pytest.mark.parametrize(("suffix", "markup", "contacts"), LINES["others"])
def test_a_line_has_the_contacts_that_a_reader_would_write_down(suffix: str, markup: str, contacts: str) -> None:
    assert found(suffix, markup) == expected(contacts)


@pytest.mark.parametrize(
    ("suffix", "markup", "contacts"),
    [
        ("com.tw", '<html lang="zh-Hant"><p>團購專線：0937‧204‧816 林小姐', {"phone +886937204816"}),
        ("com", '<html lang="en"><p>Mail: mei . tan @ gmail . com', {"email mei.tan@gmail.com"}),
        ("com", '<html lang="en"><p>Write to us . tan @ gmail . com', {"email tan@gmail.com"}),  # there a sentence may end
        ("jp", '<html lang="ja"><dl><dt>LINE予約</dt><dd>@midorisei</dd></dl>', {"line @midorisei"}),
        ("com", '<html lang="en"><dl><dt>Telegram support</dt><dd>@midorisei</dd></dl>', {"telegram midorisei"}),
        ("com", '<html lang="en"><dl><dt>Line manager</dt><dd>@midorisei</dd></dl>', set()),
        ("com", '<html lang="en"><dl><dt>Instagram of our Telegram fans</dt><dd>@midorisei</dd></dl>', set()),
        ("in", '<html lang="hi"><p>अधिकारी: +91 7439 280 164 📲 WhatsApp', {"phone +917439280164", "whatsapp +917439280164"}),
        ("in", '<html lang="hi"><p>+91 7439 280 164 📲 WhatsApp: +91 6290 418 837', {"phone +917439280164", "whatsapp +916290418837"}),
        ("com.mm", '<html lang="my"><p>EAN 8885007027876</p><div>၇၈ လမ်း – 09440271885', {"phone +959440271885"}),
        ("com.mm", '<html lang="my"><p>EAN 8885007027876 09440271885', set()),
        (
            "in",
            """<html lang="hi"><div data-n="6290418837"><a onclick="location.href='tel:'+this.parentNode.dataset.n">अभी कॉल करें</a></div>""",
            {"phone +916290418837"},
        ),
        ("co.uk", '<html lang="en"><p>Criminals have been sending messages from bill@post-secure.net.', set()),
        ("co.uk", '<html lang="en"><p>You may get mail from bill@post-secure.example.net. That address is not ours.', set()),
        ("co.uk", '<html lang="en"><p>Report to fraud@harcourt.co.uk. That address is ours.', {"email fraud@harcourt.co.uk"}),
    ],
)  # fmt: skip
def test_what_is_written_apart_is_joined_where_nothing_else_can_be_meant(suffix: str, markup: str, contacts: set[str]) -> None:
    assert found(suffix, markup) == contacts
