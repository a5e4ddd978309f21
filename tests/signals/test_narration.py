"""Who tells of harm all along and hands over nothing means none of the words he repeats. Whoever ends well, or at somebody's line, does."""

from typing import Any

import pytest

from scamtriage.records.assessment import Verdict
from scamtriage.signals.page.narration import narrates
from scamtriage.signals.view import View
from tests.judgement.sites import assessed, dossier, rules, sites

DIARY = (
    "<p>It began on Hinge. He said he was an engineer and asked about my garden. {early}</p>"
    "<p>Earn ten percent a day, withdraw any time, the account manager wrote. He sent me charts. I transferred my savings.</p>"
    "<p>{middle}Then they told me to pay a tax before I could withdraw. I paid it, and he stopped answering.</p>"
    "<p>I went to the police. I lost $41,000 and I was ashamed. {late}</p>"
)


def page(html: str, *, lang: str = "en", host: str = "garden-letters.site") -> dict[str, Any]:
    return {"host": host, "age_days": 50, "mx": False, "html": f'<html lang="{lang}"><title>My year</title><body>{html}</body></html>'}


def diary(early: str = "", middle: str = "", late: str = "", more: str = "") -> dict[str, Any]:
    return page(DIARY.format(early=early, middle=middle, late=late) + more)


def tells(site: dict[str, Any]) -> bool:
    return narrates(View(dossier(site), rules().tables).text)


def test_a_diary_tells() -> None:
    assert tells(diary())
    assert assessed(diary()).verdict.rank < Verdict.SUSPICIOUS.rank


@pytest.mark.parametrize(
    "given",
    [
        {"more": '<form action="/case"><label>Amount lost <input name="amount"></label><button>Go</button></form>'},
        {"more": '<form action="/case"><label>Amount <input name="amount"></label><textarea name="story"></textarea></form>'},
        {"more": '<iframe src="https://desk.example-forms.site/f"></iframe>'},
        {"more": '<a href="/files/help.apk">APK</a>'},
        {"more": '<a href="https://t.me/mr_cole_trace">Telegram</a>'},
        {"more": '<a href="https://wa.me/18505550131">WhatsApp</a>'},
        {"more": '<a href="https://nova-bridge.vip/register">Here</a>'},
        {"more": '<a href="https://nova-bridge.vip/?ref=77">NovaBridge</a>'},
        {"late": "A friend told me of Mr Cole on Telegram @mr_cole_trace."},
        {"late": "A friend told me of Mr Cole at cole.trace77@gmail.com."},
        {"late": "A friend told me of Mr Cole, and I got all my money back."},
        {"late": "Write to me on Hangouts if it happened to you."},
    ],
    ids=str,
)
def test_not_where_it_hands_something_over(given: dict[str, str]) -> None:
    assert not tells(diary(**given))


@pytest.mark.parametrize(
    "given",
    [
        {"early": "His Telegram was @mr_cole_trace. "},
        {"early": "He wrote from +1 850 555 0131. "},
        {"middle": "“Add my assistant on Telegram @mr_cole_trace and she will help you”, he wrote. "},
        {"late": "I never got my money back. "},
        {"late": "My office line is 02 6555 0118."},
        {"more": '<form action="/search"><input type="search" name="q"></form>'},
        {"more": '<form action="/c"><label>Name <input name="name"></label><label>Comment <textarea name="c"></textarea></label></form>'},
        {"more": '<a href="https://www.actionfraud.police.uk/">Action Fraud</a>'},
    ],
    ids=str,
)
def test_the_others_line_and_what_any_page_has_are_nothing_handed_over(given: dict[str, str]) -> None:
    assert tells(diary(**given))


def test_a_line_that_is_offered_again_at_the_end_is_the_pages_own() -> None:
    assert not tells(diary(early="His Telegram was @mr_cole_trace. ", late="Contact @mr_cole_trace before Friday."))


