#!/bin/sh
# Whom to write to about each likely scam: the registrar's and the hosts' abuse addresses.
# usage: abuse-contacts.sh EVIDENCE.jsonl
set -eu
scamtriage score "$1" --format ndjson |
  jq -r 'select(.verdict == "likely-scam" or .verdict == "near-certain")
    | [.target.host, (.facts.registration.abuse_email // ""), ([.facts.hosting.addresses[]?.abuse_email] | unique | join(" "))] | @csv'
