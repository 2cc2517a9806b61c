package io.backout.trigger;

import io.backout.record.BadInputException;
import io.backout.record.Choice;
import io.backout.record.Report;
import io.backout.record.Report.FreeText;
import io.backout.record.Symptom;
import io.backout.record.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/rollbacks}.
 *
 * @param level given = the caller, an incident commander, has decided
 * @param writing at level 3: STOP now (when not given), or SERVE until the cut-over
 * @param requestId a repeated request with the same id starts nothing twice
 */
record ReportRequest(
        @Nullable String target,
        @Nullable Integer level,
        @Nullable String release,
        @Nullable String backup,
        @Nullable String pointInTime,
        @Nullable String writing,
        @Nullable String reason,
        @Nullable String impact,
        @Nullable List<String> symptoms,
        @Nullable String requestId) {
    Report toReport() {
        if (pointInTime != null) {
            throw new BadInputException(
                    "rolling forward to a point in time is not available in this version; nothing was started",
                    "leave out 'pointInTime'.");
        }
        if (backup != null && (level == null || level != 3)) {
            throw new BadInputException(
                    "a backup was named, and only level 3 restores one; nothing was started",
                    "name level 3, or leave out 'backup'.");
        }
        if (writing != null && !writing.equals("STOP") && !writing.equals("SERVE")) {
            throw new BadInputException(
                    "writing '%s' does not exist; nothing was started".formatted(writing), "choose STOP or SERVE.");
        }
        if (release != null && level == null) {
            throw new BadInputException(
                    "a release was named without a level; nothing was started", "name the level, too: 1.");
        }
        if (level != null && (level < 1 || level > 3)) {
            throw new BadInputException(
                    "level '%d' does not exist; nothing was started".formatted(level), "choose 1, 2 or 3.");
        }
        return new Report(
                target == null ? "" : target,
                known(symptoms == null ? List.of() : symptoms),
                new FreeText(Texts.require("reason", reason), Texts.optional("impact", impact)),
                requestId == null ? "" : requestId,
                Optional.ofNullable(level).map(this::named));
    }

    private Choice named(int chosen) {
        Optional<String> to = Optional.ofNullable(release);
        return chosen == 3
                ? Choice.ofBackup(Optional.ofNullable(backup), to, !"SERVE".equals(writing))
                : Choice.ofLevel(chosen, to);
    }

    private static List<Symptom> known(List<String> names) {
        List<Symptom> symptoms = new ArrayList<>();
        for (String name : names) {
            symptoms.add(Arrays.stream(Symptom.values())
                    .filter(symptom -> symptom.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new BadInputException(
                            "symptom '%s' does not exist; nothing was started".formatted(name),
                            "choose from " + Arrays.toString(Symptom.values()) + ".")));
        }
        return symptoms;
    }
}
