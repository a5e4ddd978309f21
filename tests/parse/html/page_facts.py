"""The facts of a page of one address."""

from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import PageFacts

URL = "https://pay.shop-help.example/start?x=1"


def read(html: str | bytes, **given: object) -> PageFacts:
    body = html.encode() if isinstance(html, str) else html
    arguments: dict[str, object] = {
        "content_type": "text/html; charset=utf-8",
        "url": URL,
        "host": "pay.shop-help.example",
        "suffix": "example",
    }
    facts, _ = read_page(body=body, **(arguments | given))  # type: ignore[arg-type]
    return facts
