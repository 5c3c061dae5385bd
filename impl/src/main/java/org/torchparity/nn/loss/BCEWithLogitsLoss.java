package org.torchparity.nn.loss;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.BlockFunctions;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Binary cross entropy of logits: ℓ = −w·(p·t·log σ(x) + (1 − t)·log(1 − σ(x))), with a weight p of
 * the positive examples.
 *
 * <p>Buffers: {@code weight} w and {@code pos_weight} p where they are given, broadcast to the
 * input.
 *
 * <p>Shape: Input x: (*), float32 or float64. Target t: the same shape and dtype → Output: a
 * scalar, or the same shape where the reduction is none.
 *
 * <p>Backward, with q = 1 + (p − 1)·t and log σ(x) = min(x, 0) − log(1 + exp(−|x|)):
 *
 * <pre>
 * ℓ = w·((1 − t)·x − q·log σ(x))
 * δℓ/δx = w·(σ(x) − t)               δℓ/δt = −w·x
 * δℓ/δx = w·(q·σ(x) − p·t)           δℓ/δt = w·(log σ(−x) − p·log σ(x))        pos_weight
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if the target has another shape, if a weight cannot
 * be expanded to it, or the dtypes differ.
 *
 * <p>Source: torch.nn.BCEWithLogitsLoss; ATen/native/Loss.cpp at v2.10.0.
 */
public final class BCEWithLogitsLoss extends Module {
  private static final ElementwiseLoss LOSS =
      ElementwiseLoss.of(
          "BCEWithLogitsLoss",
          BCEWithLogitsLoss::losses,
          BCEWithLogitsLoss::slopes,
          (x, t, room, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = -x[i];
            }
          });
  private static final ElementwiseLoss WITH_POS_WEIGHT =
      ElementwiseLoss.of(
          "BCEWithLogitsLoss",
          BCEWithLogitsLoss::weightedLosses,
          BCEWithLogitsLoss::weightedSlopes,
          BCEWithLogitsLoss::weightedSlopesOfTarget);

  private final Reduction reduction;

  /** Makes a loss without weights, reduced to its mean. */
  public BCEWithLogitsLoss() {
    this(null, Reduction.MEAN, null);
  }

  /**
   * Makes a loss.
   *
   * @param weight a rescaling of each element, or null
   * @param posWeight the weight of positive examples, usually one a class, or null
   * @throws IllegalArgumentException if {@code reduction} is {@link Reduction#BATCHMEAN}
   */
  public BCEWithLogitsLoss(
      @Nullable Tensor weight, Reduction reduction, @Nullable Tensor posWeight) {
    this.reduction = reduction.notBatchmean();
    if (weight != null) {
      setBuffer("weight", weight);
    }
    if (posWeight != null) {
      setBuffer("pos_weight", posWeight);
    }
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("BCEWithLogitsLoss", 2, 2, inputs);
    LossShapes.same("BCEWithLogitsLoss", inputs[1], inputs[0]);
    Tensor weight = state().bufferOrNull("weight");
    Tensor posWeight = state().bufferOrNull("pos_weight");
    if (posWeight == null) {
      return LOSS.weighted(reduction, weight, inputs);
    }
    LossShapes.expandable("BCEWithLogitsLoss", posWeight, inputs[0]);
    return WITH_POS_WEIGHT.weighted(reduction, weight, inputs[0], inputs[1], posWeight);
  }

  private static void losses(double[] x, double[] t, double[] l, double[] y, int n) {
    BlockFunctions.log1pOfDecay(x, l, n);
    for (int i = 0; i < n; i++) {
      y[i] = (1 - t[i]) * x[i] - LogSigmoids.of(x[i], l[i]);
    }
  }

  private static void slopes(double[] x, double[] t, double[] room, double[] y, int n) {
    BlockFunctions.sigmoidOfMinus(x, y, n);
    for (int i = 0; i < n; i++) {
      y[i] = 1 - t[i] - y[i];
    }
  }

  private static void weightedLosses(double[] x, double[] t, double[] p, double[] y, int n) {
    BlockFunctions.log1pOfDecay(x, y, n);
    for (int i = 0; i < n; i++) {
      y[i] = (1 - t[i]) * x[i] - (1 + (p[i] - 1) * t[i]) * LogSigmoids.of(x[i], y[i]);
    }
  }

  private static void weightedSlopes(double[] x, double[] t, double[] p, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = -x[i];
    }
    BlockFunctions.sigmoidOfMinus(x, y, n);
    for (int i = 0; i < n; i++) {
      y[i] = (p[i] * t[i] + 1 - t[i]) * y[i] - p[i] * t[i];
    }
  }

  private static void weightedSlopesOfTarget(
      double[] x, double[] t, double[] p, double[] y, int n) {
    BlockFunctions.log1pOfDecay(x, y, n);
    for (int i = 0; i < n; i++) {
      y[i] = LogSigmoids.of(-x[i], y[i]) - p[i] * LogSigmoids.of(x[i], y[i]);
    }
  }
}
