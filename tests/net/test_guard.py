"""The guard: every special range refused to its edges, nothing beyond them."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scamtriage.net.guard import SPECIAL_IPV4, SPECIAL_IPV6, foreign_name_refusal, is_literal, name_refusal, port_refusal, refusal, veiled

SPECIAL = [ip_network(text) for text, _ in SPECIAL_IPV4 + SPECIAL_IPV6]


SET_APART = (
    *("0.0.0.0-0.255.255.255", "10.0.0.0-10.255.255.255", "100.64.0.0-100.127.255.255", "127.0.0.0-127.255.255.255"),
    *("168.63.129.16-168.63.129.16", "169.254.0.0-169.254.255.255", "172.16.0.0-172.31.255.255", "192.0.0.0-192.0.0.255"),
    *("192.0.2.0-192.0.2.255", "192.31.196.0-192.31.196.255", "192.52.193.0-192.52.193.255", "192.88.99.0-192.88.99.255"),
    *("192.168.0.0-192.168.255.255", "192.175.48.0-192.175.48.255", "198.18.0.0-198.19.255.255", "198.51.100.0-198.51.100.255"),
    *("203.0.113.0-203.0.113.255", "224.0.0.0-255.255.255.255"),
    *("::-::ffff:ffff", "::ffff:0:0-::ffff:ffff:ffff", "::ffff:0:0:0-::ffff:0:ffff:ffff", "64:ff9b::-64:ff9b::ffff:ffff"),
    *(
        "64:ff9b:1::-64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
        "100::-100::1:ffff:ffff:ffff:ffff",
        "2001::-2001:0:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:1::-2001:1:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:2::-2001:3:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:4::-2001:7:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:8::-2001:f:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:10::-2001:1f:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:20::-2001:2f:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:30::-2001:3f:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:40::-2001:7f:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:80::-2001:ff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:100::-2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
    ),
    *("2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2002::-2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    *("2620:4f:8000::-2620:4f:8000:ffff:ffff:ffff:ffff:ffff", "3fff::-3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"),
    *("5f00::-5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    "fe80::-febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "fec0::-feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "ff00::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
)
"""First and last address of what must never be dialled, written down from the registries without looking at the program's table."""


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


@pytest.mark.parametrize("row", SET_APART)
def test_what_the_registries_set_apart_is_refused_to_its_edges_and_says_why(row) -> None:
    first, last = map(ip_address, row.split("-"))
    steps = {0, 1, (int(last) - int(first)) // 2, (int(last) - int(first)) // 3, int(last) - int(first)}
    for step in steps:
        address = type(first)(min(int(first) + step, int(last)))
        assert f"{address} is not contacted: " in str(refusal(str(address)))


def test_nothing_else_of_ipv4_is_refused() -> None:
    edges = [map(ip_address, row.split("-")) for row in SET_APART if ":" not in row]
    count = sum(int(last) - int(first) + 1 for first, last in edges)
    assert count == sum(network.num_addresses for network in SPECIAL if network.version == 4)


@pytest.mark.parametrize("table", [SPECIAL_IPV4, SPECIAL_IPV6], ids=["IPv4", "IPv6"])
def test_a_table_begins_with_the_address_0_and_no_row_overlaps_another(table) -> None:
    """The search finds one row an address, and goes below the first for none."""
    networks = sorted(ip_network(text) for text, _ in table)
    assert int(networks[0][0]) == 0
    assert all(int(before[-1]) < int(after[0]) for before, after in pairwise(networks))


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
    assert refusal(text) == f"{text[:80]!r} is no IP address"


def test_an_address_with_a_zone_is_quoted_briefly() -> None:
    assert refusal(f"fe80::1%{'e' * 200}") == f"fe80::1%{'e' * 72} has a zone"


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


@given(st.sampled_from([32, 40, 48, 56, 64, 96]), st.binary(min_size=16, max_size=16), st.binary(min_size=4, max_size=4))
@example(96, bytes(16), b"\x7f\0\0\1")
@example(64, b"\xff" * 16, b"\x7f\xff\0\1")
@example(32, b"\xff" * 16, b"\x0a\xff\xff\xff")
def test_the_address_inside_is_found_whatever_stands_around_it(bits, around, inner) -> None:
    """RFC 6052 section 2.2, octet by octet."""
    places = {32: (4, 5, 6, 7), 40: (5, 6, 7, 9), 48: (6, 7, 9, 10), 56: (7, 9, 10, 11), 64: (9, 10, 11, 12), 96: (12, 13, 14, 15)}[bits]
    octets = bytearray(around)
    for place, octet in zip(places, inner, strict=True):
        octets[place] = octet
    address = IPv6Address(bytes(octets))
    carried = IPv4Address(inner)
    found = refusal(str(address), nat64=(IPv6Network((int(address), bits), strict=False),))
    assert found == (f"{address} carries an IPv4 address: {refusal(str(carried))}" if special(carried) else None)


def test_only_the_two_halves_of_isatap_are_refused_as_such() -> None:
    assert refusal("2400:cb00::5efe:8.8.8.8") == "2400:cb00::5efe:808:808 carries an IPv4 address, ISATAP, RFC 5214"
    for half in ("5eff", "5efd", "1:5efe", "201:5efe", "200:5eff"):
        assert refusal(f"2400:cb00:0:0:{'0:' if ':' not in half else ''}{half}:808:808") is None


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
        *("127.1", "10.0x1", "127.0.0.0x1", "192.168.0X101", "1.0x.", "0177.0.0.01"),
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
    assert name_refusal("a." * 60 + "corp") == f"{('a.' * 60 + 'corp')[-80:]!r} stands under .corp, where no public names are"
    assert name_refusal("r" * 200) == f"{'r' * 80!r} is a single label, a name of the local network"
    assert name_refusal("router") == "'router' is a single label, a name of the local network"


@pytest.mark.parametrize("name", ["consul.service.consul", "kubernetes.default.svc", "router.belkin.", "127.0.0.1.", "Printer", "a.b.corp"])
def test_a_name_that_a_target_gave_needs_a_public_ending(name) -> None:
    assert foreign_name_refusal(name, beside="shop.com") is not None
    assert len(str(foreign_name_refusal("a" * 63 + "." + name, beside="shop.com"))) < 260


@pytest.mark.parametrize("name", ["mail.shop.co.th", "x.xn--p1ai", "1.10.in-addr.arpa", "a.b.ck", "www.shop.newest", "other.NEWEST."])
def test_public_endings_and_that_of_what_was_typed_may_be_asked(name) -> None:
    assert foreign_name_refusal(name, beside="shop.newest") is None


@pytest.mark.parametrize(("text", "literal"), [("1.2.3.4", True), ("::1", True), ("1.2.3", False), ("a.example", False), ("[::1]", False)])
def test_an_address_is_told_from_a_name(text, literal) -> None:
    assert is_literal(text) is literal


@given(st.one_of(st.ip_addresses(), st.sampled_from(SPECIAL).flatmap(lambda network: st.ip_addresses(network=network))))
@example(ip_address("2606:4700:0:0:0:5efe:a05:607"))
def test_what_is_told_of_a_refused_address_is_its_range_and_refused_as_well(address: IPv4Address | IPv6Address) -> None:
    told = veiled(str(address))
    assert (told == str(address)) or (refusal(str(address)) is not None and refusal(told) is not None)
    assert (refusal(str(address)) is None) <= (told == str(address))
    assert veiled("10.5.6.7") == "10.0.0.0" and veiled("10.5.6.7", allow=[ip_network("10.5.0.0/16")]) == "10.5.6.7"


@pytest.mark.parametrize(
    ("allow", "told"),
    [
        (["10.5.0.0/24"], "10.0.0.0"),
        (["10.0.0.0/24"], "10.255.255.255"),
        (["10.0.0.0/24", "10.255.0.0/16", "10.254.0.0/16", "fd00::/8"], "10.0.1.0"),
    ],
)
def test_what_is_admitted_by_hand_tells_no_other_address_of_its_range(allow: list[str], told: str) -> None:
    admitted = [ip_network(network) for network in allow]
    assert veiled("10.5.5.5", allow=admitted) == told and refusal(told, allow=admitted) is not None


@pytest.mark.parametrize(
    ("prefix", "address"),
    [
        ("2a00:1::/32", "2a00:1:a05:505::"),
        ("2a00:1::/40", "2a00:1:a:505:5::"),
        ("2a00:1:2::/48", "2a00:1:2:a05:5:500::"),
        ("2a00:1:2::/56", "2a00:1:2:a:5:505::"),
        ("2a00:1:2:3::/64", "2a00:1:2:3:a:505:500::"),
        ("2a00:1:2:3::/96", "2a00:1:2:3::a05:505"),
    ],
)
def test_what_a_prefix_of_this_network_carries_is_not_told_either(prefix: str, address: str) -> None:
    nat64 = [ip_network(prefix)]
    assert "10.5.5.5" in str(refusal(address, nat64=nat64))
    assert veiled(address, nat64=nat64) == str(nat64[0].network_address)


@pytest.mark.parametrize(
    ("address", "allow", "told"),
    [
        ("10.255.255.255", (), "10.0.0.0"),  # the last of its range lies in it
        ("2001:4860::5efe:8a00:5", (), "2001:4860::5efe:0:0"),
        ("4000::1:8a00:5", (), "4000::1:0:0"),
        ("4000::1:8a00:5", (ip_network("4000::1:0:0/128"),), "4000::1:ffff:ffff"),
    ],
)
def test_of_an_address_that_carries_another_its_last_32_bits_are_veiled(address, allow, told) -> None:
    assert veiled(address, allow=allow) == told


def test_a_reason_shows_what_speaks_of_a_long_name_and_no_more() -> None:
    assert (name_refusal("x" * 81) or "").startswith(f"'{'x' * 80}' is a single label")
    number, local = f"{'n' * 63}.{'m' * 63}.1", f"{'n' * 63}.{'m' * 63}.local"
    assert (name_refusal(number) or "").startswith(f"'{number[-80:]}' is written as")
    assert (name_refusal(local) or "").startswith(f"'{local[-80:]}' stands under .local,")
    ending = "y" * 63
    known = foreign_name_refusal(f"{'n' * 63}.{ending}", beside="shop.example.com") or ""
    assert known.startswith(f"'{'n' * 16}.{ending}' ends in .{ending}, which")
    wider = foreign_name_refusal(f"shop.{'z' * 64}", beside="shop.example.com") or ""
    assert f" ends in .{'z' * 63}, which" in wider


def test_a_dot_at_the_end_of_either_name_is_no_other_ending() -> None:
    assert foreign_name_refusal("a.newest.", beside="b.newest") is None and foreign_name_refusal("a.newest", beside="b.newest.") is None
