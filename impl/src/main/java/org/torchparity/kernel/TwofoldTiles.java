package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * What the tiles of a block see, Bᵀ·d·B. The padded input is laid out with channels beside each
 * other, to the end of a vector: there a tile of any phase is nine rows of channels, and lines may
 * be short.
 */
final class TwofoldTiles implements AutoCloseable {
  /** Lines of a phase that a tile sees. The first is the last of the line of tiles before. */
  private static final int LINES = 3;

  private final TwofoldKernels kernels = Kernels.twofold();
  private final GemmKernels transposition = Kernels.gemm();
  private final TwofoldGrid grid;
  private final Window window;
  private final int inputs;
  private final int depth;

  /** Elements of a line that the tiles see. */
  private final int width;

  private final Tensor laid;
  private final int origin = CacheLines.origin(DType.FLOAT32);

  /**
   * Makes room.
   *
   * @param inputs channels of a group
   * @param depth the same to the end of a vector
   */
  TwofoldTiles(TwofoldGrid grid, int inputs, int depth) {
    this.grid = grid;
    this.window = grid.window();
    this.inputs = inputs;
    this.depth = depth;
    this.width = window.stride[2] * (2 * grid.across() + 1);
    int elements = LINES * window.stride[1] * width * depth;
    this.laid = Scratch.take(DType.FLOAT32, origin + elements);
    Panels.clear(laid, 0, origin + elements);
  }

  @Override
  public void close() {
    Scratch.give(laid);
  }

  /**
   * Transforms what the tiles of a block see, a line of them at a time.
   *
   * @param channel of x, from which on a group's are seen
   * @param to where the first tile goes
   * @param tile distance of the tiles
   * @param plane distance of the elements of a tile
   * @param panel distance of what follows a vector of channels
   * @param phase where the phases of a tile begin
   */
  void transform(
      Tensor x,
      int channel,
      int block,
      Tensor v,
      int to,
      int tile,
      int plane,
      int panel,
      int[] phase) {
    int line = window.stride[1] * width * depth;
    int step = window.stride[2] * depth;
    for (int l = 0; l < grid.lines(block); l++) {
      for (int i = l == 0 ? 0 : 1; i < LINES; i++) {
        lay(x, channel, 2 * (grid.first(block) + l) + i, origin + place(l, i) * line);
      }
      int direction = place(l, 1) - place(l, 0);
      for (int p = 0; p < phase.length; p++) {
        int at = p / window.stride[2] * width + p % window.stride[2];
        int from = origin + place(l, 0) * line + at * depth;
        int target = to + l * grid.across() * tile + phase[p];
        for (int t = 0; t < grid.across(); t++) {
          kernels.differences(
              laid.floats(),
              from + 2 * t * step,
              direction * line,
              step,
              depth,
              v.floats(),
              target + t * tile,
              plane,
              panel);
        }
      }
    }
  }

  /** Where line i of what a line of tiles sees is laid: to and fro, for two of them share one. */
  private static int place(int tileLine, int i) {
    return tileLine % 2 == 0 ? i : LINES - 1 - i;
  }

  /** Lays out a line of all phases; padding is zero. */
  private void lay(Tensor x, int channel, int line, int to) {
    int plane = window.inputElements();
    int across = window.input[2];
    int left = window.padding[2];
    int count = Math.min(across, width - left);
    for (int l = 0; l < window.stride[1] && count > 0; l++) {
      int target = to + (l * width + left) * depth;
      int row = line * window.stride[1] + l - window.padding[1];
      if (row < 0 || row >= window.input[1]) {
        Panels.clear(laid, target, count * depth);
      } else {
        int at = channel * plane + row * across;
        transposition.transpose(x.floats(), at, plane, inputs, count, laid.floats(), target, depth);
      }
    }
  }
}
