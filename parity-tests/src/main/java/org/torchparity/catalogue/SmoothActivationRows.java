package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.uniform;
import static org.torchparity.catalogue.Draw.values;
import static org.torchparity.catalogue.PointwiseSamples.all;
import static org.torchparity.catalogue.PointwiseSamples.integers;
import static org.torchparity.catalogue.PointwiseSamples.kinks;
import static org.torchparity.catalogue.PointwiseSamples.usual;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import org.torchparity.nn.activation.CELU;
import org.torchparity.nn.activation.ELU;
import org.torchparity.nn.activation.GELU;
import org.torchparity.nn.activation.LogSigmoid;
import org.torchparity.nn.activation.Mish;
import org.torchparity.nn.activation.SELU;
import org.torchparity.nn.activation.SiLU;
import org.torchparity.nn.activation.Sigmoid;
import org.torchparity.nn.activation.Softplus;
import org.torchparity.nn.activation.Softsign;
import org.torchparity.nn.activation.Tanh;
import org.torchparity.nn.activation.Tanhshrink;
import org.torchparity.tensor.DType;

/** Activations made of exponentials, and Softsign. */
final class SmoothActivationRows {
  private static final double[] ZERO = {0};

  private SmoothActivationRows() {}

  static List<Row> rows() {
    return List.of(
        elu(),
        selu(),
        celu(),
        gelu(),
        sigmoid(),
        logSigmoid(),
        silu(),
        mish(),
        softplus(),
        softsign(),
        tanh(),
        tanhshrink());
  }

  /** Where exponentials fade: lower and upper tails, and a fine look at the middle. */
  private static List<Sample> tails() {
    return List.of(
        sample("lower_tail").input(uniform(-110, -5, 4, 33).with(0, 0.6)),
        sample("upper_tail").input(uniform(5, 110, 4, 33).with(0, 0.6)),
        sample("around_zero").input(normal(4, 33).times(1e-3).with(0, 0.6)));
  }

  private static List<Sample> tailsAnd(List<Sample> more) {
    List<Sample> samples = new ArrayList<>(tails());
    samples.addAll(more);
    return samples;
  }

  private static Row elu() {
    return Row.of("ELU", a -> new ELU(a.real("alpha", 1), a.bool("inplace", false)))
        .samples(
            all(
                usual(),
                tailsAnd(kinks(ZERO, "alpha", 0.7)),
                sample("alpha", "alpha", 1.7).input(normal(4, 7)),
                sample("alpha_zero", "alpha", 0.0).input(normal(4, 7)),
                sample("negative_alpha", "alpha", -0.5).input(normal(4, 7)),
                sample("in_place", "alpha", 2.0, "inplace", true).input(normal(4, 5)),
                integers()));
  }

  private static Row selu() {
    return Row.of("SELU", a -> new SELU(a.bool("inplace", false)))
        .samples(
            all(
                usual(),
                tailsAnd(kinks(ZERO)),
                sample("in_place", "inplace", true).input(normal(4, 5)),
                integers()));
  }

  private static Row celu() {
    return Row.of("CELU", a -> new CELU(a.real("alpha", 1), a.bool("inplace", false)))
        .samples(
            all(
                usual(),
                tailsAnd(kinks(ZERO, "alpha", 0.7)),
                sample("alpha", "alpha", 1.7).input(normal(4, 7)),
                sample("small_alpha", "alpha", 1e-3).input(normal(4, 7)),
                sample("great_alpha", "alpha", 100.0).input(normal(4, 7)),
                sample("negative_alpha", "alpha", -0.5).input(normal(4, 7)),
                sample("in_place", "alpha", 2.0, "inplace", true).input(normal(4, 5)),
                sample("alpha_zero", "alpha", 0.0).input(normal(3)).refused("alpha cannot be 0"),
                integers()));
  }

