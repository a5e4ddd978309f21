#!/bin/sh
# Which sites belong together, a group a line: the sites, and what two or more of them share. FILE…: evidence.
set -eu
: "${1:?usage: one-hand.sh EVIDENCE.jsonl ...}"
scamtriage relate "$@" --format ndjson | jq -r 'select(.sites != []) | [([.sites[].host] | join(" ")), ([.shared[].says] | join("; "))] | @tsv'
