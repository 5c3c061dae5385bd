package org.torchparity.nn.norm;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.Channels.Moments;
import org.torchparity.kernel.Layout;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.nn.State;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * What {@link BatchNorm1d}, {@link BatchNorm2d} and {@link BatchNorm3d} share: all but the rank.
 */
final class BatchNormalization {
  private final String layer;
  private final int numFeatures;
  private final BatchNormOptions options;
  private final State state;

  BatchNormalization(String layer, int numFeatures, BatchNormOptions options, State state) {
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

  /** Normalises (N, C, …) by its own statistics in training, by the running ones otherwise. */
  Pass forward(Tensor x, boolean training) {
    checkChannels(x);
    Layout layout = Layout.of(x.shape());
    @Nullable Tensor weight = state.parameterOrNull("weight");
    @Nullable Tensor bias = state.parameterOrNull("bias");
    if (!training && options.trackRunningStats()) {
      RunningStatistics running = RunningStatistics.of(state);
      return ChannelNormalization.byConstants(
          x, layout, running.mean(), running.variance(), options.eps(), weight, bias);
    }
    if (layout.elementsPerChannel() == 1) {
      throw new IllegalArgumentException(
          "Expected more than 1 value per channel when training, got input size " + x.shape());
    }
    Moments moments = Moments.of(numFeatures);
    Pass pass = ChannelNormalization.byBatch(x, layout, moments, options.eps(), weight, bias);
    if (options.trackRunningStats()) {
      RunningStatistics.of(state)
          .updated(moments, layout.elementsPerChannel(), options.momentum())
          .storeIn(state);
    }
    return pass;
  }

  private void checkChannels(Tensor x) {
    if (x.size(1) != numFeatures) {
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
