"""The choice between a bank's new tariff and the old one; and price lists, notices and warnings."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

ROW = "content-tariff-choice"
FORM = '<form action="/lanjut"><input type="checkbox" name="a"><input type="checkbox" name="b"><button>Lanjut</button></form>'


def judged(body: str, language: str = "id") -> Assessment:
    html = f'<!doctype html><html lang="{language}"><head><title>Tarif</title></head><body>{body}</body></html>'
    return assessed({"host": "app-77120931.vercel.app", "html": html, "age_days": -1, "mx": False})


def fires(row: Assessment) -> bool:
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in row.contributions)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("id", "<p>Pilih Tarif Bank*</p><p>Tarif Baru Rp 150.000/ Bulan</p><p>Tarif Lama Rp 6.500/ Transaksi</p>"),
        ("id", "<p>Silakan pilih tarif transaksi Anda</p><p>Tarif baru Rp150.000/perbulan</p><p>Tarif normal Rp 6,500/pertransaksi</p>"),
        (
            "id",
            "<p>Biaya transfer berubah menjadi Rp 150.000 per bulan. Setuju, atau tidak setuju (tetap Rp 6.500 "
            "per transaksi)?</p><p>Biaya transfer</p>",
        ),
        ("id", "<p>Pilih: TARIF LAMA - Rp 6.500, TARIF BARU - Rp 150.000</p>"),
        ("ms", "<p>Caj transaksi akan berubah. Caj baru RM 50 / bulan, caj lama RM 1.00 / transaksi. Pilih dan teruskan.</p>"),
    ],
)
def test_a_choice_of_tariffs_is_heard(language: str, body: str) -> None:
    row = judged(body + FORM, language)
    assert fires(row)
    assert row.verdict.rank >= Verdict("suspicious" if language == "id" else "no-finding").rank


def test_a_choice_by_a_letter_is_no_search() -> None:
    assert fires(
        judged('<p>Tarif baru Rp 150.000/bulan, tarif lama Rp 6.500/transaksi. Pilih.</p><form><input type="radio" name="s"></form>')
    )


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Harga gateway pembayaran</h1><p>Paket Usaha Rp 150.000 / bulan. Biaya transfer Rp 4.000 / transaksi. Pilih paket Anda.</p>"
        + FORM,
        "<h1>Harga</h1><p>Paket bisnis: tarif Rp 150.000 / bulan. Pelanggan lama tetap tarif lama Rp 4.500 / "
        "transaksi. Pilih dan lanjut.</p>" + FORM,
        "<h1>Tarif baru kereta</h1><p>Tarif lama Rp 6.500, tarif baru Rp 8.000 per perjalanan. Kartu langganan Rp 150.000 per bulan.</p>",
        "<h1>Pengumuman</h1><p>Mulai Januari biaya transaksi tetap Rp 6.500 per transaksi, tidak berubah "
        "menjadi Rp 150.000 per bulan. Waspada penipuan yang "
        "meminta Anda pilih tarif baru atau tarif lama.</p>" + FORM,
        "<h1>Tarif</h1><p>Tarif baru Rp 150.000/bulan, tarif lama Rp 6.500/transaksi. Pilih.</p>"
        + "<p>Ketentuan umum layanan bank kami.</p>" * 90
        + FORM,
        "<h1>Perubahan tarif</h1><p>Biaya transfer menjadi Rp 2.500/transaksi, tarif lama Rp 6.500/transaksi. Biaya administrasi "
        "Rp 15.000/bulan. Pilih rekening Anda.</p>" + FORM,
        '<h1>Tarif</h1><p>Tarif baru Rp 150.000/bulan, tarif lama Rp 6.500/transaksi. Pilih.</p><form><input type="text" name="q"></form>',
        "<h1>Tarif listrik</h1><p>Tarif baru per kWh. Pilih daya rumah Anda dan lanjut.</p>" + FORM,
    ],
)
def test_price_lists_notices_and_warnings_are_none(body: str) -> None:
    assert not fires(judged(body))
