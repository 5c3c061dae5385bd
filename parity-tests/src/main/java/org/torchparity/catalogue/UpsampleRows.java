package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Sample.sample;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.nn.Module;
import org.torchparity.nn.vision.PerAxis;
import org.torchparity.nn.vision.Upsample;
import org.torchparity.nn.vision.UpsampleMode;
import org.torchparity.nn.vision.UpsampleOptions;
import org.torchparity.nn.vision.UpsamplingBilinear2d;
import org.torchparity.nn.vision.UpsamplingNearest2d;

/** Layers that resize. Sizes and factors are chosen where ATen's kernels part ways. */
final class UpsampleRows {
  private static final String FACTOR_IGNORED =
      "torch's backward ignores the factor at these sizes, see docs/torch-surprises.md";

  private UpsampleRows() {}

  static List<Row> rows() {
    return List.of(upsample(), upsamplingNearest2d(), upsamplingBilinear2d());
  }

  private static Module upsample(ArgReader a) {
    UpsampleOptions options = options(a);
    String mode = a.string("mode", "nearest").toUpperCase(Locale.ROOT);
    @Nullable Boolean align =
        a.raw("align_corners") == null ? null : a.bool("align_corners", false);
    boolean recompute = a.raw("recompute_scale_factor") != null;
    return new Upsample(
        options
            .withMode(UpsampleMode.valueOf(mode))
            .withAlignCorners(align)
            .withRecomputeScaleFactor(recompute && a.bool("recompute_scale_factor", false)));
  }

  private static UpsampleOptions options(ArgReader a) {
    return new UpsampleOptions(
        perAxis(a.raw("size")), perAxis(a.raw("scale_factor")), UpsampleMode.NEAREST, null, false);
  }

  private static @Nullable PerAxis perAxis(@Nullable Object given) {
    if (given instanceof List<?> list) {
      return PerAxis.of(list.stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray());
    }
    return given == null ? null : PerAxis.every(((Number) given).doubleValue());
  }

