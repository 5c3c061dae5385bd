package org.torchparity.gradcheck;

import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.Tensor;

/**
 * The notebook's own numerical derivative, with its fault.
 *
 * <p>edunn's {@code numerical_gradient} adds h to an element, then takes 2h off the <em>same
 * original</em>, yet divides by 2h:
 *
 * <pre>
 * Σ g · (y(x + h) − y(x − 2h)) / 2h  ≈  3h/2h · δE/δx  =  1.5 · δE/δx
 * </pre>
 *
 * <p>Its {@code relative_error_count} divides by the sum, so a right gradient a has the relative
 * error {@code |a − 1.5a| / (|a| + |1.5a|) = 0.2} everywhere, and the notebook's last cell prints
 * ERROR for a layer that is right. {@link GradientCheck} is what to use instead.
 *
 * <p>Source: edunn, {@code edunn/utils/numerical_gradient.py} and {@code check_gradient.py}.
 */
public final class NotebookStencil {
  /** The notebook's h. */
  public static final double STEP = 1e-5;

  private NotebookStencil() {}

  /**
   * The derivative of {@code Σ g·y} by every element of an input or parameter, 1.5 times too large.
   *
   * @param gradient the name of the gradient: {@code grad_input.0}, {@code grad.weight}
   * @throws IllegalArgumentException if the case is not float64, has no upstream gradients, or no
   *     floating-point tensor whose gradient has that name
   */
  public static Tensor derivative(Backend backend, Case c, String gradient) {
    Forward forward = new Forward(backend, c);
    Variable variable = Variable.of(c, gradient);
    double[] g = forward.gradOutputs();
    double[] derivative = new double[variable.value().elements()];
    for (int i = 0; i < derivative.length; i++) {
      double x = variable.value().get(i);
      double[] above = forward.outputs(variable.in(forward.undisturbed(), i, x + STEP));
      double[] below = forward.outputs(variable.in(forward.undisturbed(), i, x - 2 * STEP));
      for (int k = 0; k < g.length; k++) {
        derivative[i] += (above[k] - below[k]) / (2 * STEP) * g[k];
      }
    }
    return Tensor.of(derivative, variable.value().shape().toArray());
  }

  /** The notebook's relative error {@code |a − b| / (|a| + |b|)}; 0 where both are 0. */
  public static double relativeError(double a, double b) {
    double sum = Math.abs(a) + Math.abs(b);
    return sum == 0 ? 0 : Math.abs(a - b) / sum;
  }
}
