"""What a page tells and what it says itself: quotations, and the sentences that warn."""

import pytest

from scamtriage.knowledge.language.vocabulary import load_vocabulary
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.facts import PageFacts
from scamtriage.signals.page.occurrences import HEADING, TEXT
from scamtriage.signals.page.reported_speech import blanked, joined, quotations, sentences, unclickable
from scamtriage.signals.page.text import PageText
from tests.judgement.sites import assessed

OTHERS = " The rest of the page says something else altogether, and more of it than stands in the quotation above." * 2


def judged(html: str, host: str, days: int) -> Assessment:
    return assessed({"id": "one", "scam": False, "host": host, "age_days": days, "html": html})


def fired(row: Assessment) -> set[str]:
    return {one.reading.signal for one in row.contributions if one.family in ("content", "contact", "http")}


def text_of(words: str, **more: object) -> PageText:
    return PageText(PageFacts(final_url="https://a.test/", text=words, **more), load_vocabulary())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "quotation",
    [
        "“pay the fee before the loan is paid out”",
        '"pay the fee before the loan is paid out"',
        "„pay the fee before the loan is paid out“",
        "«pay the fee before the loan is paid out»",
        "‘don’t pay the fee before the loan is paid out’",
        "「先付手續費，貸款才會撥款」",
        "『先に手数料を支払ってください』",
        "“He said: “pay the fee” and then he said “pay again” to her.”",
        "'don't pay the clients fee before the loan is paid out'",
        "＇안전계좌로 전액을 이체하고 말하지 마세요＇",
        "‘안전계좌로 전액을 이체하고 말하지 마세요’",
        "｢先付手續費，貸款才會撥款｣",
        "﹁先付手續費，貸款才會撥款﹂",
        "〝先付手續費，貸款才會撥款〞",
        "”pay the fee before the loan is paid out”",
        "‚pay the fee before the loan is paid out‘",
        '"move all of your savings tonight\nto the safe account and tell nobody at all"',
        "“move all of your savings tonight\n“to the safe account and tell nobody at all”",
    ],
)
def test_quotations_in_the_marks_of_any_language(quotation: str) -> None:
    text = f"A word, {quotation} and another." + OTHERS
    assert [text[start:end] for start, end in joined(quotations(text))] == [quotation]


