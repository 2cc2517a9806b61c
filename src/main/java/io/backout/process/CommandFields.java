package io.backout.process;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a command of the engine carries: its classes keep that in fields without getters. */
final class CommandFields {
    private CommandFields() {}

    /** Null when there is no such field or nothing in it. */
    static @Nullable Object read(Object holder, String name) {
        for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return read(holder, field);
                }
            }
        }
        return null;
    }

    /** Every text and list of texts in its fields; the ids that it is about are among them. */
    static Set<String> texts(Object holder) {
        Set<String> texts = new LinkedHashSet<>();
        for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                boolean ofTexts = field.getType() == String.class || Collection.class.isAssignableFrom(field.getType());
                collect(ofTexts ? read(holder, field) : null, texts);
            }
        }
        return texts;
    }

    private static void collect(@Nullable Object value, Set<String> texts) {
        if (value instanceof String text) {
            texts.add(text);
        } else if (value instanceof Collection<?> several) {
            several.forEach(one -> {
                if (one instanceof String text) {
                    texts.add(text);
                }
            });
        }
    }

    private static @Nullable Object read(Object holder, Field field) {
        try {
            field.setAccessible(true);
            return field.get(holder);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("field '" + field + "' cannot be read", e);
        }
    }
}
