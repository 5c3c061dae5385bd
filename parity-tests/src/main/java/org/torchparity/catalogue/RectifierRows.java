package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.full;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.ties;
import static org.torchparity.catalogue.Draw.uniform;
import static org.torchparity.catalogue.Draw.values;
import static org.torchparity.catalogue.PointwiseSamples.all;
import static org.torchparity.catalogue.PointwiseSamples.integers;
import static org.torchparity.catalogue.PointwiseSamples.kinks;
import static org.torchparity.catalogue.PointwiseSamples.usual;
import static org.torchparity.catalogue.Sample.sample;

import java.util.List;
import org.torchparity.nn.activation.Hardshrink;
import org.torchparity.nn.activation.Hardsigmoid;
import org.torchparity.nn.activation.Hardswish;
import org.torchparity.nn.activation.Hardtanh;
import org.torchparity.nn.activation.LeakyReLU;
import org.torchparity.nn.activation.PReLU;
import org.torchparity.nn.activation.RReLU;
import org.torchparity.nn.activation.ReLU;
import org.torchparity.nn.activation.ReLU6;
import org.torchparity.nn.activation.Softshrink;
import org.torchparity.nn.activation.Threshold;

/** Activations made of pieces, most of them linear. */
final class RectifierRows {
  private static final double[] ZERO = {0};

  private RectifierRows() {}

  static List<Row> rows() {
    return List.of(
        relu(),
        relu6(),
        leakyRelu(),
        prelu(),
        rrelu(),
        threshold(),
        hardtanh(),
        hardshrink(),
        softshrink(),
        hardsigmoid(),
        hardswish());
  }

  private static Row relu() {
    return Row.of("ReLU", a -> new ReLU(a.bool("inplace", false)))
        .samples(
            all(usual(), kinks(ZERO), sample("in_place", "inplace", true).input(normal(4, 5))));
  }

  private static Row relu6() {
    return Row.of("ReLU6", a -> new ReLU6(a.bool("inplace", false)))
        .samples(
            all(
                usual(),
                kinks(new double[] {0, 6}),
                sample("both_borders").input(normal(5, 9).times(6)),
                sample("in_place", "inplace", true).input(normal(4, 5).times(5))));
  }

  private static Row leakyRelu() {
    return Row.of(
            "LeakyReLU",
            a -> new LeakyReLU(a.real("negative_slope", 0.01), a.bool("inplace", false)))
        .samples(
            all(
                usual(),
                kinks(ZERO),
                sample("slope", "negative_slope", 0.3).input(normal(4, 7)),
                sample("negative_slope", "negative_slope", -0.7).input(normal(4, 7)),
                sample("slope_zero", "negative_slope", 0.0).input(normal(4, 7)),
                sample("slope_above_one", "negative_slope", 3).input(normal(4, 7)),
                sample("in_place", "negative_slope", 0.2, "inplace", true).input(normal(4, 5)),
                integers()));
  }

  private static Row prelu() {
    return Row.of("PReLU", a -> new PReLU(a.integer("num_parameters", 1), a.real("init", 0.25)))
        .samples(
            sample("one_slope").input(normal(5, 7)),
            sample("one_slope_vector").input(normal(13)),
            sample("one_slope_scalar").input(full(-0.6)),
            sample("one_slope_image").input(normal(2, 3, 5, 4)),
            sample("channels", "num_parameters", 3).input(normal(4, 3)),
            sample("channels_of_sequences", "num_parameters", 5).input(normal(2, 5, 7)),
            sample("channels_of_images", "num_parameters", 3).input(normal(2, 3, 5, 4)),
            sample("channels_of_volumes", "num_parameters", 2).input(normal(2, 2, 3, 2, 3)),
            sample("init", "num_parameters", 3, "init", 0.9).input(normal(4, 3)),
            sample("one_sample", "num_parameters", 4).input(normal(1, 4, 3)),
            sample("empty_batch", "num_parameters", 3)
                .input(normal(0, 3))
                .zeroGradient("grad.weight", "there are no elements"),
            sample("zeros_count_as_negative", "num_parameters", 2).input(ties(-1, 2, 4, 2, 5)),
            sample("all_positive", "num_parameters", 2)
                .input(uniform(0.1, 2, 3, 2))
                .zeroGradient("grad.weight", "no element is below zero"),
            sample("large_values", "num_parameters", 3).input(normal(2, 3, 5).times(1e4)),
            sample("infinities", "num_parameters", 2)
                .input(
                    values(
                        new double[] {Double.POSITIVE_INFINITY, 1, Double.NEGATIVE_INFINITY, -1},
                        2,
                        2)),
            sample("not_a_number", "num_parameters", 2)
                .input(values(new double[] {Double.NaN, 1, -1, -2}, 2, 2)),
            sample("wrong_channels", "num_parameters", 3)
                .input(normal(2, 4))
                .refused("Found parameter numbers = 3 and channel size = 4"),
            sample("channels_of_a_vector", "num_parameters", 3)
                .input(normal(3))
                .refused("Found parameter numbers = 3 and channel size = 1"),
            sample("channels_of_a_scalar", "num_parameters", 3)
                .input(full(1))
                .refused("Not allow zero-dim input tensor"),
            integers());
  }

