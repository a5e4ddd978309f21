"""A host name before the "@" of a link: it looks like where the link leads, and is not."""

import pytest

from scamtriage.knowledge.speech import ENGLISH, LANGUAGES, speech
from scamtriage.render.opening import BEFORE_AT, given_lines, opening
from tests.render.test_shared_address import alone


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "line",
    [
        *("https://www.dbs.com@evil-login.top:8443/a", "hxxps://www[.]dbs[.]com@evil-login[.]top/a", "https://WWW.DBS.COM@evil-login.top/"),
        *("https://www.dbs.com:443@evil-login.top/", "https:\\\\www.dbs.com@evil-login.top/"),
    ],
)
def test_the_name_before_the_at_is_said_to_lead_nowhere(line: str, lang: str) -> None:
    row, spoken = alone(line, lang), speech(lang)
    assert given_lines(row, spoken) == [spoken.say(BEFORE_AT, decoy="www[.]dbs[.]com", host="evil-login[.]top")]
    assert "www[.]dbs[.]com" in opening(row, spoken)


@pytest.mark.parametrize(
    "line",
    [
        *("https://user@evil-login.top/", "https://user:secret@evil-login.top/", "https://evil-login.top@evil-login.top/"),
        *("https://evil-login.top/www.dbs.com@x", "https://john.doe@evil-login.top/", "evil-login.top"),
    ],
)
def test_a_user_or_an_at_in_the_path_is_not(line: str) -> None:
    assert given_lines(alone(line), ENGLISH) == []


def test_it_moves_no_number() -> None:
    plain, decorated = alone("https://evil-login.top/a"), alone("https://www.dbs.com@evil-login.top/a")
    assert (plain.log_odds, plain.verdict, plain.evidence_digest) == (decorated.log_odds, decorated.verdict, decorated.evidence_digest)
