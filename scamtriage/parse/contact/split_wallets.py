"""Addresses of wallets that are written in groups ("1BvB MSEY …") or go on in the next line."""

import re
from collections.abc import Iterator

from scamtriage.parse.contact import wallets
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

ANCHOR = "split wallet"
_HEAD = lazy_re.compile(
    r"(?<![0-9A-Za-z_=./-])(?:0x[0-9A-Fa-f]{0,39}|(?:[bB][cC]|[lL][tT][cC])1[0-9A-Za-z]{1,58}|[13TLDr][1-9A-HJ-NP-Za-km-z]{2,32})(?=[ \n-])"
)
_PIECE = lazy_re.compile(r"[ -]?\n? ?([0-9A-Za-z]{1,40})(?![0-9A-Za-z_])")
_HEXADECIMAL = lazy_re.compile(r"[0-9A-Fa-f]+")
_WORDS_MOST = 8
"""Characters of a hexadecimal word without a digit, such as "effaced"."""
_MOST_PIECES = 22
_EVM, _BASE58, _BECH32 = (42,), range(26, 37), (*range(42, 45), *range(62, 66))
"""Characters of an address. Solana and TON are left out: without check digits a line that goes on is only a guess."""


def find(window: Window, budget: LookupBudget) -> Iterator[Found]:
    """Yield each address whose pieces, put together, hold by their check digits. `budget`: how many may still be hashed.

    One without check digits (EVM in one case) is read only if its groups are equally long, or so long that they are no words.
    """
    text, reached = window.text, 0
    for head in _HEAD.finditer(text):
        if head.start() < reached:
            continue
        for address, end, sure in _joined(text, head):
            if not sure and _one_case(address):
                continue
            if address.startswith("0x") and not budget.spend():
                continue  # those of other coins are hashed in C, and still read
            around = window.low[max(0, head.start() - wallets.CONTEXT) : head.start()] + " " + window.low[end : end + wallets.CONTEXT]
            if (found := wallets.read(address, around)) is not None:
                yield Found(kind="wallet", value=found[0], detail=found[1], start=head.start(), end=end, flags=found[2])
                reached = end
                break


def _joined(text: str, head: re.Match[str]) -> Iterator[tuple[str, int, bool]]:
    """Yield (address, its end, whether it needs no check digits) wherever the pieces so far are as long as one of its kind."""
    kind = head[0][:3].lower()
    lengths = _EVM if kind[:2] == "0x" else _BECH32 if kind in ("bc1", "ltc") else _BASE58
    pieces, size, at = [head[0]], len(head[0]), head.end()
    while len(pieces) < _MOST_PIECES and (piece := _PIECE.match(text, at)) is not None:
        if lengths is _EVM and not _HEXADECIMAL.fullmatch(piece[1]):
            return
        pieces.append(piece[1])
        size, at = size + len(piece[1]), piece.end()
        if size > lengths[-1]:
            return
        if size in lengths:
            yield "".join(pieces), at, lengths is not _EVM or _even(pieces) or all(map(_no_word, pieces))


def _even(pieces: list[str]) -> bool:
    """Whether all groups but the last are equally long; "0x" may stand apart."""
    if pieces[0] == "0x":
        pieces = pieces[1:]
    first = {len(pieces[0]), len(pieces[0].removeprefix("0x"))}
    between = {len(piece) for piece in pieces[1:-1]}
    return len(pieces) > 2 and len(between) == 1 and between <= first and len(pieces[-1]) <= min(between)


def _no_word(piece: str) -> bool:
    return len(piece) > _WORDS_MOST and not piece.isalpha()


def _one_case(address: str) -> bool:
    return address[2:] in (address[2:].lower(), address[2:].upper())
