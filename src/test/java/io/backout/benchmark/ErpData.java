package io.backout.benchmark;

import io.backout.sample.SampleDatabase;

/** An ERP of twelve tables as Prisma makes them, filled to a wanted size. */
final class ErpData {
    /** One size unit is about a megabyte of dump. */
    private static final String TABLES = """
            SET foreign_key_checks = 0;
            CREATE TABLE Company (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(191) NOT NULL, settings JSON, UNIQUE KEY (name));
            CREATE TABLE User (id INT AUTO_INCREMENT PRIMARY KEY, companyId INT NOT NULL, email VARCHAR(191) NOT NULL, UNIQUE KEY (email), KEY (companyId), FOREIGN KEY (companyId) REFERENCES Company (id));
            CREATE TABLE Customer (id INT AUTO_INCREMENT PRIMARY KEY, companyId INT NOT NULL, name VARCHAR(191) NOT NULL, address TEXT, createdAt DATETIME(3) NOT NULL, KEY (companyId), KEY (name), FOREIGN KEY (companyId) REFERENCES Company (id));
            CREATE TABLE Product (id INT AUTO_INCREMENT PRIMARY KEY, sku VARCHAR(64) NOT NULL, name VARCHAR(191) NOT NULL, price DECIMAL(12, 2) NOT NULL, attributes JSON, UNIQUE KEY (sku), KEY (name));
            CREATE TABLE Warehouse (id INT AUTO_INCREMENT PRIMARY KEY, code VARCHAR(32) NOT NULL, UNIQUE KEY (code));
            CREATE TABLE Stock (warehouseId INT NOT NULL, productId INT NOT NULL, amount INT NOT NULL, PRIMARY KEY (warehouseId, productId), KEY (productId), FOREIGN KEY (warehouseId) REFERENCES Warehouse (id), FOREIGN KEY (productId) REFERENCES Product (id));
            CREATE TABLE `Order` (id INT AUTO_INCREMENT PRIMARY KEY, number VARCHAR(40) NOT NULL, customerId INT NOT NULL, status ENUM('new', 'paid', 'sent') NOT NULL, net DECIMAL(12, 2) NOT NULL, gross DECIMAL(14, 4) AS (net * 1.13) STORED, note TEXT, createdAt DATETIME(3) NOT NULL, UNIQUE KEY (number), KEY (customerId), KEY (status, createdAt), KEY (createdAt), FOREIGN KEY (customerId) REFERENCES Customer (id));
            CREATE TABLE OrderItem (id INT AUTO_INCREMENT PRIMARY KEY, orderId INT NOT NULL, productId INT NOT NULL, amount INT NOT NULL, price DECIMAL(12, 2) NOT NULL, total DECIMAL(22, 2) AS (amount * price) VIRTUAL, KEY (orderId), KEY (productId), FOREIGN KEY (orderId) REFERENCES `Order` (id), FOREIGN KEY (productId) REFERENCES Product (id));
            CREATE TABLE Invoice (id INT AUTO_INCREMENT PRIMARY KEY, orderId INT NOT NULL, number VARCHAR(40) NOT NULL, due DATE NOT NULL, UNIQUE KEY (number), KEY (orderId), KEY (due), FOREIGN KEY (orderId) REFERENCES `Order` (id));
            CREATE TABLE Shipment (id INT AUTO_INCREMENT PRIMARY KEY, orderId INT NOT NULL, tracking VARCHAR(64), sentAt DATETIME(3), KEY (orderId), KEY (tracking), FOREIGN KEY (orderId) REFERENCES `Order` (id));
            CREATE TABLE AuditLog (id BIGINT AUTO_INCREMENT PRIMARY KEY, userId INT, action VARCHAR(64) NOT NULL, detail JSON, at DATETIME(3) NOT NULL, KEY (userId), KEY (at), KEY (action, at), FOREIGN KEY (userId) REFERENCES User (id));
            CREATE TABLE Attachment (id INT AUTO_INCREMENT PRIMARY KEY, orderId INT, name VARCHAR(191) NOT NULL, content LONGBLOB, KEY (orderId), FOREIGN KEY (orderId) REFERENCES `Order` (id))
            """;

