package io.backout;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.junit.jupiter.api.Test;

/** The map of the code, and the rule that keeps it true. */
class ArchitectureTest {
    private static final String BASE = "io.backout";

    /** Package to the packages it may use. Each line uses only packages of lines above it, so there are no cycles. */
    private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

    static {
        MAY_USE.put("target", Set.of());
        MAY_USE.put("command", Set.of());
        MAY_USE.put("record", Set.of());
        MAY_USE.put("tool", Set.of("target", "command", "record"));
        MAY_USE.put("backup", Set.of("target", "record", "tool"));
        MAY_USE.put("cli", Set.of("target", "command", "record", "tool", "backup"));
        MAY_USE.put("approval", Set.of("target"));
        MAY_USE.put("plan", Set.of("target", "command", "record", "tool", "backup", "approval"));
        MAY_USE.put("verification", Set.of("target", "command", "record", "tool", "plan"));
        MAY_USE.put("process", Set.of("target", "record", "approval", "plan"));
        MAY_USE.put(
                "step",
                Set.of("target", "command", "record", "tool", "backup", "approval", "plan", "verification", "process"));
        MAY_USE.put("trigger", Set.of("target", "command", "record", "tool", "backup", "approval", "plan", "process"));
    }

    /** Constructors of more than six arguments, and why that is right. */
    private static final Map<String, String> WIDE = Map.ofEntries(
            Map.entry("target.BackoutProperties", "configuration: one argument for each key"),
            Map.entry("target.TargetProperties", "configuration: one argument for each key"),
            Map.entry("target.TargetProperties$TimeLimits", "configuration: one argument for each key"),
            Map.entry("backup.BackupManifest", "a stored document: one argument for each thing that was true of a set"),
            Map.entry("backup.DumpHeader", "a stored document: one argument for each thing that a dump says of itself"),
            Map.entry("record.CleanUp", "a row of table clean_up"),
            Map.entry("record.Rollback", "a row of table rollback"),
            Map.entry("record.StepRun", "a row of table step_run"),
            Map.entry("record.RecordEntry", "a row of table record_entry"),
            Map.entry("plan.Plan", "a stored document: one argument for each thing that is signed"),
            Map.entry("plan.Evidence", "a stored document: one argument for each thing probed"),
            Map.entry("trigger.ReportRequest", "a request: one argument for each field"),
            Map.entry("trigger.RollbackView", "an answer: one argument for each field"),
            Map.entry("trigger.PutAwayView", "an answer: one argument for each field"),
            Map.entry("trigger.PlanView", "an answer: one argument for each field"));

    private static final int MOST_ARGUMENTS = 6;

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    @Test
    void everyPackageIsOnTheMap() {
        Set<String> found = new TreeSet<>();
        MAIN.forEach(type -> found.add(packageOf(type)));
        found.remove("");
        assertThat(MAY_USE.keySet()).containsExactlyInAnyOrderElementsOf(found);
    }

    @Test
    void everyLineOfTheMapUsesOnlyLinesAboveIt() {
        List<String> above = new ArrayList<>();
        MAY_USE.forEach((name, used) -> {
            assertThat(above).as("packages above '%s'", name).containsAll(used);
            above.add(name);
        });
    }

    @Test
    void eachPackageUsesExactlyWhatTheMapSays() {
        Map<String, Set<String>> used = new LinkedHashMap<>();
        MAY_USE.keySet().forEach(name -> used.put(name, new TreeSet<>()));
        for (JavaClass type : MAIN) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String from = packageOf(type);
                String to = packageOf(dependency.getTargetClass());
                if (MAY_USE.containsKey(from) && MAY_USE.containsKey(to) && !from.equals(to)) {
                    used.get(from).add(to);
                    assertThat(MAY_USE.get(from))
                            .as(dependency.getDescription())
                            .contains(to);
                }
            }
        }
        assertThat(used).as("a use that is allowed but gone must leave the map").isEqualTo(MAY_USE);
    }

    @Test
    void onlyProcessAndStepKnowTheEngine() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(BASE + ".process", BASE + ".step")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .because("the engine's last community release is out; a fork must be able to take its place"));
    }

    @Test
    void onlyCommandStartsPrograms() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".command")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.commons.exec..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .because("limits, redaction and process trees are handled in one place"));
    }

    @Test
    void nothingIsInjectedIntoFields() {
        check(GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION);
    }

    @Test
    void nothingIsWrittenToStandardStreams() {
        check(GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
    }

    @Test
    void onlyTheLoggingFacadeIsUsed() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging.."));
    }

    @Test
    void whatTheDiagramsCallIsNamedAfterItsPlaceInThem() {
        Map<Class<?>, String> endings = Map.of(
                JavaDelegate.class, "Delegate",
                TaskListener.class, "Task",
                ExecutionListener.class, "Listener");
        endings.forEach((type, ending) ->
                check(classes().that().areAssignableTo(type).should().haveSimpleNameEndingWith(ending)));
    }

    @Test
    void constructorsTakeAtMostSixArguments() {
        Set<String> wide = new TreeSet<>();
        for (JavaClass type : MAIN) {
            for (JavaConstructor constructor : type.getConstructors()) {
                if (constructor.getRawParameterTypes().size() > MOST_ARGUMENTS && !type.isEnum()) {
                    wide.add(type.getName().substring(BASE.length() + 1));
                }
            }
        }
        assertThat(wide).containsExactlyInAnyOrderElementsOf(WIDE.keySet());
    }

    private static void check(ArchRule rule) {
        rule.check(MAIN);
    }

    /** The part behind the base package; empty for the base package itself and for everything outside. */
    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(BASE + ".") ? name.substring(BASE.length() + 1) : "";
    }
}
