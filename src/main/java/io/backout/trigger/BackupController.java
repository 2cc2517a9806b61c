package io.backout.trigger;

import io.backout.approval.NotAllowedException;
import io.backout.approval.Person;
import io.backout.backup.Backups;
import io.backout.backup.JudgedBackup;
import io.backout.target.BackoutProperties;
import io.backout.target.Targets;
import io.backout.tool.Tools;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Backup sets over REST; only reads. */
@RestController
@RequestMapping("/api/targets/{id}/backups")
@Tag(name = "targets")
class BackupController {
    private final Targets targets;
    private final Tools.Factory tools;
    private final BackoutProperties properties;
    private final Clock clock;

    BackupController(Targets targets, Tools.Factory tools, BackoutProperties properties, Clock clock) {
        this.targets = targets;
        this.tools = tools;
        this.properties = properties;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "Backup sets, the newest first, with what is known of each; reads no dump")
    List<JudgedBackup> list(@PathVariable String id, @AuthenticationPrincipal Person person) {
        NotAllowedException.requireAnyDuty(person, "list backups");
        return new Backups(tools.reading(targets.require(id)), properties.dataDirectory(), clock).list();
    }
}
