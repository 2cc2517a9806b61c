package io.backout.browser;

import org.openqa.selenium.By;

/** The page that every one of the engine's applications shows first. */
record Login(Browser browser) {
    void to(String url, String user, String password) {
        browser.open(url);
        browser.type(By.cssSelector("input[type=text]"), user);
        browser.type(By.cssSelector("input[type=password]"), password);
        browser.click(By.cssSelector("[type=submit]"));
    }
}
