"""A barrier in front of a page, and a notice in its place, are told from the page."""

import pytest

from scamtriage.knowledge.hosts import infrastructure, lent_names
from scamtriage.knowledge.pages import block_pages
from scamtriage.parse.html.barrier import barrier_of
from scamtriage.parse.html.page import read_page


@pytest.mark.parametrize(
    ("status", "title", "chars", "marks", "asked", "headers", "door"),
    [
        (403, "Forbidden", 20, (), (), {}, "forbidden"),
        (403, "Just a moment...", 40, ("challenge",), (), {}, "challenge"),
        (503, "Please wait", 40, ("challenge",), (), {}, "challenge"),
        (401, "", 0, (), (), {}, "login-wall"),
        (451, "", 0, (), (), {}, "geo-block"),
        (200, "Just a moment...", 60, ("challenge",), (), {}, "challenge"),
        (200, "Security check", 60, ("captcha",), (), {}, "captcha"),
        (200, "Shop", 100, ("geo-block",), (), {}, "geo-block"),
        (200, "x", 0, (), (), {"cf-mitigated": "challenge"}, "challenge"),
        (200, "Contact us", 5_000, ("captcha", "challenge"), (), {}, ""),
        (200, "Log in", 90, ("captcha",), ("password",), {}, ""),
        (200, "Garden club", 90, ("captcha",), (), {}, ""),
        (200, "Garden club", 30, ("captcha",), (), {}, "captcha"),
        (404, "Not found", 30, (), (), {}, ""),
        (200, "Shop", 60, (), (), {}, ""),
    ],
)
def test_a_door_is_told_from_the_page_behind_it(
    status: int, title: str, chars: int, marks: tuple[str, ...], asked: tuple[str, ...], headers: dict[str, str], door: str
) -> None:
    found = barrier_of(
        status_code=status, title=title, text_chars=chars, headers=headers, marks=frozenset(marks), asks=asked,
        words="", notice="", goes_on=False, shown="", host="", speaks=bool(asked), dictates=False,
    )  # fmt: skip
    assert found == door


