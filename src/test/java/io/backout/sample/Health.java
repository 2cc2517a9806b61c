package io.backout.sample;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the health endpoint answers.
 *
 * @param status the HTTP status, or -1 where nothing answers in time
 * @param version the version that the running process says it is, or "" where it does not say
 */
public record Health(int status, String version) {

    private static final Pattern VERSION = Pattern.compile("\"version\":\"([^\"]*)\"");

    static Health at(String url) {
        Answer answer = Answer.get(url);
        Matcher version = VERSION.matcher(answer.body());
        return new Health(answer.status(), version.find() ? version.group(1) : "");
    }

    public boolean isHealthy() {
        return status == 200;
    }
}
