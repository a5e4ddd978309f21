"""One client process of the hostile internet: settings and lines on stdin as JSON, figures on stdout; its memory is its own."""

import asyncio
import json
import resource
import sys

from scamtriage.config import Config
from tests.hostile.internet import Cage
from tests.hostile.running import run


def main() -> None:
    given = json.load(sys.stdin)
    cage = Cage({(ip, port): (host, to) for ip, port, host, to in given["routes"]}, tuple(given["operator"]), tuple(given["vault"]))
    settings = {**given["settings"], "resolvers": tuple(given["settings"]["resolvers"])}
    ended = asyncio.run(run(given["lines"], Config(**settings), cage))
    figures = {
        "rows": len(ended),
        "statuses": sorted({str(one.row.status) for one in ended}),
        "over_s": max(one.seconds - settings["deadline_s"] - 2 * one.lag_s for one in ended),
        "seconds": max(one.seconds for one in ended),
        "forbidden": len(cage.forbidden),
        "rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "control": [str(ended[0].row.status), str(ended[-1].row.status)],
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
