package org.torchparity.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.torchparity.compare.Culprit;
import org.torchparity.compare.Outcome;
import org.torchparity.compare.Tolerance;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Case;
import org.torchparity.harness.ParityCheck;
import org.torchparity.harness.Planned;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.reference.LibtorchBackend;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Every sample of the catalogue with NaN or an infinity in one place of one input, wherever that
 * is: what it reaches, and what it leaves alone, is what it is in libtorch, or else in its float64.
 * Where libtorch has no one answer, {@code docs/torch-surprises.md} says so.
 */
@RequiresLibtorch
class SpecialValuesTest {
  private static final double[] VALUES = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
  };

  /** Their gradient at NaN depends on where in a vector register of libtorch the element lies. */
  private static final Set<String> NO_ONE_GRADIENT_AT_NAN =
      Set.of("CELU", "ELU", "SELU", "Hardswish", "Hardtanh", "ReLU6", "Hardshrink", "Softshrink");

  /** In float32 libtorch goes another way than in float64, where Java agrees with it. */
  private static final List<String> OTHERWISE_IN_FLOAT32 =
      List.of(
          "GELU/",
          "ConvTranspose1d/",
          "ConvTranspose2d/",
          "ConvTranspose3d/",
          "PoissonNLLLoss/overflow/",
          "UpsamplingBilinear2d/wide/");

  private final Catalogue catalogue = Catalogue.standard();
  private final ParityCheck check =
      new ParityCheck(
          new JavaBackend(catalogue), LibtorchBackend.withThreads(1), Tolerance::standard);

  @TestFactory
  Stream<DynamicTest> one_special_value_a_sample_does_what_it_does_in_libtorch() {
    return modules(1);
  }

  @Tag("soak")
  @TestFactory
  Stream<DynamicTest> eight_special_values_a_sample_do_what_they_do_in_libtorch() {
    return modules(8);
  }

  private Stream<DynamicTest> modules(int values) {
    return catalogue.rows().stream()
        .map(row -> dynamicTest(row.simpleName(), () -> check(row.simpleName(), values)));
  }

  private void check(String module, int values) {
    Random random = new Random(module.hashCode());
    List<Planned> all =
        Planned.all(
            catalogue.select(List.of(module)),
            Set.of(DType.FLOAT32, DType.FLOAT64),
            Integer.MAX_VALUE,
            List.of(0L));
    for (Planned planned : all) {
      Case drawn = planned.draw();
      // Cases that draw random numbers have no oracle, and their outputs are a choice of inputs.
      if (planned.selected().sample().refusal() != null || drawn.seed().isPresent()) {
        continue;
      }
      for (int i = 0; i < values; i++) {
        judge(planned, drawn, random);
      }
    }
  }

  private void judge(Planned planned, Case drawn, Random random) {
    List<String> inputs = new ArrayList<>();
    drawn
        .inputs()
        .forEach(
            (name, x) -> {
              if (x.dtype().isFloatingPoint() && x.elements() > 0) {
                inputs.add(name);
              }
            });
    if (inputs.isEmpty()) {
      return;
    }
    String name = inputs.get(random.nextInt(inputs.size()));
    double value = VALUES[random.nextInt(VALUES.length)];
    Tensor x = drawn.inputs().get(name);
    int at = random.nextInt(x.elements());
    if (hasNoOneAnswer(drawn, value)) {
      return;
    }
    double[] values = x.toDoubles().clone();
    values[at] = value;
    Map<String, Tensor> spoilt = new LinkedHashMap<>(drawn.inputs());
    spoilt.put(name, Tensor.ofDoubles(x.dtype(), x.shape(), values));
    Case c = drawn.withInputs(spoilt);
    Verdict verdict = check.judge(c, planned.selected().sample().zeroGradients());
    // That both refuse it is agreement; so is a gradient that the value makes zero throughout.
    boolean alike = verdict.outcome().compareTo(Outcome.VACUOUS) <= 0;
    boolean asInFloat64 =
        OTHERWISE_IN_FLOAT32.stream().anyMatch(c.id()::startsWith)
            && verdict.culprit() == Culprit.REFERENCE;
    assertThat(alike || asInFloat64)
        .as("%s in element %d of input %s: %s", value, at, name, verdict.message(""))
        .isTrue();
  }

  /** Whether libtorch has no one answer, or one that costs Java a second way to a gradient. */
  private static boolean hasNoOneAnswer(Case c, double value) {
    String module = c.spec().simpleName();
    if (Double.isNaN(value)) {
      return NO_ONE_GRADIENT_AT_NAN.contains(module);
    }
    // Gradients of a repeated input are summed before they are multiplied by exp(x).
    return value > 0 && c.id().startsWith("PoissonNLLLoss/input_broadcast/");
  }
}
