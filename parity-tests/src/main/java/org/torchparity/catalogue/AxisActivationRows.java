package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.full;
import static org.torchparity.catalogue.Draw.longs;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.ties;
import static org.torchparity.catalogue.Draw.values;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import org.torchparity.nn.activation.GLU;
import org.torchparity.nn.activation.LogSoftmax;
import org.torchparity.nn.activation.Softmax;
import org.torchparity.nn.activation.Softmax2d;
import org.torchparity.nn.activation.Softmin;

/** Activations along an axis. */
final class AxisActivationRows {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private AxisActivationRows() {}

  static List<Row> rows() {
    return List.of(glu(), softmin(), softmax(), softmax2d(), logSoftmax());
  }

  private static Row glu() {
    return Row.of("GLU", a -> new GLU(a.integer("dim", -1)))
        .samples(
            sample("last_axis").input(normal(5, 6)),
            sample("first_axis", "dim", 0).input(normal(6, 5)),
            sample("middle_axis", "dim", 1).input(normal(3, 4, 5)),
            sample("negative_axis", "dim", -2).input(normal(3, 6, 5)),
            sample("vector").input(normal(14)),
            sample("pair").input(normal(2)),
            sample("image_channels", "dim", 1).input(normal(2, 6, 5, 3)),
            sample("one_sample", "dim", 1).input(normal(1, 4, 7)),
            sample("vector_tails").input(normal(3, 134)),
            sample("empty_batch").input(normal(0, 4)),
            sample("empty_axis").input(normal(3, 0)),
            sample("large_values").input(normal(3, 22).times(1e4).with(0, 0.6).with(11, 0.6)),
            sample("tiny_values").input(normal(3, 22).times(1e-30)),
            sample("infinities")
                .input(values(new double[] {1, INFINITY, -INFINITY, INFINITY, 0.5, -0.5}, 3, 2)),
            sample("infinite_gates")
                .input(values(new double[] {1, 2, -3, INFINITY, -INFINITY, 0.5}, 6)),
            sample("not_a_number").input(normal(3, 4).with(1, Double.NaN).with(6, Double.NaN)),
            sample("odd_axis").input(normal(4, 5)).refused("Halving dimension must be even"),
            sample("scalar").input(full(1)).refused("glu does not support 0-dimensional tensors"),
            sample("axis_out_of_range", "dim", 2)
                .input(normal(4, 6))
                .refused("Dimension out of range (expected to be in range of [-2, 1], but got 2)"),
            PointwiseSamples.integers());
  }

  private static Row softmax() {
    return Row.of("Softmax", a -> new Softmax(a.integerOrNone("dim", null)))
        .samples(softmaxSamples());
  }

  private static Row softmin() {
    return Row.of("Softmin", a -> new Softmin(a.integerOrNone("dim", null)))
        .samples(softmaxSamples());
  }

  private static Row logSoftmax() {
    return Row.of("LogSoftmax", a -> new LogSoftmax(a.integerOrNone("dim", null)))
        .samples(softmaxSamples());
  }

