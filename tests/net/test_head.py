"""The quick reader of everyday heads says what h11 says, or nothing."""

import h11
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scamtriage.net.head import read_head

CAPS = {"max_bytes": 65_536, "max_lines": 200}


def by_h11(data: bytes) -> tuple[int, tuple[tuple[str, str], ...], bytes, bool]:
    """Status, headers, body and whether another question may follow, as h11 reads an answer that is whole. Raises RemoteProtocolError."""
    http = h11.Connection(h11.CLIENT)
    http.send(h11.Request(method="GET", target="/", headers=[("Host", "x")]))
    http.send(h11.EndOfMessage())
    http.receive_data(data)
    head = http.next_event()
    assert isinstance(head, h11.Response), head
    body = b""
    while isinstance(event := http.next_event(), h11.Data):
        body += event.data
    assert isinstance(event, h11.EndOfMessage), event
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in head.headers)
    return head.status_code, headers, body, http.their_state is h11.DONE and http.trailing_data == (b"", False)


def agree(data: bytes) -> bool:
    """Whether the quick reader read it; where it did, h11 must say the same."""
    quick = read_head(data, **CAPS)
    if quick is None:
        return False
    head, rest = quick
    body = b"." * head.length
    status, headers, read, reusable = by_h11(data[: len(data) - len(rest)] + body)
    assert (status, headers, read, reusable) == (head.status_code, head.headers, body, head.keeps)
    return True


EVERYDAY = [
    b"HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 5\r\n\r\n",
    b"HTTP/1.1 404 Not Found\r\ncontent-length:0\r\nConnection: close\r\n\r\n",
    b"HTTP/1.1 301 \r\nLocation:\thttps://b.example/ \r\nX-Empty:\r\nContent-Length: 12\r\nConnection: Keep-Alive\r\n\r\n",
    b"HTTP/1.1 200\r\nX: caf\xe9\r\nSet-Cookie: a=b\r\nset-cookie: c=d\r\nContent-Length: 00\r\n\r\n",
]
UNUSUAL = [
    b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\n",
    b"HTTP/1.1 100 Continue\r\nContent-Length: 5\r\n\r\n",
    b"HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n",
    b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n folded\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\n",
    b"HTTP/1.1 200 OK\nContent-Length: 5\n\n",
    b"HTTP/1.1 200 OK\r\nX: a\x00b\r\nContent-Length: 5\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nX: a\rb\r\nContent-Length: 5\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nX: a\nb: c\r\nContent-Length: 5\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nConnection: close, x\r\nContent-Length: 5\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n",
    b"HTTP/1.1 2000 OK\r\nContent-Length: 5\r\n\r\n",
    b"HTTP/1.1 200OK\r\nContent-Length: 5\r\n\r\n",
    b"\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"Content-Length: 5\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\nContent-Length: 5\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: " + b"1" * 16 + b"\r\n\r\n",
]


@pytest.mark.parametrize("head", EVERYDAY)
def test_an_everyday_head_is_read_as_h11_reads_it(head) -> None:
    assert agree(head)
    assert agree(head + b"and what follows")


@pytest.mark.parametrize("head", UNUSUAL)
def test_what_is_unusual_is_left_to_h11(head) -> None:
    assert read_head(head, **CAPS) is None


LINE = st.sampled_from(
    [
        b"Content-Length: 7",
        b"content-length:0 ",
        b"Content-Length: 3",
        b"Transfer-Encoding: chunked",
        b"Connection: close",
        b"Connection: x",
    ]
) | st.binary(max_size=20)


@given(
    st.sampled_from([b"HTTP/1.1 200 OK", b"HTTP/1.1 302 ", b"HTTP/1.0 200 OK", b"HTTP/1.1 103 Hints"]) | st.binary(max_size=20),
    st.lists(st.tuples(st.sampled_from([b"\r\n", b"\r\n", b"\r\n", b"\n", b"\r\n "]), LINE), max_size=6),
    st.binary(max_size=10),
)
@example(b"HTTP/1.1 200 OK", [(b"\r\n", b"X:\x0b y"), (b"\r\n", b"Content-Length: 7")], b"")
@example(b"HTTP/1.1 200 OK", [(b"\r\n", b"X: \xa0 y \x85"), (b"\r\n", b"Content-Length: 7")], b"")
@example(b"HTTP/1.1 200 \xa0", [(b"\r\n", b"X: y"), (b"\r\n", b"Content-Length: 7 ")], b"\r\n\r\n")
def test_no_head_is_read_otherwise_than_by_h11(first, lines, rest) -> None:
    agree(first + b"".join(end + line for end, line in lines) + b"\r\n\r\n" + rest)
