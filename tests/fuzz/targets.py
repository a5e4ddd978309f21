"""The doors: a name, and a function of bytes that asserts the law of that door and returns what the program made of the bytes.

Every law says: nothing is raised but what is documented, the result is one of a closed set, sizes stay bounded, what was made can be
written down and read back. The replay test adds that the same bytes give the same result again, and the bound on time.
"""

import contextlib
import functools
import io
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scamtriage.assess import Rules, assess
from scamtriage.net.dns import message
from scamtriage.net.dns.name import BadMessage
from scamtriage.net.errors import NetError
from scamtriage.net.guard import is_literal, refusal
from scamtriage.net.inflate import Inflater
from scamtriage.net.url import join_url, read_url
from scamtriage.parse.certificate import read_certificate
from scamtriage.parse.chain import ChainJudge
from scamtriage.parse.html.page import read_page
from scamtriage.parse.html.page_text import MAX_HIDDEN_BYTES, MAX_TEXT_BYTES
from scamtriage.parse.html.redirect import next_hop
from scamtriage.parse.rdap import domain as rdap
from scamtriage.parse.rdap.network import parse_autnum, parse_ip
from scamtriage.parse.whois import answer as whois
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier, Evidence, Outcome
from scamtriage.records.facts import (
    AddressHolder,
    Facts,
    HostingFacts,
    RegistrationAbsent,
    RegistrationFacts,
    RegistrationLimited,
    RegistrationMalformed,
)
from scamtriage.records.target import BadTarget, LineStatus, Target
from scamtriage.render.text import MAX_CELL, defang, plain
from scamtriage.targets.decode import BadList
from scamtriage.targets.lines import Line
from scamtriage.targets.parse import MAX_LINE_CHARS, parse_target
from scamtriage.targets.read import read
from tests.fuzz import dns_oracle
from tests.hostile.harmless import faults
from tests.samples import SEEN, assessment, target
from tests.stored import lines_with_originals

Law = Callable[[bytes], object]

REGISTRATION = (RegistrationFacts, RegistrationAbsent, RegistrationLimited, RegistrationMalformed)
OBSERVED = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ROOT = Path(__file__).with_name("root.pem")


def _text(data: bytes) -> str:
    """Any text, lone surrogates too."""
    return data.decode("utf-8", "surrogateescape")


def _headed(data: bytes) -> tuple[str, bytes]:
    """(first line, rest): what was asked about stands before what was answered."""
    head, _, body = data.partition(b"\n")
    return head.decode("utf-8", "replace"), body


def _keeps(facts: Facts) -> Facts:
    """Facts stand in a line of evidence that reads back as what was written."""
    evidence = Evidence(collector="x", outcome=Outcome.OK, observed_at=SEEN, facts=facts)
    line = codec.to_line(Dossier(line=1, input="x", target=target(), evidence={"x": evidence}))
    assert len(line) <= codec.MAX_LINE_BYTES
    assert codec.to_line(codec.from_line(line)) == line
    return facts


def target_law(data: bytes) -> object:
    """A line is a target whose own URL means the same host and page to every reader we have, or a refusal with its reason."""
    line = _text(data)
    found = parse_target(line)
    assert found.given == line
    if isinstance(found, BadTarget):
        assert found.reason and found.status in (LineStatus.REFUSED, LineStatus.SKIPPED)
        return found
    assert isinstance(found, Target)
    assert found.host.isascii() and found.host == found.host.lower() and 0 < len(found.host) <= 253
    assert found.url.isascii() and found.url.isprintable() and not {" ", "#"} & set(found.url)
    again = parse_target(found.url)
    assert isinstance(again, Target)
    assert (again.host, again.url, again.registrable, again.is_ip) == (found.host, found.url, found.registrable, found.is_ip)
    assert found.host == found.registrable or found.host.endswith(f".{found.registrable}")
    assert found.is_ip is is_literal(found.host)
    if len(found.url) <= MAX_LINE_CHARS:
        assert read_url(found.url).host == found.host, "the reader of lists and the wire mean different hosts"
    return found


def url_law(data: bytes) -> object:
    """Any text, absolute or on a base, is an address with one form, or a NetError. The guard has an opinion of any host."""
    text = _text(data)
    base = read_url("https://a.example/x/y?z")
    found = []
    for get in (lambda: read_url(text), lambda: join_url(base, text)):
        try:
            address = get()
        except NetError as exc:
            found.append(str(exc)[:80])
            continue
        assert read_url(str(address)) == address
        assert str(address).isascii() and str(address).isprintable() and " " not in str(address)
        assert address.target.startswith("/") and 0 < address.port < 65_536
        assert is_literal(address.host) or all(0 < len(label) < 64 for label in address.host.split("."))
        if not is_literal(address.host):
            assert refusal(address.host), "a name is never an address that may be dialled"
        found.append(str(address))
    return found


