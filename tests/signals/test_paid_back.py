"""Sums that come back larger, and sums that merely stand beside each other."""

import time

import pytest

from scamtriage.assess import Rules
from scamtriage.signals.paid_back import paid_back_more
from scamtriage.signals.view import View
from tests.judgement.sites import dossier

TABLES = Rules.load().tables


def view(body: str) -> View:
    html = f"<html><title>One page</title><p>All about it on one page.</p><p>{body}</p></html>"
    return View(dossier({"host": "one-page.org", "html": html, "age_days": 400}), TABLES)


@pytest.mark.parametrize(
    "body",
    [
        "Pay a deposit or in full. Windows 11 installed, 12-month warranty, returns within 14 days. ThinkPad T480 from £220.",
        "Pay a deposit. A 12-month warranty, return 14 days after delivery.",
        "Top up RM50 and receive RM55 credit. Open 24 hours.",
        "เติมเงิน 500 บาท รับ 550 แต้ม",
        "充值100元得120积分",
        "Term deposits: invest $10,000 and receive $10,450 at maturity after 12 months (4.50% p.a.).",
        "Deposito Rp10.000.000 menjadi Rp10.575.000 per tahun",
    ],
)
def test_a_shop_and_a_bank_pay_nothing_back(body: str) -> None:
    assert not paid_back_more(view(body)).value


@pytest.mark.parametrize(
    "body",
    [
        "Deposit 100 USDT and get back 150 USDT in one hour.",
        "Invest $500 and your deposit returns $900 in two days.",
        "เติมเงิน 500 รับคืน 650 ทำครบ 3 ออเดอร์จึงถอนได้",
        "垫付任务:垫付100返130,充值后提现",
        "Tugas gabungan: setor Rp300.000 kembali Rp390.000",
        "Invest $1,000 and receive $2,500 a year from now, guaranteed.",
    ],
)
def test_a_sum_that_comes_back_larger_is_told(body: str) -> None:
    assert paid_back_more(view(body)).value


def test_a_quotation_is_whole_words_on_one_line() -> None:
    body = f"{'Welfare tasks ' * 20}<br>Deposit 100 USDT and get back 150 USDT<br>today {'gladly ' * 30}"
    quote = str(paid_back_more(view(body)).shown["quote"])
    assert "\n" not in quote and quote.startswith(("Welfare", "tasks")) and quote.endswith("gladly")


def test_numbers_without_end_are_read_in_no_time() -> None:
    body = "deposit " + "100 get back 150 voucher per year RM 100 return RM 130 " * 400
    page = view(body)
    assert page.text.meant("deposit")  # read before the clock runs
    began = time.perf_counter()
    paid_back_more(page)
    assert time.perf_counter() - began < 2
