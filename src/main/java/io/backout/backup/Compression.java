package io.backout.backup;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** How a dump is packed, as its name says. */
enum Compression {
    NONE(""),
    GZIP(".gz"),
    ZSTD(".zst");

    private final String ending;

    Compression(String ending) {
        this.ending = ending;
    }

    String ending() {
        return ending;
    }

    static Compression of(Path file) {
        for (Compression compression : new Compression[] {GZIP, ZSTD}) {
            if (file.toString().endsWith(compression.ending)) {
                return compression;
            }
        }
        return NONE;
    }

    /** Fails on a frame that is cut, and on what is no frame. */
    InputStream unpacked(InputStream packed) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP -> GzipMembers.of(packed);
            case ZSTD -> new ZstdInputStream(packed);
        };
    }
}
