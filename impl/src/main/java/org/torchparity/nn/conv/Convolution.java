package org.torchparity.nn.conv;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.AxisMaps;
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
 * Convolution over any number of spatial axes: y(n, o) = b(o) + Σ_c pad(x)(n, c) ⋆ w(o, c). Zeros
 * are never stored as padding; the other modes pad a copy of the input, through which the gradient
 * flows back.
 */
final class Convolution {
  private final ConvParameters parameters;
  private final ConvOptions options;
  private final int[] stride;
  private final int[] dilation;
  private final int[] before;
  private final int[] after;

  Convolution(
      String layer,
      int axes,
      int inChannels,
      int outChannels,
      int[] kernelSize,
      ConvOptions options) {
    this.parameters =
        ConvParameters.of(layer, axes, inChannels, outChannels, kernelSize, options.groups());
    this.options = options;
    this.stride = Axes.expanded(layer, "stride", options.stride(), axes);
    this.dilation = Axes.expanded(layer, "dilation", options.dilation(), axes);
    this.before = new int[axes];
    this.after = new int[axes];
    if (options.padding() instanceof ConvPadding.Of given) {
      int[] sizes = Axes.expanded(layer, "padding", given.sizes(), axes);
      System.arraycopy(sizes, 0, before, 0, axes);
      System.arraycopy(sizes, 0, after, 0, axes);
    } else if (options.padding() instanceof ConvPadding.Same) {
      for (int axis = 0; axis < axes; axis++) {
        // An odd total leaves the greater half to the end.
        int total = dilation[axis] * (kernel(axis) - 1);
        before[axis] = total / 2;
        after[axis] = total - before[axis];
      }
    }
  }

  void register(State state) {
    parameters.register(state, parameters.outChannels(), parameters.inChannels(), options.bias());
  }

  Pass forward(Tensor input, State state) {
    Tensor weight = state.parameter("weight");
    @Nullable Tensor bias = state.parameterOrNull("bias");
    Shape batched = parameters.batched(input, weight);
    int[] spatial = ConvParameters.spatial(batched);
    int[] positions = positions(input, spatial);
    @Nullable AxisMaps padded =
        options.paddingMode() == PaddingMode.ZEROS ? null : padded(input, spatial);
    Correlation correlation =
        new Correlation(
            window(padded == null, spatial, positions),
            parameters.inChannels(),
            parameters.outChannels(),
            options.groups());
    DType inner = Gemm.innerType(input.dtype(), batched.size(0) * correlation.multiplyAdds());
    Tensor whole = input.to(inner).reshape(batched);
    Tensor x = padded == null ? whole : padded.gather(whole);
    Tensor w = weight.to(inner);
    Shape output = parameters.output(batched.size(0), positions);
    Tensor start = ConvParameters.start(bias, inner, parameters.outChannels());
    Tensor y = correlation.of(x, w, start, output);
    return Pass.of(
        y.to(input.dtype()).reshape(ConvParameters.like(input, output)),
        g -> {
          Tensor upstream = g.to(inner).reshape(output);
          Correlation.Gradients all = correlation.gradients(upstream, x, w, bias != null);
          Tensor gradX = padded == null ? all.input() : padded.scatterAdd(all.input());
          return ConvParameters.gradients(input, gradX, all);
        });
  }

  private int kernel(int axis) {
    return parameters.kernelSize().size(axis);
  }

  private int[] positions(Tensor input, int[] spatial) {
    int[] positions = new int[spatial.length];
    int[] paddedSizes = new int[spatial.length];
    int[] extents = new int[spatial.length];
    boolean fits = true;
    for (int axis = 0; axis < spatial.length; axis++) {
      int padding = before[axis] + after[axis];
      paddedSizes[axis] = spatial[axis] + padding;
      extents[axis] = dilation[axis] * (kernel(axis) - 1) + 1;
      fits &= extents[axis] <= paddedSizes[axis];
      positions[axis] =
          Window.positions(spatial[axis], padding, dilation[axis], kernel(axis), stride[axis]);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          ("%s: calculated padded input size per channel: (%s), kernel size: (%s). Kernel size"
                  + " can't be greater than actual input size, for input of %s")
              .formatted(
                  parameters.layer(),
                  Axes.product(paddedSizes),
                  Axes.product(extents),
                  input.shape()));
    }
    return positions;
  }

  private Window window(boolean zeros, int[] spatial, int[] positions) {
    int[] seen = spatial.clone();
    int[] offset = before;
    if (!zeros) {
      offset = new int[spatial.length];
      for (int axis = 0; axis < seen.length; axis++) {
        seen[axis] += before[axis] + after[axis];
      }
    }
    return new Window(seen, parameters.kernelSize().toArray(), stride, offset, dilation, positions);
  }

  private AxisMaps padded(Tensor input, int[] spatial) {
    PaddingMode mode = options.paddingMode();
    int[][] maps = new int[spatial.length][];
    for (int axis = 0; axis < spatial.length; axis++) {
      int size = spatial[axis];
      if (Math.max(before[axis], after[axis]) > mode.widest(size)) {
        throw new IllegalArgumentException(
            "%s: padding (%d, %d) is too wide for padding_mode='%s' on an axis of %d in input of %s"
                .formatted(
                    parameters.layer(),
                    before[axis],
                    after[axis],
                    mode.torchName(),
                    size,
                    input.shape()));
      }
      maps[axis] = new int[before[axis] + size + after[axis]];
      for (int i = 0; i < maps[axis].length; i++) {
        maps[axis][i] = mode.source(i - before[axis], size);
      }
    }
    return new AxisMaps(spatial, maps);
  }
}
