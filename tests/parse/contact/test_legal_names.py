"""Banks by the name under which they are registered, which statements and letters use instead of the everyday one."""

import pytest

from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("language", "suffix", "text", "value"),
    [
        ("vi", "vn", "Ngân hàng Thương mại Cổ phần Kỹ thương Việt Nam 1903 7718 2260 14", "19037718226014"),
        ("vi", "vn", "NH TMCP Hàng Hải Việt Nam: 0351 0100 7788 21", "03510100778821"),
        ("vi", "vn", "NGAN HANG TMCP NGOAI THUONG VIET NAM - 0331000477182", "0331000477182"),
        ("vi", "vn", "NHTMCP Đầu tư và Phát triển Việt Nam 2151 0000 7718 22", "21510000771822"),
        ("vi", "vn", "Ngân hàng Nông nghiệp và Phát triển Nông thôn Việt Nam 1500 2050 77182", "1500205077182"),
        ("th", "co.th", "ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร 020-177-182-264", "020177182264"),
        ("th", "co.th", "Government Savings Bank 0201-7718-2264", "020177182264"),
        ("ms", "com.my", "Malayan Banking Berhad 5142 7718 2264", "514277182264"),
        ("ms", "com.my", "Bank Simpanan Nasional 14100-41-0000-7718-2", "1410041000077182"),
        ("zh-CN", "com.my", "马来亚银行 5142 7718 2264", "514277182264"),
        ("id", "co.id", "PT Bank Negara Indonesia (Persero) Tbk 977-182-2641", "9771822641"),
        ("id", "co.id", "Bank Tabungan Negara 00077-01-50-001822-4", "0007701500018224"),
        ("fil", "com.ph", "Rizal Commercial Banking Corporation 0000-0077-1822-6410", "0000007718226410"),
        ("en", "com.ph", "Bank of the Philippine Islands 9771-8226-41", "9771822641"),
        ("zh-CN", "cn", "上海浦东发展银行 6217 9277 1822 6410", "6217927718226410"),
        ("zh-HK", "com.hk", "南洋商業銀行 043-477-1-018226-1", "04347710182261"),
        ("zh-TW", "com.tw", "臺灣中小企業銀行 071-62-77182-1", "07162771821"),
        ("zh-TW", "com.tw", "第一商業銀行 153-50-771822", "15350771822"),
    ],
)
def test_the_registered_name_of_a_bank_is_a_name_of_it(language: str, suffix: str, text: str, value: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == {f"bank-account {value}"}


@pytest.mark.parametrize(
    "text",
    [
        "Bộ Nông nghiệp và Phát triển nông thôn 02438468161",
        "Công ty Cổ phần Đầu tư và Phát triển Việt Nam 0107718226",
        "Công ty Cổ phần An Bình, mã số 0107718226",
        "Báo Công Thương Việt Nam 0107718226",
        "Sở NN&PTNT 02438468161",
    ],
)
def test_ministries_and_companies_share_words_with_banks(text: str) -> None:
    assert not {found for found in contacts_in(text, language="vi", suffix="vn") if found.startswith("bank-account")}
