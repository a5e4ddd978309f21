"""An accused page, and whom its row tells of it."""

from msgspec.structs import replace

from scamtriage.records.assessment import Assessment, Route
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import AddressHolder, HostingFacts, RegistrationFacts
from tests.judgement.sites import dossier, evidence

THAI = """<html lang="th"><head><title>กรมสอบสวนคดีพิเศษ ตรวจสอบสถานะคดี</title></head><body><h1>ระบบตรวจสอบหมายจับออนไลน์</h1>
<p>ท่านมีส่วนเกี่ยวข้องกับคดีฟอกเงิน ห้ามบอกผู้ใด โอนเงินเข้าบัญชีปลอดภัยเพื่อตรวจสอบเส้นทางการเงินภายในวันนี้ มิฉะนั้นจะถูกอายัดบัญชีและจับกุม</p>
<p>เจ้าหน้าที่จะวิดีโอคอลผ่านไลน์ <a href="https://line.me/ti/p/~dsi-officer9">LINE: dsi-officer9</a> โทร 02-123-4567</p>
<form action="/s" method="post"><input name="idcard" placeholder="เลขบัตรประชาชน"><input name="phone" placeholder="เบอร์โทรศัพท์">
<input type="password" name="pin" placeholder="รหัส PIN"></form></body></html>"""


def seen(host: str = "dsi-case-check.top", html: str = THAI, *, age_days: int = 9, **holder: str) -> Dossier:
    found = dossier({"host": host, "age_days": age_days, "html": html})
    address = AddressHolder(ip="45.12.40.9", holder="Cheap VPS", country="NL", abuse_email="abuse@vps.example")
    hosting = HostingFacts(addresses=(replace(address, **holder),))
    known = found.evidence.get("registration")
    registration = {}
    if known is not None:
        assert isinstance(known.facts, RegistrationFacts)
        registration = {"registration": replace(known, facts=replace(known.facts, abuse_email="abuse@registrar.example"))}
    return replace(found, evidence={**found.evidence, **registration, "hosting": evidence("hosting", hosting)})


def told(row: Assessment) -> dict[str, Route]:
    return {route.kind: route for route in row.report_to}
