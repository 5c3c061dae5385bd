package org.torchparity.nn.norm;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.Channels.Moments;
import org.torchparity.kernel.Layout;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.nn.State;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * What {@link InstanceNorm1d}, {@link InstanceNorm2d} and {@link InstanceNorm3d} share: every
 * channel of every sample is a group of its own.
 */
final class InstanceNormalization {
  static final BatchNormOptions DEFAULTS = new BatchNormOptions(1e-5, 0.1, false, false);

  private final String layer;
  private final int numFeatures;
  private final BatchNormOptions options;
  private final State state;

  InstanceNormalization(String layer, int numFeatures, BatchNormOptions options, State state) {
    this.layer = layer;
    this.numFeatures = numFeatures;
    this.options = options;
    this.state = state;
    Shape channels = Shape.of(numFeatures);
    if (options.affine()) {
      state.setParameter("weight", Tensor.full(DType.FLOAT32, channels, 1));
      state.setParameter("bias", Tensor.zeros(DType.FLOAT32, channels));
    }
    if (options.trackRunningStats()) {
      RunningStatistics.initial(channels).storeIn(state);
    }
  }

  Pass forward(Tensor input, int batchedRank, boolean training) {
    if (input.rank() == batchedRank) {
      return batched(input, training);
    }
    int[] sizes = input.shape().toArray();
    int[] withBatch = new int[sizes.length + 1];
    withBatch[0] = 1;
    System.arraycopy(sizes, 0, withBatch, 1, sizes.length);
    Shape batch = Shape.of(withBatch);
    Pass pass = batched(input.reshape(batch), training);
    return Pass.of(
        pass.output().reshape(input.shape()),
        g -> {
          Gradients gradients = pass.backward(g.reshape(batch));
          return gradients.withInput(0, gradients.input().reshape(input.shape()));
        });
  }

  private Pass batched(Tensor x, boolean training) {
    checkChannels(x);
    Layout layout = Layout.of(x.shape());
    @Nullable Tensor weight = state.parameterOrNull("weight");
    @Nullable Tensor bias = state.parameterOrNull("bias");
    if (!training && options.trackRunningStats()) {
      RunningStatistics running = RunningStatistics.of(state);
      return ChannelNormalization.byConstants(
          x, layout, running.mean(), running.variance(), options.eps(), weight, bias);
    }
    if (layout.length() == 1) {
      throw new IllegalArgumentException(
          "Expected more than 1 spatial element when training, got input size " + x.shape());
    }
    int instances = layout.batch() * layout.channels();
    Moments moments = Moments.of(instances);
    Pass pass = GroupNormalization.of(x, layout, instances, moments, options.eps(), weight, bias);
    if (options.trackRunningStats()) {
      Double momentum = options.momentum();
      RunningStatistics.of(state)
          .updatedBySamples(moments, layout.length(), momentum == null ? 0 : momentum)
          .storeIn(state);
    }
    return pass;
  }

  private void checkChannels(Tensor x) {
    boolean hasState = options.affine() || options.trackRunningStats();
    if (hasState && x.size(1) != numFeatures) {
      throw new IllegalArgumentException(
          layer
              + ": expected input with num_features = "
              + numFeatures
              + " channels, got "
              + x.size(1)
              + " in "
              + x.shape());
    }
    @Nullable Tensor weight = state.parameterOrNull("weight");
    if (weight != null) {
      Inputs.dtype(layer, x, weight.dtype());
    }
  }
}
