"""Top-level labels that do not exist in the public DNS."""

NOT_PUBLIC = frozenset(
    ("local", "localhost", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "workgroup", "onion", "i2p", "alt")
)
"""RFC 6761, 6762, 7686 and 9476; ICANN's .internal (2024); names that routers and companies use locally.

They refer to this machine, this network or another network. Querying a resolver for them reveals where we are, and the answer is no
evidence.
"""
