package org.torchparity.nn.pooling;

import java.util.Arrays;
import java.util.List;
import org.torchparity.kernel.PoolRegions;
import org.torchparity.nn.Axes;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.random.TorchRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Maxima under windows at steps of unequal size: with α = (size − kernel)/(count − 1) and a number
 * u in [0, 1) for each plane and axis, position o starts at ⌊(o + u)·α⌋ − ⌊u·α⌋, the last at size −
 * kernel.
 */
final class FractionalMaxPooling {
  private final String layer;
  private final int[] kernel;
  private final FractionalMaxPoolOptions options;

  FractionalMaxPooling(String layer, int axes, int[] kernelSize, FractionalMaxPoolOptions options) {
    this.layer = layer;
    this.kernel =
        Axes.expanded(
            layer, "kernel_size", Axes.checked("kernel_size", 1, Axes.list(kernelSize)), axes);
    this.options = options;
  }

  Pass forward(TorchRandom random, Tensor... inputs) {
    Tensor x = Inputs.only(layer, inputs);
    Planes planes = Planes.of(layer, x, kernel.length);
    int[] positions = positions(planes);
    Tensor samples = samples(x, random);
    return Maxima.pass(
        x,
        planes,
        plane -> regions(planes, positions, samples, plane),
        positions,
        options.returnIndices());
  }

  private int[] positions(Planes planes) {
    int[] positions = new int[kernel.length];
    List<Integer> sizes = options.outputSize();
    List<Double> ratios = options.outputRatio();
    if (sizes != null) {
      positions = Axes.expanded(layer, "output_size", sizes, kernel.length);
    } else if (ratios != null) {
      if (ratios.size() != 1 && ratios.size() != kernel.length) {
        throw new IllegalArgumentException(
            layer + ": output_ratio must have 1 or " + kernel.length + " elements, got " + ratios);
      }
      for (int axis = 0; axis < positions.length; axis++) {
        positions[axis] = (int) (planes.sizes()[axis] * ratios.get(ratios.size() == 1 ? 0 : axis));
      }
    }
    for (int axis = 0; axis < positions.length; axis++) {
      int least = positions[axis] + kernel[axis] - 1;
      // In three axes torch wants one element more.
      if (least + (kernel.length == 3 ? 1 : 0) > planes.sizes()[axis]) {
        throw new IllegalArgumentException(
            "%s: kernel_size=%s is too large relative to input %s and output size (%s)"
                .formatted(
                    layer, Arrays.toString(kernel), planes.whole(), Axes.product(positions)));
      }
    }
    return positions;
  }

  /** One number for each plane and axis: given, or drawn. */
  private Tensor samples(Tensor x, TorchRandom random) {
    int axes = kernel.length;
    int batch = x.rank() == axes + 1 ? 1 : x.size(0);
    int channels = x.size(-axes - 1);
    Tensor given = options.randomSamples();
    if (given == null) {
      return random.rand(x.dtype(), Shape.of(batch, channels, axes));
    }
    if (given.dtype() != x.dtype()) {
      throw new IllegalArgumentException(
          "%s: expected _random_samples to have the dtype of the input, %s, but got %s"
              .formatted(layer, x.dtype().torchName(), given.dtype().torchName()));
    }
    if (given.rank() != 3
        || given.size(0) < batch
        || given.size(1) != channels
        || given.size(2) != axes) {
      throw new IllegalArgumentException(
          "%s: expected _random_samples of shape [%d, %d, %d], but got %s"
              .formatted(layer, batch, channels, axes, given.shape()));
    }
    return given;
  }

  private PoolRegions regions(Planes planes, int[] positions, Tensor samples, int plane) {
    int count = kernel.length;
    PoolRegions.Axis[] axes = new PoolRegions.Axis[count];
    for (int axis = 0; axis < count; axis++) {
      int size = planes.sizes()[axis];
      // Two axes have their numbers in the order width, height; three in the order of the axes.
      int at = plane * count + (count == 2 ? 1 - axis : axis);
      int[] start = starts(samples, at, size - kernel[axis], positions[axis]);
      axes[axis] = PoolRegions.Axis.windows(size, start, kernel[axis]);
    }
    return new PoolRegions(axes);
  }

  /** In the arithmetic of the input's dtype, since a rounding may move a window. */
  private static int[] starts(Tensor samples, int at, int last, int count) {
    int[] starts = new int[count];
    if (samples.dtype() == DType.FLOAT32) {
      float u = samples.floats()[at];
      float alpha = (float) last / (count - 1);
      Arrays.setAll(starts, o -> (int) ((o + u) * alpha) - (int) (u * alpha));
    } else {
      double u = samples.doubles()[at];
      double alpha = (double) last / (count - 1);
      Arrays.setAll(starts, o -> (int) ((o + u) * alpha) - (int) (u * alpha));
    }
    if (count > 0) {
      starts[count - 1] = last;
    }
    return starts;
  }
}
