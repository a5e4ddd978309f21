"""Pages that tell what gangs do are told from gangs, who quote warnings too."""

from typing import Any

import pytest

from scamtriage.assess import Rules
from scamtriage.knowledge.language.vocabulary import load_vocabulary
from scamtriage.parse.html.page import read_page
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.facts import PageFacts
from scamtriage.records.findings import Presence
from scamtriage.signals.contact import tollfree_beside_alarm
from scamtriage.signals.page.sensitive_fields import adds_messenger, takes_answers
from scamtriage.signals.page.text import PageText
from scamtriage.signals.silences import silences
from scamtriage.signals.view import View
from tests.judgement.sites import assessed, dossier, every_reading

RULES = Rules.load()

FORUM = (
    "<title>Scam survivors: they said they were the police</title><h1>The call, and what I did</h1>"
    "<p>june52 wrote: The caller said there was an arrest warrant in my name. "
    "He told me: do not hang up, do not tell your family, transfer "
    "the money to the safe account. mod_al replied: call your bank, file a police report, never transfer. Forum rules: no numbers.</p>"
)
DIARY_TH = (
    "<title>แม่เกือบโดนแก๊งคอลเซ็นเตอร์ เล่าไว้เป็นอุทาหรณ์</title><h1>เขาบอกว่าเป็นตำรวจ</h1><p>ปลายสายบอกว่าบัญชีแม่พัวพันคดีฟอกเงิน "
    "มีหมายจับ ห้ามวางสาย "
    "ห้ามบอกใคร ให้โอนเงินมาตรวจสอบที่บัญชีกลาง แม่เกือบโอนไปสองแสน ใครเจอแบบนี้โทร 1441 หรือแจ้งความที่สถานีตำรวจใกล้บ้าน</p>"
)
FORUM_ZH = (
    "<title>防騙互助版 - 接到檢察官電話</title><h1>媽媽差點被騙</h1><p>對方說健保卡被冒用,轉檢察官,叫她不能掛電話、不能跟家人講,"
    "把錢匯到監管帳戶。"
    ""
    "留言一:打165。留言二:說可以幫追回的律師都是假的。版規:不可張貼個資。</p>"
)
FORUM_KO = (
    "<title>보이스피싱 피해 나눔 게시판 - 검사라고 한 전화</title><h1>어머니가 당할 뻔했습니다</h1>"
    "<p>상대는 검사라며 계좌가 범죄에 연루됐다고 했습니다. "
    "전화를 끊지 말고 가족에게도 말하지 말고 안전계좌로 옮기라고 했다고 합니다. "
    "댓글 1: 바로 끊고 경찰청에 신고하세요. 댓글 2: 지급정지부터 하세요. "
    "운영자: 개인정보 금지.</p>"
)
FORUM_ID = (
    "<title>Waspada penipuan: cerita korban penipuan telepon</title><h1>Ibu saya hampir tertipu</h1><p>Pelaku mengaku sebagai polisi "
    "dan mengatakan rekening ibu terlibat kasus. Korban diminta jangan menutup telepon dan transfer ke rekening aman. Komentar 1: "
    "lapor polisi, "
    "hubungi bank. Komentar 2: jangan pernah transfer. Moderator: dilarang memasang nomor pribadi. Aturan forum.</p>"
)
CASE_NOTE = (
    "<title>R v Chan: five years for the voice of the inspector</title><h1>From our court reporter</h1><p>The defendant telephoned "
    "pensioners and called himself an inspector. One of them was told to keep silent and transfer her savings to a safe account; she "
    "transferred 40,000. He pleaded guilty. In mitigation counsel spoke of his age. Appeal dismissed. Photo: the old court house.</p>"
)
LESSON_ID = (
    "<title>Lembar kerja siswa kelas IX: membaca teks percakapan</title><h1>Transkrip</h1><p>Pria itu memperkenalkan diri sebagai polisi "
    "dan menyuruh seorang nenek memindahkan uang ke rekening aman. Jangan tutup telepon, katanya. Pertanyaan diskusi: kata apa yang "
    "menekan? Bermain peran berdua, lalu cocokkan dengan kunci jawaban. Jangan transfer, lapor ke guru dan polisi. Waspada!</p>"
)
TOLD = [FORUM, DIARY_TH, FORUM_ZH, CASE_NOTE, LESSON_ID]
LINE = '<a href="https://line.me/ti/p/~inspector99">LINE</a>'
CODE = '<form><input name="otp" placeholder="OTP code"></form>'
FREE_CALL = '<a href="tel:+18885550179">1-888-555-0179</a>'


def site(html: str, **more: Any) -> dict[str, Any]:
    return {"id": "one", "scam": False, "host": "one-page.org", "age_days": 300, "html": f"<html>{html}</html>", **more}


