"""Which resolvers there are, as the system and the user write them."""

from pathlib import Path

import pytest

from scamtriage.net.dns.sockets import Server
from scamtriage.net.dns.upstreams import OURS, system_resolvers, upstreams


def test_resolv_conf_is_read_without_its_search_list(tmp_path: Path) -> None:
    conf = tmp_path / "resolv.conf"
    conf.write_text("search corp.example\nnameserver 192.0.2.1\n# nameserver 192.0.2.9\nnameserver 2001:db8::1\nnameserver nonsense\n")
    assert system_resolvers(conf) == ("192.0.2.1", "2001:db8::1")
    assert system_resolvers(tmp_path / "absent") == ()


@pytest.mark.parametrize(
    ("text", "kind", "host", "port"),
    [
        ("9.9.9.9", "udp", "9.9.9.9", 53),
        ("9.9.9.9:5353", "udp", "9.9.9.9", 5353),
        ("[2001:db8::1]:54", "udp", "2001:db8::1", 54),
        ("2001:db8::1", "udp", "2001:db8::1", 53),
        ("tls://dns.example", "tls", "dns.example", 853),
        ("https://dns.example/q", "https", "dns.example", 443),
    ],
)
def test_resolvers_are_read_as_they_are_written(text: str, kind: str, host: str, port: int) -> None:
    (upstream,) = upstreams((text,))
    assert (upstream.kind, upstream.host, upstream.port) == (kind, host, port)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("9.9.9.9", "9.9.9.9"),
        ("9.9.9.9:5353", "9.9.9.9:5353"),
        ("[2620:fe::fe]:54", "[2620:fe::fe]:54"),
        ("127.0.0.1:5353", "127.0.0.1:5353"),
        ("10.77.0.53", OURS),
        ("100.64.0.1:5353", OURS),
        ("fd00::53", OURS),
        ("https://10.77.0.53/dns-query", OURS),
        ("tls://dns.corp.internal", OURS),
        ("tls://resolver", OURS),
        ("https://dns.unit-resolver.net/dns-query/SECRET-ID-4711?tok=S3CR3T", "https://unit-resolver.net"),
        ("https://SECRET-ID.dns.nextdns.io:8443/q", "https://nextdns.io:8443"),
        ("tls://secret-id.dns.nextdns.io", "tls://nextdns.io"),
        ("https://acct-77.workers.dev/dns-query", "https://workers.dev"),
        ("tls://unit7.github.io", "tls://github.io"),
        ("https://dns.unit-resolver.co.uk/q", "https://unit-resolver.co.uk"),
        ("tls://9.9.9.9", "tls://9.9.9.9"),
        ("https://[2620:fe::fe]/q", "https://[2620:fe::fe]"),
    ],
)
def test_evidence_names_who_answered_and_neither_account_nor_network(text: str, label: str) -> None:
    (upstream,) = upstreams((text,))
    assert (upstream.label, upstream.given) == (label, text)
    if upstream.kind == "udp":
        assert Server(upstream.host, upstream.port).label == label
