"""A log-in copied from somebody else, with its links, pictures and few words; and what looks like one and is none."""

import pytest

from scamtriage.records.assessment import Verdict
from tests.signals.rows import nats, row

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
    "file of a logo": f"<title>Change password</title><img src=Facebook-Logo.png><form>{'<input type=password name=new>' * 2}</form>",
    "file of a logo, and a choice": "<title>Change password</title><img src=Facebook-Logo.png><form><input type=password name=pw>"
    "<label><input type=checkbox name=keep> Keep me signed in</label><input type=reset></form>",
    "log in to it": f"<title>Đăng nhập Facebook</title><h2>Đăng nhập Facebook</h2>{PASSWORD}",
    "whose customer is asked": "<title>USPS tracking</title><h1>USPS: we have questions on your address</h1><form method=post>"
    "<input name=fullname placeholder='Full name'><input name=street placeholder=Street><input name=tel placeholder='Phone number'></form>",
    "everyday name": f"<title>PIN DANA | dana.id</title><img src=dana_logo.png><h1>Masukkan PIN DANA</h1>{PIN}",
    "text": f"<title>Livin by Mandiri</title><p>Masuk ke akun Livin by Mandiri Anda</p>{PIN}",
}
NONE = {
    "another's log-in": f"<title>Noor's book club</title><img src=facebook-logo.png><p>Read with us.</p>{PASSWORD}",
    "button": f"<title>Login</title>{PASSWORD}<p>Or log in with</p><img src=facebook-logo.png>",
    "button without words": f"<title>Login</title>{PASSWORD}<img src=facebook-logo.png>",
    "button beside a choice": f"<title>Login</title>{PASSWORD.replace('<button>', '<input type=checkbox name=keep><button>')}"
    "<img src=facebook-logo.png>",
    "icon to follow": f"<title>Login</title>{PASSWORD}<img src=facebook-logo.png><a href=https://www.facebook.com/noor>Facebook</a>",
    "delivery": "<title>Noor's cakes</title><p>We send by USPS.</p><form><input name=fullname placeholder='Full name'>"
    "<input name=street placeholder='Street'></form>",
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


PARCEL = (
    "<title>{carrier} tracking</title><h1>{carrier}</h1><p>Shipment overview</p><p>{wait} {then}</p><a href=/step2.php>Next</a>"
    f"<footer>{'<p>Customer portal. Careers. Legal notices.</p>' * 20}</footer>"
)
"""A page in a carrier's name, with its footer."""


@pytest.mark.parametrize(
    ("page", "lured"),
    [
        ("<title>BRI Tarif</title><form><p>Tarif baru Rp 150.000/Bulan</p><input type=checkbox><button>Lanjut</button></form>", True),
        ("<title>GCash</title><h1>Nanalo ka ng 1000 pesos sa GCash</h1><form><input name=mobile><button>Submit</button></form>", True),
        ("<title>Free Fire</title><h1>Free diamonds</h1><p>Choose your pack</p><form><input name=uid><button>Claim</button></form>", True),
        (PARCEL.format(carrier="DHL", wait="Please complete the delivery", then="by clicking next. The shipping fee must be paid."), True),
        (PARCEL.format(carrier="DHL", wait="We sell boxes for the delivery", then="of cakes. Opening hours are posted."), False),
        (
            PARCEL.format(carrier="Noor", wait="Please complete the delivery", then="by clicking next. The shipping fee must be paid."),
            False,
        ),
        ("<h1>IRS tax refund</h1><form><input name=n><input type=password name=p placeholder='ID password'></form>", True),
        ("<h1>IRS tax refund</h1><p>How to ask for it.</p><form><input name=n placeholder='Your question'></form>", False),
        ("<title>Kedai Kopi Senja</title><p>Undian hadiah untuk pelanggan: bayar dengan GoPay.</p>", False),
        (
            "<title>BRI Tarif</title><p>Tarif Rp 150.000/Bulan. Toko Jaya, Jl. Sudirman No. 44, Jakarta 10210. Telp (021) 5550144</p>",
            False,
        ),
        ("<title>Free Fire</title><h1>Guide to characters</h1><p>Every character has a skill.</p>", False),
        ("<title>Raffle</title><h1>You won a prize</h1><form><p>Prize of 50 USDT</p><input name=n placeholder='Name'></form>", False),
    ],
)
def test_a_lure_in_another_s_name_is_a_page_of_few_words_that_shows_no_owner(page: str, *, lured: bool) -> None:
    judged = row(LENT, page, age_days=-1)
    assert ("content-brand-lure" in nats(judged)) is lured and (judged.verdict.rank >= Verdict.SUSPICIOUS.rank) is lured


@pytest.mark.parametrize(("said", "lured"), [("EPF Calculator", False), ("EPF subsidi RM500", True), ("Bantuan khas EPF", True)])
def test_the_name_of_an_organisation_is_not_what_is_held_out_in_it(said: str, *, lured: bool) -> None:
    judged = row(LENT, f"<title>{said}</title><h1>{said}</h1>{LOG_IN}", age_days=-1)
    assert ("content-brand-lure" in nats(judged)) is lured


LOG_IN = "<form method=post action=/login><input name=user placeholder=Email><input type=password name=pw placeholder=Password></form>"
CLUBS = {
    "guild": f"<title>Red Eagle | Guild Free Fire</title><h1>Guild Free Fire Red Eagle</h1><h2>Members</h2>{LOG_IN}<p>See our scrims.</p>",
    "tool": f"<title>Draft helper for Mobile Legends</title><h1>Mobile Legends draft helper</h1>{LOG_IN}"
    "<p>Not affiliated with Moonton.</p>",
    "statistics": f"<title>Aim log - Valorant</title><h1>Track your Valorant matches</h1>{LOG_IN}"
    '<a href="https://auth.riotgames.com/authorize?client_id=x&response_type=code">Sign in with Riot</a>',
    "guide": f"<title>王者荣耀攻略</title><h1>王者荣耀攻略站</h1><p>登录后可收藏攻略。</p>{LOG_IN}",
    "fire brigade": f"<title>Free Fire Risk Assessment</title><h1>Free fire risk assessment for landlords</h1>{LOG_IN}",
    "match": "<title>MLBB Campus Cup</title><h1>Turnamen Mobile Legends antar fakultas</h1><p>Hadiah total Rp 5.000.000.</p>"
    "<form><input name=tim placeholder='Nama tim'><button>Daftar</button></form>",
    "agent": "<title>Agen BRILink Bu Sri</title><h1>BRILink Bu Sri</h1><p>Tarif transfer Rp 5.000, beda bank Rp 10.000.</p>"
    "<form><input name=hp placeholder='Nomor HP'><button>Tanya</button></form>",
    "village fund": "<title>Dana Desa Wonosari</title><img src=logo.png alt='Logo Dana Desa'><h1>Dana Desa Wonosari</h1>"
    "<form method=post action=/login><input name=u placeholder=NIP><input type=password name=p placeholder=PIN></form>",
    "shelves": f"<title>Top up Roblox, Free Fire, Valorant</title><h1>Top up games</h1>{LOG_IN}",
    "changer": "<title>Обмен USDT на баты</title><h1>Обмен рублей и USDT на баты</h1><p>Офис на Пхукете.</p><form><input name=tel></form>",
    "coin's ledger": f"<title>USDT accounts</title><h1>Bookkeeping in USDT</h1>{LOG_IN}",
    "vouchers": "<title>Shopee & Lazada vouchers</title><h1>Voucher codes for Shopee and Lazada</h1><form><input name=q></form>",
    "tutor": f"<title>Bimbel Jenius</title><h1>Bimbel Jenius</h1>{LOG_IN}",
}


def test_the_name_of_a_tool_for_a_house_s_customers_counts_less_than_the_name_of_the_house() -> None:
    """Before, a tool for sellers on a cheap new name was a likely scam by its title alone."""
    tool = row("sukamaju-apps.top", f"<title>Shopee Order Helper - Login</title><h1>Shopee Order Helper</h1>{LOG_IN}", age_days=40)
    house = row("sukamaju-apps.top", f"<title>Shopee - Login</title><h1>Shopee</h1>{LOG_IN}", age_days=40)
    assert nats(tool)["content-brand-mismatch"] < 1 < nats(house)["content-brand-mismatch"]
    assert tool.verdict is Verdict.SUSPICIOUS and house.verdict.rank > Verdict.SUSPICIOUS.rank


MAKERS = {
    "log in to it": f"<title>Log in to Free Fire</title><h1>Log in to Free Fire</h1>{LOG_IN}",
    "gift": f"<title>Free Fire</title><h1>Free Fire: claim free diamonds</h1>{LOG_IN}",
    "gift among games": f"<title>Roblox, Free Fire</title><h1>Roblox, Free Fire: claim free diamonds</h1>{LOG_IN}",
    "names alone": f"<title>Roblox, Free Fire</title><h1>Roblox · Free Fire</h1>{LOG_IN}",
    "one maker": f"<title>Roblox</title><h1>Roblox</h1>{LOG_IN}",
    "beside another's": f"<title>Roblox, Free Fire, Facebook</title><h1>Log in to Facebook</h1>{LOG_IN}",
    "code": "<title>Mobile Legends</title><h1>Mobile Legends</h1><form><input name=otp placeholder='OTP code'><button>Go</button></form>",
    "pictures": f"<title>Valorant</title><h1>Valorant</h1><img src=https://auth.riotgames.com/logo.png>{LOG_IN}",
    "password for a match": f"<title>MLBB Cup</title><h1>Mobile Legends tournament: claim your prize</h1>{LOG_IN}",
}


@pytest.mark.parametrize("kind", CLUBS)
def test_a_name_that_players_and_agents_bear_accuses_none_of_them(kind: str) -> None:
    judged = row(LENT, CLUBS[kind], age_days=-1)
    assert not nats(judged).keys() & {"content-brand-mismatch", "content-brand-copy", "content-brand-lure", "combo-brand-ask"}


@pytest.mark.parametrize("kind", MAKERS)
def test_who_speaks_as_the_maker_of_a_game_is_not_one_of_its_players(kind: str) -> None:
    judged = row(LENT, MAKERS[kind], age_days=-1)
    assert "content-brand-copy" in nats(judged) and judged.verdict.rank >= Verdict.SUSPICIOUS.rank


@pytest.mark.parametrize(("host", "counts"), [("mlbb-counter.pages.dev", False), ("mlbb-login.pages.dev", True)])
def test_a_host_that_bears_the_name_of_a_game_means_its_maker_beside_a_log_in(host: str, *, counts: bool) -> None:
    assert ("name-brand-embedded" in nats(row(host, "<title>Heroes</title><p>Builds and counters.</p>", age_days=-1))) is counts


def test_a_trial_page_of_a_firm_that_no_table_knows_is_not_acquitted_and_not_accused() -> None:
    head = "<title>Lotus Dental - Patient log in</title><h1>Patient log in</h1>"
    page = f"{head}<img src=https://lotusdental.com.my/logo.png alt='Lotus Dental'>{LOG_IN}"
    judged = row("client-preview-17.pages.dev", page, age_days=-1)
    assert "content-brand-copy" in nats(judged) and judged.verdict is Verdict.NO_FINDING
    kept = page.replace("</form>", "<input name=otp placeholder='OTP code'></form>")
    assert row("client-preview-17.pages.dev", kept, age_days=-1).verdict.rank >= Verdict.SUSPICIOUS.rank


@pytest.mark.parametrize(
    ("host", "title", "lured"),
    [
        ("kopi-senja-rewards.vercel.app", "Kopi Senja Rewards", False),
        (LENT, "Kopi Senja Rewards", True),
        ("undian-hadiah-pelanggan.vercel.app", "Undian hadiah", True),
        ("kopi-senja-rewards.vercel.app", "Kopi Senja Rewards GoPay", True),
    ],
)
def test_a_prize_in_another_s_wallet_is_the_café_s_whose_name_title_and_host_bear(host: str, title: str, *, lured: bool) -> None:
    page = f"<title>{title}</title><h1>Undian pelanggan: menang voucher GoPay</h1><form><input name=hp placeholder='Nomor HP'></form>"
    assert ("content-brand-lure" in nats(row(host, page, age_days=-1))) is lured


def test_who_only_tells_of_a_gift_and_leads_nowhere_lures_nobody() -> None:
    told = "<title>Kuota gratis Telkomsel</title><h1>Kuota gratis untuk siswa</h1><p>Serahkan nomor HP ke wali kelas.</p>"
    asked = told + "<form><input name=hp placeholder='Nomor HP'><button>Klaim</button></form>"
    assert [("content-brand-lure" in nats(row(LENT, page, age_days=-1))) for page in (told, asked)] == [False, True]


@pytest.mark.parametrize(
    ("said", "accused"),
    [("<p>React practice by Noor, a clone project.</p>", False), ("<p>React practice by Noor.</p>", True)],
)
def test_an_exercise_that_says_so_twice_is_no_copy(said: str, *, accused: bool) -> None:
    page = f"<title>Instagram</title><h1>Instagram</h1>{said}{LOG_IN}"
    assert ("content-brand-copy" in nats(row(LENT, page, age_days=-1))) is accused


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [("<input name=mobile>", ("prize-subsidy",)), ("<input type=password name=pin placeholder=MPIN>", ("prize-subsidy", "bank-wallet"))],
)
def test_who_takes_a_wallet_s_secrets_for_a_prize_in_its_name_is_after_the_account_too(asked: str, kinds: tuple[str, ...]) -> None:
    judged = row(
        LENT, f"<title>GCash</title><h1>Nanalo ka ng 1000 pesos sa GCash</h1><form>{asked}<button>Submit</button></form>", age_days=-1
    )
    [lure] = [one.reading for one in judged.contributions if one.reading.signal == "content-brand-lure"]
    assert lure.types == kinds and {t.type for t in judged.scam_types}.issuperset(kinds[1:])
