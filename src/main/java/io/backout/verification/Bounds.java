package io.backout.verification;

import io.backout.target.BusinessCheck.Sql;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Whether a value from the database meets the bounds of a check; what are numbers is compared as such: 12.50 is 12.5. */
final class Bounds {
    private Bounds() {}

    static boolean areMet(Sql sql, String value) {
        String equals = sql.equals();
        return (equals == null || equals.equals(value) || compares(value, number(equals), sign -> sign == 0))
                && (sql.atLeast() == null || compares(value, Optional.of(sql.atLeast()), sign -> sign >= 0))
                && (sql.atMost() == null || compares(value, Optional.of(sql.atMost()), sign -> sign <= 0));
    }

    private static boolean compares(String value, Optional<BigDecimal> bound, IntPredicate holds) {
        return number(value)
                .flatMap(given -> bound.map(given::compareTo))
                .filter(holds::test)
                .isPresent();
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
