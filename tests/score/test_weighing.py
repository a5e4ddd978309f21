"""Readings with their nats, and what is left when one of them is left out."""

from scamtriage.assess import Rules, assess
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.findings import Presence, Reading
from scamtriage.score import caps
from scamtriage.score.model import load_model
from scamtriage.score.weighing import heaviest, weighed, without
from tests.judgement.sites import assessed, dossier, sites

CATALOG = load_catalog()
MODEL = load_model(CATALOG)


def there(signal: str, weight: float | None = None, types: tuple[str, ...] = ()) -> Reading:
    return Reading(signal=signal, presence=Presence.PRESENT, weight=weight, types=types)


CASINO = [
    there("page-wording", 5.0, ("gambling",)),
    there("page-ways", 2.9),
    there("content-gambling-payment"),
    there("combo-scheme-channel"),
    there("contact-messenger-money"),
]


def raw(readings: list[Reading], *, ignoring: bool) -> dict[str, float]:
    return {item.row.id: item.raw for item in weighed(readings, CATALOG, MODEL, ignoring=ignoring)}


def test_where_gambling_is_ignored_nothing_that_rests_on_it_weighs() -> None:
    asked, ignored = raw(CASINO, ignoring=False), raw(CASINO, ignoring=True)
    assert all(asked.values())
    assert not any(ignored[signal] for signal in ("page-wording", "content-gambling-payment", "combo-scheme-channel"))
    assert ignored["page-ways"] == CATALOG.scoring.ways_alone
    assert ignored["contact-messenger-money"] == asked["contact-messenger-money"]


def test_a_combination_that_holds_without_gambling_stays() -> None:
    both = [*CASINO, there("content-withdraw-fee")]
    assert raw(both, ignoring=True)["combo-scheme-channel"] == raw(both, ignoring=False)["combo-scheme-channel"]


def test_other_words_are_never_ignored() -> None:
    bank = [there("page-wording", 5.0, ("bank-wallet", "gambling")), there("page-ways", 2.9)]
    assert raw(bank, ignoring=True) == raw(bank, ignoring=False)


def test_what_is_left_out_takes_all_that_it_added() -> None:
    items = weighed([there("page-wording", 6.0), there("contact-giftcard")], CATALOG, MODEL, ignoring=False)
    caps.apply(items, CATALOG.scoring)
    first = heaviest(items, but=())
    assert first is not None and first.row.id == "page-wording"
    second = heaviest(items, but=CATALOG.scoring.conviction.bundles)
    assert second is not None and second.row.id == "contact-giftcard"
    alone = without(first, items, CATALOG.scoring, frozenset())
    assert 0 < alone < without(second, items, CATALOG.scoring, frozenset())
    assert without(None, items, CATALOG.scoring, frozenset()) > alone


def test_a_casino_whose_gambling_is_ignored_is_no_other_scheme() -> None:
    html = (
        "<title>Slot gacor 777</title><h1>Slot online, judi bola, casino</h1><p>Daftar slot gacor, deposit pulsa, bonus new member 100%. "
    )
    html += "Taruhan bola, togel, jackpot maxwin. Deposit USDT TRC20, withdraw cepat, profit harian 5% dijamin, investasi modal kecil.</p>"
    html += '<a href="https://t.me/slotgacor">Telegram</a><form><input name=user><input type=password><input name=rekening></form>'
    casino = dossier({"host": "gacor777-slot.top", "html": html, "age_days": 9, "mx": False})
    rules = Rules.load()
    asked, ignored = (assess(casino, rules, gambling=how) for how in ("type", "ignore"))
    assert isinstance(asked, Assessment) and isinstance(ignored, Assessment)
    assert asked.scam_types[0].type == "gambling"
    assert (ignored.verdict.rank <= Verdict.SUSPICIOUS.rank, ignored.scam_types, ignored.urgency) == (True, (), asked.urgency)


def test_who_ignores_gambling_convicts_what_is_none() -> None:
    scams = (site for site in sites("dev") if site["scam"])
    judged = ((site, assessed(site)) for site in scams)
    site, row = next((site, row) for site, row in judged if row.verdict is Verdict.NEAR_CERTAIN and row.scam_types[0].type != "gambling")
    ignored = assessed(site, gambling="ignore")
    assert (ignored.verdict, ignored.scam_types[0].type) == (row.verdict, row.scam_types[0].type)
