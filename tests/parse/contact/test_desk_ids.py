"""The machine to connect to by a remote tool, beside the tool's name or in its link."""

import pytest

from scamtriage.parse.html.page import read_page


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ("Open AnyDesk and connect to 577 412 088. Then accept.", "instruction, id 577412088"),
        ("เปิด AnyDesk แล้วกรอกเลข 577 412 088 เพื่อเชื่อมต่อ", "instruction, id 577412088"),
        ("打开ToDesk，识别码：774 120 881", "instruction, id 774120881"),
        ("Install AnyDesk, then accept.<p>AnyDesk ID: 577412088", "instruction, id 577412088"),
        ('<a href="anydesk:577412088">Connect</a>', "link, id 577412088"),
        ("Install AnyDesk. ID: 123 456 789", "instruction"),
        ("Install AnyDesk and call +1 888 774 1208, number 577 412 088", "instruction"),
        ("Install AnyDesk. Case number 577412088", "instruction"),
        ("Install AnyDesk and quote ticket ID 577412088", "instruction"),
        ("Install AnyDesk; license key: 577 412 088", "instruction"),
        ("Install AnyDesk now.<p>Company registration number: 577412088", "instruction"),
        ("Install AnyDesk, order no. 577412088", "instruction"),
    ],
)
def test_the_number_of_the_desk_is_told(body: str, detail: str) -> None:
    html = f"<html lang=en><body>{body}</body></html>".encode()
    facts, _ = read_page(body=html, content_type="text/html; charset=utf-8", url="https://a.example/", host="a.example", suffix="example")
    assert [contact.detail for contact in facts.contacts if contact.kind == "remote-tool"] == [detail]
