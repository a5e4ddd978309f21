#!/bin/sh
# The strongest evidence first: verdict, host (defanged), and the first reason.
# usage: worst-first.sh EVIDENCE.jsonl
set -eu
: "${1:?usage: worst-first.sh EVIDENCE.jsonl}"
scamtriage score "$1" --format ndjson |
  jq -rs 'map(select(.verdict != null)) | sort_by(-.log_odds)[]
    | [.verdict, (.target.host | gsub("\\."; "[.]")), (.reasons[0].because // "-")] | @tsv'
