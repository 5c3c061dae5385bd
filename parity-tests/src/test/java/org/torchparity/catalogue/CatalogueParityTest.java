package org.torchparity.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.torchparity.compare.Tolerance;
import org.torchparity.harness.CaseResult;
import org.torchparity.harness.ParityCheck;
import org.torchparity.harness.Planned;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.reference.LibtorchBackend;
import org.torchparity.tensor.DType;

/** Every sample of the catalogue against libtorch, in both dtypes: one test a case. */
@RequiresLibtorch
class CatalogueParityTest {
  private final Catalogue catalogue = Catalogue.standard();

  @TestFactory
  Stream<DynamicNode> java_agrees_with_libtorch() {
    ParityCheck check =
        new ParityCheck(
            new JavaBackend(catalogue), LibtorchBackend.withThreads(1), Tolerance::standard);
    return catalogue.rows().stream()
        .map(row -> dynamicContainer(row.simpleName(), cases(row).map(each -> test(check, each))));
  }

  private Stream<Planned> cases(Row row) {
    return Planned.all(
        catalogue.select(List.of(row.simpleName())),
        Set.of(DType.FLOAT32, DType.FLOAT64),
        Integer.MAX_VALUE,
        List.of(0L))
        .stream();
  }

  private static DynamicNode test(ParityCheck check, Planned planned) {
    String name = planned.selected().selector() + " in " + planned.dtype().torchName();
    return dynamicTest(
        name,
        () -> {
          CaseResult result = check.check(planned);
          assertThat(result.verdict().outcome().isAgreement())
              .as(() -> result.verdict().message("torchparity " + result.rerun()))
              .isTrue();
        });
  }
}
