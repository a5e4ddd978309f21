"""Laws of quoting: a quotation convicts nobody, a word of warning acquits nobody."""

import re
from functools import cache
from typing import Any

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.facts import PageFacts
from scamtriage.records.rulings import BY_QUOTATION
from scamtriage.signals.page.reported_speech import quotations
from tests.judgement.sites import assessed, sites

QUOTED = {
    "en-embassy": "<p>Warning from the embassy: advertisements promising “high salary customer service in Cambodia, free flight, visa and "
    "accommodation, no experience, contact by Telegram” are traps of human traffickers.</p>",
    "en-window": '<p>Do not trust pop-ups that say "Your computer is infected, call Microsoft now at the toll-free number". Microsoft '
    "will never do that.</p>",
    "en-novel": '<blockquote>"I have a warrant for your arrest," said the officer. "Pay me and nobody will know." — from the novel, '
    "chapter 3</blockquote>",
    "en-statute": "<p>Under section 420 whoever cheats by asking a fee before a loan is disbursed shall be punished. Example (b): A tells "
    'B "pay the processing fee first, your loan of 50,000 is approved".</p>',
    "en-broker": "<p>Red flags of a fake broker: guaranteed 5% daily profit; you have to pay tax before withdrawal; deposits in USDT only."
    "</p>",
    "id": '<p>Waspada penipuan: pelaku mengaku polisi, mengirim "surat tilang.apk" dan meminta Anda transfer ke "rekening aman negara, '
    'jangan beri tahu siapa pun". Jangan diinstal.</p>',
    "ms": '<p>Amaran: scammer menyamar sebagai LHDN dan berkata "waran tangkap telah dikeluarkan, pindahkan wang ke akaun selamat".</p>',
    "th": "<p>ระวังมิจฉาชีพ! แก๊งคอลเซ็นเตอร์อ้างเป็นตำรวจ บอกว่า “คุณมีส่วนเกี่ยวข้องกับการฟอกเงิน ให้โอนเงินเพื่อตรวจสอบ” อย่าหลงเชื่อ</p>",
    "ko": "<p>주의: 경찰을 사칭하여 ‘안전계좌로 이체하고 아무에게도 말하지 마세요’라고 말하는 것은 보이스피싱입니다.</p>",
    "ja": "<p>注意：「ウイルスに感染しました。今すぐサポートに電話してください」という表示は詐欺です。</p>",
    "zh": "<p>小說節選：他說：「你涉嫌洗錢，已有拘捕令，請馬上把存款轉到安全帳戶，不可告訴家人。」她放下電話。</p>",
    "vi": "<p>Cảnh báo: kẻ lừa đảo nói «tài khoản của bạn liên quan rửa tiền, hãy chuyển tiền vào tài khoản an toàn». Đừng tin.</p>",
    "hi": '<p>सावधान: "आपके नाम पर वारंट है, सुरक्षित खाते में पैसे ट्रांसफर करें" कहने वाले ठग हैं।</p>',
    "fil": '<p>Mag-ingat: ang nagsasabing "nanalo ka sa ayuda, ipadala ang OTP mo sa GCash" ay scammer.</p>',
}
WARNED = (
    "<p>We will never ask for your OTP.</p>",
    "<p>Beware of scams: we never ask for your password. Report fraud to the police.</p>",
    "<p>ระวังมิจฉาชีพ เราไม่ขอรหัส OTP</p>",
    "<p>謹防詐騙，我們不會索取密碼。</p>",
)
NAMES = ("dev", "held_out", "hard", "001", "002", "003", "004")


@cache
def known(name: str) -> list[dict[str, Any]]:
    return sites(name)


@cache
def judged(name: str, number: int, more: str = "") -> Assessment:
    site = known(name)[number]
    html = site["html"]
    at = html.rfind("</body>")
    at = at if at >= 0 else len(html)
    return assessed({**site, "html": html[:at] + more + html[at:]})


def of(scam: bool, step: int) -> list[tuple[str, int]]:
    return [(name, number) for name in NAMES for number, site in enumerate(known(name)) if site["scam"] is scam][::step]


