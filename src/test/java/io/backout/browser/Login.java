package io.backout.browser;

import org.openqa.selenium.By;

/** The page that every one of the engine's applications shows first. */
record Login(Browser browser) {
    /** Ends the browser where the application does not open; whoever asked for it has nothing to close yet. */
    void to(String url, String user, String password, String firstWords) {
        try {
            browser.open(url);
            browser.type(By.cssSelector("input[type=text]"), user);
            browser.type(By.cssSelector("input[type=password]"), password);
            browser.click(By.cssSelector("[type=submit]"));
            browser.awaitText(firstWords);
        } catch (RuntimeException e) {
            browser.close();
            throw e;
        }
    }
}
