package io.backout.browser;

import io.backout.demo.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.springframework.util.FileSystemUtils;

/** A real Chromium without a window, with a profile of its own; it looks until it sees what a person would wait for. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** It warns that it does not know the protocol of a newer Chromium, which nobody here speaks. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    /** What Tasklist and the window have above and below a form. */
    private static final int CHROME = 500;

    private final Path profile;
    private final ChromeDriver driver;

    Browser() {
        SELENIUM.setLevel(Level.SEVERE);
        BrowserPrograms programs = BrowserPrograms.installed();
        try {
            profile = Files.createTempDirectory("browser");
            Files.createDirectories(SCREENSHOTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(programs.chromium().toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run");
        options.addArguments("--disable-background-networking", "--disable-component-update", "--disable-sync");
        options.addArguments("--window-size=1600,1100", "--lang=en", "--user-data-dir=" + profile);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(programs.driver().toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    void open(String url) {
        driver.get(url);
    }

    void reload() {
        driver.navigate().refresh();
    }

    String text() {
        return read(browser -> browser.findElement(By.tagName("body")).getText());
    }

    /** The first such element that a person can see. */
    WebElement see(By place) {
        await(() -> !seen(place).isEmpty(), "nothing to be seen at " + place);
        return seen(place).get(0);
    }

    /** Right now. */
    List<WebElement> seen(By place) {
        return driver.findElements(place).stream()
                .filter(WebElement::isDisplayed)
                .toList();
    }

    List<String> texts(By place) {
        return read(browser -> seen(place).stream().map(WebElement::getText).toList());
    }

    void click(By place) {
        await(
                () -> {
                    WebElement element = see(place);
                    // At the lower edge of a long form, the page's footer would take the click.
                    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
                    element.click();
                    return true;
                },
                "could not click " + place);
    }

    /** As pasted by a person who then goes on to the next field; keys know no emoji. */
    void type(By place, String text) {
        await(() -> paste(see(place), text), "the text did not get into " + place);
        see(place).sendKeys(Keys.TAB);
    }

    /** A page that is still loading may move the focus to another field. */
    private boolean paste(WebElement field, String text) {
        field.click();
        if (!driver.switchTo().activeElement().equals(field)) {
            return false;
        }
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        driver.executeCdpCommand("Input.insertText", Map.of("text", text));
        return text.equals(field.getDomProperty("value"));
    }

    void awaitText(String text) {
        await(() -> text().contains(text), "'%s' did not appear".formatted(text));
    }

    /** Pages replace their parts at any moment; whoever looks then looks again. */
    void await(BooleanSupplier condition, String failure) {
        Poll.until(
                PATIENCE,
                () -> {
                    try {
                        return condition.getAsBoolean();
                    } catch (WebDriverException again) {
                        return false;
                    }
                },
                () -> failure + "; see " + photograph("failure") + "\n" + driver.getCurrentUrl());
    }

    private <T> T read(Function<ChromeDriver, T> reader) {
        Object[] result = new Object[1];
        await(
                () -> {
                    result[0] = reader.apply(driver);
                    return true;
                },
                "the page could not be read");
        @SuppressWarnings("unchecked")
        T value = (T) result[0];
        return value;
    }

    /** Keeps what a person would see, for whoever wants to look at it. */
    Path photograph(String name) {
        try {
            return Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In a window as high as this element is with all that it would scroll. */
    Path photographTall(String name, By place) {
        Dimension size = driver.manage().window().getSize();
        Long height = (Long) driver.executeScript("return arguments[0].scrollHeight", see(place));
        try {
            driver.manage().window().setSize(new Dimension(size.width, (int) (height + CHROME)));
            return photograph(name);
        } finally {
            driver.manage().window().setSize(size);
        }
    }

    @Override
    public void close() {
        driver.quit();
        FileSystemUtils.deleteRecursively(profile.toFile());
    }
}
