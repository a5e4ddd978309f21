"""One WHOIS question on port 43 (RFC 3912): bounded in time and bytes; a partial answer is returned too."""

from dataclasses import dataclass

from scamtriage.net.clock import Deadline
from scamtriage.net.connect import Connector
from scamtriage.net.errors import NetError, TimedOut, Unreachable
from scamtriage.net.policy import NetPolicy
from scamtriage.records.limits import limit

PORT = 43
_PORTS = frozenset({PORT})
_IDLE_S = 3.0
"""Silence after which we stop waiting for a peer that has sent whole lines but does not close.

Comment lines alone, such as the terms of use, do not count: many servers send them before they search.
"""
_COMMENTS = (b"%", b"#")


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoisText:
    """What a server sent. `complete` only if the server itself closed the connection."""

    body: bytes
    complete: bool
    cut: str = ""
    """The cap that was reached, as in records.Cap ("wire_bytes 256000", "idle_s 3", …); "broken off" if none of ours."""


async def ask(connector: Connector, server: str, query: str, deadline: Deadline, policy: NetPolicy) -> WhoisText:
    """Send one line to one server and return the answer. Raises NetError if nothing came back."""
    stream = await connector.connect(server, PORT, deadline, ports=_PORTS)
    body = bytearray()
    began = deadline.elapsed()
    said, whole = False, 0  # whether a whole line that is no comment has come; how many bytes of whole lines were searched
    try:
        await stream.write(query.encode("ascii") + b"\r\n")
        while True:
            left, cut = began + policy.whois_timeout_s - deadline.elapsed(), limit("whois_timeout_s", f"{policy.whois_timeout_s:g}")
            if said and left > _IDLE_S and body.endswith(b"\n"):
                left, cut = _IDLE_S, limit("idle_s", f"{_IDLE_S:g}")
            stream.expect(max(left, 0.001), f"{server} did not answer within {policy.whois_timeout_s:g} s", deadline=deadline)
            part = await stream.read()
            if not part:
                break
            body += part
            if b"\n" in part:
                end = body.rfind(b"\n") + 1
                said = said or any(line.strip() and not line.lstrip().startswith(_COMMENTS) for line in body[whole:end].splitlines())
                whole = end
            if len(body) > policy.max_whois_bytes:
                return WhoisText(
                    body=bytes(body[: policy.max_whois_bytes]), complete=False, cut=limit("wire_bytes", policy.max_whois_bytes)
                )
    except TimedOut:
        if not body:
            raise
        cut = cut if deadline.left() > 0 else limit("seconds", f"{deadline.budget_s:g}")
        return WhoisText(body=bytes(body), complete=False, cut=cut)
    except NetError:
        if not body:
            raise
        return WhoisText(body=bytes(body), complete=False, cut=limit("broken off"))
    finally:
        stream.close()
    if not body:
        raise Unreachable(f"{server} closed the connection without an answer")
    return WhoisText(body=bytes(body), complete=True)
