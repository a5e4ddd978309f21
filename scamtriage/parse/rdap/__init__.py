"""Read RDAP answers (RFC 9083). Entry points: `domain.parse`, `network.parse_ip` and `network.parse_autnum`. `parties` tells the entities
of a name apart: registrar, abuse desk, holder."""
