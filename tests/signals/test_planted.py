"""Forms that are answered where no pages are kept, as those who break into a site lay them; and the folders of systems and platforms in
which owners do keep forms."""

import pytest

from tests.signals.rows import nats, row

SECRET = '<input name=u placeholder="Username"><input type=password name=p placeholder="Password">'
CARD = "<input name=cc placeholder='Card number'><input name=exp placeholder='MM/YY'><input name=cvv placeholder=CVV>"


def planted(
    action: str, fields: str = SECRET, *, head: str = "", age_days: int = 3000, host: str = "meadow-bakery.com"
) -> tuple[bool, bool]:
    """Whether the row fires, and whether the site seems broken into."""
    form = f"<form method=post action='{action}'>{fields}<button>OK</button></form>"
    html = f"<html lang=en><head>{head}<title>Sign in</title></head>{form}</html>"
    judged = row(host, html, age_days=age_days)
    return "http-form-planted" in nats(judged), "compromised-site" in judged.states


@pytest.mark.parametrize(
    "action",
    [
        "/wp-content/uploads/2023/06/x1.php",
        "/WP-Content/Uploads/dhl/pay.php",
        "https://www.meadow-bakery.com/wp-includes/css/dist/log.php",
        "/wp-admin/js/scb/a.php",
        "/sites/default/files/ameli/p.php",
        "/.well-known/acme-challenge/vcb/x.php",
        "/.cache/ing/s.php",
        "/data/file/.t/save.php",
        "/images/banner/k/kn.php",
        "/uploads/2024/s/in.php",
        "/blog/uploads/2024/s/in.php",
        "/wp-content/upl%6Fads/x.php",
        "/wp-content//uploads/./x.php",
        "/wp-content/uploads%2F2024/x.php",
        "/wp-content/cache/k/in.php",
        "/.well-known/vcb/login.php",
        "/.k/in.phtml",
        "/.k/in.php/verify",
        "/wp-content/uploads/x.aspx",
        "/wp-includes/k/?go",
    ],
)
def test_a_form_in_a_folder_without_pages_is_somebody_elses(action: str) -> None:
    assert planted(action) == (True, True) and planted(action, CARD) == (True, True)


def test_the_folder_may_be_that_of_the_base_or_of_the_page_itself() -> None:
    assert planted("x1.php", head='<base href="/wp-content/uploads/2023/06/.bd/">') == (True, True)


@pytest.mark.parametrize(
    "action",
    [
        "/wp-login.php?action=postpass",
        "/wp-admin/admin-ajax.php",
        "/wp-admin/user/profile.php",
        "/wp-content/plugins/members/login.php",
        "/wp-content/themes/shop/checkout.php",
        "/.auth/login/aad",
        "/.netlify/functions/login",
        "/.ory/self-service/login",
        "/author/.magnolia/admincentral",
        "/.well-known/change-password",
        "/upload/login.php",
        "/uploads/index.php",
        "/images/search.php",
        "/sites/team-a/login",
        "/user/login?destination=/sites/default/files/x.pdf",
        "https://files.other-firm.org/wp-content/uploads/x.php",
    ],
)
def test_systems_and_platforms_keep_forms_in_folders_of_their_own(action: str) -> None:
    assert planted(action) == (False, False)


NAMED = "<input name=name placeholder='Your name'><input type=email name=email placeholder=Email>"


@pytest.mark.parametrize(
    "action",
    [
        "/images/contact/send.php",
        "/uploads/forms/send.php",
        "/.cgi/mail.php",
        "/sites/default/files/survey/index.html",
        "/sites/hr/Files/Forms/AllItems.aspx",
        "/wp-content/uploads/articulate_uploads/safety/story.html",
    ],
)
def test_contact_forms_surveys_and_courses_ask_for_names_there(action: str) -> None:
    assert planted(action, NAMED) == (False, False)


def test_names_and_telephones_are_asked_for_by_no_script_among_the_files_of_a_system() -> None:
    assert planted("/wp-includes/b/2.php", "<input name=tel placeholder='Phone number'>") == (True, True)


def test_the_path_is_shown_as_it_is_written() -> None:
    form = f"<form method=post action='/wp-content/uploads/%1B%E2%80%AE/x.php'>{SECRET}</form>"
    found = row("meadow-bakery.com", f"<title>Sign in</title>{form}", age_days=3000).contributions
    shown = [c.reading.shown["where"] for c in found if c.reading.signal == "http-form-planted"]
    assert shown == ["/wp-content/uploads/%1B%E2%80%AE/x.php"]


def test_a_search_in_such_a_folder_asks_for_nothing() -> None:
    assert planted("/wp-content/uploads/s.php", "<input name=q placeholder=Search>") == (False, False)


def test_a_young_name_was_not_broken_into() -> None:
    assert planted("/wp-content/uploads/x.php", age_days=40) == (True, False)


def test_a_school_with_such_a_form_is_for_a_person() -> None:
    judged = row("st-anne-iloilo.edu.ph", f"<title>Sign in</title><form action=/wp-includes/x.php>{SECRET}</form>", age_days=3000)
    assert judged.verdict.value == "undetermined" and {"compromised-site", "needs-human"} <= set(judged.states)
