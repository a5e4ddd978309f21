"""RDAP answers (RFC 9083). Enter by `domain.parse`, `network.parse_ip` and `network.parse_autnum`."""
