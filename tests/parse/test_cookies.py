"""Cookies are told by their names and flags; what a site writes into them stays with it."""

from scamtriage.parse.cookies import read_cookies


def test_the_value_of_samesite_is_a_flag_and_no_other_value_is_kept() -> None:
    cookies = read_cookies(
        ["__Host-sid=SECRET; Path=/; Secure; HttpOnly; SameSite=None; Partitioned", "a=b; samesite=LAX", "c=d; SameSite=SECRET"]
    )
    assert [(cookie.name, cookie.flags) for cookie in cookies] == [
        ("__Host-sid", ("secure", "httponly", "samesite=none", "partitioned")),
        ("a", ("samesite=lax",)),
        ("c", ("samesite",)),
    ]
    assert "SECRET" not in repr(cookies)


def test_a_cookie_without_a_sign_of_equality_has_a_value_and_no_name() -> None:
    cookies = read_cookies(["SECRET", " SECRET ; Secure", "=SECRET", "a="])
    assert [(cookie.name, cookie.flags) for cookie in cookies] == [("", ()), ("", ("secure",)), ("", ()), ("a", ())]