DOORS = {
    "<title>安全验证</title><p>请完成验证后继续访问</p>": "captcha",
    "<title>Security check</title><p>Please solve the captcha</p>": "captcha",
    "<p>กรุณายืนยันว่าคุณไม่ใช่โปรแกรมอัตโนมัติ</p>": "captcha",
    "<p>Vui lòng xác minh bạn không phải là robot</p>": "captcha",
    "<p>로봇이 아닙니다</p>": "captcha",
    "<p>Too many requests</p>": "rate-limit",
    "<p>访问过于频繁，请稍后再试</p>": "rate-limit",
    "<p>Terlalu banyak permintaan</p>": "rate-limit",
    "<title>Verify you are human</title><p>Press Win + R, then Ctrl + V and Enter</p>": "",
    "<p>Click Allow to confirm that you are not a robot</p>": "",
    "<p>Verify you are human: write to <a href=https://wa.me/66819234567>us</a></p>": "",
    "<p>Verify you are human</p><input type=tel name=otp>": "",
    "<p>Verify you are human</p>" + "<p>Then read what we have written about it in the last year</p>" * 20: "",
    "<p>Our garden is open</p>": "",
    "<h1>Truy cập bị từ chối</h1><p>Truy cập của bạn đã bị chặn vì lý do bảo mật": "forbidden",
    "<p>访问被拒绝 您的访问请求可能对网站造成安全威胁,请求已被拦截": "forbidden",
    "<title>Pardon Our Interruption</title><p>Something about your browser made us think you were a bot": "challenge",
    "<p>Please enable JavaScript and cookies to continue": "challenge",
    "<h1>Not available</h1><p>This service is not offered in your region": "geo-block",
    "<p>Please turn off your VPN or proxy": "forbidden",
    "<p>This request was blocked by our security service": "forbidden",
    "<p>การเข้าถึงถูกปฏิเสธ": "forbidden",
    "<p>Akses ditolak": "forbidden",
    "<p>Akses anda telah disekat": "forbidden",
    "<p>Na-block ang iyong access": "forbidden",
    "<p>アクセスが拒否されました": "forbidden",
    "<p>접근이 거부되었습니다": "forbidden",
    "<p>एक्सेस अस्वीकृत": "forbidden",
    "<p>ការចូលប្រើត្រូវបានបដិសេធ": "forbidden",
    "<p>ການເຂົ້າເຖິງຖືກປະຕິເສດ": "forbidden",
    "<p>ဝင်ရောက်ခွင့် ငြင်းပယ်ခံရသည်": "forbidden",
    "<p>ไม่พร้อมให้บริการในประเทศของคุณ": "geo-block",
    "<p>접속이 차단되었습니다. 접속하려는 사이트는 경찰청의 요청으로 차단": "blocked-by-order",
    "<p>Access denied. Write to <a href=https://wa.me/66819234567>us</a>": "",
    "<p>Access denied. <a href=https://docs.google.com/forms/d/e/1FAIpQL/viewform>Restore access</a>": "",
    "<title>Verify you are human</title><p>Verify you are human: <a href=https://bit.ly/3xYzAb>continue</a>": "",
    "<p>Access denied</p><input type=tel name=otp>": "",
    "<title>Access denied</title><p>Your bank account waits <a href=/verify>Verify now</a>": "",
    "<p>Access denied. You won $5,000 today": "",
    "<p>Truy cập bị chặn. Xác minh tài khoản trong 24 giờ": "",
    "<p>We sell bread. Not available in your area? We ship by post. <a href=/shop>Shop</a>": "",
    "<p>Access denied. <a href=/>Home</a> <a href=/cdn-cgi/l/report>Report</a>": "forbidden",
    "<title>Welcome to nginx!</title><p>If you see this page, the nginx web server is successfully installed and working. See "
    "<a href=http://nginx.org/>nginx.org</a>": "default-page",
    "<title>Apache2 Ubuntu Default Page: It works</title><p>It works!</p>" + "<p>Replace this file</p>" * 60: "default-page",
    "<title>Account Suspended</title><p>This Account has been suspended. Contact your hosting provider": "suspended-page",
    "<title>Suspected phishing site | Cloudflare</title><p>This website has been reported for potential phishing.": "warning-page",
    "<h1>This domain has been seized</h1><p>by the Secret Service, by a warrant": "seized",
    "<title>Internet Positif</title><p>Situs yang Anda tuju mengandung konten negatif": "blocked-by-order",
    "<p>เว็บไซต์นี้ถูกระงับการเผยแพร่ ตามคำสั่งศาล": "blocked-by-order",
    "<title>Welcome to nginx!</title><p>Welcome to nginx! Write to <a href=https://wa.me/66819234567>us</a>": "",
    "<title>Our bank: account suspended</title><p>Your account has been suspended. <a href=/restore>Restore it</a>": "",
    "<p>Your requested URL has been blocked as per the directions received from Department of Telecommunications": "blocked-by-order",
    "<p>You are not authorized to access this web page as per the DOT compliance.": "blocked-by-order",
    "<p>The website you are trying to access has been blocked under the Online Criminal Harms Act by the Singapore Police Force. "
    "For enquiries call the ScamShield Helpline 1799.": "blocked-by-order",
    "<p>警示：您欲瀏覽的網站涉及詐騙，已依法令停止解析。如有疑問請撥打165反詐騙諮詢專線。刑事警察局": "blocked-by-order",
    "<title>国家反诈中心</title><p>您访问的网站涉嫌诈骗，已被国家反诈中心拦截。咨询热线96110": "blocked-by-order",
    "<p>アクセスが制限されています。このサイトはフィッシング詐欺の可能性があるためブロックしました。": "blocked-by-order",
    "<p>アクセスしようとしたページは児童ポルノの掲載により閲覧できません。": "blocked-by-order",
    "<p>접속하려는 사이트는 경찰청의 요청으로 차단되었습니다.": "blocked-by-order",
    "<p>Website này đã bị chặn vì có dấu hiệu lừa đảo. Cục An toàn thông tin": "blocked-by-order",
    "<p>您访问的网站涉嫌诈骗，已被国家反诈中心拦截。<a href=https://t.me/safe_police96>解封</a>": "",
    "<p>您访问的网站涉嫌诈骗，已被国家反诈中心拦截。</p><input type=password name=p>": "",
    "<p>公安机关提醒：该网站冒充银行，警方已拦截大量受害人转账，咨询热线96110": "",
    "<p>The Ministry of Electronics and Information Technology has blocked 59 apps; a requested list was published": "",
    "<p>ScamShield checks whether the site you are trying to access is known. Scam calls are blocked. Helpline 1799": "",
    "<p>このサイトは児童ポルノのブロッキングについて、インターネットコンテンツセーフティ協会が説明します": "",
    "<p>165反詐騙諮詢專線提醒：假網站已由警政署通報停止。請撥打165": "",
    "<h1>Casino website blocked by court order</h1><p>The regulator said on Monday that families had complained": "",
}


