package org.torchparity.nn.norm;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Batch normalisation of volumes: y = γ·(x − E[x]) / √(Var[x] + ε) + β, with mean and biased
 * variance of each channel over the batch and the voxels.
 *
 * <p>Parameters: {@code weight} γ (C) and {@code bias} β (C) where {@code affine}; buffers {@code
 * running_mean} (C), {@code running_var} (C, unbiased) and {@code num_batches_tracked} (int64
 * scalar) where {@code trackRunningStats}. Training normalises by the batch and updates the running
 * statistics; evaluation normalises by the running statistics, or by the batch where there are
 * none.
 *
 * <p>Shape: Input: (N, C, D, H, W), float32 or float64 as the parameters → Output: the same.
 *
 * <p>Backward, with x̂ = (x − μ)/√(σ² + ε) and M = N·D·H·W values a channel:
 *
 * <pre>
 * δE/δβ = Σ g        δE/δγ = Σ g·x̂
 * training:    δE/δx = γ/(M·√(σ² + ε)) · (M·g − Σ g − x̂·Σ g·x̂)
 * evaluation:  δE/δx = γ/√(σ² + ε) · g
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if the input is not 5D, if its channels are not
 * {@code numFeatures}, if its dtype is not the parameters', or if the batch's statistics are needed
 * and there is only one value per channel (M = 1).
 *
 * <p>Differences from ATen: statistics and coefficients are float64 for float32 data too, so an
 * input of large mean and small deviation keeps its precision.
 *
 * <p>Source: Ioffe and Szegedy, "Batch Normalization" (2015), algorithm 1; torch.nn.BatchNorm3d;
 * ATen/native/Normalization.cpp at v2.10.0.
 *
 * <pre>{@code
 * Pass pass = new BatchNorm3d(16).forward(x);
 * Tensor gradInput = pass.backward(gradOutput).input();
 * }</pre>
 */
public final class BatchNorm3d extends Module {
  private final BatchNormalization normalization;

  /** Makes a layer of {@code numFeatures} channels with torch's defaults. */
  public BatchNorm3d(int numFeatures) {
    this(numFeatures, BatchNormOptions.defaults());
  }

  /**
   * Makes a layer of {@code numFeatures} channels; γ = 1, β = 0, running mean 0 and variance 1.
   *
   * @throws IllegalArgumentException if {@code numFeatures} is negative
   */
  public BatchNorm3d(int numFeatures, BatchNormOptions options) {
    normalization = new BatchNormalization("BatchNorm3d", numFeatures, options, state());
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("BatchNorm3d", inputs);
    Inputs.rank("BatchNorm3d", x, 5);
    return normalization.forward(x, isTraining());
  }
}
