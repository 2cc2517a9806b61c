package io.backout.process;

import org.camunda.bpm.engine.impl.history.HistoryLevelFull;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.jspecify.annotations.Nullable;

/**
 * Full history without what people write: its columns take neither long texts nor, on MySQL, every character, and the
 * record keeps these texts already.
 */
final class FreeTextFreeHistory extends HistoryLevelFull {
    @Override
    public int getId() {
        return 33;
    }

    @Override
    public String getName() {
        return "free-text-free";
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
        if (type.equals(HistoryEventTypes.FORM_PROPERTY_UPDATE)) {
            return false;
        }
        return !(entity instanceof VariableInstance variable && Variables.FREE_TEXT.contains(variable.getName()))
                && super.isHistoryEventProduced(type, entity);
    }
}
