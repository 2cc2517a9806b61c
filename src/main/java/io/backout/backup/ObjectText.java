package io.backout.backup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The definition of an object as its author wrote it, with its definer: a client wraps it in executable comments, one for
 * each part that old servers do not understand.
 */
final class ObjectText {
    private static final String OPENED = "/\\*M?!\\d{5,6} ?";
    private static final String CLOSED = " ?\\*/\\s*";
    private static final Pattern WRAPPED = Pattern.compile(
            "(?:%1$s(CREATE(?: +OR +REPLACE)?(?: +ALGORITHM *= *\\w+)?)%2$s)?".formatted(OPENED, CLOSED)
                    + "(?:%1$s(DEFINER *= *(?:`(?:[^`]|``)*`|\"(?:[^\"]|\"\")*\"|[^`\"*]|\\*(?!/))*?)%2$s)?"
                            .formatted(OPENED, CLOSED)
                    // Its own comments may end in the middle of it.
                    + "%1$s(.*?)%2$s".formatted(OPENED, CLOSED),
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern CHECK_OPTION =
            Pattern.compile(" *\\*/\\s*%s(WITH +\\w+ +CHECK +OPTION)$".formatted(OPENED), Pattern.CASE_INSENSITIVE);

    private ObjectText() {}

    static String of(DumpObject object) {
        Matcher wrapped = WRAPPED.matcher(object.sql());
        if (!wrapped.matches()) {
            // The client puts a blank before its delimiter.
            return object.sql().replaceFirst(" $", "");
        }
        String last = object.kind() == DumpObject.Kind.VIEW
                ? CHECK_OPTION.matcher(wrapped.group(3)).replaceFirst(" $1")
                : wrapped.group(3);
        return Stream.of(wrapped.group(1), wrapped.group(2), last)
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
    }
}
