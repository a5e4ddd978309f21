"""What `doctor` finds on machines that are well, lied to, cut off or out of time; and how tables are refreshed."""

import asyncio
import contextlib
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import dns.message
import dns.rcode
import dns.rrset
import pytest

from scamtriage.knowledge.registry import bootstrap
from scamtriage.net import probe
from scamtriage.net.clock import RunClock
from scamtriage.net.dial import Dialer
from scamtriage.net.dns.resolve import Resolver
from scamtriage.net.errors import NetError
from scamtriage.net.policy import NetPolicy
from tests.net.desk import DOMAIN, Desk, ok
from tests.net.dns_servers import Authority, serving

WELL = {("example.com", "A"): ["93.184.216.34"]}


async def examined(authority: Authority, **policy: object) -> dict[str, str]:
    async with serving(authority) as address:
        rules = NetPolicy(resolvers=(address,), dns_timeout_s=0.5, **policy)
        run = RunClock()
        resolver = Resolver(rules, run, dialer=Dialer(rules))
        found = [
            await probe.resolver_answers(rules, resolver, run),
            await probe.tells_the_truth(resolver),
            await probe.proxy_answers(rules, Dialer(rules), run),
        ]
        await resolver.close()
        assert all(finding.advice for finding in found if finding.state in ("warn", "fail"))
        assert not any(finding.state == "unknown" and finding.name == "resolver" and not finding.advice for finding in found)
        return {finding.name: finding.state for finding in found}


async def test_a_machine_that_is_well() -> None:
    assert await examined(Authority(WELL)) == {"resolver": "ok", "hijacking": "ok", "proxy": "ok"}


async def test_a_resolver_that_is_silent() -> None:
    assert await examined(Authority(silent={"*"})) == {"resolver": "fail", "hijacking": "unknown", "proxy": "ok"}


async def test_which_resolvers_are_silent_is_said_to_whoever_named_them() -> None:
    rules = NetPolicy(resolvers=("127.0.0.1:9", "tls://127.0.0.1:9", "https://127.0.0.1:9/dns-query/4711"), dns_timeout_s=0.2)
    resolver = Resolver(rules, RunClock(), dialer=Dialer(rules))
    found = await probe.resolver_answers(rules, resolver, RunClock())
    await resolver.close()
    assert found.sentence == f"{', '.join(rules.resolvers)}: no answer"


async def test_a_resolver_that_knows_nothing() -> None:
    assert (await examined(Authority(rcodes={"example.com": dns.rcode.NXDOMAIN})))["resolver"] == "fail"


async def test_a_resolver_that_invents() -> None:
    def inventor(query: dns.message.Message, reply: dns.message.Message) -> bytes | None:
        if query.question[0].rdtype != 1:
            return None
        reply.set_rcode(dns.rcode.NOERROR)
        reply.answer = [dns.rrset.from_text(query.question[0].name, 60, "IN", "A", "104.20.1.1")]
        return reply.to_wire()

    assert (await examined(Authority(twist=inventor)))["hijacking"] == "fail"


async def test_a_proxy_of_the_environment_is_said_to_be_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    found = await probe.proxy_answers(rules := NetPolicy(), Dialer(rules), RunClock())
    assert found.state == "ok" and "HTTPS_PROXY of the environment is not obeyed" in found.sentence


async def greeting(answer: bytes) -> asyncio.Server:
    """A server that answers whatever it is greeted with, and nothing where `answer` is empty."""

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(4)
        writer.write(answer)
        with contextlib.suppress(asyncio.CancelledError):
            await reader.read(1)
        writer.close()

    return await asyncio.start_server(greet, "127.0.0.1", 0)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "does not speak SOCKS5"),
        (b"\4\x5b", "does not speak SOCKS5"),
        (b"\5\xff", "wants a login"),
        (b"", "did not answer as SOCKS5 in time"),
    ],
)
async def test_a_proxy_of_another_kind_is_told_before_a_site_is_asked(answer: bytes, told: str) -> None:
    server = await greeting(answer)
    rules = NetPolicy(proxy=f"socks5h://127.0.0.1:{server.sockets[0].getsockname()[1]}", connect_timeout_s=0.5)
    found = await probe.proxy_answers(rules, Dialer(rules), RunClock())
    assert found.state == "fail" and told in found.sentence and found.advice
    assert ("http://" in found.advice) is ("SOCKS5" in told)
    server.close()


async def test_a_proxy_that_is_not_there(refused: tuple[str, int]) -> None:
    server = await greeting(b"\5\2")  # it takes user names
    port = server.sockets[0].getsockname()[1]
    silent = Authority(silent={"*"})  # it is not asked, so that nothing is said of it
    assert await examined(silent, proxy=f"socks5h://127.0.0.1:{port}") == {"resolver": "unknown", "hijacking": "unknown", "proxy": "warn"}
    server.close()
    assert (await examined(Authority(WELL), proxy=f"socks5h://127.0.0.1:{refused[1]}"))["proxy"] == "fail"


