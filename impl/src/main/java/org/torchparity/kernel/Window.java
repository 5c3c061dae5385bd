package org.torchparity.kernel;

import java.util.Arrays;

/**
 * A kernel that slides over one to three spatial axes: output position o and kernel position k see
 * input position o·stride − padding + k·dilation. One and two axes are three of which the first
 * have size one, so that the loops are written once.
 */
public final class Window {
  static final int AXES = 3;

  final int[] input;
  final int[] kernel;
  final int[] stride;
  final int[] padding;
  final int[] dilation;
  final int[] output;

  /**
   * Makes a window; all arrays have one entry a spatial axis.
   *
   * @param padding before the first element; whatever the output reaches beyond the last is padding
   */
  public Window(
      int[] input, int[] kernel, int[] stride, int[] padding, int[] dilation, int[] output) {
    this.input = lifted(input, 1);
    this.kernel = lifted(kernel, 1);
    this.stride = lifted(stride, 1);
    this.padding = lifted(padding, 0);
    this.dilation = lifted(dilation, 1);
    this.output = lifted(output, 1);
  }

  private static int[] lifted(int[] axes, int neutral) {
    int[] lifted = new int[AXES];
    Arrays.fill(lifted, neutral);
    System.arraycopy(axes, 0, lifted, AXES - axes.length, axes.length);
    return lifted;
  }

  /**
   * Positions of a kernel along one axis, ⌊(input + padding − dilation·(kernel − 1) − 1) / stride⌋
   * + 1, zero or less where it does not fit.
   *
   * @param padding of both ends together
   */
  public static int positions(int input, int padding, int dilation, int kernel, int stride) {
    return Math.floorDiv(input + padding - dilation * (kernel - 1) - 1, stride) + 1;
  }

  /** The same of planes: the window over the last two axes. */
  Window ofPlanes() {
    return new Window(
        plane(input), plane(kernel), plane(stride), plane(padding), plane(dilation), plane(output));
  }

  private static int[] plane(int[] axes) {
    return Arrays.copyOfRange(axes, 1, AXES);
  }

  /** Elements of one channel of the input. */
  int inputElements() {
    return input[0] * input[1] * input[2];
  }

  /** Elements of the kernel. */
  int kernelElements() {
    return kernel[0] * kernel[1] * kernel[2];
  }

  /** Elements of one channel of the output. */
  int outputElements() {
    return output[0] * output[1] * output[2];
  }

  /** Runs of the output along its last axis. */
  int lines() {
    return output[0] * output[1];
  }

  /** Length of a line. */
  int width() {
    return output[2];
  }

  /** Whether every output position sees exactly the input at the same position. */
  boolean isIdentity() {
    return kernelElements() == 1
        && Arrays.equals(input, output)
        && Arrays.stream(stride).allMatch(s -> s == 1)
        && Arrays.stream(padding).allMatch(p -> p == 0);
  }
}
