package org.torchparity.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

class VacuityTest {
  private static final Map<String, String> NONE = Map.of();

  private static String fault(String name, Map<String, String> declared, double... gradient) {
    return new Vacuity(SampleCases.of(DType.FLOAT64), declared)
        .fault(name, Tensor.of(gradient, gradient.length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"grad_input.0", "grad.weight"})
  void an_undeclared_gradient_of_zeros_is_a_fault(String name) {
    assertThat(fault(name, NONE, 0, -0.0)).isEqualTo(Vacuity.UNDECLARED);
    assertThat(fault(name, NONE, 0, 1e-3)).isEmpty();
    assertThat(fault(name, Map.of(name, "a shift cancels"), 0, 0)).isEmpty();
  }

  @Test
  void a_declared_gradient_that_is_not_zero_is_a_fault() {
    assertThat(fault("grad.bias", Map.of("grad.bias", "a shift cancels"), 0, 1e-3))
        .isEqualTo(Vacuity.STALE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"output.0", "state_after.running_mean", "gradient"})
  void only_gradients_are_looked_at(String name) {
    assertThat(fault(name, NONE, 0, 0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 2.3e-10, 2.4e-10", "1e6, 2.3e-4, 2.4e-4", "1e-6, 2.3e-16, 2.4e-16"})
  void zero_is_measured_by_the_greatest_upstream_gradient(double scale, double zero, double more) {
    Vacuity vacuity = new Vacuity(SampleCases.of(DType.FLOAT64, -scale, 0), NONE);
    assertThat(vacuity.fault("grad.w", Tensor.of(new double[] {zero, -zero}, 2))).isNotEmpty();
    assertThat(vacuity.fault("grad.w", Tensor.of(new double[] {zero, -more}, 2))).isEmpty();
  }

  @Test
  void in_float32_alone_zero_is_an_epsilon_and_a_declaration_is_not_doubted() {
    Tensor zero = Tensor.of(new float[] {0x1p-23f}, 1);
    Tensor small = Tensor.of(new float[] {0x1.1p-23f}, 1);
    Vacuity undeclared = new Vacuity(SampleCases.of(DType.FLOAT32), NONE);
    assertThat(undeclared.fault("grad.w", zero)).isEqualTo(Vacuity.UNDECLARED);
    assertThat(undeclared.fault("grad.w", small)).isEmpty();
    Vacuity declared = new Vacuity(SampleCases.of(DType.FLOAT32), Map.of("grad.w", "cancels"));
    assertThat(declared.fault("grad.w", small)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void what_is_not_finite_is_not_zero_and_no_scale(double odd) {
    assertThat(fault("grad.w", NONE, 0, odd)).isEmpty();
    Vacuity vacuity = new Vacuity(SampleCases.of(DType.FLOAT64, odd, 1), NONE);
    assertThat(vacuity.fault("grad.w", Tensor.of(new double[] {1e-3}, 1))).isEmpty();
    assertThat(vacuity.fault("grad.w", Tensor.of(new double[] {0}, 1))).isNotEmpty();
  }

  @Test
  void a_gradient_without_elements_is_no_fault() {
    assertThat(fault("grad.w", NONE)).isEmpty();
    assertThat(fault("grad.w", Map.of("grad.w", "empty"))).isEmpty();
  }

  private static Verdict judge(
      double java, double torch, double oracle, Map<String, String> declared) {
    return Verdict.of(
        SampleCases.of(DType.FLOAT32),
        new Observation(Map.of("grad.w", Tensor.of(new float[] {(float) java}, 1))),
        new Observation(Map.of("grad.w", Tensor.of(new float[] {(float) torch}, 1))),
        "torch",
        new Observation(Map.of("grad.w", Tensor.of(new double[] {oracle}, 1))),
        Tolerance::standard,
        declared);
  }

  @Test
  void the_oracle_decides_what_is_zero() {
    // Rounding alone leaves torch's float32 some ulps of the terms that cancel.
    assertThat(judge(0, 3e-6, 1e-16, NONE).outcome()).isEqualTo(Outcome.VACUOUS);
    assertThat(judge(0, 3e-6, 1e-16, Map.of("grad.w", "cancels")).outcome())
        .isEqualTo(Outcome.AGREES);
    assertThat(judge(3e-6, 3e-6, 3e-6, NONE).outcome()).isEqualTo(Outcome.AGREES);
    assertThat(judge(3e-6, 3e-6, 3e-6, Map.of("grad.w", "cancels")).outcome())
        .isEqualTo(Outcome.VACUOUS);
  }

  @Test
  void a_disagreement_is_worse_than_a_fault_of_the_case() {
    Verdict verdict = judge(1, 0, 0, NONE);
    assertThat(verdict.outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(verdict.culprit()).isEqualTo(Culprit.JAVA);
    assertThat(verdict.quantities().get(0).note()).isEqualTo(Vacuity.UNDECLARED);
  }

  @Test
  void a_declared_gradient_that_does_not_exist_is_a_fault() {
    Map<String, String> declared = new LinkedHashMap<>();
    declared.put("grad.weigth", "a slip of the pen");
    Verdict verdict = judge(1, 1, 1, declared);
    assertThat(verdict.outcome()).isEqualTo(Outcome.VACUOUS);
    assertThat(verdict.message("again"))
        .isEqualTo(
            "Linear/plain/train/float32/0: declared to be zero, but torch has no grad.weigth\n"
                + "Rerun: again");
  }
}
