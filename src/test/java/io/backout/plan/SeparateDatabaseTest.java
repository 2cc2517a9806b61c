package io.backout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.record.EngineDatabase;
import io.backout.target.ConfigurationException;
import io.backout.target.Target;
import io.backout.target.Targets;
import io.backout.target.TestTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;

class SeparateDatabaseTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://127.0.0.1:3306/shop?useSSL=false, mysql://app:secret@localhost:3306/shop",
        "jdbc:mysql://LOCALHOST/Shop, mysql://app:secret@127.0.0.1/shop",
        "jdbc:mysql://db.invalid:3307/shop, mysql://app:secret@db.invalid:3307/shop"
    })
    void refusesTheVeryDatabaseOfATarget(String engine, String application) throws IOException {
        Target target = target(application);

        assertThatThrownBy(() -> separate(engine, target))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching(
                        "configuration key 'spring.datasource.url' has the value '\\S+'; allowed: a database of"
                                + " Backout's own; this one is that of target 'easy-erp', and a rollback would take the record of"
                                + " itself back")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://127.0.0.1:3306/backout, mysql://app:secret@localhost/shop, true",
        "jdbc:mysql://127.0.0.1:3307/shop, mysql://app:secret@localhost:3306/shop, false",
        "jdbc:mysql://one.invalid/shop, mysql://app:secret@two.invalid/shop, false",
        "jdbc:h2:mem:x, mysql://app:secret@localhost/shop, false"
    })
    void saysWhetherItIsTheSameServer(String engine, String application, boolean same) throws IOException {
        Target target = target(application);

        assertThat(separate(engine, target).sharesServer(target)).isEqualTo(same);
    }

    @Test
    void startsWhereATargetsEnvironmentFileIsMissing() {
        Target target = TestTarget.in(directory).target();

        assertThat(separate("jdbc:mysql://127.0.0.1/backout", target).sharesServer(target))
                .isFalse();
    }

    private Target target(String url) throws IOException {
        Files.writeString(directory.resolve(".env"), "DATABASE_URL=\"%s\"\n".formatted(url));
        return TestTarget.in(directory).target();
    }

    private static SeparateDatabase separate(String url, Target target) {
        DataSourceProperties properties = new DataSourceProperties();
        properties.setUrl(url);
        Targets targets = Mockito.mock(Targets.class);
        Mockito.when(targets.all()).thenReturn(List.of(target));
        return new SeparateDatabase(new EngineDatabase(properties), targets);
    }
}