@pytest.mark.parametrize(
    ("now", "state"),
    [(datetime(1970, 1, 2, tzinfo=UTC), "fail"), (datetime(2099, 1, 1, tzinfo=UTC), "fail"), (datetime(2027, 1, 1, tzinfo=UTC), "ok")],
)
def test_a_clock_is_plausible_or_not(now: datetime, state: str) -> None:
    assert probe.clock_is_plausible(now, now.timestamp()).state == state


@pytest.mark.parametrize(("days", "state"), [(3, "ok"), (15, "warn"), (-40, "warn")])
def test_old_tables_are_to_be_updated(days: int, state: str) -> None:
    tables = bootstrap.load()
    assert probe.tables_are_fresh(tables, tables.as_of + timedelta(days=days)).state == state


async def test_tables_are_refreshed_through_the_door_and_a_bad_one_changes_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, cache_dir=tmp_path / "cache")
    fresh = json.dumps({"publication": "2026-11-23T00:00:00Z", "services": [[["test"], ["https://new.example/"]]]}).encode()
    desk.zone.names["data.iana.org"] = ["93.184.216.50"]
    await desk.rdap(lambda path: ok(fresh) if path in ("/rdap/dns.json", "/rdap/ipv4.json") else ok(b"<html>"))
    said = await probe.update(desk.registries, tmp_path / "cache")
    await desk.registries.close()
    await desk.stack.aclose()
    assert [sentence.partition(":")[0] for sentence, _ in said] == list(bootstrap.FILES)
    assert "as of 2026-11-23" in said[0][0] and "kept as it was" in said[3][0]
    assert [had for _, had in said] == [name in ("dns.json", "ipv4.json") for name in bootstrap.FILES]
    assert bootstrap.load(refreshed=tmp_path / "cache" / "bootstrap").domain_url("a.test") == "https://new.example/"
    assert not (tmp_path / "cache" / "bootstrap" / "asn.json").exists()


async def test_without_a_place_nothing_is_refreshed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert "no place" in (await probe.update(desk.registries, None))[0][0]
    await desk.registries.close()


async def test_a_stale_bootstrap_is_fetched_beside_the_work_and_tells_new_suffixes(tmp_path: Path) -> None:
    desk = Desk(tmp_path, cache_dir=tmp_path / "cache", tables=None)
    fresh = json.dumps({"publication": "2026-11-23T00:00:00Z", "services": [[["brandnew"], ["https://rdap.example/"]]]}).encode()
    desk.zone.names["data.iana.org"] = ["93.184.216.50"]
    desk.zone.names["rdap.example"] = ["93.184.216.50"]
    asked: list[str] = []

    def answer(path: str) -> bytes:
        asked.append(path)
        return ok(fresh if path == "/rdap/dns.json" else b'{"objectClassName": "domain"}')

    await desk.rdap(answer)
    found = await desk.registries.rdap("domain/shop.brandnew", desk.deadline())
    assert found.server == "rdap:https://rdap.example/domain/shop.brandnew"
    await desk.registries.rdap("domain/other.brandnew", desk.deadline())
    assert asked.count("/rdap/dns.json") == 1
    await desk.registries.close()
    await desk.stack.aclose()


async def test_a_short_run_ends_its_fetch_and_the_next_one_asks_nobody_though_the_table_is_of_last_month(tmp_path: Path) -> None:
    service = [[["test", "1-9", "93.0.0.0/8", "2a00::/12"], ["https://rdap.example/"]]]
    month_old = json.dumps({"publication": f"{datetime.now(UTC) - timedelta(days=30):%Y-%m-%dT%H:%M:%SZ}", "services": service}).encode()
    asked: list[str] = []

    async def answer(path: str) -> bytes:
        asked.append(path)
        await asyncio.sleep(0.05 if path.endswith(".json") else 0)
        return ok(month_old if path.endswith(".json") else DOMAIN)

    for run in range(2):
        (tmp_path / str(run)).mkdir()
        desk = Desk(tmp_path / str(run), cache_dir=tmp_path / "cache", tables=None)
        desk.zone.names |= {"data.iana.org": ["93.184.216.50"], "rdap.example": ["93.184.216.50"], "rdap.verisign.com": ["93.184.216.50"]}
        await desk.rdap(answer)
        with contextlib.suppress(NetError):
            await desk.registries.rdap("domain/example.com", desk.deadline())
        await desk.registries.close()
        await desk.stack.aclose()
        assert sorted(path for path in asked if path.endswith(".json")) == sorted(f"/rdap/{name}" for name in bootstrap.FILES)
        (tmp_path / "cache" / "bootstrap" / "lock").unlink(
            missing_ok=True
        )  # it is not the wait after a vain attempt that keeps the second run quiet
    assert bootstrap.load(refreshed=tmp_path / "cache" / "bootstrap").unchecked_days(datetime.now(UTC)) < 1


def test_the_tables_that_are_too_old_to_weigh_are_named() -> None:
    fresh, aged = probe.tables_weigh(date(2026, 12, 1)), probe.tables_weigh(date(2031, 1, 1))
    assert fresh.state == "ok" and "registrars, after 2027-" in fresh.sentence
    assert aged.state == "warn" and "registrars" in aged.sentence and "name_model.json" in aged.sentence and aged.advice