TOLD = {
    "th": (
        "<p>มีคนทักไลน์มา เขาบอกว่าทำงานที่บ้าน แล้วชวนเข้ากลุ่ม</p><p>วันละ 800 ถอนได้ทุกวัน</p><p>พอจะถอนมันบอกว่าต้องเติมอีก สุดท้ายเราโดนหลอ"
        "กหมดตัว</p><p>ไปแจ้งความแล้ว พนักงานสอบสวนบอกตรง ๆ ว่ายาก</p>"
    ),
    "vi": (
        "<p>Có người kết bạn, họ bảo việc nhẹ lương cao.</p><p>Nạp 500k nhận 650k, hoa hồng 30% mỗi đơn.</p><p>Mình chuyển "
        "12 triệu rồi không rút được, mình bị lừa rồi.</p><p>Ra công an trình báo, giờ mới biết toàn chân gỗ.</p>"
    ),
    "id": (
        "<p>Seorang pria menelepon. Ia mengaku dari bank, lalu pelaku meminta kode OTP.</p><p>Untung 30 persen sehari.</p><p>Korban"
        " mengaku kehilangan uang Rp 43 juta. Katanya ia malu.</p><p>Ia melapor ke polisi, dan pelaku ditangkap.</p>"
    ),
    "zh": (
        "<p>她在家里接到自称民警的电话。对方让她住进宾馆，不要告诉任何人，包括丈夫和孩子。</p><p>日收益三成，随时提现。</p><p>她被骗"
        "走四十万，家里的房子也抵押了出去。后来才知道群里都是托，没有一个真人。</p><p>报案后，民警做了笔录，三个月以后嫌疑人落网。"
        "</p>"
    ),
    "ja": (
        "<p>先月、男は銀行員を名乗り、女性の自宅に電話をかけた。還付金があると言われた女性は近くの店のＡＴＭに向かった。</p><p>日利"
        "3％、いつでも出金。</p><p>女性は300万円をだまし取られ、息子に話して後になって詐欺に気づいた。</p><p>署は詐欺事件として捜査"
        "している。</p>"
    ),
    "ko": (
        "<p>지난달 한 남성이 전화를 걸어 검사를 사칭했다. 그는 아무에게도 말하지 말라고 했다.</p><p>하루 수익 30% 보장.</p><p>A씨는"
        " 며칠 뒤 은행에서 9천만원을 송금했다. 가족과 얘기한 뒤에야 속았다는 것을 알았다.</p><p>경찰은 두 달 만에 일당을 "
        "검거했다고 밝혔다.</p>"
    ),
    "hi": (
        "<p>एक फोन आया। उसने खुद को अधिकारी बताया और कहा फोन मत काटना।</p><p>रोज मुनाफा पक्का।</p><p>पीड़ित ने बताया कि वे "
        "झांसे में आ गए। कुल 22 लाख ठगे गए।</p><p>पुलिस ने बताया कि मुकदमा दर्ज किया गया है और एक आरोपी गिरफ्तार किया गया है।"
        "</p>"
    ),
    "km": (
        "<p>ខ្ញុំស្គាល់គាត់ក្នុងហ្វេសប៊ុក។ គាត់ថាគាត់ជាវិស្វករ ហើយគេប្រាប់ខ្ញុំឱ្យទុកចិត្ត។</p><p>ចំណេញ ៧ ភាគរយ។</p><p>ខ្ញុំចាញ់បោក។"
        " ខ្ញុំបាត់លុយ ៣ ០០០ ដុល្លារ ទើបដឹងថាមិនពិត។</p><p>ខ្ញុំដាក់ពាក្យបណ្តឹង ហើយនគរបាលបានឃាត់ខ្លួនគេ។</p>"
    ),
    "lo": ("<p>ເຂົາບອກວ່າມີວຽກດີ ເງິນເດືອນ 15 ລ້ານ.</p><p>ໄປຮອດ ເຂົາຢຶດບັດ ແລະ ໃຫ້ລົມກັບຄົນ.</p><p>ຂ້ອຍຖືກຂັງ ແລະ ຖືກຕີ.</p><p>ເຈົ້າໜ້າທີ່ມາຊ່ວຍ ຈຶ່ງຮູ້ວ່າຖືກຫຼອກ.</p>"),
    "my": (
        "<p>ဖုန်းဝင်လာတယ်။ သူက ဘဏ်ဝန်ထမ်းလို့ ပြောတယ်။ နောက်ပြီး ကုဒ်ကို တောင်းတယ်။</p><p>တစ်နေ့ ၃ သောင်း အာမခံ။</p><p>ကျွန်မ လိမ်ခံရပြီး "
        "ငွေတွေ ပါသွားတယ်။ ယုံမိတာ ကိုယ့်အမှားပါ။</p><p>ရဲစခန်းမှာ တိုင်ကြားတော့ ဖမ်းမိပြီတဲ့။</p>"
    ),
    "tl": (
        "<p>May tumawag na nagpakilala na taga-bangko, sabi niya mala-lock ang account.</p><p>Cash in 500, balik 800 araw-araw.</p>"
        "<p>Naloko ako, natangay ang ipon.</p><p>Dumulog ako sa pulis, at nahuli daw ang isa.</p>"
    ),
    "ms": (
        "<p>Individu itu menyamar sebagai polis dan mangsa diarah menyimpan rahsia.</p><p>Modal RM250, untung 5% sehari.</p><p>Mang"
        "sa kerugian RM187,000 selepas terpedaya.</p><p>Kes disiasat, dan suspek ditangkap.</p>"
    ),
}


@pytest.mark.parametrize("lang", TOLD)
def test_tellers_of_each_language_tell(lang: str) -> None:
    assert tells(page(TOLD[lang], lang=lang))


@pytest.mark.parametrize("lang", TOLD)
def test_and_no_more_where_they_hand_over_a_line(lang: str) -> None:
    assert not tells(page(TOLD[lang] + '<p><a href="https://t.me/desk_of_help77">Telegram</a></p>', lang=lang))


def test_what_is_told_at_the_top_alone_tells_nothing_of_the_rest() -> None:
    offer = "<p>Deposit 100 dollars today and earn ten percent a day. Places are few and the bonus ends tonight.</p>" * 12
    told = "<p>He said he was an engineer. I lost $41,000. I went to the police. They told me he was arrested.</p>"
    assert not tells(page(told + offer))
    assert not tells(page(told + offer + told))


def test_no_labelled_scam_of_three_sets_narrates() -> None:
    scams = [site for name in ("070", "090", "110") for site in sites(name) if site["scam"] and not site.get("look_differs")]
    seen = [view for view in (View(dossier(site), rules().tables) for site in scams) if not view.page_silent_because]
    assert len(seen) > 60
    assert not any(narrates(view.text) for view in seen)
