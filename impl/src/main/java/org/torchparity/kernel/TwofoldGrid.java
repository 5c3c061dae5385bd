package org.torchparity.kernel;

import java.util.Arrays;

/**
 * Where the tiles of a {@link Twofold} correlation lie: each gives 2×2 outputs, line by line, and
 * the last ones may reach beyond. A block is some lines of tiles of a sample.
 *
 * @param window whose kernel is twice as long as its stride
 * @param lines of a block, at most
 */
record TwofoldGrid(Window window, int lines) {
  /** Tiles of a line, at most: rows of a product have so many terms. */
  private static final int ACROSS = Gemm.DEPTH;

  /** Blocks of about so many tiles, of whole lines and all as long. */
  static TwofoldGrid of(Window window, int tiles) {
    int down = Panels.count(window.output[1], 2);
    int across = Panels.count(window.output[2], 2);
    int lines = Math.max(1, tiles / across);
    return new TwofoldGrid(window, Panels.count(down, Panels.count(down, lines)));
  }

  /** Whether a window is one of two axes whose kernel is twice its stride, with few tiles cut. */
  static boolean fits(Window window) {
    int across = Panels.count(window.output[2], 2);
    int tiles = Panels.count(window.output[1], 2) * across;
    return window.kernel[1] == 2 * window.stride[1]
        && window.kernel[2] == 2 * window.stride[2]
        && Arrays.stream(window.dilation).allMatch(d -> d == 1)
        && window.kernel[0] == 1
        && window.stride[0] == 1
        && window.padding[0] == 0
        && window.input[0] == 1
        && window.output[0] == 1
        && across <= ACROSS
        && 3 * window.outputElements() >= 2 * 4 * tiles;
  }

  /** Lines of tiles of a sample. */
  int down() {
    return Panels.count(window.output[1], 2);
  }

  /** Tiles of a line. */
  int across() {
    return Panels.count(window.output[2], 2);
  }

  /** Blocks of a sample. */
  int blocks() {
    return Panels.count(down(), lines);
  }

  /** The first line of tiles of a block. */
  int first(int block) {
    return block * lines;
  }

  /** Lines of tiles of a block. */
  int lines(int block) {
    return Math.min(lines, down() - first(block));
  }

  /** Tiles of a block, at most. */
  int tiles() {
    return lines * across();
  }

  /** Phases of the input. */
  int phases() {
    return window.stride[1] * window.stride[2];
  }

  /** The first of the 2×2 elements of the kernel that see a phase. */
  int tap(int phase) {
    return phase / window.stride[2] * window.kernel[2] + phase % window.stride[2];
  }
}
