#!/usr/bin/env bash
# Runs the engine inside a small program. CAXTON_HOME is the checkout; CAXTON_JAVA a JDK 25's java, if not the one that
# the launcher found.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
home="${CAXTON_HOME:-$here/../..}"
found="$(cat "$home/.caxton/java-home" 2>/dev/null || true)"
java="${CAXTON_JAVA:-${found:+$found/bin/}java}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cp -r "$here/agents" "$work/agents"
"$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$home/caxton-embedded/target/caxton-embedded.jar" "$here/Embed.java" "$work/data" "$work/agents" 2>"$work/log" \
  || { cat "$work/log" >&2; exit 1; }
