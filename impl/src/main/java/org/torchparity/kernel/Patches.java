package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Between an image and the matrix of what a window sees of it: a row for each channel and kernel
 * position, a column for each output position ("im2col" and its adjoint "col2im").
 */
public final class Patches {
  private Patches() {}

  /** One line of the matrix: {@code columns[line + i] ↔ x[at + (i − from)·stride]}. */
  private interface Line {
    void run(int at, int line, int from, int to);
  }

  /**
   * Copies what the window sees, zeros for padding.
   *
   * @param x of {@code channels} channels from {@code xAt} on
   * @param columns receives the whole matrix, from {@code columnsAt} on
   */
  public static void gather(
      Tensor x, int xAt, int channels, Window window, Tensor columns, int columnsAt) {
    gather(x, xAt, channels, window, 0, window.lines(), columns, columnsAt);
  }

  /** Copies the columns of the output's lines {@code [first, end)}. */
  static void gather(
      Tensor x,
      int xAt,
      int channels,
      Window window,
      int first,
      int end,
      Tensor columns,
      int columnsAt) {
    int stride = window.stride[2];
    int width = window.width();
    if (x.dtype() == DType.FLOAT32) {
      float[] source = x.floats();
      float[] target = columns.floats();
      lines(
          window,
          xAt,
          channels,
          first,
          end,
          columnsAt,
          (at, line, from, to) -> {
            if (to - from < width) {
              Arrays.fill(target, line, line + width, 0);
            }
            if (stride == 1) {
              System.arraycopy(source, at, target, line + from, to - from);
            } else {
              for (int i = from; i < to; i++) {
                target[line + i] = source[at + (i - from) * stride];
              }
            }
          });
    } else {
      double[] source = x.doubles();
      double[] target = columns.doubles();
      lines(
          window,
          xAt,
          channels,
          first,
          end,
          columnsAt,
          (at, line, from, to) -> {
            if (to - from < width) {
              Arrays.fill(target, line, line + width, 0);
            }
            if (stride == 1) {
              System.arraycopy(source, at, target, line + from, to - from);
            } else {
              for (int i = from; i < to; i++) {
                target[line + i] = source[at + (i - from) * stride];
              }
            }
          });
    }
  }

  /**
   * Adds every element of the matrix to the one it was copied from; those of padding are dropped.
   *
   * @param columns holds the whole matrix, from {@code columnsAt} on
   * @param x of {@code channels} channels from {@code xAt} on
   */
  public static void scatterAdd(
      Tensor columns, int columnsAt, Window window, Tensor x, int xAt, int channels) {
    int stride = window.stride[2];
    if (x.dtype() == DType.FLOAT32) {
      float[] source = columns.floats();
      float[] target = x.floats();
      lines(
          window,
          xAt,
          channels,
          0,
          window.lines(),
          columnsAt,
          (at, line, from, to) -> {
            for (int i = from; i < to; i++) {
              target[at + (i - from) * stride] += source[line + i];
            }
          });
    } else {
      double[] source = columns.doubles();
      double[] target = x.doubles();
      lines(
          window,
          xAt,
          channels,
          0,
          window.lines(),
          columnsAt,
          (at, line, from, to) -> {
            for (int i = from; i < to; i++) {
              target[at + (i - from) * stride] += source[line + i];
            }
          });
    }
  }

  /** Walks over all lines; channels are independent of each other. */
  private static void lines(
      Window window, int xAt, int channels, int first, int end, int columnsAt, Line line) {
    int rowLength = (end - first) * window.width();
    int rows = window.kernelElements();
    Parallel.rows(
        channels,
        (long) rows * rowLength,
        (from, to) -> {
          for (int c = from; c < to; c++) {
            int channelAt = xAt + c * window.inputElements();
            for (int k = 0; k < rows; k++) {
              row(window, k, channelAt, first, end, columnsAt + (c * rows + k) * rowLength, line);
            }
          }
        });
  }

  /** Walks over the lines of one row: one channel, one kernel position. */
  private static void row(
      Window window, int position, int channelAt, int first, int end, int rowAt, Line line) {
    int shiftW = shift(window, 2, position % window.kernel[2]);
    int shiftH = shift(window, 1, position / window.kernel[2] % window.kernel[1]);
    int shiftD = shift(window, 0, position / (window.kernel[2] * window.kernel[1]));
    // The output positions o with 0 ≤ o·stride + shift < input.
    int stride = window.stride[2];
    int width = window.width();
    int from = Math.min(width, Math.max(0, Math.floorDiv(stride - 1 - shiftW, stride)));
    int to = Math.min(width, Math.floorDiv(window.input[2] - 1 - shiftW, stride) + 1);
    for (int o = first; o < end; o++) {
      int h = o % window.output[1] * window.stride[1] + shiftH;
      int d = o / window.output[1] * window.stride[0] + shiftD;
      boolean inside = h >= 0 && h < window.input[1] && d >= 0 && d < window.input[0];
      int lineAt = rowAt + (o - first) * width;
      if (inside && from < to) {
        int xLine = channelAt + (d * window.input[1] + h) * window.input[2];
        line.run(xLine + from * stride + shiftW, lineAt, from, to);
      } else {
        line.run(channelAt, lineAt, 0, 0);
      }
    }
  }

  /** Input position seen from output position zero. */
  private static int shift(Window window, int axis, int kernelPosition) {
    return kernelPosition * window.dilation[axis] - window.padding[axis];
  }
}
