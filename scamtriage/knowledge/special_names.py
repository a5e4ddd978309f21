"""Top labels under which nothing public lives."""

NOT_PUBLIC = frozenset(
    ("local", "localhost", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "workgroup", "onion", "i2p", "alt")
)
"""RFC 6761, 6762, 7686 and 9476; ICANN's .internal (2024); names that routers and companies use at home. They are of this machine, of
this network or of another one: asking a resolver for them tells it where we are, and its answer is nobody's evidence."""
