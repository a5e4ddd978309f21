"""Cryptocurrency addresses with valid check digits. For a currency without check digits, a word beside it must confirm it."""

import base64
import binascii
import re
from collections.abc import Iterator

from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact import checksums
from scamtriage.parse.contact.anchors import GLUED_NAMES
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import says
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_CANDIDATE = lazy_re.compile(
    r"(?<![0-9A-Za-z_=])(?=[0-9A-Za-z_+/:-]{14})(?:0:[0-9A-Fa-f]{64}|0x[0-9A-Fa-f]{40}|[EU]Q[0-9A-Za-z_+/-]{46}|(?:[bB][cC]|[lL][tT][cC])1[0-9A-Za-z]{11,87}|[1-9A-HJ-NP-Za-km-z]{25,47})(?![0-9A-Za-z_])"
)
_GLUED = lazy_re.compile(
    r"(?<![0-9A-Za-z_=])(?=[0-9A-Za-z_+/-]{17})(?:0x[0-9A-Fa-f]{40}|[EU]Q[0-9A-Za-z_+/-]{46}|(?:bc|ltc)1[0-9a-z]{11,87}|[1-9A-HJ-NP-Za-km-z]{25,36}?)"
    rf"(?=[A-Z][a-z]{{2,8}}(?![0-9A-Za-z_])|(?:{'|'.join(GLUED_NAMES)})(?![0-9A-Za-z_]))"
)
"""The next element's word follows directly: r…Tag, T…Copy. The check digits show where the address ends."""
_BEHIND_NAME = lazy_re.compile(
    rf"(?<![0-9A-Za-z_=])({'|'.join(GLUED_NAMES)})(0x[0-9A-Fa-f]{{40}}|[EU]Q[0-9A-Za-z_+/-]{{46}}|(?:bc|ltc)1[0-9a-z]{{11,87}}"
    r"|[1-9A-HJ-NP-Za-km-z]{25,47})(?![0-9A-Za-z_])"
)
"""The coin's name from the previous element precedes directly: SolanaH…, TRXT…"""
_BASE58_VERSIONS = {0x00: "BTC", 0x05: "BTC", 0x41: "TRON", 0x30: "LTC", 0x32: "LTC", 0x1E: "DOGE", 0x16: "DOGE"}
_FIRST = {"BTC": "13", "TRON": "T", "LTC": "LM", "DOGE": "DA9"}
MAX_HASHED = 1_000
"""Addresses of a page whose check digits are hashed (EIP-55): each costs some 0.3 ms, and a script of a megabyte holds 20,000."""
CONTEXT = 80  # a word for wallets must occur within this many characters on either side


def find(window: Window, budget: LookupBudget) -> Iterator[Found]:
    """Yield every valid address in the window. One with a wrong checksum is ignored. `budget`: how many may still be hashed."""
    for match in _CANDIDATE.finditer(window.text):
        around = window.low[max(0, match.start() - CONTEXT) : match.end() + CONTEXT].replace(match[0].lower(), " ")
        yield from _read_at(match, 0, around, budget)
    for match in _GLUED.finditer(window.text):
        yield from _read_at(match, 0, "", budget)
    for match in _BEHIND_NAME.finditer(window.text):
        yield from _read_at(match, 2, match[1].lower(), budget)


def _read_at(match: re.Match[str], group: int, around: str, budget: LookupBudget) -> Iterator[Found]:
    """Yield the address in a group of the match, if it is valid and may still be hashed."""
    if match[group].startswith("0x") and not budget.spend():
        return
    if (found := read(match[group], around)) is not None:
        yield Found(kind="wallet", value=found[0], detail=found[1], start=match.start(group), end=match.end(group), flags=found[2])


def read(text: str, around: str = "") -> tuple[str, str, tuple[str, ...]] | None:
    """Return (address in canonical spelling, currency, flags) of a valid address, else None.

    `around` is the lower-case text beside it, needed for currencies or spellings without check digits. Contracts of well-known tokens are
    excluded, because they are not wallets.
    """
    if text.startswith("0x"):
        return _evm(text, around)
    if text.startswith("0:"):  # the raw form of TON, without check digits
        return (text.lower(), "TON", ("unchecked",)) if says("wallet", around) and len(set(text)) > 8 else None
    if text in channels().tokens:
        return None
    if len(text) == 48 and text[:2] in ("EQ", "UQ"):
        return _ton(text)
    for prefix, currency in (("bc", "BTC"), ("ltc", "LTC")):
        if text[: len(prefix) + 1].lower() == prefix + "1":
            address = checksums.segwit_address(text, prefix)
            return (address, currency, ()) if address else None
    if text[0] == "r" and checksums.base58check_version(text, checksums.BASE58_XRP) == 0:
        return text, "XRP", ()
    if text[0] == "X" and checksums.xrp_with_tag_holds(text):
        return text, "XRP", ()
    currency_of_version = _BASE58_VERSIONS.get(version) if (version := checksums.base58check_version(text)) is not None else None
    if currency_of_version is not None and text[0] in _FIRST[currency_of_version]:
        return text, currency_of_version, ()
    return _solana(text, around)


def _evm(text: str, around: str) -> tuple[str, str, tuple[str, ...]] | None:
    digits = text[2:]
    if len(digits) != 40 or text.lower() in channels().tokens or len(set(digits.lower())) < 4:
        return None
    address = checksums.eip55(text)
    if digits != digits.lower() and digits != digits.upper():
        return (address, "ETH", ()) if text == address else None
    return (address, "ETH", ("unchecked",)) if says("wallet", around) else None


def _ton(text: str) -> tuple[str, str, tuple[str, ...]] | None:
    text = text.replace("+", "-").replace("/", "_")  # wallets accept both alphabets of base64
    try:
        data = base64.urlsafe_b64decode(text)
    except (binascii.Error, ValueError):
        return None
    return (text, "TON", ()) if data[0] in (0x11, 0x51) and checksums.ton_crc_holds(data) else None


def _solana(text: str, around: str) -> tuple[str, str, tuple[str, ...]] | None:
    """Check a Solana address. It has no check digits, so it needs 32 bytes, mixed case, and a word that names the chain."""
    if not 42 <= len(text) <= 44 or not says("solana", around):
        return None
    data = checksums.base58_decode(text)
    if data is None or len(data) != 32 or text.isdigit() or text.lower() == text or text.upper() == text:
        return None
    return text, "SOL", ("unchecked",)
