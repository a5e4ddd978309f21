"""What registries and registrars of the region say in their own languages instead of a record."""

import pytest

from scamtriage.net.registry.answers import says_slow_down
from scamtriage.parse.whois import answer as whois
from scamtriage.records.facts import RegistrationAbsent, RegistrationFacts, RegistrationLimited, RegistrationMalformed

NAME = "lucky-parcel.th"

LIMITS = [
    "คุณส่งคำขอมากเกินไป กรุณารอสักครู่แล้วลองใหม่อีกครั้ง",
    "คุณได้ใช้โควตาการสืบค้นครบแล้ว",
    "เกินโควตาที่กำหนด",
    "โปรดลองใหม่อีกครั้งในภายหลัง",
    "ไอพีของคุณถูกระงับชั่วคราว",
    "IP ของท่านอยู่ในบัญชีดำ",
    "ไม่อนุญาตให้เข้าถึงจากหมายเลขไอพีของคุณ",
    "Bạn đã gửi quá nhiều yêu cầu",
    "Bạn đã hết lượt truy vấn trong ngày",
    "Vui lòng thử lại sau 60 giây",
    "Địa chỉ IP của bạn đã bị chặn",
    "IP của bạn nằm trong danh sách đen",
    "操作频繁，请稍候重试",
    "您的IP已被封禁",
    "达到查询上限",
    "拒绝访问",
    "系统繁忙，请稍后再试",
    "您的IP已被封鎖",
    "拒絕存取",
    "太多請求",
    "Batas permintaan terlampaui",
    "Silakan coba lagi nanti",
    "Akses ditolak",
    "Sila cuba sebentar lagi",
    "Capaian dinafikan",
    "Masyadong maraming kahilingan",
    "ခဏစောင့်ပါ",
    "សូមព្យាយាមម្តងទៀតពេលក្រោយ",
    "ກະລຸນາລອງໃໝ່ພາຍຫຼັງ",
    "요청이 너무 많습니다. 잠시 후 다시 시도해 주세요",
    "접근이 거부되었습니다",
    "しばらくしてから再度お試しください",
    "アクセス回数の上限に達しました",
    "Попробуйте позже",
    "Inténtelo de nuevo más tarde",
    "Muitas requisições",
    "Bitte versuchen Sie es später erneut",
    "您已超过查询限制，将被封禁60分钟",
    "คุณส่งคำขอมากเกินไป คุณจะถูกระงับ",
    "查询次数已到上限",
    "您的查询可能过于频繁",
    "Truy cập từ IP của bạn bị chặn",
    "คุณไม่สามารถเข้าถึงได้ IP ของคุณถูกระงับ",
    "調用過快，訪問過於頻繁",
    "为防止滥用，您的IP已被封锁",
    "查询次数上限为100，已超过上限",
    "Mọi truy vấn từ IP 198.51.100.7 đã bị chặn",
]


@pytest.mark.parametrize("text", LIMITS)
def test_a_refusal_is_understood_in_the_languages_of_the_region(text: str) -> None:
    assert says_slow_down(text.encode())
    for beside in ("", "\nNOT FOUND"):
        assert isinstance(whois.parse(f"{text}{beside}\n".encode(), NAME), RegistrationLimited)


@pytest.mark.parametrize(
    "text", ["为防止滥用，您的IP已被封锁", "查询次数上限为100，已超过上限", "Mọi truy vấn từ IP 198.51.100.7 đã bị chặn"]
)
def test_a_refusal_with_its_reason_below_long_terms_lets_the_registry_rest(text: str) -> None:
    said = "".join(f"% line {number} of the terms\n" for number in range(12)) + f"\n{text}\n"
    refusal = whois.parse(said.encode(), NAME)
    assert isinstance(refusal, RegistrationLimited)
    assert refusal.sure


