"""RDAP and WHOIS servers. Enter by `desk.Registries`; `rdap` and `whois` are one question each, `fetch` and `update` get IANA's tables."""
