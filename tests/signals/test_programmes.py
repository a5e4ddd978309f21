"""Programmes of high yields by their rules and by what made their pages; and who sells to few, plays, or tells of them."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

RULES, MADE = "content-programme-rules", "http-yield-programme"


def judged(body: str, *, language: str = "en", head: str = "", host: str = "corvane-assets.com") -> Assessment:
    html = f'<!doctype html><html lang="{language}"><head><title>Rules</title>{head}</head><body>{body}</body></html>'
    return assessed({"host": host, "html": html, "age_days": 120, "mx": False})


def fires(row: Assessment, signal: str) -> bool:
    return any(c.reading.signal == signal and c.log_odds > 0 for c in row.contributions)


STATED = [
    (
        "en",
        "<p>Corvane is not available to the general public and is opened only to the qualified members of "
        "Corvane. Every deposit is considered to be "
        "a private transaction between Corvane and its Member.</p><p>As a private transaction, this program "
        "is exempt from the US Securities Act.</p>",
    ),
    ("en", "<p>We are not a licensed bank or a security firm.</p><p>Don't post bad vote on Public Forums and at Gold Rating Site.</p>"),
    (
        "es",
        "<p>Cada depósito se considera una transacción privada entre Corvane y su miembro. Como transacción "
        "privada, este programa está exento de la "
        "Ley de Valores.</p>",
    ),
    (
        "pt",
        "<p>Cada depósito é considerado uma transação privada entre a Corvane e seu membro. Como transação "
        "privada, este programa está isento da Lei "
        "de Valores Mobiliários.</p>",
    ),
    (
        "fr",
        "<p>Chaque dépôt est considéré comme une transaction privée entre Corvane et son membre. En tant que "
        "transaction privée, ce programme est exempté "
        "de la loi sur les valeurs mobilières.</p>",
    ),
    (
        "id",
        "<p>Setiap deposit dianggap sebagai transaksi pribadi antara Corvane dan anggotanya. Sebagai "
        "transaksi pribadi, program ini dikecualikan dari "
        "Undang-Undang Sekuritas.</p>",
    ),
    (
        "vi",
        "<p>Mọi khoản tiền gửi được coi là giao dịch riêng tư giữa Corvane và thành viên. Là một giao dịch "
        "riêng tư, chương trình này được miễn khỏi "
        "Đạo luật Chứng khoán.</p>",
    ),
    ("zh", "<p>每笔存款均视为 Corvane 与会员之间的私人交易。作为一项私人交易，本项目豁免于美国证券法。</p>"),
    ("th", ("<p>การฝากทุกครั้งถือเป็นธุรกรรมส่วนตัวระหว่าง Corvane กับสมาชิก ในฐานะธุรกรรมส่วนตัว โครงการนี้ได้รับการยกเว้นจากพระราชบัญญัติหลักทรัพย์</p>")),
]


@pytest.mark.parametrize(("language", "body"), STATED)
def test_rules_beyond_every_law_are_heard_and_no_word_around_them_acquits(language: str, body: str) -> None:
    row = judged(f"<h1>Corvane</h1>{body}", language=language)
    assert fires(row, RULES)
    assert row.verdict.rank >= Verdict("suspicious").rank


ORDINARY = [
    "<p>The notes are offered in a private placement and are exempt from registration under the US "
    "Securities Act of 1933. This fund is open only to "
    "qualified purchasers and not available to the general public.</p>",
    "<p>Selling your car to a neighbour is a private transaction between two people; keep a receipt.</p>",
    "<p>We are not a licensed bank. Card payments are handled by a licensed payment institution, and we never hold your money.</p>",
    "<p>Club rules: members agree to be of legal age. The committee may accept or decline any member for "
    "membership without explanation.</p>",
    "<p>The investment club is not available to the general public and is opened only to members. We accept or decline any member for "
    "membership without explanation.</p>",
    "<p>HYIP watch: their rules say “Every deposit is considered to be a private transaction between the "
    "program and its Member” and “We are not a licensed "
    "bank or a security firm”. That is how you recognise this scam. Do not deposit; report it to the police.</p>",
]


@pytest.mark.parametrize("body", ORDINARY)
def test_who_sells_to_few_keeps_a_club_or_warns_states_no_such_rules(body: str) -> None:
    assert not fires(judged(body), RULES)


TERMS = "<h1>Terms of use</h1><p>Please read these terms before you open an account with us.</p>"
MONEY = "<h1>Invest in bitcoin</h1><p>Deposit and earn profit every day.</p>"
FORM = (
    '<form name=mainform><input type="hidden" name="form_id" value="16288853965083"><input type="hidden" '
    'name="form_token" value="5f"><input type=hidden '
    'name=a value="{for_what}"><input name=username><input type=password name=password></form>'
)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<!-- 421 --><!----VisualHyip.com---->", TERMS),
        ('<meta name="designer" content="https://uniquehyips.com/">', TERMS),
        ("", TERMS + '<a href="https://www.facebook.com/VisualHyipcom/"></a>'),
        ("", "<h1>Log in</h1>" + FORM.format(for_what="do_login")),
        ("", "<h1>Contact</h1>" + FORM.format(for_what="support")),
        ("", MONEY + '<a href="?a=cust&amp;page=plans">Plans</a>'),
        ("<!-- Mirrored from tradeum.example/?a=rules by HTTrack Website Copier/3.x -->", MONEY),
    ],
)
def test_scripts_and_templates_of_such_programmes_are_known_by_their_marks(head: str, body: str) -> None:
    row = judged(body, head=head)
    assert fires(row, MADE)
    assert row.verdict.rank >= Verdict("no-finding").rank  # nothing around it acquits


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", '<h1>Guild of Ashmoor</h1><p>Rules of our game.</p><a href="?a=cust&amp;page=rules">Rules</a>'),
        ("", '<h1>Realm of Ash</h1><p>Earn gold every day! Withdraw it at the castle.</p><a href="?a=cust&amp;page=story">Story</a>'),
        ("", MONEY + '<a href="?a=12">Plans</a><a href="index.php?page=rules">Rules</a>'),
        (
            "",
            '<h1>Contact</h1><form><input type="hidden" name="form_id" value="contact_block"><input '
            'type="hidden" name="a" value="send"></form>',
        ),
        ("", '<h1>Contact</h1><form><input type="hidden" name="form_id" value="16288853965083"><textarea name="text"></textarea></form>'),
        ("<!-- Mirrored from demo.themes.example/?page=rules by HTTrack Website Copier/3.x -->", MONEY),
        ("<!-- Mirrored from coins.example/index.php?a=rules by HTTrack Website Copier/3.x -->", MONEY),
        ("<!-- Mirrored from coins.example/?a=about by HTTrack Website Copier/3.x -->", MONEY),
        ("<!-- Mirrored from club.example/?a=support by HTTrack Website Copier/3.x -->", "<h1>Club</h1><p>Donate bitcoin.</p>"),
        ("<!-- no hyips here -->", TERMS),
    ],
)
def test_games_forms_and_copies_of_any_theme_bear_none_of_these_marks(head: str, body: str) -> None:
    assert not fires(judged(body, head=head), MADE)