    private static final int PART = 500_000;

    private ErpData() {}

    static int orders(int megabytes) {
        return 1400 * megabytes;
    }

    /** @param megabytes of dump, roughly */
    static void create(SampleDatabase database, int megabytes) {
        for (String statement : TABLES.split(";\n")) {
            database.execute("SET foreign_key_checks = 0; " + statement);
        }
        int orders = orders(megabytes);
        fill(database, "Company (name, settings)", "CONCAT('Firma ', seq), '{\"currency\": \"CNY\"}'", 100);
        fill(database, "User (companyId, email)", "1 + seq MOD 100, CONCAT('user', seq, '@example.com')", 5000);
        fill(
                database,
                "Customer (companyId, name, address, createdAt)",
                "1 + seq MOD 100, CONCAT('客户 ', SHA1(seq)), CONCAT('Street ', seq, '\\n', MD5(seq)), '2025-01-01' + INTERVAL seq SECOND",
                orders / 5);
        fill(
                database,
                "Product (sku, name, price, attributes)",
                "CONCAT('SKU-', SHA1(seq)), CONCAT('Product \"', seq, '\"'), seq MOD 1000, '{\"a\": [1, 2, \"x\"]}'",
                orders / 10);
        fill(database, "Warehouse (code)", "CONCAT('W', seq)", 10);
        fill(database, "Stock", "seq MOD 10 + 1, 1 + seq, seq MOD 77", orders / 11);
        fill(
                database,
                "`Order` (number, customerId, status, net, note, createdAt)",
                "CONCAT('SO-2026-', LPAD((seq * 7919) MOD 100000007, 9, '0')), 1 + (seq * 31) MOD %d, 1 + seq MOD 3, seq MOD 9999, IF(seq MOD 3, NULL, CONCAT('it''s \"urgent\"; call ', seq)), '2025-06-01' + INTERVAL seq SECOND"
                        .formatted(orders / 5),
                orders);
        fill(
                database,
                "OrderItem (orderId, productId, amount, price)",
                "1 + seq MOD %d, 1 + (seq * 7919) MOD %d, seq MOD 9, seq MOD 997".formatted(orders, orders / 10),
                orders * 5);
        fill(
                database,
                "Invoice (orderId, number, due)",
                "seq, CONCAT('INV-', LEFT(SHA1(seq), 30)), '2026-01-01' + INTERVAL seq MOD 300 DAY",
                orders);
        fill(
                database,
                "Shipment (orderId, tracking, sentAt)",
                "seq, MD5(seq), '2026-01-01' + INTERVAL seq SECOND",
                orders);
        fill(
                database,
                "AuditLog (userId, action, detail, at)",
                "1 + seq MOD 5000, ELT(1 + seq MOD 4, 'login', 'create', 'change', 'print'), CONCAT('{\"order\": ', seq, ', \"hash\": \"', SHA1(seq), '\"}'), '2026-01-01' + INTERVAL seq SECOND",
                orders * 2);
        fill(
                database,
                "Attachment (orderId, name, content)",
                "seq, CONCAT(seq, '.pdf'), UNHEX(REPEAT(SHA2(seq, 512), 32))",
                orders / 50);
    }

    /** In parts, none of which takes the small server longer than a client waits. */
    private static void fill(SampleDatabase database, String table, String values, int rows) {
        for (int first = 1; first <= rows; first += PART) {
            int last = Math.min(rows, first + PART - 1);
            database.execute("SET foreign_key_checks = 0; INSERT INTO %s SELECT %s FROM seq_%d_to_%d"
                    .formatted(table, values, first, last));
            if (last < rows) {
                // The server reserves more numbers than it needs; without a gap every reference finds its row.
                database.execute("ALTER TABLE %s AUTO_INCREMENT = %d".formatted(table.split(" ")[0], last + 1));
            }
        }
    }
}
