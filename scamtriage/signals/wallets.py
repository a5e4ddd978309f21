"""Measures on cryptocurrency wallets: recovery phrases, and approvals that scripts request."""

import re

from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO, in_page
from scamtriage.signals.schemes import meant, told, wallet_and_claim
from scamtriage.signals.view import View

TOLD_TO_TYPE, TYPE_GAP = 0.5, 40
RECOVERY = re.compile(
    r"phrase|mnemonic|private key|keystore|secret recovery|word|助|短语|短語|私|คำกู้|วลี|cụm từ|\d từ|khóa riêng|frasa|kata|kunci"
    r"|구문|문구|단어|니모닉|비밀 복구|개인키|フレーズ|秘密鍵|単語|फ्रेज|ពាក្យស្តារ",
    re.IGNORECASE,
)
"""Wallet words that denote recovery phrases."""


def seed_phrase(view: View) -> Measurement:
    """1 if the page takes a wallet's recovery words; TOLD_TO_TYPE if it says to type them in to claim something."""
    page = view.page
    if "seed-phrase" in page.asks:
        return Measurement(value=1.0, pointers=in_page("page.asks", "seed-phrase"))
    gap, order, words = view.text.gap(meant(view, ("typein",)), [h for h in meant(view, ("wallet",)) if RECOVERY.search(view.text.said(h))])
    if order is None or words is None or gap > TYPE_GAP or not view.text.meant("claim"):
        return NO
    return told(view, TOLD_TO_TYPE, order, words)


SIGNED = 0.5
"""A signature may act as an approval, but many honest pages use one as a login."""


def drainer(view: View) -> Measurement:
    """1 if scripts request a wallet approval on a page with something to claim; SIGNED for a signature."""
    page = view.page
    approval = sorted({"approve", "permit", "setApprovalForAll", "increaseAllowance"} & set(page.wallet_calls))
    signed = "sign" in page.wallet_calls and wallet_and_claim(view).value
    if not (approval or signed) or not view.text.meant("claim"):
        return NO
    call = approval[0] if approval else "sign"
    return Measurement(value=1.0 if approval else SIGNED, shown={"call": call}, pointers=in_page("page.wallet_calls", call))