  private static Row upsample() {
    return Row.of("Upsample", UpsampleRows::upsample)
        .samples(
            sample("nearest_1d", "scale_factor", 2).input(normal(2, 3, 5)),
            sample("nearest_1d_size", "size", 7).input(normal(2, 3, 5)),
            sample("nearest_1d_down", "size", List.of(3)).input(normal(2, 3, 11)),
            sample("nearest_1d_fraction", "scale_factor", 1.7).input(normal(2, 3, 13)),
            sample("nearest_2d", "scale_factor", List.of(2, 3)).input(normal(2, 3, 4, 5)),
            sample("nearest_2d_size", "size", List.of(7, 3)).input(normal(2, 3, 4, 5)),
            sample("nearest_2d_fraction", "scale_factor", List.of(0.6, 1.3))
                .input(normal(2, 3, 7, 11)),
            sample("nearest_2d_wide", "size", List.of(3, 149)).input(normal(1, 2, 2, 61)),
            sample("nearest_2d_wide_fraction", "scale_factor", List.of(1.4, 2.3))
                .input(normal(1, 2, 3, 61))
                .gradientIsNotTheDerivative(
                    "torch's backward finds the places in float32, see docs/torch-surprises.md"),
            sample("nearest_3d", "scale_factor", 2).input(normal(1, 2, 2, 3, 4)),
            sample("nearest_3d_size", "size", List.of(3, 2, 7)).input(normal(2, 1, 2, 3, 4)),
            sample("nearest_3d_fraction", "scale_factor", List.of(1.5, 0.7, 2.7))
                .input(normal(1, 2, 3, 5, 3)),
            sample("linear", "scale_factor", 2, "mode", "linear").input(normal(2, 3, 5)),
            sample("linear_aligned", "size", 9, "mode", "linear", "align_corners", true)
                .input(normal(2, 3, 5)),
            sample("linear_down", "size", 4, "mode", "linear", "align_corners", false)
                .input(normal(2, 3, 11)),
            sample("linear_fraction", "scale_factor", 1.3, "mode", "linear")
                .input(normal(2, 3, 11)),
            sample("linear_to_one", "size", 1, "mode", "linear", "align_corners", true)
                .input(normal(2, 3, 5)),
            sample("linear_from_one", "size", 4, "mode", "linear").input(normal(2, 3, 1)),
            sample("linear_same_size", "scale_factor", 1.15, "mode", "linear")
                .input(normal(2, 3, 5)),
            sample("bilinear", "scale_factor", 2, "mode", "bilinear").input(normal(2, 3, 4, 5)),
            sample(
                    "bilinear_aligned",
                    "size",
                    List.of(7, 3),
                    "mode",
                    "bilinear",
                    "align_corners",
                    true)
                .input(normal(2, 3, 4, 5)),
            sample(
                    "bilinear_fraction",
                    "scale_factor",
                    List.of(1.6, 0.7),
                    "mode",
                    "bilinear",
                    "align_corners",
                    false)
                .input(normal(2, 4, 7, 5)),
            sample("bilinear_wide", "size", List.of(5, 137), "mode", "bilinear")
                .input(normal(1, 2, 3, 31)),
            sample("bicubic", "scale_factor", 2, "mode", "bicubic").input(normal(2, 3, 4, 5)),
            sample(
                    "bicubic_aligned",
                    "size",
                    List.of(7, 3),
                    "mode",
                    "bicubic",
                    "align_corners",
                    true)
                .input(normal(2, 3, 4, 5)),
            sample("bicubic_fraction", "scale_factor", List.of(1.6, 0.7), "mode", "bicubic")
                .input(normal(2, 4, 7, 5)),
            sample("bicubic_from_one", "size", 3, "mode", "bicubic").input(normal(2, 3, 1, 1)),
            sample("bicubic_wide", "size", List.of(5, 137), "mode", "bicubic")
                .input(normal(1, 2, 3, 31)),
            sample("trilinear", "scale_factor", 2, "mode", "trilinear")
                .input(normal(1, 2, 2, 3, 4)),
            sample(
                    "trilinear_aligned",
                    "size",
                    List.of(3, 2, 7),
                    "mode",
                    "trilinear",
                    "align_corners",
                    true)
                .input(normal(2, 1, 2, 3, 4)),
            sample(
                    "trilinear_fraction",
                    "scale_factor",
                    List.of(1.5, 0.7, 2.2),
                    "mode",
                    "trilinear")
                .input(normal(1, 2, 3, 5, 3)),
            sample("recomputed_nearest", "scale_factor", 1.7, "recompute_scale_factor", true)
                .input(normal(2, 3, 13)),
            sample(
                    "recomputed_bilinear",
                    "scale_factor",
                    List.of(1.6, 0.7),
                    "mode",
                    "bilinear",
                    "recompute_scale_factor",
                    true)
                .input(normal(2, 4, 7, 5)),
            sample(
                    "recomputed_bicubic",
                    "scale_factor",
                    1.6,
                    "mode",
                    "bicubic",
                    "recompute_scale_factor",
                    true)
                .input(normal(2, 2, 7, 5)),
            sample(
                    "not_recomputed",
                    "scale_factor",
                    1.3,
                    "mode",
                    "trilinear",
                    "align_corners",
                    true,
                    "recompute_scale_factor",
                    false)
                .input(normal(1, 2, 3, 5, 7)),
            sample("nearest_1d_same_size", "scale_factor", 1.15)
                .input(normal(2, 3, 5))
                .gradientIsNotTheDerivative(FACTOR_IGNORED),
            sample("nearest_1d_twice_the_size", "scale_factor", 2.1)
                .input(normal(2, 3, 5))
                .gradientIsNotTheDerivative(FACTOR_IGNORED),
            sample("nearest_2d_same_size", "scale_factor", 1.15).input(normal(2, 3, 5, 6)),
            sample("nearest_2d_wide_same_size", "scale_factor", 1.004)
                .input(normal(1, 2, 3, 130))
                .gradientIsNotTheDerivative(FACTOR_IGNORED),
            sample("nearest_3d_same_size", "scale_factor", 1.15)
                .input(normal(1, 2, 5, 4, 6))
                .gradientIsNotTheDerivative(FACTOR_IGNORED),
            sample("bicubic_same_size", "scale_factor", 1.15, "mode", "bicubic")
                .input(normal(1, 2, 5, 6))
                .gradientIsNotTheDerivative(FACTOR_IGNORED),
            sample("bilinear_same_size", "scale_factor", 1.15, "mode", "bilinear")
                .input(normal(1, 2, 5, 6)),
            sample("empty_batch", "scale_factor", 2)
                .input(normal(0, 3, 4))
                .zeroGradient("grad_input.0", "there are no elements"),
            sample("large_values", "scale_factor", 2, "mode", "bilinear")
                .input(normal(2, 3, 4, 5).times(1e4)),
            sample("not_a_number", "scale_factor", 2, "mode", "bilinear")
                .input(normal(1, 2, 4, 5).with(7, Double.NaN)),
            sample("infinity", "scale_factor", 2, "mode", "linear")
                .input(normal(1, 2, 8).with(3, Double.POSITIVE_INFINITY)),
            sample("infinity_nearest", "size", List.of(5, 9))
                .input(normal(1, 2, 4, 5).with(7, Double.NEGATIVE_INFINITY)),
            sample("neither").input(normal(1, 2, 3)).refused("either size or scale_factor"),
            sample("both", "size", 4, "scale_factor", 2)
                .input(normal(1, 2, 3))
                .refused("only one of size or scale_factor"),
            sample("nearest_aligned", "size", 4, "align_corners", true)
                .input(normal(1, 2, 3))
                .refused("align_corners option can only be set"),
            sample("wrong_rank", "size", 4)
                .input(normal(2, 3))
                .refused("expected 3D or 4D or 5D input"),
            sample("linear_of_image", "size", 4, "mode", "linear")
                .input(normal(1, 2, 3, 4))
                .refused("got 4D input, but linear mode needs 3D input"),
            sample("bicubic_of_volume", "size", 4, "mode", "bicubic")
                .input(normal(1, 2, 3, 4, 5))
                .refused("got 5D input, but bicubic mode needs 4D input"),
            sample("sizes_too_many", "size", List.of(4, 4, 4))
                .input(normal(1, 2, 3, 4))
                .refused("same number of spatial dimensions"),
            sample("factors_missing", "scale_factor", List.of(2, 2, 2), "mode", "bilinear")
                .input(normal(1, 2, 3, 4))
                .refused("scale_factor of [2.0, 2.0, 2.0]"),
            sample("nothing_left", "scale_factor", 0.2)
                .input(normal(1, 2, 3))
                .refused("sizes should be greater than 0"),
            sample("no_channels", "size", 4)
                .input(normal(2, 0, 3))
                .refused("Non-empty data tensor expected"),
            sample("integers", "size", 4, "mode", "linear")
                .input(integers(0, 9, 1, 2, 3))
                .refused("expected a floating-point input"));
  }

