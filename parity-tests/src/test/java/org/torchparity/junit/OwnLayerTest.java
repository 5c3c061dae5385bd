package org.torchparity.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** A layer that knows nothing of torchparity, checked in the README's ten lines. */
@RequiresLibtorch
class OwnLayerTest {

  /** y = x / √(mean(x²) + ε), a row at a time, in plain Java. */
  static final class RootMeanSquareLayer {
    static double[][] forward(double[] x, int rows, double eps) {
      int columns = x.length / rows;
      double[][] result = {new double[x.length], new double[rows]};
      for (int r = 0; r < rows; r++) {
        double squares = 0;
        for (int j = 0; j < columns; j++) {
          squares += x[r * columns + j] * x[r * columns + j];
        }
        result[1][r] = 1 / Math.sqrt(squares / columns + eps);
        for (int j = 0; j < columns; j++) {
          result[0][r * columns + j] = x[r * columns + j] * result[1][r];
        }
      }
      return result;
    }

    static double[] backward(double[] g, double[] x, double[] scale) {
      int columns = x.length / scale.length;
      double[] gradInput = new double[x.length];
      for (int r = 0; r < scale.length; r++) {
        double product = 0;
        for (int j = 0; j < columns; j++) {
          product += g[r * columns + j] * x[r * columns + j];
        }
        double s = scale[r];
        for (int j = 0; j < columns; j++) {
          int i = r * columns + j;
          gradInput[i] = s * g[i] - x[i] * s * s * s / columns * product;
        }
      }
      return gradInput;
    }
  }

  @TestFactory
  Stream<DynamicTest> my_layer_equals_torch() {
    return ParityTests.of("RMSNorm/no_affine", DType.FLOAT64, c -> run(c, 1));
  }

  @Test
  void a_wrong_gradient_fails_with_the_quantity_in_the_message() {
    DynamicTest test =
        ParityTests.of("RMSNorm/no_affine", DType.FLOAT64, c -> run(c, 1.001)).findFirst().get();
    assertThat(test.getDisplayName()).isEqualTo("RMSNorm/no_affine/train");
    assertThatThrownBy(() -> test.getExecutable().execute())
        .hasMessageContaining("disagree in grad_input.0")
        .hasMessageContaining("Mismatched elements: 24 / 24 (100.0%)");
  }

  private static Map<String, Tensor> run(Case c, double fault) {
    double[] x = c.inputs().get("0").doubles();
    double[] g = c.gradOutputs().get(0).doubles();
    double[][] y = RootMeanSquareLayer.forward(x, 3, Math.ulp(1.0));
    double[] gradInput = RootMeanSquareLayer.backward(g, x, y[1]);
    for (int i = 0; i < gradInput.length; i++) {
      gradInput[i] *= fault;
    }
    return Map.of("output.0", Tensor.of(y[0], 3, 8), "grad_input.0", Tensor.of(gradInput, 3, 8));
  }
}
