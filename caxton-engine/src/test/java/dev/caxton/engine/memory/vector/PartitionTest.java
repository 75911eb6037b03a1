package dev.caxton.engine.memory.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Codes of rows that are kept together by the centres around which they lie. */
class PartitionTest {

    private static final int DIMENSIONS = 100;
    private static final RowFilter ALL = new RowFilter(new boolean[] {true, true, true}, null);

    private final Random random = new Random(17);
    private final float[][] centres =
            Stream.generate(() -> around(new float[DIMENSIONS], 1)).limit(20).toArray(float[][]::new);
    private final TreeMap<Long, float[]> expected = new TreeMap<>();
    private final VectorCodes codes = new VectorCodes(DIMENSIONS);

    @Test
    void keepsRowsTogetherThatLieAroundOneCentreAndTheOthersAside() {
        fill(6_000, this::clustered);
        fill(1_000, this::scattered);

        partition();

        assertThat(codes.snapshot().centres().all()).hasSize(centres.length);
        assertThat(codes.snapshot().parts()[0].live).as("around none").isBetween(1_000L, 1_100L);
        assertThat(codes.isBetweenCentres()).isFalse();
        assertHolds();
        assertThat(right(() -> around(centre(), 0.6f), 100)).isGreaterThanOrEqualTo(995);
        assertThat(right(this::scattered, 100)).isGreaterThanOrEqualTo(995);
    }

    @Test
    void findsNoCentreWhereThereIsNoneAndLosesNothing() {
        fill(12_000, this::scattered);

        partition();

        assertThat(codes.snapshot().centres().all()).isEmpty();
        assertThat(codes.isPartitioned()).isFalse();
        assertThat(right(this::scattered, 100)).isGreaterThanOrEqualTo(995);
    }

    @Test
    void passesOverPartsThatCannotHaveTheNearest() {
        fill(6_000, this::clustered);
        partition();

        Candidates candidates = codes.view().candidates(around(centre(), 0.3f), ALL, 10);

        assertThat(candidates.isComplete()).isFalse();
        assertThat(candidates.size()).isBetween(10, 200);
        assertThat(candidates.accepted()).as("about what all parts have").isEqualTo(6_000);
        RowFilter third = new RowFilter(new boolean[] {true, false, false}, null);
        assertThat(codes.view().candidates(around(centre(), 0.3f), third, 10).accepted())
                .isBetween(1_500, 2_500);
    }

    /** What lies far from its centre is found by who looks for it, though a part is judged by its centre. */
    @Test
    void findsTheRowThatIsFarthestFromItsCentre() {
        fill(6_000, this::clustered);
        partition();
        long last = expected.lastKey();
        for (int i = 0; i < 200; i++) {
            float[] vector = around(centres[i % centres.length], 0.85f + i / 1_000f);
            put(++last, vector);
            Candidates candidates = codes.view().candidates(vector, ALL, 1);
            assertThat(candidates.rid(0)).isEqualTo(last);
            assertThat(candidates.reach(0)).isGreaterThan(0.98f);
        }
    }

    @Test
    void findsRowsThatAreTheCentreItself() {
        float[] same = Centre.unit(around(new float[DIMENSIONS], 1));
        fill(5_000, this::scattered);
        fill(300, () -> same);
        partition();

        assertThat(codes.snapshot().centres().all()).isNotEmpty();
        assertThat(VectorCodesTest.rids(codes.view().candidates(same, ALL, 300)))
                .containsAll(expected.tailMap(expected.lastKey() - 299).keySet());
        Candidates candidates = codes.view().candidates(same, ALL, 10);
        assertThat(candidates.reach(0)).isBetween(0.999f, 1.01f);
    }

    @Test
    void findsARowThatIsItsCentreToTheLastBit() {
        float[] same = Centre.unit(scattered());
        codes.take(new Centres(List.of(new Centre(same))), 1);
        fill(200, this::scattered);
        put(500, same);

        assertThat(codes.snapshot().parts()[1].live).isEqualTo(1);
        Candidates candidates = codes.view().candidates(same, ALL, 3);
        assertThat(candidates.rid(0)).isEqualTo(500);
        assertThat(candidates.reach(0)).isBetween(0.999f, 1.01f);
    }

