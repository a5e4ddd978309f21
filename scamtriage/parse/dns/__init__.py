"""Interpret DNS records: `zone_records` for a whole zone, `spf` and `dmarc` for mail policies, `cymru` for the origin AS of addresses."""
