package io.backout.demo;

import java.util.Arrays;

/** The people of the demo and the tests; their passwords are public, so these accounts exist nowhere else. */
public enum BackoutUser {
    COMMANDER("hanmei", "Command-2026!", "incidentcommander"),
    OPERATOR("lilei", "Operate-2026!", "operator"),
    AUDITOR("weihua", "Inspect-2026!", "auditor"),
    DBA("wangwei", "Database-2026!", "dba"),
    SYSTEM_ADMINISTRATOR("zhaolei", "Systems-2026!", "systemadministrator"),
    PRODUCT_OWNER("sunli", "Product-2026!", "productowner"),
    TECHNICAL_OWNER("limei", "Technic-2026!", "technicalowner"),
    BUSINESS_OWNER("chenjing", "Business-2026!", "businessowner"),
    CUSTOMER_SERVICE("gaoyan", "Customer-2026!", "customerservice"),
    STRANGER("zhangsan", "Nothing-2026!", "");

    private final String id;
    private final String password;
    private final String group;

    BackoutUser(String id, String password, String group) {
        this.id = id;
        this.password = password;
        this.group = group;
    }

    /** @param duty as in the API, {@code technical-owner} */
    public static BackoutUser holding(String duty) {
        return Arrays.stream(values())
                .filter(user -> user.group.equals(duty.replace("-", "")))
                .findFirst()
                .orElseThrow();
    }

    public String id() {
        return id;
    }

    public String password() {
        return password;
    }

    public String group() {
        return group;
    }
}
