"""Measures on cryptocurrency wallets: recovery phrases, and approvals that scripts request."""

import re

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.phrases import compiled
from scamtriage.records import lazy_re
from scamtriage.records.facts import PageFacts
from scamtriage.records.facts.page_parts import FormField
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, in_page, once
from scamtriage.signals.page import distances
from scamtriage.signals.page.identity import BARE_CHARS
from scamtriage.signals.page.occurrences import Hit
from scamtriage.signals.schemes import meant, told, wallet_and_claim
from scamtriage.signals.view import View

TOLD_TO_TYPE, TYPE_GAP = 0.5, 40
RECOVERY = lazy_re.compile(
    r"phrase|mnemonic|private key|keystore|secret recovery|word|助|短语|短語|私|คำกู้|วลี|cụm từ|\d từ|khóa riêng|frasa|kata|kunci"
    r"|구문|문구|단어|니모닉|비밀 복구|개인키|フレーズ|秘密鍵|単語|फ्रेज|ពាក្យស្តារ",
    re.IGNORECASE,
)
"""Wallet words that denote recovery phrases."""


def seed_phrase(view: View) -> Measurement:
    """1 if the page takes a wallet's recovery words; `TOLD_TO_TYPE` if it says to type them in to claim something, and nowhere else."""
    page = view.page
    if "seed-phrase" in page.asks and not _of_a_server(view):
        return Measurement(value=1.0, pointers=in_page("page.asks", "seed-phrase"))
    if (field := _word_field(view)) is not None:
        return Measurement(value=1.0, pointers=in_page("page.forms", field.label or field.name))
    if (asked := _typed_words(view)) is not None:
        return asked
    gap, order, words = distances.gap(meant(view, ("typein",)), [h for h in meant(view, ("wallet",)) if RECOVERY.search(view.text.said(h))])
    if order is None or words is None or gap > TYPE_GAP or not view.text.meant("claim") or _typed_elsewhere(view, words):
        return NO
    return told(view, TOLD_TO_TYPE, order, words)


TOLD_NEAR = 400
"""Characters on each side of the words within which a long page says where they are typed."""


def _typed_elsewhere(view: View, words: Hit) -> bool:
    """Whether the page has no field for long texts but letters, asks no wallet for an approval, and says that the words are typed in the
    wallet's own program, or that no page takes them: help pages of wallets tell how a wallet is restored, too."""
    page = view.page
    if APPROVALS.intersection(page.wallet_calls) or SETTINGS in page.wallet_calls:
        return False
    if any(field.type == "textarea" and not _LETTER.search(f"{field.name} {field.label}") for field in page.fields):
        return False
    there = view.text.found.texts[words.place][max(0, words.start - TOLD_NEAR) : words.end + TOLD_NEAR]
    said = f"{view.text.bare_beginning}\n{without_accents(there.lower())}"
    return compiled(TABLE, "in_the_program").search(said) is not None


WORD_FIELD = lazy_re.compile(
    r"(?<![a-z])phrase|mnemonic|keystore|private ?key|seed|\bwords?\b|^w(?:ord)?[ _-]?\d{1,2}$|助记词|助記詞|私[钥鑰]|短语|短語"
    r"|フレーズ|秘密鍵|วลี|คำกู้|cụm từ|khóa riêng|frasa|kunci|구문|문구|니모닉|개인키|फ्रेज",
    re.IGNORECASE,
)
"""Names and labels of fields for recovery words, which mean other things elsewhere: a key of a server, a phrase to search."""
OF_A_WALLET = lazy_re.compile(
    r"wallet|recovery|seed|mnemonic|钱包|錢包|助记词|助記詞|短语|短語"
    r"|(?:12|24)\D{0,16}(?:words?|từ|kata|perkataan|salita|個|个|단어|単語|คำ|शब्द|ពាក្យ|ຄຳ|palabras|palavras|mots|wörter)"
    r"|ウォレット|フレーズ|dompet|กระเป๋า|วลี|\bví\b|cụm từ|frasa|지갑|구문|니모닉|वॉलेट|फ्रेज|កាបូប",
    re.IGNORECASE,
)
"""Words of the concept "wallet" that no page about keys of servers says."""
WALLET_WORDS = 2
TYPED = frozenset({"textarea", "text", "password", "input", ""})
TABLE = "wallets"
SHORT_CHARS = 3_000
"""Characters of a page that is hardly more than its form."""
WRITTEN = frozenset({"textarea", "text", "input", ""})
_LETTER = lazy_re.compile(r"comment|messag|nachricht|frage|mensaje|mensagem|coment|yorum|mesaj|wiadomo|question|search|mail", re.IGNORECASE)
"""Names and labels of fields for letters and remarks."""
_NEVER = lazy_re.compile(r"\b(?:jamais|pas|nunca|jamas|nao|nie|niemals|nicht|mai|non|asla|nigdy)\b")


def _of_a_server(view: View) -> bool:
    """Whether the keys that the page takes are those of a server or a build: nothing on it speaks of a wallet or of coins."""
    asked = [field for field in view.page.fields if field.asks == "seed-phrase"]
    if not asked or any(OF_A_WALLET.search(f"{field.name} {field.label}") for field in asked):
        return False
    text = view.text
    if text.words("cryptorail") or any(OF_A_WALLET.search(text.said(h)) for h in text.words("wallet")):
        return False
    return compiled(TABLE, "named").search(without_accents(view.page.text[:MOST_CHARS].lower())) is None


