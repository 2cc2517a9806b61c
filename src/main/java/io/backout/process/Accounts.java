package io.backout.process;

import io.backout.approval.Duties;
import io.backout.target.BackoutProperties;
import io.backout.target.ConfigurationException;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Creates the groups, the configured users and the administrator where they do not exist yet. */
@Component
class Accounts {
    static final String ADMINISTRATOR = "admin";
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final BackoutProperties properties;
    private final Duties duties;

    Accounts(
            IdentityService identity,
            AuthorizationService authorizations,
            BackoutProperties properties,
            Duties duties) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.properties = properties;
        this.duties = duties;
    }

    void create() {
        duties.allGroups().forEach(group -> createGroup(group, "BACKOUT"));
        createAdministrator();
        for (BackoutProperties.User user : properties.users()) {
            if (createUser(user.id(), user.password(), "backout.users." + user.id() + ".password")) {
                user.groups().forEach(group -> {
                    createGroup(group, "BACKOUT");
                    identity.createMembership(user.id(), group);
                });
            }
        }
    }

    private void createAdministrator() {
        String configured = properties.adminPassword();
        boolean generate = configured == null || configured.isBlank();
        String password = configured == null || configured.isBlank() ? GeneratedPassword.create() : configured;
        createGroup(Groups.CAMUNDA_ADMIN, Groups.GROUP_TYPE_SYSTEM);
        if (!createUser(ADMINISTRATOR, password, "BACKOUT_ADMIN_PASSWORD")) {
            return;
        }
        identity.createMembership(ADMINISTRATOR, Groups.CAMUNDA_ADMIN);
        for (Resources resource : Resources.values()) {
            Authorization everything = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            everything.setGroupId(Groups.CAMUNDA_ADMIN);
            everything.setResource(resource);
            everything.setResourceId(Authorization.ANY);
            everything.addPermission(Permissions.ALL);
            authorizations.saveAuthorization(everything);
        }
        if (generate) {
            LOG.warn(
                    "user '{}' was created with the password {} ; it is shown only this once", ADMINISTRATOR, password);
        }
    }

    private void createGroup(String id, String type) {
        if (identity.createGroupQuery().groupId(id).count() == 0) {
            Group group = identity.newGroup(id);
            group.setName(id);
            group.setType(type);
            identity.saveGroup(group);
        }
    }

    private boolean createUser(String id, String password, String key) {
        if (identity.createUserQuery().userId(id).count() > 0) {
            return false;
        }
        User user = identity.newUser(id);
        user.setFirstName(id);
        user.setLastName("");
        user.setPassword(password);
        if (!identity.checkPasswordAgainstPolicy(password, user).isValid()) {
            throw new ConfigurationException(
                    key,
                    "(not shown)",
                    "at least 10 characters with upper and lower case, a digit and a special character, without the user's id");
        }
        identity.saveUser(user);
        return true;
    }
}