    /** A query behind a row, as seen from the centre, is as near to it as the angles allow. */
    @Test
    void judgesPartsByNoLessThanWhatTheirRowsCanReach() {
        fill(3_000, this::clustered);
        partition();
        int judged = 0;
        for (Part part : codes.snapshot().parts()) {
            for (CodeBlock block : part.blocks) {
                for (int row = 0; row < block.count && part.centre != null; row++) {
                    float[] unit = Centre.unit(expected.get(block.rids[row]));
                    float[] query = new float[DIMENSIONS];
                    for (int i = 0; i < DIMENSIONS; i++) {
                        query[i] = unit[i] + (1 + row % 3) * (unit[i] - part.centre.vector[i]);
                    }
                    query = Centre.unit(query);
                    float cosine = part.centre.cosine(query);
                    assertThat(Approach.highest(part, block.lengths[row], cosine))
                            .isCloseTo(Centre.product(query, unit), within(1e-3f));
                    assertThat(Approach.highest(part, part.farthest, cosine))
                            .isGreaterThan(Centre.product(query, unit) - 1e-3f);
                    judged++;
                }
            }
        }
        assertThat(judged).isGreaterThan(2_500);
    }

    @Test
    void leavesNoBitOfARowThatIsRemovedAndNoneWhereARowWasThatIsMoved() {
        fill(6_000, this::clustered);
        partition();
        assertThat(Stream.of(codes.snapshot().parts())
                        .flatMap(part -> Stream.of(part.blocks))
                        .mapToInt(block -> block.count)
                        .sum())
                .as("each row is in one place")
                .isEqualTo(6_000);
        Part part = Stream.of(codes.snapshot().parts())
                .max(Comparator.comparingLong(one -> one.live))
                .orElseThrow();
        CodeBlock block = part.blocks[0];
        long rid = block.rids[3];

        codes.remove(rid);

        assertThat(block.code(3).planes).containsOnly(0L);
        assertThat(block.lengths[3]).isZero();
        assertThat(block.code(4).planes).isNotEqualTo(new long[block.code(4).planes.length]);
        expected.remove(rid);
        assertHolds();
    }

