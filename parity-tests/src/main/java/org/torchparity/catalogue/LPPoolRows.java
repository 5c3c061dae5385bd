package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.full;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.uniform;
import static org.torchparity.catalogue.PoolingFamily.intsOrEmpty;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import org.torchparity.nn.Module;
import org.torchparity.nn.pooling.LPPool1d;
import org.torchparity.nn.pooling.LPPool2d;
import org.torchparity.nn.pooling.LPPool3d;

/** Norms under a sliding window. */
final class LPPoolRows {
  private LPPoolRows() {}

  /** How a layer is made. */
  private interface Constructor {
    Module make(double normType, int[] kernelSize, int[] stride, boolean ceilMode);
  }

  static List<Row> rows() {
    return List.of(row(1, LPPool1d::new), row(2, LPPool2d::new), row(3, LPPool3d::new));
  }

  private static Row row(int axes, Constructor constructor) {
    return Row.of(
            "LPPool" + axes + "d",
            a ->
                constructor.make(
                    a.real("norm_type"),
                    a.ints("kernel_size", axes),
                    intsOrEmpty(a, "stride", axes),
                    a.bool("ceil_mode", false)))
        .samples(samples(new Spatial(axes)).toArray(Sample[]::new));
  }

  private static List<Sample> samples(Spatial s) {
    List<Sample> all = new ArrayList<>(PoolingFamily.windows(s, "norm_type", 2));
    for (double p : new double[] {1, 1.5, 3, 4, 0.5, -1, 7.25}) {
      all.add(
          sample("norm_" + p, "norm_type", p, "kernel_size", 2, "stride", 1)
              .input(uniform(0.25, 2, s.batched())));
    }
    all.addAll(
        List.of(
            sample("sums_of_both_signs", "norm_type", 1, "kernel_size", 2)
                .input(normal(s.batched())),
            sample("cubes_of_both_signs", "norm_type", 3, "kernel_size", 3, "stride", 2)
                .input(normal(s.batched())),
            sample("negative_bases", "norm_type", 1.5, "kernel_size", 2).input(normal(s.batched())),
            sample("windows_of_zeros", "norm_type", 2, "kernel_size", 2)
                .input(uniform(-1, 1, s.batched()).map(v -> v > -0.7 ? 0 : v)),
            sample("zeros_under_a_root", "norm_type", 0.5, "kernel_size", 2)
                .input(uniform(0.25, 1, s.batched()).map(v -> v > 0.8 ? 0 : v)),
            sample("sum_of_zero", "norm_type", 1, "kernel_size", 2)
                .input(Draw.ties(-1, 2, s.batched()))
                .gradientIsNotTheDerivative(
                    "at a sum of 0 torch's sign(m)·relu(|m|) passes no gradient"),
            sample("all_zeros", "norm_type", 2, "kernel_size", 3)
                .input(full(0, s.batched()))
                .zeroGradient("grad_input.0", "sign(m)·relu(|m|) is flat at 0"),
            sample("squares_overflow", "norm_type", 2, "kernel_size", 2)
                .input(normal(s.batched()).times(1e19)),
            sample("squares_vanish", "norm_type", 2, "kernel_size", 2)
                .input(normal(s.batched()).times(1e-22)),
            sample("not_finite", "norm_type", 2, "kernel_size", 2, "stride", 1)
                .input(
                    normal(s.batched())
                        .with(2, Double.NaN)
                        .with(9, Double.POSITIVE_INFINITY)
                        .with(20, Double.NEGATIVE_INFINITY)),
            sample("root_of_negative_infinity", "norm_type", 0.5, "kernel_size", 2, "stride", 1)
                .input(uniform(0.25, 1, s.batched()).with(9, Double.NEGATIVE_INFINITY)),
            sample("sum_not_a_number", "norm_type", 1, "kernel_size", 2, "stride", 1)
                .input(normal(s.batched()).with(9, Double.NaN)),
            sample(
                    "all",
                    "norm_type",
                    3,
                    "kernel_size",
                    s.last(2, 3, 4),
                    "stride",
                    3,
                    "ceil_mode",
                    true)
                .input(uniform(0.25, 2, s.batched()))));
    return all;
  }
}
