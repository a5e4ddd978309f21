"""The collectors: independent queries about one target that run concurrently, one table row each.

one collector each    dns, registration, hosting, certificate, page, reputation; spec (what a collector is)
how each is run       observe (always exactly one Evidence)
how a page is had     navigation (hop by hop), read_response; second_look (as other visitors), further_pages (`--deep`), pictures (codes)
"""

from scamtriage.collect import certificate, dns, hosting, page, registration, reputation
from scamtriage.collect.spec import Activity, Collector

COLLECTORS: dict[str, Collector] = {
    collector.name: collector
    for collector in (
        Collector(name="dns", collect=dns.collect, activity=Activity.RESOLVER, deadline_s=12.0),
        Collector(
            name="registration",
            collect=registration.collect,
            activity=Activity.REGISTRY,
            deadline_s=20.0,
            applies=lambda target: not (target.is_ip or target.private_suffix),  # these names have no registration of their own
        ),
        Collector(name="hosting", collect=hosting.collect, activity=Activity.REGISTRY, deadline_s=20.0),
        Collector(name="certificate", collect=certificate.collect, activity=Activity.TARGET, deadline_s=15.0),
        Collector(name="page", collect=page.collect, activity=Activity.TARGET, deadline_s=28.0),
    )
}
OPTIONAL: dict[str, Collector] = {
    collector.name: collector
    for collector in (Collector(name="reputation", collect=reputation.collect, activity=Activity.NOBODY, deadline_s=20.0),)
}
"""Run only with the option --reputation."""
