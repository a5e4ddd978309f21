"""A process that compiles one set of patterns: spelled on stdin, the database on stdout. See `pattern_folder`."""

import sys

from scamtriage.knowledge.compiled_patterns import compiled


def main() -> None:
    import hyperscan

    sys.stdout.buffer.write(hyperscan.dumpb(compiled(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
