package org.torchparity.kernel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A {@link Correlation} of 3×3 filters, stride 1, in float32, by Winograd's minimal filtering
 * F(2×2, 3×3): the 2×2 outputs y(o) = Aᵀ·[Σ_c (G·w(o, c)·Gᵀ) ⊙ (Bᵀ·d(c)·B)]·A of a tile d of 4×4
 * inputs take 16 multiply-adds a channel instead of 36. The sums over the channels are sixteen
 * products of matrices, one for each element of a tile. The adjoint is a correlation too, with the
 * filters turned.
 *
 * <p>Source: Lavin, Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016.
 */
final class Winograd implements CorrelationWay {
  /** Elements of a tile of inputs. */
  static final int PLANES = 16;

  /** Channels of a group, on either side, and places of tiles that are worth the transforms. */
  private static final int LEAST_CHANNELS = 16;

  private static final int LEAST_PLACES = 128;

  /** Filters of a group whose sums are not too many for the second cache. */
  private static final int MOST_FILTERS = 1 << 14;

  /** Elements of a block's transformed inputs: they stay in the second cache. */
  private static final int ELEMENTS = 1 << 18;

  /** Places of a block: with more of them it is slower, with fewer too. */
  private static final int PLACES = 96;

  private final Correlation map;
  private final int inputs;
  private final int outputs;
  private final int columns = WinogradKernels.VECTORS * Kernels.winograd().lanes();

  Winograd(Correlation map) {
    this.map = map;
    this.inputs = map.inChannels() / map.groups();
    this.outputs = map.outChannels() / map.groups();
  }

  private boolean fits(Tensor x, WinogradGrid grid) {
    Window window = map.window();
    return x.dtype() == DType.FLOAT32
        && Math.min(inputs, outputs) >= LEAST_CHANNELS
        && Arrays.equals(window.kernel, new int[] {1, 3, 3})
        && Arrays.stream(window.stride).allMatch(s -> s == 1)
        && Arrays.stream(window.dilation).allMatch(d -> d == 1)
        && window.input[0] == 1
        && window.output[0] == 1
        && window.padding[0] == 0
        && grid.isWorthwhile()
        && x.size(0) * grid.lines() * grid.places() >= LEAST_PLACES;
  }

  @Override
  public @Nullable Tensor of(Tensor x, Tensor weight, Tensor start, Shape shape) {
    return sums(false, x, weight, start, shape);
  }

  @Override
  public @Nullable Tensor adjoint(Tensor y, Tensor weight, Tensor start, Shape shape) {
    return sums(true, y, weight, start, shape);
  }

  /** The map of x, or with the filters turned its adjoint. */
  private @Nullable Tensor sums(
      boolean turned, Tensor x, Tensor weight, Tensor start, Shape shape) {
    WinogradGrid grid = turned ? WinogradGrid.adjoint(map.window()) : WinogradGrid.of(map.window());
    if (!fits(x, grid)) {
      return null;
    }
    WinogradFilter filter = WinogradFilter.of(map, turned, weight);
    Tensor y = Tensor.empty(DType.FLOAT32, shape);
    int places = x.size(0) * grid.lines() * grid.places();
    int fitting = ELEMENTS / (PLANES * (turned ? outputs : inputs));
    int size = Math.max(1, Math.min(PLACES, fitting) / columns) * columns;
    AtomicBoolean finite = new AtomicBoolean(true);
    Parallel.rows(
        Panels.count(places, size) * map.groups(),
        (long) PLANES * inputs * outputs * size / Gemm.MULTIPLY_ADDS_PER_ELEMENT,
        (from, to) -> {
          try (WinogradBlock block = new WinogradBlock(filter, grid, map.groups(), size)) {
            for (int task = from; task < to; task++) {
              int first = task / map.groups() * size;
              int count = Math.min(size, places - first);
              block.run(x, first, count, task % map.groups(), start, y);
            }
            if (!block.isFinite()) {
              finite.set(false);
            }
          }
        });
    return finite.get() ? y : null;
  }

  @Override
  public @Nullable Tensor weightGradient(Tensor gradOutput, Tensor x, Shape shape) {
    WinogradGrid grid = WinogradGrid.of(map.window());
    if (!fits(x, grid) || inputs * outputs > MOST_FILTERS) {
      return null;
    }
    Tensor gradient =
        new WinogradGradient(grid, map.groups(), inputs, outputs).of(gradOutput, x, shape);
    return Finite.all(gradient) ? gradient : null;
  }
}
