package org.torchparity.kernel;

import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A way to compute what is asked of a {@link Correlation} with fewer multiplications than it has
 * terms. Results share sums, so that an infinity or NaN of one spreads to others, and sums may
 * overflow where no result does. Either leaves a result that is not finite; then, and where another
 * way is faster, it returns nothing.
 *
 * <p>Source: Lavin, Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016.
 */
interface MinimalFiltering {
  /** Returns {@link Correlation#of}, or nothing. */
  @Nullable Tensor of(Tensor x, Tensor weight, Tensor start, Shape shape);

  /** Returns {@link Correlation#adjoint}, or nothing. */
  @Nullable Tensor adjoint(Tensor y, Tensor weight, Tensor start, Shape shape);

  /** Returns {@link Correlation#weightGradient}, or nothing. */
  @Nullable Tensor weightGradient(Tensor gradOutput, Tensor x, Shape shape);
}
