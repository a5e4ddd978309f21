"""Contacts of a page's owner in metas, pairs behind a stroke, and accounts of Skype that are mailboxes."""

import pytest

from scamtriage.parse.html.page import read_page


def found(body: str, suffix: str = "de", language: str = "de") -> set[str]:
    html = f'<html lang="{language}"><meta charset=utf-8>{body}</html>'.encode()
    host = f"a-desk.{suffix}"
    facts, _ = read_page(body=html, content_type="text/html; charset=utf-8", url=f"https://{host}/", host=host, suffix=suffix)
    return {f"{c.kind} {c.value}" for c in facts.contacts}


@pytest.mark.parametrize(
    ("name", "content", "contacts"),
    [
        ("copyright", "Praxis Linde, Tel. 06167/93 95 18", {"phone +496167939518"}),
        ("publisher", "Praxis Linde, web@baukasten-xy.de, Tel. 06167/93 95 18", {"phone +496167939518"}),
        ("author", "Webagentur Linde, Tel. 06167/93 95 18", set()),
        ("copyright", "2005-2024 Praxis Linde, HRB 939518", set()),
        ("copyright", "(c) 2024 info@baukasten-xy.de", set()),
    ],
)
def test_a_meta_names_the_owner_and_not_who_made_the_page(name: str, content: str, contacts: set[str]) -> None:
    assert found(f'<meta name="{name}" content="{content}"><p>Hallo</p>') == contacts


@pytest.mark.parametrize(
    ("text", "contacts"),
    [
        ("Telefon 0271 / 93 95 18", {"phone +49271939518"}),
        ("Tel. 06167/93 95 18", {"phone +496167939518"}),
        ("Rechnung 06167/93 95 18", set()),
        ("Az. 012/12 05 24", set()),
        ("Maße 012/93 95 18 cm", set()),
        ("Ziehung 05/12 24 36 41", set()),
    ],
)
def test_pairs_behind_an_area_and_a_stroke_are_its_line(text: str, contacts: set[str]) -> None:
    assert found(f"<p>{text}</p>") == contacts


@pytest.mark.parametrize(
    ("text", "of_skype"),
    [
        ("Skype account: sales@acme-tools.com", True),
        ("Skype: sales@acme-tools.com", True),
        ("Skype ID – sales@acme-tools.com", True),
        ("Skype / Email: sales@acme-tools.com", False),
        ("Call us on Skype or mail sales@acme-tools.com", False),
        ("Skype<br>Email: sales@acme-tools.com", False),
        ("We have Skype. sales@acme-tools.com", False),
    ],
)
def test_an_account_of_skype_may_be_a_mailbox(text: str, of_skype: bool) -> None:
    assert ("skype sales@acme-tools.com" in found(f"<p>{text}</p>", "com", "en")) is of_skype
    assert "email sales@acme-tools.com" in found(f"<p>{text}</p>", "com", "en")
