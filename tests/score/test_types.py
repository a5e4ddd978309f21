"""The kinds that a row names, and its urgency, which is that of the worst thing found."""

import math
from functools import cache

import pytest

from scamtriage.assess import Rules, assess
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.records.assessment import Assessment, ScamType, Verdict
from scamtriage.records.findings import Presence, Reading
from scamtriage.score import types
from scamtriage.score.caps import WeightedSignal
from tests.judgement.sites import assessed, dossier

CATALOG = load_catalog()
COMPOUND = {
    "zh": "柬埔寨西港招客服打字员，包机票包食宿月薪2万。也可在家刷单返利，每单佣金5%，充值垫付。",
    "en": "Hiring typists for customer service in Sihanoukville, Cambodia: free air ticket, visa and dormitory, salary 2000 USD, no"
    " experience needed. Or at home, as a part-time job: do simple like and rate tasks and complete 30 orders a day,"
    " commission 5% for each order, top up your balance to unlock the next task. Grab 40 product orders, rate them, recharge to unlock the"
    " next set.",
}


@cache
def rules() -> Rules:
    return Rules.load()


def judged(host: str, html: str, age_days: int = 10) -> Assessment:
    return assessed({"host": host, "html": f"<html><title>Welcome</title><body>{html}</body></html>", "age_days": age_days})


@pytest.mark.parametrize("words", COMPOUND.values(), ids=COMPOUND)
def test_work_in_a_compound_is_immediate_and_named_whatever_else_is_offered(words: str) -> None:
    row = judged("xg-zhaopin.top", f"<p>{words} <a href='https://t.me/xghr88'>Telegram @xghr88</a></p>")
    assert {"task-job", "compound-recruit"} <= {t.type for t in row.scam_types}
    assert row.urgency == "immediate"


def test_an_app_past_the_stores_is_urgent_whatever_it_is_for() -> None:
    loan = "<p>Vay tiền nhanh không thẩm định, giải ngân trong 5 phút, nộp phí bảo hiểm trước khi giải ngân."
    with_app, without = (
        judged("vay-nhanh.top", f"{loan} {more}</p>") for more in ("<a href='/app/vay.apk'>Tải APK</a>", "Zalo 0901234567")
    )
    assert (with_app.scam_types[0].type, with_app.urgency) == ("loan-app", "high")
    assert (without.scam_types[0].type, without.urgency) == ("loan-app", "normal")


def test_the_only_scheme_of_an_alarming_page_names_its_kind() -> None:
    toll = "<p>Outstanding toll $6.99. Please pay now to avoid late fees.</p><form action='/pay' method=post>"
    toll += "<input name=cardnumber placeholder='Card number'><input name=exp placeholder='MM/YY'><input name=cvv placeholder='CVV'></form>"
    row = judged("ezdrive-pay.top", toll, age_days=1)
    assert row.verdict.rank >= Verdict.SUSPICIOUS.rank
    assert ([t.type for t in row.scam_types], row.urgency) == (["parcel-toll"], "normal")


@pytest.mark.parametrize("flag", ["apk-dropper", "wallet-drainer"])
def test_a_flag_of_the_table_is_as_urgent_as_it_says(flag: str) -> None:
    row = next(row for row in CATALOG.rows.values() if flag in row.flags)
    loan = (ScamType(type="loan-app", probability=1.0),)
    assert types.urgency(loan, [WeightedSignal(row, 1.0, 1.0)], CATALOG.scoring) == "high"
    assert types.urgency(loan, [], CATALOG.scoring) == "normal"


def test_a_row_of_an_immediate_type_at_its_bound_hurries_and_does_not_name() -> None:
    row, task = CATALOG.rows["content-compound-recruit"], CATALOG.rows["content-task-commission"]
    assert row.at_least is not None
    for value, named in ((row.at_least, {"task-job"}), (row.at_least + 1, {"task-job", "compound-recruit"})):
        items = [WeightedSignal(row, 2.4, 0.6), WeightedSignal(task, 2.4, 2.4)]
        findings = [Reading(signal=item.row.id, presence=Presence.PRESENT, value=value) for item in items]
        found = types.kinds(items, findings, CATALOG.scoring)
        assert {t.type for t in found} == named
        assert types.urgency(found, items, CATALOG.scoring) == "immediate"


@pytest.mark.parametrize(
    ("row", "told", "counted", "named"),
    [
        ("content-recovery-offer", (), 0.2, {"gov-police", "recovery"}),
        ("content-recovery-offer", (), 0.0, {"gov-police"}),
        ("content-brand-lure", ("gov-police", "bank-wallet"), 0.2, {"gov-police", "bank-wallet"}),
        ("content-brand-lure", ("prize-subsidy", "bank-wallet"), 0.2, {"gov-police"}),  # they go together, and neither is the strongest
        ("content-task-commission", (), 0.2, {"gov-police"}),
    ],
)
def test_some_rows_name_their_kinds_beside_stronger_ones(row: str, told: tuple[str, ...], counted: float, named: set[str]) -> None:
    words = (("gov-police", 0.0), ("recovery", -9.0), ("bank-wallet", -9.0), ("prize-subsidy", -9.0), ("task-job", -9.0))
    items = [WeightedSignal(CATALOG.rows[row], 2.4, counted), WeightedSignal(CATALOG.rows["page-wording"], 9.0, 9.0)]
    findings = [
        Reading(signal=row, presence=Presence.PRESENT, value=1.0, types=told),
        Reading(signal="page-wording", presence=Presence.PRESENT, value=9.0, kinds=words),
    ]
    assert {t.type for t in types.kinds(items, findings, CATALOG.scoring)} == named


