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
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:/\\[\\]]+)(?::(\\d{1,5}))?");
    private static final int DEFAULT_PORT = 3306;

    /** @throws ToolException when it is not a MySQL URL; the message never quotes it */
    public static DatabaseUrl parse(String url) {
        if (!url.startsWith("mysql://")) {
            throw wrong("does not start with 'mysql://'");
        }
        String rest = url.substring("mysql://".length());
        if (rest.matches(".*[?&]socket=.*")) {
            throw wrong("names a socket, which is not supported");
        }
        String base = withoutQuery(rest);
        int at = base.lastIndexOf('@');
        String userInfo = at < 0 ? "" : base.substring(0, at);
        String location = base.substring(at + 1);
        int slash = location.indexOf('/');
        if (slash < 0 || slash == location.length() - 1) {
            throw wrong("names no database");
        }
        Matcher server = HOST_AND_PORT.matcher(location.substring(0, slash));
        if (!server.matches()) {
            throw wrong("names no usable host and port");
        }
        int colon = userInfo.indexOf(':');
        String encodedPassword = colon < 0 ? "" : userInfo.substring(colon + 1);
        return new DatabaseUrl(
                server.group(1).replaceAll("[\\[\\]]", ""),
                server.group(2) == null ? DEFAULT_PORT : Integer.parseInt(server.group(2)),
                decoded(location.substring(slash + 1)),
                decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)),
                decoded(encodedPassword),
                encodedPassword);
    }

    /** A raw '@', '/' or '?' may stand in the password: the query begins after the slash behind the host. */
    private static String withoutQuery(String rest) {
        int slash = rest.indexOf('/', Math.max(0, rest.indexOf('@')));
        int query = slash < 0 ? -1 : rest.indexOf('?', slash);
        return query < 0 ? rest : rest.substring(0, query);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static ToolException wrong(String why) {
        return new ToolException(
                "DATABASE_URL in the environment file " + why,
                "write it as mysql://user:password@host:port/database, special characters percent-encoded.");
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
