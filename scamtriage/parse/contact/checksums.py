"""Checksums of addresses, payment codes and payees' ids.

Base58Check, Bech32 and Bech32m, Keccak-256 for EIP-55, the CRC-16 of TON and of EMVCo, the ids of Thailand and Singapore, IBAN.
"""

import binascii
import hashlib

from scamtriage.records import lazy_re

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BASE58_XRP = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
BECH32_CONST, BECH32M_CONST = 1, 0x2BC830A3
_VALUES = {alphabet: {c: i for i, c in enumerate(alphabet)} for alphabet in (BASE58, BASE58_XRP, BECH32)}


def iban_holds(value: str) -> bool:
    """Whether the two check digits of an IBAN, without spaces, are right (ISO 7064, MOD 97-10)."""
    return int("".join(str(int(c, 36)) for c in value[4:] + value[:4])) % 97 == 1


def base58_decode(text: str, alphabet: str = BASE58) -> bytes | None:
    """Return the bytes, with leading zeros; None if a character is not in the alphabet."""
    values, number = _VALUES[alphabet], 0
    for character in text:
        value = values.get(character)
        if value is None:
            return None
        number = number * 58 + value
    zeros = len(text) - len(text.lstrip(alphabet[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base58check_version(text: str, alphabet: str = BASE58) -> int | None:
    """Return the version byte of a 20-byte payload with a valid double-SHA-256 checksum, else None."""
    data = base58_decode(text, alphabet)
    if data is None or len(data) != 25 or double_sha256(data[:21])[:4] != data[21:]:
        return None
    return data[0]


def xrp_with_tag_holds(text: str) -> bool:
    """Whether this is an XRP address with its destination tag in one ("X-address", XLS-5d) of the main net, with a valid checksum."""
    data = base58_decode(text, BASE58_XRP)
    if data is None or len(data) != 35 or double_sha256(data[:31])[:4] != data[31:]:
        return False
    return data[:2] == b"\x05\x44" and data[22] < 2 and not any(data[27:31])  # the upper half of the tag is not used yet


def double_sha256(data: bytes) -> bytes:
    return hashlib.sha256(hashlib.sha256(data).digest()).digest()


def segwit_address(text: str, prefix: str) -> str | None:
    """Return the address in lower case if it is a valid witness program for this prefix (BIP 173, BIP 350), else None."""
    if text.lower() != text and text.upper() != text:
        return None
    text = text.lower()
    if not text.startswith(prefix + "1") or not 14 <= len(text) <= 90:
        return None
    words = [_VALUES[BECH32].get(c, -1) for c in text[len(prefix) + 1 :]]
    if -1 in words or words[0] > 16:
        return None
    expected = BECH32M_CONST if words[0] else BECH32_CONST
    if bech32_polymod(bech32_expand(prefix) + words) != expected:
        return None
    programme = _regroup(words[1:-6])
    if programme is None or not 2 <= len(programme) <= 40 or (words[0] == 0 and len(programme) not in (20, 32)):
        return None
    return text


def bech32_expand(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def bech32_polymod(words: list[int]) -> int:
    check = 1
    for word in words:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ word
        for i, generator in enumerate(_BECH32_GENERATOR):
            if (top >> i) & 1:
                check ^= generator
    return check


def _regroup(words: list[int]) -> bytes | None:
    """Convert groups of five bits to bytes; the padding must be short and zero."""
    number = 0
    for word in words:
        number = (number << 5) | word
    padding = len(words) * 5 % 8
    if padding >= 5 or number & ((1 << padding) - 1):
        return None
    return (number >> padding).to_bytes(len(words) * 5 // 8, "big")


# Keccak-f[1600] by hand: hashlib has SHA-3, which pads differently from the Keccak-256 of Ethereum
_ROUND_CONSTANTS = (
    0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000, 0x000000000000808B, 0x0000000080000001,
    0x8000000080008081, 0x8000000000008009, 0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
    0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
    0x000000000000800A, 0x800000008000000A, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
)  # fmt: skip
_ROTATIONS = ((0, 36, 3, 41, 18), (1, 44, 10, 45, 2), (62, 6, 43, 15, 61), (28, 55, 25, 21, 56), (27, 20, 39, 8, 14))
_RATE = 136
_MASK = (1 << 64) - 1


def keccak256(data: bytes) -> bytes:
    """Keccak-256 with the original padding, as in Ethereum."""
    state = [[0] * 5 for _ in range(5)]
    padded = bytearray(data + b"\x01" + bytes(-(len(data) + 1) % _RATE))
    padded[-1] |= 0x80
    for block in range(0, len(padded), _RATE):
        for lane in range(_RATE // 8):
            at = block + lane * 8
            state[lane % 5][lane // 5] ^= int.from_bytes(padded[at : at + 8], "little")
        _permute(state)
    return b"".join(state[lane % 5][lane // 5].to_bytes(8, "little") for lane in range(4))


def _permute(state: list[list[int]]) -> None:
    for constant in _ROUND_CONSTANTS:
        parity = [column[0] ^ column[1] ^ column[2] ^ column[3] ^ column[4] for column in state]
        for x in range(5):
            spread = parity[x - 1] ^ _rotate(parity[(x + 1) % 5], 1)
            for y in range(5):
                state[x][y] ^= spread
        moved = [[0] * 5 for _ in range(5)]
        for x in range(5):
            for y in range(5):
                moved[y][(2 * x + 3 * y) % 5] = _rotate(state[x][y], _ROTATIONS[x][y])
        for x in range(5):
            for y in range(5):
                state[x][y] = moved[x][y] ^ (~moved[(x + 1) % 5][y] & moved[(x + 2) % 5][y])
        state[0][0] ^= constant


def _rotate(value: int, by: int) -> int:
    return ((value << by) | (value >> (64 - by))) & _MASK if by else value


def eip55(address: str) -> str:
    """Return an 0x address in its checksummed spelling (EIP-55)."""
    digits = address[2:].lower()
    nibbles = keccak256(digits.encode()).hex()
    return "0x" + "".join(c.upper() if int(nibbles[i], 16) >= 8 else c for i, c in enumerate(digits))


def ton_crc_holds(data: bytes) -> bool:
    """Whether the 36 bytes of a TON address end with the CRC-16/XMODEM of the rest."""
    return len(data) == 36 and binascii.crc_hqx(data[:34], 0) == int.from_bytes(data[34:], "big")


def emvco_crc(text: str) -> str:
    """Return the CRC-16/CCITT-FALSE as four hexadecimal capitals, the value of field 63 of an EMVCo code."""
    code = binascii.crc_hqx(text.encode("utf-8", "surrogatepass"), 0xFFFF)
    return f"{code:04X}"


def thai_id_holds(digits: str) -> bool:
    """Whether 13 digits end with the check digit of the ids of Thai people and companies (modulo 11)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:12], range(13, 1, -1), strict=True))
    return (11 - total % 11) % 10 == int(digits[12])


_UEN = (
    (lazy_re.compile(r"[0-9]{8}[A-Z]"), "0123456789", (10, 4, 9, 3, 8, 2, 7, 1), 0, "XMKECAWLJDB"),
    (lazy_re.compile(r"(?:19|20)[0-9]{7}[A-Z]"), "0123456789", (10, 8, 6, 4, 9, 7, 5, 3, 1), 0, "ZKCMDNERGWH"),
    (
        lazy_re.compile(r"[RST][0-9]{2}[A-Z]{2}[0-9]{4}[A-Z]"), "ABCDEFGHJKLMNPQRSTUVWX0123456789", (4, 3, 5, 3, 10, 2, 2, 5, 7), 5,
        "ABCDEFGHJKL",
    ),
)  # fmt: skip
"""Form, alphabet, weights, offset and check letters of businesses, local companies and others."""


def uen_holds(text: str) -> bool:
    """Whether this is a unique entity number of Singapore with its check letter."""
    for form, alphabet, weights, offset, letters in _UEN:
        if form.fullmatch(text):
            total = sum(alphabet.find(c) * weight for c, weight in zip(text, weights, strict=False))
            return letters[(total - offset) % 11] == text[-1]
    return False
