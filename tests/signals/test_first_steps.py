"""Pages that take only the name of an account in a bank's name, and those that do so for themselves; scripts of published kits."""

import pytest

from scamtriage.records.assessment import Assessment
from tests.judgement.sites import assessed


def value(signal: str, html: str, host: str = "acceso-cliente.netlify.app", age: int = 40) -> float:
    row: Assessment = assessed({"host": host, "html": html, "age_days": age, "mx": False})
    return sum(c.reading.value or 0.0 for c in row.contributions if c.reading.signal == signal)


BANK = (
    "<title>{title}</title><h2>{head}</h2>"
    "<form action=next.asp><input type=text name='{name}' placeholder='{label}'><button>OK</button></form>"
)
COPY, BRAND, UNOWNED, BOT, KIT = (
    "content-brand-copy",
    "content-brand-mismatch",
    "content-unowned-secrets",
    "http-telegram-exfil",
    "http-kit-program",
)


@pytest.mark.parametrize(
    ("title", "head", "name", "label"),
    [
        ("Bancolombia Sucursal Virtual Personas", "Ingresa tu usuario", "txt-usuario", ""),
        ("HDFC Bank NetBanking", "Login", "user_id", ""),
        ("VCB Digibank - Vietcombank", "Đăng nhập", "f1", "Tên đăng nhập"),
        ("K-Online Kasikornbank", "เข้าสู่ระบบ", "f1", "ชื่อผู้ใช้"),
        ("CaixaBankNow - Banca digital CaixaBank", "Accede", "usuario", "Identificador"),
        ("招商银行 China Merchants Bank", "登录", "f1", "用户名"),
    ],
)
def test_the_first_step_of_a_log_in_in_a_banks_name_is_a_copy(title: str, head: str, name: str, label: str) -> None:
    html = BANK.format(title=title, head=head, name=name, label=label)
    assert value(COPY, html) >= 1.0
    assert value(BRAND, html) >= 1.0
    assert value(UNOWNED, html) == 1.0


@pytest.mark.parametrize(
    "more",
    [
        "<p>Sharma Finserv Pvt Ltd, 14 Station Road, Thane 400601. Tel 022 2540 1188</p>",  # who says who he is
        "<input name=city placeholder=City><input name=amount placeholder=Amount>",  # an application, and no log-in
        "<p>" + "We compare the cards of all banks by fee, cashback and limit, and say how we earn. " * 14 + "</p>",
    ],
)
def test_agents_applications_and_papers_begin_no_log_in(more: str) -> None:
    html = BANK.format(title="HDFC Bank NetBanking", head="Login", name="user_id", label="") + more
    assert value(UNOWNED, html) == 0.0


@pytest.mark.parametrize(
    "html",
    [
        "<title>Instagram profile viewer</title><h1>View any Instagram picture</h1><input name=username placeholder='Instagram username'>",
        "<title>HDFC Bank IFSC code</title><h1>HDFC Bank IFSC code finder</h1><input name=q placeholder='Branch or city'>",
        "<title>Kasir Warung</title><h1>Masuk Kasir Warung</h1><input type=tel placeholder='Nomor HP'><p>Terima QRIS, DANA dan GoPay.</p>",
        "<title>Chama Saver - M-Pesa savings groups</title><h1>Log in</h1><input type=tel placeholder='M-Pesa phone number'>",
        "<title>Corner Books - pay with bKash</title><h1>Login</h1><input type=tel placeholder='Mobile number'>",
        "<title>Easypaisa & JazzCash top up</title><h1>Log in</h1><input type=tel placeholder='Mobile'>",
        "<title>M-Pesa till manager</title><h1>Sign in</h1><input type=email placeholder=Email>",
        "<title>GCash Ledger</title><h1>Log in to GCash Ledger</h1><input type=email placeholder=Email>",
        "<title>Isi saldo OVO</title><a href='/login'>Masuk</a><h1>Isi saldo OVO termurah</h1><input type=tel placeholder='Nomor HP OVO'>",
    ],
)
def test_look_ups_and_resellers_take_a_name_or_number_for_themselves(html: str) -> None:
    assert value(COPY, html) == value(UNOWNED, html) == 0.0