DOORS |= {
    "<title>Account Suspended</title><h1>Account Suspended</h1><p>This Account has been suspended."
    "<a href='mailto:webmaster@a.test'>Contact your hosting provider for more information.</a>": "suspended-page",
    "<title>Account Suspended</title><p>This Account has been suspended. <a href='mailto:help@a.test'>Write to us</a>": "",
    "<title>เว็บไซต์ถูกระงับ</title><h1>เว็บไซต์นี้ถูกระงับการใช้งานชั่วคราว</h1>": "suspended-page",
    "<title>Tài khoản bị tạm khóa</title><p>Tài khoản hosting này đã bị tạm khóa.": "suspended-page",
    "<title>Akun Ditangguhkan</title><h1>Akun Hosting Ini Telah Ditangguhkan</h1>": "suspended-page",
    "<title>Congratulations, the site is created successfully!</title><p>This is the default index.html, this page is automatically "
    "generated by the system": "default-page",
    "<title>Site is not found</title><p>Possible causes: You did not bind the domain name or IP to the site.": "default-page",
    "<title>TestPage</title><h1>该网站暂时无法访问</h1><p>该网站未根据工信部相关法律规定进行备案。": "blocked-by-order",
    "<title>ปิดปรับปรุง</title><h1>ขออภัย เว็บไซต์ปิดปรับปรุงระบบชั่วคราว</h1>": "maintenance",
    "<title>Bảo trì</title><h1>Hệ thống đang bảo trì</h1><p>Website đang được nâng cấp, vui lòng quay lại sau.": "maintenance",
    "<h1>系统升级维护中</h1><p>尊敬的用户，系统正在升级维护，预计维护时间为2小时。": "maintenance",
    "<p>Situs sedang dalam pemeliharaan, silakan kembali lagi nanti": "maintenance",
    "<p>只今メンテナンス中です": "maintenance",
    "<title>Coming soon</title><p>Our new site is coming soon": "maintenance",
    "<title>Bakery</title><p>We bake sourdough bread. Rye is coming soon": "",
    "<title></title><p>Kami memanggang roti setiap pagi. Silakan datang ke toko kami": "",
    "<title>Toko roti</title><p>Kami akan datang": "",
    "<title></title><p>Akan datang": "maintenance",
    "<p>ระบบปิดปรับปรุง กรุณาติดต่อ <a href=https://line.me/ti/p/~desk77>เจ้าหน้าที่</a>": "maintenance",
    "<title>Coming soon</title><h1>Coming soon</h1><input type=email placeholder='Your email'> or call 02 123 4567": "maintenance",
    "<h1>Site maintenance for buildings</h1><p>Lifts under maintenance are replaced within a day. Call +66 2 123 4567": "",
    "<p>Site maintenance. Back at noon": "maintenance",
    "<p>Our site is under maintenance. Call +66 2 123 4567": "maintenance",
    "<title>ช่างดี</title><p>งานสีของอาคารที่อยู่ระหว่างปรับปรุง โทร 02-123-4567": "",
    "<p>เว็บไซต์อยู่ระหว่างการปรับปรุง โทร 02-123-4567": "maintenance",
    "<p>Gedung dalam perbaikan kami tangani. Hubungi 021-555 1234": "",
    "<p>Situs dalam perbaikan. Hubungi 021-555 1234": "maintenance",
    "<p>Công trình đang được xây dựng. Gọi 028 3822 1234": "",
    "<p>Website đang được nâng cấp. Gọi 028 3822 1234": "maintenance",
    "<p>网站制作，系统维护。电话 010-8888 6666": "",
    "<title>Premium names</title><p>Buy this domain or 300 others. Call +66 2 123 4567": "",
    "<p>Buy this domain": "for-sale",
    "<title>a.test</title><p>a.test is for sale. Call +1 781 373 6847": "for-sale",
    "<title>b.test</title><p>b.test is for sale. Call +1 781 373 6847": "",
    "<p>ขายโดเมนนี้ ติดต่อ <a href=https://line.me/ti/p/~domains>LINE</a>": "for-sale",
    "<title>a.test</title><p>a.test was recently registered by a customer of ours. Please check back later!": "maintenance",
    "<p>Opening soon. <a href=/password>Enter using password</a> <a href=/admin>Owner</a>": "maintenance",
    "<p>Our charity was recently registered by the council": "",
    "<title>Coming soon</title><p>Coming soon</p><input name=card placeholder='Card number'>": "",
    "<p>系统维护中，请登录</p><input type=password name=p>": "",
    "<p>系统维护中，您的银行账户将被冻结": "",
    "<title>Our team</title><p>Machines under maintenance are listed <a href=/list>here</a>": "",
    "<title>Hạn chế truy cập</title><h1>Khu vực của bạn không được hỗ trợ</h1>": "geo-block",
    "<title>เปิดในเบราว์เซอร์</title><p>กรุณาเปิดลิงก์นี้ในเบราว์เซอร์ เช่น Chrome หรือ Safari": "forbidden",
    "<p>请在浏览器中打开本页面": "forbidden",
    "<h1>Error establishing a database connection</h1>": "broken",
    "<b>Fatal error</b>: Uncaught Error: Call to undefined function mysql_connect() in /home/u/config.php:12": "broken",
    "<title>系统发生错误</title><h1>无法加载模块:Index</h1>": "broken",
    "<title>a.test</title><p>This domain may be for sale! <a href=https://sedo.com/search/?domain=a.test>Buy this domain</a>": "for-sale",
    "<title>โดเมนนี้ประกาศขาย</title><h1>โดเมนนี้ประกาศขาย</h1>": "for-sale",
    "<p>该域名正在出售": "for-sale",
    "<title>Villa Sunset</title><p>This beach house is for sale! Buy your dream home on Samui. <a href=/rooms>Rooms</a>": "",
}


