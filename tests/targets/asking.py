"""What a line of words is read as: a target, or the addresses that a text holds."""

import base64

from scamtriage.records.target import BadTarget, Target
from scamtriage.targets.lines import Line
from scamtriage.targets.parse import parse_target
from scamtriage.targets.running_text import RunningText


def target(line: str) -> Target:
    found = parse_target(line)
    assert isinstance(found, Target), found
    return found


def refusal(line: str) -> BadTarget:
    found = parse_target(line)
    assert isinstance(found, BadTarget), found
    return found


def lines_of(*text: str) -> list[Line]:
    return list(RunningText().addresses(Line(number=at, text=line) for at, line in enumerate(text, start=1)))


def packed(said: str, charset: str = "utf-8") -> str:
    return base64.b64encode(said.encode(charset)).decode()


def found(text: str) -> list[str]:
    return [line.text for line in lines_of(text)]
