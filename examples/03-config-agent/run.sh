#!/usr/bin/env bash
# Deploys, breaks and repairs an agent file while its server runs. CAXTON is the launcher, CAXTON_AGENTS_DIR the
# directory that the server watches.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
caxton="${CAXTON:-$here/../../caxton}"
agents="${CAXTON_AGENTS_DIR:-agents}"

ask() { "$caxton" agents message thermostat "How warm is the living room?" | grep -o '[0-9]* degrees' | head -1; }

echo "# both forms are valid"
"$caxton" agents validate "$here/thermostat.md" >/dev/null && echo md
"$caxton" agents validate "$here/thermostat.toml" >/dev/null && echo toml

echo "# deploy"
cp "$here/thermostat.md" "$agents/thermostat.md"
"$caxton" agents reload thermostat >/dev/null
ask

echo "# break it: the old version goes on"
sed 's/^capabilities:/capabilites:/' "$here/thermostat.md" >"$agents/thermostat.md"
"$caxton" agents reload thermostat >/dev/null 2>&1 || echo refused
ask

echo "# the other form takes over"
rm "$agents/thermostat.md"
cp "$here/thermostat.toml" "$agents/thermostat.toml"
"$caxton" agents reload thermostat >/dev/null
ask

rm "$agents/thermostat.toml"
"$caxton" agents reload --all-config >/dev/null
