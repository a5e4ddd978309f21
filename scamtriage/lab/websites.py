"""The lab's web servers: one HTTP engine for all hosts, and TLS that selects the certificate by SNI."""

import asyncio
import gzip
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import h11

from scamtriage.lab.authority import CA_DAYS, Authority
from scamtriage.lab.scene import Certificate, Page
from scamtriage.lab.world import World
from scamtriage.records.os_errors import NameInErrors

READ_BYTES = 65536
SMALL_BODY_BYTES = 400  # not worth compressing


class Hang(Exception):
    """The server accepts the request and never answers."""


class Reset(Exception):
    """The server resets the connection without an answer."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a site of the lab is asked."""

    scheme: str
    host: str
    """From the Host header, lower case, without port."""
    port: int
    path: str
    """With query."""
    headers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a site of the lab answers; `body` before it is packed."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    gzip: bool = True
    announced: int | None = None
    """A false Content-Length; None for the true one."""


class Websites:
    """Answers for every page of the world, and passes requests to registry hosts on to the registry."""

    def __init__(self, world: World, rdap: Callable[[Request], Response], scenes: Path) -> None:
        self._world = world
        self._rdap = rdap
        self._scenes = scenes
        self.asked: list[str] = []
        """Every URL requested from a site, in order."""

    def respond(self, request: Request) -> Response:
        """The answer of the site named in the Host header. Raises Hang, Reset."""
        if request.host in self._world.registry_hosts:
            return self._rdap(request)
        self.asked.append(f"{request.scheme}://{request.host}{request.path}")
        pages = self._world.site(request.scheme, request.host, request.port)
        if not pages and request.scheme == "http" and self._world.site("https", request.host, 443):
            return Response(status=301, headers={"Location": f"https://{request.host}{request.path}"})
        page = next((page for page in pages if _path(page.url) == request.path and _suits(page, request)), None)
        if page is None:
            return Response(status=404, body=b"<!doctype html><title>404 Not Found</title><h1>Not Found</h1>")
        match page.behaviour:
            case "hang":
                raise Hang
            case "reset":
                raise Reset
            case _:
                return self._answer(page)

    def _answer(self, page: Page) -> Response:
        body = (self._scenes / page.file).read_bytes() if page.file else page.html.encode()
        headers = dict(page.headers) | ({"Location": page.location} if page.location else {})
        announced = len(body) + 1000 if page.behaviour == "truncate" else None
        return Response(
            body=body,
            status=page.status,
            content_type=page.content_type,
            headers=headers,
            gzip=page.gzip and announced is None,
            announced=announced,
        )


async def serve_http(
    respond: Callable[[Request], Response], scheme: str, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Serve one connection: sequential requests until a side closes. `port` is the public one."""
    connection = h11.Connection(our_role=h11.SERVER)
    while connection.our_state is h11.IDLE:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(await reader.read(READ_BYTES))
            continue
        if not isinstance(event, h11.Request):
            return
        try:
            response = respond(_request(event, scheme, port))
        except Hang:
            await asyncio.Event().wait()  # until the client gives up or the lab ends
        except Reset:
            writer.transport.abort()
            return
        for part in _parts(response, event):
            writer.write(connection.send(part) or b"")
        if response.announced is not None:
            await writer.drain()
            return
        writer.write(connection.send(h11.EndOfMessage()) or b"")
        await writer.drain()
        while not isinstance(connection.next_event(), h11.EndOfMessage):
            connection.receive_data(await reader.read(READ_BYTES))
        if connection.states != {h11.CLIENT: h11.DONE, h11.SERVER: h11.DONE}:
            return
        connection.start_next_cycle()


class Identities:
    """Server-side TLS: one context per host, created on its first handshake."""

    def __init__(self, world: World, authority: Authority, folder: Path) -> None:
        self._world = world
        self._authority = authority
        self._folder = folder
        self._contexts: dict[str, ssl.SSLContext] = {}
        self.failed: OSError | None = None
        """Why a certificate could not be written. A server cannot report it, so `Lab.start` raises it at the end."""

    def listener(self) -> ssl.SSLContext:
        """Return the context of a listening socket; the client's SNI then selects another."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._load(context, Certificate(hosts=["nameless.scamtriage-lab.net"]))
        context.sni_callback = self._choose
        return context

    def _choose(self, tls: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> int | None:
        if name is None:
            return None  # the client connected to an address; use the nameless certificate
        host = name.lower()
        if not self._world.has_tls(host):
            return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
        if host not in self._contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            try:
                self._load(context, self.certificate(host))
            except OSError as exc:
                self.failed = exc
                return ssl.ALERT_DESCRIPTION_INTERNAL_ERROR
            self._contexts[host] = context
        tls.context = self._contexts[host]
        return None

    def certificate(self, host: str) -> Certificate:
        """Return the certificate that the world defines for this host, or a default one."""
        if (given := self._world.certificates.get(host)) is not None:
            return given
        if host in self._world.surroundings.registry_hosts:  # verified by the clock of the machine, which may be far from the lab's
            return Certificate(hosts=[host], age_days=CA_DAYS - 1, days=2 * CA_DAYS - 2)
        registration = next((r for name, r in self._world.registrations.items() if host == name or host.endswith("." + name)), None)
        age = registration.created_days_ago if registration and registration.created_days_ago is not None else 30.0
        return Certificate(hosts=[host], age_days=min(30.0, age))

    def _load(self, context: ssl.SSLContext, certificate: Certificate) -> None:
        path = self._folder / f"{len(list(self._folder.iterdir()))}.pem"
        with NameInErrors(path):
            path.write_bytes(self._authority.leaf_pem(certificate))
        path.chmod(0o600)
        context.load_cert_chain(path)


def _request(event: h11.Request, scheme: str, port: int) -> Request:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in event.headers}
    host = urlsplit("//" + headers.get("host", "")).hostname or ""
    return Request(scheme=scheme, host=host.lower(), port=port, path=event.target.decode("latin-1"), headers=headers)


def _parts(response: Response, event: h11.Request) -> list[h11.Event]:
    headers = {"Server": "scamtriage-lab", "Content-Type": response.content_type, **response.headers}
    body = response.body
    accepts = next((value for name, value in event.headers if name == b"accept-encoding"), b"")
    if response.gzip and b"gzip" in accepts and len(body) > SMALL_BODY_BYTES:
        body = gzip.compress(body, compresslevel=1, mtime=0)
        headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(response.announced if response.announced is not None else len(body))
    head = h11.Response(status_code=response.status, headers=list(headers.items()))
    return [head] if event.method == b"HEAD" else [head, h11.Data(data=body)]


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _suits(page: Page, request: Request) -> bool:
    return page.agent in request.headers.get("user-agent", "")
