"""How the way to a page uses its connections: one handshake for two collectors, old TLS, stalls, and peers that hang up."""

import asyncio
import ssl

from scamtriage.collect import page as collector
from scamtriage.net.collector_net import CollectorNet
from tests.collect.sites import HTML, QUICK, Site, collect, site
from tests.net.peers import Net, page, says, server_context, target


async def test_page_and_certificate_share_one_handshake() -> None:
    from scamtriage.collect import certificate

    async with Net(**QUICK) as net:
        server = await site(net, {"/": page(HTML)})
        aim = target("https://site.example/")
        async with net.session.target(aim) as shared:
            one, two = CollectorNet(shared, "page"), CollectorNet(shared, "certificate")
            facts, shown = await asyncio.gather(collector.collect(aim, one), certificate.collect(aim, two))
        assert net.dialer.places.holders == 0
    assert server.connections == 1
    assert shown.sha256 == facts.hops[0].certificate_sha256
    assert shown.name_matches and shown.self_signed


async def test_an_old_version_of_tls_is_seen_and_named() -> None:
    async with Net(**QUICK) as net:
        context = server_context("site.example")
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        await net.serve(Site({"/": page(HTML)}), port=443, tls=context)
        facts, _ = await collect(net)
    assert facts.hops[0].tls_version == "TLSv1.2"


async def test_a_stalled_handshake_ends_soon_and_http_is_tried() -> None:
    async def stalled(reader, writer) -> None:
        await asyncio.sleep(3600)

    async with Net(**QUICK) as net:
        await net.serve(stalled, port=443)
        await site(net, {"/": page(HTML)}, tls=False)
        facts, _ = await collect(net, scheme_given=False)
    assert [hop.outcome for hop in facts.hops] == ["timeout", "ok"]


async def test_a_peer_that_closes_the_kept_connection_costs_only_a_new_one() -> None:
    async with Net(**QUICK) as net:
        await net.serve(says(page(HTML)), port=443, tls=server_context("site.example"))
        facts, _ = await collect(net)
    assert facts.title == "Hello"
