"""Which certificate the host shows, and whether it is one for this host from an authority that this machine trusts."""

from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path

from msgspec.structs import replace

from scamtriage.net.errors import Malformed, NoTls, Refused
from scamtriage.net.protocol import Net
from scamtriage.net.tls import roots_pem
from scamtriage.parse.certificate import read_certificate
from scamtriage.parse.chain import ChainJudge
from scamtriage.records.facts import CertificateFacts
from scamtriage.records.facts.certificate import CLOCKS_APART
from scamtriage.records.target import Target

ASIDE = "it is shown at a port that the given address does not use"


async def collect(target: Target, net: Net) -> CertificateFacts:
    """Shake hands, trusting nothing, and read what was shown. Raises NoTls where nobody listens, and NetError when TLS would not start."""
    try:
        shown = await net.handshake(target.host, target.tls_port)
    except Refused as exc:
        raise NoTls(f"nothing listens at port {target.tls_port} ({exc})") from exc
    if not shown.chain_der:
        raise Malformed("the host shows no certificate, or one that is too large")
    facts = replace(_read(shown.chain_der, target.host), tls_version=shown.tls_version, address=shown.address, port=shown.port)
    problems = list(facts.problems)
    if facts.parsed and not facts.self_signed:
        chain, why = _judge(net.policy.roots).judge(shown.chain_der, net.now())
        facts = replace(facts, chain=chain)
        problems += [why] if why else []
    return aside(replace(facts, problems=tuple(problems)), target)


def aside(facts: CertificateFacts, target: Target) -> CertificateFacts:
    """The certificate as it stands beside this address of its host: whether the port is one that the address uses."""
    problems = [problem for problem in facts.problems if problem != ASIDE]
    return replace(facts, problems=(*problems, *(ASIDE,) * target.url.startswith("http:")))


def stops_browsers(chain_der: tuple[bytes, ...], host: str, now: datetime, roots: Path | None = None) -> str:
    """Why browsers warn of a certificate instead of showing the page behind it; "" where they go on, and where that can't be known: they
    fetch an intermediate that is missing."""
    if not chain_der:
        return ""
    facts = _read(chain_der, host)
    if not facts.parsed:
        return ""
    if facts.self_signed:
        return "it signed itself"
    if facts.name_matches is False:
        return "it is for another name"
    if facts.not_after is not None and facts.not_after < now:
        return "it has run out"
    if facts.not_before is not None and facts.not_before > now + CLOCKS_APART:
        return "it does not hold yet"
    judge = _judge(roots)
    unknown = judge.judge(chain_der, now)[0] != "valid" and judge.ends_elsewhere(chain_der)
    return "no known authority stands behind it" if unknown else ""


@lru_cache(maxsize=16)
def _read(chain_der: tuple[bytes, ...], host: str) -> CertificateFacts:
    """Page and certificate share one handshake, and one reading of it."""
    return read_certificate(chain_der, host)


@cache
def _judge(roots: Path | None) -> ChainJudge:
    """Made when the first chain is judged; a bundle of roots takes some milliseconds to read."""
    return ChainJudge(roots_pem(roots))
