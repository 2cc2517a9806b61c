package io.backout.approval;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person is responsible for during a rollback. */
public enum Duty {
    INCIDENT_COMMANDER,
    TECHNICAL_OWNER,
    BUSINESS_OWNER,
    DBA,
    SYSTEM_ADMINISTRATOR,
    PRODUCT_OWNER,
    OPERATOR,
    AUDITOR,
    CUSTOMER_SERVICE;

    /** As in configuration and API: {@code incident-commander}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Duty> find(String id) {
        return Arrays.stream(values()).filter(duty -> duty.id().equals(id)).findFirst();
    }
}
