package org.torchparity.nn.conv;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.Correlation;
import org.torchparity.nn.Axes;
import org.torchparity.nn.DefaultParameters;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.State;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * What convolutions and transposed ones share: channels, kernel, weight and bias, and the form of
 * an input.
 *
 * @param layer torch's name of the layer, for messages
 * @param inChannels channels of the input
 * @param outChannels channels of the output
 * @param kernelSize sizes of the kernel, one a spatial axis
 * @param groups into which the channels are divided
 */
record ConvParameters(String layer, int inChannels, int outChannels, Shape kernelSize, int groups) {

  ConvParameters {
    if (inChannels % groups != 0) {
      throw new IllegalArgumentException(
          "in_channels must be divisible by groups, but got " + inChannels + " and " + groups);
    }
    if (outChannels % groups != 0) {
      throw new IllegalArgumentException(
          "out_channels must be divisible by groups, but got " + outChannels + " and " + groups);
    }
    if (kernelSize.elements() == 0) {
      throw new IllegalArgumentException(
          "kernel_size must be greater than zero, but got " + kernelSize);
    }
  }

  /** Returns the parameters of a layer, its kernel given for each axis or once for all. */
  static ConvParameters of(
      String layer, int axes, int inChannels, int outChannels, int[] kernelSize, int groups) {
    int[] kernel = Axes.expanded(layer, "kernel_size", Axes.list(kernelSize), axes);
    return new ConvParameters(layer, inChannels, outChannels, Shape.of(kernel), groups);
  }

  /** Adds the weight (first, second/groups, kernel…) and the bias to a layer's state. */
  void register(State state, int first, int second, boolean bias) {
    int[] sizes = new int[axes() + 2];
    sizes[0] = first;
    sizes[1] = second / groups;
    System.arraycopy(kernelSize.toArray(), 0, sizes, 2, axes());
    DefaultParameters.draw(state, Shape.of(sizes), outChannels, bias);
  }

  int axes() {
    return kernelSize.rank();
  }

  /** Returns the input's shape with a batch of one where it has none, after checking it. */
  Shape batched(Tensor input, Tensor weight) {
    int rank = axes() + 2;
    if (input.rank() != rank && input.rank() != rank - 1) {
      throw new IllegalArgumentException(
          "Expected %dD (unbatched) or %dD (batched) input to %s, but got input of size: %s"
              .formatted(rank - 1, rank, layer.toLowerCase(Locale.ROOT), input.shape()));
    }
    int[] sizes = new int[rank];
    sizes[0] = 1;
    System.arraycopy(input.shape().toArray(), 0, sizes, rank - input.rank(), input.rank());
    if (sizes[1] != inChannels) {
      throw new IllegalArgumentException(
          "%s: given groups=%d, weight of size %s, expected input%s to have %d channels, but got %d"
                  .formatted(layer, groups, weight.shape(), input.shape(), inChannels, sizes[1])
              + " channels instead");
    }
    Shape batched = Shape.of(sizes);
    if (batched.elements(2, rank) == 0) {
      throw new IllegalArgumentException(
          layer + ": expected an input with no empty axis but the batch, got " + input.shape());
    }
    Inputs.dtype(layer, input, weight.dtype());
    return batched;
  }

  /** Sizes of a batched shape's spatial axes. */
  static int[] spatial(Shape batched) {
    return Arrays.copyOfRange(batched.toArray(), 2, batched.rank());
  }

  /** Returns (N, out_channels, spatial…). */
  Shape output(int batch, int[] spatial) {
    int[] sizes = new int[axes() + 2];
    sizes[0] = batch;
    sizes[1] = outChannels;
    System.arraycopy(spatial, 0, sizes, 2, spatial.length);
    return Shape.of(sizes);
  }

  /** Returns a shape without its batch where the input had none. */
  static Shape like(Tensor input, Shape batched) {
    int[] sizes = batched.toArray();
    return Shape.of(Arrays.copyOfRange(sizes, sizes.length - input.rank(), sizes.length));
  }

  /** Returns what each channel's sums start with: its bias, or zero. */
  static Tensor start(@Nullable Tensor bias, DType dtype, int channels) {
    return bias == null ? Tensor.zeros(dtype, Shape.of(channels)) : bias.to(dtype);
  }

  /** Returns the gradients in the layer's own dtype, the input's in its own shape. */
  static Gradients gradients(Tensor input, Tensor gradInput, Correlation.Gradients all) {
    DType dtype = input.dtype();
    @Nullable Tensor bias = all.bias();
    Gradients gradients =
        Gradients.ofInput(gradInput.to(dtype).reshape(input.shape()))
            .withParameter("weight", all.weight().to(dtype));
    return bias == null ? gradients : gradients.withParameter("bias", bias.to(dtype));
  }
}
