package io.backout.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.target.TestTarget;
import io.backout.tool.DatabaseUrl;
import io.backout.tool.Mysql;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server may insist on encryption although nothing leaves the machine. */
class DatabaseOverTlsIT {
    @TempDir
    Path directory;

    private OwnServer server;

    @BeforeEach
    void start() {
        server = SampleServer.MARIADB.in(directory);
        server.start();
    }

    @AfterEach
    void stop() {
        server.kill();
    }

    @Test
    void theServerInsists() {
        server.root().execute("set global require_secure_transport = on");
        assertThat(answer(server.root().user(), server.root().password())).isNotEmpty();
    }

    @Test
    void theAccountInsists() {
        server.root().execute("create user 'tls'@'127.0.0.1' identified by 'secret' require ssl");
        assertThat(answer("tls", "secret")).isNotEmpty();
    }

    @Test
    void nobodyInsists() {
        assertThat(answer(server.root().user(), server.root().password())).isEmpty();
    }

    /** The cipher of Backout's connection; empty without encryption. */
    private String answer(String user, String password) {
        DatabaseUrl url = DatabaseUrl.parse("mysql://%s:%s@127.0.0.1:%d/information_schema"
                .formatted(user, password, server.root().port()));
        return new Mysql(TestTarget.in(directory).target(), url)
                .value(
                        "select variable_value from information_schema.session_status where variable_name = 'Ssl_cipher'",
                        Duration.ofSeconds(5));
    }
}
