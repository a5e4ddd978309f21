"""The same sites behind knot and nginx: servers that nobody here wrote."""

import contextlib
import ssl
from pathlib import Path

import dns.asyncquery
import dns.message
import dns.rcode
import httpx
import pytest

from scamtriage.lab.authority import Authority
from scamtriage.lab.internet import Lab
from scamtriage.records.facts import CertificateFacts, DnsFacts, PageFacts
from tests.conftest import NOW
from tests.debian.servers import serving
from tests.running import observe

pytestmark = pytest.mark.debian
SCENES = ("dsi-case", "old-company", "new-bakery", "real-bank", "bank-phish", "vn-gambling")
UNLIKE = ("SOA", "DS")
"""Our server stands for a validating resolver; knot knows no signatures here, and its negative answers carry other SOAs."""


async def test_knot_and_nginx_serve_the_world_of_the_lab(tmp_path: Path) -> None:
    authority = Authority(NOW)
    async with Lab.start(SCENES, now=NOW) as lab, serving(lab, authority, tmp_path) as debian:
        answer = await dns.asyncquery.udp(dns.message.make_query("dsi-case-th.top", "A"), debian.dns[0], port=debian.dns[1], timeout=60)
        assert [record.to_text() for record in answer.answer[0]] == ["45.12.40.21"]
        answer = await dns.asyncquery.udp(dns.message.make_query("no-such-4711.top", "A"), debian.dns[0], port=debian.dns[1], timeout=60)
        assert answer.rcode() == dns.rcode.NXDOMAIN
        (tmp_path / "ca.pem").write_bytes(authority.root_pem)
        context = ssl.create_default_context(cafile=str(tmp_path / "ca.pem"))
        async with httpx.AsyncClient(verify=context, trust_env=False, timeout=60) as client:
            page = await client.get(
                f"https://{debian.https[0]}:{debian.https[1]}/",
                headers={"Host": "dsi-case-th.top"},
                extensions={"sni_hostname": "dsi-case-th.top"},
            )
        assert page.headers["server"].startswith("nginx")
        assert "กรมสอบสวนคดีพิเศษ" in page.text


async def test_what_we_read_does_not_depend_on_who_wrote_the_servers(tmp_path: Path) -> None:
    ours = await readings(tmp_path / "ours", theirs=False)
    assert await readings(tmp_path / "theirs", theirs=True) == ours


async def readings(folder: Path, *, theirs: bool) -> dict[str, dict[str, object]]:
    """By scene: what the collectors say of the site itself, leaving out what names the server software."""
    folder.mkdir()
    async with Lab.start(SCENES, now=NOW, seed=b"debian") as lab, contextlib.AsyncExitStack() as stack:
        changes: dict[str, object] = {"deadline_s": 10.0, "timeout_s": 3.0}
        if theirs:
            debian = await stack.enter_async_context(serving(lab, Authority(NOW, b"debian"), folder))
            changes["resolvers"] = (f"{debian.dns[0]}:{debian.dns[1]}",)
        dossiers = await observe(lab, [lab.world.scenes[scene].target for scene in SCENES], **changes)
        asked = bool(lab.websites.asked) or bool(lab.nameserver.asked)
    assert asked is not theirs, "the wrong servers answered"
    return {
        scene: {name: said(evidence.facts) for name, evidence in dossier.evidence.items()}
        for scene, dossier in zip(SCENES, dossiers, strict=True)
    }


def said(facts: object) -> object:
    match facts:
        case DnsFacts():
            answers = [(a.name, a.rtype, a.outcome, sorted(a.values), a.cname) for a in facts.answers if a.rtype not in UNLIKE]
            return answers, sorted(facts.addresses), facts.spf, facts.dmarc, facts.wildcard, facts.mx_hosts
        case CertificateFacts():
            return facts.sha256, facts.validation, facts.chain, facts.name_matches, facts.sans
        case PageFacts():
            hops = [(hop.url, hop.via, hop.status_code, hop.location) for hop in facts.hops]
            return facts.final_url, hops, facts.body_sha256, facts.text, facts.title, facts.forms, facts.contacts
        case _:
            return None
