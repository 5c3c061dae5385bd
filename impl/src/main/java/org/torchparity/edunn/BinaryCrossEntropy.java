package org.torchparity.edunn;

import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The cross entropy of each sample of two classes: E_i = −ln(t_i·y_i + (1 − t_i)·(1 − y_i)), of the
 * probability y_i of class 1; a logarithm of zero is taken of ε = 1e-12.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Inputs: the labels t (N) or (N, 1), 0 or 1 in any dtype, and the probabilities y (N,
 * 1), float32 or float64 → Output: (N, 1).
 *
 * <p>Backward, of the probabilities only: δE/δy_i = −g_i / (t_i·y_i − (1 − t_i)·(1 − y_i)), with ε
 * for a denominator of zero. At y = 1 for t = 0 it is −g_i/ε, as edunn has it, although E falls
 * there from the other side.
 *
 * <p>Errors: {@link IllegalArgumentException} if there are not two inputs of these shapes, or a
 * probability is negative or NaN.
 *
 * <p>Source: edunn, {@code edunn/models/binary_cross_entropy_error.py}.
 */
public final class BinaryCrossEntropy extends Module {
  private static final double EPS = 1e-12;

  /** Makes the layer. */
  public BinaryCrossEntropy() {}

  @Override
  public Pass forward(Tensor... inputs) {
    Errors.checkProbabilities("BinaryCrossEntropy", inputs);
    Tensor y = inputs[1];
    if (y.size(1) != 1) {
      throw new IllegalArgumentException(
          "BinaryCrossEntropy: expected one probability a sample, but got " + y.shape());
    }
    Tensor t = inputs[0];
    double[] errors = new double[y.elements()];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = -Math.log(orEps(t.get(i) * y.get(i) + (1 - t.get(i)) * (1 - y.get(i))));
    }
    return Pass.of(
        Tensor.ofDoubles(y.dtype(), Shape.of(errors.length, 1), errors),
        g -> {
          double[] gradient = new double[errors.length];
          for (int i = 0; i < gradient.length; i++) {
            gradient[i] = -g.get(i) / orEps(t.get(i) * y.get(i) - (1 - t.get(i)) * (1 - y.get(i)));
          }
          return Gradients.none().withInput(1, Tensor.ofDoubles(y.dtype(), y.shape(), gradient));
        });
  }

  private static double orEps(double value) {
    return value == 0 ? EPS : value;
  }
}