@pytest.mark.parametrize("quotation", QUOTED)
def test_a_quotation_convicts_nobody(quotation: str) -> None:
    risen = []
    for name, number in of(scam=False, step=4):
        before, after = judged(name, number), judged(name, number, QUOTED[quotation])
        if before.verdict.rank < Verdict.SUSPICIOUS.rank <= after.verdict.rank or set(after.flags) - set(before.flags):
            risen.append((known(name)[number]["id"], before.log_odds, after.log_odds, after.flags))
    assert risen == []


def test_two_quotations_convict_no_page_that_has_few_words_of_its_own() -> None:
    """They are more than half of it. A page that is hardly anything but quotations speaks by them."""
    advert = (
        "<blockquote>Earn 3% daily guaranteed, deposit USDT to our wallet and pay 20% tax before withdrawal, contact manager</blockquote>"
    )
    forum = (
        "<html lang=en><title>Vintage Radio Forum - index</title><h1>Vintage Radio Forum</h1><form method=post><input name=username>"
        "<input type=password name=password><button>Log in</button></form><p>Restoration (12,003 posts). Valves and data sheets. For sale"
        f" and wanted. New members introduce yourselves here.</p><p>This was sent to us:</p>{advert}<p>We offer none.</p>{advert}"
    )
    lure = f"<html lang=en><title>Earn daily</title><h1>Earn 3% daily</h1>{advert}{advert}<a href='https://t.me/abcmanager1'>Telegram</a>"
    row, bare = (assessed({"host": "vintage-radio.net", "age_days": age, "html": html}) for age, html in ((4000, forum), (9, lure)))
    assert (row.verdict, BY_QUOTATION in row.held_back) == (Verdict.SUSPICIOUS, True)
    assert bare.verdict.rank >= Verdict.LIKELY_SCAM.rank


HARMLESS = "<p>" + 9 * (
    "Our garden club meets on Sundays in the village hall. Bring tea and cake. Children are welcome and dogs may stay outside on a leash "
    "near the old oak tree. "
)
_TAG = re.compile(r"(<script.*?</script>|<style.*?</style>|<[^>]*>)", re.DOTALL | re.IGNORECASE)


@pytest.mark.parametrize("marks", ["“”", "「」", "«»"])
def test_a_lure_in_quotation_marks_beside_a_third_of_other_words_is_seldom_held_back(marks: str) -> None:
    """Some are: where the rest of the page speaks for the site, and it takes nothing of its visitors but a password."""

    def hidden(site: dict[str, Any], marks: str) -> Assessment:
        head, title, body = site["html"].partition("</title>")
        pieces = [one if n % 2 or len(one.strip()) < 8 else f"{marks[:1]}{one}{marks[1:]}" for n, one in enumerate(_TAG.split(body))]
        words = sum(len(one) for n, one in enumerate(_TAG.split(body)) if n % 2 == 0)
        return assessed({**site, "html": head + title + "".join(pieces) + HARMLESS[: words // 3]})

    convicted = [known(name)[number] for name, number in of(scam=True, step=6)]
    convicted = [site for site in convicted if hidden(site, "").verdict.rank >= Verdict.LIKELY_SCAM.rank]
    rows = [row for site in convicted if not quotations(_text(row := hidden(site, marks)))]  # mostly quoted
    assert len(rows) > 15
    assert sum(BY_QUOTATION in row.held_back for row in rows) <= len(rows) // 8


def _text(row: Assessment) -> str:
    page = row.facts("page", PageFacts)
    assert page is not None
    return page.text


@pytest.mark.parametrize("warning", WARNED)
def test_a_word_of_warning_acquits_nobody(warning: str) -> None:
    """One or two of a hundred pages are so short that they are about the warning then, or their title warns already."""
    convicted = [one for one in of(scam=True, step=4) if judged(*one).verdict.rank >= Verdict.LIKELY_SCAM.rank]
    fallen = [one for one in convicted if judged(*one, warning).verdict.rank < Verdict.LIKELY_SCAM.rank]
    assert len(convicted) > 40
    assert len(fallen) <= len(convicted) // 40
