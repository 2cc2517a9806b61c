package io.backout.approval;

import static io.backout.approval.Duty.AUDITOR;
import static io.backout.approval.Duty.BUSINESS_OWNER;
import static io.backout.approval.Duty.DBA;
import static io.backout.approval.Duty.INCIDENT_COMMANDER;
import static io.backout.approval.Duty.OPERATOR;
import static io.backout.approval.Duty.SYSTEM_ADMINISTRATOR;
import static io.backout.approval.Duty.TECHNICAL_OWNER;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Who may what: the code asks this table, docs/security.md shows it, and a test tries each line at each door. */
public enum Act {
    READ("read rollbacks, plans and records", EnumSet.allOf(Duty.class)),
    INSPECT("look into a running process with Cockpit", List.of(OPERATOR, INCIDENT_COMMANDER, AUDITOR)),
    REPORT("report a problem", EnumSet.complementOf(EnumSet.of(AUDITOR))),
    DECIDE("decide, climb, stop, take over by hand", List.of(INCIDENT_COMMANDER)),
    SIGN_AS_DBA("sign a plan as dba", List.of(DBA)),
    SIGN_AS_SYSTEM_ADMINISTRATOR("sign a plan as system-administrator", List.of(SYSTEM_ADMINISTRATOR)),
    SIGN_AS_TECHNICAL_OWNER("sign a plan as technical-owner", List.of(TECHNICAL_OWNER)),
    SIGN_AS_BUSINESS_OWNER("sign a plan as business-owner", List.of(BUSINESS_OWNER)),
    CLARIFY("say what became of a step whose outcome is unknown", List.of(OPERATOR)),
    RETRY("let a stuck step try again", List.of(OPERATOR)),
    SKIP("ask to go on without a step that failed", List.of(OPERATOR)),
    CONSENT("consent, as a second person, to go on without a step", List.of(OPERATOR, INCIDENT_COMMANDER)),
    UNDO("ask to undo a cut-over", List.of(INCIDENT_COMMANDER)),
    EXPORT("export put-away rows", List.of(DBA, TECHNICAL_OWNER, BUSINESS_OWNER, INCIDENT_COMMANDER)),
    CLEAN_UP("ask to drop put-away data", List.of(DBA)),
    APPROVE_CLEAN_UP("approve that put-away data is dropped", List.of(TECHNICAL_OWNER)),
    ASSIGN("give a task to another person", List.of(INCIDENT_COMMANDER)),
    CHANGE_USERS("create users and groups", List.of()),
    DELETE("delete a process", List.of()),
    TAMPER("move a token, set a variable, deploy, start a called process, run a job by hand", List.of());

    /** What the engine's administrators may, who hold no duty. */
    private static final Set<Act> OF_ADMINISTRATORS = EnumSet.of(INSPECT, RETRY, ASSIGN, CHANGE_USERS, DELETE);

    private final String words;
    private final Set<Duty> duties;

    Act(String words, Iterable<Duty> duties) {
        this.words = words;
        this.duties = EnumSet.noneOf(Duty.class);
        duties.forEach(this.duties::add);
    }

    public String words() {
        return words;
    }

    /** Each of these duties is enough. */
    public Set<Duty> duties() {
        return EnumSet.copyOf(duties.isEmpty() ? EnumSet.noneOf(Duty.class) : duties);
    }

    /** Where exactly one duty is enough. */
    public Duty duty() {
        if (duties.size() != 1) {
            throw new IllegalStateException("'%s' is for %s".formatted(this, duties));
        }
        return duties.iterator().next();
    }

    /** The duty in which this person may do it; where they hold none, the one that they are told to ask for. */
    public Duty dutyOf(Person person) {
        return duties.stream().filter(person::holds).findFirst().orElseGet(() -> duties.iterator()
                .next());
    }

    public boolean mayAdministrators() {
        return OF_ADMINISTRATORS.contains(this);
    }
}
