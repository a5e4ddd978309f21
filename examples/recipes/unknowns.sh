#!/bin/sh
# What could not be asked, and why: worth another run before anybody signs.
# usage: unknowns.sh EVIDENCE.jsonl
set -eu
: "${1:?usage: unknowns.sh EVIDENCE.jsonl}"
scamtriage score "$1" --format ndjson |
  jq -r 'select((.unknown // []) | length > 0) | .target.host as $host | .unknown[] | [$host, .family, .because] | @tsv'
