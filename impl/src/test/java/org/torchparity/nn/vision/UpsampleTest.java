package org.torchparity.nn.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

class UpsampleTest {
  private final Tensor two = Tensor.of(new double[] {1, 3}, 1, 1, 2);

  @Test
  void nearest_repeats_and_its_backward_adds_up() {
    Pass pass = new Upsample(UpsampleOptions.ofScaleFactor(PerAxis.every(2))).forward(two);
    assertThat(pass.output().doubles()).containsExactly(1, 1, 3, 3);
    Tensor g = Tensor.of(new double[] {1, 10, 100, 1000}, 1, 1, 4);
    assertThat(pass.backward(g).input().doubles()).containsExactly(11, 1100);
  }

  @Test
  void linear_lies_between_the_centres_or_the_corners() {
    UpsampleOptions linear = UpsampleOptions.ofSize(PerAxis.of(4)).withMode(UpsampleMode.LINEAR);
    assertThat(new Upsample(linear).forward(two).output().doubles())
        .containsExactly(1, 1.5, 2.5, 3);
    assertThat(new Upsample(linear.withAlignCorners(true)).forward(two).output().doubles())
        .containsExactly(new double[] {1, 1 + 2.0 / 3, 2 + 1.0 / 3, 3}, within(1e-15));
  }

  @Test
  void the_weights_of_a_cubic_sum_to_one() {
    UpsampleOptions cubic =
        UpsampleOptions.ofScaleFactor(PerAxis.of(1.7, 2.3)).withMode(UpsampleMode.BICUBIC);
    Tensor ones = Tensor.of(new double[] {1, 1, 1, 1, 1, 1}, 1, 1, 2, 3);
    double[] expected = new double[18];
    Arrays.fill(expected, 1);
    assertThat(new Upsample(cubic).forward(ones).output().doubles())
        .containsExactly(expected, within(1e-14));
  }

  @Test
  void a_recomputed_factor_follows_the_rounded_size() {
    UpsampleOptions options =
        UpsampleOptions.ofScaleFactor(PerAxis.every(1.9)).withMode(UpsampleMode.LINEAR);
    Tensor recomputed = new Upsample(options.withRecomputeScaleFactor(true)).forward(two).output();
    assertThat(recomputed.doubles()).containsExactly(1, 2, 3);
    assertThat(new Upsample(options).forward(two).output().doubles()[1]).isNotEqualTo(2);
  }

  @Test
  void options_that_do_not_go_together_are_refused() {
    UpsampleOptions sized = UpsampleOptions.ofSize(PerAxis.every(3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sized.withRecomputeScaleFactor(true))
        .withMessage("recompute_scale_factor is not meaningful with an explicit size.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sized.withAlignCorners(false))
        .withMessageStartingWith("align_corners option can only be set");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UpsampleOptions(null, null, UpsampleMode.NEAREST, null, false))
        .withMessage("either size or scale_factor should be defined");
  }

  @Test
  void the_image_layers_are_the_modes_they_say() {
    Tensor image = Tensor.of(new double[] {1, 3}, 1, 1, 1, 2);
    PerAxis size = PerAxis.of(1, 3);
    assertThat(UpsamplingBilinear2d.ofSize(size).forward(image).output().doubles())
        .containsExactly(1, 2, 3);
    assertThat(UpsamplingNearest2d.ofSize(size).forward(image).output().doubles())
        .containsExactly(1, 1, 3);
  }
}
