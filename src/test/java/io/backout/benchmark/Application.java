package io.backout.benchmark;

import io.backout.sample.SampleDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;

/** Four users of the ERP, who read an order, book stock and leave a trace, and think for ten milliseconds. */
final class Application implements AutoCloseable {
    private static final int USERS = 4;
    private static final long THINK_MILLIS = 10;
    private static final double MOST = 0.99;

    private final SampleDatabase database;
    private final int orders;
    private final List<Thread> users = new ArrayList<>();
    private final List<Long> nanos = new ArrayList<>();
    private volatile boolean ended;

    /** @param orders how many there are */
    Application(SampleDatabase database, int orders) {
        this.database = database;
        this.orders = orders;
        for (int user = 0; user < USERS; user++) {
            int seed = user;
            Thread thread = new Thread(() -> use(new Random(seed)), "user " + user);
            thread.start();
            users.add(thread);
        }
    }

    private void use(Random random) {
        try (Connection connection = connect();
                PreparedStatement order = connection.prepareStatement("SELECT * FROM `Order` WHERE id = ?");
                PreparedStatement items = connection.prepareStatement("SELECT * FROM OrderItem WHERE orderId = ?");
                PreparedStatement stock =
                        connection.prepareStatement("UPDATE Stock SET amount = amount + 1 WHERE productId = ?");
                PreparedStatement trace = connection.prepareStatement(
                        "INSERT INTO AuditLog (userId, action, detail, at) VALUES (1, 'sold', '{}', NOW(3))")) {
            connection.setAutoCommit(false);
            while (!ended) {
                long begun = System.nanoTime();
                int id = 1 + random.nextInt(orders);
                order.setInt(1, id);
                order.executeQuery().close();
                items.setInt(1, id);
                items.executeQuery().close();
                stock.setInt(1, 1 + id % 1000);
                stock.executeUpdate();
                trace.executeUpdate();
                connection.commit();
                took(System.nanoTime() - begun);
                Thread.sleep(THINK_MILLIS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the application failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void took(long one) {
        nanos.add(one);
    }

    /** Forgets what was before. */
    synchronized void restart() {
        nanos.clear();
    }

    /** @param seconds since the restart */
    synchronized String figures(double seconds) {
        Collections.sort(nanos);
        return "%5.0f transactions/s; milliseconds: median %.1f, 99 %% within %.0f, longest %.0f"
                .formatted(nanos.size() / seconds, at(0.5), at(MOST), at(1));
    }

    private double at(double part) {
        return nanos.isEmpty() ? Double.NaN : nanos.get((int) Math.min(nanos.size() - 1, nanos.size() * part)) / 1e6;
    }

    private Connection connect() throws SQLException {
        Properties login = new Properties();
        login.put("user", database.user());
        login.put("password", database.password());
        login.put("sslMode", "DISABLED");
        login.put("allowPublicKeyRetrieval", "true");
        return DriverManager.getConnection(
                "jdbc:mysql://%s:%d/%s".formatted(database.host(), database.port(), database.name()), login);
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (Thread user : users) {
            user.join();
        }
    }
}
