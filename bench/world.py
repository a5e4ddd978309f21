"""Run the benchmark's lab in its own process, with pages of 30-150 KB: python -m bench.world COUNT [LATENCY]."""

import asyncio
import json
import random
import sys

from bench import pages
from bench.hosts import address, host
from bench.serving import FastLab, prepare
from scamtriage.lab.scene import Page, Registration, Scene

SEED = 20_261_124


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
                "A": [address(number)],
                "NS": ["ns1.mekong-dns-lab.net.", "ns2.mekong-dns-lab.net."],
                "MX": [f"10 mail.{name}."],
                "TXT": ["v=spf1 mx -all"],
                "CAA": ['0 issue "lab.example"'],
            },
            f"mail.{name}": {"A": [address(number)]},
            f"_dmarc.{name}": {"TXT": ["v=DMARC1; p=reject"]},
        },
        page=[Page(url=f"https://{name}/", html=html)],
    )


async def serve(count: int, latency: str) -> None:
    prepare(latency)
    chance = random.Random(SEED)
    made = [pages.page(chance.choice(sorted(pages.SENTENCES)), size=chance.randint(30_000, 150_000), seed=n).decode() for n in range(32)]
    async with FastLab.start([], extra=[scene(number, made[number % len(made)]) for number in range(count)]) as lab:
        print(json.dumps(lab.description()), flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""))