@pytest.mark.parametrize(
    "text",
    [
        "โดเมนนี้ถูกระงับ",  # the name is suspended
        "Tên miền này bị khóa",
        "Tên miền bị từ chối",
        "Domain ini diblokir",
        "Nama domain ini disekat",
        "该域名已被锁定",
        "หากคุณส่งคำขอมากเกินไป เราอาจปฏิเสธ",  # if …
        "Nếu bạn gửi quá nhiều yêu cầu",
    ],
)
def test_what_befell_the_name_or_may_befall_us_is_no_refusal(text: str) -> None:
    assert not says_slow_down(text.encode())
    assert isinstance(whois.parse(f"{text}\n".encode(), NAME), RegistrationMalformed | RegistrationLimited)
    assert not isinstance(whois.parse(f"{text}\nNOT FOUND\n".encode(), NAME), RegistrationLimited)


@pytest.mark.parametrize(
    "terms",
    [
        "注意：如查询过于频繁，您的IP将被限制",
        "注意：查询次数超过限制将被封禁。",
        "請勿在一分鐘內超過30次查詢的限制",
        "Jangan melebihi batas 30 permintaan per menit.",
        "Permintaan yang melebihi had akan ditolak.",
        "Không được truy vấn quá nhiều. Nếu vượt quá sẽ bị chặn.",
        "ห้ามสืบค้นข้อมูลจำนวนมากเกินไป หากเกินจำนวน ระบบจะระงับ",
        "โปรดอย่าสืบค้นบ่อยเกินไป",
        "การเข้าถึงข้อมูลจำนวนมากเกินไปเป็นสิ่งต้องห้าม",
        "การเข้าถึงข้อมูลส่วนบุคคลถูกจำกัดตามกฎหมาย",
        "หมายเลขโทรศัพท์ถูกจำกัดการแสดงผล",
        "Truy cập thông tin cá nhân bị giới hạn theo Nghị định 13/2023",
        "Mọi truy cập trái phép bị cấm",
        "Mọi yêu cầu gửi thư rác bị cấm",
        "Việc truy vấn tự động với số lượng quá nhiều là vi phạm điều khoản",
        "根据GDPR，个人信息访问受限",
        "每个IP每天查询次数上限为100次",
        "为防止滥用，过于频繁的查询将被限制",
        "为防止滥用，查询次数超过限制时需等待",
        "单个IP地址查询次数达到上限后需等待24小时",
        "查询次数超过限制的用户无法访问",
        "電子郵件地址已被限制",
        "系統繁忙時段查詢較慢",
        "Capaian maklumat peribadi dihadkan di bawah Akta 709",
        "Akses ke data pribadi dibatasi oleh UU PDP",
        "Alamat e-mel pendaftar dihadkan",
        "Permintaan yang terlalu banyak boleh menyebabkan sekatan",
        "조회 제한: IP당 하루 1000건",
        "개인정보 접근이 제한되어 있습니다",
        "検索は1日100件を上限とします",
    ],
)
def test_terms_of_use_in_the_languages_of_the_region_refuse_nothing(terms: str) -> None:
    record = (
        f"Domain Name: {NAME}\nRegistrar: X\nCreation Date: 2021-03-03\nRegistry Expiry Date: 2027-03-03\nUpdated: 2022-01-01\nStatus: ok\n"
    )
    for mark in ("", "% "):
        assert not says_slow_down(f"{mark}{terms}\n{record}".encode())
        assert isinstance(whois.parse(f"{mark}{terms}\n{record}".encode(), NAME), RegistrationFacts)
        assert isinstance(whois.parse(f"ไม่พบข้อมูล\n{mark}{terms}\n".encode(), NAME), RegistrationAbsent)


