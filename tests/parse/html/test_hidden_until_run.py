"""A page that shows nothing hides what its scripts show: nobody keeps an empty page."""

import pytest

from scamtriage.records.assessment import Verdict
from tests.judgement.sites import assessed
from tests.parse.html.page_facts import read

LINES = (
    "Your refund of $399 for the protection plan is waiting.",
    "Call our billing desk and install AnyDesk, so that the officer can send the money back to your bank.",
    "Do not close this page and stay on the line with him until he is done.",
)
SAID = "".join(f"<p>{line}</p>" for line in LINES)
VEILS = {
    "shown by its id": f"<div id=m style='display:none'>{SAID}</div><script>onload=()=>{{m.style.display='block'}}</script>",
    "class taken away": f"<style>.off{{display:none}}</style><div class=off>{SAID}</div><script>m.classList.remove('off')</script>",
    "cloak of a framework": f"<style>[v-cloak]{{display:none}}</style><script src=vue.js></script><div v-cloak>{SAID}</div>",
    "moved in while scrolling": f"<style>[data-aos]{{opacity:0}}</style><script src=aos.js></script><div data-aos=fade>{SAID}</div>",
    "under a pre-loader": f"<style>body:not(.ready) main{{visibility:hidden}}</style><main>{SAID}</main><script src=a.js></script>",
    "a template of a framework": f"<div x-data='{{s:1}}'><template x-if=s><div>{SAID}</div></template></div><script src=a.js></script>",
    "a dialog": f"<dialog id=d>{SAID}</dialog><script>d.showModal()</script>",
}


@pytest.mark.parametrize("veil", VEILS)
def test_it_is_read_as_the_text_of_the_page(veil: str) -> None:
    page = read(f"<title>Refunds</title><h3>Please wait</h3>{VEILS[veil]}")
    assert set(LINES) <= set(page.text.split("\n"))
    assert page.text_from == "data" and not page.hidden_text


@pytest.mark.parametrize("veil", VEILS)
def test_what_it_says_counts(veil: str) -> None:
    site = {"host": "refund-desk-billing.top", "age_days": 9, "html": f"<html lang=en><title>Refunds</title>{VEILS[veil]}</html>"}
    assert assessed(site).verdict.rank >= Verdict.SUSPICIOUS.rank


def test_beside_other_text_it_stays_what_nobody_is_shown() -> None:
    shown = "<h1>Garden club</h1><p>We meet on Sundays beside the old mill, and plant what the season gives to us.</p>"
    page = read(f"<title>Club</title>{shown}<div style='display:none'>{SAID}</div>")
    assert page.text_from == "markup" and LINES[0] not in page.text and LINES[0] in page.hidden_text


def test_messages_for_other_cases_beside_a_form_stay_so() -> None:
    page = read(
        "<title>Sign in</title><form>User <input name=u><input type=password></form><p hidden>Wrong password, please try again.</p>"
    )
    assert page.text_from == "markup" and "Wrong" not in page.text


def test_a_form_that_is_hidden_with_its_words_is_read_with_them() -> None:
    asks = "Your account is blocked. Enter the code that the officer reads to you, and stay on the line until he is done with it."
    page = read(
        f"<title>Bank</title><div x-cloak x-data><p>{asks}</p><form><input name=otp></form></div><style>[x-cloak]{{display:none}}</style>"
    )
    assert asks in page.text and page.text_from == "data"
