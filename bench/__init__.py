"""Benchmarks of a scan's steps: each module prints its own table."""

import sys


def quick() -> bool:
    """Take `--quick` off the command line and return whether it stood there: fewer rounds, shorter lists, figures of one significant digit."""
    found = "--quick" in sys.argv[1:]
    sys.argv[1:] = [word for word in sys.argv[1:] if word != "--quick"]
    return found