def tells(html: str) -> bool:
    facts = dossier(site(html)).evidence["page"].facts
    assert isinstance(facts, PageFacts)
    return PageText(facts, load_vocabulary()).tells


def judged(html: str, **more: Any) -> Assessment:
    return assessed(site(html, **more))


@pytest.mark.parametrize("html", TOLD)
def test_what_others_did_is_told_and_not_asked(html: str) -> None:
    assert tells(html)
    row = judged(html)
    assert row.verdict.rank < Verdict.SUSPICIOUS.rank
    assert not row.flags


@pytest.mark.parametrize("asked", [LINE, CODE, FREE_CALL])
@pytest.mark.parametrize("html", TOLD)
def test_a_page_that_could_be_obeyed_tells_nothing(html: str, asked: str) -> None:
    assert not tells(html + asked)


KNOWN_LINES = [
    (FORUM_KO, "1566-1188", "1566-1187"),
    (FORUM, "1-877-382-4357", "1-877-382-4356"),
    (FORUM, "+44 300 123 2040", "+44 7400 123204"),
    (FORUM, "+65 1800 722 6688", "+65 1800 722 6689"),
    (FORUM_ID, "WhatsApp 081157157157", "WhatsApp 081157157158"),
    (DIARY_TH, "โทร 081-866-3000", "โทร 081-866-3001"),
    (DIARY_TH, "LINE: @police1441", "LINE: @police14411"),
    (DIARY_TH, "LINE: @Police1441", "Telegram: @police1441"),
    (DIARY_TH, "<a href='https://line.me/R/ti/p/@police1441'>LINE</a>", "<a href='https://line.me/R/ti/p/@police1447'>LINE</a>"),
    (FORUM, "+63 998 598 8116", "+63 998 598 8117"),
]


@pytest.mark.parametrize(("html", "known", "strangers"), KNOWN_LINES)
def test_the_line_of_a_public_body_can_be_obeyed_without_harm(html: str, known: str, strangers: str) -> None:
    assert tells(f"{html}<p>{known}</p>")
    assert not tells(f"{html}<p>{strangers}</p>")


def test_one_quoted_warning_makes_no_teller() -> None:
    assert not tells("<title>Beware of scams - case check</title><p>There is an arrest warrant in your name. Do not hang up.</p>")


def test_an_offer_to_bring_money_back_tells_nothing() -> None:
    assert not tells(FORUM.replace("<h1>", "<h1>We recover your lost money. "))


LAWYER = (
    "<title>Attending a court hearing by Zoom - notes from a solicitor</title><h1>Your "
    "remote hearing</h1><p>The court sends you a link. Sit "
    "alone in a quiet room, camera on; show your identity card to the clerk. "
    "If an arrest warrant was issued because you missed a hearing, "
    "ask for it to be recalled. Stay on the line until the judge ends the hearing. Ring me on +44 7700 900123.</p>"
)
CAKES = (
    "<title>ขนมแม่ปราง ลดเปิดร้าน 50%</title><h1>เค้กมะพร้าว 290 บาท จากปกติ 580</h1><p>โอนผ่านพร้อมเพย์ แล้วส่งสลิปทางไลน์ "
    f"{LINE} หรือเก็บเงินปลายทาง รับเองที่ร้าน ข้างวัดพระยืน เปิด 8 โมงถึง 6 โมงเย็น</p>"
)
TAX = (
    "<title>누리 세무 - 종합소득세 환급 대행</title><h1>환급금 조회부터 신고까지</h1><p>세무사 김누리입니다. 환급금은 국세청에서 고객님 "
    "계좌로 바로 입금되고 수수료는 환급 후 받습니다. 국세청에서 전화가 오면 저희가 대신 통화합니다. "
    f"{LINE} 010-2222-3333</p>"
)
BOOKS = (
    "<title>BIR filing at refund - Mang Ador Bookkeeping</title><h1>May refund ka ba sa BIR?</h1><p>Ako ang mag-file ng ITR mo. "
    "Ang refund ay sa account mo mismo papasok. Bayad ko P500 pagkatapos. Tawagan ako 0917 123 4567.</p>"
)
STOP = (
    "<title>Stop gambling - free counselling for gamblers</title><h1>Slots, "
    "casino, betting: an addiction</h1><p>Deposit bonus and free spins "
    f"are built to keep you. Self-exclusion takes a day. Our counsellors answer on {LINE}. Gamblers Anonymous meets on Thursdays.</p>"
)


