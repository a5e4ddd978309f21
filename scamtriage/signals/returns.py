"""Measures on promised returns: what is paid, in which time, and in plans of which kind."""

import re
from bisect import bisect_left

from scamtriage.knowledge.quoting import Find, quotation
from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, in_page
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.schemes import meant
from scamtriage.signals.view import View


def any_of(*words: str) -> str:
    """Any of these expressions."""
    return "(?:" + "|".join(words) + ")"


def _cores(*words: str) -> tuple[str, ...]:
    """Strings of which one stands in whatever one of the expressions matches."""
    fixed = sorted({re.sub(r".\?", "", word.removeprefix("/ ?")) for word in words}, key=len)
    return tuple(word for number, word in enumerate(fixed) if not any(shorter in word for shorter in fixed[:number]))


# A rate per period, or after a number of days: "3.5% daily", "日收益 2%", "วันละ 5%", "10% setiap hari". Every part is bounded.
_DAY = (
    "daily", "per day", "a day", "each day", "every day", "/ ?day", "ต่อวัน", "รายวัน", "ทุกวัน", "/ ?วัน", "mỗi ngày", "một ngày",
    "/ ?ngày", "hàng ngày", "per hari", "setiap hari", "/ ?hari", "harian", "sehari", "kada araw", "araw-araw", "每天", "每日", "/ ?天",
    "/ ?日", "1日あたり", "毎日", "하루", "매일", "/ ?일", "1일당", "일일", "प्रतिदिन", "रोज", "रोज़ाना", "रोजाना", "हर दिन", "ក្នុងមួយថ្ងៃ",
    "រាល់ថ្ងៃ", "ប្រចាំថ្ងៃ", "/ ?ថ្ងៃ", "နေ့စဉ်", "တစ်ရက်",
)  # fmt: skip
_WEEK = (
    "weekly", "per week", "a week", "ต่อสัปดาห์", "mỗi tuần", "/ ?tuần", "per minggu", "seminggu", "kada linggo", "每周", "每週", "週間",
    "매주", "주간", "साप्ताहिक", "हर सप्ताह", "ក្នុងមួយសប្តាហ៍",
)  # fmt: skip
_MONTH = (
    "monthly", "per month", "a month", "ต่อเดือน", "mỗi tháng", "/ ?tháng", "per bulan", "sebulan", "setiap bulan", "kada buwan",
    "每月", "月利", "毎月", "매월", "/ ?월", "한 달", "한달", "월간", "प्रतिमाह", "हर महीने", "महीने", "ក្នុងមួយខែ", "တစ်လ",
)  # fmt: skip
_UNITS = ("days?", "hours?", "hari", "jam", "วัน", "ชั่วโมง", "ngày", "giờ", "araw", "oras")
_TERM = (
    any_of("in", "after", "within", "for", "dalam", "selama", "ภายใน", "trong", "sau", "sa loob ng", "loob ng")
    + r" (?:just )?(\d{1,3}) ?"
    + any_of(*_UNITS)
)
_AHEAD = (
    "daily", "วันละ", "日收益率?", "日利率?", "日化", "每日", "每天", "毎日", "日利", "日収", "하루", "매일", "일일", "일 수익", "일수익",
    "일 이율", "harian", "setiap hari", "mỗi ngày", "प्रतिदिन", "रोज",
)  # fmt: skip
_NUMBER = r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?) ?(?:%|％|percent|persen|peratus|เปอร์เซ็นต์|phần trăm)"
RATE = re.compile(rf"{_NUMBER}[^%％。！？]{{0,22}}?(?:({any_of(*_DAY)})|({any_of(*_WEEK)})|({any_of(*_MONTH)})|{_TERM})", re.IGNORECASE)
RATE_AHEAD = re.compile(
    rf"({any_of(*_AHEAD)})[^%％\d。！？]{{0,16}}(?:\d{{1,3}}(?:[.,]\d{{1,2}})? ?[%％]? ?[-–~至到] ?)?{_NUMBER}", re.IGNORECASE
)
_YEAR = any_of(
    r"\bp\.? ?a\b", "per annum", "per year", "a year", "each year", "/ ?year", "annual", "yearly", "ต่อปี", "/ ?ปี", "รายปี", "ปีละ",
    "mỗi năm", "một năm", "/ ?năm", "hàng năm", r"\bnăm\b", "per tahun", "/ ?tahun", "setahun", "tahunan", r"\btahun\b", "kada taon",
    "bawat taon", "taunan", r"(?<![\d０-９])年", "연간", r"연 ?(?=\d|이|수익|금리|환산|복리|$)",
    "/ ?년", "매년", "प्रति ?वर्ष", "वार्षिक", "सालाना",
    "ក្នុងមួយឆ្នាំ", "/ ?ឆ្នាំ", "ប្រចាំឆ្នាំ", "တစ်နှစ်", "နှစ်စဉ်", "ຕໍ່ປີ", "/ ?ປີ",
)  # fmt: skip
_YEAR_BEFORE = re.compile(rf"(?<![%％])(?<![%％] ){_YEAR}[^\d\n%％.,;，。；、]{{0,20}}$", re.IGNORECASE)
_YEAR_AFTER = re.compile(rf"[\s(（]{{0,2}}(?:{_YEAR})(?![^\n\d%％]{{0,8}}\d)", re.IGNORECASE)
"""A year that belongs to the rate before it: of "1% a day, 365% a year" the second is the year's."""
_YEAR_WITHIN = re.compile(_YEAR, re.IGNORECASE)
_YEAR_REACH = 30
"""Characters read before a number and behind a sign for the year that the rate is of."""
NOT_A_RETURN = re.compile(
    any_of(
        "rtp",
        "discount",
        "% off",
        "battery",
        "vat",
        "humidity",
        "ส่วนลด",
        "giảm",
        "diskon",
        "diskaun",
        "折",
        "割引",
        "할인",
        "छूट",
        "cashback",
        "rebate",
        "返水",
        "penalty",
        "denda",
        "late fee",
        "逾期",
        "apr",
        "ค่าปรับ",
        "refund",
        "cancel",
        "kinansela",
        r"\bfell\b",
        "turun",
        "下跌",
        "下落",
        "하락",
        "ลดลง",
        "updated",
        "diperbarui",
        "cập nhật",
        "更新",
    ),
    re.IGNORECASE,
)
DAY_LEAST, WEEK_LEAST, MONTH_LEAST = 0.5, 5.0, 15.0
"""Percent from which a return is out of this world, by period; the row's threshold is on the ratio to these."""
SIGNS = ("%", "％", "percent", "persen", "peratus", "เปอร์เซ็นต์", "phần trăm")

