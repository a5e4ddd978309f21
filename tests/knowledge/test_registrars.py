"""What registrars weigh: how much commoner each is among reported names, in two sources, one gang's hundreds counted as few."""

from scamtriage.records.facts import RegistrationFacts
from scamtriage.signals.registration import of_registrar
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


def test_a_number_of_a_corporate_registrar_is_that_of_one_of_the_names() -> None:
    of_iana = {"292": "MarkMonitor Inc.", "299": "CSC Corporate Domains, Inc.", "447": "SafeNames Ltd.", "470": "Nom-iq Ltd. dba COM LAUDE"}
    known = load_tables()
    assert known.corporate_ids == of_iana.keys()
    for registrar in of_iana.values():
        stated = RegistrationFacts(result="found", name="example.com", registrar=registrar, raw_sha256="", raw_bytes=0, charset="utf-8")
        assert of_registrar(stated, known.corporate_names), registrar
