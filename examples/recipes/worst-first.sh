#!/bin/sh
# The worst verdict first, and among equal ones the strongest evidence: verdict, host (defanged), and the first reason.
# usage: worst-first.sh EVIDENCE.jsonl
set -eu
: "${1:?usage: worst-first.sh EVIDENCE.jsonl}"
scamtriage score "$1" --format ndjson |
  jq -rs 'map(select(.verdict != null)) | sort_by([(.verdict as $v | ["near-certain", "likely-scam", "suspicious", "undetermined", "no-finding", "likely-benign"] | index($v)), -.log_odds])[]
    | [.verdict, (.target.host | gsub("\\."; "[.]")), (.reasons[0].because // "-")] | @tsv'
