"""The lab's registries: RDAP answers (RFC 9083) and WHOIS texts from the same data."""

import asyncio
import json
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Any

from scamtriage.lab.scene import Registration
from scamtriage.lab.websites import Hang, Request, Response
from scamtriage.lab.world import World

RDAP_TYPE = "application/rdap+json"
QUOTA = "WHOIS LIMIT EXCEEDED - SEE WWW.PIR.ORG/WHOIS FOR DETAILS"
RETRY_AFTER_S = 120
COMMON_SUFFIXES = ("com", "net", "org", "top", "sg")  # suffixes of names in no scene, which do not exist


class Registry:
    """Every registry of the world; the queried name selects the registry."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.asked: list[str] = []
        """"rdap <path>" or "whois <query>", in order."""

    def rdap(self, request: Request) -> Response:
        """Answer a lookup of /…/domain/NAME or /…/ip/ADDRESS; anything else gets 404. Raises Hang."""
        self.asked.append(f"rdap {request.path}")
        *_, kind, value = ["", "", *request.path.split("?")[0].strip("/").split("/")]
        match kind:
            case "domain":
                return self._domain(value.lower().rstrip("."))
            case "ip":
                return self._ip(value)
            case _:
                return _error(404, "Not Found")

    def whois(self, query: str) -> bytes:
        """Answer one line. Raises Hang."""
        name = (query.split() or [""])[-1].lower().rstrip(".").removeprefix("=")  # some registries expect words before the name
        self.asked.append(f"whois {name}")
        registration = self._world.registrations.get(name)
        if registration is None or registration.whois == "absent":
            return f'No match for domain "{name.upper()}".\r\n>>> Last update of WHOIS database: {self._ago(0)} <<<\r\n'.encode()
        match registration.whois:
            case "hang":
                raise Hang
            case "limited":
                return f"{QUOTA}\r\n".encode()
            case "malformed":
                return b"\xff\xfe\x00<<< upstream error 0x80070005 >>>\r\n"
            case _:
                return self._whois_text(registration).encode()

    def iana(self, query: str) -> bytes:
        """Answer as IANA's WHOIS: the WHOIS server of the suffix."""
        suffix = query.strip().lower().rsplit(".", 1)[-1]
        self.asked.append(f"whois-iana {suffix}")
        server = f"whois.nic.{suffix}"
        return (
            "% IANA WHOIS server\r\n% for more information on IANA, visit http://www.iana.org\r\n\r\n"
            f"refer:        {server}\r\n\r\ndomain:       {suffix.upper()}\r\n\r\nwhois:        {server}\r\n\r\n"
            "status:       ACTIVE\r\nsource:       IANA\r\n"
        ).encode()

    def _domain(self, name: str) -> Response:
        registration = self._world.registrations.get(name)
        if registration is None:
            return _error(404, "Not Found", f"{name} is not registered")
        match registration.rdap:
            case "ok":
                return Response(body=json.dumps(self._domain_object(registration)).encode(), content_type=RDAP_TYPE)
            case "hang":
                raise Hang
            case "absent":
                return _error(404, "Not Found", f"{name} is not registered")
            case "limited":
                return _error(429, "Too Many Requests", "query rate exceeded", headers={"Retry-After": str(RETRY_AFTER_S)})
            case "malformed":
                return Response(body=b'{"objectClassName": "domain", "ldhName": ', content_type=RDAP_TYPE)
            case "unavailable" | "none":
                return _error(503, "Service Unavailable")

    def _domain_object(self, registration: Registration) -> dict[str, Any]:
        days = {
            "registration": registration.created_days_ago,
            "last changed": registration.updated_days_ago,
            "expiration": None if registration.expires_in_days is None else -registration.expires_in_days,
        }
        events = [{"eventAction": action, "eventDate": self._ago(ago)} for action, ago in days.items() if ago is not None]
        events.append({"eventAction": "last update of RDAP database", "eventDate": self._ago(0)})
        return {
            "objectClassName": "domain",
            "rdapConformance": ["rdap_level_0", "icann_rdap_response_profile_1", "redacted"],
            "handle": f"D{sum(registration.name.encode()):09d}-LAB",
            "ldhName": registration.name.upper(),
            "status": registration.status,
            "events": events,
            "entities": [_registrar(registration), _registrant(registration)],
            "nameservers": [{"objectClassName": "nameserver", "ldhName": host} for host in self._nameservers(registration)],
            "secureDNS": {"delegationSigned": registration.dnssec},
            "notices": [{"title": "Terms of Use", "description": ["Invented data of a laboratory."]}],
            "redacted": [] if registration.organisation else [{"name": {"type": "Registrant Name"}, "method": "removal"}],
        }

    def _ip(self, value: str) -> Response:
        try:
            network = self._world.network(str(ip_address(value)))
        except ValueError:
            return _error(400, "Bad Request")
        if network is None:
            return _error(404, "Not Found")
        block = ip_network(network.prefix)
        answer = {
            "objectClassName": "ip network",
            "rdapConformance": ["rdap_level_0", "cidr0", "nro_rdap_profile_0"],
            "handle": f"{block[0]} - {block[-1]}",
            "startAddress": str(block[0]),
            "endAddress": str(block[-1]),
            "ipVersion": f"v{block.version}",
            "name": network.holder.upper().replace(" ", "-")[:30],
            "country": network.country,
            "cidr0_cidrs": [{f"v{block.version}prefix": str(block.network_address), "length": block.prefixlen}],
            "nro_originAutnums": [network.asn],
            "entities": [
                _entity("registrant", network.holder),
                _entity("abuse", network.holder + " Abuse", email=network.abuse_email, phone=network.abuse_phone),
            ],
        }
        return Response(body=json.dumps(answer).encode(), content_type=RDAP_TYPE)

    def _whois_text(self, registration: Registration) -> str:
        lines = [
            ("Domain Name", registration.name.upper()),
            ("Registry Domain ID", f"D{sum(registration.name.encode()):09d}-LAB"),
            ("Registrar WHOIS Server", ""),
            ("Updated Date", self._ago(registration.updated_days_ago)),
            ("Creation Date", self._ago(registration.created_days_ago)),
            ("Registry Expiry Date", self._ago(None if registration.expires_in_days is None else -registration.expires_in_days)),
            ("Registrar", registration.registrar),
            ("Registrar IANA ID", str(registration.iana_id)),
            ("Registrar Abuse Contact Email", registration.abuse_email),
            ("Registrar Abuse Contact Phone", registration.abuse_phone),
            *[("Domain Status", f"{_camel(status)} https://icann.org/epp#{_camel(status)}") for status in registration.status],
            ("Registrant Organization", registration.organisation or "REDACTED FOR PRIVACY"),
            ("Registrant Country", registration.country),
            ("Registrant Email", registration.email or "Please query the RDDS service of the Registrar of Record"),
            *[("Name Server", host.upper()) for host in self._nameservers(registration)],
            ("DNSSEC", "signedDelegation" if registration.dnssec else "unsigned"),
        ]
        text = "".join(f"{key}: {value}\r\n" for key, value in lines if value)
        return f"{text}>>> Last update of WHOIS database: {self._ago(0)} <<<\r\n\r\nInvented data of a laboratory.\r\n"

    def _nameservers(self, registration: Registration) -> list[str]:
        values = self._world.records.get(registration.name, {}).get("NS", [])
        return [value.rstrip(".").lower() for value in values] if isinstance(values, list) else []

    def _ago(self, days: float | None) -> str:
        """Return an RFC 3339 timestamp; "" for None."""
        return "" if days is None else _stamp(self._world.now - timedelta(days=days))


