"""Sites whose pages are a table, and the page collector's walk over them."""

import asyncio

from scamtriage.collect import page as collector
from scamtriage.net.collector_net import CollectorNet
from scamtriage.parse.html.page import read_page
from tests.net.peers import SITE, Net, page, server_context, target

read_page(body=b"<p>", content_type="text/html", url="https://a.invalid/", host="a.invalid", suffix="")  # compiled before a clock runs

QUICK = {"slow_window_s": 0.3, "answer_timeout_s": 0.5, "handshake_timeout_s": 0.5, "connect_timeout_s": 0.5, "deadline_s": 5.0}
HTML = b"<html lang=en><title>Hello</title><body><h1>Shop</h1><p>Write to us</p></body></html>"


class Site:
    """Answers by path; asks are written down as (host, path, user agent)."""

    def __init__(self, pages: dict[str, bytes]) -> None:
        self.pages = pages
        self.asked: list[tuple[str, str]] = []
        self.heads: list[bytes] = []
        self.connections = 0

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            self.heads.append(head)
            path = head.split(b" ")[1].decode()
            host = head.split(b"Host: ")[1].split(b"\r\n")[0].decode()
            self.asked.append((host, path))
            answer = self.pages.get(path, page(b"no such page", status="404 Not Found"))
            answer = answer(head) if callable(answer) else answer
            writer.write(answer)
            await writer.drain()


def moved(to: str, status: str = "302 Found") -> bytes:
    return page(b"", f"Location: {to}", status=status)


async def collect(net: Net, url: str = "https://site.example/", *, scheme_given: bool = True):
    aim = target(url, scheme_given=scheme_given)
    async with net.session.target(aim) as shared:
        view = CollectorNet(shared, "page")
        async with view.within(10):
            facts = await collector.collect(aim, view)
    assert net.dialer.places.holders == 0
    return facts, view.notes


async def site(net: Net, pages: dict[str, bytes], *, host: str = "site.example", address: str = SITE, tls: bool = True, **more) -> Site:
    server = Site(pages)
    await net.serve(server, host=host, address=address, port=443 if tls else 80, tls=server_context(host) if tls else None, **more)
    return server
