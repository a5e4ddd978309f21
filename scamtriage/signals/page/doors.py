"""The doors of a page: links by which one joins, logs in or pays in, there or elsewhere."""

import re

from scamtriage.records import lazy_re
from scamtriage.records.facts import PageFacts

LOG_IN = lazy_re.compile(
    r"\b(?:log ?-?in|sign ?-?in|log ?-?on|masuk|đăng nhập|ingres[ae]r?|iniciar sesi[oó]n|inicia sesi[oó]n|entrar|acessar"
    r"|acced[ie](?:r)?|connexion|connecte[rz]|s.identifier|anmelden|einloggen|inloggen|zaloguj|giriş)\b"
    r"|เข้าสู่ระบบ|ล็อกอิน|登[录入錄陸]|ログイン|로그인|लॉग ?इन|ចូលគណនី|ເຂົ້າສູ່ລະບົບ|အကောင့်ဝင်|войти|вход|تسجيل الدخول",
    re.IGNORECASE,
)
_JOIN = lazy_re.compile(
    r"\b(?:sign ?-?up|register|join|create (?:an )?account|get started|(?:invest|play|deposit|recharge|trade) now|daftar|main sekarang"
    r"|gabung sekarang|đăng ký|tham gia[^.\n]{0,40}ngay|registrarse|registrar|cadastr\w{0,5}|s.inscrire|registrieren|kayıt ol)\b"
    r"|สมัคร|เริ่มเล่น|เดิมพันเลย|注[册冊]|開戶|开户|充\s?[值提]|立即投[资資]|登録|가입|पंजीकर|រៀបចំគណនី|ចុះឈ្មោះ|ລົງທະບຽນ|регистрац",
    re.IGNORECASE,
)
_DOOR = lazy_re.compile(
    r"/(?:sign-?up|register|registration|join|login|sign-?in|deposit|recharge|invest|fund|daftar|dang-?ky)(?:[./?#]|\Z)", re.IGNORECASE
)
"""Paths under which one joins or pays in."""


def lets_in(page: PageFacts) -> bool:
    """Whether a page bids its visitor join, or links to where one joins, logs in or pays in."""
    if _JOIN.search(page.text):
        return True
    return any(link.host and (_JOIN.search(link.text) or LOG_IN.search(link.text) or _DOOR.search(link.url)) for link in page.links)


_REFERS = lazy_re.compile(
    r"[?&](?:ref|aff|affid|aff_id|code|invite|r|partner|click_?id|subid)=|/(?:r|go|out|ref|track|click|offer)(?:[?]|/[^/]{0,40}\Z)",
    re.IGNORECASE,
)
"""What an address holds by which whoever sent the visitor is paid."""


def leads_out(page: PageFacts) -> bool:
    """Whether a page leads to where one joins or pays in at another site, or to any that pays it for its visitors."""
    own = page.final_host
    elsewhere = (link for link in page.links if link.host and not (f".{link.host}".endswith(f".{own}") or own.endswith(f".{link.host}")))
    return any(_JOIN.search(link.text) or _DOOR.search(link.url) or _REFERS.search(link.url) for link in elsewhere)
