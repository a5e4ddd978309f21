"""How deep JSON nests is measured before any parser sees it, as a stack would measure it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scamtriage.parse.rdap.safe_json import MAX_BYTES, MAX_DEPTH, NotJson, _too_deep, read
from tests.cost import least_cpu_s


def depth(body: bytes) -> int:
    """The deepest nesting, byte by byte."""
    deepest = level = at = 0
    while at < len(body):
        if body[at : at + 1] == b'"':
            at += 1
            while at < len(body) and body[at : at + 1] != b'"':
                at += 2 if body[at : at + 1] == b"\\" else 1
        elif body[at : at + 1] in (b"[", b"{"):
            level += 1
            deepest = max(deepest, level)
        elif body[at : at + 1] in (b"]", b"}"):
            level -= 1
        at += 1
    return deepest


@given(st.text('[]{}"a\\', max_size=40), st.sampled_from(["[", '{"a":', '["]",', '["\\"]",']), st.integers(60, 68))
@example('"[', "[", 64)
@example('"\\"[', "[", 64)
@example('"\\', "[", 64)
def test_depth_is_measured_as_a_stack_would(noise, opening, times) -> None:
    body = (noise + opening * times).encode()
    assert _too_deep(body) == (depth(body) > MAX_DEPTH)


@pytest.mark.parametrize("end", [b"", b"\\", b"\\\\", b'\\"'], ids=["quote", "backslash", "two", "quoted"])
def test_a_string_that_nobody_ends_costs_at_most_a_tenth_of_a_second_of_cpu(end: bytes) -> None:
    opening = b'{"a":' + b"[" * (MAX_DEPTH + 1) + b'"'
    body = (opening + b'\\"' * MAX_BYTES)[: MAX_BYTES - 3] + end

    def refused() -> None:
        with pytest.raises(NotJson):
            read(body)

    assert least_cpu_s(refused, within=0.1) <= 0.1
