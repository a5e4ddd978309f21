"""The zone of a target, from a real resolver on loopback."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import dns.rcode
import pytest

from scamtriage.records.evidence import Mode, Outcome
from scamtriage.records.facts import DnsAnswer, DnsFacts, DnsOutcome
from tests.collect.desk import Desk, desk


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path) as made:
        made.zone.records |= {
            ("shop.com", "A"): ["93.184.216.34", "10.0.0.7"],
            ("shop.com", "NS"): ["ns2.dns.net.", "NS1.dns.net."],
            ("shop.com", "MX"): ["10 mail.shop.com.", "20 backup.mail.net."],
            ("shop.com", "SOA"): ["ns1.dns.net. host.dns.net. 1 2 3 4 5"],
            ("shop.com", "CAA"): ['0 issue "letsencrypt.org"'],
            ("shop.com", "TXT"): [
                '"v=spf1 include:_spf.mailer.net ip4:93.184.216.0/24 -all"',
                '"google-site-verification=abc"',
                '"MS=ms123"',
                '"facebook-domain-verification=x"',
            ],
            ("_dmarc.shop.com", "TXT"): ['"v=DMARC1; p=reject; pct=50"'],
            ("_spf.mailer.net", "TXT"): ['"v=spf1 ip4:1.2.3.0/24 include:deeper.mailer.net ~all"'],
            ("deeper.mailer.net", "TXT"): ['"v=spf1 a mx ~all"'],
            ("ns1.dns.net", "A"): ["1.1.1.1"],
            ("ns2.dns.net", "AAAA"): ["2606:4700::2"],
            ("mail.shop.com", "A"): ["93.184.216.35"],
        }
        yield made


async def facts(world: Desk, line: str) -> DnsFacts:
    evidence = await world.observe(line, "dns")
    assert evidence.outcome is Outcome.OK, evidence.reason
    assert isinstance(evidence.facts, DnsFacts)
    return evidence.facts


async def test_a_zone_is_read_whole(world: Desk) -> None:
    found = await facts(world, "shop.com")
    assert found.addresses == ("10.0.0.7", "93.184.216.34")
    assert [address for address, _ in found.forbidden] == ["10.0.0.7"]
    assert (found.ns_hosts, found.mx_hosts) == (("ns1.dns.net", "ns2.dns.net"), ("backup.mail.net", "mail.shop.com"))
    assert dict(found.host_addresses) == {
        "ns1.dns.net": ("1.1.1.1",),
        "ns2.dns.net": ("2606:4700::2",),
        "mail.shop.com": ("93.184.216.35",),
    }
    assert found.verifications == ("Google", "Meta", "Microsoft")
    assert found.dmarc is not None and (found.dmarc.policy, found.dmarc.pct) == ("reject", 50)
    assert (found.wildcard, found.dnssec, found.null_mx, found.exists) == (False, "unsigned", False, True)
    assert {a.rtype for a in found.answers} == {"A", "AAAA", "CNAME", "NS", "MX", "TXT", "SOA", "CAA", "DS", "DMARC"}


async def test_spf_is_followed_and_its_look_ups_counted(world: Desk) -> None:
    spf = (await facts(world, "shop.com")).spf
    assert spf is not None
    assert (spf.all, spf.lookups, spf.ip4_addresses, spf.complete) == ("-", 4, 512, True)
    assert spf.includes == ("_spf.mailer.net", "deeper.mailer.net")


async def test_what_a_zone_names_is_not_asked_for_where_its_owner_is_not_to_hear_of_us(tmp_path: Path) -> None:
    async with desk(tmp_path, mode=Mode.PASSIVE) as made:
        made.zone.records |= {
            ("shop.com", "A"): ["93.184.216.34"],
            ("www.shop.com", "TXT"): ["it exists and has no address"],  # so that no answer has to be checked
            ("shop.com", "NS"): ["ns1.ear.net."],
            ("shop.com", "MX"): ["10 case17.ear.net."],
            ("shop.com", "TXT"): ['"v=spf1 include:spf.ear.net ip4:93.184.216.0/24 redirect=rest.ear.net"'],
            ("ear.net", "A"): ["93.184.216.99"],
        }
        found = await facts(made, "www.shop.com")
        assert {name for _, name, _ in made.zone.asked} <= {"www.shop.com", "shop.com", "_dmarc.shop.com"}
    assert (found.wildcard, found.host_addresses) == (None, ()) and found.ns_hosts and found.mx_hosts
    assert found.spf is not None and not found.spf.complete and found.spf.all == "" and found.spf.includes


@pytest.mark.parametrize("through", ["name server", "mail host", "alias"])
async def test_what_the_resolver_knows_of_the_inside_is_told_by_its_range(world: Desk, through: str) -> None:
    world.zone.records |= {("ns1.inside.go.th", "A"): ["10.5.6.7", "192.168.7.9"], ("bait.com", "A"): ["10.9.9.9", "93.184.216.34"]}
    match through:
        case "name server":
            world.zone.records["bait.com", "NS"] = ["ns1.inside.go.th."]
        case "mail host":
            world.zone.records["bait.com", "MX"] = ["10 ns1.inside.go.th."]
        case _:
            world.zone.records["bait.com", "CNAME"] = ["ns1.inside.go.th."]
            del world.zone.records["bait.com", "A"]
    found = await facts(world, "bait.com")
    assert "10.5.6.7" not in repr(found) and "10.0.0.0" in repr(found) and "192.168.0.0" in repr(found)
    if through == "alias":
        assert [address for address, _ in found.forbidden] == ["10.0.0.0", "192.168.0.0"]
    else:
        assert found.host_addresses == (("ns1.inside.go.th", ("10.0.0.0", "192.168.0.0")),)
        assert [address for address, _ in found.forbidden] == ["10.9.9.9"]  # that is what the gang's own name says


async def test_the_label_that_nobody_has_looks_like_those_of_people(world: Desk) -> None:
    for _ in range(3):
        await facts(world, "shop.com")
    labels = [name.split(".")[0] for _, name, _ in world.zone.asked if re.fullmatch(r"[a-z]{4,8}[0-9]{4,6}\.shop\.com", name)]
    assert len(set(labels)) == 3
    assert not any(re.search(r"[0-9a-f]{12}", name) for _, name, _ in world.zone.asked if name.endswith(".shop.com"))


async def test_an_endless_spf_stays_within_the_budget(world: Desk) -> None:
    world.zone.records["bomb.com", "A"] = ["93.184.216.34"]
    world.zone.records["bomb.com", "TXT"] = ['"v=spf1 ' + " ".join(f"include:i{n}.bomb.com" for n in range(12)) + '"']
    for n in range(12):
        world.zone.records[f"i{n}.bomb.com", "TXT"] = ['"v=spf1 ' + " ".join(f"include:i{n}x{m}.bomb.com" for m in range(9)) + '"']
    found = await facts(world, "bomb.com")
    assert found.spf is not None and found.spf.too_many_lookups and not found.spf.complete
    assert len([name for _, name, _ in world.zone.asked if name.endswith("bomb.com")]) <= 40


async def test_includes_that_are_never_answered_cost_themselves_and_nothing_else(tmp_path: Path) -> None:
    async with desk(tmp_path, dns_timeout_s=1.0, deadline_s=1.8) as made:
        made.zone.records |= {
            ("slow.com", "A"): ["93.184.216.34", "10.0.0.7"],
            ("slow.com", "NS"): ["ns1.slow.com."],
            ("ns1.slow.com", "A"): ["1.1.1.1"],
            ("slow.com", "TXT"): ['"v=spf1 include:a.slow.com -all"'],
            ("a.slow.com", "TXT"): ['"v=spf1 include:b.slow.com include:c.slow.com -all"'],
            ("c.slow.com", "TXT"): ['"v=spf1 include:d.slow.com -all"'],
        }
        made.zone.silent |= {"b.slow.com", "d.slow.com"}
        evidence = await made.observe("slow.com", "dns")
    assert isinstance(evidence.facts, DnsFacts), evidence.reason
    assert evidence.facts.forbidden and evidence.facts.host_addresses
    assert evidence.facts.spf is not None and not evidence.facts.spf.complete
    assert [cap.cap for cap in evidence.caps] == ["seconds 1.8"]


def test_a_name_of_which_one_question_failed_is_not_said_to_be_missing() -> None:
    for failed in (outcome for outcome in DnsOutcome if not outcome.conclusive):
        halves = (DnsAnswer(name="a.test", rtype="A", outcome=failed), DnsAnswer(name="a.test", rtype="AAAA", outcome=DnsOutcome.NXDOMAIN))
        assert DnsFacts(zone="a.test", answers=halves).exists is None


async def test_a_name_that_does_not_exist_is_evidence_and_costs_little(world: Desk) -> None:
    found = await facts(world, "nobody-here.com")
    assert found.exists is False and found.addresses == ()
    assert len(world.zone.asked) <= 10


async def test_silence_about_mail_is_not_absence_of_mail(world: Desk) -> None:
    world.zone.rcodes["half.com"] = dns.rcode.SERVFAIL
    world.zone.records["www.half.com", "A"] = ["93.184.216.34"]
    found = await facts(world, "www.half.com")
    mx = found.answer("MX")
    assert mx is not None and mx.outcome is DnsOutcome.SERVFAIL and mx.reason
    assert (found.dnssec, found.null_mx) == ("unknown", None)


async def test_when_nothing_is_answered_there_are_no_facts(world: Desk) -> None:
    world.zone.silent |= {"silent.com", "_dmarc.silent.com"}
    evidence = await world.observe("silent.com", "dns")
    assert (evidence.outcome, evidence.facts) == (Outcome.TIMEOUT, None)


async def test_a_null_mx_and_parking_nameservers_are_seen(world: Desk) -> None:
    world.zone.records |= {
        ("parked.com", "A"): ["199.59.243.1"],
        ("parked.com", "MX"): ["0 ."],
        ("parked.com", "NS"): ["ns1.bodis.com.", "ns2.bodis.com."],
    }
    found = await facts(world, "parked.com")
    assert (found.null_mx, found.mx_hosts, found.parking_ns) == (True, (), "Bodis")


async def test_an_alias_is_told_without_being_asked_for(world: Desk) -> None:
    world.zone.records |= {("www.shop.com", "CNAME"): ["edge.cdn.net."], ("edge.cdn.net", "A"): ["93.184.216.40"]}
    found = await facts(world, "www.shop.com")
    alias = found.answer("CNAME")
    assert alias is not None and alias.values == ("edge.cdn.net",)
    assert not any(rtype == "CNAME" for _, _, rtype in world.zone.asked)


async def test_what_an_alias_of_the_whole_name_leads_to_is_no_word_of_its_zone(world: Desk) -> None:
    world.zone.records |= {
        ("borrower.com", "CNAME"): ["shop.com."],
        ("www.borrower.com", "A"): ["93.184.216.40"],
        ("within.com", "CNAME"): ["zone.within.com."],
        ("zone.within.com", "TXT"): ['"google-site-verification=abc"'],
    }
    found = await facts(world, "www.borrower.com")
    assert (found.ns_hosts, found.mx_hosts, found.verifications, found.spf) == ((), (), (), None)
    of_the_zone = [found.answer(rtype) for rtype in ("NS", "MX", "TXT", "CAA", "SOA")]
    assert {(one.values, one.cname) for one in of_the_zone if one is not None} == {((), ("shop.com",))}
    assert (await facts(world, "within.com")).verifications == ("Google",)


async def test_more_records_than_are_kept_is_a_cap_that_is_told(world: Desk) -> None:
    world.zone.records["many.com", "A"] = [f"93.184.{n // 250}.{n % 250}" for n in range(300)]
    evidence = await world.observe("many.com", "dns")
    assert [(cap.stage, cap.cap, cap.seen) for cap in evidence.caps] == [("dns", "records 32", "300 of type A")]


async def test_a_mail_policy_is_not_lost_among_more_texts_than_are_kept(world: Desk) -> None:
    others = [f'"ms-domain-verification={number:04}"' for number in range(60)]
    world.zone.records |= {
        ("many.com", "A"): ["93.184.216.34"],
        ("many.com", "TXT"): [*others, '"v=spf1 -all"'],
    }
    found = await world.observe("many.com", "dns")
    assert [(cap.cap, cap.seen) for cap in found.caps] == [("records 32", "61 of type TXT")]
    policy = (await facts(world, "many.com")).spf
    assert policy is not None and policy.all == "-"


async def test_an_address_asks_nobody(world: Desk) -> None:
    found = await facts(world, "93.184.216.34")
    assert found.addresses == ("93.184.216.34",) and world.zone.asked == []


@pytest.mark.parametrize("line", ["SHOP.com.", "hxxps://shop[.]com/", "shop.com"])
async def test_every_spelling_has_the_same_facts(world: Desk, line: str) -> None:
    found, plain = await facts(world, line), await facts(world, "shop.com")
    assert found == plain
