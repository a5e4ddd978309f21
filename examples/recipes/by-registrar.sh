#!/bin/sh
# How many suspicious names each registrar holds.
# usage: by-registrar.sh EVIDENCE.jsonl
set -eu
: "${1:?usage: by-registrar.sh EVIDENCE.jsonl}"
scamtriage score "$1" --format ndjson |
  jq -rs 'map(select(.verdict == "suspicious" or .verdict == "likely-scam" or .verdict == "near-certain"))
    | group_by(.facts.registration.registrar // "unknown") | map([length, (.[0].facts.registration.registrar // "unknown")])
    | sort_by(-.[0])[] | @tsv'
