"""WHOIS answers in any shape. Enter by `answer.parse`, and by `referral.registrar_server` for where to ask on."""