@pytest.mark.parametrize("html", DOORS)
def test_a_door_with_little_else_says_that_it_is_one(html: str) -> None:
    facts, _ = read_page(body=html.encode(), content_type="text/html; charset=utf-8", url="https://a.test/", host="a.test", suffix="test")
    assert facts.barrier == DOORS[html]


def test_a_notice_hides_nothing_of_the_page_that_gives_a_contact_beside_it() -> None:
    html = "<title>Coming soon</title><h1>Coming soon</h1><p>Write to <a href=https://line.me/ti/p/~desk77>our officer</a>"
    facts, _ = read_page(body=html.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
    assert (facts.barrier, facts.door, facts.unseen_because) == ("maintenance", "", "") and facts.gives_contact


@pytest.mark.parametrize("status", [200, 403, 404, 429, 451, 503])
def test_what_others_put_in_place_of_a_site_says_so_under_any_status(status: int) -> None:
    html = "<p>Situs ini diblokir: judi online, slot gacor, togel."
    facts, _ = read_page(
        body=html.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test", status_code=status
    )
    assert facts.barrier == "blocked-by-order"


WITHDRAWN = {
    "bitly.com": "<title>Warning! | There might be a problem with the requested link</title><h1>STOP</h1><p>The link you requested "
    "has been identified by Bitly as being potentially problematic. <a href=https://support.bitly.com/>Read more</a>",
    "tinyurl.com": "<p>The TinyURL you visited was used by its creator in violation of our terms of use. Fraud, "
    "money making scams <a href=/app>Home</a>",
    "drive.google.com": "<p>We're sorry. You can't access this item because it is in violation of our Terms of Service. Find out "
    "more at the <a href=https://support.google.com/drive/answer/148505>Google Drive Help Center</a>",
}


@pytest.mark.parametrize("host", WITHDRAWN)
def test_what_a_service_withdrew_is_told_by_the_service_alone(host: str) -> None:
    barriers = [
        read_page(body=WITHDRAWN[host].encode(), content_type="text/html", url=f"https://{at}/x", host=at, suffix="com")[0].barrier
        for at in (host, f"www.{host}", f"{host.partition('.')[0]}-help.com")
    ]
    assert barriers == ["suspended-page", "suspended-page", ""]


@pytest.mark.parametrize(
    ("at", "link", "told"),
    [
        ("bit.ly", "https://support.bitly.com/hc/en-us", "suspended-page"),
        ("bit.ly", "https://bitly.com/", "suspended-page"),
        ("bit.ly", "https://bank-login.example/", ""),
        ("bit.ly.help.example", "https://bitly.com/", ""),
    ],
)
def test_a_service_that_withdrew_a_link_leads_to_its_other_names_and_nowhere_else(at: str, link: str, told: str) -> None:
    html = f"<p>The link you requested has been identified by Bitly as being potentially problematic.</p><a href='{link}'>Learn more</a>"
    facts, _ = read_page(body=html.encode(), content_type="text/html", url=f"https://{at}/3x", host=at, suffix=at.rpartition(".")[2])
    assert facts.barrier == told


def test_no_door_links_to_what_anybody_may_put_there() -> None:
    assert not [host for host in block_pages.load().hosts if lent_names.is_tenants(host) or infrastructure.is_freemail(host)]


KIT = "<title>Police case desk</title><h1>Your case</h1><p>Add the officer on LINE to move your savings</p>"
CARD = "<form method=post><input name=idcard placeholder='ID card number'><input type=password name=pin></form>"


@pytest.mark.parametrize("status", [403, 429, 451])
@pytest.mark.parametrize("more", [CARD, "<a href=https://line.me/ti/p/~desk77>LINE</a>", "<a href=/case.apk>App</a>"])
def test_a_whole_page_that_comes_with_a_refusal_is_read_and_is_not_all_of_the_site(status: int, more: str) -> None:
    facts, _ = read_page(
        body=(KIT + more).encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test", status_code=status
    )
    assert (facts.barrier, facts.complete, facts.incomplete_because) == ("", False, f"the server answered {status}")


@pytest.mark.parametrize(
    "html",
    [
        "<title>Attention Required! | Cloudflare</title><p>You have been blocked. Write to <a href='mailto:help@a.test'>us</a>",
        "<title>403</title><p>Access denied. Write to <a href='mailto:help@a.test'>us</a>",
        "<title>Forbidden</title><p>You may not look at this.",
    ],
)
def test_a_refusal_that_says_so_stays_one_with_a_mailbox_too(html: str) -> None:
    facts, _ = read_page(body=html.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test", status_code=403)
    assert facts.barrier and facts.complete
