#!/usr/bin/env bash
# Compares Caxton's start with the least that Jetty, Jersey and Weld do together, both with AOT caches (JDK 25).
# Needs a packaged build. Usage: start.sh [RUNS] [PORT]; JVM_FLAGS for both sides, AGENTS for Caxton's agents directory.
set -euo pipefail
runs="${1:-9}"
port="${2:-18099}"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
target="$here/../../target"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
work="$target/bench"
flags="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${JVM_FLAGS:--XX:+UseSerialGC -XX:TieredStopAtLevel=1}"
rm -rf "$work"
mkdir -p "$work/classes/META-INF" "$work/agents"
cp "${AGENTS:-$here/../../../agents}"/*.md "$work/agents/" 2>/dev/null || true

# the peer: its own jar with a beans.xml, and only the libraries it needs
"${java}c" -proc:none -d "$work/classes" -cp "$target/lib/*" "$here/java/bare/BareServer.java"
printf '<beans xmlns="https://jakarta.ee/xml/ns/jakartaee" bean-discovery-mode="annotated" version="4.0"/>' \
  > "$work/classes/META-INF/beans.xml"
"${java%java}jar" --create --file "$work/bare.jar" -C "$work/classes" .
bare="$work/bare.jar"
for jar in "$target"/lib/{jetty-,jersey-,weld-,hk2-,jakarta.,osgi-,aopalliance,javassist,jboss-,slf4j-api,angus}*.jar; do
  [[ "$jar" =~ (persistence|processor|jakarta.json-1) ]] || bare="$bare:$jar"
done

bare_command="$java $flags -XX:AOTCache=$work/bare.aot -cp $bare bare.BareServer $port"
caxton="-jar $target/caxton-embedded.jar start --port $port --metrics-port -1 --data-dir $work/data --agents-dir $work/agents"
caxton_command="$java $flags -XX:AOTCache=$work/caxton.aot $caxton"

cd "$work"
path=/api/v1/health
"$java" "$here/java/StartBench.java" train "$port" $path "$java $flags -XX:AOTCacheOutput=$work/bare.aot -cp $bare bare.BareServer $port"
"$java" "$here/java/StartBench.java" train "$port" $path "$java $flags -XX:AOTCacheOutput=$work/caxton.aot $caxton"
ls -l "$work"/*.aot | awk '{print $5, $NF}'
"$java" "$here/java/StartBench.java" "$runs" "$port" $path bare "$bare_command" caxton "$caxton_command"
"$java" "$here/java/StartBench.java" 3 "$port" /api/v1/agents agents "$caxton_command"
