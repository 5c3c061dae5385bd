package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.ties;
import static org.torchparity.catalogue.PoolingFamily.intsOrEmpty;
import static org.torchparity.catalogue.PoolingFamily.list;
import static org.torchparity.catalogue.Sample.sample;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.nn.Module;
import org.torchparity.nn.pooling.FractionalMaxPool2d;
import org.torchparity.nn.pooling.FractionalMaxPool3d;
import org.torchparity.nn.pooling.FractionalMaxPoolOptions;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Maxima under windows that stand where random numbers put them. */
final class FractionalMaxPoolRows {
  private static final String KERNEL = "kernel_size";
  private static final String SIZE = "output_size";
  private static final String RATIO = "output_ratio";
  private static final String INDICES = "return_indices";
  private static final String SAMPLES = "_random_samples";

  private FractionalMaxPoolRows() {}

  static List<Row> rows() {
    return List.of(row(2, FractionalMaxPool2d::new), row(3, FractionalMaxPool3d::new));
  }

  private static Row row(
      int axes, BiFunction<int[], FractionalMaxPoolOptions, Module> constructor) {
    return Row.of(
            "FractionalMaxPool" + axes + "d",
            a -> constructor.apply(a.ints(KERNEL, axes), options(a, axes)))
        .drawsRandomNumbers()
        .trainAndEval()
        .samples(samples(new Spatial(axes)));
  }

  private static FractionalMaxPoolOptions options(ArgReader a, int axes) {
    return new FractionalMaxPoolOptions(
        a.raw(SIZE) == null ? null : list(intsOrEmpty(a, SIZE, axes)),
        ratio(a.raw(RATIO), axes),
        a.bool(INDICES, false),
        a.tensor(SAMPLES));
  }

  private static @Nullable List<Double> ratio(@Nullable Object value, int axes) {
    if (value == null) {
      return null;
    }
    List<?> all = value instanceof List<?> list ? list : Collections.nCopies(axes, value);
    return all.stream().map(each -> ((Number) each).doubleValue()).toList();
  }

  /** Numbers in [0, 1), the same ones for each case. */
  private static Tensor samplesOf(int... shape) {
    return Draw.uniform(0, 1, shape).draw(new Random(7), DType.FLOAT64);
  }

  /** Positions of a 2 × 3 × 4 kernel; volumes have one less than there are. */
  private static int[] most(Spatial s) {
    return s.axes() == 2 ? s.last(6, 7, 8) : s.last(5, 6, 7);
  }

  private static Sample wholeInput(Spatial s) {
    Sample whole =
        sample("whole_input", KERNEL, s.last(7, 9, 11), SIZE, 1).input(normal(s.batched()));
    return s.axes() == 2 ? whole : whole.refused("is too large relative to input");
  }

  private static Sample[] samples(Spatial s) {
    int axes = s.axes();
    return new Sample[] {
      sample("size", KERNEL, 2, SIZE, 4).input(normal(s.batched())),
      sample("size_an_axis", KERNEL, s.last(2, 3, 2), SIZE, s.last(3, 5, 8))
          .input(normal(s.batched())),
      sample("ratio", KERNEL, 2, RATIO, 0.6).input(normal(s.batched())),
      sample("ratio_an_axis", KERNEL, 3, RATIO, List.of(0.5, 0.4, 0.7).subList(3 - axes, 3))
          .input(normal(s.batched())),
      sample("ratio_and_size_none", KERNEL, 2, SIZE, null, RATIO, 0.5).input(normal(s.batched())),
      sample("unbatched", KERNEL, 2, SIZE, 5).input(normal(s.shape(3))),
      sample("batch_of_one", KERNEL, 3, SIZE, s.last(2, 3, 4)).input(normal(s.shape(1, 1))),
      sample("many_planes", KERNEL, 2, SIZE, 3).input(normal(s.shape(5, 13))),
      sample("one_position", KERNEL, s.last(2, 3, 4), SIZE, 1).input(normal(s.batched())),
      sample("as_many_positions_as_fit", KERNEL, s.last(2, 3, 4), SIZE, most(s))
          .input(normal(s.batched())),
      sample("kernel_of_one", KERNEL, 1, SIZE, 4).input(normal(s.batched())),
      wholeInput(s),
      sample("prime_sizes", KERNEL, s.last(2, 3, 2), SIZE, s.last(3, 7, 11))
          .input(normal(s.shape(new int[] {3, 2}, 5, 13, 17))),
      sample("indices", KERNEL, 2, SIZE, 4, INDICES, true).input(normal(s.batched())),
      sample("no_indices", KERNEL, 2, SIZE, 4, INDICES, false).input(normal(s.batched())),
      sample("indices_unbatched", KERNEL, 3, SIZE, 3, INDICES, true).input(normal(s.shape(3))),
      sample("ties", KERNEL, 3, SIZE, 4, INDICES, true).input(ties(0, 3, s.batched())),
      sample("not_finite", KERNEL, 3, SIZE, 4, INDICES, true)
          .input(
              normal(s.batched())
                  .with(2, Double.NaN)
                  .with(3, Double.NaN)
                  .with(11, Double.POSITIVE_INFINITY)
                  .with(20, Double.NEGATIVE_INFINITY)),
      sample("samples_given", KERNEL, 2, SIZE, 4, INDICES, true, SAMPLES, samplesOf(2, 3, axes))
          .input(normal(s.batched())),
      sample("samples_given_unbatched", KERNEL, 2, SIZE, 4, SAMPLES, samplesOf(1, 3, axes))
          .input(normal(s.shape(3))),
      sample("samples_none", KERNEL, 2, SIZE, 4, SAMPLES, null).input(normal(s.batched())),
      sample("large_values", KERNEL, 2, SIZE, 4).input(normal(s.batched()).times(1e4)),
      sample("empty_batch", KERNEL, 2, SIZE, 4).input(normal(s.shape(0, 3))).withoutBackward(),
      sample("neither_size_nor_ratio", KERNEL, 2)
          .input(normal(s.batched()))
          .refused("either an output_size or an output_ratio"),
      sample("size_and_ratio", KERNEL, 2, SIZE, 4, RATIO, 0.5)
          .input(normal(s.batched()))
          .refused("only one of output_size and output_ratio"),
      sample("ratio_of_one", KERNEL, 2, RATIO, 1.0)
          .input(normal(s.batched()))
          .refused("output_ratio must be between 0 and 1"),
      sample("kernel_too_wide", KERNEL, 5, SIZE, s.last(4, 6, 8))
          .input(normal(s.batched()))
          .refused("is too large relative to input"),
      sample("samples_of_another_shape", KERNEL, 2, SIZE, 4, SAMPLES, samplesOf(2, 2, axes))
          .input(normal(s.batched()))
          .refused("expected _random_samples of shape [2, 3, " + axes + "]"),
      sample("wrong_rank", KERNEL, 2, SIZE, 4).input(normal(s.shape())).refused("expected"),
      sample("empty_axis", KERNEL, 1, SIZE, 1).input(normal(s.cube(0))).refused("non-zero size"),
    };
  }
}
