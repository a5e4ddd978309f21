"""Detect the local charset of a list: what Excel saves as CSV on Thai, Chinese, Japanese, Korean and Vietnamese Windows."""

import re
from codecs import utf_8_decode

from scamtriage.records import lazy_re

_MORE = {
    "windows-874": "",
    "gb18030": "网址站链接域名序号编可疑备注日期时间来源举报类型状态电话说明"
    "受害者银行客服登录入诈骗转账微信群公司中国点击页查询兑换积分假冒链地涉案",
    "big5": "網址站連結域名序號編可疑備註日期時間來源檢舉類型狀態電話說明"
    "受害者銀行客服登錄入詐騙轉帳群公司中國灣點擊頁查詢積分假冒地涉案繳費民眾測試",
    "shift_jis": "番号不審備考通報日付時間名前種類状態電話説明被害者銀行登録追跡詐欺接続先本郵便確認公式偽会社",
    "euc-kr": "번호의심사이트비고신고날짜주소링크도메인은행접수유형상태전화설명피해자국민확인",
    "windows-1258": "",
}
"""Charset -> characters frequent in lists, in addition to those of running text."""
_LIKELY = 0.5
_MARGIN = 1.5
"""Minimum ratio between the best and the second-best likelihood."""
_LEAST = {"windows-874": 6, "windows-1258": 3}
"""Minimum number of non-ASCII characters for a decision; 2 for other charsets. In these two, almost any bytes decode to letters."""
_ENOUGH = 1_000
"""Number of bytes of lines after which more of them change nothing."""
_NAME = lazy_re.compile(r"(?:[a-z]{3,5}://)?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+", re.IGNORECASE | re.ASCII)
_FOREIGN = lazy_re.compile(r"[^\x00-\x7f]")
_NO_THAI = lazy_re.compile("(?<![\u0e01-\u0e4e])[\u0e31\u0e33-\u0e3a\u0e45\u0e47-\u0e4e]")
"""A Thai vowel or tone mark without a base letter, as results from decoding "é" and "à" of Western charsets."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = lazy_re.compile(f"[{_TONES}]")
_NO_VIETNAMESE = lazy_re.compile(f"(?<![aăâeêioôơuưy])[{_TONES}]", re.IGNORECASE)
"""A tone mark without a plain vowel before it. Only windows-1258 writes tones as separate characters."""


def beyond_ascii(text: str) -> int:
    """Return the number of non-ASCII characters."""
    return 0 if text.isascii() else len(_FOREIGN.findall(text))


def likeliest(sample: bytes) -> str:
    """Return the web label of the likeliest charset, or "" if none or several are likely."""
    from scamtriage.parse.html.charset import plausible  # imported here: lists in UTF-8 do not need these tables

    found = sorted(
        ((plausible(_without_names(sample, name), name, more), name) for name, more in _MORE.items() if _may_be(sample, name)), reverse=True
    )
    if not found or found[0][0] <= _LIKELY or (len(found) > 1 and found[1][0] * _MARGIN > found[0][0]):
        return ""
    return found[0][1]


def declared(label: str) -> str:
    """Return the codec of a charset that a mail declares, or "". US-ASCII says nothing of letters beyond it."""
    from scamtriage.parse.html.charset import codec_of

    return "" if label.lower() == "us-ascii" else codec_of(label)


def declared_of_lines(label: str) -> str:
    """Return the codec of a charset that a mail declares for what stands in it line by line, which is never UTF-16; or ""."""
    codec = declared(label)
    return "" if codec.startswith("utf-16") else codec


class Guess:
    """The charset of a text whose lines do not say it, from all lines so far: few letters in one line may be of any charset."""

    def __init__(self) -> None:
        self._seen = b""
        self._codec = "utf-8"

    def of(self, line: bytes) -> str:
        """Return the codec of the next line, as `likely` does."""
        try:
            utf_8_decode(line, "strict", True)
        except UnicodeDecodeError:
            if len(self._seen) < _ENOUGH:
                self._seen += line + b"\n"
                now = likely(self._seen)
                self._codec = now if now != "utf-8" else self._codec
            return self._codec
        return "utf-8"


def likely(sample: bytes) -> str:
    """Return the codec of bytes whose charset nobody declares: UTF-8 if they are, else the likeliest, else UTF-8."""
    from scamtriage.parse.html.charset import codec_of

    try:
        utf_8_decode(sample, "strict", False)
    except UnicodeDecodeError:
        return codec_of(likeliest(sample)) or "utf-8"
    return "utf-8"


def _without_names(sample: bytes, name: str) -> bytes:
    """Return the sample with blanks for names of sites: letters directly before one are no accents within a Latin word."""
    from scamtriage.parse.html.charset import codec_of

    codec = codec_of(name)
    return _NAME.sub(" ", sample.decode(codec, "surrogateescape")).encode(codec, "surrogateescape")


def _may_be(sample: bytes, name: str) -> bool:
    from scamtriage.parse.html.charset import codec_of

    text = sample.decode(codec_of(name), "replace")
    if beyond_ascii(text) < _LEAST.get(name, 2):
        return False
    if name == "windows-874":
        return _NO_THAI.search(text) is None
    if name == "windows-1258":
        return _NO_VIETNAMESE.search(text) is None and len(_TONE.findall(text)) * 8 >= beyond_ascii(text)
    return True