PLAN = re.compile(
    any_of("min", "max", "deposit", "from", "invest", r"\$", "usdt", "rm", "rp", "฿", "₱", "₫", "入金", "充值", "ฝาก", "nạp", "투자", "जमा")
    + r"[^%％]{0,60}?\d{1,4}(?:[.,]\d+)? ?[%％][^%％]{0,60}?\d{1,3} ?"
    + any_of("hours?", "days?", "วัน", "ชั่วโมง", "ngày", "hari", "天", "日", "小时", "일", "दिन", "araw"),
    re.IGNORECASE,
)
PLAN_WINDOW = 70
"""Characters on each side of a per-cent sign in which amount and term of a plan stand."""
RATE_WINDOW = 60
"""Characters read on each side of a per-cent sign."""
PROFIT_GAP = 80
"""Characters between a rate and the word of profit that makes it a promise."""
MOST_SIGNS = 60


# The expressions take ten times as long as looking for their words, which mostly are not there.
_WORDS_OF = ((RATE, _cores(*_DAY, *_WEEK, *_MONTH, *_UNITS)), (RATE_AHEAD, _cores(*_AHEAD)))
_ODD_CASE = re.compile("[\u0130\u0131\u017f\u212a]")
"""Letters that expressions without case take for others, and `lower` does not."""


