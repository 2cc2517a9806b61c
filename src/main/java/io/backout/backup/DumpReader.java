package io.backout.backup;

import io.backout.backup.DumpProblem.Kind;
import io.backout.backup.HashedBlocks.Block;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a dump once, whatever its size, and hashes the file meanwhile. */
final class DumpReader {
    private static final int PIECE = 256 << 10;

    private DumpReader() {}

    /** @param sha256 of the file as it lies there, packed or not */
    record Read(Dump dump, String sha256) {}

    /** @throws IOException when the file cannot be read; one that cannot be unpacked is a problem of the dump */
    static Read read(Path file) throws IOException {
        DumpLexer lexer = new DumpLexer();
        long size = Files.size(file);
        try (HashedBlocks blocks = new HashedBlocks(file)) {
            Compression compression = Compression.of(file);
            String unpackable = compression == Compression.NONE ? plain(blocks, lexer) : packed(compression, new Unclosed(blocks), size, lexer);
            rest(blocks);
            Dump dump = lexer.end();
            return new Read(unpackable.isEmpty() ? dump : broken(dump, unpackable), blocks.sha256Hex());
        }
    }

    private static String plain(HashedBlocks blocks, DumpLexer lexer) throws IOException {
        for (Block block = blocks.next(); block.length() > 0; block = blocks.next()) {
            lexer.feed(block.bytes(), block.length());
        }
        return "";
    }

    /** @return why it could not be unpacked to its end; empty when it could */
    private static String packed(Compression compression, InputStream packed, long size, DumpLexer lexer) {
        byte[] piece = new byte[PIECE];
        try (InputStream in = compression.unpacked(packed)) {
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                lexer.feed(piece, length);
            }
            boolean more = in instanceof GzipMembers gzip && gzip.packedBytes() != size;
            return more ? "has bytes behind its end that cannot be unpacked" : "";
        } catch (EOFException cut) {
            return "is cut: its compression ends too early";
        } catch (IOException damaged) {
            return "cannot be unpacked: " + String.valueOf(damaged.getMessage());
        }
    }

    /** The hash is that of the whole file, also where nothing could be unpacked. */
    private static void rest(HashedBlocks blocks) throws IOException {
        byte[] piece = new byte[PIECE];
        while (blocks.read(piece, 0, piece.length) >= 0) {}
    }

    private static Dump broken(Dump dump, String why) {
        List<DumpProblem> problems = new ArrayList<>(List.of(new DumpProblem(Kind.STRUCTURE, dump.bytes(), why)));
        problems.addAll(dump.problems());
        return new Dump(dump.header(), dump.bytes(), dump.tables(), dump.objects(), dump.migrations(), problems);
    }

    /** The unpacker closes its source, whose rest must still be hashed. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
