"""How far a page is searched for where it sends its visitor, what is said of the rest, and what the search may cost."""

import pytest

from scamtriage.parse.html.redirect import MAX_BYTES, next_hop
from scamtriage.parse.html.scripts.redirect import MAX_PIECES
from scamtriage.records.evidence import Cap
from tests.cost import least_cpu_s
from tests.parse.html.hops import HERE, script
from tests.short import in_short

FILLED = {
    "bytes": "<p>x" * 250_000,
    "a picture": "<img src='data:image/png;base64," + "A" * 900_000 + "'>",
    "scripts": "<script>var locations = 1</script>" * 500,
    "comments": "<script>/*" + "x" * 300_000 + "*/</script>",
}


@pytest.mark.parametrize("filler", FILLED)
def test_a_redirect_far_down_the_page_is_found(filler: str) -> None:
    caps: list[Cap] = []
    assert next_hop(FILLED[filler].encode() + script('location = "/x"'), "text/html", HERE, caps) == ("script", "http://a.example/x")
    assert caps == []


def test_what_is_not_searched_is_said() -> None:
    caps: list[Cap] = []
    long = "<script>" + "a();" * (MAX_PIECES // 4) + 'location="/x"</script>'
    assert next_hop(long.encode(), "text/html", HERE, caps) is None
    assert [cap.cap for cap in caps] == [f"redirect search pieces {MAX_PIECES}"]
    caps.clear()
    assert next_hop(script("var location2") + b"x" * MAX_BYTES + script('location = "/x"'), "text/html", HERE, caps) is None
    assert [cap.cap for cap in caps] == [f"redirect search bytes {MAX_BYTES}"]


N = 2_000_000
ATTACKS = {
    "escapes": '<script>location="' + '\\"' * N,
    "comments": "<script>location/*" * (N // 18),
    "scripts": "<script>location" * (N // 16),
    "attributes": "<meta http-equiv=refresh " * (N // 25),
    "metas": "<meta http-equiv=refresh content=0>" * (N // 35),
    "parentheses": "<script>location" + "(" * N,
    "functions": "<script>" + "location=function(){" * (N // 20),
    "sums": "<script>location=" + '"a"+' * (N // 4),
    "long sums": ("<script>location=" + '"a"+' * 300 + "</script>") * 2_000,
    "digits": '<meta http-equiv=refresh content="' + "9" * N + '">',
    "open comments": "refresh<!--" * (N // 11),
    "owners": "<script>location=" + "window." * (N // 7),
    "conditions": "<script>location=1;" + "if(a){}else " * (N // 12),
    "calls": "<script>location=1;" + "".join(f"function f{i}(){{f{i + 1}()}}" for i in range(N // 24)) + "f0()",
    "called on the spot": "<script>location=1;" + "(function(a){" * (N // 13),
    "doubled": "<script>a0='x';" + "".join(f"a{i + 1}=a{i}+a{i};" for i in range(N // 16)) + "location=a40",
    "timers": "<script>location=1;" + "".join(f'setTimeout("location=a{i}",9);' for i in range(N // 32)),
    "a timer of itself": "<script>var s='setTimeout(s)';location=1;setTimeout(s)" + "</script><script>location=s" * (N // 26),
    "places": "<script>location=`" + "${`" * (N // 3),
    "regular expressions": "<script>location=1;x=" + "/[a" * (N // 3),
    "patterns": "<script>location=1;" + "[" * (N // 6) + "a" + "]=1" * (N // 6),
    "settled conditions": "<script>location=1;" + "if(1){}else " * (N // 12),
    "lists": "<script>location=" + "['a'," * (N // 5),
    "methods": "<script>location='a'" + ".split('').join('b')" * (N // 20),
    "made": "<script>location=" + "new URL(" * (N // 8),
    "counts": "<script>location=1;" + "".join(f"var n{i}=9;setInterval(()=>{{n{i}--;if(n{i}<0)location=a}},9);" for i in range(N // 64)),
    "written": "<script>http-equiv=refresh;" + "document.write('<meta http-equiv=refresh ');" * (N // 44),
    "windows": "<script>" + "window.open('','_self')" * (N // 23),
    "objects": "<script>location=" + "{a:" * (N // 3),
    "texts": "<script>" + "eval(" * (N // 5),
    "lines": "<script>location=1;" + "a\n" * (N // 2),
    "drawings in drawings": "location<svg>" + "<svg><desc>" * (N // 22) + "</desc></svg>" * (N // 26),
    "scripts of drawings": "location<svg>" + "<script>" * (N // 8),
    "sections of drawings": "location<svg>" + "<![CDATA[" * (N // 9),
    "ends of boxes in drawings": "location" + "<svg></div>" * (N // 11),
    "templates in templates": "location" + "<template>" * (N // 10),
    "joints": "<script>location='" + "a," * 20_000 + "'.split(',').join('" + "x" * 300_000 + "')</script>",
    "templates": "<script>var a='" + "x" * 390_000 + "';" + "".join(f"var b{i}=`y${{a}}`;" for i in range(15_000)) + "location=b1</script>",
    "parameters in parameters": "<script>location='/x';" + "(" * 19_000 + "a" + ")=>1" * 19_000,
    "arrows behind arrows": "<script>location='/x';x=" + "a=>" * 39_000,
    "names of other scripts": "<script>location=" + "+".join(f"abc{i}" for i in range(18_000)) + ";</script><script>" + "x;y " * (N // 6),
    "links that are pressed": ("<a id=q href=/x>x</a><script>q=document.getElementById('q');" + "q.click();" * 9_000 + "</script>") * 4,
    "links that are made": ("<script>var a=document.createElement('a');" + "a.href='/x';a.click();" * 4_000 + "</script>") * 4,
    "refreshes that are written": "<script>var a='" + "<meta " * 690 + "';" + "document.write(a);" * 11_000 + "location=z</script>",
}


IN_SHORT = {
    "escapes", "comments", "attributes", "metas", "parentheses", "functions", "sums", "long sums", "calls", "doubled", "timers",
    "regular expressions", "patterns", "lists", "counts", "written", "drawings in drawings", "templates", "parameters in parameters",
    "links that are made", "refreshes that are written",
}  # fmt: skip


@pytest.mark.parametrize("attack", in_short(ATTACKS, IN_SHORT))
def test_two_megabytes_of_malice_cost_less_than_a_second(attack: str) -> None:
    body = ATTACKS[attack][:N].encode()
    assert least_cpu_s(lambda: next_hop(body, "text/html", HERE), within=1.0) <= 1.0
