package io.backout.record;

import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** A database of its own in memory, with our own tables, and transactions as in production. */
public record TestDatabase(DataSourceProperties properties, DataSource source) {
    @EnableTransactionManagement
    static class Transactions {}

    public static TestDatabase create() {
        DataSourceProperties properties = new DataSourceProperties();
        properties.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        properties.setUsername("sa");
        DataSource source = properties.initializeDataSourceBuilder().build();
        Flyway.configure().dataSource(source).load().migrate();
        return new TestDatabase(properties, source);
    }

    /** One on a server, as Spring Boot makes it from a URL. */
    public static TestDatabase on(String url, String user, String password) {
        DataSourceProperties properties = new DataSourceProperties();
        properties.setUrl(url);
        properties.setUsername(user);
        properties.setPassword(password);
        HikariDataSource source = properties
                .initializeDataSourceBuilder()
                .type(HikariDataSource.class)
                .build();
        source.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration", "classpath:db/mysql")
                .load()
                .migrate();
        return new TestDatabase(properties, source);
    }

    /** Everything that a bean of ours needs to use this database. */
    public void register(AnnotationConfigApplicationContext context) {
        context.register(Transactions.class);
        context.registerBean(DataSourceProperties.class, () -> properties);
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(source));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
    }
}
