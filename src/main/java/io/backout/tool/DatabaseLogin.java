package io.backout.tool;

import io.backout.target.Target;
import io.backout.target.TargetProperties.DatabaseAdministrator;
import java.io.IOException;
import java.nio.file.Files;

/** An account of the database server. */
record DatabaseLogin(String user, String password) {
    /** @throws ToolException when none is configured or its password cannot be read */
    static DatabaseLogin ofAdministrator(Target target) {
        DatabaseAdministrator administrator = target.properties().databaseAdministrator();
        if (administrator == null) {
            throw new ToolException(
                    "target '%s' has no database administrator".formatted(target.id()),
                    "set 'database-administrator' with username and password-file.");
        }
        try {
            return new DatabaseLogin(
                    administrator.username(),
                    Files.readString(administrator.passwordFile()).strip());
        } catch (IOException e) {
            throw new ToolException(
                    "password file '%s' could not be read".formatted(administrator.passwordFile()),
                    "check that it exists and that Backout's user may read it.");
        }
    }

    /** Never the password. */
    @Override
    public String toString() {
        return user;
    }
}
