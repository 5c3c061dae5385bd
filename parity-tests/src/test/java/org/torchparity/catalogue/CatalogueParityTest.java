package org.torchparity.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.torchparity.compare.Tolerance;
import org.torchparity.harness.CaseResult;
import org.torchparity.harness.ParityCheck;
import org.torchparity.harness.Planned;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.kernel.Kernels;
import org.torchparity.reference.LibtorchBackend;
import org.torchparity.report.ParityTable;
import org.torchparity.report.ParityTable.Precision;
import org.torchparity.tensor.DType;

/**
 * Every sample of the catalogue against libtorch, in both dtypes: one test a case. Their figures
 * make the parity table, which is left in {@code target/parity-table.md}.
 */
@RequiresLibtorch
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CatalogueParityTest {
  /** Of torch's own float32 error against the oracle, over all samples of a module. */
  private static final double GREATEST_ERROR = 1.5;

  private static final double LEAST_ULP = 2;

  private final Catalogue catalogue = Catalogue.standard();
  private final LibtorchBackend torch = LibtorchBackend.withThreads(1);
  private final ParityTable table = new ParityTable(catalogue);

  @TestFactory
  @Order(1)
  Stream<DynamicNode> java_agrees_with_libtorch() {
    ParityCheck check = new ParityCheck(new JavaBackend(catalogue), torch, Tolerance::standard);
    return catalogue.rows().stream()
        .map(row -> dynamicContainer(row.simpleName(), cases(row).map(each -> test(check, each))));
  }

  @TestFactory
  @Order(2)
  Stream<DynamicNode> java_is_as_precise_as_libtorch() {
    return table.precision().stream()
        .map(
            each ->
                dynamicTest(
                    each.module(),
                    () ->
                        assertThat(each.java())
                            .as("worst float32 error of Java in ULP, torch's: %s", each.torch())
                            .isLessThanOrEqualTo(allowed(each))));
  }

  private static double allowed(Precision precision) {
    return Math.max(GREATEST_ERROR * precision.torch(), LEAST_ULP);
  }

  @Test
  @Order(3)
  void the_parity_table_in_docs_is_of_this_catalogue() throws IOException {
    Path generated = Path.of("target/parity-table.md");
    Files.writeString(
        generated,
        table.markdown(
            torch.name()
                + ", kernels: "
                + Kernels.description()
                + ", Java "
                + Runtime.version().feature()));
    String checkedIn = Files.readString(Path.of("../docs/parity-table.md"));
    table
        .coverage()
        .lines()
        .forEach(
            line ->
                assertThat(checkedIn)
                    .as("docs/parity-table.md is out of date: replace it by %s", generated)
                    .contains(line));
  }

  private Stream<Planned> cases(Row row) {
    return Planned.all(
        catalogue.select(List.of(row.simpleName())),
        Set.of(DType.FLOAT32, DType.FLOAT64),
        Integer.MAX_VALUE,
        List.of(0L))
        .stream();
  }

  private DynamicNode test(ParityCheck check, Planned planned) {
    String name = planned.selected().selector() + " in " + planned.dtype().torchName();
    return dynamicTest(
        name,
        () -> {
          CaseResult result = check.check(planned);
          table.add(result);
          assertThat(result.verdict().outcome().isAgreement())
              .as(() -> result.verdict().message("torchparity " + result.rerun()))
              .isTrue();
        });
  }
}