  private static Row upsamplingNearest2d() {
    return Row.of(
            "UpsamplingNearest2d",
            a -> {
              @Nullable PerAxis size = perAxis(a.raw("size"));
              @Nullable PerAxis factor = perAxis(a.raw("scale_factor"));
              return factor == null
                  ? UpsamplingNearest2d.ofSize(given(size))
                  : UpsamplingNearest2d.ofScaleFactor(factor);
            })
        .samples(imageSamples());
  }

  private static Row upsamplingBilinear2d() {
    return Row.of(
            "UpsamplingBilinear2d",
            a -> {
              @Nullable PerAxis size = perAxis(a.raw("size"));
              @Nullable PerAxis factor = perAxis(a.raw("scale_factor"));
              return factor == null
                  ? UpsamplingBilinear2d.ofSize(given(size))
                  : UpsamplingBilinear2d.ofScaleFactor(factor);
            })
        .samples(imageSamples());
  }

  private static PerAxis given(@Nullable PerAxis size) {
    if (size == null) {
      throw new IllegalArgumentException("either size or scale_factor should be defined");
    }
    return size;
  }

  private static Sample[] imageSamples() {
    return new Sample[] {
      sample("twice", "scale_factor", 2).input(normal(2, 3, 4, 5)),
      sample("factors", "scale_factor", List.of(3, 2)).input(normal(2, 3, 4, 5)),
      sample("fractions", "scale_factor", List.of(1.4, 0.6)).input(normal(2, 3, 5, 7)),
      sample("square", "size", 6).input(normal(2, 3, 4, 5)),
      sample("size", "size", List.of(7, 3)).input(normal(2, 3, 4, 5)),
      sample("same_size", "size", List.of(4, 5)).input(normal(2, 3, 4, 5)),
      sample("to_one", "size", 1).input(normal(2, 3, 4, 5)),
      sample("from_one", "size", List.of(3, 4)).input(normal(2, 3, 1, 1)),
      sample("one_sample", "scale_factor", 2).input(normal(1, 1, 7, 3)),
      sample("many_channels", "scale_factor", 2).input(normal(1, 17, 3, 2)),
      sample("wide", "size", List.of(5, 139)).input(normal(1, 2, 3, 31)),
      sample("large_values", "scale_factor", 2).input(normal(2, 3, 4, 5).times(1e4)),
      sample("empty_batch", "scale_factor", 2)
          .input(normal(0, 3, 4, 5))
          .zeroGradient("grad_input.0", "there are no elements"),
      sample("not_a_number", "scale_factor", 2).input(normal(1, 2, 3, 3).with(4, Double.NaN)),
      sample("wrong_rank", "scale_factor", 2).input(normal(2, 3)).refused("expected "),
      sample("nothing_left", "size", List.of(0, 3))
          .input(normal(1, 2, 3, 4))
          .refused("sizes should be greater than 0"),
    };
  }
}
