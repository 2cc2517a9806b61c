package io.backout.backup;

import com.github.luben.zstd.ZstdOutputStream;
import io.backout.record.PrivateFiles;
import io.backout.record.Sha256;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A new file, packed with zstd while it is written; on the disk once it is closed. */
final class PackedDump extends FilterOutputStream {
    /** Two thirds of the dump's own time, and a sixth of its size. */
    private static final int LEVEL = 1;

    private final FileChannel channel;
    private final MessageDigest digest;

    private PackedDump(FileChannel channel, MessageDigest digest) throws IOException {
        super(new ZstdOutputStream(new DigestOutputStream(unclosed(channel), digest), LEVEL));
        this.channel = channel;
        this.digest = digest;
    }

    static PackedDump create(Path file) throws IOException {
        return new PackedDump(PrivateFiles.createNew(file), Sha256.digest());
    }

    /** The channel is forced to the disk when everything else is closed. */
    private static OutputStream unclosed(FileChannel channel) {
        return new FilterOutputStream(Channels.newOutputStream(channel)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            out.close();
            channel.force(true);
        }
    }

    /** Of the packed bytes, once closed: what must be read back. */
    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