@pytest.mark.parametrize(
    "html",
    [
        "<title>bKash | Login</title><h1>Login</h1><input type=tel placeholder='bKash number'>",
        "<title>M-Pesa bonus</title><h1>Log in to M-Pesa</h1><input type=tel placeholder='Phone number'>",
        "<title>Nequi - Ingresa</title><h1>Ingresa a Nequi</h1><input type=tel placeholder=Celular>",
    ],
)
def test_a_purses_own_log_in_takes_a_number_below_its_name_alone(html: str) -> None:
    assert value(UNOWNED, html) == 1.0


ADDRESS = (
    "<title>Netflix</title><span>Netflix</span><h1>Verify your address details</h1><form method=post action=a.php>"
    "<input name=firstName placeholder='First Name'><input name=al placeholder='Address Line 1'><label>Address Line 1</label>"
    "<input name=al2 placeholder='Address Line 2'><label>Address Line 2</label><input name=zip placeholder=ZIP></form>"
)


def test_the_labels_of_an_address_are_no_address() -> None:
    assert value(COPY, ADDRESS) > 1.0
    assert value(COPY, f"{ADDRESS}<p>Kedai Rina, 12 Jalan Ampang, 50450 Kuala Lumpur</p>") == 0.0


STEP = "<title>Masuk</title><div>Masuk ke akun kamu</div><input type=tel placeholder='Nomor HP'><script>{script}</script>"


@pytest.mark.parametrize(
    "script", ["await sendToTelegram(data)", "kirimTelegram(nomor)", "send_to_telegram({p:v})", "sendTelegramMessage(m)"]
)
def test_a_function_that_sends_to_a_bot_counts_beside_a_log_in(script: str) -> None:
    assert value(BOT, STEP.format(script=script)) == 1.0


def test_such_a_function_is_a_small_shops_too() -> None:
    order = "<title>Букеты</title><h1>Заказ букета</h1><form><input name=name><input type=tel name=phone><button>Заказать</button></form>"
    assert value(BOT, f"{order}<script>sendToTelegram(name,phone)</script>") == 0.0
    assert value(BOT, "<title>tgnotify</title><pre>send_to_telegram(text)</pre><p>Sign in to Telegram and create a bot.</p>") == 0.0


@pytest.mark.parametrize("name", ["POS Warteg Bahari", "Absensi PT Karya", "Greenhouse dashboard"])
def test_tills_rolls_and_gauges_tell_their_owner_by_a_bot(name: str) -> None:
    html = "<title>{name}</title><h1>Masuk</h1><input type=password placeholder=PIN><script>sendTelegram('in')</script>"
    assert value(BOT, html.format(name=name)) == 0.0
    assert value(BOT, html.format(name="Login Kasikornbank")) == 1.0


@pytest.mark.parametrize(
    "mark",
    [
        "<button onclick='open_itemReward_confirmation(this)'>Collect</button>",
        "<div class='popup reward_confirmation'>OK?</div>",
        "<link href='https://cdn.jsdelivr.net/gh/gowebid/gologin@main/fb.css'>",
    ],
)
def test_functions_of_a_published_kit_tell(mark: str) -> None:
    shown = "<h1>Rewards available until Sunday</h1><p>Limited skins, borders and diamonds of the season.</p>"
    assert value(KIT, f"<title>Season</title>{shown}{mark}") == 1.0
    assert value(KIT, f"<title>Season</title>{shown}<button onclick='openRewards(this)'>Collect</button>") == 0.0


def test_windows_of_a_firms_own_loyalty_scheme_are_no_kit() -> None:
    html = "<title>Points</title><h1>Your points</h1><button onclick='open_reward_confirmation()'>Collect</button>"
    assert value(KIT, html, host="meadow-points.com", age=4000) == 0.0
    assert value(KIT, html + "<input type=password>", host="meadow-points.com", age=4000) == 1.0


DOORS = ("Migration", "Wallet synchronization", "Claim rewards", "Login issues", "Snapshot")
WALLETS = "<title>Wallet Validation</title><h1>Rectify your wallet</h1><p>One open protocol for whatever is the matter.</p>"


