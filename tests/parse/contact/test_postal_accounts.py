"""Accounts of the postal banks of Japan and Taiwan."""

import pytest

from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("ja", "jp", "お振込先 ゆうちょ銀行 記号 10280 番号 28471931 タナカ", {"bank-account 28471931"}),
        ("ja", "jp", "口座名義 山田 記号：１２３４０\n番号：１２３４５６１", {"bank-account 1234561"}),
        ("ja", "jp", "郵便振替 00180-3-284719 みどりの会", {"bank-account 001803284719"}),
        ("ja", "jp", "ゆうちょ銀行 00180-3-284719", {"bank-account 001803284719"}),
        ("zh", "tw", "匯款：中華郵政（700）局號 0051284 帳號 0719360", {"bank-account 00512840719360"}),
        ("zh", "tw", "郵局局號：005128-4 帳號：071936-0", {"bank-account 00512840719360"}),
        # a card of an insurance, the mark of a model, another form, an office of the police
        ("ja", "jp", "保険証の記号10280 番号28471931 口座振替", set()),
        ("ja", "jp", "型番 記号 10280 番号 28471931", set()),
        ("ja", "jp", "口座 記号 10281 番号 28471932", set()),
        ("zh", "tw", "警察局號 0051284", set()),
    ],
)
def test_both_parts_are_read(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected
