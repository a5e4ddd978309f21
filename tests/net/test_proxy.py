"""Through a proxy: names go to it, nothing else is contacted, and the guard still judges literals."""

import asyncio
import errno
import ipaddress
from pathlib import Path

import pytest

from scamtriage.net import operator_hosts
from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.collector_net import CollectorNet
from scamtriage.net.connect import Connector
from scamtriage.net.dial import Dialer
from scamtriage.net.dns.resolve import Resolver
from scamtriage.net.errors import Blocked, Malformed, TimedOut, Unreachable
from scamtriage.net.open_session import open_session
from scamtriage.net.policy import NetPolicy
from scamtriage.net.proxy import Proxy
from scamtriage.net.race import NoRoom
from scamtriage.net.session import Session
from tests.net.dns_servers import Authority, serving
from tests.net.peers import NoRegistry, Zone, listening, page, target

SITE_ANSWER = page(b"through the proxy")


class Socks:
    """A SOCKS5 proxy that answers every destination itself. `login` is how it answers a name, where it takes one."""

    def __init__(
        self, reply: bytes = b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", method: bytes = b"\x05\x00", login: bytes | None = None
    ) -> None:
        self.asked: list[tuple[str, int]] = []
        self.names: list[bytes] = []
        self._reply, self._method, self._login = reply, method, login
        self.breaks_off: set[int] = set()
        """Of the logins, counted from 1, those to which nothing is said."""

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        offered = await reader.readexactly((await reader.readexactly(2))[1])
        assert offered in (b"\x00", b"\x00\x02")
        if self._login is not None and 2 in offered:
            writer.write(b"\x05\x02")
            self.names.append(await reader.readexactly((await reader.readexactly(2))[1]))
            assert await reader.readexactly((await reader.readexactly(1))[0]) == self.names[-1]
            if len(self.names) in self.breaks_off:
                writer.close()
                return
            writer.write(self._login)
            if self._login != b"\x01\x00":
                writer.close()
                return
        else:
            writer.write(self._method)
        head = await reader.readexactly(4)
        if head[3] == 3:
            host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
        else:
            host = str(ipaddress.ip_address(await reader.readexactly({1: 4, 4: 16}[head[3]])))
        self.asked.append((host, int.from_bytes(await reader.readexactly(2))))
        writer.write(self._reply)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(SITE_ANSWER)
        await writer.drain()


