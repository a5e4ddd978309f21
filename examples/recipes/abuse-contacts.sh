#!/bin/sh
# Whom to write to about each scam and each hacked site: registrar, registry and host, as `report_to` names them. The facts also hold
# mailboxes that must not be told: the site's own, and a platform's registrar.
# usage: abuse-contacts.sh EVIDENCE.jsonl
set -eu
: "${1:?usage: abuse-contacts.sh EVIDENCE.jsonl}"
scamtriage score "$1" --format ndjson |
  jq -r '.target.host as $host | .report_to[]? | select(.kind | IN("registrar", "cctld-registry", "front", "host"))
    | [($host | gsub("\\."; "[.]")), .kind, .channel] | @tsv'
