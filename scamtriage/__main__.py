"""The program's start: the version costs nothing, everything else is loaded when it is needed."""

import sys


def main() -> None:
    """Entry point of the `scamtriage` command."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from scamtriage import __version__

        print(f"scamtriage {__version__}")
        return
    from scamtriage.cli.app import run

    run()


if __name__ == "__main__":
    main()
