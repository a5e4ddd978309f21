"""The profile of pages: what it says of them and what it refuses. That it is the fit of the sites that are here, `make evaluate` asks."""

import json
import re

import pytest
from msgspec import to_builtins

from scamtriage.assess import Rules
from scamtriage.knowledge.judgement import page_model
from scamtriage.knowledge.loading import BadTable, read_table
from scamtriage.records.assessment import Verdict
from scamtriage.signals import profile as profile_signals
from scamtriage.signals.page.profile import BELIEVED, BEYOND_DOUBT, BEYOND_WORDS, LOOKED_FOR, PageProfile
from scamtriage.signals.view import View
from tests.cost import least_cpu_s
from tests.judgement.sites import assessed, dossier, sites
from tools import labelled_sites


def total(page: PageProfile) -> float:
    """Nats of the whole page, as fitted."""
    return page.wording + page._ways


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("site", ["zhs-refund-claim", "th-dsi-video", "ms-mahkamah-waran", "id-bri-pengaduan"])
def test_a_loud_scam_behind_long_honest_text_is_not_called_benign(site: str, before: bool) -> None:
    scam = next(one for one in sites("009") if one["id"] == site)
    honest = [re.sub("<[^>]+>", " ", one["html"]) for one in sites("009") if not one["scam"] and one["id"][:2] == site[:2]]
    filler = f"<p>{' '.join(honest * 20)[:9_000]}</p>"
    html = scam["html"].replace("<h1>", f"{filler}<h1>", 1) if before else scam["html"] + filler
    answer = assessed({**scam, "html": html})
    assert answer.verdict.rank > Verdict.LIKELY_BENIGN.rank


def test_what_a_long_page_says_is_its_loudest_stretch_less_the_search_and_never_less_than_the_whole() -> None:
    tables = Rules.load().tables
    for one in sites("029"):
        view = View(dossier(one), tables)
        if view.page_silent_because or len((page := PageProfile(view)).stretches.concepts[1]) == 1:
            continue
        whole = PageProfile(view, in_one=True).wording
        assert whole <= page.wording <= max(whole, page._heard_said - LOOKED_FOR)


def test_what_stands_on_every_site_is_no_word_of_a_scam() -> None:
    for word in ("please", "thank you", "all rights", "rights reserved", "privacy", "thank", "terima kasih", "november", "xxx"):
        assert word not in page_model.load().words, word


@pytest.mark.parametrize("side", [1, -1])
def test_no_single_word_convicts_or_acquits_where_it_is_weighed_in_pieces(side: int) -> None:
    """Before, the pieces of "Delhi" and of "Noida" each convicted whoever has his office there."""
    delhi = {
        "दि": 0.7 * side,
        "दिल्": 0.8 * side,
        "ल्ली": 0.7 * side,
        "नो": 0.2 * side,
        "ไทย": 0.9 * side,
        "ไท": 0.9 * side,
        "usdt": 1.0 * side,
    }
    heard = page_model.bounded(delhi, page_model.spoken("दिल्ली और नोएडा ไทย USDT"))
    assert abs(sum(heard[piece] for piece in ("दि", "दिल्", "ल्ली"))) == pytest.approx(page_model.WORD_MOST)
    assert {piece: heard[piece] for piece in ("नो", "ไทย", "ไท", "usdt")} == {piece: delhi[piece] for piece in ("नो", "ไทย", "ไท", "usdt")}


def test_words_that_are_written_as_one_count_as_several() -> None:
    pieces = {f"가{letter}": 0.5 for letter in "나다라마바사"}
    run = "".join(pieces)
    assert len(run) == page_model.WORD_CHARS and sum(page_model.bounded(pieces, run).values()) == pytest.approx(page_model.WORD_MOST)
    assert sum(page_model.bounded(pieces, run + "하").values()) == pytest.approx(2 * page_model.WORD_MOST)


def test_the_city_in_an_address_is_no_accusation() -> None:
    page = "<title>अनुवाद सेवा</title><p>दस्तावेज़ों का अनुवाद, एक दिन में। शुल्क तीन सौ रुपये। कार्यालय {city} में है, सोमवार से शनिवार।</p>"
    tables = Rules.load().tables

    def words(city: str) -> float:
        view = View(dossier({"host": "shop-example-77.com", "age_days": 400, "html": page.format(city=city), "scam": False}), tables)
        return sum(PageProfile(view).words.values())

    assert words("दिल्ली") - words("यहाँ") <= page_model.WORD_MOST + 0.5


RUSSIAN = "<title>Магазин</title><p>Продажа обуви и одежды, доставка по городу каждый день</p>"


def test_words_of_a_language_that_is_not_read_are_unknown() -> None:
    view = View(dossier({"host": "shop-example-77.com", "age_days": 400, "html": RUSSIAN, "scam": False}), Rules.load().tables)
    assert profile_signals.wording(view) is profile_signals.UNREAD


def test_quotes_are_sought_only_as_far_as_they_are_told() -> None:
    pieces = [word for word in page_model.load().words if word[0] > "\u0e00"][:900]
    html = f"<title>x</title><p>{' '.join(pieces)}</p><p>{'ก' * 60_000}</p>"
    view = View(dossier({"host": "shop-example-77.com", "age_days": 400, "html": html, "scam": False}), Rules.load().tables)
    profile_signals.wording(view)
    page = PageProfile(view)
    assert total(page)
    assert least_cpu_s(lambda: page.said(scam=True), within=0.1) <= 0.1


