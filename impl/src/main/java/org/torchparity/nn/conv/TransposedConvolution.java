package org.torchparity.nn.conv;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.Correlation;
import org.torchparity.kernel.Gemm;
import org.torchparity.kernel.Window;
import org.torchparity.nn.Axes;
import org.torchparity.nn.Pass;
import org.torchparity.nn.State;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The adjoint of a convolution over any number of spatial axes, plus a bias. The convolution it
 * transposes goes from the output's channels to the input's, so that forward here is its way back,
 * and backward its way forth.
 */
final class TransposedConvolution {
  private final ConvParameters parameters;
  private final boolean bias;
  private final int[] stride;
  private final int[] padding;
  private final int[] outputPadding;
  private final int[] dilation;

  TransposedConvolution(
      String layer,
      int axes,
      int inChannels,
      int outChannels,
      int[] kernelSize,
      ConvTransposeOptions options) {
    this.parameters =
        ConvParameters.of(layer, axes, inChannels, outChannels, kernelSize, options.groups());
    this.bias = options.bias();
    this.stride = Axes.expanded(layer, "stride", options.stride(), axes);
    this.padding = Axes.expanded(layer, "padding", options.padding(), axes);
    this.outputPadding = Axes.expanded(layer, "output_padding", options.outputPadding(), axes);
    this.dilation = Axes.expanded(layer, "dilation", options.dilation(), axes);
  }

  void register(State state) {
    parameters.register(state, parameters.inChannels(), parameters.outChannels(), bias);
  }

  Pass forward(Tensor input, State state) {
    return forward(input, state, outputPadding);
  }

  /** Runs with the output padding that gives the spatial sizes wanted. */
  Pass forwardTo(int[] outputSize, Tensor input, State state) {
    Shape batched = parameters.batched(input, state.parameter("weight"));
    int axes = parameters.axes();
    if (outputSize.length != axes && outputSize.length != input.rank()) {
      throw new IllegalArgumentException(
          "%s: for %dD input, output_size must have %d or %d elements (got %d)"
              .formatted(parameters.layer(), input.rank(), axes, input.rank(), outputSize.length));
    }
    int[] wanted = Arrays.copyOfRange(outputSize, outputSize.length - axes, outputSize.length);
    int[] least = sizes(ConvParameters.spatial(batched), new int[axes]);
    int[] added = new int[axes];
    int[] greatest = new int[axes];
    boolean reachable = true;
    for (int axis = 0; axis < axes; axis++) {
      added[axis] = wanted[axis] - least[axis];
      greatest[axis] = least[axis] + stride[axis] - 1;
      reachable &= added[axis] >= 0 && added[axis] < stride[axis];
    }
    if (!reachable) {
      throw new IllegalArgumentException(
          "%s: requested an output size of %s, but valid sizes range from %s to %s (for an input of"
                  .formatted(
                      parameters.layer(),
                      Arrays.toString(wanted),
                      Arrays.toString(least),
                      Arrays.toString(greatest))
              + " "
              + input.shape()
              + ")");
    }
    return forward(input, state, added);
  }

  private Pass forward(Tensor input, State state, int[] added) {
    Tensor weight = state.parameter("weight");
    @Nullable Tensor biasOrNull = state.parameterOrNull("bias");
    Shape batched = parameters.batched(input, weight);
    int[] spatial = ConvParameters.spatial(batched);
    checkOutputPadding(added);
    int[] sizes = sizes(spatial, added);
    if (Arrays.stream(sizes).anyMatch(size -> size <= 0)) {
      throw new IllegalArgumentException(
          "%s: given input size per channel: (%s), calculated output size per channel: (%s). Output"
                  .formatted(parameters.layer(), Axes.product(spatial), Axes.product(sizes))
              + " size is too small");
    }
    int[] kernel = parameters.kernelSize().toArray();
    Correlation transposed =
        new Correlation(
            new Window(sizes, kernel, stride, padding, dilation, spatial),
            parameters.outChannels(),
            parameters.inChannels(),
            parameters.groups());
    DType inner = Gemm.innerType(input.dtype(), batched.size(0) * transposed.multiplyAdds());
    Tensor x = input.to(inner).reshape(batched);
    Tensor w = weight.to(inner);
    Shape output = parameters.output(batched.size(0), sizes);
    Tensor start = ConvParameters.start(biasOrNull, inner, parameters.outChannels());
    Tensor y = transposed.adjoint(x, w, start, output);
    return Pass.of(
        y.to(input.dtype()).reshape(ConvParameters.like(input, output)),
        g -> {
          Tensor upstream = g.to(inner).reshape(output);
          Correlation.Gradients all =
              transposed.adjointGradients(upstream, x, w, biasOrNull != null);
          return ConvParameters.gradients(input, all.input(), all);
        });
  }

  /** (input − 1)·stride − 2·padding + dilation·(kernel − 1) + output padding + 1. */
  private int[] sizes(int[] spatial, int[] added) {
    int[] sizes = new int[spatial.length];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] =
          (spatial[axis] - 1) * stride[axis]
              - 2 * padding[axis]
              + dilation[axis] * (parameters.kernelSize().size(axis) - 1)
              + added[axis]
              + 1;
    }
    return sizes;
  }

  private void checkOutputPadding(int[] added) {
    for (int axis = 0; axis < added.length; axis++) {
      if (added[axis] >= stride[axis] && added[axis] >= dilation[axis]) {
        throw new IllegalArgumentException(
            "%s: output padding must be smaller than either stride or dilation, but got %s"
                .formatted(parameters.layer(), Arrays.toString(added)));
      }
    }
  }
}
