"""Mailboxes under hosts in any letters, and payee addresses that only look like mailboxes."""

import pytest

from scamtriage.parse.contact import links as contact_links
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources


def found(text: str, **more: str) -> list[tuple[str, str]]:
    return [(c.kind, c.value) for c in find_contacts(ContactSources(text=text, **more))]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Email: info@công-an.vn", "info@xn--cng-an-ixa.vn"),
        ("write to help@mail.bücher.de.", "help@mail.xn--bcher-kva.de"),
        ("อีเมล help@ตำรวจ.ไทย ได้ทุกวัน", "help@xn--82cz5bq7c7i.xn--o3cw4h"),
        ("邮箱：help@公安.中国，请联系", "help@xn--55q79v.xn--fiqs8s"),
        ("邮箱：help@公安.中国请联系", "help@xn--55q79v.xn--fiqs8s"),
        ("help@полиция.қаз", "help@xn--h1aahle9bwd.xn--80ao21a"),
        ("info@БАНК.РФ. Звоните", "info@xn--80ab2al.xn--p1ai"),
        ("info@தபால்.இலங்கை", "info@xn--rlcmy1c5d.xn--xkc2al3hye2a"),
        ("help@公安.中国help@公安.香港", "help@xn--55q79v.xn--j6w193g"),
        ("help@ตำรวจ.ไทย.ได้ทุกวัน", "help@xn--82cz5bq7c7i.xn--o3cw4h"),
    ],
)
def test_a_host_in_any_letters_is_one(text: str, address: str) -> None:
    assert found(text) == [("email", address)]


def test_a_link_to_a_mailbox_under_such_a_host_is_read() -> None:
    [one] = contact_links.read("mailto:help@%E0%B8%95%E0%B8%B3%E0%B8%A3%E0%B8%A7%E0%B8%88.%E0%B9%84%E0%B8%97%E0%B8%A2", (), LookupBudget())
    assert one.value == "help@xn--82cz5bq7c7i.xn--o3cw4h"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Write to müller@hilfe.de now", "müller@hilfe.de"),
        ("Write to mu\u0308ller@hilfe.de now", "müller@hilfe.de"),
        ("Mail josé.garcía@pay-help.com", "josé.garcía@pay-help.com"),
        ("Email: nguyễn.văn@gmail.com", "nguyễn.văn@gmail.com"),
        ("Email: HÒA123@gmail.com", "hòa123@gmail.com"),
        ("ŁUKASZ@wp.pl", "łukasz@wp.pl"),
        ("Mail rené@firma.fr", "rené@firma.fr"),
        ("Mail rené@müller.de today", "rené@xn--mller-kva.de"),
        ("müller(at)hilfe.de", "müller@hilfe.de"),
        ("mail: rené @ firma . fr", "rené@firma.fr"),
        ("LINE OA rené@firma.co.th", "rené@firma.co.th"),
        ("LINE: rené@firma.fr", "rené@firma.fr"),
        ("Telegram hỗ trợ nguyễn@gmail.com", "nguyễn@gmail.com"),
        ("ติดต่อsupport@gmail.com", "support@gmail.com"),
        ("Write support @ helpdesk . com", "support@helpdesk.com"),
        ("Email:abc@gmail.com", "abc@gmail.com"),
    ],
)
def test_a_letter_with_a_mark_belongs_to_the_name_of_a_mailbox(text: str, address: str) -> None:
    assert found(text) == [("email", address)]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("Email: support @shop-example.com", ["support@shop-example.com"]),
        ("Email : cs@ tokoku-id.com", ["cs@tokoku-id.com"]),
        ("อีเมล\ninfo@ ranthai.com", ["info@ranthai.com"]),
        ("邮箱：kefu @shopcn.com", ["kefu@shopcn.com"]),
        ("Write to mary.tan88 @gmail.com today", ["mary.tan88@gmail.com"]),
        ("Follow us @shopexample.com, or shopA @shop-a.com", []),
        ("Follow: shopA @shop-a.com", []),
        ("Mail from any address @gmail.com is not ours. We only use @bank.com", []),
        ("Email: we only use @bank.com\nEmail: none @shop.com is our handle", []),
    ],
)
def test_a_blank_on_one_side_of_the_sign_is_a_slip_behind_a_word_for_mail(text: str, addresses: list[str]) -> None:
    assert sorted(value for _, value in found(text)) == sorted(addresses)


@pytest.mark.parametrize(
    "text", ["Lunch @ Rosie . Bring food", "Meet @ noon . it rains", "Pay to UPI josé123@ybl", "postgres://rené@firma.fr/x"]
)
def test_what_stands_apart_or_behind_such_a_letter_is_no_other_address(text: str) -> None:
    assert found(text) == []


def test_a_link_to_a_mailbox_with_such_a_name_is_read() -> None:
    [one] = contact_links.read("mailto:m%C3%BCller@hilfe.de", (), LookupBudget())
    assert one.value == "müller@hilfe.de"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("邮箱help@gongan.cn联系我们", [("email", "help@gongan.cn")]),
        ("メールはhelp@police.jpまで", [("email", "help@police.jp")]),
        ("ราคา 5@ร้านค้า.ถูก", []),
        ("ซื้อ 3 แถม 1@สาขา", []),
        ("1@สาขา.ไทย_2", []),
    ],
)
def test_letters_that_follow_are_no_host(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "payee"),
    [
        ("UPI ID: refund.desk@okaxis", "refund.desk@okaxis"),
        ("Send ₹5 to our UPI – Refund99@ybl to verify", "refund99@ybl"),
        ("यूपीआई आईडी refund@okhdfcbank पर भेजें", "refund@okhdfcbank"),
        ("Pay by PhonePe / GPay: 9876501234@paytm", "9876501234@paytm"),
    ],
)
def test_a_payee_of_upi_is_one(text: str, payee: str) -> None:
    assert ("payment-qr", payee) in found(text, suffix="in")


@pytest.mark.parametrize(
    "command",
    [
        "ssh -p 22 -i key.pem admin@vps1.example.org",
        "Run scp deploy@web1.acme.io:/srv/x .",
        "rsync -avz ./site/ deploy@web1.acme.io:~/site",
    ],
)
def test_whom_one_logs_in_as_is_no_mailbox(command: str) -> None:
    assert found(command) == []
    assert found(f"{command}; questions: help@acme.io") == [("email", "help@acme.io")]


@pytest.mark.parametrize(
    "text",
    [
        "git clone git@github",
        "follow name@twitter and GPay later",
        "Paid by PhonePe? Tell anna@studio",
        "UPI: write to help@bank.example.in",
        "user@host:~$ ls",
        "@okaxis",
    ],
)
def test_what_looks_like_one_is_none(text: str) -> None:
    assert all(kind != "payment-qr" for kind, _ in found(text, suffix="in"))


def test_the_number_of_a_thai_company_is_no_phone() -> None:
    text = "สายด่วน 1441 หรือ 191 | ทะเบียน 0-1055-61234-56-7"
    assert found(text, suffix="co.th", language="th") == [("hotline", "1441"), ("hotline", "191")]