def impossible_return(view: View) -> Measurement:
    """The most extravagant return promised, as a multiple of 0.5 % a day, 5 % a week or 15 % a month."""
    page = view.page
    if page is None or view.owners:
        return NOT_APPLICABLE
    if not view.text.words("percent"):
        return NO
    text = page.text
    profit = sorted(h.start for h in meant(view, ("profit", "invest", "guarantee", "withdraw")))
    if any(c.kind == "wallet" for c in page.contacts):  # where a wallet waits, a rate is a promise without the word
        profit = sorted({*profit, *_signs(view)})
    if not profit:
        return NO
    best, quote, rate = 0.0, "", ""
    for match in _rates(text, _signs(view), profit):
        number, least = _rate(match)
        ratio = number / least
        around = text[max(0, match.start() - 60) : match.end() + 60]
        if ratio <= best or number > 1000:
            continue
        if not _one_within(profit, match.start() - PROFIT_GAP, match.end() + PROFIT_GAP) or NOT_A_RETURN.search(around):
            continue
        if _of_a_year(text, match) or view.text.warned(TEXT, match.start()):
            continue
        best, quote, rate = ratio, quotation([Find(text, *match.span())]), " ".join(match[0].split())
    if not best:
        return NO
    tipped = view.text.distinct("signals") >= 3  # where a teacher and his group stand, they promise it
    kind = ("adviser-clone",) if tipped else ("invest-crypto",)
    return Measurement(value=best, shown={"rate": rate[:60], "quote": quote}, pointers=in_page("page.text", quote), types=kind)


def _of_a_year(text: str, match: re.Match[str]) -> bool:
    """Whether the rate is one of a year, which is only counted or paid by the day: "4.25% p.a., paid daily", "harian 4% setahun"."""
    number = match.start(2 if match.re is RATE_AHEAD else 1)
    if _YEAR_BEFORE.search(text[max(0, number - _YEAR_REACH) : number]) or _YEAR_WITHIN.search(match[0]):
        return True
    return match.re is RATE_AHEAD and _YEAR_AFTER.match(text[match.end() : match.end() + _YEAR_REACH]) is not None


def _rate(match: re.Match[str]) -> tuple[float, float]:
    groups = match.groups()
    if match.re is RATE_AHEAD:
        return float(groups[1].replace(",", ".")), DAY_LEAST
    number = float(groups[0].replace(",", "."))
    if groups[1]:
        return number, DAY_LEAST
    if groups[2]:
        return number, WEEK_LEAST
    if groups[3]:
        return number, MONTH_LEAST
    return number, max(5.0, DAY_LEAST * int(groups[4] or 1))


def plan_table(view: View) -> Measurement:
    """How many plans with an amount, a percentage and a term stand on the page."""
    page = view.page
    if page is None:
        return NOT_APPLICABLE
    if not view.text.words("percent") or not meant(view, ("profit", "invest")):
        return NO
    text = page.text
    ends = {m.end() for at in _signs(view) for m in PLAN.finditer(text, max(0, at - PLAN_WINDOW), at + PLAN_WINDOW)}
    return Measurement(value=float(len(ends)), shown={"count": len(ends)})


def _rates(text: str, signs: list[int], profit: list[int]) -> list[re.Match[str]]:
    """Rates near per-cent signs that a word of profit is near to; the text between them is never walked by the expressions."""
    found: list[re.Match[str]] = []
    reached = 0
    for at in signs:
        start, end = max(0, reached, at - RATE_WINDOW), at + RATE_WINDOW
        reached = at - 30
        if not _one_within(profit, start - PROFIT_GAP, end + PROFIT_GAP):
            continue
        window = text[start:end]
        low = window.lower()
        for expression, words in _WORDS_OF:
            if not any(map(low.__contains__, words)) and (window.isascii() or not _ODD_CASE.search(window)):
                continue
            match = expression.search(text, start, end)
            if match is not None:
                found.append(match)
    return found


def _one_within(places: list[int], first: int, last: int) -> bool:
    """Whether one of the sorted places lies between the two, both included."""
    at = bisect_left(places, first)
    return at < len(places) and places[at] <= last


def _signs(view: View) -> list[int]:
    """Where per-cent signs and words stand in the text, at most MOST_SIGNS, in order."""
    text = view.page.text if view.page is not None else ""
    there = view.text.spellings("percent")
    found: list[int] = []
    for sign in SIGNS:
        at = text.find(sign) if sign in there else -1
        while at >= 0 and len(found) < MOST_SIGNS:
            found.append(at)
            at = text.find(sign, at + 1)
    return sorted(found)
