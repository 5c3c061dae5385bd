package org.torchparity.nn.norm;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.Channels;
import org.torchparity.kernel.Channels.Moments;
import org.torchparity.kernel.Layout;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Batch normalisation of vectors or sequences: y = γ·(x − E[x]) / √(Var[x] + ε) + β, with mean and
 * biased variance of each channel over the batch and the sequence.
 *
 * <p>Parameters: {@code weight} γ (C) and {@code bias} β (C) where {@code affine}; buffers {@code
 * running_mean} (C), {@code running_var} (C, unbiased) and {@code num_batches_tracked} (int64
 * scalar) where {@code trackRunningStats}. Training normalises by the batch and updates the running
 * statistics; evaluation normalises by the running statistics, or by the batch where there are
 * none.
 *
 * <p>Shape: Input: (N, C) or (N, C, L), float32 or float64 as the parameters → Output: the same.
 *
 * <p>Backward, with x̂ = (x − μ)/√(σ² + ε) and M = N·L:
 *
 * <pre>
 * δE/δβ = Σ g        δE/δγ = Σ g·x̂
 * training:    δE/δx = γ/(M·√(σ² + ε)) · (M·g − Σ g − x̂·Σ g·x̂)
 * evaluation:  δE/δx = γ/√(σ² + ε) · g
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if the input is neither 2D nor 3D, if its channels
 * are not {@code numFeatures}, if its dtype is not the parameters', or if the batch's statistics
 * are needed and there is only one value per channel (M = 1).
 *
 * <p>Differences from ATen: statistics and coefficients are float64 for float32 data too, so an
 * input of large mean and small deviation keeps its precision.
 *
 * <p>Source: Ioffe and Szegedy, "Batch Normalization" (2015), algorithm 1; torch.nn.BatchNorm1d;
 * ATen/native/Normalization.cpp at v2.10.0.
 *
 * <pre>{@code
 * Pass pass = new BatchNorm1d(10).forward(x);
 * Tensor gradInput = pass.backward(gradOutput).input();
 * }</pre>
 */
public final class BatchNorm1d extends Module {
  private final int numFeatures;
  private final BatchNormOptions options;

  /** Makes a layer of {@code numFeatures} channels with torch's defaults. */
  public BatchNorm1d(int numFeatures) {
    this(numFeatures, BatchNormOptions.defaults());
  }

  /**
   * Makes a layer of {@code numFeatures} channels; γ = 1, β = 0, running mean 0 and variance 1.
   *
   * @throws IllegalArgumentException if {@code numFeatures} is negative
   */
  public BatchNorm1d(int numFeatures, BatchNormOptions options) {
    this.numFeatures = numFeatures;
    this.options = options;
    Shape channels = Shape.of(numFeatures);
    if (options.affine()) {
      setParameter("weight", Tensor.full(DType.FLOAT32, channels, 1));
      setParameter("bias", Tensor.zeros(DType.FLOAT32, channels));
    }
    if (options.trackRunningStats()) {
      setBuffer("running_mean", Tensor.zeros(DType.FLOAT32, channels));
      setBuffer("running_var", Tensor.full(DType.FLOAT32, channels, 1));
      setBuffer("num_batches_tracked", Tensor.zeros(DType.INT64, Shape.of()));
    }
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = checked(Inputs.only("BatchNorm1d", inputs));
    Layout layout = Layout.of(x.shape());
    @Nullable Tensor weight = options.affine() ? parameter("weight") : null;
    @Nullable Tensor bias = options.affine() ? parameter("bias") : null;
    if (!isTraining() && options.trackRunningStats()) {
      return ChannelNormalization.byConstants(
          x, layout, buffer("running_mean"), buffer("running_var"), options.eps(), weight, bias);
    }
    if (layout.elementsPerChannel() == 1) {
      throw new IllegalArgumentException(
          "Expected more than 1 value per channel when training, got input size " + x.shape());
    }
    Moments moments = Channels.moments(x, layout);
    if (options.trackRunningStats()) {
      track(moments, layout.elementsPerChannel());
    }
    return ChannelNormalization.byBatch(x, layout, moments, options.eps(), weight, bias);
  }

  private Tensor checked(Tensor x) {
    if (x.rank() != 2 && x.rank() != 3) {
      throw new IllegalArgumentException(
          "BatchNorm1d: expected 2D or 3D input (got "
              + x.rank()
              + "D input of "
              + x.shape()
              + ")");
    }
    if (x.size(1) != numFeatures) {
      throw new IllegalArgumentException(
          "BatchNorm1d: expected input with num_features = "
              + numFeatures
              + " channels, got "
              + x.size(1)
              + " in "
              + x.shape());
    }
    if (options.affine()) {
      Inputs.dtype("BatchNorm1d", x, parameter("weight").dtype());
    }
    return x;
  }

  private void track(Moments moments, int elements) {
    RunningStatistics running =
        new RunningStatistics(
                buffer("running_mean"), buffer("running_var"), buffer("num_batches_tracked"))
            .updated(moments, elements, options.momentum());
    setBuffer("running_mean", running.mean());
    setBuffer("running_var", running.variance());
    setBuffer("num_batches_tracked", running.batches());
  }
}
