"""What DNS records mean: `zone_records` of a zone as a whole, `spf` and `dmarc` of its mail, `cymru` of addresses."""
