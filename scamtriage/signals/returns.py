"""Measures on promised returns: rates, periods, and investment plans."""

import re

from scamtriage.knowledge.language import returns
from scamtriage.knowledge.language.quoting import Find, quotation
from scamtriage.knowledge.language.returns import Rate, any_of
from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO, in_page, once
from scamtriage.signals.page.distances import one_within
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.schemes import meant
from scamtriage.signals.view import View

LEAST = {"day": 0.5, "week": 5.0, "month": 15.0}
"""Percent per period from which a return is impossible. The row's threshold is a multiple of these."""
SIGNS = ("%", "％", "percent", "persen", "peratus", "เปอร์เซ็นต์", "phần trăm")
UNLETTERED = frozenset({"%", "％"})

PLAN = re.compile(
    any_of("min", "max", "deposit", "from", "invest", r"\$", "usdt", "rm", "rp", "฿", "₱", "₫", "入金", "充值", "ฝาก", "nạp", "투자", "जमा")
    + r"[^%％]{0,60}?\d{1,4}(?:[.,]\d+)? ?[%％][^%％]{0,60}?\d{1,3} ?"
    + any_of("hours?", "days?", "วัน", "ชั่วโมง", "ngày", "hari", "天", "日", "小时", "일", "दिन", "araw"),
    re.IGNORECASE,
)
PLAN_WINDOW = 70
"""Characters on each side of a per-cent sign that may hold the amount and term of a plan."""
RATE_WINDOW = 60
"""Characters read on each side of a per-cent sign."""
PROFIT_GAP = 80
"""Characters at most between a rate and the word of profit that makes it a promise."""
MOST_SIGNS = 60


def impossible_return(view: View) -> Measurement:
    """The highest promised return, as a multiple of 0.5 % a day, 5 % a week, 15 % a month."""
    page = view.page
    if not view.text.words("percent"):
        return NO
    text = page.text
    profit = sorted(h.start for h in meant(view, ("profit", "invest", "guarantee", "withdraw")))
    if any(c.kind == "wallet" for c in page.contacts):  # beside a wallet, any rate is a promise
        profit = sorted({*profit, *_signs(view)})
    if not profit:
        return NO
    best, quote, said = 0.0, "", ""
    for rate in _rates(text, _signs(view), profit):
        ratio = rate.percent / _least(rate)
        around = text[max(0, rate.start - 60) : rate.end + 60]
        if ratio <= best or rate.percent > 1000:
            continue
        if not one_within(profit, rate.start - PROFIT_GAP, rate.end + PROFIT_GAP) or returns.load().of_another(around):
            continue
        if view.text.warned(TEXT, rate.start):
            continue
        best, quote, said = ratio, quotation([Find(text, rate.start, rate.end)]), rate.said
    if not best:
        return NO
    tipped = view.text.distinct("signals") >= 3  # tips of a teacher and a group
    kind = ("adviser-clone",) if tipped else ("invest-crypto",)
    return Measurement(value=best, shown={"rate": said[:60], "quote": quote}, pointers=in_page("page.text", quote), types=kind)


def _least(rate: Rate) -> float:
    """Percent from which this rate is impossible."""
    return LEAST[rate.period] if rate.period else max(5.0, LEAST["day"] * rate.after)


def plan_table(view: View) -> Measurement:
    """Number of plans on the page with an amount, a percentage and a term."""
    page = view.page
    if not view.text.words("percent") or not meant(view, ("profit", "invest")):
        return NO
    text = page.text
    ends = {m.end() for at in _signs(view) for m in PLAN.finditer(text, max(0, at - PLAN_WINDOW), at + PLAN_WINDOW)}
    return Measurement(value=float(len(ends)), shown={"count": len(ends)})


def _rates(text: str, signs: list[int], profit: list[int]) -> list[Rate]:
    """Rates near those per-cent signs that are near a word of profit. The expressions never read the text between them."""
    found: list[Rate] = []
    reached = 0
    for at in signs:
        start, end = max(0, reached, at - RATE_WINDOW), at + RATE_WINDOW
        reached = at - 30
        if one_within(profit, start - PROFIT_GAP, end + PROFIT_GAP):
            found += returns.load().rates(text, start, end)
    return found


@once
def _signs(view: View) -> list[int]:
    """Positions of per-cent signs and words in the text, at most MOST_SIGNS, in order."""
    text, there = view.page.text, view.text.spellings("percent")
    if not there <= UNLETTERED:
        text = text.replace("İ", "I").lower()  # "İ" is the only character whose lower case is longer
    found: list[int] = []
    for sign in SIGNS:
        at = text.find(sign) if sign in there else -1
        while at >= 0 and len(found) < MOST_SIGNS:
            found.append(at)
            at = text.find(sign, at + 1)
    return sorted(found)
