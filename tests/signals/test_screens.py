"""Screens that are to be shared while the bank stands on them; and banks, police, menders and book-keepers that speak of it."""

from pathlib import Path

import pytest
import tomli

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

ROW = "contact-screen-shown"
CALL = '<p><a href="tel:+66812345678">+66 81 234 5678</a></p>'


def judged(language: str, body: str) -> Assessment:
    html = f'<!doctype html><html lang="{language}"><head><title>Service desk</title></head><body>{body}{CALL}</body></html>'
    return assessed({"host": "desk-of-service.com", "html": html, "age_days": 900, "mx": True})


def others() -> list[tuple[str, str, bool]]:
    """(language, body, whether it is a scam)"""
    table = tomli.loads((Path(__file__).parent / "screens.toml").read_text(encoding="utf-8"))
    return [(case["lang"], case["body"], case["scam"]) for case in table["case"]]


def fires(row: Assessment) -> bool:
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in row.contributions)


SHOWN = [
    (
        "en",
        "<p>Our agent will call you. Share your screen and open mobile banking so that the refund can be matched.</p>",
    ),
    ("en", "<p>The officer reads the one-time code with you by screen sharing.</p>"),
    ("vi", "<p>Nhân viên gọi lại. Bật chia sẻ màn hình rồi mở app ngân hàng để huỷ gói.</p>"),
    ("ms", "<p>Pegawai kami akan membimbing anda: kongsi skrin, kemudian buka aplikasi perbankan dan sahkan baki.</p>"),
    ("id", "<p>Petugas memandu lewat telepon. Aktifkan berbagi layar, buka mobile banking, lalu cocokkan saldo.</p>"),
    ("fil", "<p>Tatawag ang ahente. I-share ang screen at buksan ang GCash para makita ang balanse.</p>"),
    ("th", "<p>เจ้าหน้าที่จะโทรกลับ ให้แชร์หน้าจอแล้วเปิดแอปธนาคารเพื่อรับเงินคืน</p>"),
    ("lo", "<p>ເຈົ້າໜ້າທີ່ຈະໂທຫາ ໃຫ້ແບ່ງປັນໜ້າຈໍ ແລ້ວເປີດແອັບທະນາຄານ</p>"),
    ("km", "<p>បុគ្គលិកនឹងហៅទៅ សូមចែករំលែកអេក្រង់ ហើយបើកកម្មវិធីធនាគារ</p>"),
    ("my", "<p>ဝန်ထမ်းက ဖုန်းခေါ်ပါမည်။ မျက်နှာပြင်ကို မျှဝေပြီး ဘဏ် app ကို ဖွင့်ပါ</p>"),
    ("hi", "<p>हमारा एजेंट कॉल करेगा। स्क्रीन शेयर करें और बैंक का ऐप खोलें।</p>"),
    ("zh", "<p>坐席会请您打开屏幕共享，进入手机银行完成认证，通话请勿挂断，不得向家人透露。</p>"),
    ("zh", "<p>專員協助您：請下載會議軟體並分享螢幕，登入網銀核對餘額。</p>"),
    ("ja", "<p>担当者がお電話します。画面を共有し、インターネットバンキングで残高をご確認ください。</p>"),
    ("ko", "<p>상담원이 전화드립니다. 화면 공유를 켜고 은행 앱에서 잔액을 확인하세요.</p>"),
    ("pt", "<p>O atendente liga para você. Compartilhe a tela e abra o aplicativo do banco.</p>"),
    ("es", "<p>El asesor le llama. Comparta su pantalla y abra la app de su banco.</p>"),
]
OTHERS = [
    ("en", "<p>Our agents will never ask for a one-time code, nor to see your screen while your banking app is open.</p>"),
    ("en", "<p>They won't ask for a card number, an OTP, or to see your screen.</p>"),
    ("en", "<p>Scammers who call as your bank's staff want you to share your screen and open mobile banking. Hang up and call us.</p>"),
    ("en", "<p>Our technician repairs your printer by screen sharing. Close your mail and all private windows first.</p>"),
    ("en", "<p>Mobile banking: transfer, pay, save. Ask our staff at the counter about the app.</p>"),
    ("en", "<p>Lessons online: the teacher shares the screen, and you see the slides.</p>"),
    ("vi", "<p>Nhân viên ngân hàng không yêu cầu chia sẻ màn hình hay đọc mã OTP.</p>"),
    ("vi", "<p>Kẻ gian giả danh nhân viên, bảo chia sẻ màn hình rồi mở app ngân hàng.</p>"),
    ("ms", "<p>Pegawai bank tidak akan minta anda kongsi skrin atau memberi kod TAC.</p>"),
    ("id", "<p>Petugas kami tidak pernah meminta OTP, PIN, atau berbagi layar.</p>"),
    ("id", "<p>Modus baru: mengaku petugas, minta berbagi layar, lalu buka mobile banking korban.</p>"),
    ("fil", "<p>Hindi namin hihingi ng aming staff ang OTP o i-share ang screen habang bukas ang GCash.</p>"),
    ("th", "<p>เจ้าหน้าที่ธนาคารไม่ขอรหัส OTP และไม่ขอให้แชร์หน้าจอ</p>"),
    ("th", "<p>มิจฉาชีพอ้างเป็นเจ้าหน้าที่ ให้เปิดแอปธนาคาร แชร์หน้าจอ</p>"),
    ("lo", "<p>ພະນັກງານທະນາຄານບໍ່ເຄີຍຂໍ OTP ແລະ ບໍ່ຂໍໃຫ້ແຊຣ໌ໜ້າຈໍ</p>"),
    ("hi", "<p>बैंक का कोई अधिकारी ओटीपी या स्क्रीन शेयर नहीं माँगता।</p>"),
    ("zh", "<p>我们的客服不会要求您共享屏幕，也不会索要验证码、银行卡密码。</p>"),
    ("zh", "<p>骗子冒充客服，诱导市民下载会议软件并共享屏幕，再登录手机银行。</p>"),
    ("zh", "<p>工程师远程共享屏幕维修电脑，先修后付。</p>"),
    ("ja", "<p>担当者が画面共有や残高の確認をお願いすることはありません。</p>"),
    ("ko", "<p>상담원은 화면 공유나 인증번호를 요구하지 않습니다.</p>"),
    ("ko", "<p>상담원이 원격지원을 위해 화면 공유를 시작하면 은행 앱은 자동으로 가려집니다.</p>"),
    ("pt", "<p>Nenhum atendente pede para compartilhar a tela com o aplicativo do banco aberto: é golpe.</p>"),
    ("es", "<p>Ningún asesor le pide compartir su pantalla ni abrir la app de su banco: es una estafa.</p>"),
]


