"""What a page asks, and where it sends it, is seen however its author built the form."""

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import PageFacts

PASSWORD = "<input type=password name=p>"


def read(html: str) -> tuple[PageFacts, list[str]]:
    facts, caps = read_page(
        body=html.encode(), content_type="text/html; charset=utf-8", url="https://a.test/d/", host="a.test", suffix="test"
    )
    return facts, [cap.cap for cap in caps]


def senders(facts: PageFacts) -> set[str]:
    """Where the forms that ask for a password send it."""
    return {form.action_host for form in facts.forms if any(field.asks == "password" for field in form.fields)}


@pytest.mark.parametrize("decoys", [39, 40, 41, 99])
def test_forms_that_ask_for_nothing_push_none_aside_that_asks(decoys: int) -> None:
    facts, caps = read("<form action=/s><input name=q></form>" * decoys + f'<form action="https://evil.test/s">{PASSWORD}</form>')
    assert (facts.asks, senders(facts), facts.form_count) == (("password",), {"evil.test"}, decoys + 1)
    assert ("forms 40" in caps) is (decoys >= 40)


@pytest.mark.parametrize("decoy", ["<input type=hidden name=h>", "<input name=q>"])
@pytest.mark.parametrize("decoys", [59, 60, 61, 300])
def test_inputs_that_ask_for_nothing_push_none_aside_that_asks(decoys: int, decoy: str) -> None:
    facts, caps = read(f'<form action="https://evil.test/s">{decoy * decoys}{PASSWORD}</form>')
    assert (facts.asks, senders(facts)) == (("password",), {"evil.test"})
    assert [field.asks for field in facts.forms[0].fields] == [""] * 59 + ["password"]
    assert ("fields of a form 60" in caps) is (decoys >= 60)


def test_what_is_kept_stays_in_the_order_of_the_page() -> None:
    facts, caps = read(
        "".join(f"<form action=/{n}><input type={'password' if n % 9 == 8 else 'text'} name=n{n}></form>" for n in range(60))
    )
    numbers = [int(form.action.rpartition("/")[2]) for form in facts.forms]
    assert numbers == sorted(numbers)
    assert {8, 17, 26, 35, 44, 53} <= set(numbers)
    assert caps == ["forms 40"]
