package io.backout.step;

import io.backout.approval.Answer;
import io.backout.approval.ApprovalRequest;
import io.backout.approval.Duty;
import io.backout.approval.Person;
import io.backout.approval.Signatures;
import io.backout.plan.Plans;
import io.backout.process.AccountsAtReport;
import io.backout.process.People;
import io.backout.record.RecordEntry;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Four eyes: who may sign which plan. Asked when a task opens, and again when somebody answers it. */
@Component
class ApprovalRules {
    /** What makes a person a requester: whoever wanted this rollback does not also sign it. */
    private static final Set<String> REQUESTING = Set.of("REPORTED", "DECIDED", "REQUESTED_CLIMB");

    private final RollbackRecord record;
    private final AccountsAtReport accounts;
    private final Signatures signatures;
    private final Plans plans;
    private final People people;

    ApprovalRules(RollbackRecord record, AccountsAtReport accounts, Signatures signatures, Plans plans, People people) {
        this.record = record;
        this.accounts = accounts;
        this.signatures = signatures;
        this.plans = plans;
        this.people = people;
    }

    /** @param hint the way out */
    record Objection(String why, String hint) {
        static Optional<Objection> ofPlan(String why) {
            return Optional.of(new Objection(why, "read the plan as it is now, and answer to that."));
        }

        static Optional<Objection> ofPerson(String why) {
            return Optional.of(new Objection(why, "another person who holds the duty can sign."));
        }
    }

    /** Why this person may not give this answer; empty when they may. The duty itself was checked before. */
    Optional<Objection> against(Rollback rollback, ApprovalRequest request, Person person, String planHash) {
        Plans.Stored stored = plans.require(request.planId());
        if (rollback.ended() || !rollback.planId().equals(Optional.of(request.planId()))) {
            return Objection.ofPlan("this plan is no longer the rollback's plan");
        }
        if (!planHash.equals(request.planHash())
                || !planHash.equals(stored.plan().hash())) {
            return Objection.ofPlan(
                    "the answer is for plan hash '%s', and the plan's is '%s'".formatted(planHash, request.planHash()));
        }
        if (requesters(rollback).contains(person.id())) {
            return Objection.ofPerson(
                    "'%s' asked for this rollback, and whoever asks does not sign".formatted(person.id()));
        }
        List<Answer> answers = signatures.of(request.planId());
        if (answers.stream().anyMatch(answer -> answer.signedBy().equals(person.id()))) {
            return Objection.ofPerson("'%s' already answered for another duty of this plan".formatted(person.id()));
        }
        if (answers.stream().anyMatch(answer -> answer.duty().equals(request.duty()))) {
            return Objection.ofPlan("'%s' was already answered".formatted(request.duty()));
        }
        if (!accounts.unchanged(rollback.id(), person.id())) {
            return Objection.ofPerson("the account of '%s' or its groups came or changed after the problem was reported"
                    .formatted(person.id()));
        }
        return Optional.empty();
    }

    /** Who could sign for the duty now. */
    List<String> eligible(Rollback rollback, Duty duty) {
        Set<String> requesters = requesters(rollback);
        return people.holding(duty).stream()
                .filter(id -> !requesters.contains(id))
                .filter(id -> accounts.unchanged(rollback.id(), id))
                .toList();
    }

    /** From the record, which nobody can take entries out of. */
    private Set<String> requesters(Rollback rollback) {
        Set<String> ids = record.of(rollback.id()).stream()
                .filter(entry -> REQUESTING.contains(entry.action()))
                .map(RecordEntry::actor)
                .collect(Collectors.toCollection(TreeSet::new));
        ids.add(rollback.reportedBy());
        rollback.decision().ifPresent(decision -> ids.add(decision.by()));
        return ids;
    }
}
