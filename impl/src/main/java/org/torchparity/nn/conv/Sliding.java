package org.torchparity.nn.conv;

import java.util.Arrays;
import org.torchparity.kernel.Patches;
import org.torchparity.kernel.Window;
import org.torchparity.nn.Axes;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** The map of {@link Unfold} and its adjoint, which is the map of {@link Fold}. */
final class Sliding {
  private static final int AXES = 2;

  private final String layer;
  private final int[] kernel;
  private final int[] dilation;
  private final int[] padding;
  private final int[] stride;

  Sliding(String layer, int[] kernelSize, SlidingOptions options) {
    this.layer = layer;
    this.kernel =
        Axes.expanded(
            layer, "kernel_size", Axes.checked("kernel_size", 1, Axes.list(kernelSize)), AXES);
    this.dilation = Axes.expanded(layer, "dilation", options.dilation(), AXES);
    this.padding = Axes.expanded(layer, "padding", options.padding(), AXES);
    this.stride = Axes.expanded(layer, "stride", options.stride(), AXES);
  }

  /** Elements of the kernel: rows of the patches for one channel. */
  int kernelElements() {
    return kernel[0] * kernel[1];
  }

  void checkFloatingPoint(Tensor x) {
    if (!x.dtype().isFloatingPoint()) {
      throw new IllegalArgumentException(
          layer + ": expected input of a floating-point dtype, but got " + x.dtype().torchName());
    }
  }

  int[] kernel() {
    return kernel.clone();
  }

  /** Positions of the kernel over an image along each axis, at least one. */
  int[] positions(int[] image) {
    int[] positions = new int[AXES];
    for (int axis = 0; axis < AXES; axis++) {
      positions[axis] =
          Window.positions(
              image[axis], 2 * padding[axis], dilation[axis], kernel[axis], stride[axis]);
    }
    if (Math.min(positions[0], positions[1]) < 1) {
      throw new IllegalArgumentException(
          ("%s: given spatial size (%s), kernel_size=%s, dilation=%s, padding=%s, stride=%s, the"
                  + " array of sliding blocks would have shape (%s), but its components must be at"
                  + " least one")
              .formatted(
                  layer,
                  Axes.product(image),
                  Arrays.toString(kernel),
                  Arrays.toString(dilation),
                  Arrays.toString(padding),
                  Arrays.toString(stride),
                  Axes.product(positions)));
    }
    return positions;
  }

  /** From (N·C) images to (N·C·kernel, positions). */
  Tensor unfold(Tensor x, int channels, int[] image, Shape shape) {
    Tensor y = Tensor.zeros(x.dtype(), shape);
    Patches.gather(x, 0, channels, window(image), y, 0);
    return y;
  }

  /** From (N·C·kernel, positions) to (N·C) images, the adjoint. */
  Tensor fold(Tensor x, int channels, int[] image, Shape shape) {
    Tensor y = Tensor.zeros(x.dtype(), shape);
    Patches.scatterAdd(x, 0, window(image), y, 0, channels);
    return y;
  }

  private Window window(int[] image) {
    return new Window(image, kernel, stride, padding, dilation, positions(image));
  }
}
