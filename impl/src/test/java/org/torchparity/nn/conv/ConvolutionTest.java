package org.torchparity.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

class ConvolutionTest {
  private static final Tensor X = Tensor.of(new double[] {1, 2, 3, 4}, 1, 1, 4);

  @Test
  void a_kernel_slides_and_is_not_flipped() {
    assertThat(conv1d(ConvOptions.defaults()).forward(X).output().doubles())
        .containsExactly(1 + 20 + 300 + 5, 2 + 30 + 400 + 5);
  }

  @Test
  void gradients_by_hand() {
    Pass pass = conv1d(ConvOptions.defaults()).forward(X);
    Gradients gradients = pass.backward(Tensor.of(new double[] {1, 2}, 1, 1, 2));
    assertThat(gradients.input().doubles()).containsExactly(1, 10 + 2, 100 + 20, 200);
    assertThat(gradients.parameter("weight").doubles()).containsExactly(1 + 4, 2 + 6, 3 + 8);
    assertThat(gradients.parameter("bias").doubles()).containsExactly(3);
  }

  @Test
  void the_four_padding_modes_differ_in_what_stands_beyond_the_edge() {
    ConvOptions padded = ConvOptions.defaults().withPadding(1).withStride(3);
    // The kernel reads the element before the first, the first and the second; then the other end.
    assertThat(output(padded, PaddingMode.ZEROS)).containsExactly(215, 48);
    assertThat(output(padded, PaddingMode.REFLECT)).containsExactly(217, 348);
    assertThat(output(padded, PaddingMode.REPLICATE)).containsExactly(216, 448);
    assertThat(output(padded, PaddingMode.CIRCULAR)).containsExactly(219, 148);
  }

  private static double[] output(ConvOptions options, PaddingMode mode) {
    return conv1d(options.withPaddingMode(mode)).forward(X).output().doubles();
  }

  @Test
  void the_gradient_of_a_circular_padding_returns_to_where_it_came_from() {
    Module layer =
        conv1d(ConvOptions.defaults().withPadding(1).withPaddingMode(PaddingMode.CIRCULAR));
    Tensor g = Tensor.of(new double[] {1, 0, 0, 0}, 1, 1, 4);
    assertThat(layer.forward(X).backward(g).input().doubles()).containsExactly(10, 100, 0, 1);
  }

  @Test
  void same_padding_of_an_even_kernel_leaves_the_greater_half_to_the_end() {
    Module layer =
        new Conv1d(
                1,
                1,
                new int[] {2},
                ConvOptions.defaults().withBias(false).withPadding(new ConvPadding.Same()))
            .to(DType.FLOAT64);
    layer.loadStateDict(Map.of("weight", Tensor.of(new double[] {1, 10}, 1, 1, 2)));
    assertThat(layer.forward(X).output().doubles()).containsExactly(21, 32, 43, 4);
  }

  @Test
  void a_transposed_convolution_lays_the_kernel_down_at_every_step() {
    Module layer = transposed(ConvTransposeOptions.defaults().withStride(2));
    Tensor x = Tensor.of(new double[] {1, 2}, 1, 1, 2);
    Pass pass = layer.forward(x);
    assertThat(pass.output().doubles()).containsExactly(1, 10, 100 + 2, 20, 200);
    Gradients gradients = pass.backward(Tensor.of(new double[] {1, 2, 3, 4, 5}, 1, 1, 5));
    assertThat(gradients.input().doubles()).containsExactly(321, 543);
    assertThat(gradients.parameter("weight").doubles()).containsExactly(1 + 6, 2 + 8, 3 + 10);
  }

  @Test
  void an_output_size_stands_for_the_output_padding_that_leads_to_it() {
    ConvTranspose1d layer =
        (ConvTranspose1d) transposed(ConvTransposeOptions.defaults().withStride(2));
    Tensor x = Tensor.of(new double[] {1, 2}, 1, 2);
    assertThat(layer.forward(x, new int[] {6}).output().doubles())
        .containsExactly(1, 10, 102, 20, 200, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.forward(x, new int[] {7}))
        .withMessage(
            "ConvTranspose1d: requested an output size of [7], but valid sizes range from [5] to"
                + " [6] (for an input of [1, 2])");
  }

