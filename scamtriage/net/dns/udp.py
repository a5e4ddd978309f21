"""DNS over UDP to the operator's resolvers: a few connected sockets, random ids and ports, repeats and fail-over."""

import asyncio
import errno
import os
from collections.abc import Callable, Sequence

from scamtriage.net.dns import message
from scamtriage.net.dns.name import BadMessage
from scamtriage.net.dns.sockets import QuerySocket, Question, Server, SocketPool
from scamtriage.records.facts import DnsOutcome

_SWEEP_S = 0.05
_LATE_S = 0.02
_REPEATS = (0.2, 0.5, 1.0)
"""Shares of a question's timeout after which it is sent again; after the last it fails."""
_GAP_S = 1.0
"""A resolver that said nothing for so long may have stood still: what it was sent meanwhile may be lost."""
_BUFFER = 4096
_BURST = 256
"""Messages read at once before other tasks run."""
_OWN = frozenset({errno.EPERM, errno.ENOBUFS, errno.ENOMEM})
"""A local firewall or the machine refused one sending; no host on the way has answered."""


class UdpMux:
    """All questions to all UDP resolvers. Belongs to one event loop."""

    def __init__(self, servers: Sequence[Server], truncated: Callable[[Question, Server, str], None]) -> None:
        """`truncated` takes over a question whose answer is truncated or unreadable."""
        self.servers = tuple(servers)
        self.last_heard = float("-inf")
        """Loop time of the last message from any resolver."""
        self._gap = (self.last_heard, self.last_heard)
        """Loop times between which nothing was heard for longer than `_GAP_S`, the last such time."""
        self._truncated = truncated
        self._loop = asyncio.get_running_loop()
        self._live: set[Question] = set()
        self._sweeper: asyncio.TimerHandle | None = None
        self._late_s = 0.0
        self._sweep_due = 0.0
        self._pool = SocketPool(self._readable)

    def ask(self, question: Question) -> None:
        """Send the question, or queue it."""
        self._send_or_queue(question, self._pick(question))

    def restart(self) -> None:
        """Reset the windows: after an outage few questions are sent at first."""
        for server in self.servers:
            server.window.restart()

    def take_back(self, why: str) -> None:
        """End all questions, sent or queued, but for probes. During an outage they would time out one by one, some only after its end."""
        for question in [*self._live, *(queued for server in self.servers for queued in server.queue)]:
            if not question.urgent:
                self._end(question, None, DnsOutcome.UNREACHABLE, why, self.servers[0])

    def silent_since(self, moment: float) -> bool:
        """Whether since this loop time nothing was heard for a while, though resolvers were asked."""
        begun, ended = self._gap
        return ended - max(begun, moment) > _GAP_S

    def close(self) -> None:
        if self._sweeper is not None:
            self._sweeper.cancel()
            self._sweeper = None
        self._live.clear()
        for server in self.servers:
            self._pool.close(server)

    # sending

    def _pick(self, question: Question) -> Server:
        """Return the first responsive resolver that has not been tried; if all were tried, the next in turn."""
        if len(self.servers) == 1:
            return self.servers[0]
        fresh = [s for s in self.servers if s not in question.tried]
        if fresh:
            return min(fresh, key=lambda s: s.silent >= 3)  # stable: in the operator's order
        return self.servers[question.sendings % len(self.servers)]

    def _send_or_queue(self, question: Question, server: Server) -> None:
        if question.urgent or (server.window.free and not server.queue):
            self._send(question, server)
        elif not question.queued:
            question.queued = True
            question.queued_at = self._clock()
            question.waiting(True)
            server.queue.append(question)

    def _send(self, question: Question, server: Server) -> None:
        now = self._clock()
        if question.sendings == 0:
            question.first_sent = now
        index = min(question.sendings, len(_REPEATS) - 1)
        question.due = question.first_sent + question.timeout_s * _REPEATS[index]
        question.last_sent = self._loop.time()
        question.sendings += 1
        question.tried.add(server)
        # a server may drop questions with EDNS: the last sending is without, and so without the client subnet opt-out
        edns = server.edns and server not in question.bare and (server.knows_edns or question.sendings < len(_REPEATS))
        try:
            udp_socket = self._pool.socket_for(server)
        except OSError as exc:
            self._failed(question, server, DnsOutcome.UNREACHABLE, _unreached(server, exc))
            return
        ident = self._pool.ident(udp_socket)
        udp_socket.open[ident] = (question, edns)
        question.tickets.append((udp_socket, ident))
        server.window.in_flight += 1
        self._live.add(question)
        udp_socket.sent += 1
        if self._sweeper is None:
            self._schedule_sweep()
        try:
            udp_socket.sock.send(message.query(ident, question.section, edns=edns, dnssec_ok=question.dnssec_ok))
        except BlockingIOError:
            pass  # treated as lost on the way
        except OSError as exc:
            if exc.errno in _OWN:
                self._failed(question, server, DnsOutcome.UNREACHABLE, _unreached(server, exc))
            else:
                self._cut_off(udp_socket, exc)

    # receiving

    def _readable(self, udp_socket: QuerySocket) -> None:
        receive, opened, server = udp_socket.sock.recv, udp_socket.open, udp_socket.server
        for _ in range(_BURST):
            try:
                wire = receive(_BUFFER)
            except (BlockingIOError, InterruptedError):
                return
            except OSError as exc:
                self._cut_off(udp_socket, exc)
                return
            ident = int.from_bytes(wire[:2], "big")
            entry = opened.get(ident)
            if entry is None or not message.answers(wire, entry[0].section):
                udp_socket.strays += 1
                continue
            self._heard(udp_socket, ident, entry[0])
            self._take(wire, entry[0], server, entry[1])
            if udp_socket.sock.fileno() < 0:
                return

    def _cut_off(self, udp_socket: QuerySocket, exc: OSError) -> None:
        """Fail all questions of a socket after an ICMP error. It is reported once and does not name its question."""
        for ident in list(udp_socket.open):
            if (entry := udp_socket.open.get(ident)) is not None:  # an earlier failure in this loop may have ended it
                self._failed(entry[0], udp_socket.server, DnsOutcome.UNREACHABLE, _unreached(udp_socket.server, exc))

    def _heard(self, udp_socket: QuerySocket, ident: int, question: Question) -> None:
        now = self._loop.time()
        if now - self.last_heard > _GAP_S:
            self._gap = (self.last_heard, now)
        self.last_heard = now
        udp_socket.server.silent = 0
        udp_socket.server.window.answered()
        for earlier, other in question.tickets:
            if earlier is udp_socket and other == ident:
                break
            earlier.server.window.dropped(self.last_heard)

    def _take(self, wire: bytes, question: Question, server: Server, edns: bool) -> None:
        try:
            reply = message.parse(wire, question.section)
        except BadMessage:
            self._hand_over(question, server, wire)
            return
        if reply.rcode in (message.FORMERR, message.NOTIMP, message.BADVERS) and edns:
            server.edns = server.knows_edns  # if it has answered others with EDNS, only this question is the problem
            question.bare.add(server)
            question.failure = _worse(question.failure, (reply.outcome, reply.failure(server.label), server))  # if nothing else is heard
            self._forget(question, server)
            self._send_or_queue(question, server)
            return
        server.knows_edns |= edns
        if reply.truncated:
            self._hand_over(question, server, wire)
            return
        outcome = reply.outcome
        if outcome.conclusive:
            self._end(question, reply, outcome, "", server)
            return
        self._failed(question, server, outcome, reply.failure(server.label), reply)

    def _hand_over(self, question: Question, server: Server, wire: bytes) -> None:
        self._release(question)
        self._truncated(question, server, "" if len(wire) > 2 and wire[2] & 2 else "unreadable")

    def _failed(self, question: Question, server: Server, outcome: DnsOutcome, why: str, reply: message.Reply | None = None) -> None:
        """Note that this resolver will not help. Ask the next one, wait for the others, or end with the most informative failure."""
        question.failure = _worse(question.failure, (outcome, why, server))
        self._forget(question, server)
        if not question.done and any(s not in question.tried for s in self.servers):
            self._send_or_queue(question, self._pick(question))
        elif not question.tickets:
            self._end(question, reply, *question.failure)

    def _end(self, question: Question, reply: message.Reply | None, outcome: DnsOutcome, why: str, server: Server) -> None:
        if not question.done:
            self._release(question)
            question.ended(question, reply, outcome, why, server.label)

    def _forget(self, question: Question, server: Server | None = None) -> None:
        """Remove the question from the sockets of one resolver, or of all, and free its places in the window."""
        kept = [] if server is None else [ticket for ticket in question.tickets if ticket[0].server is not server]
        for udp_socket, ident in question.tickets:
            if (udp_socket, ident) not in kept and udp_socket.open.pop(ident, None) is not None:
                udp_socket.server.window.in_flight -= 1
                if udp_socket.server.queue:
                    self._loop.call_soon(self._next, udp_socket.server)
                if not udp_socket.open:
                    self._pool.idle(udp_socket)
        question.tickets = kept
        if not kept:
            self._live.discard(question)

    def _release(self, question: Question) -> None:
        question.done = True
        self._forget(question)
        if question.queued:
            question.queued = False
            question.waiting(False)

    def _next(self, server: Server) -> None:
        while server.queue and (server.window.free or server.queue[0].done):
            question = server.queue.popleft()
            if question.done:
                continue
            question.queued = False
            question.waiting(False)
            question.first_sent += self._clock() - question.queued_at  # time in the queue of a further resolver does not count
            self._send(question, server)

    # time

    def _clock(self) -> float:
        """Loop time without the loop's own lateness: a busy machine is not a silent resolver."""
        return self._loop.time() - self._late_s

    def _schedule_sweep(self) -> None:
        self._sweep_due = self._loop.time() + _SWEEP_S
        self._sweeper = self._loop.call_later(_SWEEP_S, self._sweep)

    def _sweep(self) -> None:
        self._sweeper = None
        late = self._loop.time() - self._sweep_due - _LATE_S
        if late > 0:
            self._late_s += late
        for server in self.servers:
            for udp_socket in list(server.sockets):
                if udp_socket.open and udp_socket.sock.fileno() >= 0:  # reading an earlier one may have closed it
                    self._readable(udp_socket)
        now = self._clock()
        for question in [q for q in self._live if q.due <= now]:
            if question not in self._live or question.due > now:
                continue  # sending an earlier one may have shown that the resolver is gone: this one has ended or was sent again
            server = question.tickets[-1][0].server if question.tickets else self.servers[0]
            server.silent += 1
            if question.sendings >= len(_REPEATS):
                failure = question.failure or (DnsOutcome.TIMEOUT, f"no answer within {question.timeout_s:g} s", server)
                self._end(question, None, *failure)
            else:
                self._repeat(question)
        for server in self.servers:
            self._next(server)
        if self._live and self._sweeper is None:  # a sending above may have scheduled it: a second timer would outlive this object
            self._schedule_sweep()

    def _repeat(self, question: Question) -> None:
        """Send the question again; answers to earlier sendings still count. A repeat does not wait for the window."""
        self._send(question, self._pick(question))


def _unreached(server: Server, exc: OSError) -> str:
    return f"{server.label} can't be reached: {os.strerror(exc.errno or 0)}"


_TELLING = (DnsOutcome.SERVFAIL, DnsOutcome.REFUSED, DnsOutcome.MALFORMED, DnsOutcome.TIMEOUT, DnsOutcome.UNREACHABLE)


def _worse(one: tuple[DnsOutcome, str, Server] | None, two: tuple[DnsOutcome, str, Server]) -> tuple[DnsOutcome, str, Server]:
    """Return the more informative failure: a resolver that answered outweighs one that was unreachable."""
    return two if one is None or _TELLING.index(two[0]) < _TELLING.index(one[0]) else one
