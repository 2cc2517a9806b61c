package io.backout.process;

import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** The list that Tasklist opens with: without a filter it shows nothing, and without refresh no task that comes later. */
@Component
class OpenTasks implements SmartInitializingSingleton {
    private static final String NAME = "Open tasks";

    private final FilterService filters;
    private final TaskService tasks;

    OpenTasks(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.tasks = tasks;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Filter known = filters.createTaskFilterQuery().filterName(NAME).singleResult();
        Filter filter = known != null ? known : filters.newTaskFilter(NAME);
        // No criterion: everybody sees the tasks that their groups may work on, and no others.
        filter.setQuery(tasks.createTaskQuery());
        filter.setProperties(Map.of("refresh", true, "priority", 0));
        filters.saveFilter(filter);
    }
}
