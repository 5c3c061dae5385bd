package org.torchparity.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.reference.LibtorchBackend;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Piecewise linear activations whose bounds are zeros of either sign or infinite give libtorch's
 * bits, the sign of a zero among them, of both zeros, of what is next to a bound, and of
 * infinities.
 */
@RequiresLibtorch
class ActivationBoundsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double[] VALUES = {
    0.0, -0.0, 1, -1, 0.5, -0.5, 6, 7, Float.MIN_VALUE, -Float.MIN_VALUE, INFINITY, -INFINITY
  };

  /** Enough of them for whole vectors and a rest. */
  private static final int REPEATED = 7;

  private final Catalogue catalogue = Catalogue.standard();
  private final JavaBackend java = new JavaBackend(catalogue);
  private final LibtorchBackend libtorch = LibtorchBackend.withThreads(1);

  static Stream<Arguments> activations() {
    List<Arguments> all = new ArrayList<>();
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      all.add(Arguments.of("Hardtanh", args("min_val", -1.0, "max_val", 0.0), dtype));
      all.add(Arguments.of("Hardtanh", args("min_val", -1.0, "max_val", -0.0), dtype));
      all.add(Arguments.of("Hardtanh", args("min_val", 0.0, "max_val", 1.0), dtype));
      all.add(Arguments.of("Hardtanh", args("min_val", -0.0, "max_val", 1.0), dtype));
      all.add(Arguments.of("Hardtanh", args("min_val", -INFINITY, "max_val", INFINITY), dtype));
      for (double lambda : new double[] {0, 0.5, INFINITY}) {
        all.add(Arguments.of("Hardshrink", args("lambd", lambda), dtype));
      }
      for (double lambda : new double[] {0, 0.5}) {
        all.add(Arguments.of("Softshrink", args("lambd", lambda), dtype));
      }
      for (double threshold : new double[] {0, -0.0, INFINITY, -INFINITY}) {
        all.add(Arguments.of("Threshold", args("threshold", threshold, "value", -0.0), dtype));
      }
      all.add(Arguments.of("LeakyReLU", args("negative_slope", 0.0), dtype));
      all.add(Arguments.of("LeakyReLU", args("negative_slope", -0.25), dtype));
      all.add(Arguments.of("ReLU6", args(), dtype));
      all.add(Arguments.of("Hardswish", args(), dtype));
      all.add(Arguments.of("Hardsigmoid", args(), dtype));
    }
    return all.stream();
  }

  @Test
  void softshrink_refuses_an_infinite_threshold() {
    Sample sample = sample("infinite", "lambd", INFINITY).input(Draw.full(1, 3));
    assertThatThrownBy(() -> draw("Softshrink", sample, DType.FLOAT32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Softshrink: lambda must be finite for input of dtype float32, but found Infinity");
  }

  private Case draw(String module, Sample sample, DType dtype) {
    return CaseDrawer.draw(
        new Catalogue.Selected(catalogue.row(module), sample, Mode.EVAL), dtype, 0);
  }

  private static Object[] args(Object... args) {
    return args;
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("activations")
  void bounds_of_any_sign_or_size_give_libtorchs_bits(String module, Object[] args, DType dtype) {
    double[] x =
        IntStream.range(0, REPEATED * VALUES.length)
            .mapToDouble(i -> VALUES[i % VALUES.length])
            .toArray();
    Sample sample = sample("bounds", args).input(Draw.values(x, x.length));
    Case c = draw(module, sample, dtype);
    java.run(c)
        .quantities()
        .forEach(
            (name, actual) -> {
              Tensor expected = libtorch.run(c).quantities().get(name);
              assertThat(bits(module, actual)).as(name).containsExactly(bits(module, expected));
            });
  }

  /**
   * Not -0.0 for 0.0, but any NaN for another. Softshrink's zeros have no sign: libtorch's depends
   * on whether the element is in a whole vector.
   */
  private static String[] bits(String module, Tensor x) {
    double positive = module.equals("Softshrink") ? 0 : -0.0;
    return IntStream.range(0, x.elements())
        .mapToObj(i -> VALUES[i % VALUES.length] + " gives " + (x.get(i) + positive))
        .toArray(String[]::new);
  }
}
