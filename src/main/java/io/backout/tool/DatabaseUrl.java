package io.backout.tool;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A DATABASE_URL as Prisma reads it: {@code mysql://user:password@host:port/database?parameters}.
 *
 * @param host without brackets, also for IPv6
 * @param encodedPassword as it is written in the URL, only to recognise it in output
 */
public record DatabaseUrl(
        String host, int port, String database, String user, String password, String encodedPassword) {
    /** Everything up to the first '/', '?' or '#' says where and who; an '@' in it may belong to the password. */
    private static final Pattern PARTS = Pattern.compile("mysql://([^/?#]*)(?:/([^/?#]*))?[^?#]*(\\?[^#]*)?.*");

    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[\\w.-]+)(?::(\\d{1,5}))?");
    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9a-fA-F]{2})+");
    private static final int DEFAULT_PORT = 3306;
    private static final int HIGHEST_PORT = 65_535;

    /** @throws ToolException when it is not a MySQL URL; the message never quotes it */
    public static DatabaseUrl parse(String url) {
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches()) {
            throw wrong("does not start with 'mysql://'");
        }
        if (String.valueOf(parts.group(3)).matches(".*[?&]socket=.*")) {
            throw wrong("names a socket, which is not supported");
        }
        String authority = parts.group(1);
        int at = authority.lastIndexOf('@');
        Matcher server = HOST_AND_PORT.matcher(authority.substring(at + 1));
        if (!server.matches()) {
            throw wrong("names no usable host and port");
        }
        int port = server.group(2) == null ? DEFAULT_PORT : Integer.parseInt(server.group(2));
        if (port > HIGHEST_PORT) {
            throw wrong("names no usable host and port");
        }
        String database = parts.group(2) == null ? "" : decoded(parts.group(2));
        if (database.isEmpty()) {
            throw wrong("names no database");
        }
        String userInfo = at < 0 ? "" : authority.substring(0, at);
        int colon = userInfo.indexOf(':');
        String encodedPassword = colon < 0 ? "" : userInfo.substring(colon + 1);
        return new DatabaseUrl(
                server.group(1).replaceAll("[\\[\\]]", ""),
                port,
                database,
                decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)),
                decoded(encodedPassword),
                encodedPassword);
    }

    /** What is no percent-encoding stands for itself, and so does '+'. */
    static String decoded(String text) {
        return ENCODED.matcher(text)
                .replaceAll(
                        bytes -> Matcher.quoteReplacement(URLDecoder.decode(bytes.group(), StandardCharsets.UTF_8)));
    }

    private static ToolException wrong(String why) {
        return new ToolException(
                "DATABASE_URL in the environment file " + why,
                "write it as \"mysql://user:password@host:port/database\" in quotes, special characters percent-encoded.");
    }

    /** For messages: where, never who. */
    public String location() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/" + database;
    }

    @Override
    public String toString() {
        return location();
    }
}
