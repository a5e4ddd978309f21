"""Reading a page, against the naive way, in one run: `python -m bench.reading`.

Both read the same made-up pages of 100 KB in this process, one after the other, round by round; figures are medians of CPU time. The naive
way is what a first script does: BeautifulSoup for the markup, one alternation of `re` for the terms, eleven expressions of `re` for the
entities, PhoneNumberMatcher over the text. BeautifulSoup is no dependency: where it is not installed, that line says so.
"""

import gc
import re
import statistics
import time
from collections.abc import Callable
from random import Random

from bench.pages import SENTENCES, page
from scamtriage.knowledge.terms import Term, TermFinder, load_terms
from scamtriage.knowledge.web import find_marks
from scamtriage.parse.page import read_page
from scamtriage.parse.prescan import prescan

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


def terms() -> list[Term]:
    """The shipped text terms, filled up with made-up phrases to 2,000."""
    chance = Random(1)
    known = list(load_terms())
    alphabets = (
        "abcdefghijklmnoprstuvwy",
        "กขคงจชดตถทนบปผพมยรลวสหอาะิีุู",
        "的一国在人有中大这上个们来到时要就出会可也你对生能",
        "가나다라마바사아자차카타파하고노도로모보소오조",
    )
    while len(known) < TERMS:
        letters = alphabets[len(known) % len(alphabets)]
        known.append(Term("".join(chance.choices(letters, k=chance.randint(5, 14))), "en", "generic", 2))
    return known


def main() -> None:
    known = terms()
    finder = TermFinder(known)
    alternation = re.compile("|".join(re.escape(term.term.casefold()) for term in known))
    entities = [re.compile(expression) for expression in ENTITIES]
    planted = tuple(term.term for term in known[:400:20])
    pages = {language: page(language, terms=planted) for language in SENTENCES}
    texts: dict[str, str] = {}

    def ours(body: bytes) -> None:
        facts, _ = read_page(body=body, content_type="text/html; charset=utf-8", url="https://shop.test/", host="shop.test", suffix="test")
        finder.find(facts.text)

    for language, body in pages.items():
        facts, _ = read_page(body=body, content_type="text/html; charset=utf-8", url="https://shop.test/", host="shop.test", suffix="test")
        texts[language] = facts.text
        ours(body)
    parts: list[tuple[str, Callable[[bytes, str], object]]] = [
        ("all reading, contacts and terms", lambda body, text: ours(body)),
        ("  of it: the pre-scan", lambda body, text: prescan(body)),
        ("  of it: marks and entities", lambda body, text: find_marks(body)),
        (f"  of it: {TERMS:,} terms", lambda body, text: finder.find(text)),
        ("lexbor alone, parse only", _lexbor),
        (f"naive: re, {TERMS:,} terms", lambda body, text: alternation.findall(text.casefold())),
        ("naive: re, 11 entities", lambda body, text: [expression.findall(body.decode()) for expression in entities]),
        ("naive: PhoneNumberMatcher", _phones),
        ("naive: BeautifulSoup (html.parser)", _soup),
    ]
    figures: dict[str, float] = {}
    print(f"{len(pages)} pages of 100 KB, {ROUNDS} rounds, median CPU ms a page")
    gc.collect()
    gc.freeze()
    for name, work in parts:
        try:
            figures[name] = _measure(work, pages, texts)
        except ImportError as exc:
            print(f"  {name:40} not installed ({exc.name})")
            continue
        print(f"  {name:40} {figures[name]:9.3f}")
    naive = sum(figure for name, figure in figures.items() if name.startswith("naive"))
    whole, bare = figures[parts[0][0]], figures["lexbor alone, parse only"]
    print(f"naive / ours: {naive / whole:.1f}x   ours / lexbor: {whole / bare:.1f}x")


def _measure(work: Callable[[bytes, str], object], pages: dict[str, bytes], texts: dict[str, str]) -> float:
    samples = []
    for round_ in range(ROUNDS):
        for language, body in pages.items():
            started = time.process_time()
            work(body, texts[language])
            elapsed = time.process_time() - started
            if round_:  # the first round warms caches
                samples.append(elapsed * 1_000)
    return statistics.median(samples)


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
    main()
