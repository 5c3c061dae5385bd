package org.torchparity.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.torchparity.nn.Gradients;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** The whole text of reports. */
class DivergenceTextTest {
  private static final Tensor X = Tensor.of(new double[] {1, -2, 0.5}, 3);

  private static Tensor mapped(Tensor x, DoubleUnaryOperator f) {
    double[] values = x.toDoubles().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = f.applyAsDouble(values[i]);
    }
    return Tensor.ofDoubles(x.dtype(), x.shape(), values);
  }

  private static LayeredModel model(String name, double middle) {
    return LayeredModel.named(name)
        .layer("double", x -> mapped(x, v -> 2 * v), g -> Gradients.ofInput(mapped(g, v -> 2 * v)))
        .layer(
            "block.add",
            x -> mapped(x, v -> v + middle),
            g -> Gradients.ofInput(mapped(g, v -> middle * v)))
        .layer(
            "block.half",
            x -> mapped(x, v -> v / 2),
            g -> Gradients.ofInput(mapped(g, v -> v / 2)));
  }

  private static DivergenceReport report(double middle, Tensor x) {
    return FirstDivergence.between(model("Java", middle), model("torch", 1))
        .gradOutput(mapped(x, v -> 4 * v))
        .run(x);
  }

  @Test
  void a_fault_in_float64() {
    assertThat(report(1.25, X).text())
        .isEqualTo(
            """
            Java against torch, float64, eval, each side on its own activations
            Going forward, the first layer out of line is block.add: output.0
              Mismatched elements: 3 / 3 (100.0%)
              Greatest absolute difference: 2.5e-01 at index (0,): Java = 3.25, torch = 3.0 (up to 6.0e-10 allowed)
              Greatest relative difference: 1.3e-01 at index (2,): Java = 2.25, torch = 2.0
              Greatest distance: 562949953421312 ULP at index (0,): Java = 3.25, torch = 3.0
              Allowed: |actual - expected| <= 3.0e-10 + 1.0e-10 * |expected|
              Smallest tolerance that passes: atol = rtol = 8.4e-02
            Going backward, the first layer out of line is block.add: grad_input.0
              Mismatched elements: 3 / 3 (100.0%)
              Greatest absolute difference: 1.0e+00 at index (1,): Java = -5.0, torch = -4.0 (up to 8.0e-10 allowed)
              Greatest relative difference: 2.5e-01 at index (0,): Java = 2.5, torch = 2.0
              Greatest distance: 1125899906842624 ULP at index (0,): Java = 2.5, torch = 2.0
              Allowed: |actual - expected| <= 4.0e-10 + 1.0e-10 * |expected|
              Smallest tolerance that passes: atol = rtol = 2.0e-01

            Errors: greatest difference from the reference over its greatest magnitude
                       forward, so far   forward, own   backward, so far   backward, own
            layer          Java              Java           Java               Java
              double          0                 0        2.5e-01                  0
              block
            >   add     8.3e-02           8.3e-02        2.5e-01            2.5e-01       <- first going forward and backward
                half    8.3e-02                 0              0                  0""");
  }

  @Test
  void a_fault_in_float32_in_single_step() {
    assertThat(
            FirstDivergence.between(model("Java", 1.25), model("torch", 1))
                .singleStep()
                .forwardOnly()
                .run(X.to(DType.FLOAT32))
                .text())
        .isEqualTo(
            """
            Java against torch, float32, eval, every layer on the reference's activations (single step)
            Going forward, the first layer out of line is block.add: output.0
              Mismatched elements: 3 / 3 (100.0%)
              Greatest absolute difference: 2.5e-01 at index (0,): Java = 3.25, torch = 3.0 (up to 6.0e-05 allowed)
              Greatest relative difference: 1.3e-01 at index (2,): Java = 2.25, torch = 2.0
              Greatest distance: 1048576 ULP at index (0,): Java = 3.25, torch = 3.0
              Allowed: |actual - expected| <= 3.0e-05 + 1.0e-05 * |expected|
              Smallest tolerance that passes: atol = rtol = 8.4e-02
              Error against the float64 oracle: Java 2.5e-01, torch 0

            Errors: greatest difference from the float64 oracle over its greatest magnitude
                       forward, own
            layer          Java    torch
              double          0        0
              block
            >   add     8.3e-02        0  <- first going forward
                half          0        0""");
  }

  @Test
  void no_fault() {
    assertThat(report(1, X).text())
        .isEqualTo(
            """
            Java against torch, float64, eval, each side on its own activations
            No layer is out of line.

            Errors: greatest difference from the reference over its greatest magnitude
                       forward, so far   forward, own   backward, so far   backward, own
            layer          Java              Java           Java               Java
              double          0                 0              0                  0
              block
                add           0                 0              0                  0
                half          0                 0              0                  0""");
  }
}
