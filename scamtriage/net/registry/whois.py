"""One WHOIS question on port 43 (RFC 3912): bounded in time and bytes; a partial answer is returned too."""

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


async def ask(connector: Connector, server: str, query: str, deadline: Deadline, policy: NetPolicy) -> tuple[bytes, str]:
    """Send one line to one server. Raises NetError if nothing came back.

    Return the answer, and the cap that cut it as in records.Cap ("wire_bytes 256000", "idle_s 3", …). It is "broken off" if it was none of
    ours, and "" if the server itself closed the connection.
    """
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
                return bytes(body[: policy.max_whois_bytes]), limit("wire_bytes", policy.max_whois_bytes)
    except TimedOut:
        if not body:
            raise
        return bytes(body), cut if deadline.left() > 0 else limit("seconds", f"{deadline.budget_s:g}")
    except NetError:
        if not body:
            raise
        return bytes(body), limit("broken off")
    finally:
        stream.close()
    if not body:
        raise Unreachable(f"{server} closed the connection without an answer")
    return bytes(body), ""