@pytest.mark.parametrize(
    "text",
    [
        "ไม่พบข้อมูล",
        "ไม่พบโดเมน {}",
        "ไม่พบโดเมน{}ในระบบ",
        "ชื่อโดเมน {} ยังไม่ได้จดทะเบียน",
        "โดเมนนี้ยังไม่ถูกจดทะเบียน",
        "{} ยังไม่มีผู้จดทะเบียน",
        "Domain ini tidak terdaftar",
        "Nama domain {} belum didaftarkan",
        "Domain {} tersedia",
        "Nama domain tidak wujud",
        "Rekod tidak dijumpai",
        "Domain not registered / Domain tidak didaftarkan",
        "Tiada rekod / No record found",
        "Không tìm thấy tên miền",
        "Không tìm thấy {}",
        "Tên miền {} không tồn tại",
        "該網域名稱未註冊",
        "此網域名稱尚未註冊",
        "网域{}尚未被注册。",
        "查無此網域",
        "没有查询到该域名的注册信息",
        "找不到{}的记录",
        "没有找到匹配的记录",
        "您查询的域名{}不存在",
        "該当するドメインはありません",
        "該当するデータは見つかりませんでした",
        "등록되지 않은 도메인입니다",
        "Домен {} не зарегистрирован",
        "Записей не найдено",
        "No se encontró el dominio",
        "Domínio não registrado",
        "{} is available for registration",
        "The domain name {} can be registered",
        "{}: no existing match",
    ],
)
def test_not_registered_is_understood_in_the_languages_of_the_region(text: str) -> None:
    assert isinstance(whois.parse(f"{text.format(NAME)}\n".encode(), NAME), RegistrationAbsent)
    if "{}" in text:
        assert isinstance(whois.parse(f"{text.format('other-name.th')}\n".encode(), NAME), RegistrationMalformed)


@pytest.mark.parametrize(
    "text",
    [
        "ไม่พบเซิร์ฟเวอร์",
        "ไม่มีข้อมูลผู้จดทะเบียน",
        "โดเมนนี้ได้จดทะเบียนแล้ว",
        "Domain ini sudah terdaftar",
        "Domain {} tidak tersedia",
        "Pengguna tidak terdaftar",
        "Registrant tidak ditemukan",
        "Domain not registered / contact your registrar",
        "Domain tidak didaftarkan / Domain registered / NOT FOUND",
        "Tên miền này đã được đăng ký",
        "Không tìm thấy máy chủ",
        "该域名已被注册",
        "域名不可注册",
        "找不到伺服器",
        "未註冊的IP",
        "没有权限",
        "查不到服务器",
        "域名{}.tw不存在",
        "登録されています",
        "등록된 도메인입니다",
        "Сервер не найден",
        "You are not registered",
        "You have not registered",
        "{} is available for auction",
    ],
)
def test_a_sentence_about_something_else_says_nothing_of_the_name(text: str) -> None:
    assert isinstance(whois.parse(f"{text.format(NAME)}\n".encode(), NAME), RegistrationMalformed)


WRITTEN = ["域名不存在", "Domain ini tidak terdaftar", "Not found", "Access denied", "您的IP已被封禁", "Akses ditolak", "NOT FOUND"]


@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ("Domain Name: {name}\nRegistrant:\n   {text}\n   12 Road\n   Bangkok\n", RegistrationFacts),
        ("Domain Name: {name}\nDomain Status: ok\nRegistrant Name: Tan\n Address:\n   {text}\n   12 Road\n", RegistrationFacts),
        ("Domain Name: {name}\nDomain Status: ok\nRegistrant Organization: {text}\n", RegistrationFacts),
        ("Registrar: X\nRegistrant:\n   {text}\n   12 Road\nCreated: 2021-03-03\n", RegistrationMalformed),
    ],
)
def test_what_a_registrant_writes_in_his_address_is_no_word_of_the_registry(text: str, record: str, kind: type) -> None:
    assert isinstance(whois.parse(record.format(name=NAME, text=text).encode(), NAME), kind)


def test_a_contact_without_a_value_takes_no_words_from_the_registry() -> None:
    assert isinstance(whois.parse(b"NOT FOUND\nRegistrant Name:\nRegistrant Street: \n", NAME), RegistrationAbsent)


def test_a_script_without_blanks_does_not_make_another_name_the_asked_one() -> None:
    assert isinstance(whois.parse("域名中国.cn不存在\n".encode(), "xn--fiqs8s.cn"), RegistrationAbsent | RegistrationMalformed)
    assert isinstance(whois.parse("新中国.cn不存在\n".encode(), "xn--fiqs8s.cn"), RegistrationMalformed)
    assert isinstance(whois.parse("äparcel.th не зарегистрирован\n".encode(), "parcel.th"), RegistrationMalformed)
