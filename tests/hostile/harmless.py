"""Whether an output is only text: an independent reading of every format, which shares no line with the program."""

import csv
import io
import json
import re
from html.parser import HTMLParser

from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style

ACTS = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters that act on a terminal, hide, or turn the direction of text."""
_LIVE = "script iframe frame frameset img object embed applet portal svg form base link video audio input button"
LIVE_TAGS = frozenset(_LIVE.split())
FORMULA = "=+-@＝＋－＠\t\r"
LIVE_MARKDOWN = re.compile(r"<(script|img|iframe|svg)|\]\(\s*(javascript|data|vbscript):|(?<![`\w/.])https?://(?!\S*\[\.\])hz-", re.I)
CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n\n).)*?(?<!`)\1(?!`)", re.S)


def faults(rows: list[Assessment | Refusal]) -> list[str]:
    """What is alive in any of the formats; empty when all is text."""
    found = []
    for render, name in {render: name for name, render in reversed(RENDERERS.items())}.items():  # not twice by two names
        for several in (True,) if len(rows) > 1 else (True, False):
            text = "".join(render(iter(rows), Style(several=several)))
            found += [f"{name}: {fault}" for fault in (_acting(text) + CHECKS[name](text))]
    return found


def _acting(text: str) -> list[str]:
    match = ACTS.search(text)
    return [] if match is None else [f"U+{ord(match.group()):04X} in {text[max(0, match.start() - 40) : match.end() + 20]!r}"]


def _no_more(text: str) -> list[str]:
    return []


def _json(text: str) -> list[str]:
    text.encode()  # strict UTF-8: a lone surrogate raises
    for document in text.splitlines() if not text.startswith(("[", "{\n", '{"response"')) else [text]:
        try:
            json.loads(document, parse_constant=_refuse)
        except ValueError as exc:
            return [f"no JSON: {exc}"]
    return []


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _csv(text: str) -> list[str]:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    found = [f"{len(row)} cells under {len(rows[0])} headings" for row in rows if len(row) != len(rows[0])]
    for row in rows[1:]:
        found += [f"formula {cell[:60]!r}" for cell in row if cell.strip()[:1] and cell.strip()[0] in FORMULA and not _number(cell)]
    return found


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LIVE_TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("src", "srcset", "action", "background", "poster"):
                self.found.append(f"{tag} {name}={value}")
            if (name, (value or "").lower()) == ("http-equiv", "refresh"):
                self.found.append(f"{tag} {name}={value}")
            if name == "href" and not (value or "").startswith("#"):
                self.found.append(f"{tag} href={value}")


def _html(text: str) -> list[str]:
    tags = _Tags()
    tags.feed(text)
    policy = [] if "default-src 'none'" in text else ["no content security policy"]
    return tags.found + policy


def _markdown(text: str) -> list[str]:
    text = CODE.sub("", text)  # what stands in a code span is shown as it is (CommonMark 6.1)
    match = LIVE_MARKDOWN.search(text)
    return [] if match is None else [f"live {text[max(0, match.start() - 30) : match.end() + 40]!r}"]


CHECKS = {"table": _no_more, "json": _json, "ndjson": _json, "csv": _csv, "html": _html, "md": _markdown}
CHECKS |= dict.fromkeys(("stix", "misp", "xarf"), _json)
