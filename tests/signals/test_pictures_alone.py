"""Pages whose words stand in pictures: what they do to the browser is seen all the same. Games, players and shells of programs keep
nobody."""

import pytest

from tests.signals.rows import nats, row

SCREEN = "document.body.onclick=function(){document.documentElement.requestFullscreen()};"
ASKS = "window.onbeforeunload=function(){return 'x'};"
BACK = "history.pushState(null,'',location.href);window.onpopstate=function(){history.pushState(null,'',location.href)};"
SOUND = "<audio autoplay loop src=a.mp3></audio>"
KEYS = "document.onkeydown=function(e){e.preventDefault();return false};"
PICTURE = "<img src=alert.png>"


def of_pictures(body: str, script: str) -> str:
    return f'<html lang="vi"><title>-</title><body style="cursor:none">{body}<script>{script}</script></body></html>'


@pytest.mark.parametrize(
    ("body", "script"),
    [
        (PICTURE + SOUND, SCREEN + ASKS + KEYS),
        (PICTURE, SCREEN + BACK + ASKS),
        (PICTURE, "while(true){alert('Call')}" + SCREEN),
        (PICTURE, "setInterval(function(){window.print()},100);" + ASKS),
    ],
)
def test_a_page_of_pictures_that_locks_the_browser_is_accused(body: str, script: str) -> None:
    judged = row("sec-9912.web.app", of_pictures(body, script), age_days=-1)
    assert "http-fullscreen-loop" in nats(judged) and judged.verdict.rank >= 3
    assert [told.type for told in judged.scam_types] == ["tech-support"]


@pytest.mark.parametrize(
    ("body", "script"),
    [
        ("<canvas id=g></canvas>", SCREEN + KEYS),
        ("<canvas id=g></canvas>", SCREEN + KEYS + ASKS),
        ("<canvas id=g></canvas>", ASKS),
        ("<video autoplay muted loop src=v.mp4></video>", SCREEN),
        (PICTURE + SOUND, ""),
        (PICTURE, SCREEN + "setInterval(function(){location.reload()},60000)"),
        (PICTURE, SCREEN + BACK),  # a museum's kiosk
        ("<div id=root></div>", ASKS + "function noBack(){window.history.forward()} noBack()"),
        ("<canvas id=c></canvas>" + SOUND, BACK),  # a game that is played within a messenger
        ("<div id=app></div>", BACK + ASKS),  # an examination
        (PICTURE + SOUND, ASKS),  # a radio
        ("<canvas id=g></canvas>", SCREEN + BACK),
        (PICTURE, "window.print()"),
        (PICTURE, "alert('Xin chao')"),
        ("<div id=root></div>", "history.pushState({},'','/home')"),
    ],
)
def test_games_players_and_shells_are_unknown_as_before(body: str, script: str) -> None:
    judged = row("sky-runner.github.io", of_pictures(body, script), age_days=-1)
    assert judged.verdict.value == "undetermined" and "http-fullscreen-loop" not in nats(judged)


def test_a_likely_scam_of_a_desk_that_is_called_is_a_call_centres() -> None:
    page = of_pictures(PICTURE + SOUND, SCREEN + ASKS).replace("<title>-", "<title>Windows Defender")
    looked = row("winsec-alert-9912.top", page, age_days=3, look_differs="referrer")
    assert looked.verdict.rank >= 4 and "fake-call-centre" in looked.flags
    assert "fake-call-centre" not in row("sec-9912.web.app", page, age_days=-1).flags
