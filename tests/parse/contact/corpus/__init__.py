"""Labelled pages, and the ratio of what is found to what stands there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import tomli

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import Link

HERE = Path(__file__).parent
NOT_MESSENGERS = frozenset({"phone", "hotline", "email", "wallet", "bank-account", "remote-tool", "payment-qr"})


@dataclass
class Score:
    """Contacts of one kind: found and expected, found alone, expected alone."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def pages(name: str) -> list[dict]:
    """The pages of one of the files beside this: lines of text in dev and held_out, whole pages in fresh_01 and those after it."""
    return tomli.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["page"]


def sources(page: dict) -> ContactSources:
    return ContactSources(
        text=page.get("text", ""),
        title=page.get("title", ""),
        links=tuple(Link(url=url) for url in page.get("links", ())),
        image_alts=tuple(page.get("image_alts", ())),
        scripts=tuple(page.get("scripts", ())),
        json_ld=tuple(page.get("json_ld", ())),
        declared_language=page.get("declared", page["lang"]),
        language=page["lang"],
        suffix=page.get("suffix", "com"),
        host=f"{page['id']}.{page.get('suffix', 'com')}",
        extras=tuple((where, value) for where, value in page.get("extras", ())),
    )


def contacts_of(page: dict) -> set[tuple[str, str]]:
    """(kind, value) of what is found: in the parts of a page as they are given, or in a whole page with its markup."""
    if "html" not in page:
        return {(c.kind, c.value) for c in find_contacts(sources(page))}
    suffix = page["suffix"]
    host = f"{page['id']}.{suffix}"
    body = page["html"].encode()
    facts, _ = read_page(body=body, content_type="text/html; charset=utf-8", url=f"https://{host}/", host=host, suffix=suffix)
    return {(c.kind, c.value) for c in facts.contacts}


def group(kind: str) -> str:
    return kind if kind in NOT_MESSENGERS else "messenger"


def measure(chosen: Iterable[dict], report: list[str] | None = None) -> dict[str, Score]:
    """Scores by kind; messengers are one kind, because each has few."""
    scores: dict[str, Score] = defaultdict(Score)
    for page in chosen:
        expected = {tuple(line.split(" ", 1)) for line in page["expect"]}
        found = contacts_of(page)
        for kind, value in expected | found:
            score = scores[group(kind)]
            if (kind, value) in expected & found:
                score.right += 1
            elif (kind, value) in found:
                score.false += 1
            else:
                score.missed += 1
            if report is not None and (kind, value) not in expected & found:
                report.append(f"{page['id']}: {'FALSE' if (kind, value) in found else 'MISSED'} {kind} {value}")
    return dict(scores)
