"""A report that can be mailed: one static page, no script, nothing loaded, nothing to click."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from scamtriage.knowledge.speech import Speech, speech
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.render.say import cut_line, foot_line, opening, place
from scamtriage.render.sections import sections
from scamtriage.render.style import Style
from scamtriage.render.text import defang, plain

_CSS = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "section{border-left:.4rem solid #999;margin:1.5rem 0;padding:.1rem 1rem}h2{overflow-wrap:anywhere;margin:.3rem 0}"
    ".near-certain,.likely-scam{border-color:#b00020}.suspicious{border-color:#c77700}.undetermined{border-color:#7b3fa0}"
    ".likely-benign{border-color:#1b7f3b}td{vertical-align:top;padding:.1rem .8rem .1rem 0;overflow-wrap:anywhere}ul{margin:.3rem 0}"
)
_HASH = base64.b64encode(hashlib.sha256(_CSS.encode()).digest()).decode()


def render(rows: Iterable[Assessment | Refusal], style: Style) -> Iterator[str]:
    """The page in chunks, a section a row."""
    spoken = speech(style.language)
    yield (
        f'<!doctype html>\n<html lang="{_e(spoken.tag)}" dir="ltr"><head><meta charset="utf-8">'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{_HASH}'\">"
        f'<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'
        f"<title>{_e(style.title)}</title><style>{_CSS}</style></head><body><h1>{_e(style.title)}</h1>\n"
        f"<p>{_e(spoken.say('Triage, not proof. Names are written so that nothing can be clicked by mistake.'))}</p>\n"
    )
    for row in rows:
        yield _refusal(row, spoken) if isinstance(row, Refusal) else _section(row, spoken)
    yield "</body></html>\n"


def _refusal(row: Refusal, spoken: Speech) -> str:
    said = f"{spoken.word('status', row.status)}: {spoken.word('evidence', row.reason)}"
    return f"<section><h2>{_e(defang(row.input))}</h2><p>{_e(said)}</p></section>\n"


def _section(row: Assessment, spoken: Speech) -> str:
    return (
        f'<section class="{_e(row.verdict)}"><h2>{_e(place(row.target, spoken))}</h2><p>{_e(opening(row, spoken))}</p>'
        + "".join(f"<h3>{_e(heading)}</h3>{_lines(lines)}" for heading, lines in sections(row, spoken))
        + (f"<p>{_e(cut)}</p>" if (cut := cut_line(row, spoken)) else "")
        + f"<p><small>{_e(foot_line(row, spoken))}</small></p></section>\n"
    )


def _lines(lines: Sequence[str | tuple[str, str]]) -> str:
    if isinstance(lines[0], tuple):
        return "<table>" + "".join(f"<tr>{''.join(f'<td>{_e(cell)}</td>' for cell in line)}</tr>" for line in lines) + "</table>"
    return "<ul>" + "".join(f"<li>{_e(str(line))}</li>" for line in lines) + "</ul>"


def _e(text: str) -> str:
    return escape(plain(text), quote=True)