def whois_law(data: bytes) -> object:
    """`name`, then the answer: one of four results, about that name only, with bounded texts."""
    name, raw = _headed(data)
    result = whois.parse(raw, name, server="whois.example", observed_at=OBSERVED, personal_data=True)
    return _registration(result)


def rdap_law(data: bytes) -> object:
    """`name`, then the answer: as WHOIS; and the readers for addresses and numbers, on the same bytes."""
    name, raw = _headed(data)
    result = rdap.parse(raw, name, source="https://rdap.example/", observed_at=OBSERVED, personal_data=True)
    referral = rdap.referral(raw)
    if referral is not None:
        with contextlib.suppress(NetError):
            read_url(referral)
    holders = (parse_ip(raw, name), parse_autnum(raw, 64_500))
    for holder in holders:
        assert isinstance(holder, AddressHolder) and holder.outcome in ("ok", "absent", "limited", "malformed")
        assert bool(holder.reason) is (holder.outcome != "ok")
    _keeps(HostingFacts(addresses=holders))
    return _registration(result), referral, holders


def _registration(result: object) -> object:
    assert isinstance(result, REGISTRATION)
    if isinstance(result, RegistrationFacts):
        assert result.result in ("found", "redacted") and result.name
        for moment in (result.created, result.updated, result.expires):
            assert moment is None or moment.tzinfo is not None
        assert all(len(text) <= 700 for text in (result.registrar, *result.nameservers, *result.status, *result.notices, *result.redacted))
    else:
        assert 0 < len(result.because) <= 700  # type: ignore[attr-defined]
    if isinstance(result, RegistrationFacts | RegistrationAbsent):
        _keeps(result)
    return result


def page_law(data: bytes) -> object:
    """`content type`, then the body: facts within their caps, and where the page sends its visitor."""
    kind, body = _headed(data)
    facts, caps = read_page(body=body, content_type=kind, url="https://a.example/x", host="a.example", suffix="example")
    assert len(facts.text.encode()) <= MAX_TEXT_BYTES and len(facts.hidden_text.encode()) <= MAX_HIDDEN_BYTES
    assert len(facts.links) <= 200 and len(facts.title) <= 300 and len(facts.products) <= 64
    assert all(cap.stage == "page" and cap.cap for cap in caps)
    hop = next_hop(body, kind, "https://a.example/x")
    if hop is not None:
        assert hop[0] in ("meta", "script") and hop[1]
    return _keeps(facts), caps, hop


@functools.cache
def _judge() -> ChainJudge:
    return ChainJudge(ROOT.read_bytes())


def certificate_law(data: bytes) -> object:
    """DER: facts that say what could not be read; the chain is valid or unverified, with a reason."""
    facts = read_certificate([data], "www.a.example")
    assert facts.parsed or facts.problems
    assert all(0 < len(problem) <= 200 for problem in facts.problems)
    assert len(facts.sans) <= 100 and all(len(name) <= 256 for name in facts.sans)
    for moment in (facts.not_before, facts.not_after, facts.sct_first):
        assert moment is None or moment.tzinfo is not None
    verdict, why = _judge().judge([data], OBSERVED)
    assert verdict in ("valid", "unverified") and bool(why) is (verdict == "unverified")
    return _keeps(facts), verdict, why


def dns_law(data: bytes) -> object:
    """A message: what dnspython understands of it, or BadMessage."""
    section = dns_oracle.section_of(data) or message.question("a.example", 1)
    message.answers(data, section)
    reshaped = data[:2] + bytes([data[2] & 0x87 | 0x80]) + data[3:4] + b"\0\1" + data[6:] if len(data) > 12 else data
    if not message.answers(reshaped, section):
        return None
    told = dns_oracle.read(reshaped, section)
    try:
        reply = message.parse(reshaped, section)
    except BadMessage:
        return "declined"
    assert told is not None, f"dnspython reads no such message, and we say {reply}"
    codes, said = told
    assert said == dns_oracle.of(reply)
    assert reply.rcode in codes
    assert reply.ttl is None or 0 <= reply.ttl < 2**31
    assert len(reply.chain) <= message.MAX_CNAME
    return reply


