"""Entry point of the command. Stored help pages are printed without loading the rest; `--version` loads the knowledge that it names."""

import sys


def main() -> None:
    """Entry point of the `scamtriage` command."""
    try:
        _main()
    except KeyboardInterrupt:  # before the signal handlers are installed, while modules are still being imported
        import os

        os._exit(130)


def _main() -> None:
    if sys.platform == "win32":  # its event loop watches no sockets of ours, and its files have no rights to check
        sys.exit("scamtriage needs Linux or macOS; on Windows it runs in WSL: https://learn.microsoft.com/windows/wsl")
    _stand_in()
    words = sys.argv[1:]
    if words in (["--version"], ["-V"]):
        from scamtriage.cli.version import version

        _print(f"{version()}\n")
        return
    if len(words) in (1, 2) and words[-1] in ("--help", "-h") and (page := _page(words[:-1])):
        _print(page)
        return
    from scamtriage.batch.gc_tuning import collect_less_often

    collect_less_often()
    from scamtriage.cli.app import run

    run()


def _stand_in() -> None:
    """Open the null device for each standard stream that the parent process closed.

    Otherwise a file opened later gets descriptor 0, 1 or 2, and output meant for the stream is written to that file. The one for stdout
    cannot be written to: rows that nobody gets are an error, as for other programs. A scan that writes into files ends well.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            import os

            opened = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
            stream = open(opened, mode, encoding="utf-8")  # noqa: PTH123, SIM115 - as long as the process
            os.set_inheritable(stream.fileno(), True)  # child processes need it too
            setattr(sys, name, stream)


def _print(text: str) -> None:
    import os

    left = memoryview(text.encode())
    try:
        while left:  # unbuffered, so that a write error is raised here and not at interpreter shutdown
            left = left[os.write(sys.stdout.fileno(), left) :]
    except OSError:  # write again through the application, which reports the error and sets the exit code
        from scamtriage.cli import app
        from scamtriage.cli.output import printing

        app.run(lambda: printing.write([text]))


def _page(command: list[str]) -> str:
    """Return the help page rendered at build time, or "" if it must be rendered live.

    The stored page is byte-equal to the live one at 80 columns.
    """
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
