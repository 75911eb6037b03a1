#!/usr/bin/env bash
# Builds this Maven project in a temporary directory and runs it. CAXTON_JAVA is a JDK 25's java, if not the one that the
# launcher found; CAXTON_MVN is how Maven is called, if not plainly.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
found="$(cat "${CAXTON_HOME:-$here/../..}/.caxton/java-home" 2>/dev/null || true)"
java="${CAXTON_JAVA:-${found:+$found/bin/}java}"
[[ "$java" == */* ]] && export JAVA_HOME="$(cd "$(dirname "$java")/.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cp -r "$here/pom.xml" "$here/src" "$here/agents" "$work"
cd "$work"
${CAXTON_MVN:-mvn} -q -B package >log 2>&1 || { cat log >&2; exit 1; }
CAXTON_DATA_DIR=data CAXTON_AGENTS_DIR=agents "$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "target/classes:target/lib/*" example.Shop 2>log || { cat log >&2; exit 1; }
