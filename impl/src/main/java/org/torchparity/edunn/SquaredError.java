package org.torchparity.edunn;

import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The squared error of each sample: E_i = Σ (y_i − t_i)², summed, not averaged, over the columns.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Inputs: the truth t (N, D) and the prediction y (N, D), of one dtype, float32 or
 * float64 → Output: (N, 1).
 *
 * <p>Backward, of the prediction only: δE/δy_i = 2·(y_i − t_i)·g_i.
 *
 * <p>Errors: {@link IllegalArgumentException} if there are not two inputs of one floating-point
 * dtype and one shape (N, D).
 *
 * <p>Source: edunn, {@code edunn/models/squared_error.py}.
 */
public final class SquaredError extends Module {
  /** Makes the layer. */
  public SquaredError() {}

  @Override
  public Pass forward(Tensor... inputs) {
    Errors.check("SquaredError", inputs);
    Tensor y = inputs[1];
    Inputs.dtype("SquaredError", inputs[0], y.dtype());
    if (!inputs[0].shape().equals(y.shape())) {
      throw new IllegalArgumentException(
          "SquaredError: expected truth and prediction of one shape, but got "
              + inputs[0].shape()
              + " and "
              + y.shape());
    }
    int columns = y.size(1);
    double[] delta = y.toDoubles().clone();
    double[] truth = inputs[0].toDoubles();
    double[] errors = new double[y.size(0)];
    for (int i = 0; i < delta.length; i++) {
      delta[i] -= truth[i];
      errors[i / columns] = Math.fma(delta[i], delta[i], errors[i / columns]);
    }
    return Pass.of(
        Tensor.ofDoubles(y.dtype(), Shape.of(y.size(0), 1), errors),
        g -> {
          double[] gradient = new double[delta.length];
          for (int i = 0; i < gradient.length; i++) {
            gradient[i] = 2 * delta[i] * g.get(i / columns);
          }
          return Gradients.none().withInput(1, Tensor.ofDoubles(y.dtype(), y.shape(), gradient));
        });
  }
}
