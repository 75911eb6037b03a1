#!/usr/bin/env bash
# Measures vector search beside Lucene, and embedding beside LangChain4j.
# Usage: memory.sh vectors COUNT QUERIES [FILE-OF-VECTORS] [--no-peer]   (JAVA_OPTS=-Xmx8g for a million)
#        memory.sh embedding FILE-OF-LINES [ROUNDS]
# Build first: mvn -Dquickly package. Peers come from Maven Central, as src/bench/pom.xml names them.
set -euo pipefail

bench=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$bench/../../.." && pwd)
what=$1
shift
mvn=${MVN:-mvn}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
out=$root/caxton-engine/target/bench
mkdir -p -- "$out"
"$mvn" -q -f "$bench/pom.xml" dependency:build-classpath -Dmdep.outputFile="$out/peers"
ours=$(printf '%s:' "$root"/caxton-embedded/target/lib/*.jar)
peers=$(cat -- "$out/peers")
flags=(--add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED)

case $what in
    vectors)
        "${java}c" -nowarn -d "$out/vectors" -cp "$ours$peers" "$bench"/java/dev/caxton/engine/memory/*.java
        # Jar by jar: the peers' ONNX Runtime must not stand before ours.
        "$java" "${flags[@]}" ${JAVA_OPTS:--Xmx4g} -cp "$out/vectors:$ours$peers" \
            dev.caxton.engine.memory.VectorBench "$out/data" "$@"
        ;;
    embedding)
        "${java}c" -nowarn -d "$out/ours" -cp "$ours" "$bench"/java/dev/caxton/engine/memory/embedding/*.java
        "${java}c" -nowarn -d "$out/peer" -cp "$peers" "$bench"/java/peer/*.java
        for (( round = 0; round < ${2:-3}; round++ )); do
            "$java" --enable-native-access=ALL-UNNAMED -Xmx32m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$out/ours:$ours" \
                dev.caxton.engine.memory.embedding.EmbeddingBench "$1" "$out/runtime" questions
            "$java" --enable-native-access=ALL-UNNAMED -cp "$out/peer:$peers" peer.PeerEmbedding "$1"
        done
        ;;
esac
