package io.backout.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** What the ledger's promises need of the default database, with the settings that it is opened with. */
class EmbeddedDatabaseTest {
    private static final int COMMITS = 50_000;

    private String url = "";

    @BeforeEach
    void readSettings() throws IOException {
        String configured = String.valueOf(new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yml"))
                .get(0)
                .getProperty("spring.datasource.url"));
        url = "jdbc:h2:mem:reads" + configured.substring(configured.indexOf(';'));
    }

    /** Each request gets another connection of the pool; what one has seen committed the next one must see, too. */
    @Test
    void neverAnswersWithWhatWasThereBeforeTheLastCommit() throws Exception {
        try (Connection writer = DriverManager.getConnection(url);
                Connection one = DriverManager.getConnection(url);
                Connection other = DriverManager.getConnection(url)) {
            writer.createStatement().execute("CREATE TABLE counter (id INT PRIMARY KEY, commits INT)");
            writer.createStatement().execute("INSERT INTO counter VALUES (1, 0)");
            writer.setAutoCommit(false);
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> countUp(writer));
            int seen = 0;
            while (!writing.isDone()) {
                for (Connection reader : new Connection[] {one, other}) {
                    int now = read(reader);
                    assertThat(now).isGreaterThanOrEqualTo(seen);
                    seen = now;
                }
            }
            writing.get();
            assertThat(read(one)).isEqualTo(COMMITS);
        }
    }

    private static void countUp(Connection connection) {
        try (PreparedStatement update = connection.prepareStatement("UPDATE counter SET commits = ? WHERE id = 1")) {
            for (int i = 1; i <= COMMITS; i++) {
                update.setInt(1, i);
                update.execute();
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int read(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT commits FROM counter WHERE id = ?")) {
            query.setInt(1, 1);
            ResultSet result = query.executeQuery();
            result.next();
            return result.getInt(1);
        }
    }
}
