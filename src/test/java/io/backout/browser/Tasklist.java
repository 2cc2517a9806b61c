package io.backout.browser;

import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutUser;
import java.util.List;
import org.openqa.selenium.By;

/** Tasklist, as one person uses it. */
final class Tasklist implements AutoCloseable {
    private static final By START = By.cssSelector(".modal-footer .btn-primary");
    private static final By COMPLETE = By.cssSelector(".form-actions .btn-primary");

    final Browser browser = new Browser();

    Tasklist(BackoutServer server, BackoutUser user) {
        new Login(browser).to(server.url("/camunda/app/tasklist/"), user.id(), user.password(), "Open tasks");
    }

    void openReport() {
        openForm("Rollback", "What happened?");
    }

    /** @param words that its form shows */
    void openForm(String process, String words) {
        browser.click(By.cssSelector(".start-process-action a"));
        browser.click(By.linkText(process));
        browser.awaitText(words);
    }

    void choose(String key, String label) {
        By item = By.xpath("//*[contains(@class, 'fjs-dropdownlist-item')][contains(., '%s')]".formatted(label));
        // Whoever comes from the field before finds the list open already; a click would close it.
        if (browser.seen(item).isEmpty()) {
            browser.click(By.cssSelector("[id$='-%s-display']".formatted(key)));
        }
        browser.click(item);
    }

    void tick(String key) {
        browser.click(field(key));
    }

    void write(String key, String text) {
        browser.type(field(key), text);
    }

    String written(String key) {
        return browser.see(field(key)).getDomProperty("value");
    }

    /** The label of what is selected. */
    String chosen(String key) {
        return browser.see(By.cssSelector("[id$='-%s-display']".formatted(key))).getText();
    }

    void clear(String key) {
        browser.click(By.xpath(
                "//*[contains(@id, '-%s-display')]/..//*[contains(@class, 'fjs-select-cross')]".formatted(key)));
    }

    void start() {
        browser.click(START);
    }

    void awaitStart() {
        browser.await(() -> browser.seen(By.className("modal-dialog")).isEmpty(), "the form did not close");
    }

    boolean mayStart() {
        return browser.see(START).isEnabled();
    }

    /** What the form itself finds wrong, field by field. */
    List<String> errors() {
        return browser.texts(By.className("fjs-form-field-error"));
    }

    /** What Backout says to a start that it refuses. */
    String refusal() {
        browser.await(
                () -> !browser.texts(By.cssSelector(".modal .notifications .message"))
                        .isEmpty(),
                "no refusal is shown");
        return browser.texts(By.cssSelector(".modal .notifications .message")).get(0);
    }

    /** Waits for the task in the list that is open anyway. */
    void open(String task) {
        browser.click(By.xpath("//h4[contains(@class, 'task')]/a[contains(., '%s')]".formatted(task)));
        browser.see(By.cssSelector(".column-right .fjs-form"));
    }

    List<String> tasks() {
        return browser.texts(By.cssSelector("h4.task"));
    }

    String briefing() {
        return browser.see(By.className("fjs-form-field-text")).getText();
    }

    /** The whole form, however long it is. */
    void photographAll(String name) {
        browser.photographTall(name, By.cssSelector(".column-right .fjs-form"));
    }

    /** Completes it, and is told why not. */
    String refused() {
        browser.click(COMPLETE);
        By message = By.cssSelector(".notifications .message, .notifications .alert");
        browser.await(() -> !browser.texts(message).isEmpty(), "no refusal is shown");
        return String.join("\n", browser.texts(message));
    }

    /** A form is locked until its task has an owner. */
    void claim() {
        browser.click(By.cssSelector("button.claim"));
        browser.await(() -> browser.seen(By.cssSelector("button.claim")).isEmpty(), "the task is not claimed");
    }

    /** One answer of several that are all shown. */
    void answer(String label) {
        browser.click(By.xpath("//label[contains(., '%s')]//input".formatted(label)));
    }

    void complete() {
        browser.click(COMPLETE);
        browser.awaitText("Select a task in the list.");
    }

    private static By field(String key) {
        return By.cssSelector("[id^='fjs-form'][id$='-%s']".formatted(key));
    }

    @Override
    public void close() {
        browser.close();
    }
}
