"""The transports to the operator's resolvers, in order, and the tasks that use them."""

import asyncio
from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING

from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.dial import Dialer
from scamtriage.net.dns.sockets import Question, Server
from scamtriage.net.dns.streams import StreamServer
from scamtriage.net.dns.udp import UdpMux
from scamtriage.net.dns.upstreams import Upstream, upstreams
from scamtriage.net.policy import NetPolicy
from scamtriage.net.proxy import Proxy
from scamtriage.net.stream import SocketStream
from scamtriage.net.tasks import cancel_and_wait
from scamtriage.net.tls import client_context

if TYPE_CHECKING:
    from scamtriage.net.dns.https import HttpsServer


class Transports:
    """The transports in order: one for all UDP resolvers together, one for each other resolver. Opened at the first question."""

    def __init__(self, policy: NetPolicy, run: RunClock, *, dialer: Dialer, proxy: Proxy | None) -> None:
        self.policy = policy
        self.run = run
        self.all: list[UdpMux | StreamServer | HttpsServer] = []
        self._dialer = dialer
        self._proxy = proxy
        self._tcp: dict[Server, StreamServer] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._started = False

    def start(self) -> None:
        if self._started:
            return
        self._started = True
        found = upstreams(self.policy.resolvers)
        servers = [] if self._proxy is not None else [Server(u.host, u.port) for u in found if u.kind == "udp"]
        for upstream in found:
            if upstream.kind != "udp":
                self.all.append(self._server(upstream))
            elif servers and not any(isinstance(transport, UdpMux) for transport in self.all):
                self.all.append(UdpMux(servers, self._by_tcp))

    def restart(self) -> None:
        """Reset the windows after an outage: send few questions at first."""
        for transport in self.all:
            if isinstance(transport, UdpMux):
                transport.restart()

    def take_back(self, why: str) -> None:
        """End all questions that wait for an answer over UDP as unreachable."""
        for transport in self.all:
            if isinstance(transport, UdpMux):
                transport.take_back(why)

    async def close(self) -> None:
        """Stop everything; open questions are dropped."""
        async with AsyncExitStack() as ends:  # from the last to the first, each also when a cancellation interrupts another
            ends.callback(self._forget)
            ends.push_async_callback(self._end_tasks)  # dropping a question may have started a task
            for transport in (*self.all, *self._tcp.values()):
                if isinstance(transport, UdpMux):
                    ends.callback(transport.close)
                else:
                    ends.push_async_callback(transport.close)
            ends.push_async_callback(self._end_tasks)

    def _forget(self) -> None:
        self.all.clear()
        self._started = False

    def spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        """Run the work in a task that is cancelled when the transports are closed."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def heard_since(self, moment: float) -> bool:
        """Whether any resolver sent anything since this loop time."""
        return any(transport.last_heard >= moment for transport in (*self.all, *self._tcp.values()))

    def silent_since(self, moment: float) -> bool:
        """Whether the UDP resolvers stood still for a while since this loop time."""
        return any(isinstance(transport, UdpMux) and transport.silent_since(moment) for transport in self.all)

    @property
    def none(self) -> str:
        """Why there is no resolver to ask."""
        if self._proxy is not None:
            return "names are not looked up beside the proxy; name a resolver that it can reach: --resolver https://…"
        return "no resolver is known; name one with --resolver"

    def _server(self, upstream: Upstream) -> "StreamServer | HttpsServer":
        """Return the client of a resolver over TLS or HTTPS."""
        if upstream.kind == "https":
            from scamtriage.net.dns.https import HttpsServer  # httpx is slow to import

            return HttpsServer(upstream.url, upstream.label, self._connect, roots=self.policy.roots)
        opens = partial(self._connect, upstream.host, upstream.port)
        return StreamServer(opens, upstream.label, context=client_context(self.policy.roots), name=upstream.host)

    async def _connect(self, host: str, port: int, deadline: Deadline) -> SocketStream:
        """Connect to one of the operator's resolvers; the guard does not judge its address."""
        if self._proxy is not None:
            return await self._proxy.open(host, port, deadline)
        return await self._dialer.dial_operator(host, port, deadline)

    def _by_tcp(self, question: Question, server: Server, why: str) -> None:
        """Ask the same resolver over TCP: the UDP answer was truncated, or unreadable (`why`)."""
        if server not in self._tcp:
            self._tcp[server] = StreamServer(partial(self._connect, server.address, server.port), server.label, keep=False)
        question.by_stream(self._tcp[server], bool(why))

    async def _end_tasks(self) -> None:
        while tasks := list(self._tasks):
            self._tasks.difference_update(tasks)
            await cancel_and_wait(tasks)
