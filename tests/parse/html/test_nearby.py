"""An input that does not say itself what it asks is read by the words beside it; what heads a form, leads elsewhere or denies is none."""

import pytest

from scamtriage.knowledge.pages.fields import field_words
from scamtriage.parse.html.document import Document, RawField
from scamtriage.parse.html.forms.nearby import describe
from scamtriage.parse.html.page import read_page
from tests.cost import least_cpu_s
from tests.parse.html.readers import both_readers

BOXES = "<input maxlength=1>" * 6
TELEPHONE_BOXES = "<input type=tel maxlength=1>" * 4
ASKING = {
    "<form><label>Credit card number</label><input name=f1></form>": "card",
    "<table><tr><td>Card number</td><td><input name=a></td></tr></table>": "card",
    "<table><tr><td>Card number</td><td><input type=tel name=a></td></tr></table>": "card",
    "<table><tr><td>PIN</td><td><input type=password name=p1></td></tr></table>": "pin",
    "银行卡号：<input name=a>": "card",
    "<p>Enter your 12-word secret recovery phrase</p><textarea name=t></textarea>": "seed-phrase",
    "<p>Enter your 12-word secret recovery phrase</p><div contenteditable=true></div>": "seed-phrase",
    f"<p>Enter the verification code</p><div>{BOXES}</div>": "otp",
    f"<h2>Enter the verification code</h2><p>We have sent it by SMS.</p><div>{BOXES}</div>": "otp",
    f"<title>Verifikasi OTP</title><p>via WhatsApp</p><div>{TELEPHONE_BOXES}</div>": "otp",
    f"<h1>Nhập mã OTP</h1><p>0912</p><div>{BOXES}</div>": "otp",
    "<p>Please enter your 12 words phrase (separated by spaces) to restore it:</p><form><input name=sentence></form>": "seed-phrase",
    "<h2>Enter code</h2><p>Enter the code from your authenticator app.</p><input type=tel name=c aria-label=Code>": "otp",
    "<h2>Security</h2><form><p>We sent a code to your email</p><input placeholder='Enter code'></form>": "otp",
    "<h1>We sent a secure code to your phone</h1><input name=a placeholder='Enter 6-digit code'>": "otp",
    "<p>Mã đã được gửi qua SMS</p><input name=a placeholder='Nhập mã 6 số'>": "otp",
    "<p>Kode telah dikirim ke nomor Anda</p><input name=a placeholder='Kode 6 digit'>": "otp",
    "<p>ระบบได้ส่งรหัสไปยังมือถือของท่าน</p><input name=a placeholder='รหัส 6 หลัก'>": "otp",
    "<h3>กรอกรหัส OTP</h3><form><input name=data1><button>OK</button></form>": "otp",
    "<span id=l1>Card number</span><p>x</p><input aria-labelledby=l1 name=z>": "card",
    f"<p>{' id=l1 ' * 100}</p><span id=l1>Card number</span><p>x</p><input aria-labelledby=l1 name=z>": "card",
    "<div><input name=f1><label>Name of pet</label></div><div><input name=f2><label>Card number</label></div>": "card",
    "<td>Card number <a href=#>?</a></td><td><input name=a></td>": "card",
    "<p>Bank name</p><select name=x><option>a</select>": "bank-account",
    "<iframe srcdoc='<p>Card number</p><input name=a>'></iframe>": "card",
    "<!--><p>Card number</p><input name=a>": "card",
    "<!-- x --!><p>Card number</p><input name=a>": "card",
    "<i title='<!--'>x</i><p>Card number</p><input name=a><i title='-->'>x</i>": "card",
    "<textarea name=t><script></textarea><p>Card number</p><input name=a>": "card",
}
SILENT = (
    "<li><a href=/ob>Online Banking</a></li><input name=x>",
    "<a href=/forgot>Forgot PIN</a><input name=x>",
    "<p>We will never ask for your PIN or OTP.</p><input name=x>",
    "<p>ไม่ต้องกรอกรหัส OTP</p><input name=x>",
    "<h3>Lost your passport?</h3><input name=x>",
    "<h2>Enter code</h2><p>You find it on the back of your gift.</p><input name=c aria-label=Code>",
    "<h2>Join the quiz</h2><p>Your teacher shows it.</p><input name=c placeholder='Enter 6-digit code'>",
    "<p>Kode promo di struk belanja Anda</p><input name=c placeholder='Kode 6 digit'>",
    f"<title>Never share your OTP</title><h1>Crossword</h1><div>{BOXES}</div>",
    "<p>Card number</p><form action=/search><input name=q></form>",
    "<span>验证码</span><input name=c1><img src=/code.php>",
    "<label><input type=checkbox> Remember my card number</label> <input name=x>",
    "<ul><li>passport</li><li>ID card</li></ul><input name=x>",
    "<!-- <p>Card number</p> --><input name=x>",
    "<i title='<!--'>x</i><!-- <p>Card number</p> --><input name=x>",
    f"<!-- {'<p>old</p>' * 200}<p>Card number</p> --><input name=x>",
    "<!--!> <input name=x> Card number --><input name=x>",
    f"<i title='<!--'></i>{'<p>x</p>' * 62_000}<!-- {'y' * 8_000}<input name=x> Card number --><input name=x>",
    "<script>var a='<p>Card number</p>'</script><input name=x>",
    "<h2>Online banking</h2><form><input name=username placeholder=Username></form>",
    "<p>Report a scam that asked for your OTP. Tell us more:</p><textarea name=t></textarea>",
    "<p>Last 4 digits of your mobile</p><input name=x>",
    "<p>A street with a green door, look for the address behind the second gate</p><input name=x>",
    "<textarea name=t placeholder='What happened (do not write your card number)'></textarea>",
)


