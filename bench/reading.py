"""Page parsing compared with naive code, in one run: `python -m bench.reading [--quick]`.

Both parse the same generated pages of 100 KB in this process, in turn; figures are medians of CPU time. Our parts are timed at their call
sites in a separate pass, so that they add up to the whole except for timer overhead. The naive code is what a first script does:
BeautifulSoup for tree, text, links and forms, one `re` alternation of 2,000 of our words, eleven `re` expressions for entities,
PhoneNumberMatcher over the text. Each is compared with all of our parts that do the same. BeautifulSoup is not a dependency; if it is
missing, the output says so.
"""

import re
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from bench import quick
from bench.pages import SENTENCES, page
from scamtriage.batch.gc_tuning import freeze_gc
from scamtriage.knowledge.language.vocabulary import Vocabulary, load_vocabulary
from scamtriage.parse.html import page as reader
from scamtriage.parse.html import page_parts, page_source, page_text
from scamtriage.records.facts import PageFacts
from scamtriage.signals.page.text import PageText

Work = Callable[[bytes, str], object]

ROUNDS = 15
TERMS = 2_000
ENTITIES = (
    r"G-[A-Z0-9]{8,12}|UA-\d{4,10}-\d",
    r"GTM-[A-Z0-9]{4,9}",
    r"t\.me/[\w+]{4,40}",
    r"wa\.me/\d{8,15}",
    r"line\.me/(?:R/)?ti/p/[@~%\w.-]+",
    r"zalo\.me/\d+",
    r"[\w.+-]+@[\w-]+\.[\w.-]+",
    r"\b(?:bc1|[13])[a-zA-HJ-NP-Z0-9]{25,60}\b",
    r"\b0x[0-9a-fA-F]{40}\b",
    r"\bT[1-9A-HJ-NP-Za-km-z]{33}\b",
    r"api\.telegram\.org/bot\d+",
)
PARTS = {
    "decoding": ("page_source.decode",),
    "pre-scan": ("page_source.scanned",),
    "markup": ("page_parts.read_document",),
    "entities": ("page_parts.find_marks",),
    "text": ("page_text._texts", "page_text.words_for_people"),
    "language": ("page_text.scripts_of", "page_text.language_of"),
    "links": ("page_parts.read_links",),
    "forms": ("page.read_forms",),
    "images, hosts": ("page.find_pictures", "page.hosts_of", "page.alts_of", "page.logos_of"),
    "contacts": ("page_parts.contact_sources", "page_parts.read_contacts"),
    "fingerprints": ("page.structure_of", "page.tlsh_of"),
}
"""Part -> its functions, where they are called. "words" is the step after reading; "the rest" is all else, such as the digest of the
body."""
ROOMS = {"page": reader, "page_parts": page_parts, "page_source": page_source, "page_text": page_text}
WHOLE = "all reading, contacts and words"
SOUP, WORDS, FINDS, PHONES = "BeautifulSoup", f"re, {TERMS:,} words", f"re, {len(ENTITIES)} entities", "PhoneNumberMatcher"
COMPARED = (
    ((SOUP,), ("markup", "text", "links", "forms")),
    ((WORDS,), ("words",)),
    ((FINDS, PHONES), ("entities", "contacts")),
)
"""Naive methods, and our parts that do the same. Mail addresses, messengers and wallets are entities there and contacts here."""


