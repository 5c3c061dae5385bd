package org.torchparity.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.torchparity.compare.Culprit;
import org.torchparity.compare.Tolerance;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** A smaller case counts only if it fails for what looks like the same reason. */
class SameFailureTest {
  private static final Case CASE =
      new Case(
          "x",
          new ModuleSpec("torch.nn.Linear", Args.none()),
          Map.of(),
          Map.of(),
          Args.none(),
          Map.of(),
          Mode.TRAIN,
          DType.FLOAT64,
          OptionalLong.empty());

  private static Tensor tensor(double... values) {
    return Tensor.of(values, values.length);
  }

  private static Verdict verdict(Map<String, Tensor> java, Map<String, Tensor> torch) {
    return Verdict.against(
        CASE, new Observation(java), new Observation(torch), "torch", Tolerance::standard);
  }

  private static boolean same(Map<String, Tensor> java, Map<String, Tensor> torch) {
    Verdict original =
        verdict(
            Map.of("output.0", tensor(1, 2), "grad.weight", tensor(3)),
            Map.of("output.0", tensor(1, 1), "grad.weight", tensor(4)));
    return new SameFailure(original).test(verdict(java, torch));
  }

  @Test
  void fewer_of_the_failing_quantities_are_the_same_failure() {
    assertThat(same(Map.of("output.0", tensor(5)), Map.of("output.0", tensor(6)))).isTrue();
    assertThat(same(Map.of("grad.weight", tensor(5)), Map.of("grad.weight", tensor(6)))).isTrue();
  }

  @Test
  void agreement_another_quantity_another_shape_and_a_nan_are_not() {
    Map<String, Tensor> torch = Map.of("output.0", tensor(6));
    assertThat(same(torch, torch)).isFalse();
    assertThat(same(Map.of("output.0", tensor(6, 6)), torch)).isFalse();
    assertThat(same(Map.of("output.0", tensor(Double.NaN)), torch)).isFalse();
    assertThat(same(Map.of(), torch)).isFalse();
    assertThat(
            same(
                Map.of("output.0", tensor(5), "grad.bias", tensor(1)),
                Map.of("output.0", tensor(6), "grad.bias", tensor(2))))
        .isFalse();
  }

  @Test
  void another_side_that_is_wrong_is_another_failure() {
    Verdict javaIsWrong = float32(2, 1);
    assertThat(new SameFailure(javaIsWrong).test(float32(3, 1))).isTrue();
    Verdict bothAreWrong = float32(5, 2);
    assertThat(bothAreWrong.culprit()).isEqualTo(Culprit.BOTH);
    assertThat(new SameFailure(javaIsWrong).test(bothAreWrong)).isFalse();
  }

  /** The oracle says 1. */
  private static Verdict float32(float java, float torch) {
    return Verdict.of(
        CASE.to(DType.FLOAT32),
        new Observation(Map.of("output.0", Tensor.of(new float[] {java}, 1))),
        new Observation(Map.of("output.0", Tensor.of(new float[] {torch}, 1))),
        "torch",
        new Observation(Map.of("output.0", tensor(1))),
        Tolerance::standard,
        Map.of());
  }

  @Test
  void a_refusal_may_name_other_sizes_but_not_another_reason() {
    Verdict original = Verdict.onlyJavaRefuses("x", "torch", "expected 3 channels, but got 12");
    SameFailure same = new SameFailure(original);
    assertThat(same.test(Verdict.onlyJavaRefuses("y", "torch", "expected 1 channels, but got 2")))
        .isTrue();
    assertThat(same.test(Verdict.onlyJavaRefuses("y", "torch", "expected 1 axis"))).isFalse();
    assertThat(same.test(Verdict.onlyReferenceRefuses("y", "torch", "too wide"))).isFalse();
  }
}
