package org.torchparity.kernel;

import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A {@link Correlation} in float32 whose kernel is twice as long as its stride, by minimal
 * filtering F(2×2, 2×2): over each phase of the input it is one of 2×2 filters with stride 1, whose
 * 2×2 outputs y(o) = Pᵀ·[Σ (P·w(o, r)·Pᵀ) ⊙ (Bᵀ·d(r)·B)]·P of a tile d of 3×3 inputs take 9
 * multiply-adds instead of 16 (see {@link TwofoldKernels}). The sum is over the channels and phases
 * r: nine products of matrices. The adjoint has none of this form.
 */
final class Twofold implements CorrelationWay {
  /** Elements of a transformed tile. */
  static final int PLANES = 9;

  /** Channels of a group, on either side, and tiles that are worth the transforms. */
  private static final int LEAST_CHANNELS = 16;

  private static final int LEAST_TILES = 64;

  /** Outputs whose sums fill a tile of products. */
  private static final int LEAST_OUTPUTS = 32;

  /** Channels of the widest vector. */
  private static final int WHOLE = 16;

  /** Filters of a group and all phases whose sums are not too many for the second cache. */
  private static final int MOST_FILTERS = 1 << 16;

  private final Correlation map;
  private final Window window;
  private final int inputs;
  private final int outputs;
  private final int phases;

  Twofold(Correlation map) {
    this.map = map;
    this.window = map.window();
    this.inputs = map.inChannels() / map.groups();
    this.outputs = map.outChannels() / map.groups();
    this.phases = window.stride[1] * window.stride[2];
  }

  private boolean fits(Tensor x) {
    return x.dtype() == DType.FLOAT32
        && TwofoldGrid.fits(window)
        && Math.min(inputs, outputs) >= LEAST_CHANNELS
        && x.size(0) * window.outputElements() >= 4 * LEAST_TILES;
  }

  /** Whether no vector is padding, phases have to be laid out anyway, and rows of inputs fit. */
  private boolean fitsOutputs() {
    return phases > 1
        && outputs >= LEAST_OUTPUTS
        && inputs % WHOLE == 0
        && outputs % WHOLE == 0
        && inputs <= Gemm.DEPTH;
  }

  @Override
  public @Nullable Tensor of(Tensor x, Tensor weight, Tensor start, Shape shape) {
    if (!fits(x) || !fitsOutputs()) {
      return null;
    }
    Tensor y =
        new TwofoldOutputs(window, map.groups(), inputs, outputs).of(x, weight, start, shape);
    return Finite.all(y) ? y : null;
  }

  @Override
  public @Nullable Tensor adjoint(Tensor y, Tensor weight, Tensor start, Shape shape) {
    return null;
  }

  @Override
  public @Nullable Tensor weightGradient(Tensor gradOutput, Tensor x, Shape shape) {
    if (!fits(x) || inputs * outputs * phases > MOST_FILTERS) {
      return null;
    }
    Tensor gradient =
        new TwofoldGradient(window, map.groups(), inputs, outputs).of(gradOutput, x, shape);
    return Finite.all(gradient) ? gradient : null;
  }
}
