package dev.caxton.engine.memory.vector;

import dev.caxton.engine.memory.vector.FrozenCodes.FrozenBlock;
import dev.caxton.engine.memory.vector.FrozenCodes.FrozenPart;
import dev.caxton.engine.memory.vector.StoredCodes.StoredPart;
import dev.caxton.engine.store.DurableFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The codes as a file, so that a start need not read every vector.
 *
 * <p>Derived data: it says which model the codes are of and which operation of the database was the last that they know,
 * and ends in a checksum over everything. A write leaves the old file or the new one, whenever it is interrupted. One
 * thread at a time.
 */
public final class VectorFile {

    private static final long MAGIC = 0x6361_7874_6f6e_7663L;
    private static final int FORMAT = 3;
    private static final int BUFFER = 1 << 17;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int MOST_GROUPS = 1 << 24;
    /** How far from one the length of a centre may be. */
    private static final double TOLERANCE = 1e-3;

    private static final int MOST_PARTS = 1 << 20;

    private final Path file;

    /** The file, which need not be there. */
    public VectorFile(Path file) {
        this.file = file;
    }

    /**
     * What a file says.
     *
     * @param model model of the vectors
     * @param position id of the last operation of the database that the codes know; empty if there was none
     * @param groups what each number of a group means
     */
    public record Content(String model, String position, List<String> groups, StoredCodes codes) {
        public Content {
            groups = List.copyOf(groups);
        }
    }

    /**
     * Reads the file.
     *
     * @return empty if there is none, or if it is of another model, dimension or format
     * @throws IOException if it cannot be read, or is not whole
     */
    public Optional<Content> read(String model, int dimensions) throws IOException {
        CRC32C checksum = new CRC32C();
        try (InputStream raw = Files.newInputStream(file);
                DataInputStream in =
                        new DataInputStream(new CheckedInputStream(new BufferedInputStream(raw, BUFFER), checksum))) {
            if (in.readLong() != MAGIC) {
                throw new DamagedVectorFileException(file + " does not begin as a file of vector codes");
            }
            if (in.readInt() != FORMAT || in.readInt() != dimensions) {
                return Optional.empty();
            }
            String storedModel = readText(in);
            if (!storedModel.equals(model)) {
                return Optional.empty();
            }
            String position = readText(in);
            List<String> groups = readGroups(in);
            StoredCodes codes = readCodes(in, dimensions, groups.size());
            long computed = checksum.getValue();
            if (in.readLong() != computed || in.read() >= 0) {
                throw new DamagedVectorFileException(file + " does not have the checksum it ends in");
            }
            return Optional.of(new Content(model, position, groups, codes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (EOFException e) {
            throw new DamagedVectorFileException(file + " ends too early");
        }
    }

    private List<String> readGroups(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_GROUPS) {
            throw new DamagedVectorFileException(file + " has " + count + " groups");
        }
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            groups.add(readText(in));
        }
        return groups;
    }

    private StoredCodes readCodes(DataInputStream in, int dimensions, int groups) throws IOException {
        long partitioned = in.readLong();
        int count = in.readInt();
        int current = in.readInt();
        if (count < 1 || count > MOST_PARTS || current < 0 || current >= count) {
            throw new DamagedVectorFileException(file + " has " + count + " parts, " + current + " of them current");
        }
        List<StoredPart> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            @Nullable Centre centre = i == 0 ? null : readCentre(in, dimensions);
            parts.add(new StoredPart(centre, readBlocks(in, VectorCode.words(dimensions), groups)));
        }
        return new StoredCodes(parts, current, partitioned);
    }

    private Centre readCentre(DataInputStream in, int dimensions) throws IOException {
        byte[] bytes = in.readNBytes(dimensions * Float.BYTES);
        if (bytes.length < dimensions * Float.BYTES) {
            throw new EOFException();
        }
        float[] vector = new float[dimensions];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
        if (!(Math.abs(VectorCode.length(vector) - 1) < TOLERANCE)) {
            throw new DamagedVectorFileException(file + " has a centre that cannot be");
        }
        return new Centre(vector);
    }

