package io.backout.backup;

import io.backout.record.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A file in blocks, hashed by a thread of its own while the one that reads looks at the same bytes: nothing is copied,
 * because neither of them writes.
 */
final class HashedBlocks extends InputStream {
    /** A part of the file, until the next one is asked for; the last one has no bytes. */
    record Block(byte[] bytes, int length) {}

    private static final int SIZE = 1 << 20;
    private static final int BLOCKS = 4;

    private final BlockingQueue<Block> toHash = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<byte[]> hashed = new ArrayBlockingQueue<>(BLOCKS);
    private final MessageDigest digest = Sha256.digest();
    private final FileChannel channel;
    private final Thread hasher = new Thread(this::hash, "backup-hash");
    private Block current = new Block(new byte[0], 1);
    private int position = 1;

    HashedBlocks(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        for (int i = 0; i < BLOCKS; i++) {
            hashed.add(new byte[(int) Math.min(SIZE, channel.size() + 1)]);
        }
        hasher.setDaemon(true);
        hasher.start();
    }

    /** 64 lower-case hexadecimal digits of all the file's bytes. */
    static String sha256(Path file) throws IOException {
        try (HashedBlocks blocks = new HashedBlocks(file)) {
            while (blocks.next().length() > 0) {}
            return blocks.sha256Hex();
        }
    }

    private void hash() {
        try {
            for (Block block = toHash.take(); block.length() > 0; block = toHash.take()) {
                digest.update(block.bytes(), 0, block.length());
                // Whoever looked at it, too, is done with it when they ask for another one.
                hashed.put(block.bytes());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    Block next() throws IOException {
        position = 0;
        if (current.length() == 0) {
            return current;
        }
        try {
            byte[] bytes = hashed.take();
            current = new Block(bytes, Math.max(0, channel.read(ByteBuffer.wrap(bytes))));
            toHash.put(current);
            return current;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", e);
        }
    }

    /** 64 lower-case hexadecimal digits of all the file's bytes, once the last block was taken. */
    String sha256Hex() throws IOException {
        try {
            hasher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while hashing", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (position >= current.length() && next().length() == 0) {
            return -1;
        }
        int count = Math.min(length, current.length() - position);
        System.arraycopy(current.bytes(), position, to, offset, count);
        position += count;
        return count;
    }

    /** For GZIPInputStream, which takes 0 for the end of the file although another member may follow. */
    @Override
    public int available() {
        return current.length() > 0 ? 1 : 0;
    }

    @Override
    public void close() throws IOException {
        hasher.interrupt();
        channel.close();
    }
}
