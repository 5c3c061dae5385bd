package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.full;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import org.torchparity.nn.norm.CrossMapLRN2d;
import org.torchparity.nn.norm.GroupNorm;
import org.torchparity.nn.norm.LayerNorm;
import org.torchparity.nn.norm.LocalResponseNorm;
import org.torchparity.nn.norm.RMSNorm;
import org.torchparity.tensor.DType;

/**
 * Normalisation layers. The samples of a large mean and a small deviation are float32's alone: in
 * float64 rounding the mean to its last place already moves the result by ulp(1e4) / 1e-2 = 2e-10.
 */
final class NormFamily {
  private NormFamily() {}

  static Family family() {
    List<Row> rows = new ArrayList<>(BatchNormRows.rows());
    rows.addAll(InstanceNormRows.rows());
    rows.addAll(List.of(groupNorm(), layerNorm(), rmsNorm(), localResponseNorm(), crossMapLrn2d()));
    return new Family("norm", rows);
  }

  private static Row groupNorm() {
    return Row.of(
            "GroupNorm",
            a ->
                new GroupNorm(
                    a.integer("num_groups"),
                    a.integer("num_channels"),
                    a.real("eps", 1e-5),
                    a.bool("affine", true)))
        .samples(
            sample("two_groups", "num_groups", 2, "num_channels", 6).input(normal(3, 6, 4, 5)),
            sample("one_group", "num_groups", 1, "num_channels", 4).input(normal(2, 4, 3)),
            sample("a_group_a_channel", "num_groups", 5, "num_channels", 5).input(normal(2, 5, 7)),
            sample("vectors", "num_groups", 3, "num_channels", 12).input(normal(5, 12)),
            sample("one_sample", "num_groups", 2, "num_channels", 4).input(normal(1, 4, 3, 3)),
            sample("volume", "num_groups", 2, "num_channels", 4).input(normal(2, 4, 2, 3, 2)),
            sample("vector_tails", "num_groups", 2, "num_channels", 2).input(normal(3, 2, 11, 13)),
            sample("many_channels", "num_groups", 7, "num_channels", 35).input(normal(2, 35, 3)),
            sample("eps", "num_groups", 2, "num_channels", 4, "eps", 0.1).input(normal(3, 4, 5)),
            sample("no_affine", "num_groups", 2, "num_channels", 4, "affine", false)
                .input(normal(3, 4, 5)),
            sample("no_affine_eps", "num_groups", 1, "num_channels", 3, "affine", false, "eps", 1.0)
                .input(normal(2, 3, 4)),
            sample("large_mean", "num_groups", 2, "num_channels", 4)
                .input(normal(3, 4, 6).plus(1e4)),
            sample("large_mean_small_deviation", "num_groups", 2, "num_channels", 4)
                .input(normal(3, 4, 6).times(1e-2).plus(1e4))
                .only(DType.FLOAT32),
            sample("large_values", "num_groups", 2, "num_channels", 4)
                .input(normal(3, 4, 6).times(1e4)),
            sample("not_a_number", "num_groups", 2, "num_channels", 4)
                .input(normal(3, 4, 2).with(7, Double.NaN)),
            sample("infinity", "num_groups", 2, "num_channels", 4)
                .input(normal(3, 4, 2).with(7, Double.POSITIVE_INFINITY)),
            sample("indivisible", "num_groups", 4, "num_channels", 6)
                .input(normal(2, 6, 3))
                .refused("num_channels must be divisible by num_groups"),
            sample("wrong_channels", "num_groups", 2, "num_channels", 6)
                .input(normal(2, 4, 3))
                .refused("num_channels = 6, got [2, 4, 3]"));
  }

