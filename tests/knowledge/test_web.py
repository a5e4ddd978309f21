"""Marks in the source of a page: each by the code that its vendor, or its victim, would recognise."""

from functools import partial

import pytest

from scamtriage.knowledge.loading import BadRule
from scamtriage.knowledge.web import _rule, find_marks, load_rules
from tests.cost import least_cpu_s


def marks(source: str) -> set[tuple[str, str, str]]:
    return {(mark.kind, mark.name, mark.value) for mark in find_marks(source.encode())}


TOKEN = "123456789:AA" + "x" * 33


@pytest.mark.parametrize(
    ("source", "mark"),
    [
        ("document.documentElement.requestFullscreen()", ("behaviour", "fullscreen", "")),
        ("el.webkitRequestFullScreen();", ("behaviour", "fullscreen", "")),
        ("while(true){alert('infected')}", ("behaviour", "dialog-loop", "")),
        ("setInterval(function(){ confirm('x') }, 10)", ("behaviour", "dialog-loop", "")),
        ("for(;;){ window.print() }", ("behaviour", "print-loop", "")),
        ("window.onbeforeunload=function(){return 'stay'}", ("behaviour", "before-unload", "")),
        ("navigator.clipboard.writeText(addr)", ("behaviour", "clipboard-write", "")),
        ('<body oncontextmenu="return false">', ("behaviour", "no-context-menu", "")),
        ("document.addEventListener('contextmenu', e => e.preventDefault())", ("behaviour", "no-context-menu", "")),
        ("if(e.keyCode==123){return false}", ("behaviour", "devtools-block", "")),
        ("setInterval(function(){debugger;},100)", ("behaviour", "debugger-timer", "")),
        ('<audio src="a.mp3" autoplay loop>', ("behaviour", "audio-autoplay", "")),
        ("for(var i=0;i<99;i++){history.pushState(0,'',i)}", ("behaviour", "history-trap", "")),
        ("window.onpopstate=function(){history.pushState(1,'','')}", ("behaviour", "history-trap", "")),
        ("navigator.keyboard.lock()", ("behaviour", "keyboard-lock", "")),
        ("body{cursor:none}", ("behaviour", "hidden-cursor", "")),
        ('<div class="countdown"></div><script>setInterval(tick,1000)</script>', ("behaviour", "countdown", "")),
        ("Notification.requestPermission()", ("behaviour", "notification-prompt", "")),
        ("ethereum.request({method:'eth_requestAccounts'})", ("wallet", "connect", "")),
        ("contract.methods.approve(spender, max)", ("wallet", "approve", "")),
        ("nft.setApprovalForAll(op,true)", ("wallet", "setApprovalForAll", "")),
        ("token.increaseAllowance(a,b)", ("wallet", "increaseAllowance", "")),
        ("signer.signTypedData({Permit:1})", ("wallet", "sign", "")),
        (f"fetch('https://api.telegram.org/bot{TOKEN}/sendMessage')", ("exfil", "telegram-bot", "")),
        (f"var t='{TOKEN}'", ("exfil", "telegram-bot", "")),
        ("https://discord.com/api/webhooks/123456789/abc", ("exfil", "discord-webhook", "")),
        ("gtag('config','G-AB12CD34EF')", ("tracker", "google-analytics", "G-AB12CD34EF")),
        ("ga('create','UA-12345-6')", ("tracker", "google-analytics", "UA-12345-6")),
        ("(window,document,'script','dataLayer','GTM-ABC123')", ("tracker", "google-tag-manager", "GTM-ABC123")),
        ("fbq('init', '1234567890')", ("tracker", "facebook-pixel", "1234567890")),
        ("ttq.load('C4ABCDEFGHIJKLMNOPQR')", ("tracker", "tiktok-pixel", "C4ABCDEFGHIJKLMNOPQR")),
        ('(window,document,"clarity","script","abcd1234ef")', ("tracker", "clarity", "abcd1234ef")),
        ("ym(98765432,'init',{})", ("tracker", "yandex-metrika", "98765432")),
        ("hm.src='https://hm.baidu.com/hm.js?" + "0a" * 16 + "'", ("tracker", "baidu-tongji", "0a" * 16)),
        ('src="//js.users.51.la/21234567.js"', ("tracker", "51la", "21234567")),
        ("https://s4.cnzz.com/z_stat.php?id=1281234567", ("tracker", "cnzz", "1281234567")),
        ("_Hasync.push(['Histats.start', '1,4567890,4,0,0,0,00010000']);", ("tracker", "histats", "4567890")),
        ("s1.src='https://embed.tawk.to/" + "ab" * 12 + "/default'", ("chat", "tawk", "ab" * 12)),
        ("window.__lc.license = 12345678;", ("chat", "livechat", "12345678")),
        ('CRISP_WEBSITE_ID="0a1b2c3d-0000-1111-2222-333344445555"', ("chat", "crisp", "0a1b2c3d-0000-1111-2222-333344445555")),
        ("//code.tidio.co/" + "a1" * 16 + ".js", ("chat", "tidio", "a1" * 16)),
        ("_MEIQIA('entId', '123456')", ("chat", "meiqia", "123456")),
        ('<div class="zalo-chat-widget" data-oaid="1234567890123456789">', ("chat", "zalo chat", "1234567890123456789")),
        ('<link href="/wp-content/themes/x.css">', ("technology", "WordPress", "")),
        ("<!-- Mirrored from bank.example/ by HTTrack Website Copier -->", ("technology", "HTTrack copy", "")),
        ('<form action="/next.php">', ("kit", "next.php", "/next.php")),
        ("fetch('/admin/visitor/')", ("kit", "admin/visitor", "/admin/visitor/")),
        ("<button>Add to cart</button>", ("cart", "cart", "")),
        ("<script>window._cf_chl_opt={}</script>", ("door", "challenge", "")),
        ('<div class="h-captcha">', ("door", "captcha", "")),
    ],
)
def test_a_mark_is_found_in_the_code_that_makes_it(source: str, mark: tuple[str, str, str]) -> None:
    assert mark in marks(source)


