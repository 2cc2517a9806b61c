package io.backout.trigger;

import io.backout.record.BadInputException;
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
 * @param requestId a repeated request with the same id starts nothing twice
 */
record ReportRequest(
        @Nullable String target,
        @Nullable Integer level,
        @Nullable String release,
        @Nullable String backup,
        @Nullable String pointInTime,
        @Nullable String reason,
        @Nullable String impact,
        @Nullable List<String> symptoms,
        @Nullable String requestId) {
    Report toReport() {
        if (backup != null || pointInTime != null) {
            throw new BadInputException(
                    "backups and points in time belong to level 3, which is not available in this version; nothing was started",
                    "leave out 'backup' and 'pointInTime'.");
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
                Optional.ofNullable(level),
                Optional.ofNullable(release));
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
