package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.approval.Act;
import io.backout.approval.Duty;
import io.backout.demo.BackoutUser;
import io.backout.plan.Plans;
import io.backout.step.Attempt.Situation;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Each line of the table who may what, tried by every role at every door of the running server. */
@EngineTest
@Import(EngineScene.class)
class WhoMayWhatTest {
    private static final String ADMINISTRATOR = "administrator";
    private static final String STRANGER = "no duty";

    /** After these the next one finds what the first one found. */
    private static final Set<Act> LEAVES_NOTHING = Set.of(Act.READ, Act.INSPECT, Act.EXPORT, Act.ASSIGN);

    @Autowired
    private EngineScene scene;

    @Autowired
    private Plans plans;

    @LocalServerPort
    private int port;

    private final Map<String, Visitor> roles = new LinkedHashMap<>();

    @BeforeEach
    void comeIn() {
        for (BackoutUser user : BackoutUser.values()) {
            roles.put(role(user), new Visitor(port, user.id(), user.password()));
        }
        scene.operator(Situations.SECOND_OPERATOR);
        roles.put(ADMINISTRATOR, new Visitor(port, "admin", "Break-Glass-2026!"));
    }

    private static String role(BackoutUser user) {
        return Arrays.stream(Duty.values())
                .map(Duty::id)
                .filter(id -> id.replace("-", "").equals(user.group()))
                .findFirst()
                .orElse(STRANGER);
    }

    @AfterEach
    void clear() {
        scene.clear();
        scene.engine.getIdentityService().deleteGroup("newcomers");
        scene.engine.getIdentityService().deleteUser(Situations.SECOND_OPERATOR);
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void letsExactlyThese(Act act) {
        for (Attempt attempt : Attempts.of(act)) {
            assertThat(letIn(act, attempt))
                    .as("%s at %s: %s", act, attempt.door(), attempt.name())
                    .isEqualTo(expected(act));
        }
    }

    private Set<String> letIn(Act act, Attempt attempt) {
        Set<String> letIn = new TreeSet<>();
        Situation situation = new Situations(scene, plans).of(act);
        for (Map.Entry<String, Visitor> role : roles.entrySet()) {
            Attempt.Request request = attempt.request().apply(situation);
            HttpResponse<String> response =
                    role.getValue().ask(attempt.door(), request.method(), request.path(), request.body());
            if (response.statusCode() / 100 == 2) {
                letIn.add(role.getKey());
                scene.engine.getIdentityService().deleteGroup("newcomers");
                situation = LEAVES_NOTHING.contains(act) ? situation : new Situations(scene, plans).of(act);
            } else {
                // What a task's listener refuses is an error in the engine's words.
                assertThat(response.statusCode() + " " + response.body())
                        .as("%s at %s by %s", attempt.name(), attempt.door(), role.getKey())
                        .matches("(?s)(401|403|404).*|(400|500).* may not .*");
            }
        }
        return letIn;
    }

    private static Set<String> expected(Act act) {
        Set<String> expected = act.duties().stream().map(Duty::id).collect(Collectors.toCollection(TreeSet::new));
        if (act.mayAdministrators()) {
            expected.add(ADMINISTRATOR);
        }
        return expected;
    }

    @Test
    void standsInTheDocument() throws IOException {
        String table = Arrays.stream(Act.values()).map(WhoMayWhatTest::line).collect(Collectors.joining("\n"));
        assertThat(Files.readString(Path.of("docs/security.md"))).contains(table);
    }

    private static String line(Act act) {
        String doors = Attempts.of(act).stream()
                .map(attempt -> attempt.door().words())
                .distinct()
                .collect(Collectors.joining(", "));
        return "| %s | %s | %s | %s |".formatted(act.words(), who(act), act.mayAdministrators() ? "yes" : "no", doors);
    }

    private static String who(Act act) {
        if (act.duties().isEmpty()) {
            return "nobody";
        }
        Set<Duty> missing = new java.util.TreeSet<>(Set.of(Duty.values()));
        missing.removeAll(act.duties());
        return missing.isEmpty()
                ? "every duty"
                : missing.size() == 1
                        ? "every duty but " + missing.iterator().next().id()
                        : act.duties().stream().map(Duty::id).collect(Collectors.joining(", "));
    }
}