  private static Row rrelu() {
    return Row.of(
            "RReLU",
            a ->
                new RReLU(
                    a.real("lower", 1.0 / 8), a.real("upper", 1.0 / 3), a.bool("inplace", false)))
        .trainAndEval()
        .drawsRandomNumbers()
        .samples(
            all(
                usual(),
                kinks(ZERO),
                sample("lower", "lower", 0.05).input(normal(4, 7)),
                sample("upper", "upper", 0.9).input(normal(4, 7)),
                sample("both", "lower", 0.4, "upper", 0.6).input(normal(4, 7)),
                sample("negative_slopes", "lower", -0.5, "upper", 0.5).input(normal(4, 7)),
                sample("one_slope", "lower", 0.3, "upper", 0.3).input(normal(4, 7)),
                sample("all_negative").input(uniform(-3, -0.1, 5, 131)),
                sample("in_place", "inplace", true).input(normal(4, 5)),
                sample("lower_above_upper", "lower", 0.5, "upper", 0.4)
                    .input(normal(3))
                    .refused("Lower bound should be less than or equal to the upper bound"),
                integers()));
  }

  private static Row threshold() {
    return Row.of(
            "Threshold",
            a -> new Threshold(a.real("threshold"), a.real("value"), a.bool("inplace", false)))
        .samples(
            all(
                usual("threshold", 0.1, "value", 20.0),
                kinks(new double[] {0.1}, "threshold", 0.1, "value", 20.0),
                sample("negative_threshold", "threshold", -0.5, "value", 0.3).input(normal(4, 7)),
                sample("value_of_the_threshold", "threshold", 0.5, "value", 0.5)
                    .input(normal(4, 7)),
                sample("everything_passes", "threshold", -1e4, "value", 1.0).input(normal(4, 7)),
                sample("nothing_passes", "threshold", 1e4, "value", 1.0)
                    .input(normal(4, 7))
                    .zeroGradient("grad_input.0", "every element is replaced"),
                sample("in_place", "threshold", 0.2, "value", -1.0, "inplace", true)
                    .input(normal(4, 5))));
  }

  private static Row hardtanh() {
    return Row.of(
            "Hardtanh",
            a ->
                new Hardtanh(a.real("min_val", -1), a.real("max_val", 1), a.bool("inplace", false)))
        .samples(
            all(
                usual(),
                kinks(new double[] {-1, 1}),
                sample("borders", "min_val", -0.3, "max_val", 0.7).input(normal(4, 7)),
                sample("lower_border", "min_val", -2.5).input(normal(4, 7).times(2)),
                sample("upper_border", "max_val", 2.5).input(normal(4, 7).times(2)),
                sample("both_positive", "min_val", 0.2, "max_val", 1.5).input(normal(4, 7)),
                sample("in_place", "min_val", -0.5, "inplace", true).input(normal(4, 5)),
                sample("borders_equal", "min_val", 1.0, "max_val", 1.0)
                    .input(normal(3))
                    .refused("max_val must be greater than min_val"),
                sample("borders_swapped", "min_val", 1.0, "max_val", -1.0)
                    .input(normal(3))
                    .refused("max_val must be greater than min_val")));
  }

  private static Row hardshrink() {
    return Row.of("Hardshrink", a -> new Hardshrink(a.real("lambd", 0.5)))
        .gradientIsNotTheDerivative("at x = ±λ the function jumps, and there is no derivative")
        .samples(
            all(
                usual(),
                kinks(new double[] {-0.5, 0.5, 0}),
                sample("small_lambda", "lambd", 0.1).input(normal(4, 7).with(0, 0.1)),
                sample("great_lambda", "lambd", 1.5).input(normal(6, 7).times(2)),
                sample("lambda_zero", "lambd", 0.0).input(normal(4, 7)),
                sample("negative_lambda", "lambd", -0.5).input(normal(4, 7)),
                integers()));
  }

  private static Row softshrink() {
    return Row.of("Softshrink", a -> new Softshrink(a.real("lambd", 0.5)))
        .samples(
            all(
                usual(),
                kinks(new double[] {-0.5, 0.5, 0}),
                sample("small_lambda", "lambd", 0.1).input(normal(4, 7).with(0, 0.1)),
                sample("great_lambda", "lambd", 1.5).input(normal(6, 7).times(2)),
                sample("lambda_zero", "lambd", 0.0).input(normal(4, 7)),
                sample("negative_lambda", "lambd", -0.5)
                    .input(normal(3))
                    .refused("lambda must be greater or equal to 0, but found to be -0.5"),
                integers()));
  }

  private static Row hardsigmoid() {
    return Row.of("Hardsigmoid", a -> new Hardsigmoid(a.bool("inplace", false)))
        .samples(
            all(
                usual(),
                kinks(new double[] {-3, 3}),
                sample("both_borders").input(normal(5, 9).times(4)),
                sample("in_place", "inplace", true).input(normal(4, 5)),
                integers()));
  }

  private static Row hardswish() {
    return Row.of("Hardswish", a -> new Hardswish(a.bool("inplace", false)))
        .samples(
            all(
                usual(),
                kinks(new double[] {-3, 3}),
                sample("both_borders").input(normal(5, 9).times(4)),
                sample("in_place", "inplace", true).input(normal(4, 5)),
                integers()));
  }
}
