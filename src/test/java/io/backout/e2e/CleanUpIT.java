package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a cut-over put away is listed and exported, and dropped once two people want it. */
@ExtendWith(OnTheScene.class)
class CleanUpIT {
    private final Scene scene;
    private final BackupsOfTheScene backups;

    CleanUpIT(Scene scene) {
        this.scene = scene;
        this.backups = new BackupsOfTheScene(scene);
    }

    @BeforeEach
    void isAsAtTheBeginning() {
        scene.reset();
        backups.clear();
        backups.fill(100);
    }

    @Test
    void exportsWhatWasPutAwayAndDropsItOnceApproved() throws IOException, InterruptedException {
        String backup = backups.take();
        scene.sample()
                .database()
                .execute(
                        "INSERT INTO customers (id, name) VALUES (900001, 'Zhang \"San\", Ltd'), (900002, '李雷'); DELETE FROM payments");
        SignedRollback rollback = SignedRollback.restoring(
                        scene, backup, Map.of("target", TargetsOfTheScene.FORGETFUL, "release", "v1.3.0"))
                .awaitPlan()
                .sign();
        rollback.awaitVerified();
        String id = rollback.id();
        Rows live = Rows.of(scene);

        String schema = isListed(id);
        isExported(id, schema);
        isExportedToOwnersOnly(id);
        takesTableNamesOnly(id, schema);
        isDroppedOnceApproved(id, schema);

        assertThat(Rows.of(scene)).isEqualTo(live);
        assertThat(scene.record(id).isWhole()).isTrue();
        // Gone is gone: there is nothing to be undone with.
        String undo = scene.commander()
                .post("/api/rollbacks/%s/undo".formatted(id), Map.of("reason", "the backup was the wrong one"))
                .text("id");
        assertThat(scene.commander().awaitEnd(undo).text("state")).isEqualTo("REFUSED");
        assertThat(scene.as(BackoutUser.DBA).get(path(id, "")).status()).isEqualTo(400);
    }

    private String isListed(String id) {
        JsonNode one = scene.as(BackoutUser.AUDITOR).get(path(id, "")).body();
        JsonNode putAway = one.path("putAway");
        String schema = putAway.path("schema").asText();
        assertThat(schema).isEqualTo("%s__old_%s".formatted(database(), suffix(id)));
        assertThat(putAway.path("rollback").asText()).isEqualTo(id);
        assertThat(putAway.path("keptUntil").asText())
                .isEqualTo(putAway.path("since").asText());
        assertThat(one.path("tables").path("customers").isNumber()).isTrue();
        assertThat(one.path("tables").has("__rb_marker")).isFalse();
        assertThat(one.path("tables").size()).isEqualTo(putAway.path("tables").asInt());
        // The same database as another target, which keeps it for a week.
        JsonNode listed = scene.as(BackoutUser.DBA)
                .get("/api/targets/easy-erp/put-aways")
                .body()
                .get(0);
        assertThat(listed.path("schema").asText()).isEqualTo(schema);
        assertThat(Instant.parse(listed.path("keptUntil").asText()))
                .isEqualTo(Instant.parse(listed.path("since").asText()).plus(Duration.ofDays(7)));
        return schema;
    }