class Tunnel:
    """An HTTP proxy that answers every destination itself."""

    def __init__(self, reply: bytes = b"HTTP/1.1 200 OK\r\nX: y\r\n\r\n") -> None:
        self.asked: list[bytes] = []
        self._reply = reply

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked.append((await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")[0])
        writer.write(self._reply)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(SITE_ANSWER)
        await writer.drain()


async def fetch(scheme: str, server: tuple[str, int], url: str) -> tuple[bytes, Zone, list[str]]:
    policy = NetPolicy(proxy=f"{scheme}://{server[0]}:{server[1]}", deadline_s=3.0, answer_timeout_s=0.5)
    dialled = []

    def route(address: str, port: int) -> tuple[str, int]:
        dialled.append((address, port))
        return address, port

    dialer, zone = Dialer(policy, route=route), Zone()
    connector = Connector(dialer, zone, proxy=Proxy(str(policy.proxy), dialer))
    session = Session(policy, dialer=dialer, resolver=zone, connector=connector, registry=NoRegistry(), clock=RunClock())
    async with session.target(target("http://site.example/")) as shared:
        view = CollectorNet(shared, "page")
        try:
            body = (await view.get(url)).body
        finally:
            assert set(dialled) <= {server}
            assert zone.asked == []
    assert dialer.places.holders == 0
    return body, zone, view.notes.flags


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
async def test_socks_gets_the_name_and_nothing_else_is_contacted(scheme) -> None:
    proxy = Socks()
    async with listening(proxy) as server:
        body, _, flags = await fetch(scheme, server, "http://site.example/")
    assert body == b"through the proxy"
    assert proxy.asked == [("site.example", 80)]
    assert flags == ["via-proxy"]


async def test_each_target_has_a_name_of_its_own_at_a_proxy_that_takes_names() -> None:
    proxy = Socks(login=b"\x01\x00")
    async with listening(proxy) as server:
        policy = NetPolicy(proxy=f"socks5h://127.0.0.1:{server[1]}", deadline_s=3.0)
        async with open_session(policy) as session:
            for url in ("http://site.example/", "http://other.example/"):
                async with session.target(target(url)) as shared:
                    for page_of_it in (url, "http://landing.example/"):
                        assert (await CollectorNet(shared, "page").get(page_of_it)).body == b"through the proxy"
    one, landing_of_one, two, landing_of_two = proxy.names
    assert one == landing_of_one != two == landing_of_two


async def test_a_proxy_that_means_its_logins_is_asked_without_one(caplog: pytest.LogCaptureFixture) -> None:
    proxy = Socks(login=b"\x01\x01")
    async with listening(proxy) as server:
        body, _, _ = await fetch("socks5h", server, "http://site.example/")
    assert body == b"through the proxy" and len(proxy.names) == 1
    assert caplog.text.count("the proxy refuses names") == 1


async def test_a_login_that_breaks_off_costs_nobody_the_way_of_his_own(caplog: pytest.LogCaptureFixture) -> None:
    proxy = Socks(login=b"\x01\x00")
    proxy.breaks_off = {2, 4, 5}
    async with listening(proxy) as (host, port):
        through = Proxy(f"socks5h://{host}:{port}", Dialer(NetPolicy()))
        for apart in "abcd":
            if apart == "c":  # it never falls back to a way that all share
                with pytest.raises(Unreachable, match="closed the connection"):
                    await through.open("site.example", 80, Deadline(RunClock(), 2), apart=apart)
            else:
                (await through.open("site.example", 80, Deadline(RunClock(), 2), apart=apart)).close()
    assert proxy.names == [b"a", b"b", b"b", b"c", b"c", b"d"]
    assert not caplog.text


async def test_connect_gets_the_name_and_nothing_else_is_contacted() -> None:
    proxy = Tunnel()
    async with listening(proxy) as server:
        body, _, _ = await fetch("http", server, "http://site.example/")
    assert body == b"through the proxy"
    assert proxy.asked == [b"CONNECT site.example:80 HTTP/1.1"]


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "http://[::1]/", "http://10.0.0.1/", "http://localhost/", "http://printer/", "http://a.internal/"),
        *("http://kubernetes.default.svc/", "http://site.example:22/"),
    ],
)
async def test_what_the_guard_refuses_is_not_handed_to_the_proxy_either(url) -> None:
    proxy = Socks()
    async with listening(proxy) as server:
        with pytest.raises(Blocked):
            await fetch("socks5h", server, url)
    assert proxy.asked == []


async def test_a_public_literal_goes_to_the_proxy_as_a_literal() -> None:
    proxy = Socks()
    async with listening(proxy) as server:
        await fetch("socks5h", server, "http://93.184.216.34/")
    assert proxy.asked == [("93.184.216.34", 80)]


