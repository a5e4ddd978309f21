"""RDAP and WHOIS servers. Enter by `desk.Registries`, which answers from the `cache` or asks with `patience`.

`rdap` and `whois` are one question each, the first over connections that are `kept`; `answers` tells records from words about our use of
the server. `update.Tables` says who is asked, and gets IANA's tables anew.
"""
