"""The tree and the token stream see the same page: what SVG may do that HTML may not, and what a tag ends without saying so."""

import pytest

from scamtriage.parse.html.document import Document
from scamtriage.parse.html.features import names_written
from scamtriage.parse.html.noscript import scanned
from scamtriage.parse.html.page import read_page
from scamtriage.parse.html.stream import read_stream
from scamtriage.parse.html.tree import read_tree

SHEET = "<style>.a{display:none}</style>"
PAGES = {
    "an empty title in an icon": "<svg><title/><path d='M0'/></svg><p>seen",
    "an empty sheet in an icon": "<svg><style/></svg><p>seen",
    "markup in a sheet of an icon": "<svg><style></svg><p>seen",
    "an icon in an icon": "<svg><svg></svg><title/></svg><p>seen",
    "an icon that nobody closes": "<svg><path d=x /><p>seen<title/></p>in the title</title>",
    "HTML in an icon": "<svg><foreignObject><textarea/></svg>in the area</textarea><p>seen",
    "a formula": "<math><mtext>seen</mtext><title/></math><p>seen",
    "a value that ends in a slash": "<svg><g hidden=x/><text>kept back</text></g></svg><p>seen",
    "a slash behind a value": "<svg><g class=a /><text>seen</text></svg>",
    "a slash behind a quoted value": "<svg><g class='a'/><text>seen</text></svg>",
    "an icon that the end of its box ends": "<div><svg><g></div><style><!--</style><p>seen",
    "an end tag in an icon that ends nothing": "<div></div><svg></div><style><b></svg><p>seen",
    "a colour in an icon": "<svg><font color=red><style><!--</style><p>seen",
    "HTML in a formula": "<math><annotation-xml encoding='text/html'><style><!--</style><p>seen</math>",
    "a long value that ends in a slash": f"<svg id={'a' * 300}/><style><b></svg><p>seen",
    "a section of data": "<svg><text><![CDATA[seen <p]]></text></svg><p>seen",
    "a title in the body": "<p>seen<title>nowhere</title>",
    "names of drawings": "<svg><title>Facebook</title><desc>Created with</desc><text>seen</text></svg><p>seen",
    "such a name outside": "<desc>seen</desc>",
    "a block in a paragraph": "<p hidden>kept back<div>seen</div>",
    "a block in a paragraph's word": "<p>seen<span hidden>kept back<div>seen</div>",
    "a paragraph around a button": "<p hidden>kept back<button><div>kept back</div></button>",
    "a heading in a heading": "<h2 class=a>kept back<h2>seen</h2>",
    "an item in an item's word": "<ul><li hidden><b>kept back</b><li>seen</ul>",
    "an item in an item's list": "<ul><li hidden>kept back<ul><li>kept back</ul></ul>",
    "a term in a definition": "<dl><dd hidden><span>kept back<dt>seen</dl>",
    "a cell in a cell's paragraph": "<table><tr><td hidden><p>kept back<td>seen<tr><td>seen</table>",
    "a table in a cell": "<table><tr><td hidden>kept back<table><tr><td>kept back</table><td>seen</table>",
    "a link in a link": "<a href=x hidden>kept back<a href=y>seen</a>",
    "a button in a button": "<button hidden>kept back<button>seen</button>",
    "the end of a word around a block": "<span hidden><div>kept back</span>kept back</div>",
    "the end of a block around a cell": "<div hidden><table><tr><td></div>kept back</table>kept back</div>seen",
    "the end of the page": "<div hidden></body>kept back",
    "words without scripts": "<p>seen<noscript>kept back</noscript>",
    "choices": "<select><option>kept back</select>seen",
    "a choice that nobody ends": "<select><option>kept back<input>seen",
    "a field with a fixed value": "<input readonly value=seen><input value=nothing><p>seen",
    "a button's value": "<input type=submit value=seen><input type=submit value=nothing hidden>",
    "words around a field": "<label>seen<input>seen</label><select></select>seen<input type=hidden>",
    "an area": "<textarea>seen</textarea>",
}


