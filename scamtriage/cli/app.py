"""The command tree, and the run of the program around it: signals, closed pipes, exit codes."""

import os
import signal
import sys
import warnings
from collections.abc import Callable
from typing import Any, NoReturn

import typer
from typer._click import Command, Context
from typer.core import TyperCommand, TyperGroup

from scamtriage.batch.stop_signals import STOPS, handled_signals
from scamtriage.cli.command_table import COMMANDS, load
from scamtriage.cli.errors import is_site, report
from scamtriage.cli.interrupt import INTERRUPTED, call_later
from scamtriage.cli.output.streams import ReaderGone, close_quietly, set_up_streams
from scamtriage.cli.values import LightValues

HELP = """Triage of scam and fake-call-centre domains: guarded evidence, explained verdicts.

\b
Examples:
  scamtriage check 'hxxps://dsi-case-th[.]top/'
  scamtriage scan urls.txt -o verdicts.ndjson -o table.csv
  scamtriage lookup registration example.com --format json
  scamtriage demo

Exit codes: 0 done, 1 runtime error, 2 usage, 10 --fail-on met, 11 incomplete or refused with --strict, 130 interrupted.
"""
_COMPLETE = "_SCAMTRIAGE_COMPLETE"
_CALLED = {
    "extract": "scamtriage scan TEXT --extract, or scamtriage contacts TEXT",
    **dict.fromkeys(("triage", "analyse", "analyze", "judge"), "scamtriage check TARGET, or scamtriage scan FILE"),
    **dict.fromkeys(("whois", "rdap"), "scamtriage lookup registration TARGET"),
    **dict.fromkeys(("report", "export"), "scamtriage score EVIDENCE.jsonl --format html, stix, misp, xarf …"),
    **{what: f"scamtriage lookup {what} TARGET" for what in ("dns", "registration", "certificate", "hosting", "page")},
    "version": "scamtriage --version",
}
"""What other tools call a command -> what is typed here."""
_MOMENT_S = 1.0
"""Seconds to flush stdout after an interrupt: enough for any reader that still reads, and bounded for a pager."""


class Commands(LightValues, TyperGroup):
    """The command group. It lists commands by their short help alone, and loads the one that is run, completed or asked for its help.

    `help` and `help COMMAND` work like `--help`.
    """

    def __init__(self, **settings: Any) -> None:
        listed = {name: TyperCommand(name, short_help=short) for name, short in COMMANDS.items()}
        super().__init__(**settings | {"commands": listed})

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Return the command that `args` name. Raises UsageError, which suggests `check` for a site, `scan` for a file, ours for another
        tool's."""
        first, *rest = args
        if not ctx.resilient_parsing:  # else this is shell completion, which prints nothing
            if first == "help" and rest:
                args = [rest[0], "--help"]
            elif first == "help":
                typer.echo(ctx.get_help())
                ctx.exit()
            elif first not in COMMANDS and is_site(first):
                from scamtriage.cli.notices.retry_command import typed

                ctx.fail(f"{first!r} is no command. To look at a site: {typed('check', *args)}")
            elif first not in COMMANDS and first.lower() in _CALLED:
                ctx.fail(f"{first!r} is no command. Here it is: {_CALLED[first.lower()]}")
            elif first not in COMMANDS:
                from scamtriage.cli.notices.retry_command import typed
                from scamtriage.cli.preconditions import meant_as_file

                if meant_as_file(first):
                    ctx.fail(f"{first!r} is no command, and a file here. A list is triaged by: {typed('scan', *args)}")
        name, _, rest = super().resolve_command(ctx, args)
        return name, load(name) if name else None, rest


app = typer.Typer(
    name="scamtriage",
    cls=Commands,
    help=HELP,
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,  # plain help: importing rich slows the start down
    pretty_exceptions_enable=False,  # a traceback with local values could print text of a target
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def root(version: bool = typer.Option(False, "--version", "-V", help="Print the version and exit.", is_eager=True)) -> None:
    """Options of the program itself."""
    if version:
        from scamtriage.cli.output.printing import write
        from scamtriage.cli.version import version as line  # not at the top: it reads all the knowledge

        write([f"{line()}\n"])
        raise typer.Exit


def run(command: Callable[[], object] | None = None) -> None:
    """Run the command line, or `command` if given, and exit with its code."""
    os.umask(0o077)  # outputs may hold personal data of victims: readable by the user only
    set_up_streams()
    for number in handled_signals():
        signal.signal(number, signal.default_int_handler)  # end like a Ctrl-C, which keeps the rows
    _complete_in_either_order()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # warnings of libraries are for programmers, not for users
    failed = False
    try:
        code = _command_line() if command is None else command()
    except KeyboardInterrupt:
        _leave()
    except ReaderGone as gone:
        close_quietly()
        code = gone.code
    except Exception as exc:  # noqa: BLE001 - reported as one sentence
        code, failed = report(exc), True
    if code == INTERRUPTED:
        _leave()
    try:
        sys.stdout.flush()
    except KeyboardInterrupt:  # the reader of stdout is blocked
        os._exit(INTERRUPTED)
    except BrokenPipeError:
        close_quietly()
    except OSError as exc:
        exc.filename = exc.filename or "stdout"
        code = code if failed else report(exc)
        close_quietly()  # else the interpreter flushes again at exit, fails, and changes the exit code
    sys.exit(code if isinstance(code, int) else 0)


def _leave() -> NoReturn:
    """Flush stdout within `_MOMENT_S` and exit with INTERRUPTED, by `os._exit`.

    A normal interpreter shutdown would wait for threads that write outputs or query the resolver, and a signal during it would kill the
    process or print a traceback.
    """
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)
    call_later(_MOMENT_S, lambda: os._exit(INTERRUPTED))
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        pass
    except OSError as exc:
        exc.filename = exc.filename or "stdout"
        report(exc)
    os._exit(INTERRUPTED)


def _command_line() -> object:
    option = "".join(sys.argv[1:2])
    if option in ("--install-completion", "--show-completion") and len(sys.argv) > 2:
        raise typer.BadParameter(f"{option} takes no word: it is for the shell from which it is started")
    return app(prog_name="scamtriage", standalone_mode=False)


def _complete_in_either_order() -> None:
    """Accept "bash_source" for "source_bash" in the completion variable, as other programs use it."""
    shell, mark, what = os.environ.get(_COMPLETE, "").partition("_")
    if mark and what in ("source", "complete"):
        os.environ[_COMPLETE] = f"{what}_{shell}"
