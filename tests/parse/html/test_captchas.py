"""A code that is read off a picture is no secret; one that is sent is, whatever picture stands beside it."""

import pytest

from scamtriage.parse.html.page import read_page


def asked(markup: str) -> set[str]:
    html = f"<meta charset=utf-8><body><form action=/in method=post>{markup}<input type=password name=p><button>Go</button></form>"
    return set(
        read_page(body=html.encode(), content_type="text/html", url="https://a.example/", host="a.example", suffix="example")[0].asks
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<input name=captcha placeholder=图形验证码>",
        "<input name=code placeholder='验证码'><img src=/captcha.jpg alt=captcha>",
        "<label>画像認証コード<input name=c></label>",
        "<label>Mã xác nhận trong hình <input name=c></label>",
        "<input name=code placeholder='Verification code'><span></span><img src=/verifycode?x=1>",
    ],
)
def test_a_code_read_off_a_picture_is_no_code_that_is_sent(markup: str) -> None:
    assert asked(markup) == {"password"}


@pytest.mark.parametrize(
    "markup",
    [
        "<input name=code placeholder='短信验证码'><img src=/captcha.jpg>",
        "<input name=otp placeholder='验证码'><img src=/captcha.jpg>",
        "<input name=code placeholder='验证码'><img src=/logo.png>",
        "<label>Mã xác nhận gửi về điện thoại <input name=c></label>",
        "<label>Verification code <input name=c></label>",
    ],
)
def test_a_code_that_is_sent_is_one_beside_any_picture(markup: str) -> None:
    assert asked(markup) == {"password", "otp"}
