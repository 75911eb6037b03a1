#!/usr/bin/env bash
# Measures `caxton agents list` through the launcher against a naive Java client of the same server, turn by turn, and
# prints medians. Usage: bench-cli.sh [runs] [url]; without a url it starts a server on a temporary directory.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd)
runs=${1:-15}
url=${2:-}
work=$(mktemp -d)
server=
cleanup() {
    [[ -z $server ]] || "$root/caxton" --quiet --data-dir "$work/data" service stop
    rm -rf -- "$work"
}
trap cleanup EXIT

"$root/caxton" version
if [[ -z $url ]]; then
    (cd -- "$work" && "$root/caxton" --quiet init > /dev/null)
    server=yes
    "$root/caxton" --data-dir "$work/data" service start --port 0 --metrics-port 0 --agents-dir "$work/agents"
    url=$(sed -n 's/.*"url":"\([^"]*\)".*/\1/p' "$work/data/server.json")
fi
release=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$(cat "$root/.caxton/java-home")/release")
java=$(cat "$root/.caxton/java-home")/bin
for (( i = 0; i < 120; i++ )); do
    [[ -f $root/.caxton/cli-$release.aot ]] && break
    sleep 1
done

lib=$root/caxton-embedded/target/lib
jackson=$(echo "$lib"/jackson-core-[0-9]*.jar "$lib"/jackson-databind-[0-9]*.jar "$lib"/jackson-annotations-[0-9]*.jar)
jackson=${jackson// /:}
"$java/javac" -d "$work" -cp "$jackson" "$root/caxton-embedded/src/bench/NaiveClient.java"

millis() {
    local begin end
    begin=$(date +%s%N)
    "$@" > /dev/null
    end=$(date +%s%N)
    echo $(( (end - begin) / 1000000 ))
}
median() { sort -n "$1" | sed -n "$(( ($(wc -l < "$1") + 1) / 2 ))p"; }

for (( i = 0; i < runs; i++ )); do
    millis "$root/caxton" --url "$url" agents list >> "$work/caxton.ms"
    millis "$java/java" -cp "$work:$jackson" NaiveClient "$url" >> "$work/naive.ms"
done
caxton=$(median "$work/caxton.ms")
naive=$(median "$work/naive.ms")
echo "caxton agents list: median $caxton ms; naive client: median $naive ms; ratio 0.$(printf '%02d' $(( caxton * 100 / naive )))"
echo "($runs runs each, turn by turn; load $(cut -d' ' -f1 /proc/loadavg 2> /dev/null || echo unknown))"
