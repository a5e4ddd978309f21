"""httpx on our own connections, for resolvers of the operator's."""

import ssl
from pathlib import Path

import httpcore
import httpx
import pytest

from scamtriage.net.clock import Deadline
from scamtriage.net.dns.https import Backend, PoolTransport
from scamtriage.net.errors import Unreachable
from scamtriage.net.tls import client_context, observing_context
from tests.net.peers import Net, page, says, server_context


async def test_the_operators_own_resolver_may_be_private_and_his_certificate_has_to_be_right() -> None:
    async with Net() as net:
        await net.serve(says(page(b"dns")), host="x", address="127.0.0.1", port=8053)
        await net.serve(says(page(b"dns")), host="x", address="127.0.0.1", port=8443, tls=server_context("dns.example"))
        transport = PoolTransport(Backend(net.dialer.dial_operator), max_connections=2)
        async with httpx.AsyncClient(transport=transport, trust_env=False) as client, Deadline(net.clock, 3.0).limit():
            assert (await client.get("http://127.0.0.1:8053/dns-query")).content == b"dns"
            with pytest.raises(Unreachable, match="certificate verify failed"):
                await client.get("https://127.0.0.1:8443/dns-query")


async def test_local_sockets_are_no_servers() -> None:
    async with Net() as net:
        with pytest.raises(httpcore.ConnectError):
            await Backend(net.dialer.dial_operator).connect_unix_socket("/run/x.sock")


def test_no_connection_writes_its_secrets_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys.log"))
    client_context.cache_clear()
    made = client_context()
    assert [context.keylog_filename for context in (made, observing_context())] == [None, None]
    assert made.check_hostname and made.verify_mode is ssl.CERT_REQUIRED and made.cert_store_stats()["x509_ca"]
    assert not list(tmp_path.iterdir())
