package org.torchparity.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A {@link Correlation} over volumes, in float32, as one over images: what the window sees of a
 * volume from one of its outputs' slices is a stack of slices, whose planes are the channels of an
 * image. The weight (out, in/groups, depth, height, width) is that of the images as it lies.
 */
final class StackedPlanes implements CorrelationWay {
  private final Correlation map;
  private final Window window;
  private final Correlation images;
  private final int inputPlane;
  private final int outputPlane;

  StackedPlanes(Correlation map) {
    this.map = map;
    window = map.window();
    images =
        new Correlation(
            window.ofPlanes(),
            map.inChannels() * window.kernel[0],
            map.outChannels(),
            map.groups());
    inputPlane = window.input[1] * window.input[2];
    outputPlane = window.output[1] * window.output[2];
  }

  private boolean fits(Tensor x) {
    return x.dtype() == DType.FLOAT32
        && window.input[0] > 1
        && !window.isIdentity()
        && !PlaneStretches.fit(map);
  }

  @Override
  public @Nullable Tensor of(Tensor x, Tensor weight, Tensor start, Shape shape) {
    if (!fits(x)) {
      return null;
    }
    Tensor filters = weight.reshape(filters());
    return volumes(images.of(stacks(x), filters, start, slices(x.size(0))), shape);
  }

  @Override
  public @Nullable Tensor adjoint(Tensor y, Tensor weight, Tensor start, Shape shape) {
    if (!fits(y)) {
      return null;
    }
    Tensor none = Tensor.zeros(y.dtype(), Shape.of(images.inChannels()));
    Tensor filters = weight.reshape(filters());
    return sums(images.adjoint(slices(y), filters, none, stacks(y.size(0))), start, shape);
  }

  @Override
  public @Nullable Tensor weightGradient(Tensor gradOutput, Tensor x, Shape shape) {
    return fits(x)
        ? images.weightGradient(slices(gradOutput), stacks(x), filters()).reshape(shape)
        : null;
  }

  /** The shape of the images' weight. */
  private Shape filters() {
    return Shape.of(
        map.outChannels(), images.inChannels() / map.groups(), window.kernel[1], window.kernel[2]);
  }

  private Shape stacks(int batch) {
    return Shape.of(
        batch * window.output[0], images.inChannels(), window.input[1], window.input[2]);
  }

  private Shape slices(int batch) {
    return Shape.of(
        batch * window.output[0], map.outChannels(), window.output[1], window.output[2]);
  }

  /** The slice of the input that position k of the kernel sees from a slice of the output. */
  private int seen(int slice, int k) {
    return slice * window.stride[0] - window.padding[0] + k * window.dilation[0];
  }

  /** Returns the stack of each slice of the output, zeros for padding. */
  private Tensor stacks(Tensor x) {
    Tensor y = Tensor.empty(x.dtype(), stacks(x.size(0)));
    int depth = window.kernel[0];
    Parallel.rows(
        y.size(0) * images.inChannels(),
        inputPlane,
        (from, to) -> {
          for (int plane = from; plane < to; plane++) {
            int slice = plane / images.inChannels();
            int channel = plane % images.inChannels() / depth;
            int z = seen(slice % window.output[0], plane % depth);
            if (z < 0 || z >= window.input[0]) {
              Arrays.fill(y.floats(), plane * inputPlane, (plane + 1) * inputPlane, 0);
            } else {
              int volume = slice / window.output[0] * map.inChannels() + channel;
              int at = (volume * window.input[0] + z) * inputPlane;
              System.arraycopy(x.floats(), at, y.floats(), plane * inputPlane, inputPlane);
            }
          }
        });
    return y;
  }

  /** Returns start + the sum of what all stacks have of each plane: the adjoint of stacking. */
  private Tensor sums(Tensor stacks, Tensor start, Shape shape) {
    Tensor y = Tensor.empty(stacks.dtype(), shape);
    int depth = window.kernel[0];
    Parallel.rows(
        y.size(0) * map.inChannels() * window.input[0],
        (long) inputPlane * depth,
        (from, to) -> {
          for (int plane = from; plane < to; plane++) {
            int volume = plane / window.input[0];
            int channel = volume % map.inChannels();
            int first = volume / map.inChannels() * window.output[0];
            Biases.fill(y, plane * inputPlane, inputPlane, start, channel);
            for (int k = 0; k < depth; k++) {
              int steps = plane % window.input[0] - seen(0, k);
              int slice = Math.floorDiv(steps, window.stride[0]);
              if (slice >= 0 && slice < window.output[0] && slice * window.stride[0] == steps) {
                int image = (first + slice) * images.inChannels() + channel * depth + k;
                add(
                    stacks.floats(),
                    image * inputPlane,
                    y.floats(),
                    plane * inputPlane,
                    inputPlane);
              }
            }
          }
        });
    return y;
  }

  /** Returns the images that are the slices of volumes. */
  private Tensor slices(Tensor volumes) {
    Tensor y = Tensor.empty(volumes.dtype(), slices(volumes.size(0)));
    swap(volumes, y, map.outChannels(), window.output[0]);
    return y;
  }

  /** Returns the volumes whose slices are images. */
  private Tensor volumes(Tensor slices, Shape shape) {
    Tensor y = Tensor.empty(slices.dtype(), shape);
    swap(slices, y, window.output[0], map.outChannels());
    return y;
  }

  /** Exchanges two axes of planes. */
  private void swap(Tensor x, Tensor y, int outer, int inner) {
    Parallel.rows(
        x.elements() / Math.max(1, outputPlane),
        outputPlane,
        (from, to) -> {
          for (int plane = from; plane < to; plane++) {
            int sample = plane / (outer * inner);
            int i = plane / inner % outer;
            int j = plane % inner;
            int target = (sample * inner + j) * outer + i;
            System.arraycopy(
                x.floats(), plane * outputPlane, y.floats(), target * outputPlane, outputPlane);
          }
        });
  }

  private static void add(float[] x, int from, float[] y, int to, int count) {
    for (int i = 0; i < count; i++) {
      y[to + i] += x[from + i];
    }
  }
}
