package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * The transformed inputs Bᵀ·d·B of the {@link Winograd} tiles at consecutive places: they may begin
 * within one line of tiles and end in another sample. A run is those of them that lie in one line.
 */
final class WinogradTiles implements AutoCloseable {
  /** One of the runs: its first tile's sample, line and column, its first place and its length. */
  record Run(int sample, int line, int column, int begin, int length) {}

  private final WinogradKernels kernels = Kernels.winograd();
  private final WinogradGrid grid;
  private final int groups;
  private final int inputs;
  private final int size;
  private final int channel;
  private final int plane;
  private final int step;
  private final Run[] runs;
  private int count;

  /** Four lines of inputs, and the same after Bᵀ has gone down their columns. */
  private final float[] seen;

  private final float[] lines;
  private final int pitch;
  private final Tensor v;

  /** Where the transformed inputs begin. */
  private final int origin = CacheLines.origin(DType.FLOAT32);

  /**
   * Tiles at {@code size} places at most.
   *
   * @param channel distance of the channels of what is transformed
   * @param plane distance of its sixteen planes
   * @param step distance of the vectors of one channel and plane
   * @param elements of all of it
   */
  WinogradTiles(
      WinogradGrid grid,
      int groups,
      int inputs,
      int size,
      int channel,
      int plane,
      int step,
      int elements) {
    this.grid = grid;
    this.groups = groups;
    this.inputs = inputs;
    this.size = size;
    this.channel = channel;
    this.plane = plane;
    this.step = step;
    runs = new Run[size];
    pitch = 2 * size + 2 * WinogradFilter.SLACK;
    seen = new float[4 * pitch];
    lines = new float[4 * pitch];
    v = Scratch.take(DType.FLOAT32, origin + elements);
  }

  @Override
  public void close() {
    Scratch.give(v);
  }

  /** Takes the tiles at {@code places} places from the {@code first} of all samples' on. */
  void take(int first, int places) {
    Arrays.fill(lines, 0);
    count = 0;
    int i = 0;
    while (i < places) {
      int line = (first + i) / grid.places();
      int column = (first + i) % grid.places();
      int length = Math.min(places - i, grid.places() - column);
      runs[count++] = new Run(line / grid.lines(), line % grid.lines(), column, i, length);
      i += length;
    }
  }

  /** Number of runs. */
  int count() {
    return count;
  }

  Run run(int i) {
    return runs[i];
  }

  /** What holds the transformed inputs. */
  Tensor transformed() {
    return v;
  }

  /** Where in it they begin. */
  int origin() {
    return origin;
  }

  /** Transforms what the tiles see of a group. */
  void transform(Tensor x, int g) {
    int elements = grid.inputHeight() * grid.inputWidth();
    readAhead(x, g);
    for (int c = 0; c < inputs; c++) {
      for (int i = 0; i < count; i++) {
        int map = (runs[i].sample() * groups + g) * inputs + c;
        columns(x.floats(), map * elements, runs[i]);
      }
      kernels.tiles(lines, 0, pitch, size, v.floats(), origin + c * channel, plane, step);
    }
  }

  /** Reads the lines that the tiles see, of all inputs of a group. */
  private void readAhead(Tensor x, int g) {
    int width = grid.inputWidth();
    int elements = grid.inputHeight() * width;
    int sample = -1;
    int end = 0;
    for (int i = 0; i < count; i++) {
      Run run = runs[i];
      int top = 2 * run.line() - grid.top();
      int from = run.sample() == sample ? end : Math.max(0, top);
      sample = run.sample();
      end = Math.min(top + 4, grid.inputHeight());
      if (from < end) {
        Matrix maps = Matrix.of(x, (sample * groups + g) * inputs * elements, inputs, elements);
        Ahead.read(maps.columns(from * width, (end - from) * width));
      }
    }
  }

  /**
   * Bᵀ down the columns that a run's tiles see. What lies beside the input stays zero; a run that
   * reaches the end of its line leaves the two elements after its places to the next.
   */
  private void columns(float[] x, int map, Run run) {
    int height = grid.inputHeight();
    int width = grid.inputWidth();
    int left = 2 * run.column() - grid.left();
    boolean ends = run.column() + run.length() == grid.places();
    int low = Math.max(0, -left);
    int length = Math.min(2 * run.length() + (ends ? 0 : 2), width - left) - low;
    if (length <= 0) {
      return;
    }
    int top = 2 * run.line() - grid.top();
    int at = map + top * width + left + low;
    int to = 2 * run.begin() + low;
    if (top >= 0 && top + 4 <= height) {
      kernels.columns(x, at, width, length, lines, to, pitch);
      return;
    }
    for (int r = 0; r < 4; r++) {
      if (top + r >= 0 && top + r < height) {
        System.arraycopy(x, at + r * width, seen, r * pitch, length);
      } else {
        Arrays.fill(seen, r * pitch, r * pitch + length, 0);
      }
    }
    kernels.columns(seen, 0, pitch, length, lines, to, pitch);
  }
}
