"""`scamtriage demo`: triage the scenes of an embedded test network; no packet leaves the machine."""

from collections.abc import AsyncGenerator
from typing import Annotated

import typer

from scamtriage.cli import flags
from scamtriage.cli.exit_status import ExitStatus
from scamtriage.cli.interrupt import iterate_async
from scamtriage.cli.notices import messages
from scamtriage.cli.notices.progress import waiting
from scamtriage.cli.options import ConsoleOptions, Format, Lang, spread
from scamtriage.cli.output import printing
from scamtriage.cli.output.streams import leave_if_unread
from scamtriage.config import Config
from scamtriage.judging import rules
from scamtriage.knowledge.judgement import links
from scamtriage.lab.scene import load_scenes
from scamtriage.pattern_folder import keep_patterns
from scamtriage.pipeline import number_lines, triage
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.relate import relate
from scamtriage.render import relations
from scamtriage.render.formats import RENDERERS
from scamtriage.render.panel import panel
from scamtriage.sessions import Environment


@spread
def demo(
    console: ConsoleOptions,
    scene: Annotated[str, typer.Argument(metavar="[SCENE]", help="The scene to explain in full.")] = "dsi-case",
    format: Annotated[Format, typer.Option("--format", "-f", help="Output format of the rows.")] = "table",
    lang: Lang = None,
    list_scenes: Annotated[bool, typer.Option("--list", help="List the scenes and stop.")] = False,
) -> None:
    """Triage the scenes of a small internet on loopback, then explain one verdict in full.

    \b
    Examples:
      scamtriage demo
      scamtriage demo windows-locked
      scamtriage demo --format ndjson | jq -r '[.target.host, .verdict] | @tsv'
    """
    messages.log_to_stderr(console)
    scenes = load_scenes()
    if list_scenes:
        printing.write(f"{s.id:<20} {s.about}\n" for s in scenes.values())
        return
    if scene not in scenes:
        from scamtriage.cli.explained.dictionary import near

        alike = near(scene.lower(), {name: one.about for name, one in scenes.items()})
        meant = f"did you mean: {', '.join(alike)}? All are listed by" if alike else "run"
        raise typer.BadParameter(f"no scene is called {scene!r}; {meant}: scamtriage demo --list")
    tally = ExitStatus()
    settings = Config(language=lang or "en")
    keep_patterns(settings, lambda: flags.preparing(console))
    rows = list(iterate_async(run_demo(console, scene, settings.language)))
    printing.write(RENDERERS[format](tally.watch(rows), printing.style(console, several=True, config=settings)))
    if format == "table":
        chosen = next(row for row in rows if row.input == scenes[scene].target)
        printing.write(["\n", panel(chosen, printing.style(console, several=False, config=settings)), "\n"])
        printing.write(relations.RENDERERS["table"](relate(rows, links.load()), printing.style(console, several=True, config=settings)))
        messages.hint(
            console,
            "\nThis was a lab on your own machine. Next:\n"
            "  scamtriage check TARGET              look at a real one\n"
            "  scamtriage scan urls.txt -o out.csv  look at a list\n"
            "  scamtriage relate EVIDENCE.jsonl     which sites belong together\n"
            "  scamtriage explain SIGNAL            why a finding weighs what it weighs\n"
            "  scamtriage doctor                    is this machine fit to observe?",
        )
    tally.exit()


async def run_demo(console: ConsoleOptions, scene: str, language: str) -> AsyncGenerator[Assessment | Refusal, None]:
    """Yield the rows of the demo in its order; that of `scene` comes last if it is extra.

    It runs the production code. Only the addresses that are dialled are replaced, below the guard.
    """
    from scamtriage.lab.internet import Lab  # not at the top: the servers of the lab are needed for a run alone

    async with Lab.start() as lab:
        config = Config(  # the lab's addresses, short time limits, high rate limits
            resolvers=(lab.resolver,),
            roots=str(lab.ca_file),
            tables=str(lab.tables),
            cache=False,
            language=language,
            timeout_s=3.0,
            deadline_s=10.0,
            registry_timeout_s=0.8,  # one scene's registry never answers
            in_flight=8,
            whois_per_s=1_000.0,
            rdap_per_s=1_000.0,
        )
        targets = [one.target for one in lab.demo_targets]
        asked_for = lab.world.scenes[scene].target
        if asked_for not in targets:
            targets.append(asked_for)
        with waiting(console, f"triaging {len(targets)} scenes on this machine") as note:
            rows = []
            async for row in triage(number_lines(targets), config, rules(config), environment=Environment(route=lab.router)):
                rows.append(row)
                note(f"{len(rows)} of {len(targets)} done")
                leave_if_unread()
    for row in sorted(rows, key=lambda row: row.line):
        yield row
