"""Organisations whose name is all that a page of few words says of whose it is: in the title over a form, in the name of a logo's file."""

import re
from collections.abc import Callable

from scamtriage.knowledge.language.sectors import EMBEDDED, FINANCE
from scamtriage.records import lazy_re
from scamtriage.records.facts.page_parts import CREDENTIALS, UNTYPED
from scamtriage.signals.page.identity import BARE_CHARS, FEW_CHARS
from scamtriage.signals.page.occurrences import HEADING, LOGO, TITLE, Hit
from scamtriage.signals.page.title_parts import beside
from scamtriage.signals.view import View

OF_A_FILE = lazy_re.compile(r"\b(?:logo|icon|ikon|img|image|gambar|png|svg|jpe?g|webp|new|baru|white|putih|blue|biru|\d+)\b|[\W_]+")
"""What stands beside a name in the text or file of its logo. The logo of a village fund ("Dana Desa") has a name of its own."""
OF_A_FORM = lazy_re.compile(
    r"\b(?:log[ -]?in|sign[ -]?in|log[ -]?on|to|masuk|ke|đăng nhập|vào|kode|code|otp|pin|akun|account|verif\w*|confirm\w*|mã|xác nhận"
    r"|change|reset|enter|your|password|kata sandi|sandi|ganti|ubah|đổi|mật khẩu|security|keamanan|welcome|home|index|page|document)\b"
    r"|เข้าสู่ระบบ|บัญชี|รหัส(?:ผ่าน)?|เปลี่ยน|登[录入錄陸]|账号|帳號|验证码|驗證碼|[密修改重置]+码?|ログイン|パスワード|로그인|비밀번호|"
    + OF_A_FILE.pattern
)
"""The same beside the name of whose account a form takes: "Log in to", "OTP"."""
_A_FILE = lazy_re.compile(r"[\w%-]{0,40}\.(?:png|svg|jpe?g|gif|webp|ico|avif)\b", re.IGNORECASE)


def in_few_words(view: View, signs_on: Callable[[Hit], bool]) -> frozenset[int]:
    """The organisation whose everyday-word name ("facebook") is all that a title or heading says beside what the form takes, on a page of
    nobody that is hardly more than that form. A studio or a village fund that bears a wallet's name has a log-in, too."""
    asked = CREDENTIALS.intersection(view.page.asks)
    if not asked or len(view.page.text) >= FEW_CHARS or not view.identity.nobodys:
        return frozenset()
    hits = [h for hits in view.text.named.values() for h in hits if not h.meaning.strength and h.place in (TITLE, HEADING)]
    rows = {h.meaning.row for h in hits if not signs_on(h) and not _other_words(OF_A_FORM, view, h)}
    if asked == {"password"}:
        rows = {row for row in rows if view.tables.organisations[row].sector not in FINANCE}
    return _of_one(view, rows)


def in_a_logo_file(view: View) -> frozenset[int]:
    """The organisation whose name alone is the name of the only logo's file, on a page of nobody on which nothing else says whose the form
    is. A club's log-in bears its own name. A platform's logo beside a whole log-in may be a button to log in with an account there."""
    page = view.page
    heads = (page.title, page.site_name, *page.headings)
    if len(page.logos) != 1 or len(page.text) >= BARE_CHARS or any(OF_A_FORM.sub("", head.lower()) for head in heads):
        return frozenset()
    if not view.identity.nobodys:  # last: it searches the text for streets
        return frozenset()
    file = view.text.found.texts[LOGO]
    hits = [h for hits in view.text.named.values() for h in hits if h.place == LOGO and _A_FILE.match(file, h.end)]
    rows = {h.meaning.row for h in hits if not _other_words(OF_A_FILE, view, h)}
    if any(view.tables.organisations[row].sector in EMBEDDED for row in rows) and not _takes_passwords_only(view):
        return frozenset()
    return _of_one(view, rows)


def in_title_and_logo(view: View) -> set[int]:
    """Finance houses whose everyday-word name ("dana", "ovo") is both in title or heading and in a logo, on a page that takes a number that
    moves money. A studio that is called so takes none."""
    if {"pin", "otp", "bank-login"}.isdisjoint(view.page.asks):
        return set()
    hits = [h for hits in view.text.named.values() for h in hits if not h.meaning.strength]
    heads = {h.meaning.row for h in hits if h.place in (TITLE, HEADING)}
    logos = {h.meaning.row for h in hits if h.place == LOGO and not _other_words(OF_A_FILE, view, h)}
    return {row for row in heads & logos if view.tables.organisations[row].sector in FINANCE}


def _other_words(of_no_name: re.Pattern[str], view: View, hit: Hit) -> str:
    return of_no_name.sub("", " ".join(beside(view.text, hit)).lower())


def _takes_passwords_only(view: View) -> bool:
    return {field.asks for field in view.page.fields if field.type not in UNTYPED} == {"password"}


def _of_one(view: View, rows: set[int]) -> frozenset[int]:
    """The rows if they are names of one organisation; none if they are several's."""
    owners = {view.tables.organisations[row].owner for row in rows}
    return frozenset(rows) if len(owners) == 1 else frozenset()
