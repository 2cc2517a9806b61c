package io.backout.process;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.cmmn.model.CmmnCaseDefinition;
import org.camunda.bpm.engine.impl.cmmn.transformer.AbstractCmmnTransformListener;
import org.camunda.bpm.model.cmmn.instance.Case;

/** The engine can also run cases (CMMN), with everything that a diagram may not have; a rollback needs none. */
final class NoCases extends AbstractCmmnTransformListener {
    @Override
    public void transformCase(Case element, CmmnCaseDefinition definition) {
        throw new BadUserRequestException(
                "case '%s' was not deployed%nHINT: draw it as a process.".formatted(element.getId()));
    }
}