  private static Row layerNorm() {
    return Row.of(
            "LayerNorm",
            a ->
                new LayerNorm(
                    a.intList("normalized_shape"),
                    a.real("eps", 1e-5),
                    a.bool("elementwise_affine", true),
                    a.bool("bias", true)))
        .samples(
            sample("rows", "normalized_shape", List.of(10)).input(normal(4, 10)),
            sample("scalar_shape", "normalized_shape", 7).input(normal(3, 7)),
            sample("two_axes", "normalized_shape", List.of(3, 5)).input(normal(4, 3, 5)),
            sample("all_axes", "normalized_shape", List.of(2, 3, 4)).input(normal(2, 3, 4)),
            sample("sequence", "normalized_shape", List.of(6)).input(normal(2, 5, 6)),
            sample("one_row", "normalized_shape", List.of(13)).input(normal(1, 13)),
            sample("vector_tails", "normalized_shape", List.of(131)).input(normal(5, 131)),
            sample("many_rows", "normalized_shape", List.of(3)).input(normal(257, 3)),
            sample("eps", "normalized_shape", List.of(8), "eps", 0.3).input(normal(3, 8)),
            sample("no_affine", "normalized_shape", List.of(8), "elementwise_affine", false)
                .input(normal(3, 8)),
            sample("no_bias", "normalized_shape", List.of(8), "bias", false).input(normal(3, 8)),
            sample("large_mean", "normalized_shape", List.of(16)).input(normal(3, 16).plus(1e4)),
            sample("large_mean_small_deviation", "normalized_shape", List.of(16))
                .input(normal(3, 16).times(1e-2).plus(1e4))
                .only(DType.FLOAT32),
            sample("large_values", "normalized_shape", List.of(16)).input(normal(3, 16).times(1e4)),
            sample("small_values", "normalized_shape", List.of(16))
                .input(normal(3, 16).times(1e-4)),
            sample("constant_row", "normalized_shape", List.of(4))
                .input(full(2, 3, 4))
                .zeroGradient("grad.weight", "a constant row normalises to zero"),
            sample("not_a_number", "normalized_shape", List.of(4))
                .input(normal(3, 4).with(5, Double.NaN)),
            sample("infinity", "normalized_shape", List.of(4))
                .input(normal(3, 4).with(5, Double.NEGATIVE_INFINITY)),
            sample("empty_batch", "normalized_shape", List.of(4))
                .input(normal(0, 4))
                .zeroGradient("grad.weight", "there are no rows")
                .zeroGradient("grad.bias", "there are no rows"),
            sample("wrong_shape", "normalized_shape", List.of(4))
                .input(normal(3, 5))
                .refused("given normalized_shape=[4]"),
            sample("too_few_axes", "normalized_shape", List.of(3, 4))
                .input(normal(4))
                .refused("but got input of size [4]"));
  }

  private static Row rmsNorm() {
    return Row.of(
            "RMSNorm",
            a ->
                new RMSNorm(
                    a.intList("normalized_shape"),
                    a.realOrNone("eps", null),
                    a.bool("elementwise_affine", true)))
        .samples(
            sample("rows", "normalized_shape", List.of(10)).input(normal(4, 10)),
            sample("scalar_shape", "normalized_shape", 7).input(normal(3, 7)),
            sample("two_axes", "normalized_shape", List.of(3, 5)).input(normal(4, 3, 5)),
            sample("all_axes", "normalized_shape", List.of(2, 3, 4)).input(normal(2, 3, 4)),
            sample("sequence", "normalized_shape", List.of(6)).input(normal(2, 5, 6)),
            sample("one_row", "normalized_shape", List.of(13)).input(normal(1, 13)),
            sample("vector_tails", "normalized_shape", List.of(131)).input(normal(5, 131)),
            sample("many_rows", "normalized_shape", List.of(3)).input(normal(257, 3)),
            sample("eps", "normalized_shape", List.of(8), "eps", 0.3).input(normal(3, 8)),
            sample("eps_of_small_values", "normalized_shape", List.of(8))
                .input(normal(3, 8).times(1e-4)),
            sample("no_affine", "normalized_shape", List.of(8), "elementwise_affine", false)
                .input(normal(3, 8)),
            sample("large_values", "normalized_shape", List.of(16)).input(normal(3, 16).times(1e4)),
            sample("large_mean", "normalized_shape", List.of(16)).input(normal(3, 16).plus(1e4)),
            sample("not_a_number", "normalized_shape", List.of(4))
                .input(normal(3, 4).with(5, Double.NaN)),
            sample("infinity", "normalized_shape", List.of(4))
                .input(normal(3, 4).with(5, Double.NEGATIVE_INFINITY)),
            sample("wrong_shape", "normalized_shape", List.of(4))
                .input(normal(3, 5))
                .refused("given normalized_shape=[4]"));
  }

