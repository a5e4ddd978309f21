"""Which resolvers there are, as the system and the user write them."""

from pathlib import Path

import pytest

from scamtriage.net.dns.upstreams import system_resolvers, upstreams


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
