package io.backout.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.backout.command.FakeRunner;
import io.backout.target.TestTarget;
import io.backout.tool.Pm2.Pm2Process;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pm2Test {
    private static final String LIST = """
            [{"pid": 71, "name": "easy-erp", "pm2_env": {"status": "online", "restart_time": 2, "pm_uptime": 1763900000000,\
             "DATABASE_URL": "mysql://u:hunter22@h/d"}},\
             {"pid": 0, "name": "other", "pm2_env": {"status": "stopped"}}]
            """;

    @TempDir
    Path home;

    @Test
    void readsTheFieldsItNeedsAndNoSecret() {
        assertThat(Pm2.parse(LIST))
                .containsExactly(
                        new Pm2Process("easy-erp", "online", 71, 2, 1_763_900_000_000L),
                        new Pm2Process("other", "stopped", 0, 0, 0));
    }

    @Test
    void skipsBannersAndTakesTheLastList() {
        String banner = """

                                        -------------
                __/\\\\__   runtime edition
                \u001b[1m[PM2]\u001b[22m Spawning PM2 daemon with pm2_home=/srv/.pm2
                [PM2][WARN] In-memory PM2 is out-of-date, do: $ pm2 update
                []
                """;
        assertThat(Pm2.parse(banner + LIST)).hasSize(2);
        assertThat(Pm2.parse(banner)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[PM2][ERROR] broken", "{\"a\": 1}", "[{\"pid\": 71,"})
    void saysThatThereIsNoList(String stdout) {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> Pm2.parse(stdout))
                .withMessage("""
                pm2 gave no process list
                HINT: run 'pm2 jlist' as the application's user and look at its answer.""");
    }

    @Test
    void neverStartsADaemonByAskingForTheList() {
        FakeRunner runner = new FakeRunner();
        assertThat(pm2(runner).all()).isEmpty();
        assertThat(pm2(runner).processes()).isEmpty();
        assertThat(runner.asked()).isEmpty();
    }

    @Test
    void tellsTheConfiguredProcessesFromOthers() throws IOException {
        FakeRunner runner = new FakeRunner().answer("pm2 jlist", LIST);
        try (ServerSocketChannel daemon = listening()) {
            assertThat(daemon.isOpen()).isTrue();
            assertThat(pm2(runner).all()).hasSize(2);
            assertThat(pm2(runner).processes()).extracting(Pm2Process::name).containsExactly("easy-erp");
        }
    }

    /** A daemon that starts while somebody else starts one may never say that it runs. */
    @Test
    void startsNoDaemonWhereAKilledOneLeftItsSocket() throws IOException {
        listening().close();
        assertThat(home.resolve("rpc.sock")).exists();
        FakeRunner runner = new FakeRunner();
        assertThat(pm2(runner).hasDaemon()).isFalse();
        assertThat(pm2(runner).all()).isEmpty();
        assertThat(runner.asked()).isEmpty();
    }

    private ServerSocketChannel listening() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(home.resolve("rpc.sock")));
    }

    @Test
    void looksForPm2InTheUsersHomeWhenNothingElseIsConfigured() {
        Pm2 pm2 = new Pm2(TestTarget.in(home).target(), new FakeRunner());
        assertThat(pm2.home()).isEqualTo(Path.of(System.getProperty("user.home"), ".pm2"));
    }

    private Pm2 pm2(FakeRunner runner) {
        return new Pm2(
                TestTarget.in(home).environment("PM2_HOME", home.toString()).target(), runner);
    }
}
