#!/usr/bin/env bash
# Talks to an agent whose conversations are recorded, and shows what it remembers. CAXTON is the launcher, CAXTON_AGENTS_DIR
# the directory that the server watches.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
caxton="${CAXTON:-$here/../../caxton}"
agents="${CAXTON_AGENTS_DIR:-agents}"

cp "$here/concierge.md" "$agents/concierge.md"
"$caxton" agents reload concierge >/dev/null

echo "# what is said once"
"$caxton" agents message concierge "I prefer a room to the garden. Our dog is called Pixel. When does the bar open?" >/dev/null
"$caxton" agents message concierge "I prefer a room to the garden! My password: hunter22x is secret." >/dev/null

# the answers did not wait for it
for _ in $(seq 100); do
  "$caxton" agents logs concierge | grep -c 'facts of message' | grep -q 2 && break
  sleep 0.1
done
"$caxton" agents logs concierge | grep -o 'recorded . of . facts'

echo "# is remembered"
"$caxton" memory history user --agent concierge --json | grep -o 'I prefer a room to the garden.'
"$caxton" memory search "the dog's name" --agent concierge --json | grep -o 'Our dog is called Pixel.' | head -1

"$caxton" memory history user --agent concierge --json | grep -q hunter22x || echo "the secret is not"

rm "$agents/concierge.md"
"$caxton" agents reload --all-config >/dev/null
