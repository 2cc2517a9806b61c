package io.backout.process;

import io.backout.approval.Act;
import io.backout.approval.Duties;
import io.backout.approval.Duty;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Who may see and do what in Tasklist and Cockpit; nobody may move a token or set a variable. */
@Component
public class Access implements SmartInitializingSingleton {
    private static final String ANY = Authorization.ANY;
    /** Diagrams that everybody with a duty may look at. */
    private static final List<String> CALLED = List.of(
            "level-1-application", "level-2-migration", "prepare-level-3", "level-3-database", "swap-back", "approval");
    /** What a person can start. */
    private static final List<String> STARTED = List.of("rollback", "undo", "clean-up", "skip-step");

    private final AuthorizationService authorizations;
    private final Accounts accounts;
    private final SampleAccounts sample;
    private final Duties duties;

    public Access(AuthorizationService authorizations, Accounts accounts, SampleAccounts sample, Duties duties) {
        this.authorizations = authorizations;
        this.accounts = accounts;
        this.sample = sample;
        this.duties = duties;
    }

    /** Before the web server listens: without an administrator its first visitor could become one. */
    @Override
    public void afterSingletonsInstantiated() {
        accounts.create();
        sample.requireLoopback();
        for (String group : duties.allGroups()) {
            grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
            grant(group, Resources.FILTER, ANY, Permissions.READ);
            for (String started : STARTED) {
                grant(
                        group,
                        Resources.PROCESS_DEFINITION,
                        started,
                        Permissions.READ,
                        Permissions.READ_HISTORY,
                        ProcessDefinitionPermissions.READ_INSTANCE);
            }
            for (String called : CALLED) {
                grant(group, Resources.PROCESS_DEFINITION, called, Permissions.READ, Permissions.READ_HISTORY);
            }
            grant(group, Resources.DECISION_DEFINITION, ANY, Permissions.READ);
        }
        for (Duty duty : Act.REPORT.duties()) {
            String group = duties.groupOf(duty);
            grant(group, Resources.PROCESS_DEFINITION, "rollback", ProcessDefinitionPermissions.CREATE_INSTANCE);
            grant(group, Resources.PROCESS_INSTANCE, ANY, Permissions.CREATE);
        }
        grant(
                duties.groupOf(Act.UNDO.duty()),
                Resources.PROCESS_DEFINITION,
                "undo",
                ProcessDefinitionPermissions.CREATE_INSTANCE);
        grant(
                duties.groupOf(Act.CLEAN_UP.duty()),
                Resources.PROCESS_DEFINITION,
                "clean-up",
                ProcessDefinitionPermissions.CREATE_INSTANCE);
        grant(
                duties.groupOf(Act.SKIP.duty()),
                Resources.PROCESS_DEFINITION,
                "skip-step",
                ProcessDefinitionPermissions.CREATE_INSTANCE);
        for (Duty duty : Act.INSPECT.duties()) {
            inspect(duties.groupOf(duty));
        }
        grant(
                duties.groupOf(Act.RETRY.duty()),
                Resources.PROCESS_DEFINITION,
                ANY,
                ProcessDefinitionPermissions.RETRY_JOB);
        // A task that the wrong person claimed must not be stuck.
        grant(
                duties.groupOf(Act.ASSIGN.duty()),
                Resources.PROCESS_DEFINITION,
                ANY,
                ProcessDefinitionPermissions.TASK_ASSIGN);
    }

    private void inspect(String group) {
        grant(group, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        grant(
                group,
                Resources.PROCESS_DEFINITION,
                ANY,
                Permissions.READ,
                Permissions.READ_HISTORY,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_INSTANCE_VARIABLE);
    }

    private void grant(String group, Resource resource, String id, Permission... permissions) {
        Authorization known = authorizations
                .createAuthorizationQuery()
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(id)
                .singleResult();
        Authorization authorization =
                known != null ? known : authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        authorization.setGroupId(group);
        authorization.setResource(resource);
        authorization.setResourceId(id);
        for (Permission permission : permissions) {
            authorization.addPermission(permission);
        }
        authorizations.saveAuthorization(authorization);
    }
}