@pytest.mark.parametrize(
    "text",
    [
        "Press “Claim now” to go on." + OTHERS,
        'A 13" screen or a 15" screen is what most people buy for their work.' + OTHERS,
        "点击“立即领取”即可。" + OTHERS,
        "It’s ours and it doesn’t matter to us what others’ words are." + OTHERS,
        "“" + "never closed " * 200,
        'one line with a mark "here\nand another with one" there and many words' + OTHERS,
        "In the '90s the officers' and the clients' money was in one account." + OTHERS,
        "A 13' wall, and a 15' wall that is higher than that, and rock 'n' roll." + OTHERS,
        "one line with a mark 'here\nand another of so many words with one' there and many words" + OTHERS,
        "”" + " orphan of a quotation that began elsewhere. ” and here is the rest of it" + OTHERS,
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    assert quotations(text) == []


def test_a_mark_that_nothing_closes_hides_no_quotation() -> None:
    quotation = "“pay the fee before the loan is paid out”"
    text = f"A stray “ mark, «another, then 'one, and {quotation} at last." + OTHERS
    assert [text[start:end] for start, end in quotations(text)] == [quotation]


def test_a_heading_may_be_a_quotation_where_the_page_is_none() -> None:
    heading = "“Pay the fee before the loan is paid out to you”"
    assert text_of(heading + OTHERS, headings=(heading,)).reported.told(HEADING) == [(0, len(heading))]
    assert text_of(heading, headings=(heading,)).reported.told(HEADING) == []


def test_an_offer_in_quotation_marks_is_the_pages_own() -> None:
    assert quotations("“Earn 4% daily, guaranteed. Deposit USDT now. Pay 20% tax before you withdraw.” QuantFX") == []


def test_hostile_marks_cost_nothing() -> None:
    text = "“" * 30_000 + '"' * 30_000 + "”" * 30_000 + "「" * 10_000
    assert quotations(text) == []


def test_a_warning_is_its_own_sentence_and_the_list_that_it_introduces() -> None:
    text = "We sell bread. Beware of scams and never pay first. Call us.\nWatch out for these:\nguaranteed profit\ntax before withdrawal\n"
    found = [text[start:end] for start, end in sentences(text, [text.index("scams"), text.index("Watch")])]
    assert found == ["Beware of scams and never pay first.".join((" ", "")), text[text.index("Watch") :]]


def test_a_script_without_full_stops_has_sentences_of_bounded_length() -> None:
    text = "ก" * 2_000 + "ระวังมิจฉาชีพ" + "ข" * 2_000
    [(start, end)] = sentences(text, [2_000])
    assert 2_000 - start <= 150 and end - 2_000 <= 150


FIRST = "You must pay the tax before your money is released"
CONDEMNED = (
    "That is a scam.", "ask them why: it is a scam!", "นั่นคือการหลอกลวง", "Đó là lừa đảo.", "Itu penipuan.", "Panloloko po iyan.",
    "那就是詐騙。", "それは詐欺です。", "그것은 사기입니다.", "នោះជាការបោកប្រាស់។", "ນັ້ນແມ່ນການຫຼອກລວງ.", "လိမ်လည်မှုဖြစ်ပါသည်။",
)  # fmt: skip


@pytest.mark.parametrize("verdict", CONDEMNED)
def test_what_a_sentence_calls_a_scam_stands_before_it(verdict: str) -> None:
    told = text_of(f"We sell bread. {FIRST}. {verdict}{OTHERS}", asks=("otp",)).own(TEXT)
    assert FIRST not in told and "We sell bread." in told and OTHERS.strip()[:40] in told


@pytest.mark.parametrize("rest", ["\nThat is a scam.", " That is not a scam.", " That is a scheme."])
def test_what_nothing_condemns_in_its_own_paragraph_is_said(rest: str) -> None:
    assert FIRST in text_of(f"We sell bread. {FIRST}.{rest}{OTHERS}", asks=("otp",)).own(TEXT)


LURES = (
    "Deposit 100 USDT and earn 5% a day",
    "Send the code to the officer",
    "Pay the tax before the payout",
    "Hold the line at all times",
)


@pytest.mark.parametrize(
    "pasted", ["{}. That is a scam.", "{}。那就是诈骗。", "{}. Đó là lừa đảo.", "{}, says evil[.]example.", "{}, {}-vip[.]top"]
)
@pytest.mark.parametrize("between", [" ", "\n"])
@pytest.mark.parametrize("asks", [(), ("otp",)])
def test_verdicts_behind_all_that_a_page_says_tell_of_nothing(pasted: str, between: str, asks: tuple[str, ...]) -> None:
    said = text_of(between.join(pasted.format(lure, lure[:4]) for lure in LURES), asks=asks).own(TEXT)
    assert [lure for lure in LURES if lure not in said] == []


def test_whether_it_is_a_scam_is_asked_of_nothing() -> None:
    assert FIRST in text_of(f"{FIRST}. Who still asks whether it is a scam?{OTHERS}", asks=("otp",)).own(TEXT)


def test_the_pages_own_host_is_no_others() -> None:
    assert unclickable("Open harbour[.]top, not vip[.]harbour[.]top", "harbour.top") == [24]
    assert unclickable("Open HARBOUR[.]top", "new.harbour.top") == [] and unclickable("Open a[.]top", "") == [5]


def test_a_host_that_nobody_can_click_is_somebody_elses() -> None:
    own = text_of(f"Copies of us:\nharbour-vip[.]top promises 5% a day.\nWe promise 4% a day.\n{OTHERS}", asks=("otp",)).own(TEXT)
    assert "harbour" not in own and "5%" not in own and "We promise 4% a day." in own
    assert unclickable("Write to info@harbour[.]com, info[at]harbour[.]com, ha-ra@harbour-one[.]com, or [...] so", "") == []


def test_what_is_told_is_as_long_as_before_when_it_is_taken_out() -> None:
    assert blanked("say “a b” not", [(4, 9)]) == "say \n\n\n\n\n not"


INVEST = (
    "<title>QuantFX Capital</title><h1>Guaranteed 4% daily profit</h1><p>Plans: Silver $200 4% daily, Gold $2000 7% daily. Deposit "
    "USDT-TRC20: TJ4FeGnxF6o1dZyZhVS7cFkP5a9CYDgyrf. Withdrawal requires payment of 20% tax first. "
    '<a href="https://t.me/quantfx">Telegram @quantfx</a></p>'
)
DRAINER = (
    '<title>Arbitrum airdrop claim</title><h1>Claim your ARB airdrop</h1><button onclick="connect()">Connect wallet</button>'
    '<script>async function connect(){const p=await window.ethereum.request({method:"eth_requestAccounts"});'
    'await window.ethereum.request({method:"eth_signTypedData_v4",params:[p[0],permit]});}</script>'
    "<p>Eligible wallets: connect and approve.</p>"
)
LOCK = (
    "<title>Microsoft Security Alert</title><h1>Your computer is infected</h1><p>Do not turn off your PC. Call Microsoft +1-877-555-0166. "
    "Toll free +1-877-555-0166</p><script>for(;;)alert(1);document.body.requestFullscreen();onbeforeunload=()=>1</script>"
)


@pytest.mark.parametrize(
    ("html", "host"), [(INVEST, "quantfx-capital.com"), (DRAINER, "arb-airdrop-claim.xyz"), (LOCK, "pc-alert-77.azurewebsites.net")]
)
@pytest.mark.parametrize(
    "words",
    [
        "<p>We will never ask for your OTP.</p>",
        "<p>Beware of scams: we never ask for your password. Report fraud to the police.</p>",
        "<p>Beware of imitators.</p>",
        "<p>That is a scam.</p>",
        "<p>Not ours: quantfx-vip[.]top</p>",
    ],
)
def test_a_reassuring_sentence_takes_nothing_from_what_a_page_says_and_does(html: str, host: str, words: str) -> None:
    before, after = judged(html, host, 25), judged(html + words, host, 25)
    assert fired(before) <= fired(after)
    assert set(before.flags) <= set(after.flags)
    assert after.verdict is before.verdict
    assert after.verdict.rank >= Verdict.SUSPICIOUS.rank


def test_praise_is_what_a_page_says_of_itself() -> None:
    words = (
        "“I put in 500 dollars and took out 5,000 of profit in two weeks.” — Mark\n“She guided me to my first guaranteed profit.” — Ann\n"
    )
    assert text_of(OTHERS + OTHERS + "\nWhat our clients say\n" + words).reported.told(TEXT) == []
    assert len(text_of(OTHERS + OTHERS + "\nHeard in the street\n" + words).reported.told(TEXT)) == 2


def test_a_page_of_many_warnings_is_about_them_unless_it_takes_something() -> None:
    words = "Beware of scams. They promise a guaranteed profit.\nNever pay first.\nNever share your OTP.\nA blocked account is a lure.\n"
    assert text_of(words).about
    assert not text_of(words, asks=("otp",)).about
    assert not text_of(words, wallet_calls=("permit",)).about
    assert not text_of("Beware of scams. Never pay first. " + OTHERS * 3).about


PLAY = (
    '<title>The Safe Account - one-act play script</title><h1>The Safe Account</h1><p>SCENE 1. OFFICER LIM: "Your bank account is used for '
    'money laundering. There is a warrant. You must move your savings to the safe account now and tell nobody, not even your husband." '
    'MRS TAN: "What must I do?" OFFICER LIM: "Stay on the video call. Read me the OTP." Curtain.</p>'
    '<p>Buy the full script: <a href="https://wa.me/6591112222">WhatsApp the author</a></p><form><input name=email></form>'
)


def test_a_play_is_no_call_centre() -> None:
    row = judged(PLAY, "stage-scripts-online.com", 500)
    assert row.verdict.rank < Verdict.SUSPICIOUS.rank
    assert not row.flags


HONEST = (
    "Our bakery opened in 1998. Fresh bread, tea and cakes in the shop at 12 High Street, Leeds LS1 4AB. Opening hours Monday to Friday, "
    "9 to 5. Tel 0113 496 0123. Company number 01234567. Menu. Volunteers welcome. office@quantfx-capital.com"
)


@pytest.mark.parametrize(
    "style", ["font-size:0", "color:#fff;background:#fff", "position:absolute;left:-9999px", "opacity:0", "display:none"]
)
def test_what_nobody_sees_acquits_nobody(style: str) -> None:
    before = judged(INVEST, "quantfx-capital.com", 25)
    after = judged(INVEST + f'<p style="{style}">{HONEST}</p>', "quantfx-capital.com", 25)
    assert after.log_odds >= before.log_odds - 0.3


def test_an_address_takes_nothing_back_that_scripts_do() -> None:
    row = judged(DRAINER + "<p>12 High Street, Leeds LS1 4AB. Opening hours Monday to Friday 9 to 5.</p>", "arb-airdrop-claim.xyz", 25)
    assert "content-drainer-js" in fired(row)


APPROVAL = "<script>window.ethereum.request({method:'eth_requestAccounts'}); token.approve(spender, amount)</script>"


def test_an_approval_of_a_wallet_that_no_word_explains_is_no_dealing_of_anybody() -> None:
    bare = f"<button>Check</button>{APPROVAL}"
    assert "content-drainer-js" in fired(judged(bare, "brook-meadow-4.github.io", -1))
    explained = (
        f"<h1>Swap</h1><p>{'A training page: you swap test coins of a test network for others, and see how much it costs. ' * 3}</p>"
    )
    assert "content-drainer-js" not in fired(judged(explained + bare, "brook-meadow-4.github.io", -1))
    assert "content-drainer-js" not in fired(judged(bare, "brookmeadow-tools.com", 2_000))
