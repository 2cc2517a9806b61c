package io.backout.browser;

import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutUser;
import org.openqa.selenium.By;

/** Cockpit, as one person uses it. */
final class Cockpit implements AutoCloseable {
    private static final By RETRY = By.cssSelector(".incidents-tab td.action .action-button");
    private static final By ANSWER = By.cssSelector(".modal .notifications .alert");

    final Browser browser = new Browser();

    Cockpit(BackoutServer server, BackoutUser user) {
        new Login(browser)
                .to(server.url("/camunda/app/cockpit/"), user.id(), user.password(), "Running Process Instances");
    }

    /** From the dashboard to the incident of a rollback. */
    void openIncident(String rollback) {
        browser.click(By.linkText("Processes"));
        browser.click(By.linkText("Rollback"));
        browser.click(By.xpath("//tr[contains(., '%s')]/td[@class = 'state']/a".formatted(rollback)));
        browser.see(By.cssSelector(".incidents-tab td.message"));
    }

    String incident() {
        return browser.see(By.cssSelector(".incidents-tab td.message")).getText();
    }

    /** True when the diagram shows a token and an incident at this place. */
    boolean showsIncidentAt(String id) {
        String badges = "[data-container-id=%s] ".formatted(id);
        return browser.see(By.cssSelector(badges + ".instance-count")).getText().equals("1")
                && browser.see(By.cssSelector(badges + ".instance-incidents"))
                        .getText()
                        .equals("1");
    }

    void openRootCause() {
        browser.click(By.cssSelector(".incidents-tab td.cause-root a"));
        browser.see(RETRY);
    }

    /** What the dialog says to it. */
    String retry() {
        browser.click(RETRY);
        browser.click(button("Retry"));
        browser.await(() -> !browser.texts(ANSWER).isEmpty(), "no answer is shown");
        String answer = browser.texts(ANSWER).get(0);
        browser.click(button("OK"));
        return answer;
    }

    private static By button(String label) {
        return By.xpath("//*[contains(@class, 'modal-footer')]//button[contains(., '%s')]".formatted(label));
    }

    @Override
    public void close() {
        browser.close();
    }
}
