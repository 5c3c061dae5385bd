package org.torchparity.nn.loss;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Loss of triplets: ℓ = max(0, margin + d(a, p) − d(a, n)) with a distance d of one's own, for an
 * anchor a, a positive p and a negative n.
 *
 * <p>Shape: Inputs a, p, n: (N, *), one shape, float32 or float64 → Output: a scalar, or the shape
 * of the distances where the reduction is none.
 *
 * <p>Backward, where ℓ is not clamped: δℓ/δd(a, p) = 1, δℓ/δd(a, n) = −1; with {@code swap} the
 * lesser of d(a, n) and d(p, n) has the −1, each half of it where they tie. From there the
 * distance's own.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code margin} is not positive, or the inputs are
 * not of one shape and dtype.
 *
 * <p>Source: Balntas et al., "Learning local feature descriptors with triplets and shallow
 * convolutional neural networks" (2016), section 3; torch.nn.TripletMarginWithDistanceLoss;
 * torch/nn/functional.py at v2.10.0.
 *
 * <pre>{@code
 * Module cosine = new CosineSimilarity();
 * new TripletMarginWithDistanceLoss(cosine::forward, 0.5, false, Reduction.MEAN)
 * }</pre>
 */
public final class TripletMarginWithDistanceLoss extends Module {
  private final Triplets triplets;

  /** Makes a loss of the Euclidean distance with ε = 1e-6 and margin = 1, reduced to its mean. */
  public TripletMarginWithDistanceLoss() {
    this(1, false, Reduction.MEAN);
  }

  /**
   * Makes a loss of the Euclidean distance with ε = 1e-6.
   *
   * @throws IllegalArgumentException if {@code margin} is not positive, or {@code reduction} is
   *     {@link Reduction#BATCHMEAN}
   */
  public TripletMarginWithDistanceLoss(double margin, boolean swap, Reduction reduction) {
    this.triplets = triplets(new PairwiseNorm(2, 1e-6), margin, swap, reduction);
  }

  /**
   * Makes a loss of a distance.
   *
   * @throws IllegalArgumentException if {@code margin} is not positive, or {@code reduction} is
   *     {@link Reduction#BATCHMEAN}
   */
  public TripletMarginWithDistanceLoss(
      DistanceFunction distanceFunction, double margin, boolean swap, Reduction reduction) {
    this.triplets = triplets(new DistancePasses(distanceFunction), margin, swap, reduction);
  }

  private static Triplets triplets(
      TripletDistance distance, double margin, boolean swap, Reduction reduction) {
    return new Triplets(
        "TripletMarginWithDistanceLoss",
        distance,
        Margins.positive("TripletMarginWithDistanceLoss", margin),
        swap,
        reduction.notBatchmean());
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return triplets.of(inputs);
  }
}
