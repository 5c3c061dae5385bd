package org.torchparity.nn.pooling;

import java.util.Arrays;
import java.util.List;
import org.torchparity.kernel.PoolMaxima;
import org.torchparity.nn.Axes;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Puts values back to where they stood, zeros elsewhere, over any number of axes. */
final class MaxUnpooling {
  private final String layer;
  private final SlidingWindow window;

  MaxUnpooling(String layer, int axes, int[] kernelSize, int[] stride, int[] padding) {
    this.layer = layer;
    this.window =
        new SlidingWindow(
            layer,
            axes,
            kernelSize,
            SlidingWindow.strides(stride),
            Axes.checked("padding", 0, Axes.list(padding)),
            List.of(1),
            false);
  }

  Pass forward(Tensor... inputs) {
    Inputs.count(layer, 2, 2, inputs);
    Planes planes = Planes.of(layer, inputs[0], window.axes());
    return unpooled(inputs[0], inputs[1], planes, sizes(planes));
  }

  Pass forwardTo(int[] outputSize, Tensor... inputs) {
    Inputs.count(layer, 2, 2, inputs);
    Planes planes = Planes.of(layer, inputs[0], window.axes());
    return unpooled(inputs[0], inputs[1], planes, wanted(outputSize, sizes(planes)));
  }

  /** (size − 1)·stride + kernel − 2·padding. */
  private int[] sizes(Planes planes) {
    int[] sizes = new int[window.axes()];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] =
          (planes.sizes()[axis] - 1) * window.stride[axis]
              + window.kernel[axis]
              - 2 * window.padding[axis];
    }
    return sizes;
  }

  /** The sizes wanted, less than a stride away from the usual ones. */
  private int[] wanted(int[] outputSize, int[] usual) {
    int axes = window.axes();
    if (outputSize.length != axes && outputSize.length != axes + 2) {
      throw new IllegalArgumentException(
          "%s: output_size should be a sequence containing %d or %d elements, but got %s"
              .formatted(layer, axes, axes + 2, Arrays.toString(outputSize)));
    }
    int[] wanted = Arrays.copyOfRange(outputSize, outputSize.length - axes, outputSize.length);
    for (int axis = 0; axis < axes; axis++) {
      if (Math.abs(wanted[axis] - usual[axis]) >= window.stride[axis]) {
        throw new IllegalArgumentException(
            "%s: invalid output_size %s (dim %d must be between %d and %d)"
                .formatted(
                    layer,
                    Arrays.toString(outputSize),
                    axis,
                    usual[axis] - window.stride[axis],
                    usual[axis] + window.stride[axis]));
      }
    }
    return wanted;
  }

  private Pass unpooled(Tensor x, Tensor indices, Planes planes, int[] sizes) {
    if (indices.dtype() != DType.INT64) {
      throw new IllegalArgumentException(
          "%s: elements in indices should be type int64 but got: %s"
              .formatted(layer, indices.dtype().torchName()));
    }
    if (!indices.shape().equals(x.shape())) {
      throw new IllegalArgumentException(
          "%s: expected shape of indices to be same as that of the input tensor (%s) but got %s"
              .formatted(layer, x.shape(), indices.shape()));
    }
    Shape output = planes.resized(sizes);
    int outside = PoolMaxima.firstOutside(indices, Shape.of(sizes).elements());
    if (outside >= 0) {
      throw new IllegalArgumentException(
          "%s: found an invalid max index: %d (output is of size %s)"
              .formatted(layer, indices.longs()[outside], Axes.product(sizes)));
    }
    return Pass.of(
        PoolMaxima.place(x, indices, planes.count(), output),
        g -> Gradients.ofInput(PoolMaxima.gather(g, indices, planes.count())));
  }
}
