package org.torchparity.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.torchparity.nn.Module;

/** The invariants of docs/architecture.md; each first shows that it has something to look at. */
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> VECTOR_API =
      resideInAnyPackage("jdk.incubator.vector..");
  private static final DescribedPredicate<JavaClass> BYTEDECO =
      resideInAnyPackage("org.bytedeco..");

  @Test
  void impl_depends_on_the_jdk_and_the_annotations_of_jspecify_alone() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            within(Code.IMPL)
                .or(resideInAnyPackage("java..", "com.sun.management..", "jdk.incubator.vector.."))
                .or(resideInAnyPackage("org.jspecify..")))
        .check(Code.IMPL);
  }

  @Test
  void fixtures_see_neither_libtorch_nor_the_harness_nor_its_layers() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            within(Code.FIXTURES)
                .or(
                    resideInAnyPackage(
                        "java..",
                        "com.fasterxml.jackson..",
                        "org.jspecify..",
                        "org.torchparity.random..",
                        "org.torchparity.tensor..")))
        .check(Code.FIXTURES);
  }

  @Test
  void the_reference_never_sees_a_layer_it_is_to_judge() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.torchparity.nn..", "org.torchparity.kernel.."))
        .check(Code.REFERENCE);
  }

  @Test
  void only_the_vector_kernels_use_the_vector_api() {
    assertThat(dependents(Code.ALL, VECTOR_API)).hasSizeGreaterThanOrEqualTo(2);
    noClasses()
        .that(
            describe(
                "are not named Vector… in org.torchparity.kernel",
                type ->
                    !(type.getPackageName().equals("org.torchparity.kernel")
                        && nest(type).anyMatch(each -> each.getSimpleName().startsWith("Vector")))))
        .should()
        .dependOnClassesThat(VECTOR_API)
        .check(Code.ALL);
  }

  @Test
  void nothing_native_shows_in_a_public_signature() {
    assertThat(dependents(Code.ALL, BYTEDECO)).hasSizeGreaterThanOrEqualTo(5);
    assertThat(Code.ALL.stream().flatMap(ArchitectureTest::nativeTypesShownBy)).isEmpty();
  }

  @Test
  void a_layer_is_final_and_extends_module_itself() {
    List<JavaClass> layers =
        Code.ALL.stream()
            .filter(type -> type.isAssignableTo(Module.class) && !type.isEquivalentTo(Module.class))
            .toList();
    assertThat(layers).hasSizeGreaterThanOrEqualTo(10);
    assertThat(layers)
        .allSatisfy(
            layer -> {
              assertThat(layer.getModifiers()).as("%s", layer).contains(JavaModifier.FINAL);
              assertThat(layer.getRawSuperclass().orElseThrow().getName())
                  .as("superclass of %s", layer)
                  .isEqualTo(Module.class.getName());
            });
  }

  @Test
  void every_package_is_null_marked() {
    List<JavaPackage> packages = Code.ALL.stream().map(JavaClass::getPackage).distinct().toList();
    assertThat(packages).hasSizeGreaterThanOrEqualTo(10);
    assertThat(packages).allMatch(each -> each.isAnnotatedWith(NullMarked.class));
  }

  @Test
  void only_the_command_line_touches_standard_output_and_error() {
    assertThat(Code.ALL.stream().filter(resideInAnyPackage("org.torchparity.cli")))
        .hasSizeGreaterThanOrEqualTo(5);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.torchparity.cli")
        .should(ACCESS_STANDARD_STREAMS)
        .check(Code.ALL);
  }

  private static DescribedPredicate<JavaClass> within(JavaClasses module) {
    return describe(
        "are of the same module",
        type ->
            module.contain(type.getBaseComponentType().getName())
                || type.getBaseComponentType().isPrimitive());
  }

  private static List<JavaClass> dependents(JavaClasses all, DescribedPredicate<JavaClass> wanted) {
    return all.stream()
        .filter(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(each -> wanted.test(each.getTargetClass())))
        .toList();
  }

  /** The class, the one that encloses it, and so on outwards. */
  private static Stream<JavaClass> nest(JavaClass type) {
    return Stream.iterate(
            Optional.of(type),
            Optional::isPresent,
            each -> each.flatMap(JavaClass::getEnclosingClass))
        .flatMap(Optional::stream);
  }

  /** What others may name of a class: its supertypes, and all types in its visible members. */
  private static Stream<String> nativeTypesShownBy(JavaClass type) {
    if (!nest(type).allMatch(each -> isVisible(each.getModifiers()))) {
      return Stream.empty();
    }
    Stream<JavaClass> supertypes =
        Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream());
    Stream<JavaClass> fields =
        type.getFields().stream()
            .filter(field -> isVisible(field.getModifiers()))
            .flatMap(field -> field.getAllInvolvedRawTypes().stream());
    Stream<JavaClass> codeUnits =
        type.getCodeUnits().stream()
            .filter(unit -> isVisible(unit.getModifiers()))
            .flatMap(
                unit ->
                    Stream.concat(
                        unit.getAllInvolvedRawTypes().stream(), unit.getExceptionTypes().stream()));
    return Stream.of(supertypes, fields, codeUnits)
        .flatMap(shown -> shown)
        .filter(BYTEDECO)
        .map(shown -> type.getName() + " shows " + shown.getName());
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }
}
