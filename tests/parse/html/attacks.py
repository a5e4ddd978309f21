"""Pages of two megabytes whose reading is dear, or once was."""

from collections.abc import Callable

from tests.parse.html.readers import many

SIZE = 2_000_000


def repeated(text: str, size: int = SIZE) -> str:
    return (text * (size // len(text) + 1))[:size]


def framed(markup: str, count: int) -> str:
    """So many frames, each with its number in the place of {}."""
    within = markup.replace('"', "&quot;").replace("<", "&lt;")
    return "".join(f'<iframe srcdoc="{within.replace("{}", str(number))}"></iframe>' for number in range(count))


# Every one of these keeps lexbor busy for seconds, or takes gigabytes, when it is given the page as it is; or once did for others.
# Made when they are read: every worker of the suite imports this.
ATTACKS: dict[str, Callable[[], str]] = {
    "deep": lambda: "<div>" * 400_000,
    "a letter with marks in no order": lambda: "<p>a" + "\u0301\u0316" * 480_000,
    "attributes of one tag": lambda: "<a " + many(" a{}", 200_000) + ">",
    "attributes behind quoted brackets": lambda: '<a b=">"' + many(' c{}=">"', 150_000) + ">",
    "attributes behind a stray quote": lambda: '<a "><b' + many(" c{}", 200_000) + ' ">',
    "256 attributes a tag": lambda: ("<div" + many(" a{}", 256) + "></div>") * 1_500,
    "attributes of many bodies": lambda: "".join("<body" + many(f" a{n}_{{}}", 40) + ">" for n in range(4_000)),
    "formatting opened anew": lambda: "<div>" + many("<font a{}>", 1_200) + "</div>" + "<div>x</div>" * 12_000,
    "formatting in paragraphs": lambda: "<p>" + many("<font a={}>", 6_000) + "<p>x" * 6_000,
    "formatting closed from afar": lambda: many("<font a={}>", 6_000) + "<div>" * 6_000 + "</font>" * 6_000,
    "bold ends far down": lambda: "<b>" * 100 + "<div>" * 12_000 + "</b>" * 200_000,
    "unknown ends far down": lambda: "<span>" * 12_000 + "</x>" * 400_000,
    "unknown ends, few tags": lambda: "<span>" * 2_400 + "</x>" * 480_000,
    "links in blocks": lambda: "<a><div>" * 200_000,
    "tables in tables": lambda: "<table><tr><td>" * 130_000,
    "text in tables": lambda: "<table>" + "x<b>" * 400_000,
    "angle brackets": lambda: "<" * SIZE,
    "ends": lambda: "</" * (SIZE // 2),
    "open comments": lambda: repeated("<!--"),
    "many comments": lambda: repeated("<!-- -->"),
    "open quotes": lambda: repeated('<a b="'),
    "ampersands": lambda: "&" * SIZE,
    "long references": lambda: repeated("&CounterClockwiseContourIntegra"),
    "scripts": lambda: repeated("<script>alert("),
    "script in script": lambda: "<script>" + repeated("<!--<script>"),
    "titles": lambda: repeated("</title><title>"),
    "an account in each row": lambda: "<table>" + repeated("<tr><td>Telegram<td>@scamman"),
    "forms": lambda: repeated("<form action=x><input name=b>"),
    "inputs": lambda: repeated("<input name=password>"),
    "inputs behind forms": lambda: repeated("<div><form></div><input name=b>"),
    "inputs that name forms": lambda: "<form id=x></form>" + repeated("<input form=x>"),
    "buttons that send elsewhere": lambda: "<form>" + repeated("<button formaction=x>"),
    "few inputs behind forms": lambda: "<div><form></div><input name=b>" + repeated("<!--><a b>"),
    "labels": lambda: repeated("<label for=x>a"),
    "links": lambda: repeated("<a href=x>"),
    "foreign links": lambda: many('<a href="https://h{}.test/">x</a>', 50_000),
    "hidden blocks": lambda: repeated("<p hidden>x"),
    "hidden within hidden": lambda: "<p style='display:none'>" * 3_000,
    "style sheets": lambda: repeated("<style>.a{display:none}</style>"),
    "one style sheet": lambda: "<style>" + repeated(".a{display:none}") + "</style><p class=a>x",
    "sheet of hiding classes": lambda: "<style>" + many(".a{}{{display:none}}", 40_000) + "</style>" + many("<p class=a{}>x", 2_000),
    "sheet of one selector": lambda: "<style>" + repeated(".a,", 1_000_000) + ".b{display:none}</style><p class=b>x",
    "sheet without braces": lambda: "<style>" + repeated("display:none;", 1_900_000),
    "sheet of open braces": lambda: "<style>" + repeated("{display:none;", 1_900_000),
    "sheet of quotes and comments": lambda: "<style>" + repeated(".a{display:none/*'", 1_900_000),
    "size lost and found": lambda: "<div style='font-size:0'>" * 200 + repeated("x<b style='font-size:9px'>y</b>", 60_000),
    "classes against rules": lambda: "<style>" + ".a{display:none}.a{color:red}" * 900 + "</style>" + many("<p class='a b{}'>x", 4_000),
    "many classes against many rules": lambda: (
        "<style>"
        + many(".a{0}{{display:none}}", 40)
        + many(".a{0}{{display:block}}", 40) * 99
        + "</style>"
        + "".join(f"<p class='{' '.join(f'a{(n * 7 + m * (n % 39 + 1)) % 40}' for m in range(30))}'>x" for n in range(4_000))
    ),
    "frames": lambda: repeated("<iframe srcdoc='<p class=a>x</p><form><input></form>'></iframe>"),
    "one frame": lambda: "<iframe srcdoc='" + repeated("<p hidden>x<form><input>", 390_000) + "'></iframe>",
    "images": lambda: repeated('<img src=x style="opacity:0" alt=y>'),
    "struck prices": lambda: repeated("<del>9</del>8"),
    "nul": lambda: "\0" * SIZE,
    "spaces in a tag": lambda: "<a" + " " * 1_900_000 + ">",
    "slashes in a tag": lambda: "<a" + "/" * 1_900_000 + ">",
    "spaces": lambda: "<p>" + " " * SIZE,
    "form feeds": lambda: "<p>" + "\f" * SIZE,
    "zero width": lambda: "<p>" + "a\u200b" * 400_000,
    "combining": lambda: "<p>" + "a" + "\u0301" * 900_000,
    "copyright": lambda: "<p>" + repeated("© "),
    "thai": lambda: "<p>" + "บัญชีปลอดภัย" * 50_000,
    "digits": lambda: "<p>" + repeated("081 234 5678 "),
    "svg": lambda: "<svg>" * 400_000,
    "templates": lambda: "<template>" * 200_000,
    "selects": lambda: "<select><option>" * 120_000,
    "capitals": lambda: repeated("<DIV><B>x"),
    "rules that name what is around": lambda: "<style>" + ("&" * 1_990 + "{") * 7 + ("&" * 200 + "{display:none}") * 4_000,
    "lists around rules": lambda: "<style>" + (":is(" + "a," * 990 + "a){") * 7 + "b{display:none}" * 4_000,
    "spaces in conditions": lambda: "<style>" + ("@media" + " " * 1_900 + "x{a{display:none}}") * 500,
    "spaces in layers": lambda: "<style>" + ("@layer" + " " * 1_900 + ",x{a{display:none}}") * 500,
    "names that are read in one tag": lambda: "<form " + repeated("href ", 1_900_000) + ">",
    "names like those that are read": lambda: "<form " + repeated("aria-labels ", 1_900_000) + "><a " + repeated("srcsets=a ") + ">",
    "rules in rules that stay open": lambda: "<style>" + repeated(".a{&.b{display:none}a{.a{"),
    "blocks that stay open": lambda: "<style>" + repeated(";{{[a]{display:none}"),
    "content of texts": lambda: "<style>" + many("p::after{{content:'word{}'}}", 15_000) + "</style>" + "<p>" * 8_000,
    "content of a long style": lambda: (
        "<style>"
        + many("p:not(.x{}):after{{content:var(--a)}}", 8_000)
        + '</style><p style="'
        + repeated(f"--a:'{'x' * 99}';", 900_000)
        + '">'
    ),
    "contents in many style elements": lambda: (
        "<html a>" * 9 + many("<style>p::after{{content:var(--a{0})}}b{{--c{0}:'a b c'}}</style>", 20_000)
    ),
    "ends with an attribute within a text": lambda: "<p>" + ("x" * 390 + "</z a=1>") * 4_900,
    "forms within a form": lambda: "<form>" + many("x" * 240 + "<form action='/f{}'>", 7_600),
    "rows outside a table": lambda: "<p>" + ("x" * 390 + "<tr a=1>") * 4_900,
    "ends with a tag in an attribute": lambda: "<p>" + ("x" * 390 + "</z a='<b>'>") * 4_900,
    "comments in a text beside a table": lambda: "<table>" + ("x" * 390 + "<!-- <b> -->") * 4_900,
    "scripts and comments in a text beside a table": lambda: "<table>" + ("x" * 390 + "<!--a--><script></script>") * 4_700,
    "ends within frames": lambda: "<frameset>" + (" " * 390 + "<p a=1>") * 4_900,
    "ends within a column of a template": lambda: "<template><col>" + (" " * 390 + "<p a=1>") * 4_900,
    "rows behind a long text": lambda: "x" * 1_850_000 + "<table>" + "<tr a=1>x" * 8_000,
    "text between cells": lambda: "x" * 1_500_000 + "<table>" + "<td a><b>q</b></td>x" * 3_400,
    "fields and text in a table": lambda: "x" * 1_500_000 + "<table>" + "<input type=hidden a=1>x" * 8_000,
    "scripts with a tag and text in a table": lambda: "x" * 1_500_000 + "<table>" + "x<script a=1>'<b>'</script>" * 3_400,
    "a comment that ends at once": lambda: "<!-->" + ("x" * 390 + "</z a=1>") * 4_900,
    "a comment that ends with a mark": lambda: "<!-- a --!>" + ("x" * 390 + "</z a=1>") * 4_900,
    "a comment within a script": lambda: "<script><!-- </script>" + ("x" * 390 + "</z a=1>") * 4_900,
    "sections of a drawing": lambda: "<svg><desc>" + ("x" * 370 + "<![CDATA[<b>]]></z a=1>") * 4_900,
    "cells behind a table in a value": lambda: """<p a="> <table><td b=" c="><td x="1">""" + ("x" * 390 + "<td a=1>") * 4_900,
    "cells behind a table in a comment": lambda: "<!-- > <table><td -->" + ("x" * 390 + "<td a=1>") * 4_900,
    "cells behind a table in a tag": lambda: "<p a=<table><td>" + ("x" * 390 + "<td a=1>") * 4_900,
    "cells behind a table in a style": lambda: "<svg><style><b x='</style><table><td y='>" + ("x" * 390 + "<td a=1>") * 4_900,
    "cells behind a table": lambda: "<p><table><td></table>" + ("x" * 390 + "<td a=1>") * 4_900,
    "drawings with words": lambda: "<p>" + repeated("<img src='data:image/svg+xml,<svg><text>a b c</text></svg>'>"),
    "drawings that do not end": lambda: "<p>" + repeated('"data:image/svg+xml,<text>'),
    "sheets that are imported": lambda: "<style>" + repeated("@import 'data:text/css,a{display:none}';"),
    "content of attributes": lambda: "<style>" + "p::after{content:attr(a)}" * 15_000 + "</style>" + "<p>" * 8_000,
    "content of many attributes": lambda: "<style>" + many("p::after{{content:attr(a{})}}", 15_000) + "</style>" + "<p>" * 8_000,
    "blocks in blocks in the line": lambda: "<style>div{display:inline-block}</style>" + "<div>" * 12_000 + repeated("ก", 500_000),
    "broken forms": lambda: "<form action=/a><div></form>" * 1_000 + "<input name=q>" * 1_000,
    "links in tables in links": lambda: "<a href=x><table><tr><td>" * 2_500 + repeated("word ", 1_500_000),
    "labels in labels": lambda: "<label for=a>" * 1_000 + "<input id=a>" + repeated("ก ", 600_000),
    "a label around inputs": lambda: "<label>" + "<input name=a>" * 1_000 + repeated("ก ", 600_000),
    "frames in a box of many styles": lambda: (
        "<div style='" + repeated("a:b;", 1_900_000) + "'>" + "<iframe src=//a.b.test/ style='position:fixed;inset:0'></iframe>" * 60
    ),
    "frames in boxes in boxes": lambda: (
        ("<div style='position:absolute;inset:0'>" * 11 + "<iframe src=//a.b.test/ style='position:absolute;inset:0'></iframe>") * 60
        + " " * 1_900_000
    ),
    "images in a box of many classes": lambda: "<div class='" + repeated("ก ", 1_900_000) + "'>" + "<img src=a.png>" * 24,
    "headings in headings": lambda: "<div>" + "<h1><div>" * 64 + repeated("a ", 1_900_000),
    "a foot without a tag": lambda: "<b>" * 120_001 + "<a x>" * 300_000 + "x " * 17_000,
    "drawings in drawings": lambda: repeated("<svg><desc>", 1_000_000) + repeated("</desc></svg>", 1_000_000),
    "broken texts for browsers without scripts": lambda: repeated("<noscript><b></noscript>", 1_900_000),
    "one of these that is large": lambda: "<noscript>" + repeated("<div>", 1_900_000) + "</noscript>",
    "scripts with comments": lambda: "<noscript><b></noscript>" + repeated("<script><!--<script></script>", 1_900_000),
    "strange names": lambda: many("<x{}>", 12_000),
    "what may name an input": lambda: "<input aria-labelledby=a name=z><p>" + " id=a" * 300_000 + "<b>",
    "links without an end behind many tags": lambda: "<b>" * 120_001 + repeated("<a ", 1_500_000),
    "hidden in hidden, the inner ones first": lambda: (
        "<style>.v{visibility:visible}"
        + "".join(f"html .a{n}{{visibility:hidden}}" for n in reversed(range(280)))
        + "</style>"
        + many("<div class=a{}>", 280)
        + "<b class=v>x</b>"
        + "<i>t</i>" * 9_000
    ),
    "addresses in a script": lambda: "<script>x = 'a b " + "://" * 300_000 + " c d e f g'</script>",
    "forms that are sent": lambda: "<form action=https://a.test/a></form>" * 1_000 + "<script>" + "f.submit();" * 1_400 + "</script>",
    "functions around what leads on": lambda: (
        "<p>hi<script>"
        + many("function fun{}(){{", 500)
        + "if(x)location='https://a.test/';" * 500
        + "}" * 500
        + "</script><script>/*"
        + many(" fun{}", 500) * 2
        + "x" * 900_000
        + "*/</script>"
    ),
    "steps of a selector up a tree": lambda: "<style>.z .a .a .a .a .a{display:none}</style>" + "<div class=a>" * 900,
    "as many steps as a selector has": lambda: "<style>" + (".a " * 600 + "{display:none}") * 4 + "</style>" + "<div class=a>" * 9_000,
    "steps of a selector along siblings": lambda: (
        "<style>.z~*~*~*~*{display:none}b:not(.z ~ * ~ * ~ *){display:none}</style>" + "<i class=a>x</i>" * 5_000
    ),
    "steps of a selector where none are matched": lambda: (
        "<style>:current(.z .a .a .a .a .a .a){display:none}b:not(:current(.z .a .a .a .a .a .a)){display:none}</style>"
        + "<div class=a>" * 900
    ),
    "steps in lists in lists": lambda: (
        "<style>"
        + "".join(":is(" * 387 + f".a{n} .b" + ")" * 387 + "{display:none}" for n in range(900))
        + "</style>"
        + "<div class=a>" * 300
    ),
    "classes of a sheet against few of each element": lambda: (
        "<style>"
        + "".join(",".join(f".a{n}_{m}" for n in range(200)) + "{display:none}" for m in range(400))
        + "</style>"
        + "<div class=a>" * 9_000
    ),
    "style sheets in each other in a drawing": lambda: "<svg>" + "<style>" * 5_000 + repeated(".a{display:none}", 1_900_000),
    "scripts in each other in a drawing": lambda: "<svg>" + "<script>" * 5_000 + repeated("a=1;", 1_900_000),
    "fields in each other in a drawing": lambda: "<svg>" + "<textarea>" * 5_000 + repeated("word ", 1_900_000),
    "drawings in each other with what begins no line": lambda: "<input name=otp>a{<svg>}b<option selected value=a>c" * 4_600,
    "wallets with wrong check digits": lambda: (
        "<p>" + (wallets := many("0x{0:010d}aBcDeFaBcDeFaBcDeFaBcDeFaBcDeF ", 20_000)) + "<script>a='" + wallets + "'</script>"
    ),
    "accounts": lambda: "<p>" + many("บช {0:03d}-4-34{0:03d}-6 ", 40_000),
    "accounts behind a bank": lambda: "<p>" + many("SCB 1{:09d} ", 60_000),
    "accounts behind a word": lambda: "<p>" + many("a/c 1{:08d} ", 60_000),
    "accounts, ids of a script and guests": lambda: (
        "<p>"
        + many("บช {0:03d}-4-34{0:03d}-6 ", 15_000)
        + "</p><script>"
        + 'if(a)location.href="https://a.test/"+b;' * 24_000
        + "</script>"
        + many("<div class=comment>Tel 08{:08d}</div>", 11_000)
    ),
    "guests in guests": lambda: "<i class=comment>" * 3_000 + repeated("x<b class=message>y</b>", 1_900_000),
    "pictures named after banks": lambda: repeated("<img alt='scb'>12345678<p>"),
    "pictures named after banks in a line": lambda: repeated("<img alt=scb>12345678 "),
    "pictures named after banks before words": lambda: repeated("<img alt=scb>ก", SIZE // 2),
    "pictures named after banks before icons": lambda: repeated("<img alt=scb>" + "<img src=copy>" * 5 + "1234567 " * 5),
    "an icon of escapes": lambda: "<link rel=icon href='data:," + "%41" * 400_000 + "'><img src='data:," + "%" * 790_000 + "'>",
    "a frame of escapes": lambda: "<iframe src='data:," + "%" * 1_990_000 + "'>",
    "ids in a text": lambda: "<p>" + many("LINE: x{:05d} ", 60_000),
    "wallets in pieces in a description": lambda: (
        "<p>hi<meta name=description content='" + "0xaB3dE5f7aB3dE5f7aB3d E5f7aB3dE5f7aB3dE5f7 " * 22_000 + "'>"
    ),
    "tools with numbers in descriptions": lambda: "".join(
        f'<meta name={name} content="{many("AnyDesk {0:03d} 456 789 TeamViewer ID 123 456 {0:03d} ", 18_000)}">'
        for name in ("description", "keywords")
    ),
    "accounts in descriptions": lambda: "".join(
        f'<meta name={name} content="{many("IBAN DE{0:02d} 3704 0044 0532 013{0:03d} ", 27_000)}">' for name in ("description", "keywords")
    ),
    "functions in each other that replace the page, in frames": lambda: framed(
        "<script>var k{};const b=document.body;" + "f(_=>" * 600 + "[1" + ",b.innerHTML=q" * 600 + "]" + ")" * 600 + "</script>", 20
    ),
    "functions before what replaces the page, in frames": lambda: framed(
        "<script>var k{};const b=document.body;" + "f(_=>1);" * 800 + "b.innerHTML=q;" * 800 + "</script>", 20
    ),
    "elements that scripts define": lambda: (
        "".join(
            "<script>e.innerHTML='<b>';" + "".join(f"customElements.define('x-{n}{m}',C);" for m in range(100)) + "</script>"
            for n in range(9)
        )
        + "<!--"
        + "<x-" * 600_000
    ),
    "quotations within each other in frames": lambda: framed("<p>{}" + "<q>" * 12_000 + "</x>" * 6_500, 6),
    "inputs in a frame and beside it": lambda: "<iframe srcdoc='" + "<input>" * 55_000 + "'></iframe>" + "<input>" * 120_000,
    "refreshes that are written": lambda: "<script>var a='" + "<meta " * 690 + "';" + "document.write(a);" * 1_100 + "</script>",
}


IN_SHORT = {
    "deep", "a letter with marks in no order", "attributes of one tag", "attributes behind quoted brackets", "formatting opened anew",
    "bold ends far down", "tables in tables", "angle brackets", "open comments", "long references",
    "scripts", "forms", "inputs behind forms", "hidden within hidden",
    "sheet of hiding classes", "many classes against many rules", "frames", "thai", "templates",
    "rules that name what is around", "content of many attributes", "blocks in blocks in the line", "a label around inputs",
    "broken texts for browsers without scripts", "hidden in hidden, the inner ones first",
    "functions around what leads on",
    "steps of a selector up a tree", "steps of a selector along siblings", "steps of a selector where none are matched",
    "style sheets in each other in a drawing", "drawings in each other with what begins no line", "wallets with wrong check digits",
    "wallets in pieces in a description", "tools with numbers in descriptions", "functions in each other that replace the page, in frames",
    "elements that scripts define", "quotations within each other in frames",
    "content of a long style", "accounts", "pictures named after banks in a line", "guests in guests",
}  # fmt: skip
"""One or two of each kind: tags, attributes, nesting, forms, styles, frames, characters, scripts."""
