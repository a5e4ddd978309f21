"""Which links of a page lead to who runs the site."""

from scamtriage.knowledge.tell_tale import NOTHING, ranks


def test_no_link_says_what_another_leads_to() -> None:
    links = [("https://a.test/%00", "x\0y"), ("https://a.test/c", "Contact"), ("https://a.test/x", "x"), ("https://a.test/privacy", "")]
    assert ranks(links) == [NOTHING, 0, NOTHING, 2]
    assert ranks([]) == []
