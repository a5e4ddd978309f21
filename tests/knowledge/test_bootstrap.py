"""Which registry is asked, from tables that are shipped, refreshed or given."""

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from scamtriage.knowledge.hosts import infrastructure, lent_names
from scamtriage.knowledge.loading import BadTable
from scamtriage.knowledge.registry import bootstrap


def iana(services: list[object], publication: str = "2026-11-20T00:00:00Z") -> str:
    return json.dumps({"version": "1.0", "publication": publication, "services": services})


@pytest.mark.parametrize(
    ("domain", "url"),
    [
        ("example.com", "https://rdap.verisign.com/com/v1/"),
        ("a.b.example.ORG", "https://rdap.publicinterestregistry.org/rdap/"),
        ("example.ua", "https://rdap.hostmaster.ua/"),
        ("example.uz", "https://rdap.cctld.uz/"),
        ("example.ai", "https://rdap.identitydigital.services/rdap/"),
        ("example.nowhere", ""),
        ("com", ""),
    ],
)
def test_names_lead_to_their_registry(domain: str, url: str) -> None:
    assert bootstrap.load().domain_url(domain) == url


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("103.28.52.1", "https://rdap.apnic.net/"),
        ("185.53.178.1", "https://rdap.db.ripe.net/"),
        ("200.1.1.1", "https://rdap.lacnic.net/rdap/"),
        ("41.1.1.1", "https://rdap.afrinic.net/rdap/"),
        ("8.8.8.8", "https://rdap.arin.net/registry/"),
        ("2406:da18::1", "https://rdap.apnic.net/"),
        ("2a00:1450::1", "https://rdap.db.ripe.net/"),
        ("2606:4700::1", "https://rdap.arin.net/registry/"),
    ],
)
def test_addresses_lead_to_their_registry(address: str, url: str) -> None:
    assert bootstrap.load().address_url(address) == url


@pytest.mark.parametrize(
    ("asn", "registry"),
    [
        (3333, "ripe"),
        (28573, "lacnic"),
        (37271, "afrinic"),
        (328000, "afrinic"),
        (9506, "apnic"),
        (131090, "apnic"),
        (15169, "arin"),
        (23456, "arin"),
    ],
)
def test_autonomous_systems_lead_to_their_registry(asn: int, registry: str) -> None:
    assert f".{registry}.net/" in bootstrap.load().asn_url(asn)


def test_every_shipped_row_is_usable() -> None:
    tables = bootstrap.load()
    assert len(tables.domains) > 1000
    assert all(url.startswith(("https://", "http://")) and url.endswith("/") for url in tables.domains.values())
    assert all("{}" in server.query and server.server == server.server.lower() for server in tables.whois.values())
    bounds = sorted((first, last) for first, last, _ in tables.asns)
    assert all(first <= last for first, last in bounds) and all(a[1] < b[0] for a, b in pairwise(bounds))
    assert {suffix for suffix, server in tables.whois.items() if not server.server} >= {"vn", "kh"}


def test_what_was_refreshed_wins_and_a_broken_file_does_not(tmp_path: Path) -> None:
    (tmp_path / "dns.json").write_text(iana([[["com"], ["http://plain.example/", "https://fresh.example/rdap"]]]))
    (tmp_path / "ipv4.json").write_text("{")
    (tmp_path / "asn.json").write_text(iana([[["64496-64511", "7", "x"], ["https://as.example/"]]]))
    tables = bootstrap.load(refreshed=tmp_path)
    assert tables.domain_url("a.com") == "https://fresh.example/rdap/"
    assert tables.domain_url("a.za.com") == "https://rdap.centralnic.com/za.com/"  # which IANA's table never has
    assert tables.address_url("103.28.52.1") == "https://rdap.apnic.net/"
    assert (tables.asn_url(64500), tables.asn_url(7), tables.asn_url(8)) == ("https://as.example/",) * 2 + (
        "https://rdap.arin.net/registry/",
    )
    assert tables.age_days(datetime(2026, 11, 24, tzinfo=UTC)) == 4


def test_a_given_folder_stands_in_for_everything(tmp_path: Path) -> None:
    (tmp_path / "dns.json").write_text(iana([[["com"], ["https://lab.example/"]]]))
    tables = bootstrap.load(tmp_path)
    assert (tables.domain_url("a.org"), tables.whois_server("a.vn"), tables.address_url("8.8.8.8")) == ("", None, "")
    with pytest.raises(BadTable):
        bootstrap.load(tmp_path / "absent")


def test_a_folder_without_names_is_as_old_as_its_newest_table(tmp_path: Path) -> None:
    (tmp_path / "ipv4.json").write_text(iana([[["8.0.0.0/8"], ["https://four.example/"]]], "2026-10-01T00:00:00Z"))
    (tmp_path / "asn.json").write_text(iana([[["7"], ["https://as.example/"]]], "2026-11-01T00:00:00Z"))
    assert bootstrap.load(tmp_path).as_of == datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"publication": 1, "services": []}',
        iana([]),
        iana([["x"]]),
        iana([[[], 5]]),
        "[" * 100_000,
        iana([], "soon"),
    ],
)
def test_what_is_no_bootstrap_file_is_refused(text: str) -> None:
    with pytest.raises(BadTable):
        bootstrap.check("dns.json", text.encode())


def test_a_given_table_of_servers_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dns.json").write_text(iana([[["com"], ["https://a.test/"]]]), "utf-8")
    (tmp_path / "whois_servers.csv").write_bytes(b"suffix,server,query,note\ncom,\xff,{},\n")
    with pytest.raises(BadTable, match=r"whois_servers\.csv: cannot be read"):
        bootstrap.load(tmp_path)


def test_shared_hosting_and_registrars_own_nameservers_are_no_parking() -> None:
    for host in (
        "dns1.registrar-servers.com",
        "ns1.wordpress.com",
        "ns01.one.com",
        "ns1.name.com",
        "ns-1.awsdns-01.com",
        "ada.ns.cloudflare.com",
    ):
        assert infrastructure.parking_of_nameservers([host]) == "", host
    assert infrastructure.parking_of_nameservers(["ns1.sedoparking.com"]) == "Sedo"
    assert infrastructure.parking_of_nameservers(["ns1.sedoparking.com", "ns1.my-own-dns.top"]) == ""
    assert infrastructure.parking_of_nameservers([]) == ""


@pytest.mark.parametrize(
    ("host", "platform", "dynamic"),
    [
        ("tenant.pages.dev", "Cloudflare Pages", ""),
        ("pages.dev", "", ""),
        ("notpages.dev", "", ""),
        ("a.b.duckdns.org", "", "DuckDNS"),
        ("shop.freeddns.org", "", "Dynu"),
        ("a.dynv6.net", "", "dynv6"),
        ("x.trycloudflare.com", "Cloudflare Tunnel", ""),
    ],
)
def test_lent_names_are_told_by_their_suffix(host: str, platform: str, dynamic: str) -> None:
    assert (lent_names.platform_of(host), lent_names.dynamic_dns_of(host)) == (platform, dynamic)


@pytest.mark.parametrize(
    ("alias", "name"),
    [("a.cdngslb.com", "Alibaba Cloud CDN"), ("e.akamaized.net", "Akamai"), ("c.sucuri.net", "Sucuri"), ("notsucuri.net", "")],
)
def test_content_networks_are_told_by_their_aliases(alias: str, name: str) -> None:
    assert infrastructure.cdn_of_aliases([alias]) == name


def test_the_tables_age() -> None:
    tables = bootstrap.load()
    assert tables.age_days(tables.as_of + timedelta(days=20)) == 20
