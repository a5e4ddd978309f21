"""One headline that is set above a page, whatever it says, makes no advice of the scam below it."""

import re
from itertools import islice
from typing import Any

import pytest

from scamtriage.records.assessment import Verdict
from tests.judgement.sets import LATER
from tests.judgement.sites import assessed, sites

HEADLINES = {
    "en": ("Beware of fraud", "What to do if your flight is cancelled", "Frequently asked questions"),
    "zh": ("谨防诈骗", "航班取消怎么办？", "常见问题"),
    "th": ("ระวังมิจฉาชีพ", "ทำอย่างไรเมื่อเที่ยวบินถูกยกเลิก", "คำถามที่พบบ่อย"),
    "vi": ("Cảnh giác lừa đảo", "Phải làm gì khi chuyến bay bị hủy", "Câu hỏi thường gặp"),
    "ms": ("Awas penipuan", "Kenali kami", "Soalan lazim"),
    "id": ("Waspada penipuan", "Kenali kami", "Pertanyaan umum"),
    "fil": ("Mag-ingat sa scam", "Kilalanin kami", "Mga madalas itanong"),
    "ja": ("詐欺にご注意ください", "本当？", "よくある質問"),
    "ko": ("사기 주의", "성공 사례", "더 알아보기"),
    "hi": ("सतर्क रहें", "सच्चाई", "अक्सर पूछे जाने वाले सवाल"),
}
MOST_SITES = 12
"""Scams of each language, of every sixth later set, that are accused as they are."""


def under(headline: str, html: str) -> str:
    titled = re.sub(r"(<title[^>]*>)", lambda found: f"{found[1]}{headline} | ", html, count=1)
    return re.sub(r"(<body[^>]*>)", lambda found: f"{found[1]}<h1>{headline}</h1>", titled, count=1)


def accused(site: dict[str, Any]) -> bool:
    return assessed(site).verdict >= Verdict.SUSPICIOUS


@pytest.mark.parametrize("language", HEADLINES)
def test_a_headline_alone_acquits_hardly_any_scam(language: str) -> None:
    """Some stand near the threshold, where any sentence tips them."""
    scams = (site for name in LATER[::6] for site in sites(name) if site["scam"] and site["id"].startswith(f"{language}-"))
    known = list(islice(filter(accused, scams), MOST_SITES))
    assert len(known) >= 8
    for headline in HEADLINES[language]:
        lost = [site["id"] for site in known if not accused({**site, "html": under(headline, site["html"])})]
        assert len(lost) <= 1, (headline, lost)