@pytest.mark.parametrize(
    "source",
    [
        "<p>The alert (see below) was sent.</p>",
        "if(bad){alert('Please fill in your name')}",
        "function printPage(){window.print()}",
        "el.addEventListener('contextmenu', openMenu)",
        "history.pushState({page:1},'','/p/1')",
        "<p>Approve the request in your bank's app</p>",
        "<p>we support Telegram bots at api.telegram.org</p>",
        "color:#aa11bb; G-string; UA-less",
        "<p>countdown to new year</p>",
        '<a href="/login.html">Log in</a><form action="/search.php">',
        "<p>cartoon, cartography</p>",
    ],
)
def test_ordinary_code_bears_no_mark(source: str) -> None:
    assert marks(source) == set()


def test_a_token_is_never_kept() -> None:
    assert all(TOKEN not in mark.value for mark in find_marks(f"https://api.telegram.org/bot{TOKEN}/x".encode()))


def test_a_flood_of_marks_hides_none() -> None:
    flood = "'GTM-ABCD123' " * 9_000
    assert ("exfil", "telegram-bot", "") in marks(f"{flood} https://api.telegram.org/bot{TOKEN}")


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: f"{rule.kind} {rule.name}")
def test_no_expression_of_a_rule_is_slow(rule: object) -> None:
    expressions = [e for e in (rule.near, rule.identity) if e is not None]  # type: ignore[attr-defined]
    window = rule.before + rule.after  # type: ignore[attr-defined]
    seeds = (b"(", b"a", b" ", b"setInterval(", b"for(;", b"while(", b'"', b"popstate", b"1", b"history.", b"'/(", b"A1")
    for expression in expressions:
        for seed in seeds:
            attack = (seed * (window // len(seed) + 1))[:window]
            assert least_cpu_s(partial(expression.search, attack), within=0.05) <= 0.05


@pytest.mark.parametrize(
    "seed", ["alert(", "debugger;", "countdown", ".approve(", "tawk.to/chat/", "'GTM-ABCD", 'popstate"', "hm.baidu.com/hm.js"]
)
def test_two_megabytes_of_heads_cost_little(seed: str) -> None:
    source = (seed * (2_000_000 // len(seed))).encode()
    find_marks(b"warm")
    assert least_cpu_s(lambda: find_marks(source), within=0.6) <= 0.6


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "x", "name": "a", "find": ["a"]},
        {"kind": "kit", "name": "", "find": ["a"]},
        {"kind": "kit", "name": "a", "find": [], "more": 1},
    ],
)
def test_a_rule_that_says_too_little_or_too_much_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(BadRule):
        _rule(1, row)
