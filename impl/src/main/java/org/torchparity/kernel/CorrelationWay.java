package org.torchparity.kernel;

import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A way to compute what is asked of a {@link Correlation} that it cannot always go: where the
 * correlation is none of its kind, another way is faster, or results that share sums are not finite
 * (an infinity or NaN of one spreads to others, and sums may overflow where no result does), it
 * returns nothing.
 */
interface CorrelationWay {
  /** Returns {@link Correlation#of}, or nothing. */
  @Nullable Tensor of(Tensor x, Tensor weight, Tensor start, Shape shape);

  /** Returns {@link Correlation#adjoint}, or nothing. */
  @Nullable Tensor adjoint(Tensor y, Tensor weight, Tensor start, Shape shape);

  /** Returns {@link Correlation#weightGradient}, or nothing. */
  @Nullable Tensor weightGradient(Tensor gradOutput, Tensor x, Shape shape);
}
