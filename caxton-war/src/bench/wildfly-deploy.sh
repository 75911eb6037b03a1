#!/bin/bash
# Milliseconds from telling WildFly to deploy until the first 200: Caxton's WAR, and an empty WAR with the same libraries
# (all of WEB-INF/lib that is not ours, and one static page), in turns, in one server. The first round warms up.
#
# Usage: caxton-war/src/bench/wildfly-deploy.sh [rounds]     after mvn verify; with the JDK 25 of JAVA_HOME or of a usual place
set -euo pipefail

# Whether a directory holds a JDK 25.
jdk() { [ -x "$1/bin/java" ] && grep -q '^JAVA_VERSION="25' "$1/release" 2> /dev/null; }

for place in "${JAVA_HOME:-}" "${CAXTON_JAVA_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* ~/.sdkman/candidates/java/* ~/.jdks/*; do
  if jdk "$place"; then
    export JAVA_HOME=$place
    break
  fi
done
jdk "${JAVA_HOME:-}" || { echo "no JDK 25 in JAVA_HOME or a usual place" >&2; exit 1; }

rounds=${1:-5}
module=$(cd "$(dirname "$0")/../.." && pwd)
wildfly=$(echo "$module"/target/wildfly-*.Final)
war=$(echo "$module"/target/caxton-war-*.war)
[ -d "$wildfly" ] && [ -f "$war" ] || { echo "run mvn verify first: no $wildfly or no $war" >&2; exit 1; }
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

# await SECONDS WHAT COMMAND...: waits until a command succeeds, or ends with the end of the log
await() {
  local left=$(($1 * 50)) what=$2
  shift 2
  until "$@"; do
    if [ $((left -= 1)) -lt 0 ] || ls "$deployments"/*.failed > /dev/null 2>&1; then
      echo "waited in vain for $what" >&2
      cat "$deployments"/*.failed 2> /dev/null >&2 || tail -n 30 "$scratch/log" >&2
      exit 1
    fi
    sleep 0.02
  done
}
ok() { curl -sf --max-time 5 -o /dev/null "$1"; }

await 120 "the server" ok "$url/"

# deploy NAME PATH: prints milliseconds
deploy() {
  rm -rf "$scratch/standalone/data/caxton"
  cp "$scratch/$1.war" "$deployments/$1.war"
  local begin=$(date +%s%N)
  touch "$deployments/$1.war.dodeploy"
  await 120 "$2" ok "$url/$2"
  echo $((($(date +%s%N) - begin) / 1000000))
  await 60 "$1.war.deployed" test -e "$deployments/$1.war.deployed"
  rm "$deployments/$1.war.deployed"
  await 60 "$1.war.undeployed" test -e "$deployments/$1.war.undeployed"
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
