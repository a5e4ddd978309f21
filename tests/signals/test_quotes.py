"""What a sentence quotes is what it rests on: every word that was found, and nothing else that could stand for it."""

from collections.abc import Iterator

import pytest

from scamtriage.assess import Rules
from scamtriage.knowledge.language.quoting import LEFT_OUT
from scamtriage.records.assessment import Contribution
from scamtriage.records.facts import PageFacts
from scamtriage.signals import schemes
from scamtriage.signals.page.occurrences import BREAK
from scamtriage.signals.page.text import PageText
from scamtriage.signals.view import View
from tests.judgement.sites import assessed, dossier, every_reading, sites

RULES = Rules.load()
WRITTEN = ("text", "title", "headings", "site_name", "logos", "copyright", "description", "hidden_text", "image_alts")


def reasons(html: str, host: str = "desk-of-nobody.example") -> dict[str, Contribution]:
    row = assessed({"host": host, "html": html, "age_days": 400, "mx": True})
    return {one.reading.signal: one for one in row.contributions}


def test_words_far_apart_are_all_quoted() -> None:
    page = PageFacts(
        final_url="https://a.test/", text="An invoice of 499. " + "Nothing. " * 40 + "We will call you. " + "Nothing. " * 40 + "a code"
    )
    text = PageText(page, RULES.tables.vocabulary)
    _, found = text.span(text.meant("charge"), text.meant("callback") or text.meant("speak"), text.meant("codes"))
    quote = text.around(found)

    assert len(found) == 3
    assert all(text.said(hit) in quote.lower() for hit in found)
    assert LEFT_OUT in quote


def every_hit(view: View) -> Iterator[tuple[str, str]]:
    """(word, quotation) of what each scheme of this page told."""
    told = schemes.told
    seen: list[tuple[str, str]] = []

    def listening(view: View, value: float, *at, **shown):  # type: ignore[no-untyped-def]
        found = told(view, value, *at, **shown)
        seen.extend((view.text.said(hit), str(found.shown["quote"])) for hit in at)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schemes, "told", listening)
        every_reading(view, ())
    yield from seen


@pytest.mark.parametrize("name", ["dev", "hard"])
def test_each_word_that_fired_a_scheme_stands_in_its_snippet(name: str) -> None:
    pairs = [pair for site in sites(name) for pair in every_hit(View(dossier(site), RULES.tables))]

    assert len(pairs) > 40
    assert [pair for pair in pairs if pair[0].replace(" ", "") not in pair[1].lower().replace(" ", "")] == []


@pytest.mark.parametrize("name", ["dev", "hard"])
def test_no_reason_breaks_its_line(name: str) -> None:
    for site in sites(name):
        row = assessed(replace_lines(site))
        assert [one.because for one in row.contributions if "\n" in one.because] == []


def replace_lines(site: dict[str, object]) -> dict[str, object]:
    """The same page with every space of its text a line's end, as pages are written."""
    return {**site, "html": str(site["html"]).replace(" ", " \n")}


def test_no_call_is_claimed_of_a_page_whose_visitor_calls() -> None:
    html = """<title>Wallet customer care number</title><h1>Customer care</h1><p>Money deducted? Call our executive now at +91 98765 43210.
    Speak to our agent about the failed transaction and keep your card ready; the agent needs the code that arrives.</p>"""
    told = reasons(html)

    assert "contact-desk-script" in told
    assert [one.because for one in told.values() if "somebody calls" in one.because or "on the phone wants" in one.because] == []


ORDER = "<title>Cakes</title><p>Order and deposit first. <a href='https://t.me/cakes_ann'>Telegram</a>{more}</p>"


def test_messengers_that_are_the_only_way_are_all_named() -> None:
    told = reasons(ORDER.format(more=" <a href='https://zalo.me/0912345678'>Zalo</a>"))

    assert "Telegram cakes_ann, Zalo " in told["contact-messenger-only"].because


@pytest.mark.parametrize("more", [" or ann.cakes@gmail.com", "</p><p>Phone: +66 81 902 4471"])
def test_a_mail_or_a_number_beside_a_messenger_is_another_way(more: str) -> None:
    assert "contact-messenger-only" not in reasons(ORDER.format(more=more))


def _squeezed(text: str) -> str:
    return "".join(text.lower().split())


def test_each_pointer_names_the_place_where_its_words_stand() -> None:
    seen = set()
    for site in [site for name in ("dev", "hard", "001", "005") for site in sites(name)]:
        row = assessed(site)
        page = row.facts("page", PageFacts)
        for signal, pointer in [(one.reading.signal, pointer) for one in row.contributions for pointer in one.reading.pointers]:
            name_of_place = pointer.path.removeprefix("page.")
            if page is None or name_of_place not in WRITTEN:
                continue
            written = getattr(page, name_of_place)
            text = _squeezed(written if isinstance(written, str) else BREAK.join(written))
            words = [_squeezed(part) for part in pointer.snippet.split(LEFT_OUT.strip())]
            assert all(part in text for part in words), (site["id"], pointer)
            seen.add((signal, pointer.path))
    assert {("page-wording", "page.text"), ("page-wording", "page.title"), ("content-lex-strong", "page.title")} <= seen


def test_a_word_of_the_title_or_of_a_picture_is_not_said_to_stand_in_the_text() -> None:
    texts = {
        "page.title": "PhonePe wallet customer care helpline number",
        "page.image_alts": "Technicians speak to a live person within 10 minutes",
        "page.text": "Seven rivers run north.",
    }
    told = reasons(f"<title>{texts['page.title']}</title><img src=a.png alt='{texts['page.image_alts']}'><p>{texts['page.text']}</p>")
    pointers = told["page-wording"].reading.pointers
    assert {pointer.path for pointer in pointers} == {"page.title", "page.image_alts"}
    assert all(pointer.snippet in texts[pointer.path].lower() for pointer in pointers)
