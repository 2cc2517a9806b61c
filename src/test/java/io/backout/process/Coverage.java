package io.backout.process;

import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.LinkEventDefinition;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;

/** The engine extension that fails a test class which leaves an element of its diagram unpassed. */
final class Coverage {
    private Coverage() {}

    static ProcessEngineCoverageExtension ofAll(String process, String... calledProcesses) {
        return ProcessEngineCoverageExtension.builder()
                .excludeProcessDefinitionKeys(calledProcesses)
                .assertClassCoverageAtLeast(everythingPassable(process + ".bpmn"))
                .build();
    }

    // The engine leads a flow into a throwing link straight to the catching link of that name, so no token is ever
    // seen on the former: the report credits one throwing link of each name. The flows that lead to them all count.
    private static double everythingPassable(String file) {
        InputStream resource = Coverage.class.getResourceAsStream("/" + file);
        BpmnModelInstance model = Bpmn.readModelFromStream(resource);
        Collection<FlowNode> nodes = model.getModelElementsByType(FlowNode.class);
        List<String> links = nodes.stream()
                .filter(Coverage::isThrowingLink)
                .map(FlowNode::getName)
                .toList();
        double drawn =
                nodes.size() + model.getModelElementsByType(SequenceFlow.class).size();
        long unseen = links.size() - links.stream().distinct().count();
        return (drawn - unseen - 0.5) / drawn;
    }

    private static boolean isThrowingLink(FlowNode node) {
        return node instanceof IntermediateThrowEvent event
                && event.getEventDefinitions().stream().anyMatch(LinkEventDefinition.class::isInstance);
    }
}
