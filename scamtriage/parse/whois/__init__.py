"""Read WHOIS answers of any format. Entry points: `parse`, and `referral.registrar_server` for the server to query next."""

from scamtriage.parse.whois.answer import parse

__all__ = ["parse"]
