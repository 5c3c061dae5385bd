package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.full;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.ties;
import static org.torchparity.catalogue.PoolingFamily.intsOrEmpty;
import static org.torchparity.catalogue.PoolingFamily.list;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.nn.Module;
import org.torchparity.nn.pooling.MaxPool1d;
import org.torchparity.nn.pooling.MaxPool2d;
import org.torchparity.nn.pooling.MaxPool3d;
import org.torchparity.nn.pooling.MaxPoolOptions;

/** Maxima under a sliding window. */
final class MaxPoolRows {
  private MaxPoolRows() {}

  static List<Row> rows() {
    return List.of(row(1, MaxPool1d::new), row(2, MaxPool2d::new), row(3, MaxPool3d::new));
  }

  private static Row row(int axes, BiFunction<int[], MaxPoolOptions, Module> constructor) {
    return Row.of(
            "MaxPool" + axes + "d",
            a -> constructor.apply(a.ints("kernel_size", axes), options(a, axes)))
        .samples(samples(new Spatial(axes)).toArray(Sample[]::new));
  }

  private static MaxPoolOptions options(ArgReader a, int axes) {
    return new MaxPoolOptions(
        list(intsOrEmpty(a, "stride", axes)),
        list(a.ints("padding", axes, 0)),
        list(a.ints("dilation", axes, 1)),
        a.bool("return_indices", false),
        a.bool("ceil_mode", false));
  }

  private static List<Sample> samples(Spatial s) {
    List<Sample> all = new ArrayList<>(PoolingFamily.windows(s));
    all.addAll(
        List.of(
            sample("padding", "kernel_size", s.last(3, 2, 5), "padding", s.last(1, 1, 2))
                .input(normal(s.batched())),
            sample("padding_below_every_element", "kernel_size", 3, "padding", 1)
                .input(normal(s.batched()).plus(-10)),
            sample("dilation", "kernel_size", 2, "dilation", s.last(2, 1, 3))
                .input(normal(s.batched())),
            sample("dilation_and_padding", "kernel_size", 3, "dilation", 2, "padding", 1)
                .input(normal(s.batched())),
            sample(
                    "ceil_mode_padding",
                    "kernel_size",
                    3,
                    "stride",
                    s.last(4, 2, 3),
                    "padding",
                    1,
                    "ceil_mode",
                    true)
                .input(normal(s.cube(8))),
            sample("return_indices", "kernel_size", 2, "return_indices", true)
                .input(normal(s.batched())),
            sample(
                    "indices_of_overlapping_windows",
                    "kernel_size",
                    3,
                    "stride",
                    1,
                    "return_indices",
                    true)
                .input(normal(s.batched())),
            sample("indices_unbatched", "kernel_size", 3, "padding", 1, "return_indices", true)
                .input(normal(s.shape(3))),
            sample(
                    "all",
                    "kernel_size",
                    s.last(2, 3, 4),
                    "stride",
                    s.last(2, 1, 3),
                    "padding",
                    s.last(1, 0, 2),
                    "dilation",
                    s.last(1, 2, 2),
                    "return_indices",
                    true,
                    "ceil_mode",
                    true)
                .input(normal(s.batched())),
            sample("ties", "kernel_size", 3, "stride", 2, "return_indices", true)
                .input(ties(0, 3, s.batched())),
            sample("all_equal", "kernel_size", 3, "padding", 1, "return_indices", true)
                .input(full(0.5, s.batched())),
            sample("not_a_number", "kernel_size", 3, "stride", 2, "return_indices", true)
                .input(
                    normal(s.batched())
                        .with(2, Double.NaN)
                        .with(3, Double.NaN)
                        .with(8, Double.NaN)),
            sample("infinities", "kernel_size", 3, "stride", 2, "return_indices", true)
                .input(
                    normal(s.batched())
                        .with(1, Double.POSITIVE_INFINITY)
                        .with(2, Double.POSITIVE_INFINITY)
                        .with(9, Double.NEGATIVE_INFINITY)),
            sample("all_minus_infinity", "kernel_size", 2, "stride", 1, "return_indices", true)
                .input(full(Double.NEGATIVE_INFINITY, s.batched())),
            sample("signed_zeros", "kernel_size", 2, "return_indices", true)
                .input(ties(0, 2, s.batched()).times(-0.0)),
            sample("padding_too_wide", "kernel_size", 3, "padding", 2)
                .input(normal(s.batched()))
                .refused("padding should be at most half of kernel_size"),
            sample("negative_padding", "kernel_size", 3, "padding", -1)
                .input(normal(s.batched()))
                .refused("padding must be 0 or more"),
            sample("dilation_zero", "kernel_size", 2, "dilation", 0)
                .input(normal(s.batched()))
                .refused("dilation must be 1 or more"),
            sample("dilation_too_wide", "kernel_size", 3, "dilation", 6)
                .input(normal(s.batched()))
                .refused("is too small")));
    return all;
  }
}
