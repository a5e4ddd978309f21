"""Forms of several steps, of which a visitor sees the first: what the others take, and whom what stands there vouches for."""

import pytest

from scamtriage.records.assessment import Assessment
from tests.judgement.sites import assessed

WORDS = "content-seed-phrase"


def judged(body: str, *, host: str = "declaration-portal.eu", age: int = 60, title: str = "-") -> Assessment:
    row: Assessment = assessed({"host": host, "html": f"<html><title>{title}</title>{body}</html>", "age_days": age, "mx": True})
    return row


def speaks(row: Assessment, signal: str) -> bool:
    return any(c.reading.signal == signal and c.log_odds > 0 for c in row.contributions)


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Votre portefeuille</h1><form><input name=d></form><form hidden><p>Saisissez les 12, 18 ou 24 mots. Le calcul est local.</p>"
        "<textarea name=w></textarea></form>",
        '<h1>Private Wallets melden</h1><div hidden><textarea name=s placeholder="Geben Sie Ihre 12 oder 24 Wörter ein"></textarea></div>',
        "<h1>I suoi wallet</h1><form hidden><p>Inserisca le 24 parole nell'ordine.</p><textarea name=p></textarea></form>",
        "<h1>Verifique su monedero</h1><form hidden>" + "".join(f"<input name=w{n}>" for n in range(1, 13)) + "</form>",
    ],
)
def test_recovery_words_are_taken_in_a_hidden_step(body: str) -> None:
    row = judged(body, age=20)
    assert speaks(row, WORDS)
    assert [found.type for found in row.scam_types] == ["wallet-drainer"]


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Votre portefeuille</h1><p>Ne saisissez jamais vos 24 mots sur un site.</p><textarea name=w></textarea>",
        "<h1>Votre portefeuille</h1><p>Saisissez vos 24 mots sur l'appareil.</p><label>Commentaire<textarea name=t></textarea></label>",
        "<h1>Concours</h1><p>Saisissez votre texte de 24 mots.</p><textarea name=w></textarea>",
        "<h1>Wallet</h1><p>Geben Sie niemals Ihre 24 Wörter weiter.</p><textarea name=w></textarea>",
    ],
)
def test_who_warns_of_it_or_asks_for_a_text_takes_none(body: str) -> None:
    assert not speaks(judged(body), WORDS)


LENT = "cong-dich-vu.netlify.app"
STEPS = '<h1>Banco</h1><form><input name=u><input type=password placeholder="Clave banca en línea"></form>'
LINE = '<a href="tel:+34910550177">910 550 177</a>'


def test_a_number_in_a_hidden_step_shows_no_owner() -> None:
    """A gang can write anybody's number where no visitor reads it."""
    hidden = judged(f"{STEPS}<div hidden>{LINE}</div>", host=LENT, age=-1)
    seen = judged(f"{STEPS}<div>{LINE}</div>", host=LENT, age=-1)
    assert speaks(hidden, "content-unowned-secrets")
    assert not speaks(seen, "content-unowned-secrets")


@pytest.mark.parametrize(
    ("body", "taken"),
    [
        ('<input placeholder="Tên đăng nhập app ngân hàng"><input type=password placeholder="Mật khẩu">', True),
        ('<p>Chọn ngân hàng</p><input name=u><input type=password placeholder="Mật khẩu"><input placeholder="Mã OTP">', True),
        ('<input name=u><input type=password placeholder="Mật khẩu"><input placeholder="Mã OTP">', False),
        ('<p>Chọn ngân hàng</p><input name=u><input type=password placeholder="Mật khẩu">', False),
    ],
)
def test_a_log_in_to_a_bank_on_a_lent_name(body: str, taken: bool) -> None:
    row = judged(body, host=LENT, age=-1)
    assert speaks(row, "content-unowned-secrets") is taken
    assert [found.type for found in row.scam_types] == (["bank-wallet"] if taken else [])


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Concours</h1><p>Gagnez un portefeuille en cuir. Saisissez votre slogan en 12 mots.</p><input name=slogan>",
        "<h1>Concurso</h1><p>Escriba en 12 palabras por qué quiere una billetera.</p><input name=texto>",
        "<h1>Portafoglio progetti</h1><p>Inserisci una descrizione di 24 parole.</p><textarea name=descr></textarea>",
        "<h1>Carteira do aluno</h1><p>Digite as 12 palavras do ditado.</p><textarea name=ditado></textarea>",
        "<h1>Portfel</h1><p>Podaj w 12 słowach, dlaczego nasz portfel.</p><textarea name=tekst></textarea>",
    ],
)
def test_a_text_of_so_many_words_is_no_recovery_phrase(body: str) -> None:
    assert not speaks(judged(body), WORDS)


def test_recovery_words_are_known_in_polish() -> None:
    assert speaks(judged("<h1>Twój portfel</h1><form hidden><p>Wpisz 12 słów w kolejności.</p><textarea name=s></textarea></form>"), WORDS)


@pytest.mark.parametrize(
    "label",
    [
        "Bạn dùng app ngân hàng nào?",
        "Mã giao dịch trên app ngân hàng",
        "คุณใช้แอปธนาคารใด",
        "Which banking app do you use most?",
        "Aplikasi / bank",
    ],
)
def test_the_name_of_an_app_of_banks_is_no_log_in(label: str) -> None:
    assert not speaks(judged(f"<label>{label}<input name=q></label>", host=LENT, age=-1), "content-unowned-secrets")


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ('<input placeholder="No kad pengenalan"><input type=password placeholder=PIN>', []),
        ('<input placeholder="TIN number"><input type=password placeholder=PIN><input placeholder=OTP>', []),
        ('<input placeholder="Nomor kartu ATM"><input type=password placeholder=PIN><input placeholder=OTP>', ["bank-wallet"]),
    ],
)
def test_a_pin_alone_or_beside_an_identity_number_is_not_a_banks(fields: str, kinds: list[str]) -> None:
    row = judged(f"<form>{fields}</form>")
    taken = [c.reading for c in row.contributions if c.reading.signal == "content-deep-secrets"]
    assert [list(reading.types) for reading in taken] == [kinds]
