"""Each answer of a registry has one meaning."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from scamtriage.net.errors import Blocked, Limited, Malformed, NetError, Unreachable
from scamtriage.net.registry.rdap import RdapClient, follow, retry_after_s
from tests.net.desk import DOMAIN, Desk, ok

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
URL = "https://rdap.example/domain/example.test"


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        pytest.param(ok(DOMAIN), (200, DOMAIN, True), id="an answer"),
        pytest.param(ok(b"no", status="404 Not Found"), (404, b"no", True), id="absence"),
        pytest.param(ok(gzip.compress(DOMAIN), "Content-Encoding: gzip"), (200, DOMAIN, True), id="gzip"),
        pytest.param(ok(gzip.compress(DOMAIN)[:-6], "Content-Encoding: gzip"), (200, DOMAIN, False), id="cut gzip"),
        pytest.param(ok(b"", "Retry-After: 7", status="429 Slow"), Limited, id="429"),
        pytest.param(ok(b"", status="503 Busy"), Limited, id="503"),
        pytest.param(ok(b"", status="403 No"), Limited, id="403"),
        pytest.param(ok(b"", status="502 Oops"), Unreachable, id="502"),
        pytest.param(ok(b"", status="418 Teapot"), Malformed, id="418"),
        pytest.param(ok(b"", "Location: /domain/example.test", status="302 Found"), Malformed, id="a circle"),
        pytest.param(ok(b"", "Location: http://rdap.example/", status="302 Found"), Blocked, id="no encryption"),
        pytest.param(ok(b"", "Location: https://10.0.0.1/", status="302 Found"), Blocked, id="the inside"),
        pytest.param(ok(b"", "Location: javascript:alert(1)", status="302 Found"), Malformed, id="no address"),
        pytest.param(b"SSH-2.0-OpenSSH_9.6\r\n\r\n", Malformed, id="another protocol"),
    ],
)
async def test_an_answer_has_one_meaning(desk: Desk, answer: bytes, meaning: object) -> None:
    await desk.rdap(lambda path: answer)
    asker = RdapClient(desk.registries._connector, desk.run, desk.policy)
    try:
        given = await follow(URL, lambda step: asker.once(step, desk.deadline(3)))
        found: object = (given.status_code, given.body, given.complete)
    except NetError as exc:
        found = type(exc)
    finally:
        asker.close()
    assert found == meaning


async def test_a_kept_connection_that_the_server_closed_is_replaced(desk: Desk) -> None:
    await desk.rdap(lambda path: ok(DOMAIN))
    asker = RdapClient(desk.registries._connector, desk.run, desk.policy)
    await asker.once(URL, desk.deadline())
    await asker.once(URL, desk.deadline())
    assert len(desk.routes.dialled) == 1
    asker._kept.idle[0].close()
    assert (await asker.once(URL, desk.deadline())).body == DOMAIN
    assert len(desk.routes.dialled) == 2
    asker.close()


async def test_a_file_that_is_not_whole_is_not_had(desk: Desk) -> None:
    files = {"/whole": ok(DOMAIN), "/cut": ok(gzip.compress(DOMAIN)[:-6], "Content-Encoding: gzip")}
    await desk.rdap(files.__getitem__)
    assert await desk.registries.tables.fetch("https://rdap.example/whole", desk.deadline()) == DOMAIN
    with pytest.raises(Malformed, match="could not be had whole"):
        await desk.registries.tables.fetch("https://rdap.example/cut", desk.deadline())


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("120", 120.0), ("", None), ("soon", None), ("-5", None), ("99999999999", None), ("Tue, 24 Nov 2026 12:01:00 GMT", 60.0)],
)
def test_both_forms_of_retry_after_are_read(text: str, seconds: float | None) -> None:
    assert retry_after_s(text, "", NOW) == seconds


@pytest.mark.parametrize("ours", [NOW, NOW + timedelta(days=1), NOW - timedelta(days=365)], ids=["right", "a day ahead", "a year behind"])
def test_a_moment_to_come_back_at_is_counted_on_the_clock_of_the_server(ours: datetime) -> None:
    assert retry_after_s("Tue, 24 Nov 2026 12:01:00 GMT", "Tue, 24 Nov 2026 12:00:00 GMT", ours) == 60.0


@pytest.mark.parametrize("date", ["Tue, 24 Nov 2026 12:01:00 GMT", "Tue, 24 Nov 2026 13:00:00 GMT", "", "now", "Tue, 24 Nov 2026 13:00:00"])
def test_a_moment_that_has_passed_says_nothing_of_how_long_to_wait(date: str) -> None:
    assert retry_after_s("Tue, 24 Nov 2026 12:01:00 GMT", date, NOW + timedelta(hours=1)) is None


async def test_a_registry_that_names_a_moment_is_left_alone_though_our_clock_is_ahead(desk: Desk) -> None:
    told = ok(b"", "Date: Tue, 24 Nov 2026 12:00:00 GMT", "Retry-After: Tue, 24 Nov 2026 12:05:00 GMT", status="429 Slow down")
    await desk.rdap(lambda path: told)
    desk.run.now = lambda: NOW + timedelta(days=1)
    with pytest.raises(Limited):
        await desk.registries.rdap("domain/example.test", desk.deadline(3))
    left, why = await desk.pace.closed_s("rdap:rdap.example")
    assert isinstance(why, Limited) and 290 < left <= 300
