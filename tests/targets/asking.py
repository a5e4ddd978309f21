"""What a line of words is read as."""

from scamtriage.records.target import BadTarget, Target
from scamtriage.targets.parse import parse_target


def target(line: str) -> Target:
    found = parse_target(line)
    assert isinstance(found, Target), found
    return found


def refusal(line: str) -> BadTarget:
    found = parse_target(line)
    assert isinstance(found, BadTarget), found
    return found