def test_a_page_of_wallets_on_which_all_leads_to_one_page_offers_no_repair() -> None:
    one = "".join(f'<a href="/w.html">{name}</a> ' for name in DOORS)
    many = "".join(f'<a href="/{name.split()[0]}.html">{name}</a> ' for name in DOORS)
    assert value("content-plain-offer", WALLETS + one) == 1.0
    assert value("content-plain-offer", WALLETS + many) == 0.0
    assert value("content-plain-offer", WALLETS + one.replace("/w.html", "/download")) == 0.0  # the program, which a wallet's maker offers
    assert (
        value("content-plain-offer", f"{WALLETS}{one}<p>Sites that offer wallet validation are scams. Never share your words.</p>") == 0.0
    )


def test_who_begins_a_banks_log_in_asks_for_it() -> None:
    html = BANK.format(title="Bancolombia Sucursal Virtual Personas", head="Ingresa tu usuario", name="txt-usuario", label="")
    row: Assessment = assessed({"host": "sucursal-acceso.netlify.app", "html": html, "age_days": 40, "mx": False})
    assert "combo-brand-ask" in {c.reading.signal for c in row.contributions}


def test_a_registered_name_of_unknown_age_is_not_taken_for_a_copy() -> None:
    html = BANK.format(title="First Bank - Log in", head="Welcome to First Bank", name="userid", label="User ID")
    assert value(COPY, html, host="digital.firstbankok.com", age=-1) == 0.0
    assert value(COPY, html, host="digital.firstbankok.com", age=20) > 1.0


OFFICE = (
    "<title>My account</title><p>Help us verify that the account at the Social Security Administration is yours.</p>"
    "<form action=i.php><input name=FName placeholder='Full name'><input name=SSN placeholder=SSN>"
    "<input name=St placeholder='Mailing address'><input name=Tel placeholder='Phone number'></form>{own}"
)
OF_ITS_OWN = '<a href="https://secure.ssa.gov/acu/login">Sign in</a><img src="https://www.ssa.gov/fleximg/a.png">'


def test_an_offices_own_pictures_and_log_in_show_whose_page_was_copied() -> None:
    assert value(BRAND, OFFICE.format(own=OF_ITS_OWN)) > 1.0
    assert value(BRAND, OFFICE.format(own="")) == 0.0


HELP = (
    "<title>Login to Paytm KYC Update</title><form action=card.php><button>Another way?</button></form>"
    "<b>{said}</b><p>Ph: +91 86039 92659</p>"
)


def test_a_help_line_in_few_words_needs_no_heading() -> None:
    assert value("content-care-number", HELP.format(said="Paytm KYC customer support number")) == 1.0
    assert value("content-care-number", HELP.format(said="Paytm KYC is done at our counter")) == 0.0


FREE = "<title>MTN Free Data</title><h1>Congratulations! MTN gives 50GB free data to everyone</h1><p>Choose a plan.</p>{choice}"


def test_a_lure_leads_on_by_a_choice_or_a_log_in_without_a_form() -> None:
    lure = "content-brand-lure"
    assert value(lure, FREE.format(choice="<input type=radio name=o value=50>50GB")) == 1.0
    assert value(lure, FREE.format(choice="<p>Log in to claim.</p>")) == 1.0
    assert value(lure, FREE.format(choice="<p>MTN Shop, 12 Adeola Odeku Street, Lagos 101241</p><input type=radio name=o>")) == 0.0


NUMBER = (
    "<title>{title}</title><p>{said}</p><form action=next.php method=post><input type=text name=pan_no placeholder='Enter your PAN number'>"
    "<button>Submit</button></form>"
)


@pytest.mark.parametrize(
    ("title", "said", "host", "age", "copied"),
    [
        ("Welcome to HDFC Bank NetBanking", "Enter PAN details", "retail-desk.github.io", -1, True),
        ("ICICI Bank KYC", "Your account is held. Enter PAN details", "kyc-desk.pages.dev", -1, True),
        ("PAN look-up", "Check a PAN number. Not by HDFC Bank.", "pan-tools.github.io", -1, False),  # the name stands in its text
        ("Tax returns of Mehta & Sons", "Enter your PAN number", "mehta-returns.github.io", -1, False),
        ("HDFC Bank PAN update", "We help. Mehta & Sons, 14 MG Road, Pune 411001. Tel. +91 20 2612 0000", "mehta-returns.com", 900, False),
    ],
)
def test_a_number_that_is_taken_in_a_banks_name_is_a_banks(title: str, said: str, host: str, age: int, *, copied: bool) -> None:
    assert bool(value(BRAND, NUMBER.format(title=title, said=said), host, age)) is copied
