"""Measures on promised returns: rates, periods, and investment plans."""

import re
from collections.abc import Collection, Iterator

from scamtriage.knowledge.language import returns
from scamtriage.knowledge.language.folding import lowered
from scamtriage.knowledge.language.quoting import Find, quotation
from scamtriage.knowledge.language.returns import Rate, any_of
from scamtriage.knowledge.language.vocabulary import PARTLY
from scamtriage.records import lazy_re
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, in_page, once
from scamtriage.signals.page.distances import one_within
from scamtriage.signals.page.occurrences import DESCRIPTION, PLACES, TEXT, TITLE
from scamtriage.signals.page.others_sentences import of_others
from scamtriage.signals.page.reported_speech import between_marks
from scamtriage.signals.schemes import meant
from scamtriage.signals.view import View

LEAST = {"day": 0.5, "week": 5.0, "month": 15.0}
"""Percent per period from which a return is impossible. The row's threshold is a multiple of these."""
SIGNS = ("%", "％", "percent", "persen", "peratus", "เปอร์เซ็นต์", "phần trăm")
UNLETTERED = frozenset({"%", "％"})

_AMOUNT = any_of(
    "min",
    "max",
    "deposit",
    "from",
    "invest",
    r"\$",
    "usdt",
    "rm",
    "rp",
    "฿",
    "₱",
    "₫",
    "入金",
    "充值",
    "ฝาก",
    "nạp",
    "투자",
    "जमा",
    r"\bdesde\b",
    "a partir de",
    r"\bdès\b",
    r"\bab\b",
)
_TERM = r"\d\d{0,2} ?" + any_of(
    "hours?", "days?", "วัน", "ชั่วโมง", "ngày", "hari", "天", "日", "小时", "일", "दिन", "araw", "días?", "dias?", "jours?", "tagen?"
)
_PER_CENT = r"\d{1,4}(?:[.,]\d+)? ?[%％]"
PLAN = lazy_re.compile(
    rf"{_AMOUNT}[^%％]{{0,60}}?{_PER_CENT}[^%％]{{0,60}}?{_TERM}|{_PER_CENT}[^%％]{{0,60}}?{_AMOUNT}[^%％\d]{{0,8}}\d[^%％]{{0,90}}?{_TERM}",
    re.IGNORECASE,
)
"""Amount, percentage and term of a plan, or the percentage first."""
_PLAN_TERM = lazy_re.compile(_TERM, re.IGNORECASE)
"""In every match of it, and sooner found."""
PLAN_AHEAD, PLAN_BEHIND = 70, 180
"""Characters before and after a per-cent sign that may hold the amount and term of a plan."""
INCOME_WINDOW = 90
"""Characters on each side of a word of gain that may hold what a package pays a day, and for how long."""
RATE_WINDOW = 60
"""Characters read on each side of a per-cent sign."""
PROFIT_GAP = 80
"""Characters at most between a rate and the word of profit that makes it a promise."""
MOST_SIGNS = 60


@once
def impossible_return(view: View) -> Measurement:
    """The highest promised return, as a multiple of 0.5 % a day, 5 % a week, 15 % a month."""
    if not view.text.words("percent") or _of_anything(view):
        return NO
    best, quote, said, where = 0.0, "", "", TEXT
    for place, text, rate in _promises(view):
        ratio = rate.percent / _least(rate)
        around = text[max(0, rate.start - 60) : rate.end + 60]
        if ratio <= best or rate.percent > 1000 or returns.load().of_another(around) or returns.load().is_refund(text, rate):
            continue
        if view.text.warned(place, rate.start) or between_marks(text, rate.start, rate.end) or of_others(text, rate.start):
            continue
        best, quote, said, where = ratio, quotation([Find(text, rate.start, rate.end)]), rate.said, place
    if not best:
        return NO
    tipped = view.text.distinct("signals") >= 3  # tips of a teacher and a group
    kind = ("adviser-clone",) if tipped else ("invest-crypto",)
    return Measurement(value=best, shown={"rate": said[:60], "quote": quote}, pointers=in_page(PLACES[where], quote), types=kind)


PAYS_OUT = ("withdraw", "guarantee")
"""Concepts of a house that pays out."""
QUOTED_FOR_DOLLARS = frozenset({"usdt", "usdc", "tether"})
QUOTED_COINS = frozenset({"btc", "bitcoin", "eth", "ethereum", "bnb"}) | QUOTED_FOR_DOLLARS
"""Coins whose courses papers print. Of those that stand for dollars an amount is paid in."""
_AMOUNT_OF_COINS = lazy_re.compile(r"\d ?(?:usdt|usdc|tether)\b", re.IGNORECASE)
"""As in "desde 50 USDT", and not in the course "USDT cerró en 0,99"."""


