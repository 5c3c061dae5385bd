package org.torchparity.nn.norm;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Instance normalisation of volumes: y = γ·(x − E[x]) / √(Var[x] + ε) + β, with mean and biased
 * variance of each channel of each sample over the voxels.
 *
 * <p>Parameters: {@code weight} γ (C) and {@code bias} β (C) where {@code affine}; buffers {@code
 * running_mean} (C), {@code running_var} (C, unbiased) and {@code num_batches_tracked} (int64
 * scalar, which torch never counts up here) where {@code trackRunningStats}. By default there are
 * neither. Evaluation normalises by the running statistics where there are any.
 *
 * <p>Shape: Input: (N, C, D, H, W) or (C, D, H, W), float32 or float64 → Output: the same.
 *
 * <p>Backward, with x̂ = (x − μ)/√(σ² + ε) and M = D·H·W values a channel:
 *
 * <pre>
 * δE/δβ = Σ g        δE/δγ = Σ g·x̂        over all samples
 * δE/δx = γ/(M·√(σ² + ε)) · (M·g − Σ g − x̂·Σ g·x̂)    by the sample's statistics
 * δE/δx = γ/√(σ² + ε) · g                              by the running statistics
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if the input is neither 4D nor 5D, if its channels
 * are not {@code numFeatures} where there are parameters or buffers, if its dtype is not the
 * parameters', or if the sample's statistics are needed and M = 1.
 *
 * <p>Source: Ulyanov, Vedaldi, Lempitsky, "Instance Normalization" (2016), equation (2);
 * torch.nn.InstanceNorm3d; ATen/native/Normalization.cpp (instance_norm) at v2.10.0.
 */
public final class InstanceNorm3d extends Module {
  private final InstanceNormalization normalization;

  /** Makes a layer of {@code numFeatures} channels with torch's defaults: no state. */
  public InstanceNorm3d(int numFeatures) {
    this(numFeatures, InstanceNormalization.DEFAULTS);
  }

  /**
   * Makes a layer of {@code numFeatures} channels.
   *
   * @throws IllegalArgumentException if {@code numFeatures} is negative
   */
  public InstanceNorm3d(int numFeatures, BatchNormOptions options) {
    normalization = new InstanceNormalization("InstanceNorm3d", numFeatures, options, state());
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("InstanceNorm3d", inputs);
    Inputs.rank("InstanceNorm3d", x, 4, 5);
    return normalization.forward(x, 5, isTraining());
  }
}
