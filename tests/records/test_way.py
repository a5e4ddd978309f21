"""The way to a page begins at the last start that answered: nobody was led from what was passed over."""

from scamtriage.records.facts import Hop, PageFacts

HTTPS, HTTP, GONE = "https://a.example/", "http://a.example/", "http://other.example/x"


def split(*hops: Hop) -> tuple[list[str], list[str]]:
    page = PageFacts(final_url=HTTPS, hops=hops)
    assert page.passed_over + page.way == hops
    return [hop.url for hop in page.passed_over], [hop.url for hop in page.way]


def test_what_was_tried_before_the_last_start_that_answered_is_no_part_of_the_way() -> None:
    failed = Hop(url=GONE, via="http", outcome="absent", reason="other.example does not exist")
    assert split(Hop(url=HTTP, status_code=302), failed, Hop(url=HTTPS)) == ([HTTP, GONE], [HTTPS])
    assert split(Hop(url=HTTPS, outcome="timeout"), Hop(url=HTTP), Hop(url=GONE, via="meta")) == ([HTTPS], [HTTP, GONE])
    assert split(Hop(url=HTTPS), Hop(url="https://b.example/", via="http")) == ([], [HTTPS, "https://b.example/"])
    assert split() == ([], [])


def test_hops_of_which_nobody_says_what_led_there_are_one_way() -> None:
    assert split(Hop(url=HTTPS), Hop(url="https://b.example/")) == ([], [HTTPS, "https://b.example/"])
    assert split(Hop(url="https://[broken/"), Hop(url=GONE)) == ([], ["https://[broken/", GONE])
    assert split(Hop(url=HTTPS, outcome="timeout")) == ([], [HTTPS])
