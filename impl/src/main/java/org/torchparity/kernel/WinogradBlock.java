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
  private final int lanes;
  private final WinogradTiles seen;

  /** The products of a tile of the matrices, (16, its rows, its columns): in the first cache. */
  private final Tensor m;

  private final int plane;

  /** The sums of a tile that are added to the ones before. */
  private final Tensor sums;

  /** Two lines of the outputs of the channels that a tile has. */
  private final Tensor result;

  private final float[] check;

  WinogradBlock(Tiles tiles, WinogradFilter filter, WinogradGrid grid, int groups, int panels) {
    this.tiles = tiles;
    this.filter = filter;
    this.grid = grid;
    this.groups = groups;
    columns = tiles.columns();
    size = panels * columns;
    lanes = tiles.lanes();
    seen = new WinogradTiles(grid, groups, filter.inputs(), filter.inputs(), size / lanes, lanes);
    plane = tiles.rows() * columns + WinogradFilter.SLACK;
    m = Scratch.take(DType.FLOAT32, Winograd.PLANES * plane);
    sums = Scratch.take(DType.FLOAT32, tiles.rows() * columns);
    result = Tensor.zeros(DType.FLOAT32, Shape.of(tiles.rows(), 2, 2 * size));
    check = new float[kernels.lanes()];
  }

  /** Computes one group's outputs of the tiles at some places. */
  void run(Tensor x, int first, int places, int g, Tensor start, Tensor y) {
    seen.take(first, places);
    seen.transform(x, g);
    for (int row = 0; row < filter.outputs(); row += tiles.rows()) {
      int rows = Math.min(tiles.rows(), filter.outputs() - row);
      int channel = g * filter.outputs() + row;
      for (int t = 0; t < size; t += columns) {
        multiply(g, row, t);
        for (int o = 0; o < rows; o++) {
          float bias = start.floats()[channel + o];
          int to = 4 * o * size + 2 * t;
          kernels.outputs(
              m.floats(), o * columns, plane, columns, bias, result.floats(), to, 2 * size, check);
        }
      }
      for (int o = 0; o < rows; o++) {
        for (int i = 0; i < seen.count(); i++) {
          store(seen.run(i), o, channel + o, y);
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
    Scratch.give(sums);
    Scratch.give(m);
    seen.close();
  }

  /**
   * The sums over the channels of a tile of the matrices, for each element of the inputs' tiles.
   */
  private void multiply(int g, int row, int t) {
    Tensor v = seen.transformed();
    for (int element = 0; element < Winograd.PLANES; element++) {
      int to = element * plane;
      for (int c = 0; c < filter.inputs(); c += DEPTH) {
        int depth = Math.min(DEPTH, filter.inputs() - c);
        int at = filter.at(g, element, row, c);
        int from = element * seen.plane() + t * filter.inputs() + c * lanes;
        int step = lanes * filter.inputs();
        if (c == 0) {
          tiles.multiply(filter.panels(), at, v, from, step, columns, depth, m, to, columns);
        } else {
          tiles.multiply(filter.panels(), at, v, from, step, columns, depth, sums, 0, columns);
          tiles.add(m, to, columns, sums, 0, columns, m, to, columns, tiles.rows(), columns);
        }
      }
    }
  }

  private void store(WinogradTiles.Run run, int o, int channel, Tensor y) {
    int top = 2 * run.line();
    int left = 2 * run.column();
    int rows = Math.min(2, grid.height() - top);
    int count = Math.min(2 * run.length(), grid.width() - left);
    if (count > 0) {
      int line = (run.sample() * groups * filter.outputs() + channel) * grid.height() + top;
      int to = line * grid.width() + left;
      copies.copy(
          result, 4 * o * size + 2 * run.begin(), 2 * size, y, to, grid.width(), 1, rows, count);
    }
  }
}
