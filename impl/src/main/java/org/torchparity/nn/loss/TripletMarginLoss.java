package org.torchparity.nn.loss;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Loss of triplets: ℓ = max(0, margin + d(a, p) − d(a, n)) with d(x, y) = ‖x − y + ε‖ₚ over the
 * last axis, for an anchor a, a positive p and a negative n.
 *
 * <p>Shape: Inputs a, p, n: (D), (N, D) or more axes, one shape, float32 or float64 → Output: a
 * scalar, or the shape without the last axis where the reduction is none.
 *
 * <p>Backward, where ℓ is not clamped: δℓ/δd(a, p) = 1, δℓ/δd(a, n) = −1; with {@code swap} the
 * lesser of d(a, n) and d(p, n) has the −1, each half of it where they tie. With v = x − y + ε,
 * δd/δx = sign(v)·(|v|/d)^(p−1) = −δd/δy.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code margin} is not positive, or the inputs are
 * not of one shape and dtype.
 *
 * <p>Differences from ATen: the inputs are not broadcast.
 *
 * <p>Source: Balntas et al., "Learning local feature descriptors with triplets and shallow
 * convolutional neural networks" (2016), section 3; torch.nn.TripletMarginLoss; triplet_margin_loss
 * in ATen/native/Loss.cpp at v2.10.0.
 */
public final class TripletMarginLoss extends Module {
  private final Triplets triplets;

  /** Makes a loss of torch's defaults, reduced to its mean. */
  public TripletMarginLoss() {
    this(1, 2, 1e-6, false, Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @param margin default 1
   * @param p the norm of the distance; default 2
   * @param eps ε, added to every difference; default 1e-6
   * @param swap whether the positive may take the anchor's place; default false
   * @throws IllegalArgumentException if {@code margin} is not positive, or {@code reduction} is
   *     {@link Reduction#BATCHMEAN}
   */
  public TripletMarginLoss(double margin, double p, double eps, boolean swap, Reduction reduction) {
    this.triplets =
        new Triplets(
            "TripletMarginLoss",
            new PairwiseNorm(p, eps),
            Margins.positive("TripletMarginLoss", margin),
            swap,
            reduction.notBatchmean());
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return triplets.of(inputs);
  }
}