    @Test
    void holdsWhatAnExactSearchHoldsThroughEveryKindOfChange() {
        fill(3_000, this::clustered);
        long last = 3_000;
        for (int change = 0; change < 1_500; change++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> put(last += 1 + random.nextInt(3), random.nextBoolean() ? clustered() : scattered());
                case 4, 5, 6 -> remove(expected.ceilingKey((long) random.nextInt((int) last)));
                case 7 -> remove(last + 5);
                case 8 -> {
                    long out = random.nextInt((int) last);
                    if (!expected.containsKey(out)) {
                        put(out, clustered());
                    }
                }
                case 9, 10 ->
                    replace(IntStream.range(0, 5 + random.nextInt(40))
                            .mapToObj(i -> (long)
                                    random.nextInt((int) expected.lastKey().longValue() + 9))
                            .distinct()
                            .sorted()
                            .toList());
                default -> {
                    if (random.nextInt(20) == 0) {
                        codes.partition(sample(), expected.size());
                    } else if (random.nextInt(10) == 0) { // a part of the way, and then perhaps other centres
                        refresh(expected.headMap((long) random.nextInt((int) last)));
                    }
                }
            }
            last = Math.max(last, expected.lastKey());
            if (change % 100 == 0) {
                assertHolds();
                assertThat(right(this::clustered, 10)).isGreaterThanOrEqualTo(97);
            }
        }
        refresh(expected);
        assertThat(codes.isBetweenCentres()).isFalse();
        assertHolds();
        assertThat(right(this::clustered, 100)).isGreaterThanOrEqualTo(995);
    }

    @Test
    void isSearchedWithoutGapsWhileRowsMoveToOtherCentres() {
        fill(4_000, this::clustered);
        partition();
        float[] query = around(centres[3], 0.4f);
        put(9_000, query);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> searching = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                assertThat(codes.view().candidates(query, ALL, 5).rid(0)).isEqualTo(9_000);
            }
        });
        for (int round = 0; round < 20 && !searching.isDone(); round++) {
            codes.partition(sample(), expected.size());
            for (long from = 0; from <= 9_000; from += 500) {
                refresh(expected.subMap(from, from + 500));
            }
        }
        done.set(true);
        searching.join();
        assertHolds();
    }

    @Test
    void takesTheMemoryOfItsRowsAndLittleMore() {
        fill(6_000, this::clustered);
        fill(3_000, this::scattered);
        partition();

        assertThat(codes.bytes()).isLessThan(CodeBlock.bytesPerRow(2) * 9_000L * 5 / 4);
    }

    private interface Source {
        float[] next();
    }

    private void fill(int count, Source source) {
        long from = expected.isEmpty() ? 0 : expected.lastKey() + 1;
        for (long rid = from; rid < from + count; rid++) {
            put(rid, source.next());
        }
    }

    private void put(long rid, float[] vector) {
        codes.add(rid, rid, group(rid), vector);
        expected.put(rid, vector);
    }

    private void remove(long rid) {
        codes.remove(rid);
        expected.remove(rid);
    }

    private void replace(Collection<Long> rids) {
        TreeMap<Long, float[]> rows = new TreeMap<>();
        rids.forEach(rid -> rows.put(rid, random.nextBoolean() ? clustered() : scattered()));
        expected.putAll(rows);
        refresh(rows);
    }

    private void refresh(Map<Long, float[]> rows) {
        codes.replaceAll(rows.entrySet().stream()
                .map(row -> new CodedRow(row.getKey(), row.getKey(), group(row.getKey()), row.getValue()))
                .toList());
    }

    private void partition() {
        codes.partition(sample(), expected.size());
        refresh(expected);
    }

    private List<float[]> sample() {
        List<float[]> all = new ArrayList<>(expected.values());
        return random.ints(VectorCodes.sampled(all.size()), 0, all.size())
                .mapToObj(all::get)
                .toList();
    }

    private void assertHolds() {
        assertThat(codes.size()).isEqualTo(expected.size());
        Candidates everything = codes.view().candidates(clustered(), ALL, 1_000_000);
        assertThat(everything.isComplete()).isTrue();
        assertThat(VectorCodesTest.rids(everything)).containsExactlyInAnyOrderElementsOf(expected.keySet());
        RowFilter one = new RowFilter(new boolean[] {false, true}, null);
        assertThat(VectorCodesTest.rids(codes.view().candidates(clustered(), one, 1_000_000)))
                .containsExactlyInAnyOrderElementsOf(expected.keySet().stream()
                        .filter(rid -> group(rid) == 1)
                        .toList());
    }

    /** Of ten for each query, how many are among the rows that are left, and as near as it is said. */
    private int right(Source queries, int count) {
        int right = 0;
        for (int i = 0; i < count; i++) {
            float[] query = queries.next();
            Candidates candidates = codes.view().candidates(query, ALL, 10);
            HashSet<Long> found = new HashSet<>(VectorCodesTest.rids(candidates));
            right += (int) nearest(query).stream().filter(found::contains).count();
            for (int place = 0; place < candidates.size(); place++) {
                double cosine = cosine(query, expected.get(candidates.rid(place)));
                assertThat(candidates.reach(place) - cosine).isBetween(-0.05, 0.1);
            }
        }
        return right;
    }

    /** The ten nearest, by comparing with all. */
    private Collection<Long> nearest(float[] query) {
        TreeMap<Double, Long> nearest = new TreeMap<>();
        expected.forEach((rid, vector) -> {
            double cosine = cosine(query, vector);
            if (nearest.size() < 10 || cosine > nearest.firstKey()) {
                nearest.put(cosine, rid);
                if (nearest.size() > 10) {
                    nearest.pollFirstEntry();
                }
            }
        });
        return nearest.values();
    }

    private static int group(long rid) {
        return (int) (rid % 3);
    }

    private static double cosine(float[] a, float[] b) {
        return Centre.product(a, b) / (VectorCode.length(a) * VectorCode.length(b));
    }

    private float[] centre() {
        return centres[random.nextInt(centres.length)];
    }

    private float[] clustered() {
        return around(centre(), 0.3f + 0.5f * random.nextFloat());
    }

    private float[] scattered() {
        return around(new float[DIMENSIONS], 1);
    }

    /** Of any length, as a model may make them. */
    private float[] around(float[] centre, float spread) {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = centre[i] + (float) (spread * random.nextGaussian() / Math.sqrt(DIMENSIONS));
        }
        return vector;
    }
}