def asked(html: str) -> tuple[str, ...]:
    return read_page(body=html.encode(), content_type="text/html; charset=utf-8", url="https://a.test/d/", host="a.test", suffix="test")[
        0
    ].asks


@both_readers
@pytest.mark.parametrize("html", ASKING)
def test_an_input_that_says_nothing_asks_what_stands_beside_it(html: str, flood: str) -> None:
    assert asked(f"<html><body>{html}{flood}") == (ASKING[html],)


@both_readers
@pytest.mark.parametrize("html", SILENT)
def test_words_that_are_no_label_ask_nothing(html: str, flood: str) -> None:
    assert asked(f"<html><body>{html}{flood}") == ()


def test_where_tokens_tell_no_more_inputs_the_tags_count() -> None:
    assert asked(f"<svg><title/></svg><p>Card number</p><input name=a><input name=b data-x={'x' * 3_000}>") == ("card",)


def test_an_input_that_is_described_leaves_the_words_before_it_alone() -> None:
    assert asked("<form><p>PIN</p><input placeholder='Card number'><input name=z></form>") == ("card",)


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ("type=tel name=ccnum placeholder='Card number'", "card"),
        ("type=tel name=cvc placeholder=CVC", "card"),
        ("type=tel name=mobile_otp", "otp"),
        ("type=tel name=phone placeholder='Enter the OTP sent to your mobile'", "otp"),
        ("type=tel placeholder=手机验证码", "otp"),
        ("type=tel name=pin placeholder='รหัส PIN ATM'", "pin"),
        ("type=tel placeholder='เลขประจำตัวประชาชน 13 หลัก'", "id-number"),
        ("type=email name=code placeholder='Verification code'", "otp"),
        ("type=tel placeholder='เบอร์โทรศัพท์ (เพื่อรับรหัส OTP)'", "phone"),
        ("name=phone placeholder='Phone: we will text a code to your mobile'", "phone"),
        ("name=phone placeholder='Phone number. We will send a code to your phone'", "phone"),
        ("name=mail placeholder='E-mail: get the discount code to your email'", "email"),
        ("name=mail placeholder='E-mail: we sent a verification link'", "email"),
        ("name=t placeholder='Số điện thoại, chúng tôi gửi mã đến số này'", "phone"),
        ("name=t placeholder='電話番号にコードを送信します'", "phone"),
        ("name=t placeholder='휴대폰 번호로 코드를 전송합니다'", "phone"),
        ("name=t placeholder='หมายเลขโทรศัพท์ เราจะส่งรหัสไปที่เบอร์นี้'", "phone"),
        ("name=t placeholder='Nomor telepon, kami akan mengirim kode'", "phone"),
        ("type=tel placeholder='手机号 (接收验证码)'", "phone"),
        ("type=tel name=otp_phone", "phone"),
        ("type=tel name=x", "phone"),
        ("type=tel id=otp1", "otp"),
        ("type=tel name=otp2 placeholder=Code", "otp"),
        ("type=tel name=topten1", "phone"),
        ("type=email name=email placeholder='Email for the verification code'", "email"),
        ("type=file name=passport", "file"),
    ],
)
def test_the_keys_of_a_telephone_are_for_more_than_its_number(attributes: str, kind: str) -> None:
    assert asked(f"<form><input {attributes}></form>") == (kind,)


@pytest.mark.parametrize("words", ["PIN code", "Pin Code *", "पिन कोड"])
def test_a_pin_code_beside_an_address_is_the_number_of_a_post_office(words: str) -> None:
    assert asked(f"<form><input name=address><input type=tel name=p placeholder='{words}'></form>") == ("address",)
    assert asked(f"<form><input name=user placeholder=Card><input type=tel name=p placeholder='{words}'></form>") == ("pin",)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("เลขบัตรประจำตัวประชาชน 13 หลัก", "id-number"),
        ("หมายเลขบัตรประชาชน", "id-number"),
        ("ເລກບັດປະຈໍາຕົວ", "id-number"),
        ("Nombor kad pengenalan", "id-number"),
        ("Nombor MyKad", "id-number"),
        ("Số thẻ căn cước", "id-number"),
        ("Nomor Induk Kependudukan", "id-number"),
        ("在留カード番号", "id-number"),
        ("运转", ""),
        ("카드 비밀번호", "pin"),
        ("银行卡密码", "pin"),
        ("认证", ""),
        ("認証番号", "otp"),
        ("सत्यापन कोड", "otp"),
        ("အတည်ပြုနံပါတ်", "otp"),
        ("MM/YY", "card"),
        ("DD/MM/YY", ""),
        ("DD/MM/YYYY", ""),
        ("កាត លេខប័ណ្ណ", ""),
        ("Name as in passport", ""),
        ("Nama seperti MyKad", "name"),
        ("Name on card", "name"),
        ("Full name, passport number", "id-number"),
        ("예금주", "bank-account"),
    ],
)
def test_official_words_are_known_and_a_part_of_a_longer_one_is_none(words: str, kind: str) -> None:
    assert field_words().kind_of(words) == kind


@pytest.mark.parametrize(
    "piece",
    [
        *(b"<", b"<input ", b"<input name=zz>", b"<!--", b"<script>", b"<aaaaaaaaaa ", b"<a contenteditable ", b"<textarea>", b"</a><a>"),
        *(b"<p>Card number</p><input name=zz>", b"<label>x", b"<input name=zz aria-labelledby=q>", b"<input name=zz>" + b"<i>" * 300),
    ],
)
def test_looking_for_words_is_linear(piece: bytes) -> None:
    document = Document(loose_fields=[RawField(name="zz")])
    assert least_cpu_s(lambda: describe(document, piece * (2_000_000 // len(piece)), editable=True), within=1.0) <= 1.0
