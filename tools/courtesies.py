"""Common words of politeness, of the calendar and of the foot of a page, in the region's languages with Latin letters, and placeholders.

They reveal who wrote the labelled pages and when, and nothing about scams: fitted, a thank-you convicted and a date in November acquitted.
"""


def _of(text: str) -> frozenset[str]:
    return frozenset(text.split())


CALENDAR = _of(
    """january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    januari februari maret mac mei juni jun julai juli ogos agustus oktober disember desember
    isnin senin selasa rabu khamis kamis jumaat jumat sabtu ahad minggu
    enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre
    lunes martes miyerkules huwebes biyernes sabado linggo"""
)
POLITE = _of(
    """thank thanks welcome hello hi dear kindly terima kasih terimakasih selamat datang salam salamat maligayang pagdating
    xin chào cảm ơn trân trọng kính"""
)
FOOT = _of("all rights reserved privacy policy copyright hak cipta dilindungi terpelihara")
STRUCK = _of("xxx xxxx")
BETWEEN = _of("you for your to us and the all")
"""Words that occur next to them in pairs."""


def is_courtesy(piece: str) -> bool:
    """Return whether a word or a word pair consists of such words."""
    words = set(piece.split())
    return words <= CALENDAR | POLITE | FOOT | STRUCK | BETWEEN and not words <= BETWEEN
