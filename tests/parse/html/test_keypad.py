"""A keypad that a page draws itself, and rows of digits that are none."""

import pytest

from tests.parse.html.test_forms import read

KEYS = "1234567890"
APART = "<p>Opening hours of all branches, in full, and of the desk</p>"


def keys(order: str, tag: str = "button") -> str:
    return "".join(f"<{tag}>{key}</{tag}>" for key in order)


SCATTERED = APART.join(keys(key, "p") for key in KEYS)


@pytest.mark.parametrize(
    ("html", "asks"),
    [
        (f"<title>Konfirmasi PIN</title><b>PIN</b>{keys(KEYS)}", ("pin",)),
        (f"<p>Enter your passcode</p>{keys('7041963258')}", ("pin",)),
        (f"<p>支付密码</p>{keys(KEYS)}", ("pin",)),
        (f"<p>Enter your password</p>{keys(KEYS)}", ("password",)),
        (f"<p>Calculator</p>{keys('789+456-123*0')}", ()),
        (f"<p>Enter your PIN at the desk</p><p>Page</p>{keys('123456789')}", ()),
        (f"<p>Enter your PIN at the desk</p>{SCATTERED}", ()),
    ],
)
def test_ten_keys_beside_a_word_for_a_code_ask_for_it(html: str, asks: tuple[str, ...]) -> None:
    assert read(html)[0].asks == asks


def test_many_digits_take_no_longer_than_they_are_many() -> None:
    facts, _ = read("<p>PIN</p>" + keys("12" * 20_000, "p"))
    assert "pin" not in facts.asks
