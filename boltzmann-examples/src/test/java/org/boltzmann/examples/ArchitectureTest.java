package org.boltzmann.examples;

import static com.tngtech.archunit.base.DescribedPredicate.doNot;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/** The rules of the architecture, over the classes of every module this one sees. */
@AnalyzeClasses(packages = "org.boltzmann", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String CORE = "org.boltzmann.core..";

    /** Modules that build on core and know nothing of each other. */
    private static final Set<String> SIBLINGS = Set.of("rbm", "higherorder", "discriminative", "sequence", "openblas");

    @ArchTest
    static final ArchRule injectionAndSettingsStayInWiring = noClasses()
            .that(doNot(
                    resideInAnyPackage("..wiring..", "org.boltzmann.examples.programs.."))) // programs are applications
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.inject..", "org.apache.commons.configuration2..")
            .because(
                    "every class is usable with new or a static factory; Guice and Commons Configuration stay at the edge");

    @ArchTest
    static final ArchRule ojAlgoStaysInLinalg = noClasses()
            .that(doNot(resideInAPackage("org.boltzmann.core.linalg..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.ojalgo..")
            .because("a matrix library is an implementation of the kernels, behind one seam");

    @ArchTest
    static final ArchRule nativeLibrariesStayInTheirModule = noClasses()
            .that(doNot(resideInAPackage("org.boltzmann.openblas..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.ludovic.netlib..", "org.bytedeco..")
            .because("natives are there only where somebody put them on the class path");

    @ArchTest
    static final ArchRule nobodyCallsTheNativeModule = noClasses()
            .that(doNot(resideInAPackage("org.boltzmann.openblas..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.boltzmann.openblas..")
            .because("a backend is found by the service loader");

    @ArchTest
    static final ArchRule algorithmsNameNoConcreteTermOrUnit = noClasses()
            .that()
            .resideInAnyPackage("org.boltzmann.core.sample..", "org.boltzmann.core.train..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.boltzmann.core.term..", "org.boltzmann.core.unit..")
            .allowEmptyShould(true)
            .because("samplers and trainers speak of groups and terms only");

    @ArchTest
    static final ArchRule estimatorsNameNoConcreteTermOrUnitButBias = noClasses()
            .that()
            .resideInAPackage("org.boltzmann.core.estimate..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.boltzmann.core.term..", "org.boltzmann.core.unit..")
                    .and(doNot(be("org.boltzmann.core.term.Bias"))))
            .allowEmptyShould(true)
            .because("estimators speak of groups and terms only; the base machine of AIS is made of biases");

    @ArchTest
    static final ArchRule coreDependsOnNoOtherModule = classes()
            .that()
            .resideInAPackage(CORE)
            .should(dependOnNothingOf(
                    "another module", (origin, target) -> !module(target).equals("core")));

    @ArchTest
    static final ArchRule siblingsDoNotKnowEachOther = classes()
            .that(belongTo(SIBLINGS))
            .should(dependOnNothingOf(
                    "anything but its own module and core",
                    (origin, target) ->
                            !module(target).equals("core") && !module(target).equals(module(origin))));

    @ArchTest
    static final ArchRule testkitDependsOnCoreOnly = classes()
            .that(belongTo(Set.of("testkit")))
            .should(dependOnNothingOf(
                    "anything but itself and core",
                    (origin, target) ->
                            !module(target).equals("core") && !module(target).equals("testkit")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule internalPackagesAreNobodyElses = classes()
            .should(dependOnNothingOf(
                    "an internal package of another module",
                    (origin, target) -> resideInAPackage("..internal..").test(target)
                            && !module(target).equals(module(origin))));

    @ArchTest
    static final ArchRule classesAreAbstractOrFinal = classes()
            .should(new ArchCondition<>("be an interface, abstract or final") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    // An enum whose constants have bodies is not final, yet nobody else can extend it.
                    boolean closed = type.isInterface()
                            || type.isEnum()
                            || type.getModifiers().contains(JavaModifier.ABSTRACT)
                            || type.getModifiers().contains(JavaModifier.FINAL)
                            || type.isAnonymousClass();
                    events.add(new SimpleConditionEvent(
                            type, closed, type.getDescription() + " is neither abstract nor final"));
                }
            })
            .because("behaviour is changed by wrapping, never by overriding");

    @ArchTest
    static final ArchRule nothingIsSerializedByJava = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(Serializable|Externalizable|Object(Input|Output).*)")
            .because("a file is data and never runs code");

    @ArchTest
    static final ArchRule nounsKnowOnlyTheKernels = noClasses()
            .that()
            .resideInAPackage("org.boltzmann.core")
            .should()
            .dependOnClassesThat(resideInAPackage(CORE)
                    .and(doNot(resideInAnyPackage("org.boltzmann.core", "org.boltzmann.core.linalg.."))))
            .because("terms, units, samplers and trainers are written in these nouns");

    @ArchTest
    static final ArchRule kernelsKnowNothingOfMachines = noClasses()
            .that()
            .resideInAPackage("org.boltzmann.core.linalg..")
            .should()
            .dependOnClassesThat(resideInAPackage(CORE).and(doNot(resideInAPackage("org.boltzmann.core.linalg.."))))
            .because("a kernel computes on matrices");

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().assignedFrom(packages()).should().beFreeOfCycles();

    /** Each package is a slice of its own, the one of the nouns included. */
    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(type.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    /** The module a class of ours belongs to: {@code rbm} for {@code org.boltzmann.rbm.wiring.RbmModule}. */
    private static String module(JavaClass type) {
        String[] path = type.getPackageName().split("\\.", 4);
        return path.length < 3 ? "" : path[2];
    }

    private static DescribedPredicate<JavaClass> belongTo(Set<String> modules) {
        return DescribedPredicate.describe("belong to " + modules, type -> modules.contains(module(type)));
    }

    private static DescribedPredicate<JavaClass> be(String name) {
        return DescribedPredicate.describe(
                "be " + name,
                type -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
    }

    private interface Forbidden {
        boolean test(JavaClass origin, JavaClass target);
    }

    private static ArchCondition<JavaClass> dependOnNothingOf(String what, Forbidden forbidden) {
        return new ArchCondition<>("not depend on " + what) {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (resideInAPackage("org.boltzmann..").test(target) && forbidden.test(origin, target)) {
                        events.add(SimpleConditionEvent.violated(origin, dependency.getDescription()));
                    }
                }
            }
        };
    }
}
