package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.plan.DatabaseBench;
import io.backout.sample.SampleServer;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As after a crash in a rename, when MySQL moves a table's file back only after it has looked for it. */
class MissingFileOnMySqlIT {
    @TempDir
    Path directory;

    @Test
    void isNamedWithWhatHelps() throws IOException {
        try (DatabaseBench bench = DatabaseBench.start(directory, SampleServer.MYSQL)) {
            bench.database().execute("CREATE TABLE t (id INT PRIMARY KEY)");
            Path file = directory.resolve("database/server/easy_erp/t.ibd");
            bench.database().stop();
            Files.move(file, directory.resolve("t.ibd"));
            bench.database().start();

            assertThatThrownBy(() -> bench.mysql().value("SELECT COUNT(*) FROM t", Duration.ofSeconds(5)))
                    .isInstanceOf(ToolException.class)
                    .hasMessageEndingWith("""
                            Tablespace is missing for table `easy_erp`.`t`. (1812)
                            HINT: restart the database server once more: after a crash MySQL looks for the files of its tables before it moves them back.""");
        }
    }
}