def main(rounds: int) -> None:
    vocabulary = load_vocabulary()
    literals = [pattern.expression for pattern in vocabulary.matcher.patterns]
    alternation = re.compile("|".join(map(re.escape, Random(1).sample(literals, TERMS))))
    entities = [re.compile(expression) for expression in ENTITIES]
    planted = tuple(literals[:: len(literals) // 20])
    pages = {language: page(language, terms=planted) for language in SENTENCES}
    texts = {language: _facts(body).text for language, body in pages.items()}

    def finds(body: bytes, text: str) -> object:
        page = body.decode()
        return [expression.findall(page) for expression in entities]

    work: dict[str, Work] = {
        WHOLE: lambda body, text: PageText(_facts(body), vocabulary).concepts,
        "lexbor alone, parse only": _lexbor,
        f"naive: {SOUP}": _soup,
        f"naive: {WORDS}": lambda body, text: alternation.findall(text.casefold()),
        f"naive: {FINDS}": finds,
        f"naive: {PHONES}": _phones,
    }
    freeze_gc()  # as in a batch, for every task alike
    figures = _measure(work, pages, texts, vocabulary, rounds)
    print(f"{len(pages)} pages of 100 KB, {rounds} rounds of every work in turn, CPU ms a page: median (least)")
    for name, (median, least) in figures.items():
        print(f"  {name:36} {median:9.3f} ({least:.3f})")
    whole, bare = figures[WHOLE][0], figures["lexbor alone, parse only"][0]
    for names, parts in COMPARED:
        title = " and ".join(names)
        if all(f"naive: {name}" in figures for name in names):
            theirs, ours = (
                sum(figures[one][0] for one in some) for some in ([f"naive: {n}" for n in names], [f"ours: {p}" for p in parts])
            )
            print(f"{title} / ours ({', '.join(parts)}): {theirs / ours:.1f}x")
        else:
            print(f"{title}: not installed")
    total = sum(median for name, (median, _) in figures.items() if name.startswith("naive"))
    print(f"all naive work / all of ours, which reads more: {total / whole:.1f}x   ours / lexbor alone: {whole / bare:.1f}x")


def _facts(body: bytes) -> PageFacts:
    kind = "text/html; charset=utf-8"
    return reader.read_page(body=body, content_type=kind, url="https://shop.test/", host="shop.test", suffix="test")[0]


def _measure(
    work: dict[str, Work], pages: dict[str, bytes], texts: dict[str, str], vocabulary: Vocabulary, rounds: int
) -> dict[str, tuple[float, float]]:
    """Return (median, minimum) of each available task and of our parts. Every round runs every task, so that all have the same load."""
    samples: dict[str, list[float]] = {name: [] for name in work}
    parts: dict[str, list[float]] = defaultdict(list)
    for round_ in range(rounds):
        for name, do in work.items():
            if name not in samples:
                continue
            for language, body in pages.items():
                started = time.process_time()
                try:
                    do(body, texts[language])
                except ImportError:  # an optional peer is not installed
                    del samples[name]
                    break
                elapsed = time.process_time() - started
                if round_:  # the first round warms caches
                    samples[name].append(elapsed * 1_000)
        with _clocks() as spent:
            for body in pages.values():
                for part, elapsed in _apart(body, vocabulary, spent).items():
                    if round_:
                        parts[f"ours: {part}"].append(elapsed * 1_000)
    figures = {WHOLE: samples.pop(WHOLE), **parts, **samples}
    return {name: (statistics.median(values), min(values)) for name, values in figures.items()}


def _apart(body: bytes, vocabulary: Vocabulary, spent: dict[str, float]) -> dict[str, float]:
    """Return the seconds of each part of one parse, in the order of PARTS."""
    spent.update(dict.fromkeys(PARTS, 0.0))
    started = time.process_time()
    facts = _facts(body)
    read = time.process_time()
    _ = PageText(facts, vocabulary).concepts
    return {**spent, "words": time.process_time() - read, "the rest": read - started - sum(spent.values())}


@contextmanager
def _clocks() -> Iterator[dict[str, float]]:
    """Time the functions that `read_page` calls, and yield the seconds per part."""
    spent = dict.fromkeys(PARTS, 0.0)

    def timed(part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            started = time.process_time()
            answer = function(*given, **named)
            spent[part] += time.process_time() - started
            return answer

        return run

    places = [(part, ROOMS[room], name) for part, told in PARTS.items() for room, name in (one.split(".") for one in told)]
    untimed = [(room, name, getattr(room, name)) for _, room, name in places]
    for (part, room, name), (_, _, function) in zip(places, untimed, strict=True):
        setattr(room, name, timed(part, function))
    try:
        yield spent
    finally:
        for room, name, function in untimed:
            setattr(room, name, function)


def _lexbor(body: bytes, text: str) -> object:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(body)


def _phones(body: bytes, text: str) -> object:
    import phonenumbers

    return list(phonenumbers.PhoneNumberMatcher(text, "TH"))


def _soup(body: bytes, text: str) -> object:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(body, "html.parser")
    return soup.get_text(), [a.get("href") for a in soup.find_all("a")], soup.find_all("form")


if __name__ == "__main__":
    main(3 if quick() else ROUNDS)
