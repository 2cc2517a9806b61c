package io.backout.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The sample application as it runs in production: a git checkout, a database, and two processes under pm2. */
public final class SampleTarget implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Path directory;
    private final SampleDatabase database;
    private final int port = Ports.free();
    private final Path pm2Home = SampleFiles.shortDirectory("erppm2");
    private final Map<String, String> environment = SampleTools.environment(pm2Home);
    private final SampleRepository repository;
    private final SampleBuild build;
    private final SampleProcesses processes;
    private SchemaSnapshot migrated;
    private final Thread hook = new Thread(this::end);

    private SampleTarget(Path directory, SampleDatabase database) {
        this.directory = directory;
        this.database = database;
        this.repository = new SampleRepository(directory, environment);
        this.build = new SampleBuild(directory, environment);
        this.processes = new SampleProcesses(directory, environment);
    }

    /** Builds the repository in a folder "easy-erp" of the given one, and deploys v1.3.0; healthy on return. */
    public static SampleTarget setUp(Path parent, SampleDatabase database) {
        Prerequisites.check();
        SampleTarget target = new SampleTarget(SampleFiles.created(parent).resolve("easy-erp"), database);
        Runtime.getRuntime().addShutdownHook(target.hook);
        target.repository.build();
        target.build.writeSettings(database.url(), target.port);
        target.build.installPackages();
        target.build.generateClient();
        target.build.keepClient();
        target.build.migrate();
        target.migrated = SchemaSnapshot.of(database);
        target.processes.start();
        target.awaitHealthy(START_LIMIT);
        return target;
    }

    /** Where the application is checked out. */
    public Path directory() {
        return directory;
    }

    public SampleDatabase database() {
        return database;
    }

    public int port() {
        return port;
    }

    public String healthUrl() {
        return url("/api/health");
    }

    public String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(port, path);
    }

    /** Everything that pm2, npm, git and prisma need to work on this target, also where they inherit nothing else. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** What a hasty team's script does: it goes on when a migration fails, and does not look at health. */
    public void deploy(String tag) {
        String before = repository.head();
        repository.checkOut(tag);
        if (repository.differs("package-lock.json", before, tag)) build.installPackages();
        build.generateClient();
        build.migrateCarelessly();
        processes.restart();
    }

    public void breakWith(Fault fault) {
        deploy(fault.tag());
    }

    /** Runs a program as somebody would who works on the application by hand; what it printed. */
    public String run(String... argv) {
        return ShellCommand.in(directory).with(environment).run(argv);
    }

    /** The commit that is checked out. */
    public String head() {
        return repository.head();
    }

    /** Everything that differs, or nothing, as somebody else would. */
    public void commitAll(String message) {
        run(
                "git",
                "-c",
                "user.name=x",
                "-c",
                "user.email=x@y",
                "commit",
                "--quiet",
                "--all",
                "--allow-empty",
                "--message=" + message);
    }

    /** The commit of a release. */
    public String commit(String tag) {
        return repository.commit(tag);
    }

    /** Name and status as pm2 has them, such as "easy-erp" and "online". */
    public Map<String, String> processes() {
        return processes.list();
    }

    public Health health() {
        return Health.at(healthUrl());
    }

    public Answer get(String path) {
        return Answer.get(url(path));
    }

    public Answer post(String path, String json) {
        return Answer.post(url(path), json);
    }

    public void awaitHealthy(Duration limit) {
        Waiting.until(limit, () -> health().isHealthy(), () -> "%s is not healthy: %s, see %s"
                .formatted(directory, health(), pm2Home));
    }

    /** As after set-up, whatever happened: good release, clean tree, new database, both processes online, healthy. */
    public void reset() {
        processes.delete();
        repository.reset();
        build.writeSettings(database.url(), port);
        build.repairPackages();
        build.restoreClient();
        database.start();
        database.createEmpty();
        migrated.restore(database);
        processes.start();
        awaitHealthy(START_LIMIT);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        end();
    }

    private void end() {
        processes.end();
        SampleFiles.deleteTree(pm2Home);
    }
}
