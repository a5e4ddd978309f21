"""RDAP and WHOIS for collectors: cached, with a rate limit per registry, retried, referrals checked by the guard."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from urllib.parse import quote
from weakref import WeakValueDictionary

from msgspec.structs import replace

from scamtriage.knowledge.registry import bootstrap
from scamtriage.net.clock import Deadline, RunClock
from scamtriage.net.connect import Connector
from scamtriage.net.errors import Blocked, Limited, Malformed, NotAsked
from scamtriage.net.interfaces import RateLimiter
from scamtriage.net.pace import SharedRateLimiter, pace_folder
from scamtriage.net.policy import NetPolicy
from scamtriage.net.protocol import RawAnswer
from scamtriage.net.registry import whois
from scamtriage.net.registry.answers import looks_found, read_rdap, referred, says_slow_down
from scamtriage.net.registry.cache import Cache
from scamtriage.net.registry.rdap import RdapClient, follow
from scamtriage.net.registry.retry import RetryPolicy
from scamtriage.net.registry.tables import Tables
from scamtriage.net.url import read_url
from scamtriage.records import lazy_re

_HOST = lazy_re.compile(r"[a-z0-9_.-]{1,253}")


class Registries:
    """The RDAP and WHOIS queries of one run.

    `rdap` takes a URL, or "domain/<name>", "ip/<address>" or "autnum/<number>", for which the bootstrap gives the registry. `whois` takes a
    server, or "" for the one that the table or IANA gives. A server that the caller or a redirect names is not asked at `shun` or below it.
    `shun` is the target's name, whose owner must not see our questions; "" allows every server.
    """

    def __init__(self, policy: NetPolicy, connector: Connector, run: RunClock, *, pace: RateLimiter | None = None) -> None:
        self.pace: RateLimiter = pace if pace is not None else SharedRateLimiter(pace_folder())
        self._policy = policy
        self._connector = connector
        self._run = run
        self._client = RdapClient(connector, run, policy)
        self.tables = Tables(policy, self._client, run)
        self._cache = Cache(policy.cache_dir, now=run.now())
        self._asking: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()
        """(source, question) -> lock; an entry exists while a task asks or waits."""
        self._retry = RetryPolicy(policy, self.pace, connector.reached)

    async def rdap(self, url: str, deadline: Deadline, *, shun: str = "") -> RawAnswer:
        """Ask RDAP about a name, address or AS number, or at a URL.

        Raises NotAsked if no RDAP service is known, Blocked for an address that the guard refuses, else NetError.
        """
        if "://" not in url:
            kind, _, what = url.partition("/")
            if kind == "ip" and (why := self._connector.refusal(what)) is not None:  # nobody is told an address of the analyst's network
                raise Blocked(why)
            self.tables.freshen()
            base = self._base(url)
            if not base:
                with deadline.paused():  # a fresh table may know one
                    await self.tables.freshened()
                base = self._base(url)
            url = _rdap_url(base, url)
        else:
            led = read_url(url)
            _need_other(led.host, shun)
            if led.scheme != "https":  # on the path the question could be read and the answer forged
                raise Blocked("the registry redirects to an address without encryption")
        url = str(read_url(url))  # one spelling for the cache, the rate limit and the request
        service = _service(url)
        with self._retry.in_line(service, url):
            return await self._answer("rdap", url, deadline, lambda: self._ask_rdap(url, deadline, shun))

    async def whois(self, server: str, query: str, deadline: Deadline, *, shun: str = "") -> RawAnswer:
        """Ask WHOIS about the name `query`. Without a server, the table gives it and the query's format, or IANA gives the server.

        Raises NotAsked if nothing is published, else NetError.
        """
        line = query
        _need_other(server, shun)
        if not server:
            server, line = await self._whois_server(query, deadline)
        return await self._whois_at(server, line, deadline)

    def settle(self, answer: RawAnswer, *, found: bool) -> None:
        """Correct how long an answer is cached, if its parser's result differs from the first guess."""
        if answer.asked and answer.complete and answer.lasting is not found:
            expires = answer.observed_at + timedelta(seconds=self._policy.cache_ttl_s if found else self._policy.negative_ttl_s)
            self._cache.expire(answer.server.partition(":")[0], answer.asked, answer.observed_at, expires)

    async def refused(self, answer: RawAnswer, retry_after_s: float | None) -> str:
        """Let a registry rest whose refusal only the parser understood, for its charset or its words; return its service.

        A refusal that was recognised on arrival, or comes from the cache, has been counted and gives "".
        """
        if answer.limited_by or answer.from_cache:
            return ""
        source, _, place = answer.server.partition(":")
        if answer.asked:
            self._cache.expire(source, answer.asked, answer.observed_at, self._run.now())
        service = _service(place) if source == "rdap" else answer.server
        await self.pace.limited(service, retry_after_s)
        return service

    async def close(self) -> None:
        try:
            await self.tables.close()
        finally:
            self._client.close()
            self._cache.close()
            self.pace.close()

    # RDAP

    def _base(self, question: str) -> str:
        kind, _, what = question.partition("/")
        match kind:
            case "domain":
                return self.tables.known.domain_url(what)
            case "autnum":
                return self.tables.known.asn_url(int(what))
            case _:
                return self.tables.known.address_url(what)

    async def _ask_rdap(self, url: str, deadline: Deadline, shun: str) -> RawAnswer:
        """Ask and follow redirects; each step has its own turn and retries at the registry that it leads to."""

        async def once(step: str) -> RawAnswer | str:
            if step != url:
                _need_other(read_url(step).host, shun)
            answer = await self._client.once(step, deadline)
            if not isinstance(answer, RawAnswer):
                return answer
            record, words = read_rdap(answer.body)
            if says_slow_down(words):
                raise _LimitedText(answer)
            return replace(answer, lasting=record and answer.complete and answer.status_code == 200)

        return await follow(url, lambda step: self._retry.ask(_service(step), self._policy.rdap_per_s, deadline, lambda: once(step)))

    # WHOIS

    async def _whois_server(self, name: str, deadline: Deadline) -> tuple[str, str]:
        known = self.tables.known.whois_server(name)
        if known is None:
            suffix = name.rpartition(".")[2]
            referral = await self._whois_at(bootstrap.IANA_WHOIS, suffix, deadline)
            server = referred(referral.body, suffix, complete=referral.complete)
            if server is None:  # a refusal or an error does not say what is published
                if says_slow_down(referral.body):
                    raise Limited(f"{bootstrap.IANA_WHOIS} asks us to slow down")
                raise Malformed(f"{bootstrap.IANA_WHOIS} did not tell who answers for .{suffix}")
            known = bootstrap.WhoisServer(suffix=suffix, server=server)
        if not known.server:
            raise NotAsked("not published by the registry")
        return known.server, known.query.replace("{}", name)

    async def _whois_at(self, server: str, line: str, deadline: Deadline) -> RawAnswer:
        server = server.strip().rstrip(".").lower()
        if not _HOST.fullmatch(server):
            raise Malformed("the name of the WHOIS server is no host name")
        if not (line.isascii() and line.isprintable()) or len(line) > 300:
            raise Malformed("this can't be asked of a WHOIS server")

        async def ask() -> RawAnswer:
            body, cut = await whois.ask(self._connector, server, line, deadline, self._policy)
            answer = RawAnswer(body=body, server=f"whois:{server}", complete=not cut, cut=cut, observed_at=self._run.now())
            if says_slow_down(body):
                raise _LimitedText(answer)
            return replace(answer, lasting=answer.complete and looks_found(body))

        return await self._answer(
            "whois",
            f"{server} {line}",
            deadline,
            lambda: self._retry.ask(f"whois:{server}", self._policy.whois_per_s, deadline, ask),
        )

    # both

    async def _answer(self, source: str, question: str, deadline: Deadline, ask: Callable[[], Awaitable[RawAnswer]]) -> RawAnswer:
        lock = self._asking.setdefault((source, question), asyncio.Lock())  # the same question is not asked twice at the same time
        with deadline.paused():  # its holder may wait for our own rate limit
            await lock.acquire()
        try:
            if (known := self._cache.get(source, question, self._run.now())) is not None:
                return known
            answer = await ask()
            if answer.cut.startswith("seconds "):  # not cached: a caller with more time may get more of it
                return answer
            ttl_s = self._policy.cache_ttl_s if answer.lasting else self._policy.negative_ttl_s
            self._cache.put(source, question, answer, ttl_s=ttl_s)
            return replace(answer, asked=question)
        except _LimitedText as limited:
            return replace(limited.answer, limited_by=limited.service)  # the registry's message is evidence; it is not cached
        finally:
            lock.release()


def _rdap_url(base: str, question: str) -> str:
    kind, _, what = question.partition("/")
    if not base:
        raise NotAsked(f"no RDAP service is known for {what}")
    return f"{base}{kind}/{quote(what, safe=':.-_')}"


class _LimitedText(Limited):
    """An answer that is about our use of the server, such as a rate limit."""

    def __init__(self, answer: RawAnswer) -> None:
        super().__init__(f"{answer.server.partition(':')[2]} asks us to slow down")
        self.answer = answer


def _need_other(host: str, shun: str) -> None:
    """Raise Blocked for a host at or below `shun`, whose owner would see our question."""
    host = host.strip().rstrip(".").lower()
    if shun and (host == shun or host.endswith(f".{shun}")):
        raise Blocked(f"{host} belongs to the name that is asked about")


def _service(url: str) -> str:
    """Return the service whose rate limit applies to a URL: its host, normalized. Raises Malformed or Blocked."""
    return f"rdap:{read_url(url).host.rstrip('.')}"
