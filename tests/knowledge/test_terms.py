"""Words of scams in the text of a page, by the rules of each script."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.knowledge.folding import normalise
from scamtriage.knowledge.terms import Term, TermFinder, find_terms, load_terms


def words(text: str) -> list[str]:
    return [hit.term for hit in find_terms(normalise(text))]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("สมัครวันนี้ เล่นบาคาร่าออนไลน์ได้ทันที", "บาคาร่าออนไลน์"),
        ("โอนเงินเข้าบัญชีปลอดภัยของเจ้าหน้าที่", "บัญชีปลอดภัย"),
        ("chơi tại NHÀ CÁI UY TÍN số một", "nhà cái uy tín"),
        ("choi tai nha cai uy tin so mot", "nhà cái uy tín"),
        ("Main slot gacor hari ini", "slot gacor"),
        ("Mag-Ingat sa scam na ito", "mag-ingat sa scam"),
        ("ငွေသွင်း မိနစ်ပိုင်းအတွင်း ငွေထုတ် ရပါသည်", "ငွေသွင်း ငွေထုတ်"),
        ("请把资金转入安全账户", "安全账户"),
        ("慎防騙徒冒充職員", "慎防騙徒"),
        ("このPCへのアクセスはブロックされました。", "このPCへのアクセスはブロックされました"),
        ("지금 바로 안전계좌로 이체하세요", "안전계좌"),
        ("हमारा कस्टमर केयर नंबर यह है", "कस्टमर केयर नंबर"),
        ("Error # DW6VB36 was found", "error # dw6vb36"),
        ("คลิกเพื่อ ติดตั้ง AnyDesk", "ติดตั้ง anydesk"),
    ],
)
def test_a_term_is_found_in_its_own_language(text: str, term: str) -> None:
    assert term in words(text)


def test_every_term_of_the_lexicon_is_found_in_itself() -> None:
    missed = [term.term for term in load_terms() if term.term not in words(f"… {term.term} …")]
    assert all(find_terms(normalise(term)) for term in missed)  # they lie in a longer one of their kind
    assert len(missed) <= 12


@pytest.mark.parametrize("text", ["judislots gacorx", "xslot gacor", "slot gacork", "slotgacor-ish", "संदेशकस्टमर केयर नंबरिंग"])
def test_latin_and_devanagari_terms_are_whole_words(text: str) -> None:
    assert not {"slot gacor", "कस्टमर केयर नंबर"} & set(words(text))


def test_a_hangul_term_may_go_on_but_not_begin_within_a_word() -> None:
    assert words("안전계좌로") == ["안전계좌"]
    assert words("불안전계좌") == []


def test_parts_stand_in_any_order_but_close_together() -> None:
    assert words("LINEグループで、無料の株式投資を") == ["株式投資 LINEグループ 無料"]
    assert words("株式投資のこと" + "あ" * 40 + "LINEグループで無料") == []


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("不是安全账户", True),
        ("这是安全账户", False),
        ("ไม่บาคาร่าออนไลน์", True),
        ("This is not a slot gacor", True),
        ("It is not here. Play slot gacor", False),
        ("kami bukan situs slot gacor", True),
        ("đây không phải nhà cái uy tín", True),
        ("수익보장 없음", True),
        ("수익보장을 하지 않습니다", True),
        ("안전계좌 안내", False),
    ],
)
def test_a_denied_term_says_so(text: str, denied: bool) -> None:
    assert {hit.negated for hit in find_terms(normalise(text))} == {denied}


def test_a_term_within_a_longer_one_of_its_kind_does_not_count_again() -> None:
    assert words("บาคาร่าออนไลน์") == ["บาคาร่าออนไลน์"]


def test_warnings_are_marked_as_such() -> None:
    assert [hit.scam_type for hit in find_terms("国家反诈中心")] == ["benign-context"]


def test_zero_width_characters_and_two_piece_vowels_hide_nothing() -> None:
    assert words("บา\u200bคาร่า\u2060ออนไลน์") == ["บาคาร่าออนไลน์"]
    assert normalise("น\u0e4d\u0e32") == "น\u0e33"


@given(before=st.text(max_size=30), after=st.text(max_size=30))
def test_offsets_point_at_the_term(before: str, after: str) -> None:
    finder = TermFinder([Term("安全账户", "zh-Hans", "gov-police", 3)])
    text = normalise(f"{before}安全账户{after}")
    assert "安全账户" in [text[hit.start : hit.end] for hit in finder.find(text)]


@pytest.mark.parametrize(
    "attack",
    [
        "slot gacor " * 6_000,
        "無料投資 " * 12_000,
        "無料" * 11_000,
        "株式投資" * 5_000 + "無料" * 5_000,
        "nha cai " * 8_000,
        "안전계좌" * 5_000,
    ],
)
def test_sixty_four_kilobytes_of_repetition_cost_little(attack: str) -> None:
    find_terms("warm")
    started = time.process_time()
    find_terms(attack)
    assert time.process_time() - started < 0.05
