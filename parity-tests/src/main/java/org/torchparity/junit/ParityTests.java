package org.torchparity.junit;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.harness.CaseResult;
import org.torchparity.harness.ParityCheck;
import org.torchparity.harness.Planned;
import org.torchparity.reference.LibtorchBackend;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Checks a layer of one's own against the torch module it should equal, on the catalogue's samples:
 * a JUnit test a case.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> my_layer_equals_torch() {
 *   return ParityTests.of("LayerNorm/rows", DType.FLOAT32, c -> {
 *     var layer = new MyLayer(c.state().get("weight").floats(), c.state().get("bias").floats());
 *     float[] y = layer.forward(c.inputs().get("0").floats());
 *     …
 *     return Map.of("output.0", Tensor.of(y, 4, 10), "grad_input.0", …, "grad.weight", …);
 *   });
 * }
 * }</pre>
 */
public final class ParityTests {
  private ParityTests() {}

  /**
   * Returns a test for each sample that {@code selector} names, {@code MODULE[/SAMPLE[/MODE]]}.
   * Samples that torch refuses are left to the layer's own tests.
   *
   * @param layer runs a case and returns what it saw, under the names of {@link Observation}
   * @throws org.torchparity.fixtures.UnsupportedCaseException if the selector names nothing
   */
  public static Stream<DynamicTest> of(
      String selector, DType dtype, Function<Case, Map<String, Tensor>> layer) {
    ParityCheck check =
        new ParityCheck(new Layer(layer), LibtorchBackend.withThreads(1), Tolerance::standard);
    List<Planned> planned =
        Planned.all(
            Catalogue.standard().select(List.of(selector)),
            List.of(dtype),
            Integer.MAX_VALUE,
            List.of(0L));
    return planned.stream()
        .filter(each -> each.selected().sample().refusal() == null)
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.selected().selector(), () -> assertAgreement(check.check(each))));
  }

  private static void assertAgreement(CaseResult result) {
    if (!result.verdict().outcome().isAgreement()) {
      throw new AssertionFailedError(result.verdict().message("this test"));
    }
  }

  /** The user's function as a backend. */
  private record Layer(Function<Case, Map<String, Tensor>> layer) implements Backend {
    @Override
    public String name() {
      return "Java";
    }

    @Override
    public Observation run(Case c) {
      return new Observation(layer.apply(c));
    }
  }
}
