"""The ways to the operator's resolvers, in their order, and what goes on upon them until they are closed."""

import asyncio

from scamtriage.net.clock import RunClock
from scamtriage.net.dial import Dialer
from scamtriage.net.dns.health import Health
from scamtriage.net.dns.plugs import Question, Server
from scamtriage.net.dns.streams import HttpsServer, Streams, StreamServer
from scamtriage.net.dns.udp import UdpMux
from scamtriage.net.dns.upstreams import upstreams
from scamtriage.net.ending import end
from scamtriage.net.policy import NetPolicy
from scamtriage.net.proxy import Proxy

_NO_WAY = {
    False: "no resolver is known; name one with --resolver",
    True: "names are not looked up beside the proxy; name a resolver that it can reach: --resolver https://…",
}


class Ways:
    """All resolvers that are asked over UDP are one way, each other is one of its own. None is open before the first question."""

    def __init__(self, policy: NetPolicy, run: RunClock, *, dialer: Dialer, proxy: Proxy | None) -> None:
        self.policy = policy
        self.run = run
        self.health = Health()
        self.all: list[UdpMux | StreamServer | HttpsServer] = []
        self._proxied = proxy is not None
        self._streams = Streams(policy, dialer, proxy)
        self._tcp: dict[Server, StreamServer] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._started = False

    def start(self) -> None:
        if self._started:
            return
        self._started = True
        found = upstreams(self.policy.resolvers)
        servers = [] if self._proxied else [Server(u.host, u.port) for u in found if u.kind == "udp"]
        for upstream in found:
            if upstream.kind == "udp":
                if servers and not any(isinstance(way, UdpMux) for way in self.all):
                    self.all.append(UdpMux(servers, self._by_tcp))
                continue
            self.all.append(self._streams.server(upstream))

    def restart(self) -> None:
        """After an outage: ask little at first."""
        for way in self.all:
            if isinstance(way, UdpMux):
                way.restart()

    async def close(self) -> None:
        """End everything; open questions are dropped."""
        try:
            await self._end_tasks()
        finally:
            for way in (*self.all, *self._tcp.values()):
                if isinstance(way, UdpMux):
                    way.close()
                else:
                    await way.close()
            await self._end_tasks()  # a question that is dropped may have begun one
            self.all.clear()
            self._started = False

    def spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        """Let it go on until the ways are closed."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def heard_since(self, moment: float) -> bool:
        """Whether any resolver said anything after this moment on the clock of the loop."""
        return any(way.last_heard >= moment for way in (*self.all, *self._tcp.values()))

    @property
    def none(self) -> str:
        """Why there is nobody to ask."""
        return _NO_WAY[self._proxied]

    def _by_tcp(self, question: Question, server: Server, why: str) -> None:
        """The answer did not fit its datagram, or could not be read: ask the same resolver over TCP."""
        if server not in self._tcp:
            self._tcp[server] = self._streams.plain(server.address, server.port, server.label)
        question.by_stream(self._tcp[server], bool(why))

    async def _end_tasks(self) -> None:
        while tasks := list(self._tasks):
            self._tasks.difference_update(tasks)
            await end(tasks)
