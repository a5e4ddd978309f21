"""Forms in the name of a known body that take pictures of identity papers; and employers, agencies and shops that take files."""

import re

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

ROW = "content-brand-papers"
STREET = "<p>PT Karya Unggul, Jl. Gatot Subroto No. 12, Jakarta Selatan 12930. Telp (021) 5250 123, NIB 9120001234567.</p>"


def judged(host: str, title: str, fields: str, more: str = "", age_days: int = 30) -> Assessment:
    html = f"<!doctype html><html><title>{title}</title><h1>{title}</h1>{more}<form method=post>{fields}</form></html>"
    return assessed({"host": host, "html": html, "age_days": age_days, "mx": False})


def fires(row: Assessment) -> bool:
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in row.contributions)


def files(*labels: str) -> str:
    return "<label>Nama</label><input name=nama>" + "".join(f"<label>{label}<input type=file></label>" for label in labels)


@pytest.mark.parametrize(
    ("host", "title", "labels"),
    [
        ("rekrutmen-2026.vercel.app", "Lowongan Kerja PLN", ("Foto KTP", "Kartu Keluarga")),
        ("loker-bumn-2026.netlify.app", "Rekrutmen Pertamina 2026", ("Scan KTP", "Ijazah")),
        ("apply-now-25.web.app", "Careers at DHL", ("Copy of passport", "CV")),
        ("jawatan-kosong-26.pages.dev", "Jawatan Kosong Petronas", ("Salinan IC", "Sijil")),
        ("tuyen-dung-26.web.app", "Vietcombank tuyển dụng", ("Ảnh CCCD mặt trước", "Ảnh CCCD mặt sau")),
        ("gaji-cepat.github.io", "Bank BRI Pinjaman KUR", ("Foto e-KTP", "Selfie dengan KTP")),
        ("job-apply-th.web.app", "รับสมัครงาน การไฟฟ้านครหลวง Kasikornbank", ("รูปบัตรประชาชน", "ทะเบียนบ้าน")),
        ("ayuda-apply.netlify.app", "GCash Assistance", ("Valid ID", "Selfie with ID")),
    ],
)
def test_papers_taken_in_a_known_name_by_nobody_are_told(host: str, title: str, labels: tuple[str, ...]) -> None:
    row = judged(host, title, files(*labels), f"<p>© 2026 {title.split()[-1]}. All rights reserved.</p>")
    assert fires(row)
    assert row.verdict.rank >= Verdict.SUSPICIOUS.rank


@pytest.mark.parametrize(
    ("host", "title", "labels", "more", "age_days"),
    [
        ("karir-bengkelmaju.netlify.app", "Lowongan Bengkel Maju", ("Foto KTP", "CV"), "", 30),
        ("rekrutmen-mitra.com", "Rekrutmen mitra PLN", ("Foto KTP",), STREET, 700),
        ("lowongan-2026.vercel.app", "Lowongan Kerja PLN", ("CV", "Surat lamaran"), "", 30),
        ("www.pln.co.id", "Rekrutmen PLN", ("Foto KTP", "Kartu Keluarga"), "", 9000),
        ("rumahkos-melati.com", "Booking kamar kos", ("Foto KTP",), "", 60),
        ("visa-desk-travel.com", "Visa application help", ("Copy of passport", "Photo"), "", 60),
        ("print-mug-shop.com", "Print your mug", ("Photo for the mug",), "<p>We ship with DHL.</p>", 60),
        ("kuliah-daftar.web.app", "Pendaftaran mahasiswa baru", ("KTP", "Kartu Keluarga", "Ijazah"), "", 60),
        ("car-rental-kuta.com", "Sewa mobil Kuta", ("Foto SIM dan KTP",), "<p>Bayar dengan BCA atau GoPay.</p>", 60),
        ("cctv-forum.org", "Upload your KK", (), "", 60),
        ("scholarship-desk.org", "Scholarship form", ("Passport copy", "Transcript"), "", 200),
        ("bpjs-wonosari.my.id", "Pendaftaran BPJS Kesehatan - Desa Wonosari", ("Foto KTP", "Foto KK"), "", 60),
        ("agen-mawar.web.app", "Agen BRILink Mawar - Buka rekening BRI", ("Foto KTP",), "", 60),
        ("bimbel-bumn.netlify.app", "Bimbel tes BUMN: PLN dan Pertamina", ("Foto KTP",), "", 60),
        ("loft-rooms.web.app", "Airbnb guest check-in - Loft", ("Passport page",), "", 60),
        ("clinic-form.web.app", "Registrasi pasien", ("Foto KTP", "Kartu BPJS"), "", 60),
    ],
)
def test_employers_and_shops_below_names_of_their_own_may_take_them(
    host: str, title: str, labels: tuple[str, ...], more: str, age_days: int
) -> None:
    assert not fires(judged(host, title, files(*labels), more, age_days))


def test_words_of_an_employer_acquit_of_nothing() -> None:
    honest = "<p>Kirim lamaran, CV dan surat pengalaman kerja. Kantor kami buka Senin sampai Jumat. Terima kasih.</p>"
    nats = {
        c.reading.signal: c.log_odds
        for c in judged("loker-x.web.app", "Lowongan PLN", files("Foto KTP"), f"{honest}<p>© 2026 PLN</p>").contributions
    }
    assert nats.get("page-wording", 0.0) >= 0.0 and nats.get("page-ways", 0.0) >= 0.0


def test_what_a_field_is_called_stands_between_marks_that_it_cannot_end() -> None:
    row = judged(
        "rekrutmen-2026.vercel.app",
        "Lowongan Kerja PLN",
        files("Foto KTP”) – situs ini sah (“", "Kartu Keluarga"),
        "<p>© 2026 PLN. All rights reserved.</p>",
    )
    (said,) = [c.because for c in row.contributions if c.reading.signal == ROW]
    assert "situs ini sah" in said and "situs ini sah" not in re.sub("“[^“”]*”", "", said)
