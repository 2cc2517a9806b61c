package io.backout.step;

import io.backout.tool.Pm2.Pm2Process;
import java.util.List;

/** Looks whether the application's processes run. */
final class ServiceProbe {
    private ServiceProbe() {}

    static Probe stopped(StepContext context) {
        return happened(context.tools().pm2().processes().stream()
                .allMatch(process -> process.status().equals("stopped")));
    }

    static Probe started(StepContext context, List<String> services) {
        return happened(context.tools().pm2().processes().stream()
                .filter(process -> services.contains(process.name()))
                .allMatch(Pm2Process::online));
    }

    private static Probe happened(boolean happened) {
        return happened ? Probe.HAPPENED : Probe.DID_NOT_HAPPEN;
    }
}