@pytest.mark.parametrize(
    ("proxy", "scheme", "kind"),
    [
        (Socks(reply=b"\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00"), "socks5h", Unreachable),
        (Socks(reply=b"\x05\x00\x00\x09\x00\x00\x00\x00\x00\x00"), "socks5h", Malformed),
        (Socks(method=b"\x05\x02"), "socks5h", Unreachable),
        (Socks(method=b"\x04\x00"), "socks5h", Malformed),
        (Tunnel(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"), "http", Unreachable),
        (Tunnel(b"SSH-2.0\r\n\r\n"), "http", Malformed),
        (Tunnel(b"HTTP/1.1 200 " + b"x" * 40_000), "http", Malformed),
        (Tunnel(b""), "http", TimedOut),
    ],
)
async def test_a_proxy_that_refuses_or_speaks_something_else_is_a_failure_with_a_name(proxy, scheme, kind) -> None:
    async with listening(proxy) as server:
        with pytest.raises(kind):
            await fetch(scheme, server, "http://site.example/")


async def test_a_proxy_that_is_not_there_is_said() -> None:
    """And not where: the sentence stands in evidence, which others ask for."""
    with pytest.raises(Unreachable, match="the proxy cannot be reached") as said:
        await Proxy("socks5h://127.0.0.1:9", Dialer(NetPolicy())).open("site.example", 80, Deadline(RunClock(), 2))
    assert "127.0.0.1" not in str(said.value) and "refuse" in str(said.value)
    assert type(said.value) is Unreachable  # that it refuses does not mean that nobody listens at the site


async def test_a_machine_without_room_does_not_leave_open_whether_the_proxy_listens(monkeypatch) -> None:
    """Each question that waits to hear of it would hang with it."""

    async def full(*_: object, **__: object) -> None:
        raise NoRoom(errno.EMFILE, "full")

    monkeypatch.setattr(Dialer, "dial_operator", full)
    assert not await Proxy("socks5h://127.0.0.1:9", Dialer(NetPolicy())).listens(Deadline(RunClock(), 2))


async def test_a_proxy_is_looked_up_by_the_resolver_that_was_named(monkeypatch) -> None:
    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", None)  # the system's resolver hears of nothing
    named = Authority({("proxy.example.com", "A"): ["127.0.0.1"]})
    async with listening(Socks()) as server, serving(named) as resolver:
        policy = NetPolicy(proxy=f"socks5h://proxy.example.com:{server[1]}", resolvers=(resolver,), deadline_s=3.0)
        async with open_session(policy) as session, session.target(target("http://site.example/")) as shared:
            assert (await CollectorNet(shared, "page").get("http://site.example/")).body == b"through the proxy"
    names = {name for _, name, _ in named.asked}
    assert names == {"proxy.example.com"}  # not even whether it can be believed


async def test_the_search_list_of_this_network_does_not_say_where_the_proxy_is(monkeypatch, tmp_path: Path) -> None:
    asked = []

    async def system(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(0, 0, 0, "", ("127.0.0.1", 0))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", system)
    monkeypatch.setattr(operator_hosts, "HOSTS", tmp_path / "hosts")
    (tmp_path / "hosts").write_text("# 1.1.1.1 proxy.example.com\n127.0.0.9\tgw Known.example.com # ours\n")
    for host in ("proxy.example.com", "proxy.example.com.", "tor", "tor.internal"):
        assert await operator_hosts.of_the_system(host) == ("127.0.0.1",)
    assert asked == ["proxy.example.com.", "proxy.example.com.", "tor", "tor.internal"]  # names of this network are its own to complete
    assert await operator_hosts.of_the_system("known.example.com") == ("127.0.0.9",) and len(asked) == 4
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_text", None)  # a long file would hold up whatever else runs
        assert await operator_hosts.of_the_system("known.example.com") == ("127.0.0.9",) and len(asked) == 4
    (tmp_path / "hosts").write_text("127.0.0.10 known.example.com\n")
    assert await operator_hosts.of_the_system("known.example.com") == ("127.0.0.10",) and len(asked) == 4


async def test_only_a_proxy_that_takes_no_connections_is_an_outage_where_no_resolver_is_used() -> None:
    async with listening(Socks()) as server:
        rules = NetPolicy(proxy=f"socks5h://127.0.0.1:{server[1]}", resolvers=("192.0.2.1",))
        resolver = Resolver(rules, RunClock(), dialer=Dialer(rules), proxy=Proxy(str(rules.proxy), Dialer(rules)), hold_s=30.0)
        await resolver.sure()
        assert resolver.health.down_since is None
    await resolver.sure()
    assert resolver.health.down_since is not None and resolver.health.silent == "the proxy takes no connections"
    (answer,) = await resolver.ask((("site.example", "A"),), Deadline(RunClock(), 2))  # nobody is waited for who is not asked
    assert "not looked up beside the proxy" in answer.reason
    await asyncio.sleep(0)
    await resolver.close()
