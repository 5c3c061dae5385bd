package org.torchparity.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** The whole text of every kind of verdict. */
class VerdictMessageTest {
  private static final String ID = "Linear/plain/train/float32/0";

  private static Tensor f(double... values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return Tensor.of(narrow, 1, narrow.length);
  }

  private static Tensor d(double... values) {
    return Tensor.of(values, 1, values.length);
  }

  /** Names and tensors by turns. */
  private static Observation seen(Object... pairs) {
    Map<String, Tensor> quantities = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      quantities.put((String) pairs[i], (Tensor) pairs[i + 1]);
    }
    return new Observation(quantities);
  }

  private static String message(Observation java, Observation torch, Observation oracle) {
    return Verdict.of(
            SampleCases.of(DType.FLOAT32),
            java,
            torch,
            "torch",
            oracle,
            Tolerance::standard,
            Map.of("grad.bias", "a shift cancels"))
        .message("check Linear/plain --seed 0");
  }

  @Test
  void every_quantity_that_fails_is_told_under_who_is_wrong() {
    Observation java =
        seen(
            "output.0", f(1, 2),
            "grad_input.0", f(0.25, 0.5),
            "grad.weight", f(1, 1.25),
            "grad.scale", f(0, 0),
            "grad.bias", f(1, 0));
    Observation torch =
        seen(
            "output.0", f(1, 2),
            "grad_input.0", f(0.25, 0.25),
            "grad.weight", f(1, Double.NaN),
            "grad.scale", f(0, 0),
            "grad.bias", f(1, 0),
            "state_after.mean", f(1));
    Observation oracle =
        seen(
            "output.0", d(1, 2),
            "grad_input.0", d(0.25, 0.25),
            "grad.weight", d(1, 1.25),
            "grad.scale", d(0, 1e-17),
            "grad.bias", d(1, 0),
            "state_after.mean", d(1));
    assertThat(message(java, torch, oracle))
        .isEqualTo(
            """
            Linear/plain/train/float32/0: Java is wrong in grad_input.0, state_after.mean; torch is wrong in grad.weight; the case is at fault in grad.scale, grad.bias

            grad_input.0
              Mismatched elements: 1 / 2 (50.0%)
              Greatest absolute difference: 2.5e-01 at index (0, 1): Java = 0.5, torch = 0.25, float64 oracle = 0.25 (up to 1.3e-05 allowed)
              Greatest relative difference: 1.0e+00 at index (0, 1): Java = 0.5, torch = 0.25, float64 oracle = 0.25
              Greatest distance: 8388608 ULP at index (0, 1): Java = 0.5, torch = 0.25, float64 oracle = 0.25
              Allowed: |actual - expected| <= 1.0e-05 + 1.0e-05 * |expected|
              Smallest tolerance that passes: atol = rtol = 2.0e-01
              Error against the float64 oracle: Java 2.5e-01, torch 0
              Root mean square of it: Java 1.8e-01, torch 0

            grad.weight
              Mismatched elements: 1 / 2 (50.0%)
              Not finite on both sides alike: 1, the first at index (0, 1): Java = 1.25, torch = nan, float64 oracle = 1.25
              Allowed: |actual - expected| <= 1.0e-05 + 1.0e-05 * |expected|
              No tolerance passes
              Error against the float64 oracle: Java 0, torch 0 and 1 element not finite alike
              Root mean square of it: Java 0, torch 0

            grad.scale: the reference gradient is zero in every element

            grad.bias: declared to be zero in every element, but it is not

            state_after.mean
              Java has no such quantity; torch has one of shape [1, 1] and dtype float32
            Rerun: check Linear/plain --seed 0""");
  }

  @Test
  void agreement_within_rounding_is_told_with_its_figures() {
    assertThat(
            message(
                seen("output.0", f(1.25), "grad.bias", f(0)),
                seen("output.0", f(1.5), "grad.bias", f(0)),
                seen("output.0", d(1), "grad.bias", d(0))))
        .isEqualTo(
            """
            Linear/plain/train/float32/0: agrees within torch's rounding in output.0

            output.0
              Mismatched elements: 1 / 1 (100.0%)
              Greatest absolute difference: 2.5e-01 at index (0, 0): Java = 1.25, torch = 1.5, float64 oracle = 1.0 (up to 2.5e-05 allowed)
              Greatest relative difference: 1.7e-01 at index (0, 0): Java = 1.25, torch = 1.5, float64 oracle = 1.0
              Greatest distance: 2097152 ULP at index (0, 0): Java = 1.25, torch = 1.5, float64 oracle = 1.0
              Allowed: |actual - expected| <= 1.0e-05 + 1.0e-05 * |expected|
              Smallest tolerance that passes: atol = rtol = 1.0e-01
              Error against the float64 oracle: Java 2.5e-01, torch 5.0e-01
              Root mean square of it: Java 2.5e-01, torch 5.0e-01
            Rerun: check Linear/plain --seed 0""");
  }

  @Test
  void both_wrong_and_nobody_to_say() {
    assertThat(
            message(
                seen("output.0", f(4), "grad.bias", f(0)),
                seen("output.0", f(2), "grad.bias", f(0)),
                seen("output.0", d(1), "grad.bias", d(0))))
        .startsWith(ID + ": Java and torch are both wrong in output.0\n");
    assertThat(
            message(
                seen("output.0", f(4), "grad.bias", f(0)),
                seen("output.0", f(2), "grad.bias", f(0)),
                null))
        .startsWith(ID + ": Java and torch disagree in output.0\n");
  }

  @Test
  void agreement_is_one_line_and_the_command() {
    Observation all = seen("output.0", f(1), "grad.bias", f(0));
    assertThat(message(all, all, null))
        .isEqualTo(ID + ": agrees\nRerun: check Linear/plain --seed 0");
  }

  @Test
  void refusals_say_who_refused_and_how() {
    assertThat(Verdict.bothRefuse(ID, "torch").message("again"))
        .isEqualTo(ID + ": both refuse\nRerun: again");
    assertThat(Verdict.onlyJavaRefuses(ID, "torch", "bad shape").message("again"))
        .isEqualTo(ID + ": Java refuses what torch runs: bad shape\nRerun: again");
    assertThat(Verdict.onlyReferenceRefuses(ID, "torch", "bad shape").message("again"))
        .isEqualTo(ID + ": Java runs what torch refuses: bad shape\nRerun: again");
    assertThat(Verdict.wrongMessage(ID, "torch", "expected 2D", "oops").message("again"))
        .isEqualTo(
            ID
                + ": Java refuses it in other words: expected a message with \"expected 2D\","
                + " but got \"oops\"\nRerun: again");
    assertThat(Verdict.nobodyRefuses(ID, "torch").message("again"))
        .isEqualTo(ID + ": both sides run what the case says they refuse\nRerun: again");
    assertThat(Verdict.nobodyRuns(ID, "torch", "bad shape").message("again"))
        .isEqualTo(ID + ": both sides refuse a case that should run: bad shape\nRerun: again");
  }

  @Test
  void refusals_come_out_as_they_should() {
    assertThat(Verdict.bothRefuse(ID, "torch").outcome()).isEqualTo(Outcome.AGREES);
    assertThat(Verdict.onlyJavaRefuses(ID, "torch", "").outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(Verdict.onlyReferenceRefuses(ID, "torch", "").outcome())
        .isEqualTo(Outcome.DISAGREES);
    assertThat(Verdict.wrongMessage(ID, "torch", "", "").outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(Verdict.nobodyRefuses(ID, "torch").outcome()).isEqualTo(Outcome.VACUOUS);
    assertThat(Verdict.nobodyRuns(ID, "torch", "").outcome()).isEqualTo(Outcome.VACUOUS);
  }
}
