"""Which certificate the host shows, and whether it is one for this host from an authority that this machine trusts."""

from functools import cache

from scamtriage.net.errors import Malformed, NoTls, Refused
from scamtriage.net.protocol import Net
from scamtriage.net.roots import roots_pem
from scamtriage.parse.certificate import read_certificate
from scamtriage.parse.chain import ChainJudge
from scamtriage.records.facts import CertificateFacts
from scamtriage.records.frozen import changed
from scamtriage.records.target import Target


async def collect(target: Target, net: Net) -> CertificateFacts:
    """Shake hands, trusting nothing, and read what was shown. Raises NoTls where nobody listens, and NetError when TLS would not start."""
    try:
        shown = await net.handshake(target.host, target.tls_port)
    except Refused as exc:
        raise NoTls(f"nothing listens at port {target.tls_port} ({exc})") from exc
    if not shown.chain_der:
        raise Malformed("the host shows no certificate, or one that is too large")
    facts = read_certificate(shown.chain_der, target.host, tls_version=shown.tls_version, address=shown.address, port=shown.port)
    if not facts.parsed or facts.self_signed:
        return facts
    chain, why = _judge().judge(shown.chain_der, net.now())
    return changed(facts, chain=chain, problems=(*facts.problems, why) if why else facts.problems)


@cache
def _judge() -> ChainJudge:
    """Made when the first chain is judged; a bundle of roots takes some milliseconds to read."""
    return ChainJudge(roots_pem())