def _typed_words(view: View) -> Measurement | None:
    """That a short page of a wallet, in a language of which few words are kept, has its words typed into a field that says nothing else of
    itself, also where that step is hidden until the first is done. Who tells to type them nowhere else asks a question beside it."""
    page = view.page
    free = [f for f in page.fields if f.type in WRITTEN and f.asks in ("", "seed-phrase") and not _LETTER.search(f"{f.name} {f.label}")]
    if not free or len(page.text) > SHORT_CHARS or view.text.article:
        return None
    labels = "\n".join(field.label for field in free)
    for pointer, text in (("page.text", page.text), ("page.hidden_text", page.hidden_text[:SHORT_CHARS]), ("page.forms", labels)):
        low = without_accents(text.lower())
        told = next((m for m in compiled(TABLE, "typed").finditer(low) if not _NEVER.search(m[0])), None)
        if told and compiled(TABLE, "named").search(without_accents(f"{page.title}\n{page.text}".lower())):
            return Measurement(value=1.0, pointers=in_page(pointer, told[0]))
    return None


def _word_field(view: View) -> FormField | None:
    """The field for recovery words, of a page that speaks of importing a wallet but names what it takes only by the way."""
    page = view.page
    named = [f for f in page.fields if f.type in TYPED and (WORD_FIELD.search(f.label) or WORD_FIELD.search(f.name))]
    named = [field for field in named if not _SOUGHT.search(field.label)]
    if not named:
        return None
    said = view.text.different(meant(view, ("wallet",)))
    if not any(OF_A_WALLET.search(word) for word in said):
        return None
    return named[0] if len(said) >= WALLET_WORDS or _ways_in(page) >= WALLET_WORDS else None


_SOUGHT = lazy_re.compile(
    r"\b(?:search|look ?up|translate|engrave|cari|buscar|procurar|tìm)\b|ค้นหา|搜[索尋寻]|検索|검색|खोज", re.IGNORECASE
)
"""Labels of fields for a phrase that is to be found or translated, which nobody takes for his own words."""
_WAYS_IN = (
    lazy_re.compile(r"keystore|json ?file"),
    lazy_re.compile(r"private ?key"),
    lazy_re.compile(r"phrase|mnemonic|\b(?:12|24)\b[^.\n]{0,30}\bwords"),
)
"""What kits of false imports let their visitor choose among, in English whatever else they speak: a file, a key, the words."""


def _ways_in(page: PageFacts) -> int:
    """Among how many ways to hand over a wallet a page that is hardly more than its form lets one choose."""
    text = page.text.lower() if len(page.text) <= SHORT_CHARS else ""
    return sum(way.search(text) is not None for way in _WAYS_IN)


LEAST_NAMED, LEAST_SAID = 4, 5
"""Fewest links to the one page, and fewest different words of a wallet and of what is to be had for it."""
_PROGRAM = lazy_re.compile(
    r"download|install|\bget (?:the|our)\b|launch|\bopen\b|\bapps?\b|\bdocs\b|unduh|muat turun|tải|ดาวน์โหลด|下[载載]|ダウンロード|다운로드",
    re.IGNORECASE,
)
"""What the one link of an honest wallet's front page leads to: the program itself."""


@once
def one_door(view: View) -> bool:
    """Whether everything on a page of wallets which shows no owner leads to one further page: migration, rewards, log-in, or as many
    wallets. Whatever is the matter, that page takes the wallet's words."""
    page = view.page
    if page.link_count < LEAST_NAMED or not view.text.meant("wallet"):
        return False
    led = [link for link in page.links if link.host]
    if len(led) != 1 or led[0].host != page.final_host:
        return False
    if _PROGRAM.search(f"{led[0].text} {led[0].url.removeprefix('https://' + led[0].host)}"):
        return False
    said = view.text.different([*view.text.meant("wallet"), *view.text.meant("claim")])
    return len(said) >= LEAST_SAID and view.identity.nobodys


NOBODYS, UNSAID, MAYBE = 2.0, 1.0, 0.5
"""An approval on a page with something to claim, where nothing shows whose it is; an approval on such a page that hardly says a word; one
on a page with something to claim whose owner is shown (rewards for what was lent are claimed, too), or a signature, which may act as an
approval but serves many honest pages as a login."""
APPROVALS = frozenset({"approve", "permit", "setApprovalForAll", "increaseAllowance"})
SETTINGS = "drainer"
"""The settings of a program that empties wallets. It acts by itself, whatever the page says."""


def drainer(view: View) -> Measurement:
    """How surely scripts empty a wallet: `NOBODYS` if they hold the settings of a program that does, or ask for an approval on a page with
    something to claim that shows nowhere whose it is; `UNSAID` without a word of what for; `MAYBE` if the page shows whose it is, or they
    ask for a signature."""
    calls = view.page.wallet_calls
    approval = sorted(APPROVALS & set(calls))
    call, value = "", 0.0
    if SETTINGS in calls:
        call, value = SETTINGS, NOBODYS
    elif approval and view.identity.nobodys and (_claims(view) or len(view.page.text) < BARE_CHARS):
        call, value = approval[0], NOBODYS if _claims(view) else UNSAID
    elif approval and _claims(view):
        call, value = approval[0], MAYBE
    elif "sign" in calls and wallet_and_claim(view).value:
        call, value = "sign", MAYBE
    return Measurement(value=value, shown={"call": call}, pointers=in_page("page.wallet_calls", call)) if value else NO


def _claims(view: View) -> bool:
    """Whether there is something to claim, also in languages without a list of words."""
    return bool(view.text.meant("claim") or compiled(TABLE, "claim").search(view.page.text[:MOST_CHARS].lower()))


MOST_CHARS = 2_000
"""Characters in which a claim is searched for in languages without a list of words; such pages are short."""