def bootstrap(world: World) -> dict[str, dict[str, Any]]:
    """Return IANA's bootstrap files (RFC 9224) for this world, by file name.

    They map every suffix and address to the lab's registry, except suffixes of registries without RDAP.
    """
    url = f"https://{world.surroundings.registry_hosts[0]}/"
    busy_url = f"https://{world.surroundings.registry_hosts[-1]}/"
    busy = {name.rpartition(".")[2] for name, registration in world.registrations.items() if registration.rdap == "limited"}
    silent = {name.rpartition(".")[2] for name, registration in world.registrations.items() if registration.rdap == "none"}
    names = {name.rpartition(".")[2] for name in [*world.registrations, *world.records] if "." in name}
    publication = {"version": "1.0", "publication": _stamp(world.now)}
    return {
        "dns.json": publication
        | {"services": [[sorted((names | set(COMMON_SUFFIXES)) - silent - busy - {"arpa"}), [url]], [sorted(busy), [busy_url]]]},
        "ipv4.json": publication | {"services": [[[f"{first}.0.0.0/8" for first in range(1, 224)], [url]]]},
        "ipv6.json": publication | {"services": [[["2000::/3"], [url]]]},
    }


async def serve_whois(answer: Any, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Serve one WHOIS connection (RFC 3912): read a line, send a text."""
    line = await reader.readline()
    try:
        text = answer(line.decode("utf-8", "replace"))
    except Hang:
        await asyncio.Event().wait()
    writer.write(text)
    await writer.drain()


def _registrar(registration: Registration) -> dict[str, Any]:
    entity = _entity("registrar", registration.registrar)
    entity["publicIds"] = [{"type": "IANA Registrar ID", "identifier": str(registration.iana_id)}]
    entity["handle"] = str(registration.iana_id)
    entity["entities"] = [_entity("abuse", "Abuse desk", email=registration.abuse_email, phone=registration.abuse_phone)]
    return entity


def _registrant(registration: Registration) -> dict[str, Any]:
    return _entity("registrant", registration.organisation, email=registration.email, country=registration.country)


def _entity(role: str, name: str, *, email: str = "", phone: str = "", country: str = "") -> dict[str, Any]:
    """Return an RDAP entity with a jCard (RFC 7095)."""
    card: list[Any] = [["version", {}, "text", "4.0"], ["fn", {}, "text", name]]
    if name and role == "registrant":
        card.append(["org", {}, "text", name])
    if country:
        card.append(["adr", {"cc": country}, "text", ["", "", "", "", "", "", ""]])
    if phone:
        card.append(["tel", {"type": "voice"}, "uri", f"tel:{phone}"])
    if email:
        card.append(["email", {}, "text", email])
    return {"objectClassName": "entity", "roles": [role], "vcardArray": ["vcard", card]}


def _error(code: int, title: str, *description: str, headers: dict[str, str] | None = None) -> Response:
    body = json.dumps({"errorCode": code, "title": title, "description": list(description)}).encode()
    return Response(status=code, body=body, content_type=RDAP_TYPE, headers=headers or {})


def _camel(status: str) -> str:
    """Return the EPP spelling of an RDAP status: "client hold" -> "clientHold"."""
    first, *rest = status.split()
    return first + "".join(word.capitalize() for word in rest)


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
