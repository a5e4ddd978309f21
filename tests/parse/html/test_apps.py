"""What a page hands out and draws: programmes by whatever leads to them, and whose pictures it shows."""

import pytest

from scamtriage.parse.html.apps import MAX_PLACES
from scamtriage.parse.html.drawn import MAX_DRAWN, drawn
from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import PageFacts
from tests.cost import least_cpu_s

SITE = "https://desk.refund.test/th/"


def read(html: str | bytes, content_type: str = "text/html; charset=utf-8", **more) -> PageFacts:
    body = (
        html if isinstance(html, bytes) else f"<html><title>Desk</title><body><p>Welcome to our help desk</p>{html}</body></html>".encode()
    )
    return read_page(body=body, content_type=content_type, url=SITE, host="desk.refund.test", suffix="test", **more)[0]


ITMS, MSIX = "itms-services://?action=download-manifest&url=", "ms-appinstaller:?source=https://cdn.x.test/"


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ('<a download="DSI.apk" href="/d/9f3">get</a>', "https://desk.refund.test/d/9f3"),
        ("<button onclick=\"location.href='/files/dsi.apk'\">", "https://desk.refund.test/files/dsi.apk"),
        ('<button onclick="window.open(&quot;/dsi.apk&quot;)">', "https://desk.refund.test/dsi.apk"),
        ("<a href=\"javascript:location='/dsi.apk'\">get</a>", "https://desk.refund.test/dsi.apk"),
        ('<div data-href="files/dsi.apk">get</div>', "https://desk.refund.test/th/files/dsi.apk"),
        ("<script>function dl(){window.location='https://cdn.x.test/dsi.apk'}</script>", "https://cdn.x.test/dsi.apk"),
        ("<script>window.open('dsi.apk?v=3')</script>", "https://desk.refund.test/th/dsi.apk?v=3"),
        (r'<script>let a={"android":"https:\/\/cdn.x.test\/dsi.apk"}</script>', "https://cdn.x.test/dsi.apk"),
        ("<script>u='/dsi'+'.apk'</script>", "https://desk.refund.test/dsi.apk"),
        ("<script>a.href='/d/1';a.download='DSI.apk';a.click()</script>", "https://desk.refund.test/d/1"),
        ('<a href="/download.php?file=dsi.apk&amp;v=2">get</a>', "https://desk.refund.test/download.php?file=dsi.apk&v=2"),
        ('<meta http-equiv=refresh content="3;url=/dsi.apk">', "https://desk.refund.test/dsi.apk"),
        ('<a href="/dsi.apk#download-it-here">get</a>', "https://desk.refund.test/dsi.apk#download-it-here"),
        ('<a href="/dsi.apk ">get</a>', "https://desk.refund.test/dsi.apk"),
        ("<div data-href=/files/dsi.apk class=b>get</div>", "https://desk.refund.test/files/dsi.apk"),
        ('<a href="/scan/Document.pdf.lnk">get</a>', "https://desk.refund.test/scan/Document.pdf.lnk"),
        ('<a href="/dl/Bank-Update.iso">get</a>', "https://desk.refund.test/dl/Bank-Update.iso"),
        ('<a href="/dl/bank-setup-2.zip">get</a>', "https://desk.refund.test/dl/bank-setup-2.zip"),
        ('<a href="/scan/Invoice.jse">get</a>', "https://desk.refund.test/scan/Invoice.jse"),
        ('<a href="https://files.x.test/file/a1/Bank.apk/file">get</a>', "https://files.x.test/file/a1/Bank.apk/file"),
        ('<a href="/d.php">Download Bank.apk</a>', "https://desk.refund.test/d.php"),
        ('<a href="/go?id=1">ดาวน์โหลดแอป Bank.apk</a>', "https://desk.refund.test/go?id=1"),
        ('<a href="/go?id=1">Click here to download Bank.apk</a>', "https://desk.refund.test/go?id=1"),
        ("<script>function dl(){location.href='/update.ps1'}</script>", "https://desk.refund.test/update.ps1"),
        ('<a href="/dl/Viewer.jar">get</a>', "https://desk.refund.test/dl/Viewer.jar"),
        ('<a href="/download?id=7">Bank.apk</a>', "https://desk.refund.test/download?id=7"),
        ("<script>a.href=URL.createObjectURL(new Blob(x));a.download='Bank.apk';a.click()</script>", "blob:Bank.apk"),
        ('<a href="search-ms:query=Bank&amp;crumb=location:x">get</a>', "search-ms:query=Bank&crumb=location:x"),
        ("<script>function go(){location.href='itms-services://?action=download-manifest&url='+u}</script>", ITMS),
        ("<script>function go(){location.href='ms-appinstaller:?source=https://cdn.x.test/'+u}</script>", MSIX),
    ],
)
def test_a_programme_is_offered_by_whatever_leads_to_it(html: str, url: str) -> None:
    assert read(html).apps == (url,)


COMMANDS = '<a href="/cart/add.cmd?id=7">Add</a><button data-href="/user/preferences.cmd">Mine</button>'


def test_commands_of_a_server_are_no_programs() -> None:
    assert not read(f'{COMMANDS}<form action="/search.cmd"><input name="q"></form>').apps
    assert read(COMMANDS).apps
    assert read(f'{COMMANDS}<form action="/fix.cmd"><input type="submit"></form>').apps
    assert read('<a href="/setup.exe">Get</a><form action="/search.cmd"><input name="q"></form>').apps == (
        "https://desk.refund.test/setup.exe",
    )