  private static Row localResponseNorm() {
    return Row.of(
            "LocalResponseNorm",
            a ->
                new LocalResponseNorm(
                    a.integer("size"), a.real("alpha", 1e-4), a.real("beta", 0.75), a.real("k", 1)))
        .samples(
            sample("odd", "size", 3).input(normal(2, 7, 4, 3)),
            sample("even", "size", 4).input(normal(2, 7, 4, 3)),
            sample("even_strong", "size", 4, "alpha", 1.5).input(normal(2, 7, 3)),
            sample("one", "size", 1, "alpha", 0.5).input(normal(2, 5, 4)),
            sample("two", "size", 2, "alpha", 0.5).input(normal(2, 5, 4)),
            sample("wider_than_channels", "size", 9, "alpha", 0.5).input(normal(2, 3, 4, 2)),
            sample("alpha", "size", 3, "alpha", 0.7).input(normal(2, 5, 4)),
            sample("beta", "size", 3, "alpha", 0.5, "beta", 2.0).input(normal(2, 5, 4)),
            sample("k", "size", 5, "alpha", 0.5, "k", 2.5).input(normal(2, 8, 4)),
            sample("volume", "size", 3, "alpha", 0.5).input(normal(2, 5, 2, 3, 2)),
            sample("one_sample", "size", 3, "alpha", 0.5).input(normal(1, 6, 5)),
            sample("one_channel", "size", 3, "alpha", 0.5).input(normal(3, 1, 5)),
            sample("large_values", "size", 3).input(normal(2, 5, 4).times(1e4)),
            sample("infinity_squared", "size", 3, "alpha", 0.5, "beta", 2.0)
                .input(normal(2, 5, 4).with(8, Double.POSITIVE_INFINITY)),
            sample("not_a_number", "size", 3).input(normal(2, 5, 4).with(8, Double.NaN)),
            sample("wrong_rank", "size", 3)
                .input(normal(2, 5))
                .refused("Expected 3D or higher dimensionality input (got 2 dimensions)"));
  }

  private static Row crossMapLrn2d() {
    return Row.of(
            "CrossMapLRN2d",
            a ->
                new CrossMapLRN2d(
                    a.integer("size"), a.real("alpha", 1e-4), a.real("beta", 0.75), a.real("k", 1)))
        .gradientIsNotTheDerivative("torch sums over another window, see docs/torch-surprises.md")
        .samples(
            sample("three", "size", 3, "alpha", 0.6).input(normal(2, 7, 4, 3)),
            sample("five", "size", 5, "alpha", 0.6).input(normal(2, 9, 2, 3)),
            sample("one", "size", 1, "alpha", 0.5).input(normal(2, 5, 4, 2)).withoutBackward(),
            sample("default_alpha", "size", 3).input(normal(2, 7, 4, 3)),
            sample("beta", "size", 3, "alpha", 0.5, "beta", 2.0).input(normal(2, 5, 4, 1)),
            sample("k", "size", 3, "alpha", 0.5, "k", 2).input(normal(2, 8, 1, 4)),
            sample("one_sample", "size", 3, "alpha", 0.5).input(normal(1, 6, 5, 5)),
            sample("large_values", "size", 3).input(normal(2, 5, 4, 4).times(1e4)),
            sample("small_values", "size", 3, "alpha", 0.6).input(normal(2, 5, 3, 4).times(1e-20)),
            sample("more_than_the_channels", "size", 7, "alpha", 0.6).input(normal(2, 4, 3, 3)),
            sample("vector_tails", "size", 3, "alpha", 0.6).input(normal(3, 5, 11, 13)),
            sample("negative_beta", "size", 3, "alpha", 0.5, "beta", -0.5)
                .input(normal(2, 5, 4, 3)),
            sample("infinity", "size", 3, "alpha", 0.5)
                .input(normal(2, 7, 2, 3).with(8, Double.POSITIVE_INFINITY)),
            sample("not_a_number", "size", 3, "alpha", 0.5)
                .input(normal(2, 5, 2, 3).with(4, Double.NaN)),
            sample("wrong_rank", "size", 3)
                .input(normal(2, 5, 3))
                .refused("CrossMapLRN2d: expected 4D input (got 3D input of [2, 5, 3])"));
  }
}
