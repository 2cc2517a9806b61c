package io.backout.browser;

import java.time.Duration;
import org.openqa.selenium.By;

/** The page that every one of the engine's applications shows first. */
record Login(Browser browser) {
    private static final Duration RELOAD_AFTER = Duration.ofSeconds(15);
    private static final By USER = By.cssSelector("input[type=text]");
    private static final By PASSWORD = By.cssSelector("input[type=password]");

    /** The page's scripts give up for good where one of them came late; a person then loads it again. */
    private void open(String url) {
        long[] opened = {System.nanoTime() - RELOAD_AFTER.toNanos() - 1};
        browser.await(
                () -> {
                    if (System.nanoTime() - opened[0] > RELOAD_AFTER.toNanos()) {
                        opened[0] = System.nanoTime();
                        browser.open(url);
                    }
                    return !browser.seen(USER).isEmpty();
                },
                "the page did not load");
    }

    /** Ends the browser where the application does not open; whoever asked for it has nothing to close yet. */
    void to(String url, String user, String password, String firstWords) {
        try {
            open(url);
            browser.await(
                    () -> {
                        browser.type(USER, user);
                        browser.type(PASSWORD, password);
                        // The page sets the focus when it is ready, maybe in the middle of the password.
                        return user.equals(browser.see(USER).getDomProperty("value"));
                    },
                    "the user's name did not stay");
            browser.click(By.cssSelector("[type=submit]"));
            browser.awaitText(firstWords);
        } catch (RuntimeException e) {
            browser.close();
            throw e;
        }
    }
}
