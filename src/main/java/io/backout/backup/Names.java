package io.backout.backup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The first column of a result. */
final class Names {
    private Names() {}

    static List<String> of(ResultSet result) throws SQLException {
        List<String> names = new ArrayList<>();
        try (result) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }
}
