"""How often a contact is said to stand on a page is how often its visitors meet it."""

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import Contact
from scamtriage.records.facts.contact import OUT_OF_SIGHT, UNSEEN

SAID = "+1 (888) 555-0176"
LINK = f'<a href="tel:+18885550176">{SAID}</a>'
BARE = '<a href="tel:+18885550176"><i class="fa fa-phone"></i></a>'


def number(body: str, head: str = "") -> Contact:
    page, _ = read_page(
        body=f'<html lang="en"><head><title>Help</title>{head}</head><body><p>Printers and their drivers.</p>{body}</body></html>'.encode(),
        content_type="text/html",
        url="https://a.example/",
        host="a.example",
        suffix="example",
    )
    [found] = [contact for contact in page.contacts if contact.value == "+18885550176"]
    return found


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (f"<p>Call {LINK} now</p>", 1),
        (f"<p>Call {SAID} now</p>", 1),
        (f"<p>Call {SAID} now</p><p>Ring {SAID} today</p>", 2),
        (f"<p>Call {LINK} now</p><p>Ring {LINK} today</p>", 2),
        (f"<p>Call {LINK} now</p><p>Ring {SAID} today</p>", 2),
        (f"<p>{BARE} Call {SAID} now</p>", 1),  # a button and the number beside it
        ('<p><a href="tel:+18885550176">Call now</a></p><footer><a href="tel:+18885550176">Ring us</a></footer>', 1),  # one link
        ('<p><a href="tel:+18885550176">Call <b>us</b><br>now</a></p>', 1),
    ],
)
def test_what_visitors_see_is_counted(body: str, count: int) -> None:
    assert number(body).count == count


HIDDEN = f'<div style="display:none"><p>Call {LINK} now</p></div>'
SCRIPT = f"<script>var desk={{phone:'{SAID}',link:'tel:+18885550176'}}</script>"
DATA = '<script type="application/ld+json">{"@type":"Organization","telephone":"+1-888-555-0176"}</script>'
META = f'<meta name="description" content="Call {SAID} for help">'


@pytest.mark.parametrize(
    ("body", "head"),
    [(HIDDEN, ""), (HIDDEN * 3, ""), (SCRIPT, ""), (SCRIPT * 2 + HIDDEN, ""), (DATA, ""), ("", META), (DATA + HIDDEN + SCRIPT, META)],
)
def test_what_visitors_do_not_see_counts_as_one_and_beside_what_they_see_as_nothing(body: str, head: str) -> None:
    assert number(body, head).count == 1
    for shown, count in ((f"<p>Call {LINK} now</p>", 1), (f"<p>Call {SAID} now</p><p>Ring {SAID} today</p>", 2)):
        assert number(shown + body, head).count == count


def test_the_copy_of_a_menu_for_small_screens_is_no_second_link() -> None:
    call = '<a href="tel:+18885550176">Call now</a>'
    assert number(f'<nav>{call}</nav><nav hidden>{call}</nav><div style="display:none">{call}{call}</div>').count == 1


def test_a_number_of_the_text_that_stands_out_of_sight_too_is_flagged() -> None:
    """It may be quoted in the text, and the page's own in its data for search engines."""
    assert OUT_OF_SIGHT in number(f"<p>Call {SAID} now</p>{DATA}").flags
    assert OUT_OF_SIGHT not in number(f"<p>Call {SAID} now</p>").flags
    assert UNSEEN in number(HIDDEN).flags and OUT_OF_SIGHT not in number(HIDDEN).flags


def test_what_a_script_writes_into_the_page_is_seen() -> None:
    into = f"<p>Call <a href='tel:+18885550176'>{SAID}</a> now</p>"
    written = f"<div id=m></div><script>document.getElementById('m').innerHTML=\"{into}\"</script>"
    assert number(written).count == 1 and number(f"<p>Call {SAID} today</p>{written}").count == 2
