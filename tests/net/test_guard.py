"""The guard: every special range refused to its edges, nothing beyond them."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.net.guard import SPECIAL_IPV4, SPECIAL_IPV6, is_literal, name_refusal, port_refusal, refusal

SPECIAL = [ip_network(text) for text, _ in SPECIAL_IPV4 + SPECIAL_IPV6]


def special(address: IPv4Address | IPv6Address) -> bool:
    """The slow, obvious way to say it."""
    return any(address in network for network in SPECIAL if network.version == address.version)


@pytest.mark.parametrize("network", SPECIAL, ids=str)
def test_a_special_range_is_refused_from_its_first_to_its_last_address(network) -> None:
    assert refusal(str(network[0]))
    assert refusal(str(network[-1]))


@pytest.mark.parametrize("network", SPECIAL, ids=str)
@pytest.mark.parametrize("step", [-1, +1])
def test_the_neighbours_of_a_special_range_are_refused_only_for_reasons_of_their_own(network, step) -> None:
    edge = int(network[0]) - 1 if step < 0 else int(network[-1]) + 1
    if not 0 <= edge < 2**network.max_prefixlen:
        return
    neighbour = ip_address(edge) if network.version == 4 else IPv6Address(edge)
    expected = special(neighbour) or (network.version == 6 and neighbour not in ip_network("2000::/3"))
    assert bool(refusal(str(neighbour))) is expected


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "192.0.0.8",
        "192.88.99.1",
        "224.0.0.1",
        "239.1.1.1",
        "255.255.255.255",
        "fd00:ec2::254",
        "fd20:ce::254",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::1",
        "2001:0:7f00:1::",
        "2400:cb00::5efe:7f00:1",
        "2400:cb00::200:5efe:7f00:1",
        "fe80::1",
        "fe80::1%eth0",
        "2400:cb00::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "3fff::1",
        "5f00::1",
        "4000::1",
        "100::1",
    ],
)
def test_an_address_that_is_no_public_server_is_refused(address) -> None:
    assert refusal(address)


@pytest.mark.parametrize(
    "text",
    ["", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "１２７.0.0.1", "1.2.3.4 ", "[2400::1]", "1.2.3.4:80", "x" * 9000],
)
def test_what_is_no_ip_literal_is_refused_and_quoted_briefly(text) -> None:
    reason = refusal(text)
    assert reason is not None and len(reason) < 120


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "104.16.0.1", "2606:4700::1111", "2400:cb00::1", "2001:200::1", "223.255.255.255"]
)
def test_a_public_server_is_admitted(address) -> None:
    assert refusal(address) is None


def test_a_network_that_was_opened_by_hand_is_admitted_and_no_other() -> None:
    allow = (ip_network("10.1.0.0/16"),)
    assert refusal("10.1.2.3", allow=allow) is None
    assert refusal("10.2.0.1", allow=allow)
    assert refusal("::ffff:10.1.2.3", allow=allow)


@pytest.mark.parametrize(
    ("prefix", "public", "loopback"),
    [  # RFC 6052 section 2.4 gives the layout for each length
        ("64:ff9b::/96", "64:ff9b::808:808", "64:ff9b::7f00:1"),
        ("2001:db8::/32", "2001:db8:808:808::", "2001:db8:7f00:1::"),
        ("2001:db8:100::/40", "2001:db8:108:808:8::", "2001:db8:17f:0:1::"),
        ("2001:db8:122::/48", "2001:db8:122:808:8:800::", "2001:db8:122:7f00:0:100::"),
        ("2001:db8:122:300::/56", "2001:db8:122:308:8:808::", "2001:db8:122:37f:0:1::"),
        ("2001:db8:122:344::/64", "2001:db8:122:344:8:808:800:0", "2001:db8:122:344:7f:0:100:0"),
    ],
)
def test_under_a_detected_nat64_prefix_the_inner_address_decides(prefix, public, loopback) -> None:
    nat64 = (ip_network(prefix),)
    assert refusal(public, nat64=nat64) is None
    assert "carries" in str(refusal(loopback, nat64=nat64))
    assert refusal(public), "without detection the form itself is refused"
    assert refusal("2400:cb00::1", nat64=nat64) is None


@given(st.integers(0, 2**32 - 1))
def test_the_search_and_the_obvious_way_agree_on_every_ipv4_address(number) -> None:
    assert bool(refusal(str(IPv4Address(number)))) is special(IPv4Address(number))


@given(
    st.one_of(
        st.integers(0, 2**128 - 1), st.sampled_from(SPECIAL[len(SPECIAL_IPV4) :]).flatmap(lambda n: st.integers(int(n[0]), int(n[-1])))
    )
)
def test_no_special_ipv6_address_is_admitted(number) -> None:
    address = IPv6Address(number)
    if special(address) or address not in ip_network("2000::/3"):
        assert refusal(str(address))


@given(st.binary(min_size=4, max_size=4), st.sampled_from(["::ffff:0:0", "64:ff9b::", "::", "2002::", "2001::"]))
def test_no_form_that_carries_an_ipv4_address_is_admitted(inner, prefix) -> None:
    shift = {"2002::": 80}.get(prefix, 0)
    carried = int.from_bytes(inner) ^ (0xFFFF_FFFF if prefix == "2001::" else 0)
    assert refusal(str(IPv6Address(int(IPv6Address(prefix)) | carried << shift)))


def test_only_the_listed_ports_are_admitted() -> None:
    assert port_refusal(443, {80, 443}) is None
    assert port_refusal(22, {80, 443}) == "port 22 is not one that we connect to"


@pytest.mark.parametrize(
    "name",
    [
        *("localhost", "Intranet", "router", "a.local", "a.LOCAL.", "db.internal", "x.onion", "nas.lan"),
        *("home.arpa", "nas.home.arpa", "a." * 60 + "corp", "localhost."),
    ],
)
def test_a_name_of_another_network_is_refused_and_quoted_briefly(name) -> None:
    reason = name_refusal(name)
    assert reason is not None and len(reason) < 160


@pytest.mark.parametrize(
    "name", ["example.com", "local.example.com", "a.notlocal", "home.arpa.example.com", "nothome.arpa", "1.10.in-addr.arpa"]
)
def test_a_public_name_may_be_asked(name) -> None:
    assert name_refusal(name) is None


def test_a_name_under_a_reserved_label_is_told_which() -> None:
    assert name_refusal("db.internal") == "'db.internal' stands under .internal, where no public names are"
    assert name_refusal("router") == "'router' is a single label, a name of the local network"


@pytest.mark.parametrize(("text", "literal"), [("1.2.3.4", True), ("::1", True), ("1.2.3", False), ("a.example", False), ("[::1]", False)])
def test_an_address_is_told_from_a_name(text, literal) -> None:
    assert is_literal(text) is literal
