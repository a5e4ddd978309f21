#!/bin/sh
# One phone number, messenger id or wallet on several sites: likely one crew.
# usage: shared-contacts.sh EVIDENCE.jsonl
set -eu
scamtriage score "$1" --format ndjson |
  jq -rs '[.[] | .target.host as $host | .facts.contacts[]? | {kind, value, host: $host}]
    | group_by([.kind, .value])[] | select(map(.host) | unique | length > 1)
    | [.[0].kind, .[0].value, (map(.host) | unique | join(" "))] | @tsv'
