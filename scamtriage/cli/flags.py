"""Options and the settings file turned into the configuration of a run."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

import typer

from scamtriage.cli.notices import messages
from scamtriage.cli.options import Collecting, ConsoleOptions, Judging, NetworkOptions, Reporting, TargetOptions
from scamtriage.config import NO_CONTACT, NO_PROXY, Config, load
from scamtriage.pattern_folder import keep_patterns
from scamtriage.records.evidence import Mode

_SITE = ("second_look", "deep", "qr_images", "user_agent")
_NETWORK = ("resolver", "timeout", "deadline", "proxy", "allow_net", "cache", "reputation", "personal_data", "follow")
OF_A_VISIT = ("full", *_SITE, "personal_data", "follow")
"""Options that have no effect on a saved page, of which nothing is asked. Those that ask less, or decide how it is asked, do no harm."""
_IDLE = {Mode.OFFLINE: (*_NETWORK, *_SITE), Mode.PASSIVE: _SITE}
"""Mode -> options that have no effect in it."""
_UNKEPT = "{folder}: word lists cannot be kept there, so every run compiles them for seconds; scamtriage doctor says what to do"
_BECAUSE = {Mode.OFFLINE: "opens no socket", Mode.PASSIVE: "sends the target nothing"}


def settings(
    collecting: NetworkOptions | None, judging: Judging | None, reporting: Reporting | None = None, *, console: ConsoleOptions
) -> Config:
    """Return the configuration; options override the settings file, which overrides the defaults. Raises BadConfig, BadParameter.

    This process keeps compiled patterns where they say, and tells on a terminal when it compiles some.
    """
    flags: dict[str, Any] = {}
    path = None
    if collecting is not None:
        path = collecting.config
        flags |= {
            "resolvers": tuple(collecting.resolver) if collecting.resolver else None,
            "timeout_s": collecting.timeout,
            "proxy": "" if collecting.proxy == NO_PROXY else collecting.proxy,
            "allow_networks": tuple(collecting.allow_net) if collecting.allow_net else None,
            "cache": collecting.cache,
        }
    if isinstance(collecting, Collecting):
        flags |= {
            "mode": _mode(collecting),
            "deadline_s": collecting.deadline,
            "second_look": collecting.second_look,
            "deep": collecting.deep,
            "qr_images": collecting.qr_images,
            "follow": collecting.follow if isinstance(collecting, TargetOptions) else None,
            "reputation": collecting.reputation,
            "personal_data": collecting.personal_data,
            "user_agent": collecting.user_agent,
        }
    if judging is not None:
        flags |= {
            "prior": judging.prior,
            "language": judging.lang,
            "gambling": judging.gambling,
            "model": str(judging.model) if judging.model else None,
            "allow_lists": tuple(map(str, judging.allow_list)) if judging.allow_list else None,
            "block_lists": tuple(map(str, judging.block_list)) if judging.block_list else None,
        }
    if reporting is not None:
        flags |= {"reporter": reporting.reporter, "tlp": reporting.tlp, "share": _named(reporting.share)}
        flags |= {"share_query": reporting.share_query}
    config = load(path, {key: value for key, value in flags.items() if value is not None})
    if isinstance(collecting, Collecting):
        _need_obeyed(collecting, config.mode)
    keep_patterns(config, lambda: preparing(console), lambda folder: messages.hint(console, _UNKEPT.format(folder=folder)))
    return config


def preparing(console: ConsoleOptions) -> AbstractContextManager[object]:
    """Tell on a terminal that patterns are compiled: some ten seconds in all, of which a first look at a page needs most. Not behind a
    pipe, where the terminal is the reader's once it has rows."""
    from scamtriage.cli.notices.progress import into_pipe, waiting  # not at the top: most runs find everything compiled

    return nullcontext() if into_pipe() else waiting(console, "preparing the word lists, once for this version and machine")


def _mode(collecting: Collecting) -> Mode | None:
    """Return the mode given as an option, or None. Raises BadParameter for more than one."""
    typed = [mode for mode in Mode if getattr(collecting, mode)]
    if len(typed) > 1:
        raise typer.BadParameter(f"{' and '.join(f'--{mode}' for mode in typed)} exclude each other; --{typed[-1]} asks less")
    return typed[0] if typed else None


def _need_obeyed(collecting: Collecting, mode: Mode) -> None:
    """Raise BadParameter for an option that has no effect in this mode. The mode may come from the settings file."""
    said = f"--{mode}" if _mode(collecting) else f'mode = "{mode}" of the settings'
    for name in _IDLE.get(mode, ()):
        if getattr(collecting, name, None):  # not every command follows names
            raise typer.BadParameter(f"{said} {_BECAUSE[mode]}, so --{name.replace('_', '-')} could do nothing; leave it out")


def need_no_visit(collecting: Collecting) -> None:
    """Raise BadParameter for an option that has no effect on a saved page."""
    for name in OF_A_VISIT:
        if getattr(collecting, name, None):
            raise typer.BadParameter(f"of a saved page nothing is asked, so --{name.replace('_', '-')} could do nothing; leave it out")


def _named(kinds: list[str] | None) -> tuple[str, ...] | None:
    """Return the kinds of --share; None if it was not given. "none" is left out: alone it yields (), which overrides the settings. Raises
    BadParameter where it stands beside a kind."""
    if kinds and NO_CONTACT in kinds and len(set(kinds)) > 1:
        other = next(kind for kind in kinds if kind != NO_CONTACT)
        raise typer.BadParameter(f"--share {NO_CONTACT} and --share {other} exclude each other; leave one out")
    return tuple(kind for kind in kinds if kind != NO_CONTACT) if kinds else None
