"""Forms of false imports that name what they take by the way: a phrase, a key or a file to choose among."""

import pytest

from scamtriage.records.assessment import Assessment
from tests.judgement.sites import assessed

ROW = "content-seed-phrase"


def judged(body: str, language: str = "en") -> Assessment:
    html = f'<!doctype html><html lang="{language}"><head><title>Import</title></head><body>{body}</body></html>'
    return assessed({"host": "app-57521561.netlify.app", "html": html, "age_days": -1, "mx": False})


def fires(row: Assessment) -> bool:
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in row.contributions)


TABS = '<a href="/phrase">PHRASE KEY</a> <a href="/private">PRIVATE KEY</a> <a href="/keystore">KEYSTORE JSON</a>'
FIELD = '<form><input type="text" name="key" placeholder="Enter your Phrase key"><button>IMPORT</button></form>'


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", f"<h1>Import Wallet</h1>{TABS}{FIELD}<h4>Typically 12 (sometimes 24) words separated by a single space.</h4>"),
        ("vi", f"<h1>Nhập ví (import wallet)</h1>{TABS}<form><input name=a placeholder='Phrase'><button>OK</button></form>"),
        ("id", f"<h1>Import wallet</h1>{TABS}<form><textarea name=kunci placeholder='Phrase'></textarea><button>Kirim</button></form>"),
    ],
)
def test_a_choice_of_ways_into_a_wallet_tells_what_its_field_takes(language: str, body: str) -> None:
    assert fires(judged(body, language))


@pytest.mark.parametrize(
    "body",
    [
        '<h1>Import wallet transactions</h1><p>Upload a CSV of your purchases.</p><form><input type="text" '
        'name="name" placeholder="Phrase to search"></form>',
        "<h1>Import a key</h1><p>Paste the private key of your server and its keystore.</p><form><input "
        "name=k placeholder='Passphrase'></form>",
        f"<h1>Import wallet</h1>{TABS}<form><input name=q placeholder='Search for a phrase'></form>",
        f"<h1>Import wallet</h1>{TABS}<p>Open the app to import. We never take these on a website.</p>",
        "<h1>Wallet</h1><p>Our leather wallet with coin pocket.</p><form><input name=engraving "
        "placeholder='Phrase to engrave'><button>Add</button></form>",
    ],
)
def test_tables_servers_and_leather_goods_take_no_words_of_a_wallet(body: str) -> None:
    assert not fires(judged(body))
