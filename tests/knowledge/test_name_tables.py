"""The tables behind the name: brands, look-alikes, words and the fitted model are read strictly and found quickly."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.knowledge.hosts import suffixes
from scamtriage.knowledge.judgement import name_model
from scamtriage.knowledge.language import brands, lexicon_table
from scamtriage.knowledge.language.label_scan import Label, LabelScan, longest
from scamtriage.knowledge.language.lookalikes import Lookalikes, distance, skeleton
from scamtriage.knowledge.loading import BadTable

OFFICIAL = {"maybank": 1, "paypal": 2, "kasikornbank": 3, "dbs": 4, "thailandpost": 5}
LOOK = Lookalikes(OFFICIAL)
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@given(
    word=st.sampled_from(["maybank", "paypal", "kasikornbank"]),
    at=st.integers(0, 11),
    letter=st.sampled_from(LETTERS),
    how=st.integers(0, 3),
)
def test_every_single_slip_of_an_official_label_is_found(word: str, at: int, letter: str, how: int) -> None:
    at %= len(word)
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    slipped = [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :], swapped][how]
    found = LOOK.find(slipped)
    assert slipped == word or (found is not None and found.official == word)


@given(one=st.text(alphabet="abc", max_size=6), other=st.text(alphabet="abc", max_size=6))
def test_the_distance_is_symmetric_and_zero_only_for_equals(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) is (one == other)


@given(
    before=st.text("abc", max_size=3), one=st.text("abc", max_size=5), other=st.text("abc", max_size=5), after=st.text("abc", max_size=3)
)
def test_what_both_begin_and_end_with_costs_nothing(before: str, one: str, other: str, after: str) -> None:
    assert distance(before + one + after, before + other + after) == distance(one, other)


@given(one=st.text("ab", max_size=4), other=st.text("ab", max_size=4))
def test_the_distance_is_the_least_number_of_slips(one: str, other: str) -> None:
    reached, steps = {one}, 0
    while other not in reached:
        reached |= {slipped for text in reached for slipped in slips(text)}
        steps += 1
    assert steps <= distance(one, other) <= steps + 1  # one more where a swapped pair would be edited again


@given(one=st.text("abc", max_size=9), other=st.text("abc", max_size=9), most=st.integers(1, 3))
def test_the_distance_is_the_same_up_to_the_most_that_is_asked_for(one: str, other: str, most: int) -> None:
    assert min(distance(one, other, most), most + 1) == min(distance(one, other), most + 1)


def slips(text: str) -> set[str]:
    """Every string one slip away, in letters "ab"."""
    found = {text[:at] + letter + text[at + kept :] for at in range(len(text) + 1) for letter in ("", "a", "b") for kept in (0, 1)}
    return found | {text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :] for at in range(len(text) - 1)}


def test_several_slips_count_only_in_long_labels() -> None:
    look = Lookalikes({**OFFICIAL, "steamcommunity": 6})
    assert LOOK.find("thailanposd") is not None
    assert LOOK.find("mayvanc") is None
    assert LOOK.find("thailenposd") is None
    found = look.find("steancomnunlty")
    assert found is not None
    assert (found.official, found.how) == ("steamcommunity", "three slips")
    assert look.find("steancomnunltv") is None


def test_what_has_no_neighbour_as_written_is_sought_by_its_shapes() -> None:
    found = Lookalikes({"amazon": 1}).find("arnazan")
    assert found is not None
    assert (found.official, found.how) == ("amazon", "slip")


def test_short_labels_resemble_nothing() -> None:
    assert LOOK.find("dds") is None


@pytest.mark.parametrize("twin", ["раураl", "pаypal", "paypa1", "páypal"])
def test_shapes_are_compared_and_not_code_points(twin: str) -> None:
    assert skeleton(twin) == "paypal"


def test_a_rule_says_where_a_string_may_stand() -> None:
    scan = LabelScan([("line", "token", 1), ("dsi", "prefix", 2), ("bank", "anywhere", 3), ("x", "token", 4)])
    found = {
        label: [meaning for *_, meaning in scan.scan(Label(label))]
        for label in ("line-pay", "online", "line7", "my-dsix", "mydsi", "mybanks", "x-1")
    }
    assert found == {"line-pay": [1], "online": [], "line7": [1], "my-dsix": [2], "mydsi": [], "mybanks": [3], "x-1": [4]}
    measures = ("4x4-login", "10x", "x2-login", "my-1x1", "0x80")
    assert [label for label in measures if scan.scan(Label(label))] == []


def test_of_overlapping_strings_the_longest_counts_once() -> None:
    scan = LabelScan([("maybank", "anywhere", 1), ("bank", "anywhere", 2), ("maybank2u", "anywhere", 3)])
    assert [meaning for *_, meaning in longest(scan.scan(Label("maybank2u")))] == [3]


def test_every_official_domain_has_its_owner() -> None:
    table = brands.load()
    for brand in table.rows:
        for domain in brand.official:
            assert table.official_for(domain) is not None


def test_only_sure_and_confirmed_domains_are_hard() -> None:
    for brand in brands.load().rows:
        assert brand.hard <= set(brand.official)
        assert brand.sure or not brand.hard


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("A,,bank,TH,a.com;b.com,high,list,,anywhere", "cross_check"),
        ("A,B,bank,TH,a.com,high,list,,anywhere", "min_match"),
        ("A,,bank,TH,a.com,high,list,,somewhere", "somewhere"),
    ],
)
def test_a_wrong_row_of_brands_is_refused_with_its_line(row: str, word: str) -> None:
    with pytest.raises(BadTable, match=rf"line 2: .*{word}|{word}"):
        brands.parse(",".join(brands.BrandRow.__struct_fields__) + "\n" + row + "\n")


@pytest.mark.parametrize("row", ["a,th,gambling,3,domain-token,middle,,", "a,th,gambling,4,domain-token,substring,,"])
def test_a_wrong_word_of_the_lexicon_is_refused(row: str) -> None:
    with pytest.raises(BadTable, match="line 2"):
        list(lexicon_table.lexicon(",".join(lexicon_table.Term.__struct_fields__) + "\n" + row + "\n"))


def test_an_unknown_kind_of_suffix_is_refused() -> None:
    with pytest.raises(BadTable, match="kind"):
        suffixes.parse("suffix,kind,note\ncom,nice,x\n")


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": "other/1"}', json.dumps({"schema": name_model.SCHEMA, "name": "x"})])
def test_an_incomplete_model_is_refused(text: str) -> None:
    with pytest.raises(BadTable, match=name_model.FILE):
        name_model.parse(text)


@given(letters=st.text(alphabet="abcdefghijklmnop", max_size=30))
def test_cutting_finds_only_words_that_stand_there_and_never_twice(letters: str) -> None:
    end = 0
    for word, start in name_model.load().vocabulary.cut(letters):
        assert start >= end
        assert letters[start : start + len(word)] == word
        end = start + len(word)


def test_a_label_is_cut_into_its_likeliest_words() -> None:
    assert [word for word, _ in name_model.load().vocabulary.cut("claimbonus")] == ["claim", "bonus"]


@pytest.mark.parametrize(
    ("domain", "owner"),
    [("rmp.gov.my", "Royal Malaysia Police"), ("ojk.go.id", "OJK"), ("hsbc.com.hk", "HSBC Hong Kong"), ("qq.com", "Tencent")],
)
def test_a_domain_that_a_parent_shares_with_its_services_is_said_to_be_the_parents(domain: str, owner: str) -> None:
    brand = brands.load().official_for(domain)
    assert brand is not None and brand.name == owner


@pytest.mark.parametrize(
    ("name", "language", "at_home"),
    [
        ("Supreme People's Procuratorate", "zh", "最高人民检察院"),
        ("Supreme People's Procuratorate", "vi", ""),
        ("State Bank of Vietnam", "vi", "Ngân hàng Nhà nước Việt Nam"),
        ("General Department of Taxation", "vi", "Cục Thuế"),  # as its row notes, not the first alias
        ("Royal Malaysia Police", "ms", "Polis Diraja Malaysia"),
        ("Vietcombank", "vi", ""),
        ("Tokyo Metropolitan Police", "zh", ""),  # letters that are read there too
        ("nobody", "th", ""),
    ],
)
def test_a_body_is_called_as_at_home_in_its_own_language(name: str, language: str, at_home: str) -> None:
    assert brands.load().at_home(name, language) == at_home


def test_a_name_that_a_row_notes_is_one_of_its_names() -> None:
    spoken = {(name.brand.name, name.shown) for _, _, name in brands.load().names}
    noted = [brand for brand in brands.load().rows if brand.at_home]
    assert len(noted) > 100
    assert [brand.name for brand in noted if (brand.name, brand.at_home) not in spoken] == []
