package io.backout.tool;

import java.io.BufferedWriter;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One part of a snapshot. Databases are named, because the live one is read while another one is filled. */
interface Kept {
    String name();

    void write(Statement statement, String live, BufferedWriter out) throws IOException, SQLException;

    /** Makes in another database what will be left in the live one. */
    void prepare(Statement statement, String live, String scratch) throws SQLException;

    /** About how many it takes in a file. */
    long bytes(Statement statement, String live) throws SQLException;

    boolean isBack(Statement statement, String live, String scratch) throws SQLException;

    /** What the changes destroy, and Prisma's history, which they will not fit any more. */
    static List<Kept> of(List<SchemaChange> changes, Schema schema) {
        List<Kept> kept = new ArrayList<>(List.of(new KeptRows(SchemaReader.PRISMAS_OWN, false, List.of())));
        List<SchemaChange> losing =
                changes.stream().filter(change -> !change.losing().isEmpty()).toList();
        List<String> gone = losing.stream()
                .filter(change -> change.to().isEmpty())
                .map(SchemaChange::object)
                .toList();
        List<SchemaObject> columns = new ArrayList<>();
        for (SchemaChange change : losing) {
            SchemaObject object = SchemaObject.of(change.object());
            // A table that goes takes its columns with it, and brings them back.
            if (!object.isTable() && !gone.contains("table " + object.table())) {
                columns.add(object);
                kept.add(KeptColumn.of(object, change, schema));
            }
        }
        // Whole rows need every column.
        for (SchemaChange change : losing) {
            SchemaObject object = SchemaObject.of(change.object());
            if (object.isTable()) {
                kept.add(new KeptRows(
                        object.table(),
                        change.to().isEmpty(),
                        columns.stream()
                                .filter(column -> column.table().equals(object.table()))
                                .toList()));
            }
        }
        return kept;
    }
}