def test_what_is_fitted_is_what_is_measured() -> None:
    tables = Rules.load().tables
    known = {site.id: site for site in labelled_sites.labelled(["009"])}
    for site in sites("009"):
        page = PageProfile(View(dossier(site), tables))
        assert total(page) == pytest.approx(labelled_sites.nats(page_model.load(), known[f"009/{site['id']}"]), abs=1e-6)


def test_a_private_line_and_no_address_accuse_little_beyond_the_words() -> None:
    line = '<p>Order by <a href="https://t.me/ananda_bakes">Telegram</a> only</p><form action="/x"><input name="phone" type="tel"></form>'
    bakery = f"<title>Ananda Bakes</title><h1>Cakes for birthdays</h1><p>Butter cakes, baked every morning in our kitchen.</p>{line}"
    page = PageProfile(View(dossier({"host": "ananda-bakes.shop", "age_days": 20, "html": bakery, "scam": False}), Rules.load().tables))
    assert total(page) - page.wording > BEYOND_WORDS
    assert page.ways == pytest.approx(max(page.wording, 0.0) + BEYOND_WORDS)


def test_what_a_page_says_it_is_is_not_wholly_believed() -> None:
    tables = Rules.load().tables
    read = (PageProfile(View(dossier(site), tables)) for site in sites("044"))
    page = next(page for page in read if page.wording < 0 and total(page) - page.wording < -1)
    assert page.ways == pytest.approx(BELIEVED * (total(page) - page.wording))


def test_no_address_acquits_of_words_that_leave_no_doubt() -> None:
    site = next(site for site in sites("049") if site["id"] == "en-unit-trust-private-wealth-kl")
    page = PageProfile(View(dossier(site), Rules.load().tables))
    assert total(page) - page.wording < -2
    assert page.wording > BEYOND_DOUBT and page.ways == 0


def test_a_page_of_which_concepts_alone_are_known_keeps_what_acquits_it() -> None:
    shipped = page_model.load()
    assert page_model.constant_share(["says invest 1", "says invest 2", "speaks of romance 1", "asks phone"], 0) == 2 / (
        2 + page_model.HEARD
    )
    assert page_model.constant_share([], len(shipped.words)) == pytest.approx(1, abs=0.01)


def test_a_syllable_by_itself_is_no_word() -> None:
    assert not [word for word in page_model.load().words if " " not in word and re.search("[ăđơư\u1ea0-\u1ef9]", word)]


def test_a_long_page_is_no_louder_than_a_short_one() -> None:
    tables, site = Rules.load().tables, sites("009")[40]
    long = {**site, "html": site["html"].replace("</html>", "") + site["html"].partition(">")[2] * 5}
    once, often = (PageProfile(View(dossier(one), tables)) for one in (site, long))
    assert often.wording == pytest.approx(once.wording, abs=1.0)


def test_all_kinds_at_once_are_what_their_heads_say_one_by_one() -> None:
    shipped = page_model.load()
    traits, words = [*list(shipped.scam.traits)[::5], "unheard of"], list(shipped.words)[::90]
    for some in (traits, []):
        for said in (words, []):
            assert shipped.by_kind(some, said) == {kind: head.of(some, said) for kind, head in shipped.kinds.items()}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"schema": "other/1"}, "schema"),
        ({"surprise": 1}, "surprise"),
        ({"words": {"x": 1e9}}, "words.x: Expected `float` <= 60"),
        ({"kinds": {}}, "kinds"),
        ({"scam": {"constant": float("nan"), "traits": {}}}, "no JSON"),
        ({"calls": {"constant": 0.0, "traits": {}, "words": {"x": 1.0, "y": float("-inf")}}}, "no JSON"),
    ],
)
def test_a_wrong_profile_is_refused(change: dict[str, object], says: str) -> None:
    table = to_builtins(page_model.load()) | {"words": {}} | change
    with pytest.raises(BadTable, match=says):
        read_table(page_model.FILE, page_model.Profile, json.dumps(table))


@pytest.mark.parametrize("text", ["", "[]", "{", "null"])
def test_what_is_no_profile_is_refused(text: str) -> None:
    with pytest.raises(BadTable):
        read_table(page_model.FILE, page_model.Profile, text)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Call NOW, don't hang up", " call now \n don't hang up "),
        ("โอนเงิน 500 บาท", "โอนเงิน\nบาท"),
        ("加LINE：abc", " line \n加\n abc "),
        ("gọi\u00a0 ngay  加 'o’clock's 現在", " gọi ngay o’clock s \n加\n現在"),
        ("Gọi\u00a0 NGAY  bây giờ – 立即", " gọi ngay bây giờ \n立即"),
        ("", ""),
    ],
)
def test_text_is_spoken_word_by_word(text: str, spoken: str) -> None:
    assert page_model.spoken(text) == spoken


def test_a_word_is_kept_once_however_many_heads_weigh_it() -> None:
    """Every process that judges pages keeps the profile: nineteen heads name the same words, 6 MB of copies."""
    fitted = page_model.load()
    kept = {word: word for word in fitted.words}
    assert all(kept.setdefault(word, word) is word for head in fitted.kinds.values() for word in (*head.words, *head.traits))
