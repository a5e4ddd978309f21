"""Of all scripts of a page together so much is read, and no more; and a text that scripts run again and again is read once."""

from scamtriage.parse.html.scripts.scopes import SymbolTable
from scamtriage.parse.html.scripts.script_reader import ScriptReader

CALL = "go()"


def test_many_short_scripts_count_together() -> None:
    alone = ScriptReader(SymbolTable(), 100)
    alone.read(CALL * 20)
    assert not alone.cut
    many = ScriptReader(SymbolTable(), 100)
    counts = [many.read(CALL).pieces.count for _ in range(20)]
    assert many.cut and counts[0] > 0 and counts[-1] == 0


def test_what_was_cut_stays_cut_whatever_comes_behind() -> None:
    reader = ScriptReader(SymbolTable(), 10)
    reader.read(CALL * 20)
    assert reader.cut
    reader.read("")
    assert reader.cut


def test_a_text_that_is_run_again_is_read_once_and_costs_once() -> None:
    reader = ScriptReader(SymbolTable(), 100)
    assert {id(reader.text(CALL)) for _ in range(50)} == {id(reader.text(CALL))}
    assert reader.texts == (CALL,) and not reader.cut
    assert reader.text("stop()") is not reader.text(CALL) and reader.texts == (CALL, "stop()")
