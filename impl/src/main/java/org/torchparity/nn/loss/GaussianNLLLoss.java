package org.torchparity.nn.loss;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.torchparity.kernel.BlockFunctions;
import org.torchparity.kernel.Broadcast;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Negative log likelihood of normally distributed targets: ℓ = ½·(log v + (x − t)²/v) with the
 * variance v = max(var, ε); {@code full} adds ½·log(2π).
 *
 * <p>Shape: Input x: (N, *) or (*), float32 or float64. Target t: the same, or broadcast against
 * it. Variance var: the input's shape, or that with one axis of size 1, or that without its last
 * axis → Output: a scalar, or the input's shape where the reduction is none.
 *
 * <p>Backward, with d = x − t:
 *
 * <pre>
 * δℓ/δx = d/v        δℓ/δt = −d/v        δℓ/δvar = ½·(1/v − d²/v²)
 * </pre>
 *
 * The clamp by ε does not show in the gradient.
 *
 * <p>Errors: {@link IllegalArgumentException} if the variance has a negative entry or another
 * shape, if the target cannot be broadcast, or the dtypes differ.
 *
 * <p>Source: Nix and Weigend, "Estimating the mean and variance of the target probability
 * distribution" (1994); torch.nn.GaussianNLLLoss; gaussian_nll_loss in torch/nn/functional.py at
 * v2.10.0.
 */
public final class GaussianNLLLoss extends Module {
  private final Reduction reduction;
  private final ElementwiseLoss loss;

  /** Makes a loss without the constant term, of ε = 1e-6, reduced to its mean. */
  public GaussianNLLLoss() {
    this(false, 1e-6, Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @throws IllegalArgumentException if {@code reduction} is {@link Reduction#BATCHMEAN}
   */
  public GaussianNLLLoss(boolean full, double eps, Reduction reduction) {
    this.reduction = reduction.notBatchmean();
    double constant = full ? 0.5 * Math.log(2 * Math.PI) : 0;
    this.loss =
        ElementwiseLoss.of(
            "GaussianNLLLoss",
            (x, t, var, y, n) -> {
              checkVariances(var, n);
              losses(x, t, clamped(var, eps, n), constant, y, n);
            },
            (x, t, var, y, n) -> slopes(x, t, clamped(var, eps, n), y, n),
            (x, t, var, y, n) -> slopes(t, x, clamped(var, eps, n), y, n),
            (x, t, var, y, n) -> slopesOfVariance(x, t, clamped(var, eps, n), y, n));
  }

  private static void checkVariances(double[] var, int n) {
    for (int i = 0; i < n; i++) {
      if (var[i] < 0) {
        throw new IllegalArgumentException(
            "GaussianNLLLoss: var has negative entry/entries, such as " + var[i]);
      }
    }
  }

  private static double[] clamped(double[] var, double eps, int n) {
    for (int i = 0; i < n; i++) {
      var[i] = Math.max(var[i], eps);
    }
    return var;
  }

  private static void losses(
      double[] x, double[] t, double[] v, double constant, double[] y, int n) {
    BlockFunctions.log(v, y, n);
    for (int i = 0; i < n; i++) {
      double d = x[i] - t[i];
      y[i] = 0.5 * (y[i] + d * d / v[i]) + constant;
    }
  }

  private static void slopes(double[] x, double[] t, double[] v, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (x[i] - t[i]) / v[i];
    }
  }

  private static void slopesOfVariance(double[] x, double[] t, double[] v, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      double scaled = (x[i] - t[i]) / v[i];
      y[i] = 0.5 * (1 / v[i] - scaled * scaled);
    }
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("GaussianNLLLoss", 3, 3, inputs);
    Tensor var = aligned(inputs[2], inputs[0].shape());
    if (Broadcast.shape(inputs[0], inputs[1], var).elements() == 0) {
      // There will be no block to check.
      checkVariances(var.toDoubles(), var.elements());
    }
    Pass pass = loss.of(reduction, inputs[0], inputs[1], var);
    return Pass.of(
        pass.output(),
        gradOutput -> {
          Gradients gradients = pass.backward(gradOutput);
          return gradients.withInput(
              2, requireNonNull(gradients.input(2)).reshape(inputs[2].shape()));
        });
  }

  /** Returns the variance with as many axes as the input. */
  private static Tensor aligned(Tensor var, Shape input) {
    Shape shape = var.shape();
    if (shape.equals(input) || (shape.rank() == input.rank() && hasOneSizeOfOne(shape, input))) {
      return var;
    }
    int[] sizes = Arrays.copyOf(shape.toArray(), shape.rank() + 1);
    sizes[shape.rank()] = 1;
    if (input.rank() > 0 && Shape.of(sizes).equals(input.withSize(-1, 1))) {
      return var.reshape(sizes);
    }
    throw new IllegalArgumentException(
        "GaussianNLLLoss: var is of incorrect size " + shape + " for input of size " + input);
  }

  private static boolean hasOneSizeOfOne(Shape var, Shape input) {
    int differing = 0;
    for (int axis = 0; axis < var.rank(); axis++) {
      differing += var.size(axis) == input.size(axis) ? 0 : var.size(axis);
    }
    return differing == 1;
  }
}
