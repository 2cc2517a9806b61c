package io.backout.backup;

import io.backout.sample.SampleDatabase;

/** An ERP's tables, and every kind of column, key and value that has broken a restore somewhere. */
final class EveryKind {
    static final int TABLES = 15;
    /** Without a name that looks like a row. */
    static final int LOADABLE = 14;

    /** Whose binary values are written as literals. */
    static final int BINARY = 2;

    static final int LOADABLE_WITH_ROWS = 13;
    /** INSERT statements of the others. */
    static final int INSERTED = 1;

    private static final String NUMBERS =
            "(WITH RECURSIVE n AS (SELECT 1 AS seq UNION ALL SELECT seq + 1 FROM n WHERE seq < 500) SELECT seq FROM n) numbers";

    private EveryKind() {}

    static void create(SampleDatabase database) {
        database.execute("""
                SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00';
                CREATE TABLE _prisma_migrations (id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL,
                  finished_at DATETIME(3), migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at DATETIME(3),
                  started_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), applied_steps_count INT UNSIGNED NOT NULL DEFAULT 0);
                INSERT INTO _prisma_migrations VALUES
                  ('a', 'c1', '2026-01-02 03:04:05.678', '20260101000000_init', NULL, NULL, '2026-01-02 03:04:05', 1),
                  ('b', 'c2', NULL, '20260102000000_next', 'it''s ),( \\\\ x', '2026-01-03', '2026-01-02 04:04:05', 0);
                CREATE TABLE Customer (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(99) NOT NULL,
                  parentId INT, KEY (parentId), FULLTEXT KEY words (name), FULLTEXT KEY more (name),
                  CONSTRAINT `self` FOREIGN KEY (parentId) REFERENCES Customer (id) ON DELETE SET NULL ON UPDATE CASCADE);
                INSERT INTO Customer VALUES (0, 'zero', NULL), (7, 'O''Brien', 0), (8, '数据 🧾', 7);
                CREATE TABLE `Order` (id INT AUTO_INCREMENT PRIMARY KEY, number VARCHAR(20) NOT NULL, note TEXT,
                  customerId INT NOT NULL, total DECIMAL(30, 10) NOT NULL DEFAULT 0.1, doc JSON,
                  createdAt DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), changed TIMESTAMP(6) NULL,
                  gross DECIMAL(32, 10) AS (total * 2) STORED, short VARCHAR(4) AS (LEFT(number, 4)) VIRTUAL,
                  UNIQUE KEY Order_number_key (number), KEY Order_customerId_idx (customerId, createdAt DESC), KEY (short),
                  CONSTRAINT Order_customerId_fkey FOREIGN KEY (customerId) REFERENCES Customer (id),
                  CONSTRAINT positive CHECK (total >= 0)) AUTO_INCREMENT = 99;
                INSERT INTO `Order` (id, number, note, customerId, total, doc, createdAt, changed) VALUES
                  (1, 'SO-1', 'it''s \\\\ "x"\\r\\nand; -- ),(\\0\\Z', 7, 12345678901234567890.0123456789, '{"a": "\\\\n\\\\"(),"}', '2026-01-02 03:04:05.678', '2026-01-02 03:04:05.123456'),
                  (2, 'SO-2', NULL, 0, 0, NULL, '0000-00-00', NULL), (3, 'SO-3', 'NULL', 8, 1, '[]', '2026-01-02', NULL),
                  (4, 'SO-4', '', 8, 1, 'null', '2026-01-02', NULL), (5, 'SO-5', '\\\\N', 8, 1, '"🧾"', '2026-01-02', NULL);
                CREATE TABLE OrderItem (orderId INT NOT NULL, line INT NOT NULL, sku VARCHAR(30), amount FLOAT, ratio DOUBLE,
                  PRIMARY KEY (orderId, line), KEY (sku, line),
                  CONSTRAINT OrderItem_orderId_fkey FOREIGN KEY (orderId) REFERENCES `Order` (id) ON DELETE CASCADE);
                INSERT INTO OrderItem SELECT 1 + seq MOD 5, seq, CONCAT('sku', seq MOD 17), seq / 4, seq / 7 FROM NUMBERS WHERE seq <= 500;
                CREATE TABLE files (id BIGINT UNSIGNED PRIMARY KEY, data LONGBLOB, flags BIT(9) NOT NULL, bin BINARY(4), vb VARBINARY(300), place POINT, name VARCHAR(99));
                INSERT INTO files VALUES (18446744073709551615, 0x00FF275C0A0D1A22C3289F, b'101', 0x616200, NULL, POINT(1, 2), '数据 🧾'),
                  (2, NULL, b'0', NULL, '', NULL, NULL), (3, '', b'111111111', 0x27272727, 0x5C275C27295C2C28, NULL, 'it''s');
                INSERT INTO files SELECT 10 + seq, CONCAT(UNHEX(SHA2(seq, 512)), CHAR(seq MOD 256), UNHEX(SHA2(-seq, 512))), seq, UNHEX(HEX(seq)), UNHEX(MD5(seq)), NULL, seq FROM NUMBERS WHERE seq <= 300;
                CREATE TABLE gen (id INT PRIMARY KEY, b BLOB, n INT, twice INT AS (n * 2) STORED, thrice INT AS (n * 3) VIRTUAL, KEY (twice));
                INSERT INTO gen (id, b, n) SELECT seq, CHAR(seq), seq FROM NUMBERS WHERE seq <= 200;
                CREATE TABLE texts (id INT PRIMARY KEY, l VARCHAR(9) CHARACTER SET latin1, u VARCHAR(9) CHARACTER SET ucs2,
                  g VARCHAR(9) CHARACTER SET gbk, e ENUM('a', 'é', '') NOT NULL, s SET('x', 'y') , d DATE NOT NULL, t TIME(3), y YEAR);
                INSERT INTO texts VALUES (1, 'é', 'é数', '数誠', 'é', 'x', '0000-00-00', '-12:00:00.5', 2026), (2, '', '', '', '', '', '2026-02-30' , NULL, 0);
                CREATE TABLE nokey (a INT, b VARCHAR(9));
                INSERT INTO nokey VALUES (1, 'a'), (1, 'a'), (NULL, NULL), (1, 'NULL');
                CREATE TABLE uniquely (a INT NOT NULL, b INT, UNIQUE KEY first (a), UNIQUE KEY second (b), KEY third (b, a));
                INSERT INTO uniquely VALUES (1, NULL), (2, NULL), (3, 3);
                CREATE TABLE counted (part VARCHAR(9), id INT AUTO_INCREMENT, PRIMARY KEY (part, id), KEY (id), KEY other (part));
                INSERT INTO counted VALUES ('north', 0), ('south', 4);
                CREATE TABLE parts (id INT NOT NULL, at DATE NOT NULL, note VARCHAR(9), PRIMARY KEY (id, at), KEY (note))
                  PARTITION BY RANGE (YEAR(at)) (PARTITION p0 VALUES LESS THAN (2026), PARTITION p1 VALUES LESS THAN MAXVALUE);
                INSERT INTO parts VALUES (1, '2025-01-01', 'a'), (2, '2026-01-01', 'b'), (3, '2030-01-01', NULL);
                CREATE TABLE `odd ``name, \n  KEY` (`the ``id` INT PRIMARY KEY COMMENT 'a,\n  KEY `x` (`y`)', `(` VARCHAR(50) DEFAULT ',\n  KEY') COMMENT = 'it''s; a `table` -- x';
                INSERT INTO `odd ``name, \n  KEY` VALUES (1, '(a),(b)'), (2, ');(''');
                CREATE TABLE `with(parenthesis` (id INT PRIMARY KEY, a VARCHAR(9));
                INSERT INTO `with(parenthesis` VALUES (1, 'a'), (2, NULL);
                CREATE TABLE nothing (id INT PRIMARY KEY, a INT, KEY (a));
                CREATE TABLE child (id INT PRIMARY KEY, p INT, CONSTRAINT child_p FOREIGN KEY (p) REFERENCES uniquely (a));
                INSERT INTO child VALUES (1, 3);
                CREATE VIEW open_orders AS SELECT * FROM `Order`;
                CREATE TRIGGER stamped BEFORE INSERT ON `Order` FOR EACH ROW SET NEW.changed = NOW();
                """.replace("NUMBERS", NUMBERS));
    }
}
