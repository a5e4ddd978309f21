"""XARF: what kind of site, who takes it for one, and what was seen of it."""

import json

from msgspec.structs import replace

from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.facts import HostingFacts, PageFacts
from tests.render.reports import FAULTS, accused, said


def hacked() -> Assessment:
    return replace(accused()[0], states=("active", "compromised-site"), verdict=Verdict.UNDETERMINED)


def test_a_hacked_site_is_told_as_hacked_and_not_as_the_scammers_own() -> None:
    [report] = json.loads(said("xarf", [hacked()]))
    assert (report["type"], report["compromise_type"]) == ("remote_compromise", "phishing_kit")
    assert FAULTS["xarf"](said("xarf", [hacked()])) == []
    assert not {"fraud_type", "lure_type", "submission_url"} & report.keys()


def test_what_stands_on_a_list_alone_was_found_by_no_scan() -> None:
    [report] = json.loads(said("xarf", [replace(accused()[0], verdict=Verdict.NO_FINDING, states=("active", "on-block-list"))]))
    assert (report["evidence_source"], "confidence" in report) == ("researcher_analysis", False)


def test_what_leads_to_a_known_organisation_by_now_is_not_called_verified() -> None:
    row = accused()[0]
    page = row.evidence["page"]
    assert isinstance(page.facts, PageFacts)
    page = replace(page, facts=replace(page.facts, final_url="https://www.maybank2u.com.my/", final_host="www.maybank2u.com.my"))
    [report] = json.loads(said("xarf", [replace(row, evidence={**row.evidence, "page": page})]))
    assert not {"verified_at", "verification_method"} & report.keys()


def test_places_and_numbers_that_no_network_has_are_left_out() -> None:
    row = accused()[0]
    hosting = row.evidence["hosting"]
    assert isinstance(hosting.facts, HostingFacts)
    holders = tuple(replace(one, country="EU/NL", asn=-1) for one in hosting.facts.addresses)
    [report] = json.loads(
        said(
            "xarf", [replace(row, evidence={**row.evidence, "hosting": replace(hosting, facts=replace(hosting.facts, addresses=holders))})]
        )
    )
    assert holders and not {"country_code", "asn"} & report.keys()