  /** The three share their arguments and their difficulties. */
  private static Sample[] softmaxSamples() {
    String alone = "an axis of one element is constant";
    List<Sample> samples =
        new ArrayList<>(
            List.of(
                sample("last_axis", "dim", 1).input(normal(5, 7)),
                sample("first_axis", "dim", 0).input(normal(5, 7)),
                sample("middle_axis", "dim", 1).input(normal(3, 4, 5)),
                sample("negative_axis", "dim", -1).input(normal(3, 4, 5)),
                sample("first_negative_axis", "dim", -3).input(normal(3, 4, 5)),
                sample("volume", "dim", 2).input(normal(2, 3, 5, 2, 3)),
                sample("vector", "dim", 0).input(normal(13)),
                sample("pair", "dim", 0).input(normal(2)),
                sample("scalar", "dim", 0).input(full(0.7)).zeroGradient("grad_input.0", alone),
                sample("one_element", "dim", -1)
                    .input(normal(3, 1))
                    .zeroGradient("grad_input.0", alone),
                sample("implicit_axis_of_a_vector").input(normal(6)),
                sample("implicit_axis_of_a_matrix").input(normal(4, 5)),
                sample("implicit_axis_of_a_cube").input(normal(4, 5, 3)),
                sample("implicit_axis_of_an_image").input(normal(2, 4, 3, 3)),
                sample("vector_tails", "dim", 1).input(normal(3, 131)),
                sample("vector_tails_of_columns", "dim", 0).input(normal(7, 67)),
                sample("long_axis", "dim", 1).input(normal(2, 509)),
                sample("empty_batch", "dim", 1).input(normal(0, 3)),
                sample("empty_axis", "dim", 1).input(normal(3, 0)),
                sample("ties", "dim", 1).input(ties(0, 2, 4, 6)),
                sample("constant", "dim", 1).input(full(3, 4, 6)),
                sample("large_mean", "dim", 1).input(normal(4, 7).plus(1e4)),
                sample("wide", "dim", 1).input(normal(4, 7).times(4)),
                sample("tiny_values", "dim", 1).input(normal(4, 7).times(1e-30)),
                sample("masked", "dim", 1)
                    .input(normal(3, 4).with(1, -INFINITY).with(6, -INFINITY))));
    samples.addAll(softmaxExtremes());
    return samples.toArray(Sample[]::new);
  }

  private static List<Sample> softmaxExtremes() {
    double[] saturated = {1e4, -1e4, 0, 1e4, 9999, 1, 0.5, 0.25, 0};
    return List.of(
        sample("saturated", "dim", 1).input(values(saturated, 3, 3)),
        sample("infinite", "dim", 1).input(normal(3, 4).with(1, INFINITY).with(6, -INFINITY)),
        sample("all_masked", "dim", 1)
            .input(values(new double[] {-INFINITY, -INFINITY, 1, 2}, 2, 2)),
        sample("not_a_number", "dim", 1).input(normal(3, 4).with(5, Double.NaN)),
        sample("not_a_number_in_columns", "dim", 0).input(normal(3, 4).with(5, Double.NaN)),
        sample("axis_out_of_range", "dim", 2)
            .input(normal(4, 6))
            .refused("Dimension out of range (expected to be in range of [-2, 1], but got 2)"),
        sample("integers", "dim", 0)
            .input(longs(new long[] {-1, 0, 2}, 3))
            .refused("expected input of dtype float32 or float64, but got int64"));
  }

  private static Row softmax2d() {
    return Row.of("Softmax2d", a -> new Softmax2d())
        .samples(
            sample("images").input(normal(2, 3, 5, 4)),
            sample("one_image").input(normal(1, 3, 5, 4)),
            sample("unbatched").input(normal(3, 5, 4)),
            sample("one_pixel").input(normal(2, 5, 1, 1)),
            sample("one_row").input(normal(2, 3, 1, 7)),
            sample("two_channels").input(normal(3, 2, 4, 4)),
            sample("many_channels").input(normal(2, 37, 3, 2)),
            sample("one_channel")
                .input(normal(2, 1, 3, 2))
                .zeroGradient("grad_input.0", "one channel is constant"),
            sample("vector_tails").input(normal(2, 3, 7, 19)),
            sample("empty_batch").input(normal(0, 3, 5, 4)),
            sample("ties").input(ties(0, 2, 2, 3, 4, 3)),
            sample("large_mean").input(normal(2, 3, 4, 5).plus(1e4)),
            sample("wide").input(normal(2, 3, 4, 5).times(4)),
            sample("infinite").input(normal(2, 3, 2, 2).with(5, INFINITY)),
            sample("not_a_number").input(normal(2, 3, 2, 2).with(5, Double.NaN)),
            sample("matrix").input(normal(3, 4)).refused("expected 3D or 4D input"),
            sample("volume").input(normal(2, 3, 2, 2, 2)).refused("expected 3D or 4D input"),
            sample("integers")
                .input(longs(new long[] {1, 2, 3, 4}, 2, 2, 1))
                .refused("expected input of dtype float32 or float64, but got int64"));
  }
}
