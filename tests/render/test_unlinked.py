"""Nothing to click: links that a target wrote into its title, its registration or its certificate are inert in every output for people."""

from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.records.evidence import Evidence, Outcome
from scamtriage.records.facts import AddressHolder, CertificateFacts, Contact, HostingFacts, PageFacts, RegistrationFacts
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style
from scamtriage.render.text import unlinked
from tests.samples import SEEN, assessment

LURE = "win at HTTP://evil.example/click, now"


def had(collector: str, facts: Any) -> Evidence:
    return Evidence(collector=collector, outcome=Outcome.OK, observed_at=SEEN, facts=facts)


FACTS = {
    "page": PageFacts(
        final_url="https://scam.example.top/",
        status_code=200,
        title=LURE,
        contacts=(Contact(kind="line", value=LURE, where=LURE, detail=LURE),),
    ),
    "registration": RegistrationFacts(name="scam.example.top", registrar=LURE, abuse_email=LURE, status=(LURE,), created=SEEN),
    "certificate": CertificateFacts(sha256="0" * 64, issuer_organisation=LURE, problems=(LURE,)),
    "hosting": HostingFacts(addresses=(AddressHolder(ip="192.0.2.1", holder=LURE),)),
}


@pytest.mark.parametrize("format", ["table", "md", "html", "csv"])
def test_no_fact_is_a_link(format: str) -> None:
    row = replace(assessment("registered lately"), evidence={name: had(name, facts) for name, facts in FACTS.items()})
    for several in (False, True):
        said = "".join(RENDERERS[format]([row], Style(several=several, width=400)))
        assert "http://evil" not in said.lower() and ("evil[.]example" in said or (several and format == "table"))


@pytest.mark.parametrize(
    "words", ["网址https://evil.example/x", "ดูที่https://evil.example", "_ftp://evil.example", "go:HTTPS://EVIL.example"]
)
def test_a_link_is_inert_whatever_stands_right_before_it(words: str) -> None:
    assert "evil[.]example" in unlinked(words).lower() and "https://" not in unlinked(words).lower()
