"""What registrars weigh: how much commoner each is among reported names, in two sources, one gang's hundreds counted as few."""

from scamtriage.signals.tables import load_tables
from tools import fit_registrars as fit


def names(**counts: int) -> list[tuple[str, str]]:
    """So many names of each registrar, each of a campaign of its own."""
    return [(f"{registrar} {number}", registrar) for registrar, count in counts.items() for number in range(count)]


def test_a_registrar_weighs_half_of_the_smaller_log_ratio() -> None:
    assert fit.weights(fit.shares(names(gname_other=0, another=94) + [(str(n), "gname.com pte. ltd.") for n in range(6)])) == {"1923": 0.5}
    assert fit.weights({"1479": 0.9})["1479"] == 0.8, "the other source bounds it"
    assert fit.weights({"3765": 0.9})["3765"] == fit.CLIP[1]


def test_a_registrar_that_one_source_alone_blames_weighs_nothing() -> None:
    assert fit.weights({"3775": 0.016}) == {}
    assert fit.weights({}) == {}


def test_a_campaign_counts_as_a_few_names() -> None:
    gang = [("one gang", "gname.com pte. ltd.")] * 300
    assert fit.shares(gang + names(another=95)) == {**dict.fromkeys(("3775", "1479", "3765"), 0.0), "1923": 0.05}


def test_the_table_holds_what_was_fitted() -> None:
    known = load_tables()
    spelled = {registrar.iana: registrar.spelled for registrar in fit.PUBLISHED}
    assert {spelled[iana]: nats for iana, nats in known.registrar_ids.items()} == known.registrar_names
    assert all(fit.CLIP[0] <= nats <= fit.CLIP[1] for nats in known.registrar_ids.values())
