package io.backout.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutServer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The administrator, and whoever would like to become one. */
class AdminIT {
    private static final Pattern GENERATED = Pattern.compile("user 'admin' was created with the password (\\S+) ;");

    private final BackoutServer server = Scene.shared().server;

    @Test
    void theGeneratedPasswordIsTheOnlyWayIn() {
        try (Browser browser = new Browser()) {
            browser.open(server.url("/camunda/app/admin/default/setup/#/setup"));
            browser.see(By.cssSelector("input[type=password]"));
            browser.photograph("admin-setup");
            assertThat(browser.text()).contains("Log in").doesNotContain("Camunda Setup", "Create new User");

            new Login(browser).to(server.url("/camunda/app/admin/"), "admin", generatedPassword(), "List of Users");
            browser.photograph("admin");
        }
    }

    /** The newest, where the data was deleted in between. */
    private String generatedPassword() {
        return GENERATED
                .matcher(server.log())
                .results()
                .map(found -> found.group(1))
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