    private List<CodeBlock> readBlocks(DataInputStream in, int words, int groups) throws IOException {
        List<CodeBlock> blocks = new ArrayList<>();
        long last = Long.MIN_VALUE;
        for (int rows = in.readInt(); rows != 0; rows = in.readInt()) {
            if (rows < 0 || rows > CodeBlock.ROWS) {
                throw new DamagedVectorFileException(file + " has a block of " + rows + " rows");
            }
            byte[] bytes = in.readNBytes(rows * CodeBlock.bytesPerRow(words));
            if (bytes.length < rows * CodeBlock.bytesPerRow(words)) {
                throw new EOFException();
            }
            CodeBlock block = new CodeBlock(words, rows);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            for (int row = 0; row < rows; row++) {
                long rid = buffer.getLong();
                long key = buffer.getLong();
                int group = buffer.getInt();
                if (rid <= last || group < 0 || group >= groups) {
                    throw new DamagedVectorFileException(file + " has a row that cannot be");
                }
                last = rid;
                float length = buffer.getFloat();
                block.append(rid, key, group, readCode(buffer, words), length);
            }
            blocks.add(block);
        }
        return blocks;
    }

    private static VectorCode readCode(ByteBuffer buffer, int words) {
        float scale = buffer.getFloat();
        float spread = buffer.getFloat();
        long[] planes = new long[words * (VectorCode.FINER + 1)];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = buffer.getLong();
        }
        return new VectorCode(planes, scale, spread);
    }

    /** What {@link #write} writes, taken at one moment. */
    public static final class Image {

        private final FrozenCodes codes;
        private final int dimensions;

        /** The codes as they are now; quick. */
        public Image(VectorCodes codes) {
            this.codes = codes.freeze();
            this.dimensions = codes.dimensions();
        }
    }

    /** Replaces the file. */
    public void write(String model, String position, List<String> groups, Image image) throws IOException {
        DurableFiles.replace(file, out -> {
            CRC32C checksum = new CRC32C();
            DataOutputStream data =
                    new DataOutputStream(new BufferedOutputStream(new CheckedOutputStream(out, checksum), BUFFER));
            data.writeLong(MAGIC);
            data.writeInt(FORMAT);
            data.writeInt(image.dimensions);
            writeText(data, model);
            writeText(data, position);
            data.writeInt(groups.size());
            for (String group : groups) {
                writeText(data, group);
            }
            data.writeLong(image.codes.partitioned());
            data.writeInt(image.codes.parts().size());
            data.writeInt(image.codes.current());
            for (FrozenPart part : image.codes.parts()) {
                writePart(data, part);
            }
            data.flush();
            writeChecksum(out, checksum.getValue());
        });
    }

    private static void writePart(DataOutputStream out, FrozenPart part) throws IOException {
        if (part.centre() != null) {
            for (float number : part.centre().vector) {
                out.writeFloat(number);
            }
        }
        for (FrozenBlock frozen : part.blocks()) {
            writeBlock(out, frozen);
        }
        out.writeInt(0);
    }

    private static void writeBlock(DataOutputStream out, FrozenBlock frozen) throws IOException {
        CodeBlock block = frozen.block();
        ByteBuffer buffer = ByteBuffer.allocate(frozen.rows() * CodeBlock.bytesPerRow(block.words));
        int count = 0;
        for (int row = 0; row < frozen.rows(); row++) {
            if (frozen.has(row)) {
                buffer.putLong(block.rids[row]).putLong(block.keys[row]).putInt(block.groups[row]);
                buffer.putFloat(block.lengths[row]);
                VectorCode code = block.code(row);
                buffer.putFloat(code.scale).putFloat(code.spread);
                for (long plane : code.planes) {
                    buffer.putLong(plane);
                }
                count++;
            }
        }
        if (count > 0) {
            out.writeInt(count);
            out.write(buffer.array(), 0, buffer.position());
        }
    }

    private static void writeChecksum(OutputStream out, long checksum) throws IOException {
        out.write(ByteBuffer.allocate(Long.BYTES).putLong(checksum).array());
    }

    private String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_TEXT) {
            throw new DamagedVectorFileException(file + " has a text of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
