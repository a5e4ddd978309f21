"""A log-in copied from somebody else, with its links, pictures and few words; and what looks like one and is none."""

import pytest

from scamtriage.records.assessment import Verdict
from tests.signals.test_whose import nats, row

LENT = "brook-meadow-4.github.io"
PASSWORD = (
    "<form method=post action=next><input name=user placeholder=Email><input type=password name=pw placeholder=Password>"
    "<button>Go</button></form>"
)
PIN = '<form method=post action=next><input type=password maxlength=1 name=pin1 placeholder="PIN"><button>Lanjut</button></form>'
COPIES = {
    "links": "<title>Sign in</title><img src=logo.png alt=Microsoft><p>Enter your password</p>"
    f'{PASSWORD}<a href="https://account.live.com/password/reset">Forgot password?</a>',
    "front": f'<title>Security</title><a href="https://www.facebook.com"><img src=l.png></a><h1>Facebook security check</h1>{PASSWORD}',
    "pictures": f"<title>Sign in</title><h1>Sign in with your EA Account</h1><img src=https://signin.ea.com/static/i.svg>{PASSWORD}",
    "icon": f"<title>Masuk</title><link rel=icon href=/Logo_Bank_Rakyat_Indonesia.svg><p>Nomor ponsel BRImo Anda</p>{PIN}",
    "everyday name": f"<title>PIN DANA | dana.id</title><img src=dana_logo.png><h1>Masukkan PIN DANA</h1>{PIN}",
    "text": f"<title>Livin by Mandiri</title><p>Masuk ke akun Livin by Mandiri Anda</p>{PIN}",
}
NONE = {
    "sign-on": "<title>Noor's book club</title><h1>Log in with Facebook</h1>"
    f'<a href="https://www.facebook.com/v19.0/dialog/oauth?client_id=1&redirect_uri=x">Facebook</a>{PASSWORD}',
    "shared": f'<title>Noor\'s book club</title><h1>Members</h1>{PASSWORD}<a href="https://www.facebook.com/noorsbooks">Facebook</a>',
    "cards": f"<title>Noor's book club</title><h1>Members</h1><p>We take Visa, Mastercard and GrabPay.</p>{PASSWORD}",
    "software": f"<title>Roundcube Webmail :: Welcome</title><h1>Roundcube</h1>{PASSWORD}",
    "no secret": COPIES["links"].replace("type=password", "type=text").replace("Password>", "Query>").replace("name=pw", "name=q"),
    "quoted address": "<title>Kelas XI: kenali phishing</title><h1>Temukan keganjilan</h1><p>Alamat tiruan: bri-verifikasi.contoh</p>"
    + PIN,
}


@pytest.mark.parametrize("kind", COPIES)
def test_what_a_log_in_has_from_another_shows_whose_it_is(kind: str) -> None:
    judged = row(LENT, COPIES[kind], age_days=-1)
    found = nats(judged)
    assert "content-brand-copy" in found and judged.verdict.rank >= Verdict.SUSPICIOUS.rank
    assert min(found.get("page-wording", 0.0), found.get("page-ways", 0.0)) >= 0.0


@pytest.mark.parametrize("kind", NONE)
def test_what_is_no_copy(kind: str) -> None:
    judged = row(LENT, NONE[kind], age_days=-1)
    assert not nats(judged).keys() & {"content-brand-copy", "combo-brand-ask"} and judged.verdict.rank < Verdict.SUSPICIOUS.rank


@pytest.mark.parametrize("kind", COPIES)
def test_an_old_name_of_its_own_may_be_a_partner_s(kind: str) -> None:
    assert "content-brand-copy" not in nats(row("meadowbrook-services.com", COPIES[kind], age_days=2_000))


def test_a_house_that_no_table_knows_is_copied_too() -> None:
    page = f"<title>Blue Heron Exchange - Login</title><img src=https://www.blueheronexchange.co/logo.png><img src=a.png>{PASSWORD}"
    found = nats(row(LENT, page, age_days=-1))
    assert "content-brand-copy" in found
    its_own = nats(row("blueheronexchange.vercel.app", page, age_days=-1))
    assert not its_own.keys() & {"content-brand-copy", "content-brand-mismatch"}


@pytest.mark.parametrize(
    ("page", "lured"),
    [
        ("<title>BRI Tarif</title><form><p>Tarif baru Rp 150.000/Bulan</p><input type=checkbox><button>Lanjut</button></form>", True),
        ("<title>GCash</title><h1>Nanalo ka ng 1000 pesos sa GCash</h1><form><input name=mobile><button>Submit</button></form>", True),
        ("<title>Free Fire</title><h1>Free diamonds</h1><p>Choose your pack</p><form><input name=uid><button>Claim</button></form>", True),
        ("<title>Kedai Kopi Senja</title><p>Undian hadiah untuk pelanggan: bayar dengan GoPay.</p>", False),
        ("<title>BRI Tarif</title><p>Tarif baru Rp 150.000/Bulan. Jl. Sudirman No. 44, Jakarta 10210</p>", False),
        ("<title>Free Fire</title><h1>Guide to characters</h1><p>Every character has a skill.</p>", False),
    ],
)
def test_a_lure_in_another_s_name_is_a_page_of_few_words_that_shows_no_owner(page: str, *, lured: bool) -> None:
    judged = row(LENT, page, age_days=-1)
    assert ("content-brand-lure" in nats(judged)) is lured and (judged.verdict.rank >= Verdict.SUSPICIOUS.rank) is lured
