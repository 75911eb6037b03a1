package dev.caxton.engine.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/** The peer: one merged segment, full vectors, the candidates that it needs for the same recall. */
final class LuceneBench implements AutoCloseable {

    private final Path path;
    private final BenchVectors vectors;
    private final Directory directory;

    LuceneBench(Path path, BenchVectors vectors) throws IOException {
        this.path = Files.createDirectories(path);
        this.vectors = vectors;
        try (Stream<Path> old = Files.list(path)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        this.directory = new MMapDirectory(path);
    }

    void run(int[][] truth, int[][] tenth, int[][] hundredth, int limit) throws Exception {
        build();
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            NumericDocValues positions = MultiDocValues.getNumericValues(reader, "position");
            int[] byDoc = new int[reader.maxDoc()];
            for (int doc = 0; doc < byDoc.length; doc++) {
                positions.advanceExact(doc);
                byDoc[doc] = (int) positions.longValue();
            }
            for (int candidates : new int[] {100, 200, 300, 400}) {
                for (int round = 0; round < 2; round++) {
                    for (float[] query : vectors.queries) {
                        search(searcher, byDoc, query, null, candidates, limit);
                    }
                }
                say(candidates, "all", vectors, truth, q -> search(searcher, byDoc, q, null, candidates, limit));
                Query one = new TermQuery(new Term("tenth", "yes"));
                say(candidates, "10%", vectors, tenth, q -> search(searcher, byDoc, q, one, candidates, limit));
                Query two = new TermQuery(new Term("hundredth", "yes"));
                say(candidates, " 1%", vectors, hundredth, q -> search(searcher, byDoc, q, two, candidates, limit));
            }
        }
    }

    private static void say(int candidates, String what, BenchVectors v, int[][] truth, SearchTimes.Search search)
            throws Exception {
        VectorBench.say("Lucene %d %s:  %s", candidates, what, SearchTimes.of(v.queries, truth, search));
    }

    private void build() throws IOException {
        long start = System.nanoTime();
        IndexWriterConfig config = new IndexWriterConfig()
                .setRAMBufferSizeMB(1024)
                .setCodec(new Lucene104Codec() {
                    @Override
                    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                        return new Lucene99HnswVectorsFormat(16, 100);
                    }
                });
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (int i = 0; i < vectors.stored.length; i++) {
                Document document = new Document();
                document.add(new KnnFloatVectorField("v", vectors.stored[i], VectorSimilarityFunction.DOT_PRODUCT));
                document.add(new NumericDocValuesField("position", i));
                document.add(new StringField("tenth", i % 10 == 0 ? "yes" : "no", Field.Store.NO));
                document.add(new StringField("hundredth", i % 100 == 0 ? "yes" : "no", Field.Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        try (Stream<Path> files = Files.list(path)) {
            VectorBench.say(
                    "Lucene: built in %.1f s, %.1f MB",
                    (System.nanoTime() - start) / 1e9,
                    files.mapToLong(LuceneBench::size).sum() / 1e6);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int[] search(
            IndexSearcher searcher, int[] byDoc, float[] query, Query filter, int candidates, int limit)
            throws IOException {
        ScoreDoc[] found = searcher.search(new KnnFloatVectorQuery("v", query, candidates, filter), limit).scoreDocs;
        return Arrays.stream(found)
                .sorted(Comparator.comparingDouble((ScoreDoc doc) -> -doc.score))
                .mapToInt(doc -> byDoc[doc.doc])
                .toArray();
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
