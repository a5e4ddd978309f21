"""Words of the knowledge in the text of a page, by the rules of each script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.knowledge.language.folding import normalise
from scamtriage.knowledge.language.lexicon_table import lexicon
from scamtriage.knowledge.language.vocabulary import load_vocabulary
from scamtriage.records.facts import PageFacts
from scamtriage.signals.page.occurrences import CLOSE, Hit
from scamtriage.signals.page.scan import HEAD_BYTES, _bounded, scan_every, scan_long
from scamtriage.signals.page.text import PageText
from tests.cost import least_cpu_s


def page(text: str) -> PageText:
    return PageText(PageFacts(final_url="https://a.test/", text=normalise(text)), load_vocabulary())


def hits(found: PageText) -> list[Hit]:
    return [hit for some in found.lexicon.values() for hit in some]


def words(text: str) -> set[str]:
    found = page(text)
    return {found.said(hit) for hit in hits(found)}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("สมัครวันนี้ เล่นบาคาร่าออนไลน์ได้ทันที", "บาคาร่าออนไลน์"),
        ("โอนเงินเข้าบัญชีปลอดภัยของเจ้าหน้าที่", "บัญชีปลอดภัย"),
        ("chơi tại nhà cái uy tín số một", "nhà cái uy tín"),
        ("chơi tại Nhà Cái Uy Tín số một", "nhà cái uy tín"),
        ("CHƠI TẠI NHÀ CÁI UY TÍN SỐ MỘT", "nhà cái uy tín"),
        ("choi tai Nha cai uy tin so mot", "nha cai uy tin"),
        ("CHOI TAI NHA CAI UY TIN SO MOT", "nha cai uy tin"),
        ("Main slot gacor hari ini", "slot gacor"),
        ("Mag-Ingat sa scam na ito", "mag-ingat sa scam"),
        ("请把资金转入安全账户", "安全账户"),
        ("慎防騙徒冒充職員", "慎防騙徒"),
        ("このPCへのアクセスはブロックされました。", "このpcへのアクセスはブロックされました"),
        ("지금 바로 안전계좌로 이체하세요", "안전계좌"),
        ("हमारा कस्टमर केयर नंबर यह है", "कस्टमर केयर नंबर"),
        ("Error # DW6VB36 was found", "error # dw6vb36"),
        ("บา\u200bคาร่า\u2060ออนไลน์", "บาคาร่าออนไลน์"),
    ],
)
def test_a_term_is_found_in_its_own_language(text: str, term: str) -> None:
    assert term in words(text)


def test_every_term_of_the_lexicon_is_found_in_itself_small_and_capital() -> None:
    rows = {line: row.term for line, row in lexicon() if row.match == "text"}
    assert len(rows) > 500
    for text in (str, str.upper):
        spelled = {line: text(term) for line, term in rows.items()}
        missed = [term for line, term in spelled.items() if line not in {hit.meaning.row for hit in hits(page(f"… {term} …"))}]
        assert missed == []


@pytest.mark.parametrize("text", ["judislots gacorx", "xslot gacor", "slot gacork", "slotgacor-ish", "संदेशकस्टमर केयर नंबरिंग"])
def test_latin_and_devanagari_terms_are_whole_words(text: str) -> None:
    assert words(text) == set()


@pytest.mark.parametrize("text", ["{} भेजें", "भेजें {}।", "भेजें।{} भेजें", "भेजें {}॥", "भेजें {}, भेजें"])
def test_a_word_of_hindi_stands_beside_a_full_stop_as_beside_a_space(text: str) -> None:
    terms = {row.term for _, row in lexicon() if (row.language, row.match) == ("hi", "text")}
    assert len(terms) > 20
    assert [term for term in sorted(terms) if term not in words(text.format(term))] == []


@pytest.mark.parametrize("text", ["សូម{}ឥឡូវនេះ", "កម្មវិធី{}។", "ကျေးဇူးပြု၍{}လုပ်ပါ", "กรุณา{}ตอนนี้", "ກະລຸນາ{}ດຽວນີ້", "请{}吧", "कृपया{}खोलें", "{}។"])
def test_a_latin_word_needs_no_space_beside_letters_of_another_script(text: str) -> None:
    found = page(text.format("AnyDesk"))
    assert [found.said(hit) for hit in found.tools] == ["anydesk"]


@pytest.mark.parametrize(
    ("text", "concept"), [("지금 USDT입금 하세요", "deposit"), ("SMS인증", "verify"), ("OTPनंबर", "codes"), ("पुलिस100", "police")]
)
def test_a_word_of_hangul_or_devanagari_needs_no_space_beside_latin_letters_and_figures(text: str, concept: str) -> None:
    assert page(text).words(concept) != []


@pytest.mark.parametrize(
    ("text", "concept", "word"),
    [
        ("ขอเชิญสร้างศาลา", "police", "ไปขึ้นศาล"),  # a pavilion, and a court
        ("เท่านั้น", "person", "เรียนท่านผู้โดยสาร"),  # "only", and "sir"
        ("ចាំនៅសង្កាត់ទួលទំពូង", "account", "កាតរបស់អ្នក"),  # a quarter of a town, and a card
        ("စာပြန်ရုံပဲ", "profit", "ငွေပြန်ရမယ်"),  # "only to answer", and "got back"
        ("စာပြန်ရင် ပြောပါ", "profit", "ငွေပြန်ရပြီ"),  # the letter with a killer closes the syllable
    ],
)
def test_a_word_of_signed_scripts_ends_where_its_syllable_does(text: str, concept: str, word: str) -> None:
    assert page(text).words(concept) == []
    assert page(word).words(concept) != []


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("ငွေလွှဲပေးရုံပဲ", "safeaccount"),  # "you have but to transfer"
        ("ငွေလွှဲပေးရန်", "safeaccount"),  # "to be transferred"
        ("ငွေသွင်းရန်", "before"),
        ("ဘယ်သူ့ကိုမှ မပြောရန်", "secrecy"),
        ("ဖုန်းမချရန်", "holdline"),
        ("ກົດໄລ໌", "task"),
        ("ใบอนุญาติเลขที่", "licence"),  # as many misspell it
        ("វិនិយោគិន", "invest"),
    ],
)
def test_what_is_to_be_done_and_other_endings_of_the_same_word_are_it(text: str, concept: str) -> None:
    assert page(text).words(concept) != []


def test_a_sign_written_twice_is_no_longer_syllable() -> None:
    assert page("รายได้้ต่อวัน").words("profit") != []


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        *(("2주의 기간 동안", "warning"), ("1인가구 상담", "licence"), ("1등급 한우", "topup"), ("1일당 30,000원", "commission")),
        *(("10회수강권", "recover"), ("10배당첨", "profit"), ("30초대", "share"), ("20대출신", "loan"), ("2차단계", "alarm")),
        *(("1회복용량", "addiction"), ("2주식단", "invest"), ("5월 500명 참가", "perk"), ("10만남짓", "romance")),
        *(("CEO이자 창업자", "profit"), ("VIP인가요", "licence")),
    ],
)
def test_a_counting_word_behind_a_figure_and_an_ending_behind_latin_letters_begin_no_other_word(text: str, concept: str) -> None:
    assert page(text).words(concept) == []


@pytest.mark.parametrize(("text", "concept"), [("10주년 기념 행사", "prize"), ("1회당 5,000원", "service"), ("중앙로 12번길", "address")])
def test_a_word_that_is_meant_to_stand_behind_a_figure_is_found_there(text: str, concept: str) -> None:
    assert page(text).words(concept) != []


@pytest.mark.parametrize("text", ["é{}", "{}ế", "ế{}", "Đ{}", "a{}", "{}1"])
def test_a_latin_word_ends_where_no_latin_letter_follows(text: str) -> None:
    assert page(text.format("AnyDesk")).tools == []


def test_a_hangul_term_may_go_on_but_not_begin_within_a_word() -> None:
    assert words("안전계좌로") == {"안전계좌"}
    assert words("불안전계좌") == set()


def test_parts_stand_in_any_order_but_close_together() -> None:
    assert len(hits(page("LINEグループで、無料の株式投資を"))) == 1
    assert len(hits(page("คลิกเพื่อ AnyDesk ติดตั้ง"))) == 1
    assert hits(page("株式投資のこと" + "あ" * 400 + "LINEグループで無料")) == []


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
    found = page(text)
    assert {found.denied(hit) for hit in hits(found)} == {denied}


@pytest.mark.parametrize("filler", ["", "The warehouse is open. " * 400, "ร้านเปิดทุกวัน " * 400])
def test_a_place_says_where_its_word_stands_however_long_the_text(filler: str) -> None:
    """Short text, long text, and long text that is read closely because the words of a scheme stand together."""
    for scheme in ("", "gift card send the code"):
        found = page(f"{filler}Verify your account. {scheme} ฿ ตำรวจ. {filler}")
        for concept in ("verify", "account", "police"):
            said = {found.said(hit) for hit in found.words(concept)}
            assert said and all(word in found.page.text.lower() for word in said), concept
            assert all(hit.start < hit.end for hit in found.words(concept))


def test_what_stands_inside_other_words_alone_is_no_word_of_the_page() -> None:
    found = page("The accountable chaser metals. " + "The warehouse is open. " * 400)
    assert not found.holds(("account",))
    assert found.words("account") == []
    assert "Chase" not in found.organisations


def test_warnings_are_a_kind_of_their_own() -> None:
    assert set(page("国家反诈中心").lexicon) == {"benign-context"}


@given(before=st.text(max_size=30), after=st.text(max_size=30))
def test_offsets_point_at_the_term(before: str, after: str) -> None:
    assert "安全账户" in words(f"{before}安全账户{after}")


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
    page("warm" * 2_000)
    page("warm")
    assert least_cpu_s(lambda: hits(page(attack)), within=0.05) <= 0.05


OWN = "The shed key hangs where it always did. Compost arrives on the second Saturday of the month; bring a barrow and a fork.\n"


@pytest.mark.parametrize(("asks", "own"), [((), False), (("password",), True)])
def test_a_page_that_takes_something_says_what_it_quotes_at_length(asks: tuple[str, ...], own: bool) -> None:
    text = OWN + "“Deposit USDT today and earn a guaranteed profit of ten percent every day.”"
    assert bool(PageText(PageFacts(final_url="https://a.test/", text=text, asks=asks), load_vocabulary()).meant("profit")) is own


@pytest.mark.parametrize(("times", "own"), [(1, False), (6, True)])
def test_one_warning_before_every_sentence_warns_of_nothing(times: int, own: bool) -> None:
    text = "\n".join(["Beware of scams: a guaranteed profit every day."] * times + [OWN] * 3)
    assert bool(PageText(PageFacts(final_url="https://a.test/", text=text, asks=("password",)), load_vocabulary()).meant("profit")) is own


_BESIDE = "| |\n|a|Z|0|9|_|-|.|,000|$|\0|é|đ|Đ|ा|क|।|이자|주|가|ก|ะ|中|\u1037|\u103a"


@given(data=st.data())
def test_a_look_at_the_neighbours_tells_what_the_rules_of_the_script_tell(data: st.DataObject) -> None:
    vocabulary = load_vocabulary()
    terms = st.sampled_from(vocabulary.matcher.patterns).map(lambda pattern: pattern.expression)
    text = "".join(
        part
        for parts in data.draw(
            st.lists(st.tuples(st.sampled_from(_BESIDE.split("|")), terms, st.sampled_from(_BESIDE.split("|"))), min_size=1, max_size=3)
        )
        for part in parts
    )
    written = text.encode()
    expected = []
    for literal, end in vocabulary.matcher.ends(written):
        edge, start = vocabulary.edges[literal], end - vocabulary.lengths[literal]
        if not edge or _bounded(written, start, end, edge):
            expected.append((literal, len(written[:start].decode()), len(written[:end].decode()), 0))
    assert scan_every([(0, written)], vocabulary).located == expected


@pytest.mark.parametrize("said", ["your account is suspended, verify", "บัญชีของคุณถูกระงับ", "tài khoản và lợi nhuận", "a quiet account"])
@pytest.mark.parametrize("before", [0, HEAD_BYTES - 200, *range(HEAD_BYTES - 40, HEAD_BYTES + 3, 3), HEAD_BYTES + 200])
def test_where_the_head_of_a_long_text_ends_changes_none_of_its_words(said: str, before: int) -> None:
    vocabulary = load_vocabulary()
    written = ". " * (before // 2) + f" {said} " + ". " * 500 + "our account office" + ". " * (HEAD_BYTES // 2)
    whole = scan_every([(0, written.encode())], vocabulary).located
    firsts = {literal: (literal, *where) for literal, *where in reversed(whole)}
    found = scan_long(0, written.encode(), vocabulary, CLOSE)
    assert found.firsts_only is ("suspended" not in said)
    assert whole and sorted(found.located) == sorted(firsts.values() if found.firsts_only else whole)
