package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.PoolingFamily.intsOrEmpty;
import static org.torchparity.catalogue.PoolingFamily.list;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.nn.Module;
import org.torchparity.nn.pooling.AvgPool1d;
import org.torchparity.nn.pooling.AvgPool2d;
import org.torchparity.nn.pooling.AvgPool3d;
import org.torchparity.nn.pooling.AvgPoolOptions;

/** Means under a sliding window; only in two and three axes is there a divisor to choose. */
final class AvgPoolRows {
  private AvgPoolRows() {}

  static List<Row> rows() {
    return List.of(row(1, AvgPool1d::new), row(2, AvgPool2d::new), row(3, AvgPool3d::new));
  }

  private static Row row(int axes, BiFunction<int[], AvgPoolOptions, Module> constructor) {
    return Row.of(
            "AvgPool" + axes + "d",
            a -> constructor.apply(a.ints("kernel_size", axes), options(a, axes)))
        .samples(samples(new Spatial(axes)).toArray(Sample[]::new));
  }

  private static AvgPoolOptions options(ArgReader a, int axes) {
    return new AvgPoolOptions(
        list(intsOrEmpty(a, "stride", axes)),
        list(a.ints("padding", axes, 0)),
        a.bool("ceil_mode", false),
        a.bool("count_include_pad", true),
        axes == 1 ? null : a.integerOrNone("divisor_override", null));
  }

  private static List<Sample> samples(Spatial s) {
    List<Sample> all = new ArrayList<>(PoolingFamily.windows(s));
    all.addAll(
        List.of(
            padded("padding", s).input(normal(s.batched())),
            padded("padding_counts", s, "count_include_pad", true).input(normal(s.batched())),
            padded("padding_does_not_count", s, "count_include_pad", false)
                .input(normal(s.batched())),
            padded("ceil_mode_padding", s, "stride", s.last(2, 4, 3), "ceil_mode", true)
                .input(normal(s.batched())),
            padded(
                    "ceil_mode_padding_does_not_count",
                    s,
                    "stride",
                    s.last(2, 4, 3),
                    "ceil_mode",
                    true,
                    "count_include_pad",
                    false)
                .input(normal(s.batched())),
            padded("padding_unbatched", s, "stride", 1).input(normal(s.shape(3))),
            sample("does_not_count_without_padding", "kernel_size", 2, "count_include_pad", false)
                .input(normal(s.batched())),
            sample("not_finite", "kernel_size", 3, "stride", 2)
                .input(
                    normal(s.batched())
                        .with(2, Double.NaN)
                        .with(9, Double.POSITIVE_INFINITY)
                        .with(10, Double.NEGATIVE_INFINITY)),
            sample("greatest_values", "kernel_size", 1)
                .input(Draw.uniform(-3.4e38, 3.4e38, s.batched())),
            sample("padding_too_wide", "kernel_size", 3, "padding", 2)
                .input(normal(s.batched()))
                .refused("padding should be at most half of kernel_size"),
            sample("negative_padding", "kernel_size", 3, "padding", -1)
                .input(normal(s.batched()))
                .refused("padding must be 0 or more")));
    if (s.axes() > 1) {
      all.addAll(divided(s));
    }
    if (s.axes() == 3) {
      all.add(
          sample("kernel_wider_than_the_input_without_padding", "kernel_size", 8, "padding", 2)
              .input(normal(s.batched()))
              .refused("is smaller than kernel_size"));
    } else {
      all.add(
          sample("kernel_wider_than_the_input_without_padding", "kernel_size", 12, "padding", 2)
              .input(normal(s.batched())));
    }
    return all;
  }

  private static List<Sample> divided(Spatial s) {
    return List.of(
        sample("divisor", "kernel_size", 2, "divisor_override", 3).input(normal(s.batched())),
        sample("divisor_of_one", "kernel_size", 3, "divisor_override", 1)
            .input(normal(s.batched())),
        sample("negative_divisor", "kernel_size", 2, "divisor_override", -2)
            .input(normal(s.batched())),
        sample("divisor_none", "kernel_size", 2, "divisor_override", null)
            .input(normal(s.batched())),
        padded(
                "divisor_and_padding_that_does_not_count",
                s,
                "count_include_pad",
                false,
                "ceil_mode",
                true,
                "divisor_override",
                7)
            .input(normal(s.batched())),
        sample("divisor_zero", "kernel_size", 2, "divisor_override", 0)
            .input(normal(s.batched()))
            .refused("divisor must be not zero"));
  }

  private static Sample padded(String name, Spatial s, Object... others) {
    Object[] all = new Object[4 + others.length];
    Object[] first = {"kernel_size", s.last(3, 2, 5), "padding", s.last(1, 1, 2)};
    System.arraycopy(first, 0, all, 0, 4);
    System.arraycopy(others, 0, all, 4, others.length);
    return sample(name, all);
  }
}
