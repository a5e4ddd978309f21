"""Records: frozen once they are made, equal by their fields, and never sharing what a factory makes."""

from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from scamtriage.records.assessment import Measurement
from scamtriage.records.frozen import of_columns, plain, record


@record
class Sample:
    """Three kinds of fields."""

    name: str
    size: int = 3
    parts: dict[str, int] = field(default_factory=dict)


def test_a_record_is_frozen_and_slotted() -> None:
    one = Sample(name="a")
    with pytest.raises(FrozenInstanceError):
        one.size = 4  # type: ignore[misc]
    with pytest.raises((FrozenInstanceError, TypeError)):
        one.more = 4  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError):
        del one.name
    assert not hasattr(one, "__dict__")
    assert type(one) is Sample


def test_fields_have_their_defaults_and_factories_are_asked_each_time() -> None:
    one, other = Sample(name="a"), Sample(name="a")
    assert (one.size, one.parts) == (3, {})
    assert one == other and one.parts is not other.parts
    assert [f.name for f in fields(Sample)] == ["name", "size", "parts"]
    assert repr(one) == "Sample(name='a', size=3, parts={})"


def test_arguments_are_keywords_and_known() -> None:
    with pytest.raises(TypeError):
        Sample("a")  # type: ignore[misc]
    with pytest.raises(TypeError):
        Sample()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Sample(name="a", colour="red")  # type: ignore[call-arg]


def test_records_made_by_the_column_are_those_made_one_by_one() -> None:
    made = of_columns(Sample, 2, ("a", "b"), [1, 2], iter(({}, {"x": 1})))
    assert made == (Sample(name="a", size=1), Sample(name="b", size=2, parts={"x": 1}))
    with pytest.raises(FrozenInstanceError):
        made[0].size = 4
    with pytest.raises(ValueError, match="shorter"):
        of_columns(Sample, 1, ("a",))


def test_a_record_as_a_dict_has_its_fields_in_their_order() -> None:
    given = Sample(name="a", parts={"x": 1})
    assert list(plain(given).items()) == [("name", "a"), ("size", 3), ("parts", {"x": 1})]
    assert plain(given)["parts"] is given.parts
    with pytest.raises(TypeError):
        plain({})


def test_a_copy_with_a_change_is_frozen_too() -> None:
    changed = replace(Measurement(value=1.0), value=2.0)
    assert changed.value == 2.0
    with pytest.raises(FrozenInstanceError):
        changed.value = 3.0  # type: ignore[misc]
