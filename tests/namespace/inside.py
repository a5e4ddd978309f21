"""Runs inside an empty network namespace: the lab on its own addresses and ports, and the program as anybody would start it."""

import json
import os
import subprocess
import sys

from tests.patterns import lent


def main() -> None:
    """Arguments are those of the command line under test, with {targets} and {resolver} filled in; prints its JSON."""
    serving = [sys.executable, "-m", "scamtriage.lab", "serve", "--natural", "--assign"]
    with subprocess.Popen(serving, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            lab = json.loads(server.stdout.readline())
            scenes, *command = sys.argv[1:]
            targets = [lab["targets"][scene] for scene in scenes.split(",")]
            resolver = lab["resolver"].removesuffix(":53")
            own = os.path.dirname(lab["ca_file"])  # cache, and the pace at registries, which are real ones' names
            environment = {**os.environ, "SSL_CERT_FILE": lab["ca_file"], "XDG_CACHE_HOME": own, "XDG_RUNTIME_DIR": own}
            with lent(own):
                done = subprocess.run(
                    [sys.executable, "-m", "scamtriage", *command, *targets, "--resolver", resolver],
                    env=environment,
                    capture_output=True,
                    text=True,
                    timeout=60,
                    check=False,
                )
            print(json.dumps({"code": done.returncode, "out": done.stdout, "err": done.stderr}))
        finally:
            server.stdin.close()
            server.wait(10)


if __name__ == "__main__":
    main()
