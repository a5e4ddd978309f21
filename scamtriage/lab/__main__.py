"""`python -m scamtriage.lab serve`: run the lab for another process. Prints its addresses and runs until stdin closes."""

import argparse
import asyncio
import json
import os
import subprocess
import sys

from scamtriage.lab.internet import Lab
from scamtriage.lab.scene import load_scenes, load_surroundings
from scamtriage.lab.world import World


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m scamtriage.lab", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="the scenes, one a line")
    serve = commands.add_parser("serve", help="start the lab; ends when stdin closes")
    serve.add_argument("scenes", nargs="*", help="ids of scenes; none: all")
    serve.add_argument("--natural", action="store_true", help="listen on the world's own addresses and ports")
    serve.add_argument("--assign", action="store_true", help="first give this host those addresses; only inside a network namespace")
    given = parser.parse_args()
    if given.command == "list":
        try:
            for scene in load_scenes().values():
                print(f"{scene.id:20} {scene.target:45} {scene.about}")
            sys.stdout.flush()
        except BrokenPipeError:  # who reads has seen enough; the interpreter's own last flush would fail as well
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    asyncio.run(_serve(given.scenes or None, natural=given.natural, assign=given.assign))


async def _serve(scenes: list[str] | None, *, natural: bool, assign: bool) -> None:
    if assign:
        await asyncio.to_thread(_assign_addresses)
    async with Lab.start(scenes, natural=natural) as lab:
        print(json.dumps(lab.description()), flush=True)
        await asyncio.to_thread(sys.stdin.read)


def _assign_addresses() -> None:
    """Assign every address of the world to the loopback interface. Exits if another interface exists."""
    interfaces = json.loads(subprocess.run(["ip", "-json", "link"], check=True, capture_output=True).stdout)
    if others := [interface["ifname"] for interface in interfaces if interface["ifname"] != "lo"]:
        sys.exit(f"this is no empty network namespace (it has {', '.join(others)}); nothing was changed")
    from datetime import UTC, datetime

    world = World(load_scenes().values(), load_surroundings(), datetime.now(UTC))
    addresses = sorted({service.address for service in world.services()})
    lines = ["link set lo up", *[f"addr add {a}/{128 if ':' in a else 32} dev lo{' nodad' if ':' in a else ''}" for a in addresses]]
    subprocess.run(["ip", "-batch", "-"], input="\n".join(lines).encode(), check=True)


if __name__ == "__main__":
    main()
