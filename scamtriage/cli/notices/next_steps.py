"""What a command about a few targets says on stderr when they were looked at: what was left out, and the command that makes up for it."""

from collections.abc import Iterable, Sequence

import typer
from typer._click.globals import get_current_context

from scamtriage.cli.notices import messages
from scamtriage.cli.notices.retry_command import meant_command
from scamtriage.cli.options import ConsoleOptions
from scamtriage.knowledge.speech import speech
from scamtriage.records import lazy_re
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import PageFacts
from scamtriage.records.reasons import NO_RESOLVER, RESOLVER_DENIES_ALL
from scamtriage.render.text import defang

_DENIED = lazy_re.compile(r"the registry could not be asked: (?P<host>[a-z0-9.-]{4,253}) does not exist\Z")
_LONGEST = 300
"""Characters of an address that a command to paste is given. Of a longer one it gets the host: nobody pastes half an address."""


def tell_no_resolver(console: ConsoleOptions, seen: Iterable[Assessment | Refusal | Dossier], language: str) -> None:
    """Print that no resolver answered, or that it denies a registry's own server, and how to find out why; nothing if one did answer, or if
    none was asked."""
    reasons = [one.reason for row in seen if not isinstance(row, Refusal) for one in row.evidence.values() if not one.outcome.conclusive]
    if any(said in reason for reason in reasons for said in NO_RESOLVER):
        told = "No resolver answered: {command} says what is wrong, and --resolver names another."
        messages.hint(console, speech(language).say(told, command="scamtriage doctor"))
    elif any(RESOLVER_DENIES_ALL in reason for reason in reasons):
        told = "The resolver denies every name: {command} says what is wrong, and --resolver names another."
        messages.hint(console, speech(language).say(told, command="scamtriage doctor"))
    elif denied := next((found["host"] for reason in reasons if (found := _DENIED.match(reason)) is not None), ""):
        told = (
            "The resolver says that {host} does not exist, a registry's own server: what it says of other names may be false too. {command}"
        )
        messages.hint(console, speech(language).say(told, host=denied, command="scamtriage doctor"))


def tell_landings(console: ConsoleOptions, rows: Sequence[Assessment | Refusal], language: str) -> None:
    """Print of each suspected address that leads to another name how to look that up: the row knows the holder and the host of its own."""
    judged = [row for row in rows if isinstance(row, Assessment)]
    known = {row.target.host for row in judged}
    context: typer.Context | None = get_current_context(silent=True)  # type: ignore[assignment]
    for row in judged:
        page = row.facts("page", PageFacts)
        if page is None or not row.landed or row.landed in known or row.verdict.rank < Verdict.SUSPICIOUS.rank:
            continue
        known.add(row.landed)
        where = page.final_url if len(page.final_url) <= _LONGEST else row.landed
        command = meant_command("check", defang(where), context=context)
        told = "{host} leads to {landing}, which was not looked up itself: {command}"
        messages.hint(console, speech(language).say(told, host=defang(row.target.host), landing=defang(row.landed), command=command))