def words(document: Document) -> tuple[list[str], list[str]]:
    return document.text.split(), document.hidden.split()


@pytest.mark.parametrize("page", PAGES)
def test_both_see_and_keep_back_the_same(page: str) -> None:
    html = SHEET + PAGES[page]
    tree, (stream, _) = read_tree(html.encode(), names_written(html.encode())), read_stream(html, names_written(html.encode()))
    assert words(stream) == words(tree)
    assert not {*tree.text.split()} & {"kept", "back", "nowhere"}


@pytest.mark.parametrize("page", ["an empty title in an icon", "names of drawings"])
def test_what_names_a_drawing_is_no_title(page: str) -> None:
    html = PAGES[page] + "<title>The page</title>"
    assert (read_tree(html.encode(), written := names_written(html.encode())).title, read_stream(html, written)[0].title) == (
        "The page",
        "The page",
    )


@pytest.mark.parametrize(
    "row",
    ["<path d='M0 0'/>", "<p>a<ul><li><p>b</ul>", "<tr><td><p>a<td><font>b", "<li><p>a", "<dt><p>a<dd><p>b", "<p>a<section>b</section>"],
)
def test_what_a_browser_closes_is_no_depth(row: str) -> None:
    around = "svg" if row.startswith("<path") else "table" if row.startswith("<tr") else "div"
    document, limits = read_stream(f"<{around}>{row * 600}</{around}>", ())
    assert limits == ()
    assert document.depth < 10


