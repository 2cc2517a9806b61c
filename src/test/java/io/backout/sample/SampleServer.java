package io.backout.sample;

import java.nio.file.Path;
import java.util.function.Supplier;
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

    /** MariaDB's client, which stands in for MySQL's in the tests, knows no newer way to log in to a server. */
    public static <T> T forMariaDbsClient(Supplier<T> start) {
        return with("sample.mysql.options", "--default-authentication-plugin=mysql_native_password", start);
    }

    /** MySQL writes one by default. */
    public static <T> T withBinaryLog(Supplier<T> start) {
        return with("sample.mariadb.options", "--log-bin=binlog --binlog-format=ROW", start);
    }

    private static <T> T with(String property, String options, Supplier<T> start) {
        System.setProperty(property, options);
        try {
            return start.get();
        } finally {
            System.clearProperty(property);
        }
    }
}
