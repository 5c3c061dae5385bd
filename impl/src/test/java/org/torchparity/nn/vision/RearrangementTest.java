package org.torchparity.nn.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

class RearrangementTest {
  @Test
  void four_channels_become_the_corners_of_squares() {
    Pass pass =
        new PixelShuffle(2).forward(Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 4, 1, 2));
    assertThat(pass.output().shape().toArray()).containsExactly(1, 2, 4);
    assertThat(pass.output().floats()).containsExactly(1, 3, 2, 4, 5, 7, 6, 8);
    Tensor gradInput = pass.backward(pass.output()).input();
    assertThat(gradInput.shape().toArray()).containsExactly(4, 1, 2);
    assertThat(gradInput.floats()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void unshuffling_undoes_shuffling() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 4, 2, 1);
    Tensor shuffled = new PixelShuffle(2).forward(x).output();
    assertThat(new PixelUnshuffle(2).forward(shuffled).output().isBitwiseEqualTo(x)).isTrue();
  }

  @Test
  void channels_are_dealt_out_over_the_groups() {
    Tensor x = Tensor.of(new long[] {0, 1, 2, 3, 4, 5}, 1, 6, 1);
    assertThat(new ChannelShuffle(2).forward(x).output().longs()).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(new ChannelShuffle(3).forward(x).output().longs()).containsExactly(0, 2, 4, 1, 3, 5);
  }

  @Test
  void a_height_that_cannot_be_divided_is_named() {
    Tensor x = Tensor.of(new float[15], 1, 5, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PixelUnshuffle(3).forward(x))
        .withMessage(
            "pixel_unshuffle expects height to be divisible by downscale_factor, but"
                + " input.size(-2)=5 is not divisible by 3");
  }
}
