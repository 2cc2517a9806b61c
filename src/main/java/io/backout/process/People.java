package io.backout.process;

import io.backout.approval.Duties;
import io.backout.approval.Duty;
import io.backout.approval.NotAllowedException;
import io.backout.approval.Person;
import io.backout.record.BadInputException;
import io.backout.record.RollbackRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

/** The engine's users, as persons with duties. */
@Component
public class People {
    /** Stands in the record for the rollback that a refused report did not start. */
    public static final String NO_ROLLBACK = "-";

    private final IdentityService identity;
    private final Duties duties;
    private final RollbackRecord record;

    public People(IdentityService identity, Duties duties, RollbackRecord record) {
        this.identity = identity;
        this.duties = duties;
        this.record = record;
    }

    /** Insists on a duty; the record keeps who was refused what. @param rollbackId or {@link #NO_ROLLBACK} */
    public void requireDuty(String rollbackId, Person person, Duty duty, String action) {
        recorded(rollbackId, person, () -> person.requireDuty(duty, action));
    }

    /** Insists on a duty that is more than to read; the record keeps who was refused what. */
    public void requireDutyToAct(String rollbackId, Person person, String action) {
        recorded(rollbackId, person, () -> NotAllowedException.requireDutyToAct(person, action));
    }

    private void recorded(String rollbackId, Person person, Runnable check) {
        try {
            check.run();
        } catch (NotAllowedException e) {
            record.note(rollbackId, person.id(), "NOT_ALLOWED", e.fact());
            throw e;
        }
    }

    /** Empty when the password is wrong or the account is locked. */
    public Optional<Person> authenticate(String id, String password) {
        return identity.checkPassword(id, password) ? Optional.of(person(id)) : Optional.empty();
    }

    /** The ids of everybody who holds the duty now. */
    public List<String> holding(Duty duty) {
        String group = duties.groupOf(duty);
        return asBackout(() -> identity.createUserQuery().memberOfGroup(group).list()).stream()
                .map(User::getId)
                .toList();
    }

    /** The groups are read at each question: who left a group has lost its duty at once. */
    public Person person(String id) {
        return new Person(id, duties.heldBy(groupsOf(id)));
    }

    /**
     * Who is acting in the engine right now.
     *
     * @throws BadInputException when nobody is logged in
     */
    public Person acting() {
        Authentication authentication = identity.getCurrentAuthentication();
        if (authentication == null || authentication.getUserId() == null) {
            throw new BadInputException("nobody is logged in; nothing was done", "log in and try again.");
        }
        return person(authentication.getUserId());
    }

    /** Runs engine calls in the person's name, with the person's permissions. */
    public <T> T as(Person person, Supplier<T> work) {
        return after(() -> identity.setAuthentication(person.id(), groupsOf(person.id())), work);
    }

    /** Runs what Backout must do by itself, whatever the acting person may do. */
    public <T> T asBackout(Supplier<T> work) {
        return after(identity::clearAuthentication, work);
    }

    private <T> T after(Runnable login, Supplier<T> work) {
        Authentication before = identity.getCurrentAuthentication();
        login.run();
        try {
            return work.get();
        } finally {
            identity.setAuthentication(before);
        }
    }

    private List<String> groupsOf(String id) {
        return asBackout(() -> identity.createGroupQuery().groupMember(id).list().stream()
                .map(Group::getId)
                .toList());
    }
}