  private static Row gelu() {
    return Row.of(
            "GELU", a -> new GELU(GELU.Approximate.ofTorchName(a.string("approximate", "none"))))
        .samples(
            all(
                usualOfGelu(),
                tails(),
                sample("shoulders").input(uniform(-6, 6, 5, 67)),
                sample("none", "approximate", "none").input(normal(4, 7)),
                sample("tanh", "approximate", "tanh").input(normal(4, 7)),
                sample("tanh_shoulders", "approximate", "tanh").input(uniform(-6, 6, 5, 67)),
                sample("tanh_wide", "approximate", "tanh").input(uniform(-30, 30, 4, 33)),
                sample("tanh_one_element", "approximate", "tanh")
                    .input(values(new double[] {-0.7}, 1)),
                sample("tanh_large_values", "approximate", "tanh")
                    .input(normal(3, 11).times(1e4).with(0, 0.6)),
                sample("tanh_huge_values", "approximate", "tanh")
                    .input(values(new double[] {1e20, -1e20, 0.6}, 3)),
                sample("tanh_infinities", "approximate", "tanh")
                    .input(
                        values(
                            new double[] {Double.POSITIVE_INFINITY, 0.6, Double.NEGATIVE_INFINITY},
                            3)),
                sample("tanh_not_a_number", "approximate", "tanh")
                    .input(values(new double[] {Double.NaN, 0.6}, 2)),
                sample("unknown_approximation", "approximate", "erf")
                    .input(normal(3))
                    .refused("approximate argument must be either none or tanh"),
                integers()));
  }

  /** In float32 oneDNN's GELU of +∞ is NaN or ∞, by the processor: there is no one right answer. */
  private static List<Sample> usualOfGelu() {
    List<Sample> samples = new ArrayList<>();
    for (Sample each : usual()) {
      samples.add(each.name().equals("infinities") ? each.only(DType.FLOAT64) : each);
    }
    samples.add(
        sample("negative_infinity")
            .input(values(new double[] {Double.NEGATIVE_INFINITY, 0.6, -1e4}, 3)));
    return samples;
  }

  private static Row sigmoid() {
    return Row.of("Sigmoid", a -> new Sigmoid()).samples(all(usual(), tails()));
  }

  private static Row logSigmoid() {
    return Row.of("LogSigmoid", a -> new LogSigmoid())
        .samples(all(usual(), tailsAnd(kinks(ZERO)), integers()));
  }

  private static Row silu() {
    return Row.of("SiLU", a -> new SiLU(a.bool("inplace", false)))
        .samples(
            all(
                usual(),
                tails(),
                sample("in_place", "inplace", true).input(normal(4, 5)),
                integers()));
  }

  private static Row mish() {
    return Row.of("Mish", a -> new Mish(a.bool("inplace", false)))
        .samples(
            all(
                usual(),
                tails(),
                sample("in_place", "inplace", true).input(normal(4, 5)),
                integers()));
  }

  private static Row softplus() {
    return Row.of("Softplus", a -> new Softplus(a.real("beta", 1), a.real("threshold", 20)))
        .samples(
            all(
                usual(),
                tailsAnd(kinks(new double[] {20, 19.5})),
                sample("beta", "beta", 2.5).input(normal(4, 7)),
                sample("small_beta", "beta", 0.1).input(normal(4, 7).times(100)),
                sample("negative_beta", "beta", -1.5).input(normal(4, 7)),
                sample("threshold", "threshold", 1.0).input(normal(4, 7)),
                sample("threshold_itself", "beta", 2.0, "threshold", 1.0)
                    .input(values(new double[] {0.5, 0.4999, 0.5001}, 3)),
                sample("negative_threshold", "beta", 2.0, "threshold", -1.0).input(normal(4, 7)),
                sample("overflow_below_a_great_threshold", "threshold", 1e4)
                    .input(values(new double[] {0.6, 80, 800, -800, 95}, 5)),
                integers()));
  }

  private static Row softsign() {
    return Row.of("Softsign", a -> new Softsign()).samples(all(usual(), kinks(ZERO)));
  }

  private static Row tanh() {
    return Row.of("Tanh", a -> new Tanh()).samples(all(usual(), tails()));
  }

  private static Row tanhshrink() {
    return Row.of("Tanhshrink", a -> new Tanhshrink()).samples(all(usual(), tails()));
  }
}
