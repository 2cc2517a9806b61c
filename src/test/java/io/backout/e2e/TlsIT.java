package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.Poll;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beyond this machine: with the commands and the configuration of docs/security.md, and never with the sample's people. */
class TlsIT {
    private static final String PASSWORD = "only-for-this-test";
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    private Path directory;

    private String document;
    private int port;
    private Process server;

    @BeforeEach
    void makeCertificate() throws Exception {
        document = Files.readString(Path.of("docs/security.md"));
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Process keytool = run("bash", "-c", block("bash"));
        assertThat(keytool.waitFor()).as(log()).isZero();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.destroyForcibly();
        }
    }

    @Test
    void servesOverTlsOnlyAndItsCookiesTravelOverTlsOnly() throws Exception {
        start("");
        HttpClient client = client();
        Poll.until(LIMIT, () -> isUp(client), this::log);

        HttpResponse<String> page = get(client, "https", "/camunda/app/tasklist/default/");
        assertThat(page.headers().allValues("set-cookie"))
                .hasSizeGreaterThan(1)
                .allMatch(cookie -> cookie.contains("Secure") && cookie.contains("SameSite=Strict"));
        for (HttpResponse<String> response : new HttpResponse[] {page, get(client, "https", "/api/rollbacks")}) {
            assertThat(response.headers()
                            .firstValue("strict-transport-security")
                            .orElse("none"))
                    .contains("max-age=");
        }
        assertThat(get(client, "http", "/api/rollbacks").statusCode()).isEqualTo(400);
        assertThat(log()).doesNotContain(PASSWORD);
    }

    @Test
    void doesNotListenBeyondThisMachineWithAPasswordOfTheSample() throws Exception {
        start("backout.users: [{id: hanmei, password: Command-2026!, groups: [incidentcommander]}]\n");

        Poll.until(LIMIT, () -> !server.isAlive(), this::log);
        assertThat(server.exitValue()).isNotZero();
        assertThat(log())
                .contains(
                        "configuration key 'server.address' has the value '/0.0.0.0'; allowed: 127.0.0.1 only, because user 'hanmei' has a password of the sample, which everybody can read");
    }

    private void start(String more) throws IOException {
        Files.writeString(directory.resolve("backout.yml"), block("yaml") + more);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = Path.of("target/backout.jar").toAbsolutePath().toString();
        server = run(java, "-Xmx384m", "-XX:TieredStopAtLevel=1", "-jar", jar, "--server.port=" + port);
    }

    private Process run(String... command) throws IOException {
        ProcessBuilder program = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("output.log").toFile()));
        program.environment().put("BACKOUT_KEYSTORE_PASSWORD", PASSWORD);
        return program.start();
    }

    /** The first of its kind under the heading "TLS". */
    private String block(String language) {
        String section = document.substring(document.indexOf("\n## TLS\n"));
        Matcher block = Pattern.compile("```%s\\n(.*?)```".formatted(language), Pattern.DOTALL)
                .matcher(section);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private boolean isUp(HttpClient client) {
        try {
            return !server.isAlive() || get(client, "https", "/actuator/health").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> get(HttpClient client, String scheme, String path) throws IOException {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create("%s://localhost:%d%s".formatted(scheme, port, path)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private HttpClient client() throws Exception {
        KeyStore known = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(directory.resolve("backout.p12"))) {
            known.load(file, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("backout", known.getCertificate("backout"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("output.log"));
        } catch (IOException e) {
            return "";
        }
    }
}
