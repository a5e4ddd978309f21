"""The rows that no scene of the lab can fire, on evidence made for them."""

from dataclasses import replace

import pytest

from scamtriage.assess import Rules
from scamtriage.records.assessment import Presence
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import CertificateFacts
from scamtriage.signals.reading import silences
from scamtriage.signals.view import View
from tests.judgement.sites import dossier, sites

RULES = Rules.load()


def issued_by(organisation: str) -> Dossier:
    found = dossier(sites("dev")[0])
    evidence = found.evidence["certificate"]
    assert isinstance(evidence.facts, CertificateFacts)
    certificate = replace(evidence, facts=replace(evidence.facts, issuer_organisation=organisation))
    return replace(found, evidence={**found.evidence, "certificate": certificate})


@pytest.mark.parametrize(
    ("organisation", "presence"),
    [("Let's Encrypt", Presence.PRESENT), ("Google Trust Services", Presence.PRESENT), ("DigiCert Inc", Presence.ABSENT)],
)
def test_an_automatic_issuer_is_told_from_one_that_is_paid(organisation: str, presence: Presence) -> None:
    view = View(issued_by(organisation), RULES.tables)
    readings = {reading.signal: reading for reading in RULES.reader.read(view, frozenset(silences(view)))}
    assert readings["tls-issuer-free-dv"].presence is presence
