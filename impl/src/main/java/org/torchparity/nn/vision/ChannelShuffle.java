package org.torchparity.nn.vision;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Deals the channels out over the groups: y[k·g + i] = x[i·C/g + k], for g groups of C/g channels.
 *
 * <p>Shape: Input: (N, C, *) of three or more axes, any dtype → Output: the same.
 *
 * <p>Backward: δE/δx[i·C/g + k] = g[k·g + i].
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code groups} is not positive, if the input has
 * fewer than three axes, or its channels are not divisible by {@code groups}.
 *
 * <p>Source: Zhang et al., "ShuffleNet" (2018), figure 1; torch.nn.ChannelShuffle;
 * ATen/native/ChanelShuffle.cpp at v2.10.0.
 */
public final class ChannelShuffle extends Module {
  private final int groups;

  /**
   * Makes a layer.
   *
   * @throws IllegalArgumentException if {@code groups} is not positive
   */
  public ChannelShuffle(int groups) {
    if (groups <= 0) {
      throw new IllegalArgumentException(
          "Number of groups to divide channels in must be positive. Value of groups:" + groups);
    }
    this.groups = groups;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("ChannelShuffle", inputs);
    if (x.rank() < 3) {
      throw new IllegalArgumentException(
          "channel_shuffle expects input with > 2 dims, but got input with sizes " + x.shape());
    }
    int channels = x.size(1);
    if (channels % groups != 0) {
      throw new IllegalArgumentException(
          "Number of channels must be divisible by groups. Got "
              + channels
              + " channels and "
              + groups
              + " groups.");
    }
    Shape split = Shape.of(x.size(0), groups, channels / groups, x.shape().elements(2, x.rank()));
    return Rearrangement.of(x, split, x.shape(), 0, 2, 1, 3);
  }
}
