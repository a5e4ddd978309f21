"""Marks in the source of a page: each by the code that its vendor, or its victim, would recognise."""

from functools import partial

import pytest

from scamtriage.knowledge.pages.web import find_marks, load_rules
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
        (f"fetch('https://api.telegram.org/bot{TOKEN}/sendMessage')", ("exfil", "telegram-bot", "")),
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
        ('{"u":"https:\\/\\/api.telegram.org\\/bot123456789:AA"}', ("exfil", "telegram-bot", "")),
        ("<form action=https://api.telegram.org/bot123456789:AA/sendMessage>", ("exfil", "telegram-bot", "")),
        (f"var t='{TOKEN}'", ("exfil", "telegram-bot", "")),
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
        ('data-cf-beacon=\'{"token":"' + "0a" * 16 + "\"}'", ("tracker", "cloudflare-insights", "0a" * 16)),
        ('data-cf-beacon=\'{"version":"2024.11.0","token":"' + "0a" * 16 + "\"}'", ("tracker", "cloudflare-insights", "0a" * 16)),
        ('data-website-id="0a1b2c3d-0000-1111-2222-333344445555"', ("tracker", "umami", "0a1b2c3d-0000-1111-2222-333344445555")),
        ("snaptr('init','0a1b2c3d-0000-1111-2222-333344445555')", ("tracker", "snap-pixel", "0a1b2c3d-0000-1111-2222-333344445555")),
        ("twq('config','ab1de')", ("tracker", "x-pixel", "ab1de")),
        ("pintrk('load', '2612345678901')", ("tracker", "pinterest-tag", "2612345678901")),
        ('_linkedin_partner_id = "1234567";', ("tracker", "linkedin-insight", "1234567")),
        ("kwaiq.load('123456789012345678')", ("tracker", "kwai-pixel", "123456789012345678")),
        ('o={ti:"123456789"};n.src="//bat.bing.com/bat.js"', ("tracker", "bing-uet", "123456789")),
        ("kakaoPixel('1234567890123456789').pageView()", ("tracker", "kakao-pixel", "1234567890123456789")),
        ('wcs_add["wa"] = "s_abcdef123456";', ("tracker", "naver-analytics", "s_abcdef123456")),
        ("gtag('config','G-AB12CD34EF')", ("tracker", "google-analytics", "G-AB12CD34EF")),
        ('gtag(["G-AB12CD34EF","G-BB12CD34EF"])', ("tracker", "google-analytics", "G-AB12CD34EF")),
        ('{\\"gaId\\":\\"G-AB12CD34EF\\"}', ("tracker", "google-analytics", "G-AB12CD34EF")),
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
        ('_czc.push(["_setAccount","1279876543"])', ("tracker", "cnzz", "1279876543")),
        ('LA.init({"ck":"K9abcdEFGH13","id":"K9abcdEFGH12"})', ("tracker", "51la", "K9abcdEFGH12")),
        ('src="//code.jivo.ru/widget/aB3dE5fG7h"', ("chat", "jivochat", "aB3dE5fG7h")),
        ("Kakao.Channel.createChatButton({container:'#k',channelPublicId:'_ZeUTxl'})", ("chat", "kakao channel", "_ZeUTxl")),
        ('<div id="k" data-channel-public-id="_ZeUTxl">', ("chat", "kakao channel", "_ZeUTxl")),
        ("subiz('setAccount','acqkxnbvzlmwqrty')", ("chat", "subiz", "acqkxnbvzlmwqrty")),
        ('src="https://cdn.chatway.app/widget.js?id=aB3dE5fG7hJk"', ("chat", "chatway", "aB3dE5fG7hJk")),
        ("https://yzf.qq.com/xv/web/static/chat/index.html?sign=" + "37ef" * 16, ("chat", "tencent yzf", "37ef" * 16)),
        ("_MEIQIA('entId', '123456')", ("chat", "meiqia", "123456")),
        ('<div class="line-it-button" data-type="friend" data-lineId="@acme">', ("chat", "line", "@acme")),
        ('<div class="zalo-chat-widget" data-oaid="1234567890123456789">', ("chat", "zalo chat", "1234567890123456789")),
        (
            '<img src="https://www.facebook.com/tr?ev=PageView&amp;id=123456789012345&n=1">',
            ("tracker", "facebook-pixel", "123456789012345"),
        ),
        ("fbq(`init`, `123456789012345`)", ("tracker", "facebook-pixel", "123456789012345")),
        ("(window,document,'clarity','script','abcd1234ef')", ("tracker", "clarity", "abcd1234ef")),
        ('<img src="https://mc.yandex.com/watch/87654321">', ("tracker", "yandex-metrika", "87654321")),
        ('<img src="https://sstatic1.histats.com/0.gif?4567890&101">', ("tracker", "histats", "4567890")),
        (
            f'"sdk.51.la/js-sdk-pro.min.js"),{"n=e.x;" * 100}}}({{id:"K9abcdEFGH12",ck:"K9abcdEFGH12"}})',
            ("tracker", "51la", "K9abcdEFGH12"),
        ),
        ("unescape(\"%3Cspan id='cnzz_stat_icon_1279812345'%3E%3C/span%3E\")", ("tracker", "cnzz", "1279812345")),
        ("src='https://s9.cnzz.com/z_stat.php%3Fid%3D1279812345%26show%3Dpic'", ("tracker", "cnzz", "1279812345")),
        ("_MEIQIA('entId', '8123456789abcdef0123456789abcdef')", ("chat", "meiqia", "8123456789abcdef0123456789abcdef")),
        ("window.__lc={license:12345678};//cdn.livechatinc.com/tracking.js", ("chat", "livechat", "12345678")),
        ('src="https://salesiq.zohopublic.com/widget?wc=siq0123456789abcdef"', ("chat", "zoho salesiq", "siq0123456789abcdef")),
        ('src="https://qiyukf.com/script/' + "0a" * 16 + '.js"', ("chat", "qiyu", "0a" * 16)),
        ('ChatraID="abcdEFGH12345678"', ("chat", "chatra", "abcdEFGH12345678")),
        ('olark.identify("1234-567-89-1011")', ("chat", "olark", "1234-567-89-1011")),
        ("https://web.chatbox.live800.com/live800/chatClient/x.js?companyID=12345", ("chat", "live800", "12345")),
        ('window.replainSettings={id:"0123-4567"}', ("chat", "re:plain", "0123-4567")),
        (
            'ChannelIO("boot",{"pluginKey":"0a1b2c3d-0000-1111-2222-333344445555"})',
            ("chat", "channel.io", "0a1b2c3d-0000-1111-2222-333344445555"),
        ),
        (
            '<script id="respondio__widget" src="https://cdn.respond.io/webchat/widget/widget.js?cId=' + "8a" * 15 + 'f"></script>',
            ("chat", "respond.io", "8a" * 15 + "f"),
        ),
        (
            "const cId = '" + "c4" * 16 + "'; s.src = 'https://cdn.respond.io/webchat/widget/widget.js?cId=' + cId",
            ("chat", "respond.io", "c4" * 16),
        ),
        (
            '<script id="respondio__growth_tool" src="https://cdn.respond.io/widget/widget.js?wId=0a1b2c3d-0000-1111-2222-333344445555">',
            ("chat", "respond.io", "0a1b2c3d-0000-1111-2222-333344445555"),
        ),
        (
            't.chat_buttons.push({code_plan:136,div_id:"comm100-button-136"}),t.site_id=223456,t.main_code_plan=136,'
            'e("https://vue.comm100.com/livechat.ashx?siteId=")',
            ("chat", "comm100", "223456"),
        ),
        ("Comm100API.site_id = 155999;\nComm100API.main_code_plan = 186;", ("chat", "comm100", "155999")),
        ('src="https://chatserver.comm100.com/livechat.ashx?siteId=199999"', ("chat", "comm100", "199999")),
        ('src="//widget.manychat.com/970840273108911.js" async', ("chat", "manychat", "970840273108911")),
        ('<Script src="https://widget.manychat.com/5650194_e8dbe.js"/>', ("chat", "manychat", "5650194_e8dbe")),
        ("drift.SNIPPET_VERSION = '0.3.1';\n  drift.load('9e38abcdvg92');", ("chat", "drift", "9e38abcdvg92")),
        ('src="https://js.driftt.com/include/1700000100000/9e38abcdvg92.js"', ("chat", "drift", "9e38abcdvg92")),
        ('<iframe src="https://js.driftt.com/core?d=1&embedId=9e38abcdvg92&eId=9e38abcdvg92">', ("chat", "drift", "9e38abcdvg92")),
        ("https://www.sobot.com/chat/h5/index.html?sysNum=" + "4d" * 16, ("chat", "sobot", "4d" * 16)),
        (
            '<script src="https://www.sobot.com/chat/frame/js/entrance.js?sysNum='
            + "4d" * 16
            + '" class="zhiCustomBtn" id="zhichiScript">',
            ("chat", "sobot", "4d" * 16),
        ),
        ('{"src":"https:\\/\\/embed.tawk.to\\/' + "ab" * 12 + '\\/default"}', ("chat", "tawk", "ab" * 12)),
        ('var id="' + "ab" * 12 + '";s.src="https://embed.tawk.to/"+id+"/default"', ("chat", "tawk", "ab" * 12)),
        ('window.__lc = {"license":"12345678"}', ("chat", "livechat", "12345678")),
        ("CRISP_WEBSITE_ID=`0a1b2c3d-0000-1111-2222-333344445555`", ("chat", "crisp", "0a1b2c3d-0000-1111-2222-333344445555")),
        (
            "https://go.crisp.chat/chat/embed/?website_id=0a1b2c3d-0000-1111-2222-333344445555",
            ("chat", "crisp", "0a1b2c3d-0000-1111-2222-333344445555"),
        ),
        ("https://chat.meiqia.cn/dist/standalone.html?eid=123456", ("chat", "meiqia", "123456")),
        ("var widget_id='AbCdEfGhIj';s.src='//code.jivosite.com/script/widget/'+widget_id", ("chat", "jivochat", "AbCdEfGhIj")),
        ("//js-eu1.hs-scripts.com/12345678.js", ("chat", "hubspot", "12345678")),
        (
            "init({token:'0a1b2c3d-0000-1111-2222-333344445555', locale:'en', host:'https://wchat.freshchat.com'})",
            ("chat", "freshchat", "0a1b2c3d-0000-1111-2222-333344445555"),
        ),
        ("https://widget.freshworks.com/widgets/70000001234.js", ("chat", "freshworks", "70000001234")),
        ('<div data-oaid="1234567890123456789" class="zalo-chat-widget">', ("chat", "zalo chat", "1234567890123456789")),
        ("new Ya.Metrika({webvisor:true, id:12345678})", ("tracker", "yandex-metrika", "12345678")),
        ("hm.baidu.com/h.js%3F" + "0a" * 16, ("tracker", "baidu-tongji", "0a" * 16)),
        ("_hmt.push(['_setAccount','" + "0a" * 16 + "'])", ("tracker", "baidu-tongji", "0a" * 16)),
        ("https://connect.facebook.net/signals/config/123456789012345?v=2", ("tracker", "facebook-pixel", "123456789012345")),
        ("var px=['123456789012345'];px.forEach(p=>fbq('init',p))", ("tracker", "facebook-pixel", "123456789012345")),
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


def test_a_number_that_is_named_otherwise_is_no_account_of_a_pixel() -> None:
    assert marks("var order='123456789012345',offbeat=123456789012345;fbq('init',p)") == {("tracker", "facebook-pixel", "")}


def test_the_number_of_a_vendors_own_example_is_nobodys() -> None:
    assert marks("Comm100API.site_id = 10000; load('https://vue.comm100.com/livechat.ashx?siteId=')") == {("chat", "comm100", "")}
    assert ("chat", "comm100", "100001") in marks("Comm100API.site_id = 100001;")


def test_a_token_is_never_kept() -> None:
    assert all(TOKEN not in mark.value for mark in find_marks(f"https://api.telegram.org/bot{TOKEN}/x".encode()))


def test_a_flood_of_marks_hides_none() -> None:
    flood = "'GTM-ABCD123' " * 9_000
    assert ("exfil", "telegram-bot", "") in marks(f"{flood} https://api.telegram.org/bot{TOKEN}")


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
