"""Read WHOIS answers of any format. Entry points: `answer.parse`, and `referral.registrar_server` for the server to query next."""
