"""The certificate that a host presents, and whether it is valid for this host and chains to a trusted root."""

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
    """Perform a TLS handshake without verification and read the certificate. Raises NoTls if the connection is refused, NetError if the
    handshake fails."""
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
    """Return the facts with the problem ASIDE if the target's URL is http, which does not use the certificate's port."""
    problems = [problem for problem in facts.problems if problem != ASIDE]
    return replace(facts, problems=(*problems, *(ASIDE,) * target.url.startswith("http:")))


def stops_browsers(chain_der: tuple[bytes, ...], host: str, now: datetime, roots: Path | None = None) -> str:
    """Return why browsers show a certificate warning instead of the page, or "".

    Also returns "" when this cannot be known: browsers fetch a missing intermediate, this check does not.
    """
    if not chain_der:
        return ""
    facts = _read(chain_der, host)
    if not facts.parsed:
        return ""
    if facts.self_signed:
        return "it signed itself"
    if facts.name_matches is False:
        return "it is for another name" if facts.san_count else "it names no host"
    if facts.not_after is not None and facts.not_after < now:
        return "it has run out"
    if facts.not_before is not None and facts.not_before > now + CLOCKS_APART:
        return "it does not hold yet"
    judge = _judge(roots)
    unknown = judge.judge(chain_der, now)[0] != "valid" and judge.ends_elsewhere(chain_der)
    return "no known authority stands behind it" if unknown else ""


_read = lru_cache(maxsize=16)(read_certificate)
"""A chain is parsed once for both collectors: page and certificate share one handshake."""


@cache
def _judge(roots: Path | None) -> ChainJudge:
    """Create the judge of chains on first use: reading the bundle of roots takes milliseconds."""
    return ChainJudge(roots_pem(roots))
