package io.backout.tool;

import io.backout.command.CommandRunner;
import io.backout.command.CommandScope;
import io.backout.command.ProcessRunner;
import io.backout.command.Redactor;
import io.backout.target.Target;
import java.net.http.HttpClient;
import java.util.function.BiFunction;

/** The tools of one target; every command they run belongs to one scope. */
public class Tools {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Target target;
    private final CommandRunner runner;

    public Tools(Target target, CommandRunner runner) {
        this.target = target;
        this.runner = runner;
    }

    /** Makes the tools of a target; replaced in tests. */
    public interface Factory extends BiFunction<Target, CommandScope, Tools> {
        default Tools reading(Target target) {
            return apply(target, CommandScope.READING);
        }
    }

    public static Tools real(Target target, CommandScope scope) {
        return new Tools(target, new ProcessRunner(scope, new Redactor(EnvironmentFile.secretsOf(target))));
    }

    public Target target() {
        return target;
    }

    public CommandRunner runner() {
        return runner;
    }

    public Redactor redactor() {
        return new Redactor(EnvironmentFile.secretsOf(target));
    }

    public Git git() {
        return new Git(target, runner);
    }

    public Pm2 pm2() {
        return new Pm2(target, runner);
    }

    public Npm npm() {
        return new Npm(target, runner);
    }

    public Prisma prisma() {
        return new Prisma(target, runner);
    }

    public HealthEndpoint health() {
        return new HealthEndpoint(target, HTTP);
    }

    public Mysql mysql() {
        return new Mysql(target, EnvironmentFile.read(target).databaseUrl());
    }

    public BinaryLog binaryLog() {
        return new BinaryLog(target, EnvironmentFile.read(target).databaseUrl());
    }

    public MysqlDump mysqlDump() {
        return new MysqlDump(target, EnvironmentFile.read(target).databaseUrl(), runner);
    }

    public MysqlClient mysqlClient() {
        return new MysqlClient(target, EnvironmentFile.read(target).databaseUrl(), runner);
    }

    public static HttpClient http() {
        return HTTP;
    }
}
