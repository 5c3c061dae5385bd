package org.torchparity.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.catalogue.Row;
import org.torchparity.catalogue.Sample;
import org.torchparity.compare.Outcome;
import org.torchparity.compare.QuantityVerdict;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.golden.AccuracyBudgets.Worst;
import org.torchparity.harness.CaseResult;
import org.torchparity.harness.FixtureCheck;
import org.torchparity.harness.FixtureFile;
import org.torchparity.harness.FixtureFiles;
import org.torchparity.tensor.DType;

/**
 * Java against the golden set, one test a fixture, and each module's worst error against its
 * budget. {@code -Dtorchparity.budgets=replace} or {@code =widen} writes the budgets instead (see
 * docs/fixtures.md).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GoldenSetTest {
  static final Path GOLDEN = Path.of("../fixtures/golden");
  private static final Path BUDGETS = Path.of("src/test/resources/accuracy-budgets.txt");
  private static final String MODE = System.getProperty("torchparity.budgets", "");
  private static final String GENERATOR = "record fixtures/golden --at-most 128";
  private static final long MOST_BYTES = 15_000_000;
  private static final System.Logger LOG = System.getLogger("org.torchparity.budgets");

  private final Catalogue catalogue = Catalogue.standard();
  private final Map<String, Worst> measured = new TreeMap<>();

  @Test
  @Order(1)
  void the_set_is_whole_indexed_and_small() throws IOException {
    FixtureFiles set = FixtureFiles.of(List.of(GOLDEN));
    assertThat(set.faults()).isEmpty();
    assertThat(set.files()).hasSizeGreaterThan(3000);
    assertThat(set.files()).extracting(FixtureFile::sha256).doesNotContain("");
    long bytes = 0;
    for (FixtureFile file : set.files()) {
      bytes += Files.size(file.path());
    }
    assertThat(bytes).isLessThan(MOST_BYTES);
  }

  @Test
  @Order(2)
  void every_module_argument_mode_and_dtype_is_in_it() throws IOException {
    Set<String> recorded = new TreeSet<>();
    for (Path file : Fixtures.list(GOLDEN)) {
      Fixture fixture = Fixtures.read(file);
      assertThat(fixture.producer()).startsWith("libtorch ");
      assertThat(fixture.expected().quantities()).isNotEmpty();
      Case c = fixture.recorded();
      String module = c.spec().simpleName() + " " + c.mode().key() + " ";
      recorded.add(module + c.dtype().torchName());
      c.spec().args().asMap().keySet().forEach(name -> recorded.add(module + name));
      c.call().asMap().keySet().forEach(name -> recorded.add(module + name));
    }
    Set<String> wanted = new TreeSet<>();
    for (Row row : catalogue.rows()) {
      row.samples().stream()
          .filter(sample -> sample.refusal() == null)
          .forEach(sample -> addWanted(row, sample, wanted));
    }
    assertThat(recorded).as("the golden set, which '%s' completes", GENERATOR).containsAll(wanted);
  }

  private static void addWanted(Row row, Sample sample, Set<String> wanted) {
    row.modesOf(sample)
        .forEach(
            mode -> {
              String module = row.simpleName() + " " + mode.key() + " ";
              sample.dtypes().forEach(dtype -> wanted.add(module + dtype.torchName()));
              sample.args().asMap().keySet().forEach(name -> wanted.add(module + name));
              sample.call().asMap().keySet().forEach(name -> wanted.add(module + name));
            });
  }

  @TestFactory
  @Order(3)
  Stream<DynamicNode> java_gives_what_libtorch_gave() throws IOException {
    FixtureCheck check =
        new FixtureCheck(
            new JavaBackend(catalogue), fixture -> dtype -> Tolerance.askedBy(fixture, dtype));
    Map<String, List<DynamicNode>> byModule = new LinkedHashMap<>();
    for (FixtureFile file : FixtureFiles.of(List.of(GOLDEN)).files()) {
      byModule
          .computeIfAbsent(
              file.id().substring(0, file.id().indexOf('/')), module -> new ArrayList<>())
          .add(dynamicTest(file.id(), () -> assertAgreement(check.check(file))));
    }
    return byModule.entrySet().stream().map(e -> dynamicContainer(e.getKey(), e.getValue()));
  }

  private void assertAgreement(FixtureCheck.Checked checked) {
    assertThat(checked.fault()).isEmpty();
    CaseResult result = Objects.requireNonNull(checked.result());
    DType dtype = result.c().dtype();
    for (QuantityVerdict quantity : result.verdict().quantities()) {
      measured.merge(result.c().spec().simpleName(), worst(quantity, dtype), Worst::and);
    }
    assertThat(result.verdict().outcome().isAgreement())
        .as(() -> result.verdict().message("torchparity " + result.rerun()))
        .isTrue();
  }

  private static Worst worst(QuantityVerdict quantity, DType dtype) {
    if (quantity.outcome() == Outcome.AGREES_WITHIN_ROUNDING) {
      return new Worst(0, 0, 1);
    }
    double error = quantity.comparison().smallestTolerance();
    return dtype == DType.FLOAT32 ? new Worst(error, 0, 0) : new Worst(0, error, 0);
  }

  @TestFactory
  @Order(4)
  Stream<DynamicNode> no_module_is_beyond_its_budget() throws IOException {
    AccuracyBudgets budgets = budgets();
    return measured.entrySet().stream()
        .map(
            each ->
                dynamicTest(
                    each.getKey(),
                    () -> {
                      assertThat(budgets.grown(each.getKey(), each.getValue())).isEmpty();
                      String shrunk = budgets.shrunk(each.getKey(), each.getValue());
                      if (!shrunk.isEmpty()) {
                        LOG.log(Level.INFO, shrunk);
                      }
                    }));
  }

  private AccuracyBudgets budgets() throws IOException {
    if (MODE.equals("replace")) {
      Files.writeString(BUDGETS, AccuracyBudgets.of(measured).text());
    } else if (MODE.equals("widen")) {
      AccuracyBudgets old = AccuracyBudgets.read(BUDGETS);
      Files.writeString(BUDGETS, old.widenedBy(AccuracyBudgets.of(measured)).text());
    }
    return AccuracyBudgets.read(BUDGETS);
  }

  @Test
  @Order(5)
  void the_budgets_are_of_the_modules_of_the_set() throws IOException {
    assertThat(measured).hasSizeGreaterThanOrEqualTo(125);
    assertThat(AccuracyBudgets.read(BUDGETS).byModule().keySet()).isEqualTo(measured.keySet());
  }
}
