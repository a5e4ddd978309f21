"""The benchmark's lab in a process of its own, as many hosts as wanted, pages of 30-150 KB: python -m bench.world COUNT."""

import asyncio
import json
import random
import sys

from bench import pages
from scamtriage.lab.internet import Lab
from scamtriage.lab.scene import Page, Registration, Scene

SEED = 20_261_124


def host(number: int) -> str:
    return f"bench-shop-{number}.com"


def scene(number: int, html: str) -> Scene:
    """One ordinary small shop: DNS of eight types, a registration, a certificate, a page."""
    name = host(number)
    return Scene(
        id=f"bench-{number}",
        about="a benchmark host",
        target=f"https://{name}/",
        registration=[Registration(name=name, created_days_ago=400 + number % 900, expires_in_days=200)],
        dns={
            name: {
                "A": [f"103.152.{number // 250 % 250}.{number % 250 + 1}"],
                "NS": ["ns1.mekong-dns-lab.net.", "ns2.mekong-dns-lab.net."],
                "MX": [f"10 mail.{name}."],
                "TXT": ["v=spf1 mx -all"],
                "CAA": ['0 issue "lab.example"'],
            },
            f"_dmarc.{name}": {"TXT": ["v=DMARC1; p=reject"]},
        },
        page=[Page(url=f"https://{name}/", html=html)],
    )


async def serve(count: int) -> None:
    chance = random.Random(SEED)
    made = [pages.page(chance.choice(sorted(pages.SENTENCES)), size=chance.randint(30_000, 150_000), seed=n).decode() for n in range(32)]
    async with Lab.start([], extra=[scene(number, made[number % len(made)]) for number in range(count)]) as lab:
        print(json.dumps(lab.description()), flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
