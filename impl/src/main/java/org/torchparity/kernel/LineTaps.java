package org.torchparity.kernel;

/**
 * Which lines of a source plane add up to each line of a target plane under a window whose stride
 * along the last axis is 1. A tap is a line of the source and a position of the kernel: column i of
 * the target sees column i + shift of the source, where there is one.
 */
final class LineTaps {
  /** Lines of the target, and the columns of both. */
  final int lines;

  final int width;
  final int sourceWidth;

  /** The taps of line i are those from start[i] to start[i + 1], by kernel position. */
  final int[] start;

  /** Of each tap: its kernel position, and where in the source column 0 of the target would be. */
  final int[] kernel;

  final int[] offset;

  /**
   * The same taps by kernel position: those of position k from pairStart[k] to pairStart[k + 1].
   */
  final int[] pairStart;

  /** Of each of these: its line of the target, and its offset in the source. */
  final int[] pairLine;

  final int[] pairOffset;

  /** Shift of each kernel position. */
  final int[] shift;

  /** The columns that every tap of theirs sees: [from, to). */
  final int from;

  final int to;

  private LineTaps(Window w, boolean adjoint) {
    lines = adjoint ? w.input[0] * w.input[1] : w.lines();
    width = adjoint ? w.input[2] : w.output[2];
    sourceWidth = adjoint ? w.output[2] : w.input[2];
    int positions = w.kernelElements();
    shift = new int[positions];
    int first = 0;
    int end = width;
    for (int k = 0; k < positions; k++) {
      int ahead = k % w.kernel[2] * w.dilation[2] - w.padding[2];
      shift[k] = adjoint ? -ahead : ahead;
      first = Math.max(first, first(k));
      end = Math.min(end, end(k));
    }
    from = first < end ? first : width;
    to = first < end ? end : width;
    start = new int[lines + 1];
    int[] kernels = new int[lines * positions];
    int[] offsets = new int[lines * positions];
    int taps = 0;
    for (int line = 0; line < lines; line++) {
      for (int k = 0; k < positions; k++) {
        int source = adjoint ? outputLine(w, line, k) : inputLine(w, line, k);
        if (source >= 0) {
          kernels[taps] = k;
          offsets[taps++] = source * sourceWidth + shift[k];
        }
      }
      start[line + 1] = taps;
    }
    kernel = kernels;
    offset = offsets;
    pairStart = new int[positions + 1];
    pairLine = new int[taps];
    pairOffset = new int[taps];
    int pairs = 0;
    for (int k = 0; k < positions; k++) {
      for (int line = 0; line < lines; line++) {
        for (int t = start[line]; t < start[line + 1]; t++) {
          if (kernel[t] == k) {
            pairLine[pairs] = line;
            pairOffset[pairs++] = offset[t];
          }
        }
      }
      pairStart[k + 1] = pairs;
    }
  }

  /** From lines of the input to lines of the output. */
  static LineTaps of(Window window) {
    return new LineTaps(window, false);
  }

  /** From lines of the output to lines of the input. */
  static LineTaps adjoint(Window window) {
    return new LineTaps(window, true);
  }

  /** First column of the target that a kernel position's tap reaches. */
  int first(int k) {
    return Math.min(width, Math.max(0, -shift[k]));
  }

  /** The column behind the last one that it reaches. */
  int end(int k) {
    return Math.max(0, Math.min(width, sourceWidth - shift[k]));
  }

  private static int kernelRow(Window w, int axis, int k) {
    int row = k / w.kernel[2];
    return axis == 0 ? row / w.kernel[1] : row % w.kernel[1];
  }

  /** The line of the input that a line of the output sees, −1 for padding. */
  private static int inputLine(Window w, int line, int k) {
    int d = inputPosition(w, 0, line / w.output[1], k);
    int h = inputPosition(w, 1, line % w.output[1], k);
    return d < 0 || h < 0 ? -1 : d * w.input[1] + h;
  }

  private static int inputPosition(Window w, int axis, int o, int k) {
    int i = o * w.stride[axis] - w.padding[axis] + kernelRow(w, axis, k) * w.dilation[axis];
    return i < w.input[axis] ? i : -1;
  }

  /** The line of the output that sees a line of the input, −1 for none. */
  private static int outputLine(Window w, int line, int k) {
    int d = outputPosition(w, 0, line / w.input[1], k);
    int h = outputPosition(w, 1, line % w.input[1], k);
    return d < 0 || h < 0 ? -1 : d * w.output[1] + h;
  }

  private static int outputPosition(Window w, int axis, int i, int k) {
    int ahead = i + w.padding[axis] - kernelRow(w, axis, k) * w.dilation[axis];
    boolean seen = ahead >= 0 && ahead % w.stride[axis] == 0;
    return seen && ahead / w.stride[axis] < w.output[axis] ? ahead / w.stride[axis] : -1;
  }
}
