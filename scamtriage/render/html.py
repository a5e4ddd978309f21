"""A report that can be mailed: one static page, no script, nothing loaded, nothing to click."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape

from scamtriage.knowledge.speech import Speech, speech
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.render.observed import fact_lines
from scamtriage.render.say import (
    NOTED,
    WHO_CAN_ACT,
    contact_lines,
    cut_line,
    foot_line,
    held_lines,
    noted,
    opening,
    place,
    route_lines,
    unknown_lines,
)
from scamtriage.render.style import Style
from scamtriage.render.text import defang, plain, unlinked

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
    for_scam = [f"{c.log_odds:+.2f} {unlinked(c.because)}" for c in row.contributions if c.log_odds > 0]
    against = [f"{c.log_odds:+.2f} {unlinked(c.because)}" for c in row.contributions if c.log_odds < 0]
    return (
        f'<section class="{_e(row.verdict)}"><h2>{_e(place(row.target, spoken))}</h2><p>{_e(opening(row, spoken))}</p>'
        + _list(spoken.say("Speaks for a scam"), for_scam)
        + _list(spoken.say("Speaks against it"), against)
        + _list(spoken.say(NOTED), noted(row))
        + _list(spoken.say("Held back"), held_lines(row, spoken))
        + _list(spoken.say("Could not be checked"), unknown_lines(row, spoken))
        + "<table>"
        + "".join(f"<tr><td>{_e(name)}</td><td>{_e(words)}</td></tr>" for name, words in fact_lines(row, spoken))
        + "</table>"
        + _list(spoken.say("Contacts on the page"), contact_lines(row, spoken))
        + _list(spoken.say(WHO_CAN_ACT), route_lines(row, spoken))
        + (f"<p>{_e(cut)}</p>" if (cut := cut_line(row, spoken)) else "")
        + f"<p><small>{_e(foot_line(row, spoken))}</small></p></section>\n"
    )


def _list(heading: str, items: list[str]) -> str:
    return f"<h3>{_e(heading)}</h3><ul>" + "".join(f"<li>{_e(item)}</li>" for item in items) + "</ul>" if items else ""


def _e(text: str) -> str:
    return escape(plain(text), quote=True)
