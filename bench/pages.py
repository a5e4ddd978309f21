"""Generated pages of a given size: markup, script and text like those of a shop or a bank, in seven languages."""

import random

SENTENCES: dict[str, tuple[str, ...]] = {
    "en": (
        "Our branch network was extended again last year and serves customers in every province.",
        "Please read the terms of delivery before you place an order with the warehouse team.",
        "Members collect points with each purchase and may exchange them at the counter.",
        "The new timetable is valid from Monday and replaces all earlier announcements.",
    ),
    "th": (
        "ร้านของเราเปิดให้บริการทุกวันตั้งแต่เวลาแปดโมงเช้าถึงสองทุ่ม",
        "ลูกค้าสามารถสะสมคะแนนและแลกของรางวัลได้ที่เคาน์เตอร์ทุกสาขา",
        "สินค้าทุกชิ้นผ่านการตรวจสอบคุณภาพก่อนจัดส่งถึงมือผู้รับ",
        "กรุณาอ่านเงื่อนไขการรับประกันก่อนสั่งซื้อสินค้าผ่านหน้าเว็บ",
    ),
    "vi": (
        "Cửa hàng mở cửa hàng ngày từ tám giờ sáng đến chín giờ tối, kể cả ngày lễ.",
        "Quý khách vui lòng đọc kỹ điều khoản giao hàng trước khi đặt mua sản phẩm.",
        "Mạng lưới chi nhánh tiếp tục được mở rộng tại các tỉnh miền Trung trong năm nay.",
        "Điểm thưởng được cộng sau mỗi lần mua và có thể đổi tại quầy dịch vụ.",
    ),
    "id": (
        "Toko kami buka setiap hari mulai pukul delapan pagi sampai sembilan malam.",
        "Silakan membaca syarat pengiriman sebelum melakukan pemesanan melalui situs ini.",
        "Jaringan cabang terus diperluas ke seluruh provinsi sepanjang tahun ini.",
        "Pelanggan mengumpulkan poin dari setiap pembelian dan menukarnya di kasir.",
    ),
    "zh": (
        "本店每天早上八点开始营业，欢迎新老顾客前来选购各类家居用品。",
        "下单之前请仔细阅读配送说明，节假日期间发货时间可能会有延迟。",
        "会员每次购物都可以获得积分，积分可在各门店柜台兑换礼品。",
        "公司去年继续扩大门店网络，服务范围覆盖全国各主要城市。",
    ),
    "ja": (
        "当店は毎日午前八時から営業しており、年末年始を除いて休まず営業いたします。",
        "ご注文の前に配送についての説明をよくお読みくださいますようお願いいたします。",
        "会員の皆さまはお買い物のたびにポイントをためて、店頭で景品と交換できます。",
    ),
    "ko": (
        "저희 매장은 매일 오전 여덟 시부터 영업하며 연중무휴로 운영하고 있습니다.",
        "주문하시기 전에 배송 안내를 꼼꼼히 읽어 주시기 바랍니다.",
        "회원은 구매할 때마다 포인트를 적립하고 매장에서 사은품으로 교환할 수 있습니다.",
    ),
}

_HEAD = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{title}"><meta property="og:site_name" content="Example Store">
<link rel="stylesheet" href="https://static.example.net/css/main.css"><link rel="icon" href="/favicon.ico">
<style>.badge{{display:inline-block;padding:2px 6px}} .modal{{display:none}} .row:after{{content:"";clear:both}} {css}</style>
<script async src="https://www.googletagmanager.com/gtag/js?id=G-AB12CD34EF"></script>
<script>window.dataLayer=window.dataLayer||[];function gtag(){{dataLayer.push(arguments);}}gtag('js',new Date());gtag('config','G-AB12CD34EF');</script>
</head>
<body class="home page">
<header><a class="logo" href="/"><img src="/img/logo.png" alt="Example Store logo"></a><nav><ul>{nav}</ul></nav></header>
<main>
"""
_FOOT = """</main>
<footer><p>&copy; 2026 Example Store Co., Ltd. Tel. 02-123-4567 · <a href="mailto:service@store.example">service@store.example</a>
<a href="https://line.me/R/ti/p/@examplestore">LINE</a></p></footer>
<form action="/search" method="get"><input type="search" name="q" placeholder="search"><button>Go</button></form>
<form action="/login" method="post"><input name="email" type="email"><input type="password" name="password"><button>Log in</button></form>
<script>{script}</script>
</body></html>
"""


def page(language: str, *, size: int = 100_000, terms: tuple[str, ...] = (), seed: int = 1) -> bytes:
    """Return a page of about `size` bytes in UTF-8 that contains each of `terms` once."""
    chance = random.Random(f"{language}{seed}")
    sentences = SENTENCES[language]
    css = "".join(f".c{n}{{margin:{n}px;color:#{n:06x}}}" for n in range(150))
    script = "".join(
        f"function f{n}(a,b){{var x=a[{n}]||b;if(x>{n}){{document.getElementById('i{n}').className='c{n}';}}return x;}}" for n in range(110)
    )
    nav = "".join(f'<li class="item-{n}"><a href="/category/{n}/">{sentences[n % len(sentences)][:14]}</a></li>' for n in range(30))
    parts = [_HEAD.format(language=language, title=sentences[0], css=css, nav=nav)]
    foot = _FOOT.format(script=script)
    waiting = list(terms)
    length = len(parts[0].encode()) + len(foot.encode())
    number = 0
    while length < size:
        number += 1
        words = list(chance.choices(sentences, k=chance.randint(1, 3)))
        if waiting:
            words.insert(1, waiting.pop())
        text = " ".join(words)
        part = (
            f'<div class="card c{number % 150}" id="p{number}" data-sku="{chance.randrange(10**9)}"><a href="/product/{number}">'
            f'<img src="https://cdn.example.net/p/{number}.jpg" alt="{sentences[number % len(sentences)][:20]}" width="300" height="200"></a>'
            f"<h3>{sentences[number % len(sentences)][:24]}</h3><p>{text}</p>"
            f'<p class="price"><b>{chance.randint(10, 999)}</b> <span>{chance.randint(1, 99)}%</span></p>'
            f'<ul><li><a href="https://partner{number % 7}.example.org/x?id={number}">{sentences[0][:9]}</a></li></ul></div>\n'
        )
        length += len(part.encode())
        parts.append(part)
    return ("".join(parts) + foot).encode()
