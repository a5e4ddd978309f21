"""Options shared by several commands: each field of a dataclass here becomes an option of the commands that use it."""

import copy
import dataclasses
import functools
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_type_hints

import typer

Format = Literal["table", "json", "ndjson", "csv", "html", "md", "markdown", "stix", "misp", "xarf"]
Level = Literal["suspicious", "likely-scam", "near-certain"]
SavedAt = Annotated[str, typer.Option("--url", help="Where a saved page was; the target is its file.", show_default=False)]
SavedCharset = Annotated[str, typer.Option("--charset", help="Encoding of a saved page, if it does not state it.", show_default=False)]
Tongue = Literal["en", "th", "ms", "id", "vi", "zh"]
Lang = Annotated[Tongue | None, typer.Option("--lang", help="Language of what is found; messages, help and JSON stay English.")]
ConfigFile = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="A TOML file of settings.")]
FactsFormat = Annotated[Literal["table", "json", "ndjson"], typer.Option("--format", "-f", help="Output format.")]
TargetsOrPage = Annotated[
    list[str], typer.Argument(metavar="TARGET", help="URL, domain, IP or e-mail address; defanged is fine. Or a saved page.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 11 when evidence is incomplete, or a target was refused.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """Options for judging evidence and presenting the result."""

    prior: Annotated[
        float | None, typer.Option(help="How likely a scam is before any evidence (0..1). Moves the probability, never the verdict.")
    ] = None
    lang: Annotated[
        Tongue | None,
        typer.Option(help="Language of reports, findings and summaries; errors, progress and help stay English."),
    ] = None
    gambling: Annotated[Literal["type", "scam", "ignore"] | None, typer.Option(help="What illegal gambling counts as.")] = None
    model: Annotated[Path | None, typer.Option(help="Model file to use instead of the shipped one.")] = None
    allow_list: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Names you know to be honest: marked in the row, never put into reports, verdict unchanged."),
    ] = None
    block_list: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Names you have confirmed as scams: marked in the row, may go into reports, verdict unchanged."),
    ] = None
    fail_on: Annotated[Level | None, typer.Option(help="Exit 10 when a verdict reaches this level.")] = None
    strict: Strict = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkOptions:
    """Options for network access."""

    resolver: Annotated[
        list[str] | None, typer.Option(metavar="ADDRESS", help="IP[:PORT], https://… or tls://…; may be repeated. Default: the system's.")
    ] = None
    timeout: Annotated[float | None, typer.Option(metavar="SECONDS", help="Time limit of one connection or DNS question [5].")] = None
    proxy: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="socks5h://… or http://…, preferably by IP address; nothing but the proxy is then contacted. none: no proxy.",
        ),
    ] = None
    allow_net: Annotated[
        list[str] | None, typer.Option(metavar="CIDR", help="Admit a network that the guard refuses; every row says so.")
    ] = None
    cache: Annotated[
        bool | None,
        typer.Option("--cache/--no-cache", help="Reuse recent answers of registries, or ask them again [reuse].", show_default=False),
    ] = None
    config: ConfigFile = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Updating(NetworkOptions):
    """The same for `update`, which queries no registry and stores what it fetches."""

    cache: Annotated[
        bool | None,
        typer.Option(
            "--cache/--no-cache", help="Keep the fresh tables; without a cache there is no place for them [keep].", show_default=False
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collecting(NetworkOptions):
    """Options for collecting evidence."""

    full: Annotated[bool, typer.Option("--full", help="Visit the site too, even if your settings say passive or offline.")] = False
    passive: Annotated[
        bool,
        typer.Option(
            "--passive",
            help="Ask the resolver and registries only. No packet goes to the site, but its name servers see that your resolver asks.",
        ),
    ] = False
    offline: Annotated[bool, typer.Option("--offline", help="Open no connection; judge the name alone.")] = False
    deadline: Annotated[float | None, typer.Option(metavar="SECONDS", help="Time limit of one target, everything included [30].")] = None
    second_look: Annotated[
        bool | None,
        typer.Option(
            "--second-look/--no-second-look",
            help="Ask up to 5 more times: as a phone, as an in-app browser, in the site's language, as if from a search, and if these "
            "differ once more as at first; reveals cloaking.",
            show_default=False,
        ),
    ] = None
    deep: Annotated[
        bool | None,
        typer.Option("--deep/--no-deep", help="Read up to 4 contact, about and privacy pages that the page links to.", show_default=False),
    ] = None
    qr_images: Annotated[
        bool | None,
        typer.Option(
            "--qr-images/--no-qr-images",
            help="Ask the site for up to 3 images that are named as QR codes, and read them [extra: qr].",
            show_default=False,
        ),
    ] = None
    reputation: Annotated[
        bool | None,
        typer.Option(
            "--reputation/--no-reputation",
            help="Look the name up in dated lists of popular and vetted names [extra: warninglists].",
            show_default=False,
        ),
    ] = None
    personal_data: Annotated[
        bool | None, typer.Option("--personal-data/--no-personal-data", help="Keep personal data of the registrant.", show_default=False)
    ] = None
    user_agent: Annotated[
        Literal["browser", "honest"] | None,
        typer.Option(help="Headers that the site sees: those of a browser, or of one that says it checks pages [browser]."),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetOptions(Collecting):
    """The same for commands that take a few targets and can follow the names discovered from them."""

    follow: Annotated[int | None, typer.Option(min=0, max=3, help="Also triage names that were discovered, for this many rounds [0].")] = (
        None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """Options for reports to third parties, in the formats stix, misp and xarf."""

    reporter: Annotated[
        str | None, typer.Option(metavar="'ORG <MAILBOX>'", help="Sender of reports, required for xarf. Best kept in the settings file.")
    ] = None
    tlp: Annotated[
        Literal["clear", "green", "amber", "amber+strict", "red"] | None, typer.Option(help="Who may pass a report on (TLP 2.0) [amber].")
    ] = None
    share: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="Kinds of contacts that reports may contain: phone, line, wallet, …, all or none; KIND:VALUE for one contact; may be"
            " repeated [none].",
        ),
    ] = None
    share_query: Annotated[
        bool | None,
        typer.Option(
            "--share-query/--no-share-query",
            help="Keep or drop the query part of page URLs in reports [keep].",
            show_default=False,
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleOptions:
    """Options for messages and colour."""

    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no hints.")] = False
    verbose: Annotated[int, typer.Option("--verbose", "-v", count=True, help="More detail; -vv also logs.")] = 0
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour (NO_COLOR works as well).")] = False


_HEADINGS = {
    NetworkOptions: "Network",
    Updating: "Network",
    Collecting: "What is asked of the world",
    TargetOptions: "What is asked of the world",
    Judging: "Verdict",
    Reporting: "Reports (stix, misp, xarf)",
    ConsoleOptions: "Messages",
}
"""Headings of the help pages. An inherited option stays under the heading of the class that first defines it."""


def _under(heading: str, annotation: Any) -> Any:
    """Return the annotation of an option with this heading for its help."""
    kind, option = get_args(annotation)
    told = copy.copy(option)
    told.rich_help_panel = heading
    return Annotated[kind, told]


class Interrupted(KeyboardInterrupt):
    """A Ctrl-C whose effect the command has already reported to the user."""


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """Replace each parameter that is one of the dataclasses above by one parameter for each field.

    Typer reads the new signature; the command itself receives instances of the dataclasses.
    """
    hints = get_type_hints(command, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if dataclasses.is_dataclass(hint) and isinstance(hint, type)}
    own = [p.replace(annotation=hints[p.name]) for p in inspect.signature(command).parameters.values() if p.name not in groups]
    shared = [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=_under(_HEADINGS[home], kinds[field.name])
        )
        for group in groups.values()
        for kinds in [get_type_hints(group, include_extras=True)]
        for field in dataclasses.fields(group)
        for home in [next(base for base in reversed(group.__mro__) if field.name in vars(base).get("__annotations__", {}))]
    ]
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*own, *shared)]
    names = {group: tuple(field.name for field in dataclasses.fields(group)) for group in groups.values()}

    @functools.wraps(command)
    def spoken(**given: Any) -> None:
        whole = {name: group(**{field: given.pop(field) for field in names[group]}) for name, group in groups.items()}
        try:
            command(**given, **whole)
        except Interrupted:
            raise
        except KeyboardInterrupt:  # reported here: the option parser turns it into an exit code without a message
            sys.stderr.write("Stopped early: not everything was looked at.\n")
            raise

    spoken.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    spoken.__annotations__ = {p.name: p.annotation for p in parameters}
    return spoken
