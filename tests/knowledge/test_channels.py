"""The table of contact channels is strict: a key or value that the program does not understand is refused by name."""

import pytest

from scamtriage.knowledge.loading import BadTable, read_text
from scamtriage.knowledge.pages import contact_table

TEXT = read_text(contact_table.FILE)


def test_the_packaged_table_is_complete() -> None:
    table = contact_table.channels()
    assert set(table.labels) == contact_table.LABEL_CLASSES
    assert {"TH", "VN", "MY", "ID", "PH", "KH", "MM", "SG", "CN", "HK", "TW", "JP", "KR", "IN"} <= set(table.hotlines)
    assert {"TH", "VN", "ID", "MY", "PH", "SG", "KH", "CN", "HK", "TW"} <= {bank.country for bank in table.banks}


def test_no_word_belongs_to_two_messengers_and_no_host_to_two_tools() -> None:
    table = contact_table.channels()
    messengers = ("line", "telegram", "whatsapp", "zalo", "viber", "wechat", "qq", "qq-group", "kakaotalk", "signal", "skype", "messenger")
    words = [word for kind in messengers for word in table.labels[kind]]
    assert len(words) == len(set(words))
    hosts = [host for tool in table.tools for host in tool.hosts]
    assert len(hosts) == len(set(hosts))


def test_words_are_in_the_form_in_which_text_is_compared() -> None:
    table = contact_table.channels()
    for words in table.labels.values():
        assert all(word == word.lower() for word in words)


def test_a_name_that_is_written_apart_has_every_mark_between_its_pieces() -> None:
    words = contact_table.channels().labels["zalo"]
    assert {"za-lô", "za lo", "z.a.l.o", "za★lo"} <= set(words)
    assert not any("|" in word for word in words)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[labels]\nphone", "[labels]\nfone", r"line \d+: labels\.fone: no such key: it must be one of"),
        ("dated  = 2026-11-24", "dated = 'today'", "line 3: dated"),
        ('country = "TH"', 'country = "Thailand"', r"banks\.0\.country: must be a country"),
        ('schemes = ["anydesk"]', 'scheme = ["anydesk"]', r"contacts\.toml: line \d+: tools\.\d+\.scheme: unknown key"),
        ("[qr]", "[qr", r"contacts\.toml: line \d+: "),
        ("[apart]\nline", "[apart]\nlines", "apart"),
        ('"za|lo"', '"zalo"', "apart.zalo"),
    ],
)
def test_a_mistake_is_refused_and_named(old: str, new: str, says: str) -> None:
    assert old in TEXT
    with pytest.raises(BadTable, match=says):
        contact_table.parse(TEXT.replace(old, new, 1))
