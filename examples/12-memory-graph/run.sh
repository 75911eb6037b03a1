#!/usr/bin/env bash
# Imports a file of the MCP server server-memory, asks how two entities hang together, and draws a picture.
# CAXTON is the launcher, CAXTON_URL the server, PICTURE where the picture goes.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
caxton="${CAXTON:-caxton}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
picture="${PICTURE:-$work/lovelace.svg}"

"$caxton" memory import "$here/lovelace.jsonl" --scope global >"$work/report"
sed 's/.*: read/read/' "$work/report"

echo "From Mary Somerville to the Difference Engine:"
"$caxton" memory path "Mary Somerville" "Difference Engine" --scope global

"$caxton" memory graph "Ada Lovelace" --scope global --depth 2 --output "$picture" --quiet
grep -c '<title>' "$picture"
"$caxton" memory graph "Ada Lovelace" --scope global --depth 1 --direction outgoing --format mermaid | grep -- '-->'

# what the example stored goes again
ids="$("$caxton" memory graph "Ada Lovelace" --scope global --depth 10 --json | grep -o '"entity_id": "ent_[^"]*"' | cut -d'"' -f4)"
for id in $ids; do
  curl -fsS -X DELETE "${CAXTON_URL:-http://127.0.0.1:8080}/api/v1/memory/entities/$id"
done
echo "$(wc -w <<<"$ids") entities deleted"