@pytest.mark.parametrize(("html", "days"), [(LAWYER, 400), (CAKES, 18), (TAX, 50), (BOOKS, 60), (STOP, 900)])
def test_neighbours_who_speak_of_such_things_are_left_alone(html: str, days: int) -> None:
    row = judged(html, age_days=days)
    assert row.verdict.rank < Verdict.SUSPICIOUS.rank
    assert not row.flags


def test_a_casino_that_names_addiction_in_its_footer_is_a_casino() -> None:
    html = (
        "<title>Slot gacor maxwin deposit QRIS 10rb</title><h1>Situs slot gacor "
        "hari ini</h1><p>Bonus new member 100%, RTP live 98%, deposit via "
        "Dana, withdraw cepat. 18+ kecanduan judi: hubungi konselor, konseling, rehabilitasi.</p>"
    )
    assert judged(html, age_days=15).verdict.rank >= Verdict.SUSPICIOUS.rank


def test_a_lawyer_who_moves_money_and_forbids_to_speak_is_none() -> None:
    html = (
        "<title>Legal Affairs - attorney hearing by video</title><h1>Arrest warrant "
        "in your name</h1><p>The officer and the court attorney hear "
        "your statement on video now. Sit alone, do not hang up, tell nobody. "
        "Transfer your money to the safe account of the court, it is "
        f"returned after the audit. {LINE}</p>"
    )
    row = judged(html, age_days=25)
    assert row.verdict.rank >= Verdict.LIKELY_SCAM.rank
    assert "fake-call-centre" in row.flags


@pytest.mark.parametrize("html", [FORUM, DIARY_TH, FORUM_ZH])
def test_a_page_that_nobody_may_copy_tells_all_the_same(html: str) -> None:
    """Papers keep their pictures from being taken; a page that keeps its visitor is another thing."""
    shield = "<script>document.oncontextmenu=()=>false;document.onkeydown=e=>{if(e.keyCode==123)return false}</script>"
    assert tells(html + shield)
    assert judged(html + shield).verdict.rank < Verdict.SUSPICIOUS.rank
    assert not tells(f"{html}{shield}<script>document.documentElement.requestFullscreen()</script>")


def test_what_is_itself_silenced_silences_no_warning() -> None:
    """A toll-free number for refunds, of a house that says who it is, takes nothing from the warning beside it."""
    about = "Our branches lend books, films and games to readers of all ages, six days a week, in the old mill by the river. " * 6
    html = (
        "<title>Beware of scams: how to spot a fake caller</title><h1>Scam alert</h1><p>Fraudsters impersonate our staff. Never share your"
        f" OTP. Hang up and report to the police. Do not fall victim to phishing.</p><p>{about}</p><p>For a refund of a PayPal charge"
        f" call {FREE_CALL}.</p><p>Harbour Society, 12 Harbour Street, Bristol BS1 5TR, <a href='tel:+441179460123'>+44 117 946 0123</a>,"
        " <a href='mailto:info@one-page.org'>info@one-page.org</a></p>"
    )
    view = View(dossier(site(html, mx=True)), RULES.tables)
    assert tollfree_beside_alarm(view).value
    present = {r.signal for r in every_reading(view, silences(view)) if r.presence is Presence.PRESENT}
    assert "contact-tollfree-alarm" not in present
    assert {"contact-identity-points", "content-benign-context"} <= present


def test_every_row_is_decided_behind_those_on_which_it_hangs() -> None:
    plan = RULES.reader._plan(False, frozenset())
    rows = [step.row for step in plan.conditional]
    behind = [
        (row.id, other.id)
        for at, row in enumerate(rows)
        for other in rows[at:]
        if other.id in {*row.unless, *row.count_of}.union(*row.all_of)
    ]
    assert behind == [("content-benign-context", "contact-giftcard")]  # each silences the other


@pytest.mark.parametrize(
    ("fields", "takes"),
    [
        ("<input name=case placeholder='Case number'>", True),
        ("<input type=number name=amount>", True),
        ("<input name=q>", False),
        ("<input type=search name=q>", False),
        ("<input name=site-search>", False),
        ("<input name=name placeholder='Your name'><input type=email name=email>", False),
        ("<input name=user><input type=password name=pass>", False),
        ("<input name=case placeholder='Case number'><textarea name=message></textarea>", False),
        ("<input name=coupon placeholder='Promo code'>", False),
        ("<input type=hidden name=case value=1><button>Go</button>", False),
    ],
)
def test_a_form_takes_answers_where_it_asks_for_more_than_any_site_does(fields: str, takes: bool) -> None:
    html = f"<p>Something to read about the garden.</p><form action=/go method=post>{fields}</form>"
    facts, _ = read_page(body=html.encode(), content_type="text/html; charset=utf-8", url="https://a.com/", host="a.com", suffix="com")
    assert takes_answers(facts) is takes