def test_names_of_fields_use_up_no_places() -> None:
    fields = "f(a.url ? a.url&&b : 0);" * (MAX_PLACES + 1)
    assert read(f"<script>{fields}location='/dsi.apk'</script>").apps == ("https://desk.refund.test/dsi.apk",)


@pytest.mark.parametrize(
    "html",
    [
        '<img alt="setup.exe"><input placeholder="setup.exe">',
        "<p>Then run \"setup.exe\", as 'C:/x/setup.exe' says</p>",
        "<script>if(name.endsWith('.exe'))warn('setup.exe');kinds=['.apk','.msi']</script>",
        "<!-- <button onclick=\"location='/dsi.apk'\"> -->",
        '<a href="/search?q=setup.exe">find</a>',
        '<a href="/forms/application-form.zip">get</a><a href="/icons.zip">get</a>',
        '<a href="/process/svchost">svchost.exe</a>',
        "<script>$('.url').text(data['a.url'])</script>",
        "<script>cfg={endpoint:'/api/branch.url',lib:'/lib/app.jar',get:'/ci/build.ps1?x'}</script>",
        '<a href="https://repo1.maven.test/bank-sdk-1.0.2.jar">bank-sdk-1.0.2.jar</a><a href="/paper-1.21.jar">server</a>',
        '<a href="/setup-guide.zip">Setup guide</a><a href="/install-manual-th.rar">get</a><a href="/setup/photos.zip">photos</a>',
        '<a href="/bank-woocommerce-install.zip">Plugin</a>',
        '<a href="/news/1">Police: do not download Bank.apk</a><a href="/news/2">How the gang has victims install DSI.apk</a>',
        '<a href="/news/download-3">เตือน! อย่าติดตั้ง KPlus.apk</a><a href="/thread/10">[Solved] cannot download update.exe</a>',
        '<a download="report.pdf" href="/d/1">get</a>',
        '<a href="https://play.google.com/store/apps/details?id=com.x">get</a>',
    ],
)
def test_a_name_alone_offers_nothing(html: str) -> None:
    assert read(html).apps == ()


@pytest.mark.parametrize(
    ("body", "content_type", "told"),
    [
        (b"PK", "application/octet-stream", 'attachment; filename="dsi.apk"'),
        (b"<p>x", "text/html", "attachment; filename*=UTF-8''dsi.apk"),
        (b"PK\x03\x04....AndroidManifest.xml", "application/octet-stream", ""),
    ],
)
def test_an_answer_that_is_a_programme_is_one(body: bytes, content_type: str, told: str) -> None:
    assert read(body, content_type, headers=(("content-disposition", told),) if told else ()).apps == (SITE,)


def test_an_app_of_a_store_is_none_from_outside() -> None:
    links = (
        "https://testflight.apple.com/join/AbCdEf12",
        "https://play.google.com/store/apps/details?id=com.x",
        "https://apps.apple.com/th/app/x/id123456789",
        "https://appgallery.huawei.com/app/C1",
        "market://details?id=com.x",
        "intent://open#Intent;scheme=fake;package=com.fake.bank;end",
    )
    facts = read("".join(f'<a href="{link}">get</a>' for link in links) + '<a href="https://play.google.com/about">about</a>')
    assert (facts.apps, facts.store_apps) == ((), links)


BRAND = "https://www.bank.test/logo.png"


@pytest.mark.parametrize(
    "html",
    [
        f'<img srcset="{BRAND} 2x" alt=Bank>',
        f'<picture><source srcset="{BRAND}"></picture>',
        f'<div style="background-image:url({BRAND})">x</div>',
        f'<div style="background:url(&quot;{BRAND}&quot;)">x</div>',
        f"<style>.h{{background:url('{BRAND}')}}</style>",
        f'<link rel=icon href="{BRAND}">',
        f'<svg><image xlink:href="{BRAND}"/></svg>',
        f'<form><input src="{BRAND}" type=image></form>',
        f"<table background={BRAND}></table>",
        f'<video poster="{BRAND}"></video>',
    ],
)
def test_whose_pictures_a_page_draws(html: str) -> None:
    assert read(html).image_hosts == (("www.bank.test", 1),)


def test_fonts_and_what_lies_in_the_page_are_nobodys_pictures() -> None:
    html = "<style>@font-face{src:url(https://fonts.test/a.woff2)} .a{background:url(data:image/png;base64,AA);mask:url(#m)}</style><img>"
    assert read(html + "<script>u=new URL('/b',location.href);var background = 'red'</script>").image_hosts == ()


@pytest.mark.parametrize(
    "piece",
    [
        "<a download='x.apk' ",
        "\"x.apk'",
        "<button onclick=\"'/x.apk'\">",
        "a.download='x.apk';",
        " url(",
        "<source ",
        " type=image ",
        "<image ",
    ],
)
def test_two_megabytes_of_them_cost_little(piece: str) -> None:
    for html in (piece * (2_000_000 // len(piece)), f"<script>{piece * (900_000 // len(piece))}</script>"):
        least = least_cpu_s(lambda html=html: read(html), within=2.0)
        assert least <= 2.0


def test_what_is_left_out_is_told() -> None:
    many = "".join(f'<button data-file="/{number}.apk">' for number in range(MAX_PLACES + 10))
    caps = read_page(body=many.encode(), content_type="text/html", url=SITE, host="desk.refund.test", suffix="test")[1]
    assert {cap.cap for cap in caps} >= {f"app places {MAX_PLACES}", "apps 40"}
    assert drawn(b"<source srcset=/a.png>" * (MAX_DRAWN + 1))[1]
