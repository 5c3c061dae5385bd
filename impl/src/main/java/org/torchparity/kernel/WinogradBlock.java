package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The outputs of a block of {@link WinogradTiles}, with the memory that one thread keeps for them.
 */
final class WinogradBlock implements AutoCloseable {
  /** Terms that are summed one after another; sums of so many are added up. */
  private static final int DEPTH = 64;

  private final WinogradKernels kernels = Kernels.winograd();
  private final PatchLines copies = new PatchLines(DType.FLOAT32);
  private final Tiles tiles;
  private final WinogradFilter filter;
  private final WinogradGrid grid;
  private final int groups;
  private final int size;
  private final int columns;
  private final WinogradTiles seen;

  /** The products, (16, panels, rows, columns). */
  private final Tensor m;

  private final int plane;

  /** A row of zeros, which the first terms are added to. */
  private final Tensor zeros;

  /** Two lines of a channel's outputs. */
  private final Tensor result;

  private final float[] check;

  WinogradBlock(Tiles tiles, WinogradFilter filter, WinogradGrid grid, int groups, int panels) {
    this.tiles = tiles;
    this.filter = filter;
    this.grid = grid;
    this.groups = groups;
    columns = tiles.columns();
    size = panels * columns;
    seen = new WinogradTiles(grid, groups, filter.inputs(), filter.inputs(), panels, columns);
    plane = filter.rows() * size + WinogradFilter.SLACK;
    m = Scratch.take(DType.FLOAT32, Winograd.PLANES * plane);
    zeros = Tensor.zeros(DType.FLOAT32, Shape.of(columns));
    result = Tensor.zeros(DType.FLOAT32, Shape.of(2, 2 * size));
    check = new float[kernels.lanes()];
  }

  /** Computes one group's outputs of the tiles at some places. */
  void run(Tensor x, int first, int places, int g, Tensor start, Tensor y) {
    seen.take(first, places);
    seen.transform(x, g);
    multiply(g);
    for (int o = 0; o < filter.outputs(); o++) {
      int channel = g * filter.outputs() + o;
      float bias = start.floats()[channel];
      for (int t = 0; t < size; t += columns) {
        int from = t * filter.rows() + o * columns;
        kernels.outputs(
            m.floats(), from, plane, columns, bias, result.floats(), 2 * t, 2 * size, check);
      }
      for (int i = 0; i < seen.count(); i++) {
        store(seen.run(i), channel, y);
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

  /** The sums over the channels, for each element of a tile. */
  private void multiply(int g) {
    Tensor v = seen.transformed();
    for (int element = 0; element < Winograd.PLANES; element++) {
      for (int t = 0; t < size; t += columns) {
        for (int c = 0; c < filter.inputs(); c += DEPTH) {
          int depth = Math.min(DEPTH, filter.inputs() - c);
          int from = element * seen.plane() + t * filter.inputs() + c * columns;
          for (int o = 0; o < filter.rows(); o += tiles.rows()) {
            int at = filter.at(g, element, o, c);
            int to = element * plane + t * filter.rows() + o * columns;
            if (c == 0) {
              tiles.multiply(filter.panels(), at, v, from, depth, zeros, 0, 0, m, to, columns);
            } else {
              tiles.multiply(filter.panels(), at, v, from, depth, m, to, columns);
            }
          }
        }
      }
    }
  }

  private void store(WinogradTiles.Run run, int channel, Tensor y) {
    int top = 2 * run.line();
    int left = 2 * run.column();
    int rows = Math.min(2, grid.height() - top);
    int count = Math.min(2 * run.length(), grid.width() - left);
    if (count > 0) {
      int line = (run.sample() * groups * filter.outputs() + channel) * grid.height() + top;
      int to = line * grid.width() + left;
      copies.copy(result, 2 * run.begin(), 2 * size, y, to, grid.width(), 1, rows, count);
    }
  }
}
