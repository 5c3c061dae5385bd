package org.torchparity.kernel;

/**
 * Where the tiles of a {@link Winograd} correlation lie: each gives 2×2 outputs, line by line, and
 * those at the end may reach beyond. After each line of tiles there is a place for one that is not
 * wanted, so that each place, flattened, begins two elements after the one before.
 *
 * @param inputHeight of the input
 * @param inputWidth of the input
 * @param height of the output
 * @param width of the output
 * @param top lines of padding before the first; less than zero where the outputs begin within
 * @param left elements of padding before the first of a line
 */
record WinogradGrid(int inputHeight, int inputWidth, int height, int width, int top, int left) {
  /** What a window of 3×3 sees. */
  static WinogradGrid of(Window window) {
    int[] input = window.input;
    int[] output = window.output;
    return new WinogradGrid(
        input[1], input[2], output[1], output[2], window.padding[1], window.padding[2]);
  }

  /** Which outputs of the window see an input. */
  static WinogradGrid adjoint(Window window) {
    int[] input = window.input;
    int[] output = window.output;
    return new WinogradGrid(
        output[1], output[2], input[1], input[2], 2 - window.padding[1], 2 - window.padding[2]);
  }

  /** Lines of tiles. */
  int lines() {
    return (height + 1) / 2;
  }

  /** Places of a line, the unwanted one too. */
  int places() {
    return (width + 1) / 2 + 1;
  }

  /** Whether the outputs are two thirds of those that all places have. */
  boolean isWorthwhile() {
    return 3 * height * width >= 2 * 4 * lines() * places();
  }
}