@once
def _of_anything(view: View) -> bool:
    """Whether the page is in a language of which no acquitting words are kept, and speaks of no house that takes in or pays out money, or
    takes nothing. Rates beside words of gain may be a running coach's there, a hen house's, the stock market's or a paper's:
    "rendimiento" is performance and yield, too."""
    page, text = view.page, view.text
    if (page.language or page.declared_language).partition("-")[0].lower() not in PARTLY:
        return False
    if not (text.takes or any(form.fields for form in page.forms)):
        return True
    coins = text.spellings("cryptorail")
    paid_in = any(contact.kind == "wallet" for contact in page.contacts) or not QUOTED_COINS.issuperset(coins)
    if paid_in or any(map(text.meant, PAYS_OUT)):
        return False
    return QUOTED_FOR_DOLLARS.isdisjoint(coins) or not (text.meant("deposit") or _AMOUNT_OF_COINS.search(page.text))


def _promises(view: View) -> Iterator[tuple[int, str, Rate]]:
    """(place, its text, rate) of the rates near a word of profit: in the text, and in title and description, where they stand alone."""
    hits = meant(view, ("profit", "invest", "guarantee", "withdraw"))
    profit = sorted({h.start if h.place == TEXT else 0 for h in hits if h.place in (TEXT, TITLE)})  # the title stands above the text
    if any(c.kind == "wallet" for c in view.page.contacts):  # beside a wallet, any rate is a promise
        profit = sorted({*profit, *_signs(view)})
    yield from ((TEXT, view.page.text, rate) for rate in _rates(view.page.text, _signs(view), profit))
    for place in (TITLE, DESCRIPTION):
        there = sorted(h.start for h in hits if h.place == place)
        if there and (text := view.text.found.texts[place]):
            yield from ((place, text, rate) for rate in _rates(text, _signs_of(text), there))


def _least(rate: Rate) -> float:
    """Percent from which this rate is impossible."""
    return LEAST[rate.period] if rate.period else max(5.0, LEAST["day"] * rate.after)


@once
def plan_table(view: View) -> Measurement:
    """Number of plans on the page with an amount, a percentage and a term, or with what they pay a day and for how long."""
    gains = meant(view, ("profit", "invest"))
    if not gains or _of_anything(view):
        return NO
    text = view.page.text
    signs = _signs(view) if view.text.words("percent") else []
    spans = [(max(0, at - PLAN_AHEAD), at + PLAN_BEHIND) for at in signs]
    plans = {m.end(): m.start() for span in spans if _PLAN_TERM.search(text, *span) for m in PLAN.finditer(text, *span)}
    packages = _packages(text, sorted(h.start for h in gains if h.place == TEXT))
    most = max(plans, packages, key=len)
    if not most:
        return NO
    end, start = min(most.items())
    quote = quotation([Find(text, start, end)])
    return Measurement(value=float(len(most)), shown={"count": len(most), "quote": quote}, pointers=in_page("page.text", quote))


def _packages(text: str, gains: list[int]) -> dict[int, int]:
    """End -> start of the packages near a word of gain that pay money for some days."""
    found: dict[int, int] = {}
    reached = 0
    for at in gains:
        for start, end in returns.load().plans(text, max(reached, at - INCOME_WINDOW), at + INCOME_WINDOW):
            found[end] = start
            reached = end
    return found


def _rates(text: str, signs: list[int], profit: list[int]) -> list[Rate]:
    """Rates near those per-cent signs that are near a word of profit. The expressions never read the text between them."""
    if not (signs and profit):
        return []
    found: list[Rate] = []
    standing = returns.load().standing(_around(text, signs))
    reached = 0
    for at in signs:
        start, end = max(0, reached, at - RATE_WINDOW), at + RATE_WINDOW
        reached = at - 30
        if one_within(profit, start - PROFIT_GAP, end + PROFIT_GAP):
            there = [*returns.load().rates(text, start, end, standing)]
            found += there
            reached = max(
                [reached, *(rate.end for rate in there if rate.start < at)]
            )  # else the rate before it is found again, and not the next
    return [rate for rate in found if one_within(profit, rate.start - PROFIT_GAP, rate.end + PROFIT_GAP)]


def _around(text: str, signs: list[int]) -> str:
    """The parts of the text within RATE_WINDOW of these signs, one after another."""
    parts: list[str] = []
    reached = 0
    for at in signs:
        parts.append(text[max(reached, at - RATE_WINDOW) : at + RATE_WINDOW])
        reached = at + RATE_WINDOW
    return "".join(parts)


@once
def _signs(view: View) -> list[int]:
    """Positions of per-cent signs and words in the text, at most MOST_SIGNS, in order."""
    return _signs_of(view.page.text, view.text.spellings("percent"))


def _signs_of(text: str, there: Collection[str] = SIGNS) -> list[int]:
    if not UNLETTERED.issuperset(there):
        text = lowered(text)
    found: list[int] = []
    for sign in SIGNS:
        at = text.find(sign) if sign in there else -1
        while at >= 0 and len(found) < MOST_SIGNS:
            found.append(at)
            at = text.find(sign, at + 1)
    return sorted(found)
