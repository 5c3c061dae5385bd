package org.torchparity.edunn;

import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The cross entropy of each sample: E_i = −ln y[i, t_i], of probabilities, where torch's takes
 * logits.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Inputs: the labels t (N) or (N, 1), int64, and the probabilities y (N, C), float32 or
 * float64 → Output: (N, 1).
 *
 * <p>Backward, of the probabilities only: δE/δy[i, c] = −g_i / y[i, c] for c = t_i, else 0.
 *
 * <p>Errors: {@link IllegalArgumentException} if there are not two inputs of these shapes and
 * dtypes, if there is not one label a sample, or a probability is negative or NaN; {@link
 * IndexOutOfBoundsException} if a label is not in [0, C).
 *
 * <p>Source: edunn, {@code edunn/models/cross_entropy_error.py}.
 */
public final class CrossEntropyWithLabels extends Module {
  /** Makes the layer. */
  public CrossEntropyWithLabels() {}

  @Override
  public Pass forward(Tensor... inputs) {
    Errors.checkProbabilities("CrossEntropyWithLabels", inputs);
    Tensor y = inputs[1];
    int[] at = positions(inputs[0], y);
    double[] errors = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      errors[i] = -Math.log(y.get(at[i]));
    }
    return Pass.of(
        Tensor.ofDoubles(y.dtype(), Shape.of(at.length, 1), errors),
        g -> {
          double[] gradient = new double[y.elements()];
          for (int i = 0; i < at.length; i++) {
            gradient[at[i]] = -g.get(i) / y.get(at[i]);
          }
          return Gradients.none().withInput(1, Tensor.ofDoubles(y.dtype(), y.shape(), gradient));
        });
  }

  /** Where the probability of each label stands. */
  private static int[] positions(Tensor labels, Tensor y) {
    if (labels.dtype() != DType.INT64) {
      throw new IllegalArgumentException(
          "CrossEntropyWithLabels: expected labels of dtype int64, but got "
              + labels.dtype().torchName());
    }
    int[] positions = new int[labels.elements()];
    for (int i = 0; i < positions.length; i++) {
      long label = labels.longs()[i];
      if (label < 0 || label >= y.size(1)) {
        throw new IndexOutOfBoundsException(
            "CrossEntropyWithLabels: expected labels in [0, " + y.size(1) + "), but got " + label);
      }
      positions[i] = i * y.size(1) + (int) label;
    }
    return positions;
  }
}
