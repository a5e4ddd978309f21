"""Accounts in objects of scripts and data that say in one value of which messenger another is."""

import pytest

from scamtriage.parse.html.page import read_page


def found_in(script: str) -> set[str]:
    html = f"<html lang=en><body>{script}</body></html>".encode()
    facts, _ = read_page(body=html, content_type="text/html; charset=utf-8", url="https://a.example/", host="a.example", suffix="example")
    return {f"{contact.kind} {contact.value}" for contact in facts.contacts}


_DESKS = '[{"type":"telegram","account":"yzbc_kefu"},{"type":"whatsapp","number":"+855967741208"},{"name":"微信","value":"kefu_8899"}]'
_NAMED = '{"telegram":{"username":"desk_77"},"line":{"id":"@desk99"},"viber":{"on":true,"number":"+855967741208"}}'
_NONE = (
    '[{"type":"line","id":"series_1","value":"solid"},{"type":"telegram","id":"telegram_1","icon":"tg1.svg"},'
    '{"name":"WeChat","value":"wechat2.svg","id":"123"},{"type":"Skype","content":"2024 model"},{"name":"Signal","id":"signal_red"},'
    '{"network":"telegram","id":"share_tg_1"},{"name":"telegram","id":"bot_token_1"},'
    '{"name":"wechat","id":"550e8400-e29b-41d4-a716-446655440000"}]'
)


def _ways(json: str) -> list[str]:
    escaped = json.replace('"', '\\"')
    return [
        f"<script>var desks = {json};</script>",
        f'<script type="application/json">{{"desks":{json}}}</script>',
        f'<script>self.__next_f.push([1,"7:{{\\"desks\\":{escaped}}}"])</script>',
    ]


@pytest.mark.parametrize("name", ["eth_token_help", "slot88_event", "login-help88"])
@pytest.mark.parametrize("key", ["account", "username"])
def test_words_for_parts_of_a_page_may_stand_in_the_name_of_an_account(key: str, name: str) -> None:
    for script in _ways(f'[{{"type":"wechat","{key}":"{name}"}}]'):
        assert found_in(script) == {f"wechat {name}"}


@pytest.mark.parametrize("other", ["id:48213", "ts:1733000000", 'color:"#128377"'])
def test_numbers_of_records_times_and_colours_are_not_the_messengers(other: str) -> None:
    assert found_in(f'<script>var c=[{{type:"whatsapp",{other},number:"+855967741208"}}]</script>') == {"whatsapp +855967741208"}


@pytest.mark.parametrize("script", _ways(_DESKS))
def test_an_object_says_of_which_messenger_its_account_is(script: str) -> None:
    assert found_in(script) == {"telegram yzbc_kefu", "whatsapp +855967741208", "wechat kefu_8899"}


@pytest.mark.parametrize("script", _ways(_NAMED))
def test_so_does_the_name_of_an_object(script: str) -> None:
    assert found_in(script) == {"telegram desk_77", "line @desk99", "viber +855967741208"}


@pytest.mark.parametrize("script", _ways(_NONE))
def test_charts_icons_and_the_objects_own_ids_are_no_accounts(script: str) -> None:
    assert found_in(script) == set()


def test_names_whose_quotes_are_escaped_are_read() -> None:
    assert found_in('<script>self.__next_f.push([1,"5:{\\"telegram\\":\\"@desk_77\\",\\"lineId\\":\\"@desk99\\"}"])</script>') == {
        "telegram desk_77",
        "line @desk99",
    }


def test_the_icon_of_a_messenger_ends_with_its_link() -> None:
    own = '<a href="https://t.me/+855885774120"><i class="fa-brands fa-telegram"></i> 088 577 4120</a>'
    body = f'{own} <a href="tel:+85511774120">011 774 120</a>'
    assert found_in(body) == {"telegram +855885774120", "phone +85511774120"}


@pytest.mark.parametrize("way", range(2))
def test_of_several_numbers_of_an_object_the_first_is_the_messengers(way: int) -> None:
    script = _ways('{"type":"whatsapp","number":"+60127744120","phone":"+60377444121"}')[way]
    assert found_in(script) == {"whatsapp +60127744120", "phone +60377444121"}


def test_numbered_data_is_read_with_its_values() -> None:
    data = (
        '[["ShallowReactive",1],{"desk":2,"self":1,"menu":9},{"telegram":3,"whatsapp":4,"lineId":5,"hp":6,"order":7,"more":8},'
        '"https://t.me/desk_21","+62 812-9931-2044","@desk99","+62 812 9931 2045","081299312046",[10,2],{"line":11},'
        '"wa.me/6281299312047","none"]'
    )
    found = found_in(f'<script type="application/json" id="__NUXT_DATA__">{data}</script>')
    assert found == {"telegram desk_21", "whatsapp +6281299312044", "line @desk99", "phone +6281299312045", "whatsapp +6281299312047"}


def test_lists_of_numbers_are_no_numbered_data() -> None:
    assert not found_in('<script type="application/json">[{"tel":1,"line":2},"0812 9931 2045"]</script>')


def test_an_object_of_a_number_to_call_holds_it() -> None:
    data = (
        '[{"type":"phone","value":"+855 97 741 5286"},{"type":"tel","value":"+855 97 741 5287"},{"type":"phone","id":"+855 97 741 5288"}]'
    )
    assert found_in(f'<script type="application/json">{data}</script>') == {"phone +855977415286"}


def test_a_word_that_pages_show_is_a_name_too() -> None:
    words = '{"ติดต่อ":{"โทร":"065-991-8223","ไลน์":"aisreward2"},"微信":"kefu_8899","电报":"solid","飞机":"desk_77","ไลน์แบบ":"dash_2"}'
    ids = {"phone +66659918223", "line aisreward2", "wechat kefu_8899", "telegram desk_77"}
    assert found_in(f"<script>const c={words}</script>") == ids
    assert found_in(f'<script type="application/json">{words}</script>') == ids