    private void isExported(String id, String schema) throws IOException, InterruptedException {
        HttpResponse<String> missing = csv(BackoutUser.DBA, id, "customers?missing=true");
        assertThat(missing.statusCode()).isEqualTo(200);
        assertThat(missing.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(missing.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;")
                .contains(schema + ".customers.csv");
        assertThat(missing.body().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("\"900001\",\"Zhang \"\"San\"\", Ltd\""))
                .anyMatch(line -> line.startsWith("\"900002\",\"李雷\""));
        assertThat(csv(BackoutUser.BUSINESS_OWNER, id, "customers").body().lines())
                .hasSize(1 + 102);
        assertThat(csv(BackoutUser.TECHNICAL_OWNER, id, "payments").body().lines())
                .hasSize(1);
        assertThat(scene.record(id).sentences())
                .contains(
                        "exports the rows missing in live of table 'customers' of '%s'".formatted(schema),
                        "exports all rows of table 'payments' of '%s'".formatted(schema));
    }

    private void isExportedToOwnersOnly(String id) throws IOException, InterruptedException {
        for (BackoutUser user : List.of(
                BackoutUser.AUDITOR,
                BackoutUser.OPERATOR,
                BackoutUser.PRODUCT_OWNER,
                BackoutUser.SYSTEM_ADMINISTRATOR,
                BackoutUser.STRANGER)) {
            HttpResponse<String> refused = csv(user, id, "customers");
            assertThat(refused.statusCode()).as(user.id()).isEqualTo(403);
            assertThat(refused.body()).doesNotContain("900001");
        }
        assertThat(scene.record(id).sentences())
                .contains("'weihua' may not export put-away rows of %s; nothing was done".formatted(id));
    }

    private void takesTableNamesOnly(String id, String schema) throws IOException, InterruptedException {
        for (String table : List.of(
                "nothing",
                "__rb_marker",
                "mysql.user",
                "customers%60%20where%201%3D1%20--%20",
                "customers'%20union%20select%20password%20from%20mysql.user%20--%20",
                "CUSTOMERS%20")) {
            HttpResponse<String> refused = csv(BackoutUser.DBA, id, table);
            assertThat(refused.statusCode()).as(table).isEqualTo(400);
            assertThat(refused.body()).as(table).contains("'%s' has no table '".formatted(schema));
        }
    }

    private void isDroppedOnceApproved(String id, String schema) {
        Map<String, String> reason = Map.of("reason", "nobody misses it");
        assertThat(scene.commander().post(path(id, "/clean-up"), reason).status())
                .isEqualTo(403);
        Reply asked = scene.as(BackoutUser.DBA).post(path(id, "/clean-up"), reason);
        assertThat(asked.status()).as(asked.body().toPrettyString()).isEqualTo(201);
        String confirmation = asked.body().get(0).path("confirmation").asText();
        assertThat(confirmation).startsWith("DROP_PUT_AWAY %s ".formatted(schema));

        assertThat(answer(BackoutUser.TECHNICAL_OWNER, id, "DROP_PUT_AWAY " + schema)
                        .status())
                .isEqualTo(400);
        assertThat(answer(BackoutUser.DBA, id, confirmation).status()).isEqualTo(403);
        assertThat(schemas()).contains(schema);
        assertThat(answer(BackoutUser.TECHNICAL_OWNER, id, confirmation).status())
                .isEqualTo(200);

        Poll.until(Scene.LIMIT, () -> !schemas().contains(schema), () -> scene.record(id)
                .sentences()
                .toString());
        Poll.until(
                Scene.LIMIT,
                () -> scene.record(id).sentences().stream()
                        .anyMatch(it -> it.startsWith("dropped '%s' with about ".formatted(schema))),
                () -> scene.record(id).sentences().toString());
    }

    private Reply answer(BackoutUser user, String id, String confirmation) {
        return scene.as(user)
                .post(
                        path(id, "/clean-up/approval"),
                        Map.of("decision", "APPROVE", "confirmation", confirmation, "comment", "I looked"));
    }

    private HttpResponse<String> csv(BackoutUser user, String id, String table)
            throws IOException, InterruptedException {
        String login = user.id() + ":" + user.password();
        HttpRequest request = HttpRequest.newBuilder(URI.create(scene.server().url(path(id, "/" + table))))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private List<String> schemas() {
        return scene.sample().database().query("SHOW DATABASES").stream()
                .map(row -> String.valueOf(row.values().iterator().next()))
                .toList();
    }

    private String database() {
        return scene.sample().database().name();
    }

    private static String suffix(String id) {
        return id.substring("RB-".length()).replace('-', '_');
    }

    private static String path(String id, String more) {
        return "/api/rollbacks/%s/put-away%s".formatted(id, more);
    }
}
