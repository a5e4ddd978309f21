"""A report as one static HTML page to be mailed: no scripts, no external resources, no external links."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape

from scamtriage.knowledge.speech import speech
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.render.sections import Lines, Part, Report
from scamtriage.render.style import Style
from scamtriage.render.text import plain

_CSS = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}"
    "section{border-left:.4rem solid #999;margin:1.5rem 0;padding:.1rem 1rem}h2{margin:.3rem 0}"
    ".near-certain,.likely-scam{border-color:#b00020}.suspicious{border-color:#c77700}.undetermined{border-color:#7b3fa0}"
    ".likely-benign{border-color:#1b7f3b}td{vertical-align:top;padding:.1rem .8rem .1rem 0}ul{margin:.3rem 0}"
    "summary{cursor:pointer;color:#666}"
    "@media print{h2,h3{break-after:avoid}::details-content{content-visibility:visible;block-size:auto}"  # on paper nothing can be unfolded
    "@supports not selector(::details-content){details:not([open])>summary::after{content:' […]'}}}"
)
_HASH = base64.b64encode(hashlib.sha256(_CSS.encode()).digest()).decode()


def render(rows: Iterable[Assessment | Refusal], style: Style) -> Iterator[str]:
    """Yield the page in chunks, one section for each part of the report."""
    spoken = speech(style.language)
    title = _e(spoken.say("Triage report"))
    yield (
        f'<!doctype html>\n<html lang="{_e(spoken.tag)}" dir="ltr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{_HASH}'\">"
        f'<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'
        f"<title>{title}</title><style>{_CSS}</style></head><body><h1>{title}</h1>\n"
    )
    for part in Report(spoken, style).parts(rows):
        yield _section(part)
    yield "</body></html>\n"


def _section(part: Part) -> str:
    heading = f"<h2>{_e(part.heading)}</h2>" if part.heading else ""
    said = "".join(f"<p>{_e(words)}</p>" for words in part.words) + _index(part)
    found = "".join((f"<h3>{_e(heading)}</h3>" if heading else "") + _lines(lines) for heading, lines in part.lists)
    found += "".join(f"<p><small>{_e(words)}</small></p>" for words in part.foot)
    if not part.verdict:
        return f"{heading}{said}{found}\n"
    name = f' id="{_e(part.name)}"' if part.name else ""
    if part.lists:
        wanted = " open" if Verdict(part.verdict).rank >= Verdict.SUSPICIOUS.rank else ""
        inside = _e(" · ".join(heading for heading, _ in part.lists))
        found = f"<details{wanted}><summary>{inside}</summary>{found}</details>"
    return f'<section class="{_e(part.verdict)}"{name}>{heading}{said}{found}</section>\n'


def _index(part: Part) -> str:
    rows = (f'<tr><td>{_e(verdict)}</td><td><a href="#{_e(name)}">{_e(what)}</a></td></tr>' for verdict, what, name in part.index)
    return f"<table>{''.join(rows)}</table>" if part.index else ""


def _lines(lines: Lines) -> str:
    if isinstance(lines[0], tuple):
        return "<table>" + "".join(f"<tr>{''.join(f'<td>{_e(cell)}</td>' for cell in line)}</tr>" for line in lines) + "</table>"
    return "<ul>" + "".join(f"<li>{_e(str(line))}</li>" for line in lines) + "</ul>"


def _e(text: str) -> str:
    return escape(plain(text), quote=True)
