"""Measures on sums that are said to come back larger than they were paid in: the bait of paid tasks and of doubled deposits."""

import re

from scamtriage.knowledge.quoting import Find, quotation
from scamtriage.knowledge.returns import any_of
from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, in_page
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.schemes import flavour, meant, paid_work
from scamtriage.signals.view import View

_RETURNS = r"returns?(?=\W{0,3}[A-Z$€£¥₱₫฿₹₩]{0,4}\W?\d)"
"""Before a sum alone: goods are returned within days."""
GETS = any_of(
    "get back", "you receive", "receive", _RETURNS, "becomes", "→", "=>", "nhận về", "nhận lại", "nhận được", "nhận", "thu về",
    "รับคืน", "ได้คืน", "รับเงินคืน", "ได้รับ", "รับ", "kembali", "terima", "dapat", "jadi", "menjadi", "ibabalik", "babalik", "makukuha",
    "返还", "返還", "返", "得", "变", "變", "돌려받", "받", "환급", "वापस", "मिलेगा",
    "मिलेंगे", "पाएं", "戻り", "受け取", "ទទួលបាន", "ပြန်ရ", "ໄດ້ຄືນ",
)  # fmt: skip
PAID_BACK = re.compile(rf"(\d(?<![\d.,]\d)[\d.,]{{1,12}})[^\d\n%％]{{0,24}}?{GETS}[^\d\n%％]{{0,14}}?(\d[\d.,]{{1,12}})", re.IGNORECASE)
GAIN = (1.02, 3.0)
"""Between these multiples a sum that comes back is bait: less is change, more is another number."""
MIRACLE = 25.0
"""The same where the sum is said to be invested."""
INVESTED = re.compile(
    any_of("labur", "invest", "modal", "setor", "deposit", "ลงทุน", "đầu tư", "gửi", "投资", "投資", "投入", "투자", "निवेश"), re.IGNORECASE
)
CURRENCY = re.compile(
    r"[$€£¥₱₫฿₹₩៛₭]|\b(?:rm|rp|p|idr|myr|usdt?|thb|php|vnd|sgd|hkd|krw|jpy|inr|mmk|lak|khr)\.? ?\d|\d ?(?:đ|k|tr|rb|jt)\b"
    r"|บาท|đồng|nghìn|ngàn|triệu|ribu|juta|rupiah|ringgit|peso|piso|dollars?|baht|euros?|dong|元|円|원|만|万|萬|块|រៀល|ដុល្លារ|ກີບ|ລ້ານ|ကျပ်|रुपये|रुपए|रु",
    re.IGNORECASE,
)
"""Of a sum of money: a warranty of 12 months and returns within 14 days are none."""
MONEY_GAP, CURRENCY_GAP = 14, 10
"""Characters before a sum in which a word says that it is paid in; and on either side of the two in which a currency stands."""
_SENTENCE_END = re.compile(r"[.!?;。！？；\n]")
VOUCHER = re.compile(
    r"[^\d\n.]{0,16}?"
    + any_of(
        "credits?", "vouchers?", "coupons?", "points?", "gift", "kredit", "baucar", "kupon", "poin", "mata ganjaran", "คูปอง",
        "บัตรกำนัล", "แต้ม",
        "phiếu", "điểm", "代金券", "礼券", "禮券", "积分", "積分", "商品券", "ポイント", "포인트", "상품권", "쿠폰", "कूपन", "अंक",
    ),
    re.IGNORECASE,
)  # fmt: skip
"""Behind a sum that is got back to be spent where it was paid, as a shop's card is topped up."""
A_YEAR = re.compile(
    any_of(
        r"\bp\.? ?a\.?\b", "per annum", "a year", "per year", "annual", "at maturity", "ต่อปี", "ครบกำหนด", "mỗi năm", "/ ?năm",
        "một năm", "đáo hạn", "per tahun", "setahun", "jatuh tempo", "matang", "kada taon", "bawat taon", "年利", "年息", "年化", "满期",
        "到期", "満期", r"연 ?\d", "만기", "प्रति वर्ष",
    ),
    re.IGNORECASE,
)  # fmt: skip
SAVED, YEAR_GAP = 1.3, 60
"""What a year's interest makes of a sum at most, and characters around it in which the year is named."""
LEAST_SUM = 10.0
MOST_TEXT = 20_000


def paid_back_more(view: View) -> Measurement:
    """How many times the page says of a sum that is paid in that a somewhat larger one comes back: "500 รับคืน 650"."""
    page = view.page
    if page is None or view.owners:
        return NOT_APPLICABLE
    if not meant(view, ("task", "topup", "deposit", "invest", "profit")):
        return NO
    text = page.text[:MOST_TEXT]
    paid = [h.end for h in meant(view, ("task", "topup", "deposit", "invest")) if h.place == TEXT]
    found = [m for m in PAID_BACK.finditer(text) if _larger(text, m, paid) and not view.text.warned(TEXT, m.start())]
    if not found:
        return NO
    quote = quotation([Find(text, *found[0].span())])
    kind = flavour(view) or paid_work(view)
    return Measurement(value=float(len(found)), shown={"quote": quote}, pointers=in_page("page.text", quote), types=kind)


def _larger(text: str, match: re.Match[str], paid: list[int]) -> bool:
    """Whether two sums of money stand there of which the second is a bait: not what a shop credits, nor what a bank pays after a year."""
    start, end = match.span()
    invested = bool(INVESTED.search(text, max(0, start - MONEY_GAP), start))
    if not _gains(match[1], match[2], invested=invested) or VOUCHER.match(text, end, end + 40):
        return False
    if _sum(match[2]) <= SAVED * _sum(match[1]) and A_YEAR.search(text, max(0, start - YEAR_GAP), end + YEAR_GAP):
        return False
    if CURRENCY.search(text, max(0, start - CURRENCY_GAP), end + CURRENCY_GAP):
        return True
    return any(start - MONEY_GAP <= at <= start and not _SENTENCE_END.search(text, at, start) for at in paid)


def _gains(paid: str, back: str, *, invested: bool) -> bool:
    first, second = _sum(paid), _sum(back)
    return first >= LEAST_SUM and GAIN[0] * first <= second <= (MIRACLE if invested else GAIN[1]) * first


def _sum(written: str) -> float:
    """A sum of money as written in the region: separators before three digits group, another one is a decimal point."""
    plain = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", written.strip(".,"))
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return 0.0
