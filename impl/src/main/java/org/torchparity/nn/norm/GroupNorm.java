package org.torchparity.nn.norm;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.Channels.Moments;
import org.torchparity.kernel.Layout;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Group normalisation: y = γ·(x − E[x]) / √(Var[x] + ε) + β, with mean and biased variance of each
 * sample over a group of C/G neighbouring channels and all their positions.
 *
 * <p>Parameters: {@code weight} γ (C) and {@code bias} β (C) where {@code affine}.
 *
 * <p>Shape: Input: (N, C, *), float32 or float64 as the parameters → Output: the same.
 *
 * <p>Backward, with x̂ = (x − μ)/√(σ² + ε), ĝ = γ·g, and M values in a group:
 *
 * <pre>
 * δE/δβ = Σ g        δE/δγ = Σ g·x̂
 * δE/δx = 1/(M·√(σ² + ε)) · (M·ĝ − Σ ĝ − x̂·Σ ĝ·x̂)
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code numChannels} is not divisible by {@code
 * numGroups} or that is not positive, if the input has less than two axes, if its channels are not
 * {@code numChannels}, or if its dtype is not the parameters'.
 *
 * <p>Source: Wu and He, "Group Normalization" (2018), equations (1) to (7); torch.nn.GroupNorm;
 * ATen/native/group_norm.cpp at v2.10.0.
 */
public final class GroupNorm extends Module {
  private final int numGroups;
  private final int numChannels;
  private final double eps;

  /** Makes a layer with torch's defaults: ε = 1e-5, γ = 1, β = 0. */
  public GroupNorm(int numGroups, int numChannels) {
    this(numGroups, numChannels, 1e-5, true);
  }

  /**
   * Makes a layer.
   *
   * @throws IllegalArgumentException if {@code numGroups} is not positive or does not divide {@code
   *     numChannels}
   */
  public GroupNorm(int numGroups, int numChannels, double eps, boolean affine) {
    if (numGroups <= 0 || numChannels % numGroups != 0) {
      throw new IllegalArgumentException(
          "num_channels must be divisible by num_groups, but got num_channels = "
              + numChannels
              + " and num_groups = "
              + numGroups);
    }
    this.numGroups = numGroups;
    this.numChannels = numChannels;
    this.eps = eps;
    if (affine) {
      setParameter("weight", Tensor.full(DType.FLOAT32, Shape.of(numChannels), 1));
      setParameter("bias", Tensor.zeros(DType.FLOAT32, Shape.of(numChannels)));
    }
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("GroupNorm", inputs);
    if (x.rank() < 2 || x.size(1) != numChannels) {
      throw new IllegalArgumentException(
          "GroupNorm: expected input of (N, C, *) with num_channels = "
              + numChannels
              + ", got "
              + x.shape());
    }
    @Nullable Tensor weight = state().parameterOrNull("weight");
    if (weight != null) {
      Inputs.dtype("GroupNorm", x, weight.dtype());
    }
    Layout layout = Layout.of(x.shape());
    int groups = layout.batch() * numGroups;
    return GroupNormalization.of(
        x, layout, groups, Moments.of(groups), eps, weight, state().parameterOrNull("bias"));
  }
}
