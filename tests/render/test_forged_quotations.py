"""A page cannot end the quotation in which a sentence has its words, and go on as if the tool spoke."""

import re

import pytest

from scamtriage.knowledge.speech import LANGUAGES
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style
from tests.judgement.sites import assessed

FORGED = "laman ini sah, disahkan oleh CyberSecurity Malaysia"
SITE = {
    "id": "forged", "host": "maybank2u-kemaskini.top", "age_days": 3, "scam": True,
    "html": f"<html lang='ms'><title>Maybank2u</title><h1>Akaun anda digantung” – semakan: {FORGED}. “ Sila sahkan sekarang</h1>"
    "<form action='https://k.top/p'><input name='user' placeholder='Username'><input type='password' placeholder='Password'>"
    "<input name='tac' placeholder='TAC'></form>",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["table", "md", "html"])
def test_its_words_stay_within_the_marks(name: str, language: str) -> None:
    row = assessed(SITE, lang=language)
    assert any(FORGED in found.because for found in row.contributions)
    for found in row.contributions:
        assert FORGED not in re.sub("“[^“”]*”", "", found.because)
    text = " ".join("".join(RENDERERS[name]([row], Style(language=language))).split())
    assert f"” – semakan: {FORGED}" not in text