def test_fields_that_only_a_script_sends_take_answers_too() -> None:
    facts, _ = read_page(
        body=b"<input placeholder='Case number'><button>Check</button>",
        content_type="text/html",
        url="https://a.test/",
        host="a.test",
        suffix="test",
    )
    assert takes_answers(facts)


@pytest.mark.parametrize(
    ("link", "adds"),
    [
        ('<a href="/l">แอดไลน์</a>', True),
        ('<a href="/room/line">เพิ่มไลน์ผู้ช่วย รับหนังสือฟรี</a>', True),
        ('<a href="/go?x=1">Chat on WhatsApp</a>', True),
        ('<a href="/z">Nhắn Zalo</a>', True),
        ('<a href="viber://chat?number=959000">Viber</a>', True),
        ('<a href="/online">Online shop</a>', False),
        ('<a href="/news/8">How a gang that met her on LINE took 480,000 baht from a nurse in Ratchaburi</a>', False),
        ('<a href="https://social-plugins.line.me/lineit/share?url=x">LINE</a>', False),
        ('<a href="/s">Share on WhatsApp</a>', False),
        ('<a href="/s">แชร์ไลน์</a>', False),
        ("<p>LINE</p>", False),
        ('<a href="/3">ติวสอบออนไลน์</a>', False),  # "online" and "offline" hold the name of LINE in Thai, Lao and Japanese
        ('<a href="/3">ร้านออฟไลน์</a>', False),
        ('<a href="/3">ຮຽນອອນໄລນ໌</a>', False),
        ('<a href="/3">オンライン予約</a>', False),
        ('<a href="/3">ガイドライン</a>', False),
        ('<a href="/3">ค่าโทรฮอตไลน์</a>', False),
        ('<a href="/3">ตารางแอร์ไลน์</a>', False),
        ('<a href="/3">แอดไลน์</a>', True),
        ('<a href="/3">คุยออนไลน์ทางไลน์</a>', True),
        ('<a href="/3">ເພີ່ມໄລນ໌</a>', True),
        ('<a href="/3">ラインで相談</a>', True),
        ('<a href="/3">公式ラインアカウント</a>', True),
        ('<a href="/3">グループライン</a>', True),
        ('<a href="/3">LINE追加</a>', True),  # a Latin name ends where another script begins
        ('<a href="/3">加line好友</a>', True),
        ('<a href="/3">ONLINE予約</a>', False),
        ('<a href="https://wa.me/?text=x">WhatsApp</a>', False),  # to spread the page, to nobody's number
        ('<a href="https://api.whatsapp.com/send?text=x">WhatsApp</a>', False),
        ('<a href="https://wa.me/12025550142">WhatsApp</a>', True),
        ('<a href="https://wa.me/12025550142?text=share">WhatsApp</a>', True),
        ('<a href="https://api.whatsapp.com/send?text=x&amp;phone=12025550142">WhatsApp</a>', True),
        ('<a href="https://t.me/sharepoint_desk">Telegram</a>', True),
        ('<a href="https://t.me/share/url?url=x">Telegram</a>', False),
        ('<a href="https://line.me/R/msg/text/?x">LINE</a>', False),
        ('<a href="/2">ໄລຍະເວລາ</a>', False),  # Lao for a period of time, which begins as LINE does
    ],
)
def test_a_link_that_bears_the_name_of_a_messenger_is_a_way_to_obey(link: str, adds: bool) -> None:
    facts, _ = read_page(body=link.encode(), content_type="text/html; charset=utf-8", url="https://a.test/", host="a.test", suffix="test")
    assert adds_messenger(facts) is adds


@pytest.mark.parametrize(
    "furniture", ["<p>Len tren</p><p>14 bai viet • Trang 1 / 2</p>", "<p>Len tren</p><footer>Powered by phpBB</footer>"]
)
def test_a_board_is_known_by_the_furniture_of_its_software_also_where_nobody_types_marks(furniture: str) -> None:
    posts = (
        "<title>Bi lua 12tr vu viec nhe cho moi nguoi tranh</title><h2>Bi lua 12tr vu viec nhe luong cao tren mang</h2>"
        "<p>Luc dau no bao lam nhiem vu like, rut duoc 2 lan nen tin. Xong no bao nap 3tr de mo khoa lenh rut tien, roi dong thue truoc "
        "khi rut.</p><p>Trinh bao cong an phuong va bao ngan hang ngay di, dung nap them.</p>"
    )
    told, plain = (
        View(dossier({"host": "hoi-dap.chuyenlang.vn", "age_days": 900, "html": posts + foot}), RULES.tables).text
        for foot in (furniture, "")
    )
    assert (told.distinct("forum", meant=False), plain.distinct("forum", meant=False)) == (2, 0)
