package io.backout.process;

import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.test.mock.Mocks;

/** Beans that answer the gateways' questions instead of doing anything. */
final class Fakes {
    private Fakes() {}

    static void delegate(String step, Map<String, Object> answers) {
        Mocks.register(step + "Delegate", (JavaDelegate) execution -> execution.setVariables(answers));
    }

    static void delegates(String... steps) {
        for (String step : steps) {
            delegate(step, Map.of());
        }
    }

    /** The step is interrupted, as by a request to stop. */
    static void interruption(String step, String code) {
        Mocks.register(step + "Delegate", (JavaDelegate) execution -> {
            throw new BpmnError(code);
        });
    }

    static void listener(String name, Map<String, Object> variables) {
        Mocks.register(name, (ExecutionListener) execution -> execution.setVariables(variables));
    }

    static void userTask(String name, Consumer<DelegateTask> normalise) {
        Mocks.register(name, new UserTask(normalise));
        Mocks.register("duties", new Duties());
    }

    /** Public, because expressions call its methods. */
    public static final class Duties {
        public String groupOf(String duty) {
            return duty.replace("-", "") + "s";
        }
    }

    /** Public, because expressions call its methods. */
    public record UserTask(Consumer<DelegateTask> normalise) implements TaskListener {
        public String briefing(String id) {
            return "briefing of " + id;
        }

        @Override
        public void notify(DelegateTask task) {
            if (task.getEventName().equals(EVENTNAME_COMPLETE)) {
                normalise.accept(task);
            }
        }
    }
}