def evidence_law(data: bytes) -> object:
    """A line of evidence reads back as what was written, or is refused with line and key."""
    try:
        dossier = codec.from_line(data, 7)
    except codec.BadRecord as exc:
        assert str(exc).startswith("line 7: ")
        return str(exc)
    line = codec.to_line(dossier)
    assert b"\n" not in line
    assert codec.to_line(codec.from_line(line)) == line
    assert codec.from_any_line(data, 7) == dossier, "the two readers give different records"
    try:
        assert [codec.digested(7, one)[0] for given in (data, line) for _, one in lines_with_originals([given])] == [dossier] * 2
        assert codec.digested(7, line)[1] == codec.digest(dossier)
        assert codec.digested(7, data)[1] == (codec.digest_of(data) if dossier.evidence else codec.NO_DIGEST)
    except codec.BadRecord as exc:
        assert "contradicts itself" in str(exc)
    return dossier


@functools.cache
def _rules() -> Rules:
    return Rules.load()


def verdict_law(data: bytes) -> object:
    """Whatever line of evidence is read and agrees with itself is judged, and said in every format as text that does nothing."""
    try:
        dossier = codec.agreeing(codec.from_line(data), 1)
    except codec.BadRecord as exc:
        return str(exc)
    row = assess(dossier, _rules())
    assert faults([row]) == []
    return row


class _Dribble(io.BytesIO):
    """A pipe that gives a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self._most = size

    def read1(self, size: int | None = -1, /) -> bytes:
        return self.read(min(self._most, size if size is not None and size > 0 else self._most))


def list_law(data: bytes) -> object:
    """A byte for the size of the pieces, then a list: numbered lines of text, the same however the bytes arrive, or BadList."""
    size, raw = 1 + (data[0] if data else 0), data[1:]
    at_once, pieces = _lines(io.BytesIO(raw)), _lines(_Dribble(raw, size))
    if at_once and isinstance(at_once[-1], str):  # how much is read before the damage depends on the pieces
        assert pieces and isinstance(pieces[-1], str), f"in pieces of {size} bytes it is a sound list"
        at_once, pieces = at_once[:-1], pieces[: len(at_once) - 1]
    assert at_once == pieces, f"in pieces of {size} bytes it is another list"
    return at_once


def _lines(source: io.BytesIO) -> list[Line | str]:
    found: list[Line | str] = []
    last = 0
    try:
        for line in read(source, name="list"):
            assert line.number > last
            last = line.number
            assert len(line.text) <= MAX_LINE_CHARS and (line.problem or "\0" not in line.text)
            assert all(len(cell) <= 1_000 for cell in line.columns.values())
            found.append(line)
    except BadList as exc:
        found.append(str(exc))
    return found


def inflate_law(data: bytes) -> object:
    """A byte for the size of the pieces, then gzip: never more than the cap; however it arrives, the body is the same."""
    size, wire = 1 + (data[0] if data else 0), data[1:]
    whole, pieces = (Inflater(max_bytes=20_000, max_ratio=1_000, ratio_after_bytes=10_000) for _ in range(2))
    whole.feed(wire)
    for at in range(0, len(wire), size):
        pieces.feed(wire[at : at + size])
    results: list[Any] = [(inflater.finish(), bytes(inflater.body)) for inflater in (whole, pieces)]
    assert all(len(body) <= 20_000 for _, body in results)
    assert results[0][1] == results[1][1]
    assert bool(results[0][0]) is bool(results[1][0])
    return results


CLICKABLE_DOT = re.compile(r"(?<![\[({<\\])\.(?![\])}>])")
"""A dot with no bracket on either side: who writes "evil[.com" has set it apart."""


def text_law(data: bytes) -> object:
    """What anybody wrote becomes text in which nothing acts or hides, in one cell and in every format."""
    text = _text(data)
    clean = plain(text)
    assert not [c for c in clean if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")]
    assert plain(clean) == clean
    cell = plain(text, MAX_CELL)
    assert len(cell) <= MAX_CELL and (cell == clean or cell == clean[: MAX_CELL - 1] + "…")
    scheme, separator, rest = defang(text).partition("://")
    assert not CLICKABLE_DOT.search(rest.partition("/")[0] if separator else scheme)
    assert faults([assessment(text)]) == []
    return clean


TARGETS: dict[str, Law] = {
    "target": target_law,
    "url": url_law,
    "list": list_law,
    "whois": whois_law,
    "rdap": rdap_law,
    "page": page_law,
    "certificate": certificate_law,
    "dns": dns_law,
    "inflate": inflate_law,
    "text": text_law,
    "evidence": evidence_law,
    "verdict": verdict_law,
}