@pytest.mark.parametrize(("language", "body"), SHOWN)
def test_a_screen_with_the_bank_on_it_is_wanted_by_callers(language: str, body: str) -> None:
    assert fires(judged(language, body))


@pytest.mark.parametrize(("language", "body"), OTHERS)
def test_who_warns_of_it_mends_or_teaches_wants_none(language: str, body: str) -> None:
    assert not fires(judged(language, body))


def test_a_page_by_which_nobody_can_be_reached_shows_no_screen() -> None:
    html = f"<html lang=zh><title>页面</title>{SHOWN[11][1]}</html>"
    assert not fires(assessed({"host": "desk-of-service.com", "html": html, "age_days": 900, "mx": True}))


def test_a_headline_that_asks_what_to_do_is_no_warning() -> None:
    """It is how pages of fake desks are found: the page below it was read as advice."""
    body = f"<h1>航班取消怎么办</h1>{SHOWN[11][1]}<p>请先把余额转入对冲账户，认证后退回。</p>"
    row = judged("zh", body)
    assert not any(c.reading.signal == "content-benign-context" for c in row.contributions)
    assert row.verdict.rank >= Verdict.SUSPICIOUS.rank


def test_nine_of_fifty_honest_texts_by_a_reader_who_had_not_seen_the_rule_were_taken_for_it_and_none_is() -> None:
    cases = others()
    assert sum(not scam for _, _, scam in cases) == 50
    assert [body[:60] for language, body, scam in cases if not scam and fires(judged(language, body))] == []
    assert sum(fires(judged(language, body)) for language, body, scam in cases if scam) >= 19


def test_a_list_of_what_staff_never_do_is_a_warning() -> None:
    listed = "Magpapa-share ng screen habang bukas ang inyong banking app. Hihingi ng OTP. Gagabay sa inyo sa telepono para i-verify ito."
    row = judged("fil", f"<h1>Mga bagay na hinding-hindi gagawin ng aming mga kawani</h1><p>{listed}</p>")
    assert row.verdict.rank < Verdict.SUSPICIOUS.rank
