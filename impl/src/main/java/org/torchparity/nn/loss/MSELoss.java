package org.torchparity.nn.loss;

import org.torchparity.kernel.SquaredErrors;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Mean squared error: ℓ = (x − t)².
 *
 * <p>Shape: Input x: (*), float32 or float64. Target t: (*), the same dtype, broadcast against the
 * input → Output: a scalar, or the broadcast shape where the reduction is none.
 *
 * <p>Backward: δℓ/δx = 2(x − t), δℓ/δt = −2(x − t).
 *
 * <p>Errors: {@link IllegalArgumentException} if the shapes cannot be broadcast, or the dtypes do
 * not fit.
 *
 * <p>Source: torch.nn.MSELoss; ATen/native/Loss.cpp at v2.10.0.
 */
public final class MSELoss extends Module {
  private static final ElementwiseLoss LOSS =
      ElementwiseLoss.of(
          "MSELoss",
          MSELoss::losses,
          (x, t, room, y, n) -> slopes(x, t, y, n),
          (x, t, room, y, n) -> slopes(t, x, y, n));

  private final Reduction reduction;

  /** Makes a loss reduced to its mean. */
  public MSELoss() {
    this(Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @throws IllegalArgumentException if {@code reduction} is {@link Reduction#BATCHMEAN}
   */
  public MSELoss(Reduction reduction) {
    this.reduction = reduction.notBatchmean();
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("MSELoss", 2, 2, inputs);
    Tensor x = inputs[0];
    Tensor t = inputs[1];
    boolean narrow = x.dtype() == DType.FLOAT32 && t.dtype() == DType.FLOAT32;
    return narrow && reduction != Reduction.NONE && x.shape().equals(t.shape())
        ? reduced(x, t)
        : LOSS.of(reduction, inputs);
  }

  private static void losses(double[] x, double[] t, double[] room, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      double d = x[i] - t[i];
      y[i] = d * d;
    }
  }

  private static void slopes(double[] x, double[] t, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = 2 * (x[i] - t[i]);
    }
  }

  /** The same, without an array of losses. */
  private Pass reduced(Tensor x, Tensor t) {
    double divisor = reduction == Reduction.MEAN ? x.elements() : 1;
    return Pass.of(
        Tensor.scalar(x.dtype(), SquaredErrors.sum(x, t) / divisor),
        g -> {
          double factor = 2 * (g.item() / divisor);
          SquaredErrors.Differences differences = SquaredErrors.differences(x, t, factor);
          return Gradients.ofInput(differences.input()).withInput(1, differences.target());
        });
  }
}
