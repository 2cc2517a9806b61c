package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.backout.backup.BackupVerdict.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is not whole is never called sound, wherever it is damaged. */
class DamagedBackupTest {
    private static final byte[] SOUND = SetOfATest.sound().getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private SetOfATest backup;

    @BeforeEach
    void isWhole() throws IOException {
        backup = SetOfATest.in(directory);
        assertThat(backup.verify()).isEqualTo(new BackupVerdict(Kind.SOUND, java.util.List.of()));
    }

    @Test
    void cutAnywhere() throws IOException {
        for (int length = 0; length < SOUND.length; length++) {
            assertThat(backup.dump("", Arrays.copyOf(SOUND, length)).verify().kind())
                    .as("cut at byte %d", length)
                    .isNotEqualTo(Kind.SOUND);
        }
    }

    @Test
    void cutAnywhereWhenPacked() throws IOException {
        byte[] gzip = SetOfATest.gzip(SOUND);
        byte[] zstd = Zstd.compress(SOUND);
        assertThat(backup.dump(".gz", gzip).verify().kind()).isEqualTo(Kind.SOUND);
        assertThat(backup.dump(".zst", zstd).verify().kind()).isEqualTo(Kind.SOUND);
        for (int length = 0; length < gzip.length; length++) {
            assertThat(backup.dump(".gz", Arrays.copyOf(gzip, length)).verify().kind())
                    .as("gzip cut at byte %d", length)
                    .isEqualTo(Kind.NOT_SOUND);
        }
        for (int length = 0; length < zstd.length; length++) {
            assertThat(backup.dump(".zst", Arrays.copyOf(zstd, length)).verify().kind())
                    .as("zstd cut at byte %d", length)
                    .isEqualTo(Kind.NOT_SOUND);
        }
    }

    @Test
    void anyByteFlippedWithAManifest() throws IOException {
        backup.manifest();
        assertThat(backup.verify().kind()).isEqualTo(Kind.SOUND);
        for (int at = 0; at < SOUND.length; at++) {
            byte[] flipped = SOUND.clone();
            flipped[at] ^= 1;
            assertThat(backup.dump("", flipped).verify().kind())
                    .as("byte %d flipped", at)
                    .isEqualTo(Kind.NOT_SOUND);
        }
    }

    @Test
    void bytesBehindTheEndOfAPackedOne() throws IOException {
        byte[] gzip = SetOfATest.gzip(SOUND);
        for (int more : new int[] {1, 5, 9, 11, 30, 3000}) {
            assertThat(backup.dump(".gz", Arrays.copyOf(gzip, gzip.length + more))
                            .verify()
                            .kind())
                    .as("%d bytes more", more)
                    .isEqualTo(Kind.NOT_SOUND);
        }
        byte[] zstd = Zstd.compress(SOUND);
        assertThat(backup.dump(".zst", Arrays.copyOf(zstd, zstd.length + 5))
                        .verify()
                        .kind())
                .isEqualTo(Kind.NOT_SOUND);
    }

    /** As 'cat a.gz b.gz' makes it; every unpacker takes it for one file. */
    @Test
    void packedInTwoMembersIsWhole() throws IOException {
        for (int at : new int[] {1, 300, SOUND.length - 1}) {
            byte[] first = SetOfATest.gzip(Arrays.copyOf(SOUND, at));
            byte[] second = SetOfATest.gzip(Arrays.copyOfRange(SOUND, at, SOUND.length));
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            assertThat(backup.dump(".gz", both).verify().findings()).isEmpty();
            assertThat(backup.dump(".gz", Arrays.copyOf(both, both.length - 3))
                            .verify()
                            .kind())
                    .isEqualTo(Kind.NOT_SOUND);
        }
    }

    @Test
    void bytesThatChangedWhileSizeAndTimeDidNot() throws IOException {
        Inspections inspections = new Inspections(directory.resolve("own"));
        BackupVerification verification = new BackupVerification(inspections);
        Expectation live = new Expectation(
                "easy_erp",
                "11.4.5-MariaDB",
                java.util.List.of(),
                directory,
                java.time.Instant.parse("2026-11-24T12:00:00Z"));
        Path dump = backup.set().dump().orElseThrow();
        assertThat(verification.verify(backup.set(), live).kind()).isEqualTo(Kind.SOUND);
        java.nio.file.attribute.FileTime time = java.nio.file.Files.getLastModifiedTime(dump);
        byte[] changed =
                new String(SOUND, StandardCharsets.UTF_8).replace("(2)", "(3)").getBytes(StandardCharsets.UTF_8);
        java.nio.file.Files.write(dump, changed);
        java.nio.file.Files.setLastModifiedTime(dump, time);

        assertThat(verification.recall(backup.set(), live).kind()).isEqualTo(Kind.SOUND);
        assertThat(verification.verify(backup.set(), live).findings().get(0).sentence())
                .isEqualTo(
                        "the dump's bytes changed since it was read before although its size and time did not, so the disk"
                                + " cannot be trusted; choose another set.");
    }
}
