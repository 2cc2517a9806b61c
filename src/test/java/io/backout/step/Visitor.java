package io.backout.step;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Somebody with a password at the running server's doors. */
final class Visitor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "application/x-www-form-urlencoded";

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String server;
    private final String id;
    private final String password;
    private boolean loggedIn;

    Visitor(int port, String id, String password) {
        this.server = "http://127.0.0.1:" + port;
        this.id = id;
        this.password = password;
    }

    String id() {
        return id;
    }

    /** @param body as JSON; empty for none */
    HttpResponse<String> ask(Door door, String method, String path, Map<String, ?> body) {
        HttpRequest.Builder request = to(door.address() + path)
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(json(body)));
        if (door != Door.TASKLIST) {
            return send(client, request.header("Authorization", basic()));
        }
        if (!loggedIn) {
            HttpResponse<String> answer = logIn();
            loggedIn = answer.statusCode() == 200;
            if (!loggedIn) {
                return answer;
            }
            // The token against forged requests comes with the first answer after the login.
            send(browser, to(door.address() + "/task/count").GET());
        }
        return send(browser, request.header("X-XSRF-TOKEN", token()));
    }

    /** At our REST. */
    HttpResponse<String> send(String method, String path, String body) {
        return send(
                client,
                to(path).header("Authorization", basic())
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)));
    }

    HttpResponse<String> logIn() {
        send(browser, to("/camunda/app/tasklist/default/").GET());
        String login = "username=%s&password=%s".formatted(id, URLEncoder.encode(password, StandardCharsets.UTF_8));
        return send(
                browser,
                to("/camunda/api/admin/auth/user/default/login/tasklist")
                        .header("Content-Type", FORM)
                        .header("X-XSRF-TOKEN", token())
                        .POST(BodyPublishers.ofString(login)));
    }

    /** As a browser with its cookies, but without what a page of another site cannot know. */
    HttpResponse<String> forge(String path, String contentType, String body) {
        return send(browser, to(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    /** As a page of another site can make a browser do that remembers a login of HTTP Basic. */
    HttpResponse<String> forgeBasic(String path, String contentType, String body) {
        return send(
                client,
                to(path).header("Authorization", basic())
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body)));
    }

    /** What a browser asks before it lets a page of this site send JSON. */
    HttpResponse<String> preflight(String path, String site) {
        return send(
                client,
                to(path).header("Origin", site)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "content-type")
                        .method("OPTIONS", BodyPublishers.noBody()));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(server + path));
    }

    HttpResponse<String> anonymously(String path) {
        return send(client, to(path).GET());
    }

    private String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("none");
    }

    private static String json(Map<String, ?> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
