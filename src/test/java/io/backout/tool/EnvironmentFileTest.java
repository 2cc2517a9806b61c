package io.backout.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.backout.target.Target;
import io.backout.target.TestTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFileTest {
    @TempDir
    Path directory;

    /** dotenv.json is what npm's dotenv 16.6.1 and the expansion of Prisma 6.19.3 made of dotenv.env. */
    @Test
    void readsWhatNodeAndPrismaRead() throws IOException {
        Path golden = Path.of("src/test/resources/io/backout/tool");
        Map<String, String> expected = new ObjectMapper()
                .readValue(golden.resolve("dotenv.json").toFile(), new TypeReference<Map<String, String>>() {});
        String text = Files.readString(golden.resolve("dotenv.env"));
        assertThat(text).contains("\r\n");
        assertThat(EnvironmentText.parse(text, Map.of())).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void fillsInWhatTheTargetsEnvironmentSays() throws IOException {
        write("DB=erp\nDATABASE_URL=mysql://u:p@h/${DB}_${STAGE}\n");
        Target target = TestTarget.in(directory)
                .environment("STAGE", "live")
                .environment("DB", "shop")
                .target();
        assertThat(EnvironmentFile.read(target).databaseUrl().database()).isEqualTo("shop_live");
    }

    @Test
    void survivesVariablesThatReferToThemselves() {
        assertThat(EnvironmentText.parse("A=a${A}\nB=b${C}\nC=c${B}", Map.of()))
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", "a", "B", "bc", "C", "cb"));
    }

    @Test
    void readsAByteOrderMarkAndAVeryLongValue() {
        String key = "x".repeat(100_000);
        assertThat(EnvironmentText.parse("\uFEFFFIRST=1\nKEY=\"" + key + "\"\nOPEN='" + key, Map.of()))
                .containsEntry("FIRST", "1")
                .containsEntry("KEY", key);
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> EnvironmentFile.read(TestTarget.in(directory).target()))
                .withMessage("""
                environment file '%s/.env' of target 'easy-erp' could not be read
                HINT: check that it exists and that Backout's user may read it, or set 'environment-file'.""".formatted(directory));
    }

    @Test
    void saysThatThereIsNoDatabaseUrl() throws IOException {
        write("# DATABASE_URL=mysql://u:p@h/d\n");
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> read().databaseUrl())
                .withMessage("""
                the environment file has no DATABASE_URL
                HINT: add it, or set 'environment-file' to the right file.""");
    }

    @Test
    void knowsWhichValuesAreSecrets() throws IOException {
        write("""
                DATABASE_URL='mysql://erp:p%40ss@h/erp'
                SMTP_PASSWORD='quoted one'
                JWT_SECRET=s1
                DB_PWD=pwd
                apiKey=lower
                PORT=3000
                """);
        Target target =
                TestTarget.in(directory).environment("NPM_TOKEN", "npm_x").target();
        assertThat(EnvironmentFile.secretsOf(target))
                .containsExactlyInAnyOrder(
                        "mysql://erp:p%40ss@h/erp", "quoted one", "s1", "pwd", "lower", "npm_x", "p@ss", "p%40ss");
    }

    @Test
    void knowsTheSecretParametersOfAUrlAndTheAdministratorsPassword() throws IOException {
        write("DATABASE_URL=mysql://erp:p1@h/erp?sslpassword=a%20b&connection_limit=5\n");
        Path password = Files.writeString(directory.resolve("dba-password"), "d@tabase 2\n");
        Target target = TestTarget.in(directory).administrator("dba", password).target();
        assertThat(EnvironmentFile.secretsOf(target))
                .contains("a%20b", "a b", "d@tabase 2")
                .doesNotContain("5");
        assertThat(EnvironmentFile.secretsOf(TestTarget.in(directory)
                        .administrator("dba", directory.resolve("gone"))
                        .target()))
                .contains("p1");
    }

    @Test
    void keepsTheOtherSecretsWhenTheUrlIsWrong() throws IOException {
        write("DATABASE_URL=postgres://u:p@h/d\nSECRET=s1\n");
        assertThat(EnvironmentFile.secretsOf(TestTarget.in(directory).target()))
                .containsExactlyInAnyOrder("postgres://u:p@h/d", "s1");
    }

    @Test
    void neverShowsAValue() throws IOException {
        write("SECRET=hunter22\n");
        assertThat(read()).hasToString("EnvironmentFile[SECRET]");
    }

    private EnvironmentFile read() {
        return EnvironmentFile.read(TestTarget.in(directory).target());
    }

    private void write(String text) throws IOException {
        Files.writeString(directory.resolve(".env"), text);
    }
}
