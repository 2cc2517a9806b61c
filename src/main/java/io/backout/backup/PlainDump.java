package io.backout.backup;

import io.backout.record.PrivateFiles;
import io.backout.tool.ToolException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A dump's plain SQL, to be read at any place by several loaders at once. A packed one is unpacked to a private file
 * first: no reader can begin in the middle of it, and streamed it would load one table after the other on one core.
 */
final class PlainDump implements Closeable {
    private static final int BUFFER = 256 << 10;
    private static final int HEAD = 8 << 10;

    private final Path file;
    private final boolean ours;

    private PlainDump(Path file, boolean ours) {
        this.file = file;
        this.ours = ours;
    }

    /** @throws ToolException when the file is not the one that was read as this dump */
    static PlainDump of(Path file, Dump dump, Path directory) throws IOException {
        boolean packed = Compression.of(file) != Compression.NONE;
        PlainDump plain = new PlainDump(packed ? unpack(file, directory) : file, packed);
        long found = Files.size(plain.file);
        if (found != dump.bytes()) {
            plain.close();
            throw new ToolException(
                    "backup '%s' has %d bytes of SQL instead of the %d that were verified; nothing was restored"
                            .formatted(file, found, dump.bytes()),
                    "find out who changed it, and verify the backup again.");
        }
        return plain;
    }

    private static Path unpack(Path file, Path directory) throws IOException {
        Path unpacked = directory.resolve("unpacked.sql");
        Files.deleteIfExists(unpacked);
        try (InputStream in = Compression.of(file).unpacked(Files.newInputStream(file));
                OutputStream out = Channels.newOutputStream(PrivateFiles.createNew(unpacked))) {
            byte[] piece = new byte[BUFFER];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                out.write(piece, 0, length);
            }
            return unpacked;
        } catch (IOException e) {
            Files.deleteIfExists(unpacked);
            throw e;
        }
    }

    /** What stands before the first table. */
    String head() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        }
    }

    InputStream open(InsertRange range) throws IOException {
        return new RangeStream(file, range.begin(), range.end());
    }

    @Override
    public void close() throws IOException {
        if (ours) {
            Files.deleteIfExists(file);
        }
    }
}
