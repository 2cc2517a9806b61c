package io.backout.step;

import io.backout.plan.EvidenceWatch;
import io.backout.plan.Planner;
import io.backout.plan.Plans;
import org.springframework.stereotype.Component;

/** How a plan comes to be. */
@Component
record Planning(EvidenceWatch watch, Planner planner, Plans plans, SignedPlanFiles files) {}
