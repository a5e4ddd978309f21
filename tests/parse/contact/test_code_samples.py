"""Examples in code that a page shows are nobody's numbers; what people are told is, however it is quoted."""

import pytest

from scamtriage.parse.html.page import read_page

SAMPLES = (
    '@Autowired private SmsClient client;\nclient.send("+8613912345678", "SMS_154950909");\nreturn client.last("a");',
    '{"sender": {"name": "Budi", "phone": "081234567890", "email": "budi@kirim.example.id"}, "cash": {"sum": 1}}',
    'curl https://api.lotus.test/v1 \\\n -u sk_test_4eC39HqLyj: \\\n -d phone="+6591234567" -d email="jenny@lotus.sg" -d a="b"',
    'class User:\n  tel: str = "090-1234-5678"\n  mail: str = "taro@tarou.jp"\n  id: str = "@yours"\n\ndef test(tel):\n  return check(tel)',
    "verify(b: Dto) { return this.svc.verify(b, '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'); } }",
    'assert format(["03-1234-5678", "+81 80 9999 0000"]) == {"a": "b", "c": "d"};',
)
TOLD = (
    ('Call our officer "+66 81 234 5678" (24 hours), write to "agent.deng@gmail.com"; ask for (Mr Deng).', 2),
    ('Hotline: "+66 81 234 5678" (24/7) [Zalo] (Viber); LINE (free)', 1),
    ("Send USDT to: 'TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE' (TRC20); deposits (min. 50) are booked at once.", 1),
    ("{WhatsApp} (+62 812-3456-7890) {Telegram} (@agen)", 1),
)


def contacts(markup: str, language: str = "en") -> list[str]:
    body = f"<html lang={language}><body><h1>Page</h1>{markup}<p>Questions? Write to desk@owner.test.</p></body></html>".encode()
    facts, _ = read_page(body=body, content_type="text/html; charset=utf-8", url="https://a.test/", host="a.test", suffix="com")
    return sorted(contact.value for contact in facts.contacts if contact.kind in ("phone", "email", "wallet", "whatsapp", "local-phone"))


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("element", ["<pre><code>{}</code></pre>", "<PRE>{}</PRE>"])
def test_values_of_code_are_no_contacts(sample, element) -> None:
    written = sample.replace("<", "&lt;")
    assert contacts(element.format(written)) == ["desk@owner.test"]
    assert len(contacts(f"<p>{written}</p>")) > 1  # a page that shows no code has no samples


@pytest.mark.parametrize(("words", "count"), TOLD)
def test_what_people_are_told_is_a_contact_beside_code_too(words, count) -> None:
    """Quotation marks and brackets of prose are not those of code."""
    assert len(contacts(f"<pre>{words}</pre>")) == count + 1
    assert len(contacts(f"<p>{words}</p><pre>{SAMPLES[0]}</pre>")) == count + 1


def test_what_a_program_gives_beside_its_name_alone_is_told() -> None:
    """One setting is no program: a page of a support desk shows how its number is to be kept."""
    assert contacts('<pre>support = "+66 81 234 5678"</pre>') == ["+66812345678", "desk@owner.test"]


def test_an_address_under_a_name_for_examples_is_nobodys_beside_code() -> None:
    rows = "<pre>id,name,email\n1001,John Smith,john.smith@example.com\n1002,Wei Ming,wei@mail.example.org</pre>"
    assert contacts(rows) == contacts("<pre>x</pre>")
