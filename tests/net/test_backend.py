"""httpx on our own connections: every hop is judged, nothing goes round it."""

import ssl
from pathlib import Path

import httpcore
import httpx
import pytest

from scamtriage.net.backend import guarded_backend, trusted_backend
from scamtriage.net.errors import Blocked
from scamtriage.net.foreign import translated
from scamtriage.net.tls import observing_context
from scamtriage.net.trust import client_context
from tests.net.peers import SITE, Net, identity, page, says, server_context


class Transport(httpx.AsyncBaseTransport):
    """The least that carries httpx over a pool of ours."""

    def __init__(self, backend: httpcore.AsyncNetworkBackend, context: ssl.SSLContext) -> None:
        self.pool = httpcore.AsyncConnectionPool(ssl_context=context, network_backend=backend)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path)
        answer = await self.pool.handle_async_request(httpcore.Request(request.method, url, headers=request.headers.raw))
        return httpx.Response(answer.status, headers=answer.headers, content=await answer.aread())


def trusting(*names: str) -> ssl.SSLContext:
    return ssl.create_default_context(cadata=identity(*names)[1].decode())


async def test_httpx_over_the_guarded_backend_checks_the_certificate_and_the_address() -> None:
    async with Net() as net:
        await net.serve(says(page(b'{"a": 1}')), host="rdap.example", port=443, tls=server_context("rdap.example"))
        backend = guarded_backend(net.session.connector, net.clock, ports={443}, budget_s=3.0)
        async with httpx.AsyncClient(transport=Transport(backend, trusting("rdap.example")), trust_env=False) as client:
            assert (await client.get("https://rdap.example/domain/x")).json() == {"a": 1}
        assert net.routes.dialled == [(SITE, 443)]
        async with httpx.AsyncClient(transport=Transport(backend, ssl.create_default_context()), trust_env=False) as client:
            with pytest.raises(httpcore.ConnectError, match="certificate verify failed"):
                await client.get("https://rdap.example/")


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "https://inside.example/", "https://rdap.example:8443/", "https://localhost/"])
async def test_httpx_cannot_leave_by_another_door(url) -> None:
    async with Net() as net:
        net.zone.names |= {"inside.example": ["10.0.0.1"], "rdap.example": [SITE]}
        backend = guarded_backend(net.session.connector, net.clock, ports={80, 443}, budget_s=3.0)
        async with httpx.AsyncClient(transport=Transport(backend, ssl.create_default_context()), trust_env=False) as client:
            with pytest.raises(httpcore.ConnectError) as caught:
                await client.get(url)
        assert isinstance(translated(caught.value), Blocked)
        assert net.routes.dialled == []


async def test_the_operators_own_resolver_may_be_private_and_is_another_function() -> None:
    async with Net() as net:
        await net.serve(says(page(b"dns")), host="x", address="127.0.0.1", port=8053)
        backend = trusted_backend(net.dialer, net.clock, budget_s=3.0)
        async with httpx.AsyncClient(transport=Transport(backend, ssl.create_default_context()), trust_env=False) as client:
            assert (await client.get("http://127.0.0.1:8053/dns-query")).content == b"dns"


async def test_local_sockets_are_no_servers() -> None:
    async with Net() as net:
        backend = trusted_backend(net.dialer, net.clock, budget_s=3.0)
        with pytest.raises(httpcore.ConnectError):
            await backend.connect_unix_socket("/run/x.sock")


def test_no_connection_writes_its_secrets_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys.log"))
    client_context.cache_clear()
    made = client_context()
    assert [context.keylog_filename for context in (made, observing_context())] == [None, None]
    assert made.check_hostname and made.verify_mode is ssl.CERT_REQUIRED and made.cert_store_stats()["x509_ca"]
    assert not list(tmp_path.iterdir())
