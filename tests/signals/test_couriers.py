"""Couriers who hold a soldier's trunk, in several languages; and movers, agents and museums who deal with customs."""

import pytest

from scamtriage.records.assessment import Assessment
from tests.judgement.sites import assessed

ROW = "content-diplomatic-trunk"
CHAT = '<a href="https://wa.me/66815550123">WhatsApp</a>'


def told(language: str, body: str) -> bool:
    html = f'<html lang="{language}"><title>Tracking</title><p>{body}</p>{CHAT}</html>'
    row: Assessment = assessed({"host": "safe-way-courier.com", "html": html, "age_days": 50, "mx": False})
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in row.contributions)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "en",
            "Sender: Sgt. Cole, peacekeeping. Receiver: his fiancee. A trunk box with cash USD 900,000 is held by customs. Pay the duty.",
        ),
        ("es", "Remite el coronel R. Diaz a su prometida una caja sellada. RETENIDA en aduana: falta el certificado antilavado."),
        ("pt", "O sargento Lima enviou à sua noiva uma maleta lacrada com joias. Está retida na alfândega. Não comente com o banco."),
        ("fr", "Le capitaine Moore envoie à sa fiancée une malle scellée. Elle est retenue : certificat anti-blanchiment manquant."),
        (
            "id",
            "Kapten Brown mengirim koper berisi uang USD 700.000 kepada tunangannya. Paket ditahan, kurang sertifikat anti pencucian uang.",
        ),
        ("th", "นายพล เดวิด ส่งกล่องเงินสดให้คู่หมั้น ถูกกักที่ศุลกากร ต้องชำระค่าธรรมเนียม"),
        (
            "vi",
            "Sĩ quan Liên Hợp Quốc gửi vị hôn thê một vali tiền mặt USD. Kiện hàng bị giữ, thiếu chứng nhận chống rửa tiền.",
        ),
        ("zh", "维和军官寄给未婚妻的箱子内有现金美元，被海关扣留，缺反洗钱证明，请缴费。"),
    ],
)
def test_the_story_of_the_trunk_is_known(language: str, body: str) -> None:
    assert told(language, body)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "We move the households of diplomats. Consignments held at customs are cleared by our agents; the fee is on the invoice."),
        ("en", "Engaged to a soldier? Wedding rings for your fiancee, engraved for captains and sergeants. Orders are held for a week."),
        ("en", "Beware: a general writes to his fiancee of a trunk box with cash USD 900,000 that is held. It is a scam."),
        ("es", "Su envío está retenido en aduana. Tramitamos la valija diplomática de embajadas; los impuestos se pagan al fisco."),
        ("pt", "Vestidos de noiva: a maleta ficou retida na alfândega? Ajudamos com os documentos."),
        ("zh", "外交官搬家、展品运输，货物被扣留时由我们报关。"),
        ("en", "A novel: Captain Reed, a peacekeeper, sends his fiancee a trunk box of gold bars. It is held at the border. Read on."),
        ("zh", "电影：维和军官寄给未婚妻的箱子里没有现金美元，只有信，被海关扣留。"),
    ],
)
def test_who_deals_with_customs_tells_no_such_story(language: str, body: str) -> None:
    assert not told(language, body)
