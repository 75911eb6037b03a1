#!/bin/bash
# Milliseconds from telling WildFly to deploy until the first 200: Caxton's WAR, and an empty WAR with the same libraries
# (all of WEB-INF/lib that is not ours, and one static page), in turns, in one server. The first round warms up.
#
# Usage: JAVA_HOME=... caxton-war/src/bench/wildfly-deploy.sh [rounds]     after mvn verify; Java 21 or newer
set -euo pipefail

rounds=${1:-5}
module=$(cd "$(dirname "$0")/../.." && pwd)
wildfly=$(echo "$module"/target/wildfly-*.Final)
war=$(echo "$module"/target/caxton-war-*.war)
scratch=$(mktemp -d)
offset=$((1000 + RANDOM % 20000))
url=http://localhost:$((8080 + offset))
deployments=$scratch/standalone/deployments

cleanup() {
  [ -f "$scratch/pid" ] && kill "$(cat "$scratch/pid")" 2>/dev/null
  while [ -f "$scratch/pid" ] && kill -0 "$(cat "$scratch/pid")" 2>/dev/null; do sleep 0.2; done
  rm -rf "$scratch"
}
trap cleanup EXIT

cp -r "$wildfly/standalone" "$scratch/standalone"
rm -rf "$scratch/standalone/data" "$deployments"/*.war*
sed -i 's/scan-interval="5000"/scan-interval="100"/' "$scratch/standalone/configuration/standalone.xml"

# Both are packed anew, so that they are compressed alike.
mkdir "$scratch/caxton" "$scratch/empty"
(cd "$scratch/caxton" && unzip -q "$war" && zip -q -1 -r ../caxton.war .)
(cd "$scratch/empty" && mkdir -p WEB-INF && cp -r ../caxton/WEB-INF/lib WEB-INF/ && rm WEB-INF/lib/caxton-*.jar &&
  echo '<p>empty</p>' > index.html && zip -q -1 -r ../empty.war .)

JAVA_OPTS="-Xms512m -Xmx1g --enable-native-access=ALL-UNNAMED" LAUNCH_JBOSS_IN_BACKGROUND=1 JBOSS_PIDFILE="$scratch/pid" \
  "$wildfly/bin/standalone.sh" -Djboss.server.base.dir="$scratch/standalone" \
  -Djboss.socket.binding.port-offset=$offset > "$scratch/log" 2>&1 &
until curl -sf -o /dev/null "$url/"; do sleep 0.2; done

# deploy NAME PATH: prints milliseconds
deploy() {
  rm -rf "$scratch/standalone/data/caxton"
  cp "$scratch/$1.war" "$deployments/$1.war"
  local begin=$(date +%s%N)
  touch "$deployments/$1.war.dodeploy"
  until curl -sf -o /dev/null "$url/$2"; do
    if [ -e "$deployments/$1.war.failed" ]; then cat "$deployments/$1.war.failed" >&2; exit 1; fi
    sleep 0.02
  done
  echo $((($(date +%s%N) - begin) / 1000000))
  until [ -e "$deployments/$1.war.deployed" ]; do sleep 0.1; done
  rm "$deployments/$1.war.deployed"
  until [ -e "$deployments/$1.war.undeployed" ]; do sleep 0.1; done
  rm "$deployments/$1".war*
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

for round in $(seq 0 "$rounds"); do
  empty=$(deploy empty empty/index.html)
  caxton=$(deploy caxton caxton/api/v1/health)
  if [ "$round" -gt 0 ]; then
    echo "round $round: empty $empty ms, caxton $caxton ms"
    echo "$empty" >> "$scratch/empty.ms"
    echo "$caxton" >> "$scratch/caxton.ms"
  fi
done
e=$(median < "$scratch/empty.ms")
c=$(median < "$scratch/caxton.ms")
echo "median: empty $e ms, caxton $c ms, ratio $(awk "BEGIN { printf \"%.2f\", $c / $e }")"
