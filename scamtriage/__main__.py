"""The program's start: the help pages cost nothing, everything else is loaded when it is needed."""

import sys


def main() -> None:
    """Entry point of the `scamtriage` command."""
    try:
        _main()
    except KeyboardInterrupt:  # before anybody heeds it, while the program is still being read
        import os

        os._exit(130)


def _main() -> None:
    _stand_in()
    words = sys.argv[1:]
    if words in (["--version"], ["-V"]):
        from scamtriage.cli.version import version

        _print(f"{version()}\n")
        return
    if len(words) in (1, 2) and words[-1] in ("--help", "-h") and (page := _page(words[:-1])):
        _print(page)
        return
    from scamtriage.cli.app import run

    run()


def _stand_in() -> None:
    """Something for each stream that whoever started us has closed: no file that is opened later may get its number, and be written to
    by what is meant for it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            import os

            stream = open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123, SIM115 - as long as the process
            os.set_inheritable(stream.fileno(), True)  # for the processes that we start
            setattr(sys, name, stream)


def _print(text: str) -> None:
    import os

    left = memoryview(text.encode())
    try:
        while left:  # past the buffer: what cannot be written must not wait there for the interpreter's end
            left = left[os.write(sys.stdout.fileno(), left) :]
    except OSError:  # said, and told by the exit code, as for any other output
        from scamtriage.cli import app, wiring

        app.run(lambda: wiring.write([text]))


def _page(command: list[str]) -> str:
    """The page as it was rendered at build time, byte-equal to the live one at 80 columns; "" when it must be rendered live."""
    import os

    columns = os.environ.get("COLUMNS", "")
    try:
        width = int(columns) if columns else os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ is not None else 80
    except (OSError, ValueError):
        width = 80
    name = command[0] if command else "root"
    if width < 80 or not name.isalpha() or command == ["root"]:
        return ""
    try:
        with open(os.path.join(os.path.dirname(__file__), "cli", "pages", f"{name}.txt"), encoding="utf-8") as file:  # noqa: PTH118, PTH120, PTH123 - pathlib costs as much as the rest of this start
            return file.read()
    except OSError:
        return ""


if __name__ == "__main__":
    main()
