package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchparity.kernel.Channels.Moments;
import org.torchparity.kernel.Channels.Products;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Against the kernels of one channel after the other, in float64. */
class ChannelRowsTest {
  private static final Layout LAYOUT = new Layout(61, 83, 1);
  private static final int FROM = 5;
  private static final int TO = 70;

  private final ChannelKernels channels = new ScalarChannelKernels();
  private final ChannelRows rows = new ChannelRows(LAYOUT, FROM, TO);

  private static Tensor uniform(DType dtype, long seed) {
    double[] values = new Random(seed).doubles(61 * 83, -2, 5).toArray();
    return Tensor.of(values, 61, 83).to(dtype);
  }

  private static double[] coefficients(long seed) {
    return new Random(seed).doubles(83, -3, 3).toArray();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void sums_are_those_of_each_channel(DType dtype) {
    assertThat(ChannelRows.fits(LAYOUT)).isTrue();
    Tensor x = uniform(dtype, 1);
    Tensor g = uniform(dtype, 2);
    Moments expected = Moments.of(83);
    Moments actual = Moments.of(83);
    channels.moments(x.toDoubles(), LAYOUT, FROM, TO, expected.mean(), expected.squares());
    rows.moments(x, actual.mean(), actual.squares());
    assertThat(actual.mean()).containsExactly(expected.mean());
    assertThat(actual.squares()).containsExactly(expected.squares());

    Products sums = Products.of(83);
    Products others = Products.of(83);
    channels.products(
        g.toDoubles(), x.toDoubles(), LAYOUT, FROM, TO, actual.mean(), sums.sum(), sums.product());
    rows.products(g, x, actual.mean(), others.sum(), others.product());
    assertThat(others.sum()).containsExactly(sums.sum());
    assertThat(others.product()).containsExactly(sums.product());
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void maps_are_those_of_each_channel_rounded_once(DType dtype) {
    Tensor x = uniform(dtype, 3);
    Tensor g = uniform(dtype, 4);
    double[] a = coefficients(5);
    double[] b = coefficients(6);
    double[] c = coefficients(7);
    double[] mean = coefficients(8);
    double[] expected = new double[61 * 83];
    Tensor actual = Tensor.zeros(dtype, Shape.of(61, 83));
    channels.affine(x.toDoubles(), LAYOUT, FROM, TO, mean, a, b, expected);
    rows.affine(x, mean, a, b, actual);
    assertThat(actual.toDoubles())
        .containsExactly(Tensor.of(expected, 61, 83).to(dtype).toDoubles());
    channels.combine(g.toDoubles(), x.toDoubles(), LAYOUT, FROM, TO, mean, a, b, c, expected);
    rows.combine(g, x, mean, a, b, c, actual);
    assertThat(actual.toDoubles())
        .containsExactly(Tensor.of(expected, 61, 83).to(dtype).toDoubles());
  }
}
