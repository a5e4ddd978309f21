"""RDAP and WHOIS clients. Entry point: `client.Registries`, which answers from the `cache` or asks and retries (`retry`).

`rdap` and `whois` send one question each, `rdap` over the pooled `connections`. `answers` tells records from messages about our use
of the server. `tables.Tables` gives the server to ask, and refreshes IANA's tables.
"""
