package dev.caxton.engine.memory.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VectorCodesTest {

    private static final int DIMENSIONS = 70;
    private static final RowFilter ALL = new RowFilter(new boolean[] {true, true, true}, null);

    private final Random random = new Random(7);
    private final VectorCodes codes = new VectorCodes(DIMENSIONS);

    @Test
    void keepsEveryRowThatIsAddedAndNotRemovedInWhateverOrder() {
        TreeMap<Long, float[]> expected = new TreeMap<>();
        List<Long> order = new ArrayList<>(LongStream.range(1, 6_000).boxed().toList());
        Collections.shuffle(order.subList(2_000, 4_000), random);
        for (long rid : order) {
            float[] vector = vector();
            codes.add(rid, rid, (int) rid % 3, vector);
            expected.put(rid, vector);
            if (rid % 3 != 0 || rid < 1_500) {
                long gone = order.get(random.nextInt(order.size()));
                codes.remove(gone);
                expected.remove(gone);
            }
        }

        assertThat(codes.size()).isEqualTo(expected.size());
        assertThat(rids(all(ALL))).containsExactlyInAnyOrderElementsOf(expected.keySet());
        RowFilter one = new RowFilter(new boolean[] {false, true}, null);
        assertThat(rids(all(one)))
                .containsExactlyInAnyOrderElementsOf(
                        expected.keySet().stream().filter(rid -> rid % 3 == 1).toList());
    }

    @Test
    void replacesAndAddsManyRowsAtOnce() {
        VectorCodes expected = new VectorCodes(DIMENSIONS);
        TreeMap<Long, float[]> vectors = new TreeMap<>();
        codes.replaceAll(List.of());
        for (long rid = 1_000; rid < 6_000; rid += 2) {
            codes.add(rid, rid, 0, vector());
            vectors.put(rid, vector());
        }
        for (long rid = 2_000; rid < 5_000; rid += 10) {
            codes.remove(rid);
            vectors.remove(rid);
        }
        LongStream.rangeClosed(1, 300).forEach(rid -> vectors.put(rid * 25, vector())); // before, between, behind
        vectors.forEach((rid, vector) -> expected.add(rid, -rid, 1, vector));

        codes.replaceAll(vectors.entrySet().stream()
                .map(row -> new CodedRow(row.getKey(), -row.getKey(), 1, row.getValue()))
                .toList());

        assertThat(codes.size()).isEqualTo(expected.size());
        assertThat(rids(all(ALL))).containsExactlyInAnyOrderElementsOf(vectors.keySet());
        float[] query = vector();
        Candidates found = codes.view().candidates(query, ALL, 10);
        Candidates same = expected.view().candidates(query, ALL, 10);
        assertThat(rids(found)).isEqualTo(rids(same));
        assertThat(found.reach(0)).isEqualTo(same.reach(0));
        assertThat(found.key(0)).isEqualTo(-found.rid(0));
    }

    @Test
    void doesNotLoadARowAgainThatWasReplacedMeanwhile() {
        codes.beginLoading();
        codes.replaceAll(List.of(new CodedRow(7, 7, 0, vector())));
        VectorCodes loaded = new VectorCodes(DIMENSIONS);
        LongStream.range(1, 10).forEach(rid -> loaded.add(rid, rid, 0, vector()));

        codes.addAll(null, firstBlock(loaded));

        assertThat(rids(all(ALL))).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void givesMemoryBackWhenRowsAreRemoved() {
        LongStream.range(0, 20_000).forEach(rid -> codes.add(rid, rid, 0, vector()));
        long before = codes.bytes();

        LongStream.range(0, 20_000).filter(rid -> rid % 10 != 0).forEach(codes::remove);

        assertThat(codes.bytes()).isLessThan(before / 3);
        assertThat(rids(all(ALL))).hasSize(2_000).allMatch(rid -> rid % 10 == 0);
    }

    @Test
    void ranksRowsByTheirLikenessToTheQuery() {
        float[] query = vector();
        for (long rid = 0; rid < 5_000; rid++) {
            codes.add(rid, rid, 0, vector());
        }
        codes.add(5_000, 5_000, 0, query);

        Candidates candidates = codes.view().candidates(query, ALL, 10);

        assertThat(candidates.rid(0)).isEqualTo(5_000);
        assertThat(candidates.isComplete()).isFalse();
        assertThat(candidates.reach(0)).isGreaterThan(candidates.reach(1));
    }

    @Test
    void looksOnlyAtTheRowsOfWantedGroupsInBlocksThatAreFullAndInTheLast() {
        for (long rid = 0; rid < 2_500; rid++) {
            codes.add(rid, rid, rid == 700 ? 5 : (int) (rid % 3), vector());
        }
        RowFilter one = new RowFilter(new boolean[] {false, false, false, false, false, true}, null);

        assertThat(rids(all(one))).containsExactly(700L);
        assertThat(rids(all(new RowFilter(new boolean[6], null)))).isEmpty();
        assertThat(rids(all(new RowFilter(new boolean[] {true, true, true, true, true, true}, null))))
                .hasSize(2_500);
        assertThat(rids(all(new RowFilter(new boolean[] {false, true}, null)))).hasSize(832);

        codes.remove(700);
        codes.remove(1);
        for (long rid = 2_500; rid < 4_000; rid++) {
            codes.add(rid, rid, 1, vector());
        }

        assertThat(rids(all(one))).isEmpty();
        assertThat(rids(all(new RowFilter(new boolean[] {false, true}, null)))).hasSize(2_331);
    }

    @Test
    void leavesOutOnlyRowsThatCannotBeAmongTheNearest() {
        float[][] vectors = new float[3_000][];
        for (int rid = 0; rid < vectors.length; rid++) {
            vectors[rid] = vector();
            codes.add(rid, rid, 0, vectors[rid]);
        }
        int right = 0;
        for (int i = 0; i < 50; i++) {
            float[] query = vector();
            Candidates candidates = codes.view().candidates(query, ALL, 5);
            List<Long> found = rids(candidates);
            List<Long> nearest = LongStream.range(0, vectors.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(rid -> -cosine(query, vectors[rid.intValue()])))
                    .limit(5)
                    .toList();
            right += (int) nearest.stream().filter(found::contains).count();
            for (int place = 0; place < candidates.size(); place++) {
                double cosine = cosine(query, vectors[(int) candidates.rid(place)]);
                assertThat(candidates.reach(place) - cosine).isBetween(-0.05, 0.1);
            }
        }

        assertThat(right).as("of 250 that are nearest").isGreaterThanOrEqualTo(249);
    }

    @Test
    void leavesNoBitOfARemovedRowInMemory() {
        codes.add(1, 1, 0, vector());
        codes.add(2, 2, 0, vector());
        codes.add(3, 3, 0, vector());

        codes.remove(2);

        CodeBlock block = firstBlock(codes);
        assertThat(block.code(1).planes).containsOnly(0L);
        assertThat(block.scale(1)).isZero();
        assertThat(block.spread(1)).isZero();
        assertThat(block.lengths[1]).isZero();
        assertThat(block.code(0).planes).doesNotContain(0L);
        assertThat(block.code(2).planes).doesNotContain(0L);
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
        }
        return product / (VectorCode.length(a) * VectorCode.length(b));
    }

    @Test
    void refusesARowThatIsThereAndAVectorOfAnotherLength() {
        codes.add(1, 1, 0, vector());

        assertThatIllegalArgumentException().isThrownBy(() -> codes.add(1, 1, 0, vector()));
        assertThatIllegalArgumentException().isThrownBy(() -> codes.add(2, 2, 0, new float[3]));
    }

    @Test
    void leavesOutRowsThatWereRemovedBeforeTheyCame() {
        codes.beginLoading();
        codes.remove(18);
        try (CodeLoading loading = new CodeLoading(codes, null)) {
            codes.add(9_000, 1, 0, vector());
            codes.remove(17);
            for (long rid = 0; rid < 2_000; rid++) {
                loading.add(rid, rid, 0, vector());
            }
            codes.remove(1);
            loading.flush();
        }

        assertThat(rids(all(ALL))).hasSize(1_998).contains(9_000L, 0L, 1_999L).doesNotContain(17L, 18L, 1L);
        codes.remove(1_500);
        codes.add(9_001, 1, 0, vector());
        assertThat(rids(all(ALL))).hasSize(1_998).contains(9_001L).doesNotContain(1_500L);
    }

    @Test
    void isSearchedWithoutGapsWhileItChanges() {
        float[] query = vector();
        codes.add(0, 0, 0, query);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> searching = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                assertThat(codes.view().candidates(query, ALL, 5).rid(0)).isZero();
            }
        });
        for (long rid = 1; rid < 60_000; rid++) {
            codes.add(rid, rid, 1, vector());
            if (rid > 3_000) {
                codes.remove(rid - 3_000 + random.nextInt(2_000));
            }
        }
        done.set(true);
        searching.join();
        assertThat(rids(all(ALL))).hasSize((int) codes.size()).doesNotHaveDuplicates();
    }

    private Candidates all(RowFilter filter) {
        Candidates candidates = codes.view().candidates(vector(), filter, 100_000);
        assertThat(candidates.isComplete()).isTrue();
        return candidates;
    }

    private static CodeBlock firstBlock(VectorCodes codes) {
        return codes.freeze().parts().getFirst().blocks().getFirst().block();
    }

    static List<Long> rids(Candidates candidates) {
        List<Long> rids = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            rids.add(candidates.rid(i));
        }
        return rids;
    }

    private float[] vector() {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
