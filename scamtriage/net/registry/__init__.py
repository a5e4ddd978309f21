"""RDAP and WHOIS clients. Entry point: `desk.Registries`, which answers from the `cache` or asks with `patience`.

`rdap` and `whois` send one question each, `rdap` over the connections pooled in `kept`. `answers` tells records from messages about our use
of the server. `update.Tables` gives the server to ask, and refreshes IANA's tables.
"""
