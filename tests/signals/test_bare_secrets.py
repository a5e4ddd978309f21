"""Pages that are nobody's and take together what moves money; and those that take one of it, or say who they are."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

ROW = "content-bare-secrets"
FIELDS = {
    "card": "<label>Card number <input name=cardnumber></label>",
    "pin": "<label>PIN <input type=password name=pin></label>",
    "otp": "<label>OTP <input name=otp></label>",
    "bank": "<label>User ID of your internet banking <input name=bankuser></label>",
    "secret": "<label>Password <input type=password name=pw></label>",
    "tel": "<label>Telephone <input type=tel name=tel></label>",
    "new pin": "<label>Choose a PIN <input type=password name=pin></label>",
}
OWNED = "<p>Lantern Savings, 14 Market Street, Leeds LS1 4AB. Company no. 04418823. Tel. 0113 496 0142. desk@{host}</p>"


def judged(kinds: str, host: str = "counter-label-update.com", age_days: int = 20, around: str = "") -> Assessment:
    fields = "".join(FIELDS[kind] for kind in kinds.split("+"))
    form = f"<form action=/next method=post>{fields}<button>Next</button></form>"
    html = f"<!doctype html><html lang=en><title>Update</title><h1>Update</h1>{form}{around}"
    return assessed({"host": host, "html": html, "age_days": age_days, "mx": False})


def fires(row: Assessment) -> bool:
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in row.contributions)


@pytest.mark.parametrize("kinds", ["card+pin", "card+otp", "pin+otp", "bank+secret+otp", "card+pin+otp+tel"])
@pytest.mark.parametrize(("host", "age_days"), [("counter-label-update.com", 20), ("step-two-51ac.pages.dev", -1)])
def test_what_moves_money_is_taken_together(kinds: str, host: str, age_days: int) -> None:
    row = judged(kinds, host, age_days)
    assert fires(row)
    assert row.verdict.rank >= Verdict("suspicious").rank


LABELS = [
    ("vi", "16 số mặt trước", "3 số mặt sau", "Số vừa nhận trong tin nhắn"),
    ("id", "16 digit depan", "3 angka belakang kartu", "Kode dari SMS"),
    ("ms", "16 digit hadapan", "3 nombor belakang kad", "Kod dari SMS"),
    ("th", "16 หลักหน้าบัตร", "3 หลักหลังบัตร", "เลขจาก SMS"),
    ("fil", "16 digits sa harap", "3 digits sa likod", "Code sa text"),
    ("zh", "16位卡号", "卡背三位", "短信中的数字"),
    ("ko", "앞면 16자리", "뒷면 3자리", "문자로 받은 번호"),
    ("hi", "कार्ड के 16 अंक", "पीछे के 3 अंक", "SMS में आया नंबर"),
]


@pytest.mark.parametrize(("language", "front", "back", "code"), LABELS)
def test_a_card_may_be_asked_for_by_its_digits(language: str, front: str, back: str, code: str) -> None:
    fields = "".join(f"<label>{label} <input name=f{number}></label>" for number, label in enumerate((front, back, code)))
    html = f"<!doctype html><html lang={language}><title>…</title><form action=/next method=post>{fields}<button>OK</button></form>"
    assert fires(assessed({"host": "counter-label-update.com", "html": html, "age_days": 20, "mx": False}))


@pytest.mark.parametrize(
    ("kinds", "host", "age_days", "around"),
    [
        ("card", "counter-label-update.com", 20, ""),  # a checkout
        ("card+tel", "counter-label-update.com", 20, ""),
        ("card+tel+otp", "counter-label-update.com", 20, ""),  # a shop that has the telephone confirmed
        ("card+otp", "till-sample.pages.dev", -1, "<p>This is a demo store with sample data; use a test card.</p>"),
        ("secret+otp", "counter-label-update.com", 20, ""),  # any log-in with a code
        ("tel+otp", "counter-label-update.com", 20, ""),
        ("pin+tel", "counter-label-update.com", 20, ""),  # a library's
        ("new pin+otp", "counter-label-update.com", 20, ""),  # who opens an account makes up a PIN
        ("card+pin", "lantern-savings.com", 2_400, ""),  # a name that somebody has held
        ("card+pin+otp", "lantern-savings.com", 40, OWNED),  # who says who he is
        ("bank+secret+otp", "lantern-savings.com", 40, OWNED),
        ("pin+otp", "first-steps.pages.dev", -1, "<p>Student project on false log-ins; nothing is sent.</p>"),
    ],
)
def test_one_of_it_or_an_owner_is_none(kinds: str, host: str, age_days: int, around: str) -> None:
    assert not fires(judged(kinds, host, age_days, around.replace("{host}", host)))


SEVERAL_TIMES = [
    ("en", "Delivery in", "12 or 24 hours"),
    ("zh", "分期", "12 或 24 个月"),
    ("ko", "할부", "12개 또는 24개월"),
    ("en", "Describe it", "in 24 words or less"),
    ("th", "สามตัวท้ายที่ต้องการ", "3 ตัวหลัง"),
    ("id", "Kode pembatalan pesanan", "kode yang diterima di undangan"),
    ("vi", "Mã nhận được trong thư mời", "mã khách mời"),
]


@pytest.mark.parametrize(("language", "label", "placeholder"), SEVERAL_TIMES)
def test_terms_lengths_and_invitations_are_neither_words_of_a_wallet_nor_cards_nor_codes(
    language: str, label: str, placeholder: str
) -> None:
    field = f"<label>{label} <input name=a placeholder='{placeholder}'></label>"
    html = f"<!doctype html><html lang={language}><title>…</title><form>{field}</form>"
    found = assessed({"host": "counter-label-update.com", "html": html, "age_days": 20, "mx": False}).contributions
    assert not {"content-seed-phrase", "content-credential-form", ROW}.intersection(c.reading.signal for c in found if c.log_odds > 0)


WORDS = [
    "12 or 24 words, separated by spaces",
    "按顺序填写 12 个单词",
    "12 salita ng lumang account",
    "12 atau 24 perkataan",
    "12 hoặc 24 từ",
]


@pytest.mark.parametrize("label", WORDS)
def test_words_that_are_counted_are_those_of_a_wallet(label: str) -> None:
    html = f"<!doctype html><html lang=en><title>Sync</title><h1>Sync</h1><form><textarea name=a placeholder='{label}'></textarea></form>"
    found = assessed({"host": "counter-label-update.com", "html": html, "age_days": 20, "mx": False}).contributions
    assert any(c.reading.signal == "content-seed-phrase" for c in found)
