package org.torchparity.kernel;

import static org.torchparity.kernel.WinogradKernels.ROWS;
import static org.torchparity.kernel.WinogradKernels.VECTORS;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The outputs of a block of {@link WinogradTiles}, with the memory that one thread keeps for them.
 *
 * <p>The inputs are transformed to (inputs, vectors of tiles, 16, lanes): the sixteen vectors of a
 * vector of tiles are written one after the other, since a line of the cache that two writes share
 * is costly unless they follow each other closely, and the JVM aligns no array.
 */
final class WinogradBlock implements AutoCloseable {
  /** Terms that are summed one after another; sums of so many are added up. */
  private static final int DEPTH = 64;

  /** Outputs whose products, with all tiles of a block, stay in the second cache. */
  private static final int OUTPUTS = 64;

  private final WinogradKernels kernels = Kernels.winograd();
  private final GemmKernels additions = Kernels.gemm();
  private final PatchLines copies = new PatchLines(DType.FLOAT32);
  private final WinogradFilter filter;
  private final WinogradGrid grid;
  private final int groups;
  private final int size;
  private final int columns;

  /** Distance of two inputs, of two vectors of tiles. */
  private final int channel;

  private final int step;

  private final WinogradTiles seen;

  /** The products, (16, panels of tiles, outputs, columns). */
  private final Tensor m;

  private final int plane;

  /** Where they begin. */
  private final int origin = CacheLines.origin(DType.FLOAT32);

  /** The products of the second and any later {@link #DEPTH} inputs, which are added to them. */
  private final float[] more;

  /** Two lines of the outputs of a channel. */
  private final Tensor result;

  private final float[] check;

  WinogradBlock(WinogradFilter filter, WinogradGrid grid, int groups, int size) {
    this.filter = filter;
    this.grid = grid;
    this.groups = groups;
    this.size = size;
    columns = VECTORS * kernels.lanes();
    step = Winograd.PLANES * kernels.lanes();
    channel = Winograd.PLANES * size + WinogradFilter.SLACK;
    int inputs = filter.inputs();
    seen =
        new WinogradTiles(
            grid, groups, inputs, size, channel, kernels.lanes(), step, inputs * channel);
    plane = OUTPUTS * size + WinogradFilter.SLACK;
    m = Scratch.take(DType.FLOAT32, origin + Winograd.PLANES * plane);
    more = new float[ROWS * columns];
    result = Tensor.zeros(DType.FLOAT32, Shape.of(2, 2 * size));
    check = new float[kernels.lanes()];
  }

  /** Computes one group's outputs of the tiles at some places. */
  void run(Tensor x, int first, int places, int g, Tensor start, Tensor y) {
    seen.take(first, places);
    seen.transform(x, g);
    for (int row = 0; row < filter.outputs(); row += OUTPUTS) {
      int rows = Math.min(OUTPUTS, filter.outputs() - row);
      multiply(g, row, rows);
      for (int o = 0; o < rows; o++) {
        int output = g * filter.outputs() + row + o;
        for (int t = 0; t < size; t += columns) {
          kernels.outputs(
              m.floats(),
              origin + t * OUTPUTS + o * columns,
              plane,
              columns,
              start.floats()[output],
              result.floats(),
              2 * t,
              2 * size,
              check);
        }
        for (int i = 0; i < seen.count(); i++) {
          store(seen.run(i), output, y);
        }
      }
    }
  }

  /** Whether all outputs so far are finite. */
  boolean isFinite() {
    float sum = 0;
    for (float lane : check) {
      sum += lane;
    }
    return sum == 0;
  }

  @Override
  public void close() {
    Scratch.give(m);
    seen.close();
  }

  /**
   * The sums over the inputs for each element of the tiles: what is seen of {@link #DEPTH} inputs
   * by a panel of tiles stays in the first cache while it is multiplied with all filters.
   */
  private void multiply(int g, int row, int rows) {
    for (int element = 0; element < Winograd.PLANES; element++) {
      for (int t = 0; t < size; t += columns) {
        for (int c = 0; c < filter.inputs(); c += DEPTH) {
          for (int o = 0; o < rows; o += ROWS) {
            multiply(
                g, element, row + o, c, t, origin + element * plane + t * OUTPUTS + o * columns);
          }
        }
      }
    }
  }

  private void multiply(int g, int element, int row, int c, int t, int to) {
    kernels.multiply(
        filter.panels().floats(),
        filter.at(g, element, row, c),
        seen.transformed().floats(),
        seen.origin() + c * channel + t * Winograd.PLANES + element * kernels.lanes(),
        channel,
        Math.min(DEPTH, filter.inputs() - c),
        c == 0 ? m.floats() : more,
        c == 0 ? to : 0,
        columns);
    if (c > 0) {
      additions.addScaled(1, more, 0, m.floats(), to, more.length);
    }
  }

  private void store(WinogradTiles.Run run, int output, Tensor y) {
    int top = 2 * run.line();
    int left = 2 * run.column();
    int rows = Math.min(2, grid.height() - top);
    int count = Math.min(2 * run.length(), grid.width() - left);
    if (count > 0) {
      int line = (run.sample() * groups * filter.outputs() + output) * grid.height() + top;
      int to = line * grid.width() + left;
      copies.copy(result, 2 * run.begin(), 2 * size, y, to, grid.width(), rows, count);
    }
  }
}