def test_the_foot_of_a_page_that_has_no_tag_there_begins_at_the_last_tag() -> None:
    page = "<b>" * 120_001 + "<i>x</i>" * 1_000 + "<p hidden>" + "kept back " * 4_000
    document, _ = read_stream(page, {"hidden"})
    assert ("kept" in document.text, "kept" in document.hidden) == (False, True)
    document, _ = read_stream(page.replace(" hidden", ""), ())
    assert "kept" in document.text


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_is_no_text_before_the_frames(mark: bytes) -> None:
    page = mark + b"<html><frameset><frame src=https://other.test/a></frameset>"
    facts, _ = read_page(body=page, content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
    assert facts.iframes == ("https://other.test/a",)
    assert not facts.complete


BEHIND = "<h1>Bank</h1><form action=/x><p>Card number</p><input name=cardnumber></form>"
LEFT_OPEN = [
    *(
        "<!--",
        "<style>",
        "<img src='",
        "<iframe>",
        "<textarea>",
        "<title>",
        "<script>",
        "<script><!--<script></script>",
        "<plaintext>",
        "<!--x",
    ),
    *(
        "<div>",
        "<p>",
        "<table>",
        "<select>",
        "<template>",
        "<svg><title>",
        "<frameset></frameset>",
        "<noscript>",
        "<a b='<b>",
        "<a href=/q>",
    ),
    *(
        "<b><center></b>",
        "</div><div hidden>",
        "<audio>",
        "<select><textarea></textarea>",
        "<iframe src=/a />",
        "<svg><![CDATA[",
        "<!",
        "</b",
    ),
]


@pytest.mark.parametrize(
    "around", ["{}", "<head>{}", "<body><div>{}", "<div><noscript>{{</noscript>{}", "<NOSCRIPT CLASS='>'></NOSCRIPT>{}"]
)
@pytest.mark.parametrize("left_open", LEFT_OPEN)
def test_what_is_for_browsers_without_scripts_takes_nothing_behind_it(left_open: str, around: str) -> None:
    page = around.format(f"<noscript>{left_open}</noscript>{BEHIND}")
    facts, _ = read_page(body=page.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
    assert (facts.text.split(), facts.asks) == (["Bank", "Card", "number"], ("card",))
    assert facts.complete
    framed, _ = read_page(
        body=f'<iframe srcdoc="{page.replace(chr(34), "&quot;")}"></iframe>'.encode(),
        content_type="text/html",
        url="https://a.test/",
        host="a.test",
        suffix="test",
    )
    assert (framed.text.split(), framed.asks) == (["Bank", "Card", "number"], ("card",))


@pytest.mark.parametrize(
    "content",
    [
        *(
            "<img src=a.png>",
            "<p>Enable scripts</p>",
            "<p>Enable<p>scripts</p>",
            "<ul><li>a<li>b</ul>",
            "<style>.a{}</style><!-- a -->",
            "a < b",
        ),
        *(
            "<iframe src='a'></iframe>",
            "<div><table><tr><td>a</table></div>",
            "<svg><path d=x /><title/></svg>",
            "<link rel=x><a href=x>b</a>",
        ),
    ],
)
def test_what_leaves_nothing_open_is_read_as_it_stands(content: str) -> None:
    page = f"<body><noscript>{content}</noscript>"
    assert scanned(page.encode(), page)[:2] == (page.encode(), page)


@pytest.mark.parametrize(
    "page",
    [
        *("<script>'<noscript><b>'</script>seen<noscript></noscript>", "<!--<noscript><b>-->seen<noscript></noscript>"),
        *("<p title='<noscript><b>'>seen<noscript></noscript>", "<svg><noscript><b>seen</noscript></svg>", "<noscript><b>seen"),
        "<script><!--<script></script><noscript><b></script>-->seen<noscript></noscript>",
    ],
)
def test_what_only_looks_so_is_left_alone(page: str) -> None:
    assert scanned(page.encode(), page)[1] == page


@pytest.mark.parametrize("content", ["<p>nowhere</p>", "No scripts?", "<style>p{}</style>No scripts?", "<link><img src=x>"])
def test_what_no_head_holds_is_seen_by_nobody_there(content: str) -> None:
    page = f"<html><head><script>1</script><noscript>{content}</noscript><title>x</title></head><body>seen"
    markup, text, checked = scanned(page.encode(), page)
    assert read_tree(markup, checked.written).text == "seen" and content not in text
    body = page.replace("<title>", "<p><title>").replace("<script>", "<p><script>")
    assert scanned(body.encode(), body)[1] == body


def test_a_form_for_browsers_without_scripts_in_a_head_is_read_as_one_in_the_body() -> None:
    form = '<form action="/x"><input type="password" name="pin"></form>'
    page = f"<html><head><noscript>{form}</noscript><title>x</title></head><body>seen"
    markup, text, checked = scanned(page.encode(), page)
    for document in (read_tree(markup, checked.written), read_stream(text, checked.written)[0]):
        assert (words(document)[0], document.title, [one.action for one in document.forms]) == (["seen"], "x", ["/x"])


@pytest.mark.parametrize("content", ["\n", "<link>", "\n<style>p{}</style> <meta name=a>", "<!-- no scripts? -->"])
def test_what_a_head_may_hold_stays_there(content: str) -> None:
    page = f"<html><head><noscript>{content}</noscript><title>x</title></head><body>seen"
    assert scanned(page.encode(), page)[1] == page


@pytest.mark.parametrize(
    "script", ["<!--<script>a</script>b", "<!--<script>a</script>-->", "<!--a-->", "<!-->", "<!--a", "<script>", "<!--<script>-->"]
)
def test_a_script_ends_where_browsers_end_it(script: str) -> None:
    html = f"<p>seen<script>{script}</script><p>seen"
    written = names_written(html.encode())
    assert words(read_stream(html, written)[0]) == words(read_tree(html.encode(), written)) == (["seen", "seen"], [])


@pytest.mark.parametrize(
    ("selector", "limits"),
    [(".a", []), (".a .b", ["style selectors"]), (".b:not(.c)", ["style selectors"])],
)
def test_rules_that_only_a_tree_can_match_are_told_to_be_unread(selector: str, limits: list[str]) -> None:
    document, _ = read_stream(f"<style>{selector}{{display:none}} .a .c{{color:red}}</style><p class='a b'>text", ())
    assert [cap.partition(" >")[0].strip() for cap in document.caps] == limits
