package io.backout.sample;

import java.nio.file.Path;
import org.junit.jupiter.api.TestInfo;

/** Which server holds a test's database. */
public enum SampleServer {
    MARIADB {
        @Override
        ServerInstallation unpacked() {
            return MariaDbInstallation.unpacked();
        }
    },
    MYSQL {
        @Override
        ServerInstallation unpacked() {
            return MySqlInstallation.unpacked();
        }
    };

    /** MariaDB, unless the test's class says {@link OnMySql}. */
    public static SampleServer of(TestInfo test) {
        return test.getTestClass().orElseThrow().isAnnotationPresent(OnMySql.class) ? MYSQL : MARIADB;
    }

    abstract ServerInstallation unpacked();

    OwnServer in(Path directory) {
        return new OwnServer(unpacked(), directory);
    }
}
