package io.backout.browser;

import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutUser;
import org.openqa.selenium.By;

/** Cockpit, as one person uses it. */
final class Cockpit implements AutoCloseable {
    final Browser browser = new Browser();

    Cockpit(BackoutServer server, BackoutUser user) {
        new Login(browser).to(server.url("/camunda/app/cockpit/"), user.id(), user.password());
        browser.awaitText("Running Process Instances");
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

    private static final By RETRY = By.cssSelector(".incidents-tab td.action .action-button");

    boolean offersRetry() {
        return !browser.seen(RETRY).isEmpty();
    }

    void retry() {
        browser.click(RETRY);
        browser.click(By.xpath("//*[contains(@class, 'modal-footer')]//button[contains(., 'Retry')]"));
    }

    /** What the dialog says after the retry. */
    String answer() {
        browser.await(
                () -> !browser.texts(By.cssSelector(".modal .notifications .alert"))
                        .isEmpty(),
                "no answer is shown");
        return browser.texts(By.cssSelector(".modal .notifications .alert")).get(0);
    }

    @Override
    public void close() {
        browser.close();
    }
}
