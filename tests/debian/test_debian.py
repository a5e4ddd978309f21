"""The same sites behind knot and nginx: servers that nobody here wrote."""

import ssl
from pathlib import Path

import dns.asyncquery
import dns.message
import dns.rcode
import httpx
import pytest

from scamtriage.lab.authority import Authority
from scamtriage.lab.internet import Lab
from tests.conftest import NOW
from tests.debian.servers import serving

pytestmark = pytest.mark.debian
SCENES = ("dsi-case", "old-company", "new-bakery", "real-bank", "bank-phish", "vn-gambling")


async def test_knot_and_nginx_serve_the_world_of_the_lab(tmp_path: Path) -> None:
    authority = Authority(NOW)
    async with Lab.start(SCENES, now=NOW) as lab, serving(lab, authority, tmp_path) as debian:
        answer = await dns.asyncquery.udp(dns.message.make_query("dsi-case-th.top", "A"), debian.dns[0], port=debian.dns[1], timeout=2)
        assert [record.to_text() for record in answer.answer[0]] == ["45.12.40.21"]
        answer = await dns.asyncquery.udp(dns.message.make_query("no-such-4711.top", "A"), debian.dns[0], port=debian.dns[1], timeout=2)
        assert answer.rcode() == dns.rcode.NXDOMAIN
        (tmp_path / "ca.pem").write_bytes(authority.root_pem)
        context = ssl.create_default_context(cafile=str(tmp_path / "ca.pem"))
        async with httpx.AsyncClient(verify=context, trust_env=False, timeout=2) as client:
            page = await client.get(
                f"https://{debian.https[0]}:{debian.https[1]}/",
                headers={"Host": "dsi-case-th.top"},
                extensions={"sni_hostname": "dsi-case-th.top"},
            )
        assert page.headers["server"].startswith("nginx")
        assert "กรมสอบสวนคดีพิเศษ" in page.text