  @Test
  void groups_see_only_their_own_channels() {
    Module layer =
        new Conv1d(2, 2, new int[] {1}, ConvOptions.defaults().withGroups(2).withBias(false))
            .to(DType.FLOAT64);
    layer.loadStateDict(Map.of("weight", Tensor.of(new double[] {10, 100}, 2, 1, 1)));
    assertThat(layer.forward(Tensor.of(new double[] {1, 2, 3, 4}, 2, 2)).output().doubles())
        .containsExactly(10, 20, 300, 400);
  }

  @Test
  void unfold_lists_the_blocks_and_fold_adds_them_up_again() {
    Tensor image = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 1, 2, 3);
    Tensor blocks = new Unfold(2, 2).forward(image).output();
    assertThat(blocks.shape()).isEqualTo(Shape.of(4, 2));
    assertThat(blocks.doubles()).containsExactly(1, 2, 2, 3, 4, 5, 5, 6);
    Tensor sums = new Fold(new int[] {2, 3}, new int[] {2}).forward(blocks).output();
    assertThat(sums.shape()).isEqualTo(image.shape());
    assertThat(sums.doubles()).containsExactly(1, 4, 3, 4, 10, 6);
  }

  @Test
  void what_does_not_fit_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Conv2d(3, 4, 3).forward(Tensor.of(new float[100], 1, 4, 5, 5)))
        .withMessage(
            "Conv2d: given groups=1, weight of size [4, 3, 3, 3], expected input[1, 4, 5, 5] to"
                + " have 3 channels, but got 4 channels instead");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Conv2d(3, 4, 6).forward(Tensor.of(new float[60], 3, 4, 5)))
        .withMessage(
            "Conv2d: calculated padded input size per channel: (4 x 5), kernel size: (6 x 6)."
                + " Kernel size can't be greater than actual input size, for input of [3, 4, 5]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Conv2d(3, 4, new int[] {1, 2, 3}, ConvOptions.defaults()))
        .withMessage("Conv2d: kernel_size must have 1 or 2 elements, but got [1, 2, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConvOptions.defaults().withStride(0))
        .withMessage("stride must be 1 or more on every axis, but got [0]");
  }

  @Test
  void a_large_convolution_equals_the_sum_that_defines_it() {
    // Several chunks of lines, more than one block of terms, every edge of a tile.
    int channels = 37;
    int size = 61;
    Module layer = new Conv2d(channels, 7, 3).to(DType.FLOAT64);
    Tensor x = ramp(2, channels, size, size);
    Tensor w = ramp(7, channels, 3, 3);
    layer.loadStateDict(Map.of("weight", w, "bias", Tensor.zeros(DType.FLOAT64, Shape.of(7))));
    Tensor y = layer.forward(x).output();
    assertThat(y.shape()).isEqualTo(Shape.of(2, 7, size - 2, size - 2));
    for (int i = 0; i < y.elements(); i += 997) {
      int[] at = y.shape().indexOf(i);
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        for (int k = 0; k < 9; k++) {
          sum += w.at(at[1], c, k / 3, k % 3) * x.at(at[0], c, at[2] + k / 3, at[3] + k % 3);
        }
      }
      assertThat(y.get(i)).isEqualTo(sum);
    }
  }

  /** Small integers, whose sums are exact. */
  private static Tensor ramp(int... shape) {
    double[] values = new double[Shape.of(shape).elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 7919L % 23 - 11;
    }
    return Tensor.of(values, shape);
  }

  private static Module conv1d(ConvOptions options) {
    Module layer = new Conv1d(1, 1, new int[] {3}, options).to(DType.FLOAT64);
    layer.loadStateDict(
        Map.of(
            "weight", Tensor.of(new double[] {1, 10, 100}, 1, 1, 3),
            "bias", Tensor.of(new double[] {5}, 1)));
    return layer;
  }

  private static Module transposed(ConvTransposeOptions options) {
    Module layer =
        new ConvTranspose1d(1, 1, new int[] {3}, options.withBias(false)).to(DType.FLOAT64);
    layer.loadStateDict(Map.of("weight", Tensor.of(new double[] {1, 10, 100}, 1, 1, 3)));
    return layer;
  }
}
