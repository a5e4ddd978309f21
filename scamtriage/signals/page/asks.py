"""What a page may ask its visitor for, by how much is lost with it."""

CREDENTIALS = frozenset({"password", "otp", "pin", "card", "seed-phrase", "bank-login"})
"""Whoever has it has the account."""
PERSONAL = CREDENTIALS | {"id-number"}
"""And who the visitor is."""
