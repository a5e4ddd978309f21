"""Names and addresses of the lab's hosts, for clients too, which must not load the lab's servers: their memory is measured."""

NETWORKS = ("45.12.{}.{}", 40), ("103.152.{}.{}", 36), ("103.200.{}.{}", 28), ("103.28.{}.{}", 52)
"""Networks of the lab's hosting companies, each with room for a thousand hosts: address format, and start of its third number."""


def host(number: int) -> str:
    return f"bench-shop-{number}.com"


def address(number: int) -> str:
    """Return an address that is unique for each of the first 4,000 hosts."""
    form, begin = NETWORKS[number // 1_000 % len(NETWORKS)]
    return form.format(begin + number % 1_000 // 250, number % 250 + 1)