@pytest.mark.parametrize(
    ("row", "counted", "named"),
    [
        ("content-subsidy-lure", 0.4, {"prize-subsidy"}),
        ("content-task-commission", 0.4, {"task-job"}),
        (
            "content-urgency",
            0.4,
            {"bank-wallet", "parcel-toll", "gambling"},
        ),  # of no kind: the three stay as they are, and `telling` names none
    ],
)
def test_what_fits_many_kinds_alike_does_not_outvote_a_scheme_of_one(row: str, counted: float, named: set[str]) -> None:
    """Of a cloaked page whose words are in no language that is weighed."""
    items = [
        WeightedSignal(CATALOG.rows[signal], nats, nats) for signal, nats in (("http-cloaking-ua", 1.6), (row, counted), ("page-ways", 1.0))
    ]
    findings = [Reading(signal=item.row.id, presence=Presence.PRESENT, value=1.0) for item in items]
    assert {t.type for t in types.kinds(items, findings, CATALOG.scoring)} == named


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ({"gov-police": 0.0, "parcel-toll": -0.5}, {"gov-police", "parcel-toll"}),
        ({"parcel-toll": 0.0, "gov-police": -2.0}, {"gov-police", "parcel-toll"}),  # the strongest is that of words and rows together
        ({"gov-police": 0.0, "parcel-toll": -1.5}, {"gov-police"}),
        ({"gov-police": 0.0, "bank-wallet": -0.5}, {"gov-police"}),  # whose desk it is: one or the other
        ({"gov-police": 0.0, "parcel-toll": -0.5, "task-job": 3.0}, {"gov-police"}),
    ],
)
def test_the_other_half_of_a_scheme_is_named_where_the_words_tell_it_too(words: dict[str, float], named: set[str]) -> None:
    row = CATALOG.rows["content-police-demand"]
    items = [WeightedSignal(row, 9.0, 9.0), WeightedSignal(CATALOG.rows["page-wording"], 9.0, 9.0)]
    findings = [
        Reading(signal=row.id, presence=Presence.PRESENT, value=1.0),
        Reading(signal="page-wording", presence=Presence.PRESENT, value=9.0, kinds=tuple(words.items())),
    ]
    assert {t.type for t in types.kinds(items, findings, CATALOG.scoring)} == named


def test_a_kind_that_nobody_knows_has_an_urgency() -> None:
    assert types.urgency((), [], CATALOG.scoring) == "normal"


def test_a_kind_is_never_likelier_than_that_the_site_is_a_scam() -> None:
    toll = "<p>Outstanding toll $6.99. Please pay now to avoid late fees.</p><form action='/pay' method=post>"
    toll += "<input name=cardnumber placeholder='Card number'><input name=exp placeholder='MM/YY'><input name=cvv placeholder='CVV'></form>"
    row = judged("ezdrive-pay.top", toll, age_days=1)
    rare = assess(
        dossier({"host": "ezdrive-pay.top", "html": f"<html><title>Welcome</title><body>{toll}</body></html>", "age_days": 1}),
        rules(), prior=0.001,
    )  # fmt: skip
    assert isinstance(rare, Assessment)
    for one in (row, rare):
        assert one.scam_types and math.fsum(t.probability for t in one.scam_types) <= one.probability
    assert rare.scam_types[0].probability / row.scam_types[0].probability == pytest.approx(rare.probability / row.probability)
    assert [t.type for t in rare.scam_types] == [t.type for t in row.scam_types]


def test_the_shares_of_the_kinds_make_up_the_probability_of_the_site() -> None:
    row = CATALOG.rows["content-task-commission"]
    named = types.kinds([WeightedSignal(row, 2.4, 2.4)], [Reading(signal=row.id, presence=Presence.PRESENT, value=1.0)], CATALOG.scoring)
    assert math.fsum(t.probability for t in named) == pytest.approx(1.0)
    assert math.fsum(t.probability for t in types.beside_honesty(named, 0.3)) == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("shares", "flagged"),
    [
        ({"tech-support": 1.0}, True),
        ({"fake-customer-care": 0.6, "bank-wallet": 0.4}, True),
        ({"bank-wallet": 0.99, "fake-customer-care": 0.01}, False),
        ({"gambling": 1.0}, False),
        ({}, False),
    ],
)
def test_the_strongest_type_tells_whether_victims_are_called(shares: dict[str, float], flagged: bool) -> None:
    named = tuple(ScamType(type=name, probability=share, log_odds=share) for name, share in shares.items())
    assert types.flags(named, CATALOG.scoring) == (("fake-call-centre",) if flagged else ())
