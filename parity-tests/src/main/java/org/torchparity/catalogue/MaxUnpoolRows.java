package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.PoolingFamily.intsOrEmpty;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.nn.pooling.MaxUnpool1d;
import org.torchparity.nn.pooling.MaxUnpool2d;
import org.torchparity.nn.pooling.MaxUnpool3d;
import org.torchparity.tensor.Tensor;

/** The way back from maxima; {@code output_size} is an argument of forward. */
final class MaxUnpoolRows {
  private MaxUnpoolRows() {}

  /** How a layer is made. */
  private interface Constructor {
    Module make(int[] kernelSize, int[] stride, int[] padding);
  }

  /** A layer's second way to be called. */
  private interface Sized {
    Pass forward(Module module, Tensor input, Tensor indices, int[] outputSize);
  }

  static List<Row> rows() {
    return List.of(
        row(1, MaxUnpool1d::new, (m, x, i, size) -> ((MaxUnpool1d) m).forward(x, i, size)),
        row(2, MaxUnpool2d::new, (m, x, i, size) -> ((MaxUnpool2d) m).forward(x, i, size)),
        row(3, MaxUnpool3d::new, (m, x, i, size) -> ((MaxUnpool3d) m).forward(x, i, size)));
  }

  private static Row row(int axes, Constructor constructor, Sized sized) {
    return Row.of("MaxUnpool" + axes + "d", a -> made(a, axes, constructor))
        .calledBy(
            (module, c, call) -> {
              Tensor[] inputs = c.inputs().values().toArray(Tensor[]::new);
              return call.raw("output_size") == null
                  ? module.forward(inputs)
                  : sized.forward(module, inputs[0], inputs[1], call.intList("output_size"));
            })
        .samples(samples(new Spatial(axes)));
  }

  private static Module made(ArgReader a, int axes, Constructor constructor) {
    return constructor.make(
        a.ints("kernel_size", axes), intsOrEmpty(a, "stride", axes), a.ints("padding", axes, 0));
  }

  /** Distinct indices within each plane of an output. */
  private static Draw indices(int[] output, int planes, int... shape) {
    int size = IntStream.of(output).reduce(1, (a, b) -> a * b);
    return (random, dtype) -> {
      int each = IntStream.of(shape).reduce(1, (a, b) -> a * b) / planes;
      long[] drawn = new long[planes * each];
      for (int plane = 0; plane < planes; plane++) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(all, random);
        for (int i = 0; i < each; i++) {
          drawn[plane * each + i] = all.get(i);
        }
      }
      return Tensor.of(drawn, shape);
    };
  }

  private static Sample[] samples(Spatial s) {
    int[] small = s.shape(new int[] {2, 3}, 2, 3, 5);
    int[] doubled = s.last(4, 6, 10);
    return new Sample[] {
      sample("kernel", "kernel_size", 2).input(normal(small)).input(indices(doubled, 6, small)),
      sample("kernel_an_axis", "kernel_size", s.last(3, 1, 2))
          .input(normal(small))
          .input(indices(s.last(6, 3, 10), 6, small)),
      unbatched("unbatched", s),
      unbatched("output_size_unbatched", s).call("output_size", s.last(5, 7, 11)),
      sample("batch_of_one", "kernel_size", 2)
          .input(normal(s.shape(new int[] {1, 1}, 2, 3, 5)))
          .input(indices(doubled, 1, s.shape(new int[] {1, 1}, 2, 3, 5))),
      sample("stride", "kernel_size", 3, "stride", s.last(2, 1, 4))
          .input(normal(small))
          .input(indices(s.last(5, 5, 19), 6, small)),
      sample("stride_none", "kernel_size", 2, "stride", null)
          .input(normal(small))
          .input(indices(doubled, 6, small)),
      sample("padding", "kernel_size", 3, "stride", 2, "padding", s.last(0, 1, 1))
          .input(normal(small))
          .input(indices(s.last(5, 5, 9), 6, small)),
      sample("output_size", "kernel_size", 2)
          .input(normal(small))
          .input(indices(doubled, 6, small))
          .call("output_size", s.last(5, 7, 11)),
      sample("output_size_less", "kernel_size", 2)
          .input(normal(small))
          .input(indices(s.last(3, 5, 9), 6, small))
          .call("output_size", s.last(3, 5, 9)),
      sample("output_size_of_all_axes", "kernel_size", 2)
          .input(normal(small))
          .input(indices(doubled, 6, small))
          .call("output_size", s.shape(new int[] {2, 3}, 5, 7, 11)),
      sample("output_size_none", "kernel_size", 2)
          .input(normal(small))
          .input(indices(doubled, 6, small))
          .call("output_size", null),
      sample("repeated_indices", "kernel_size", 2)
          .input(normal(small))
          .input(integers(0, 4, small))
          .gradientIsNotTheDerivative(
              "every element gets the gradient of the place that the last one took"),
      sample("not_finite", "kernel_size", 2)
          .input(normal(small).with(1, Double.NaN).with(7, Double.NEGATIVE_INFINITY))
          .input(indices(doubled, 6, small)),
      sample("large_values", "kernel_size", 2)
          .input(normal(small).times(1e4))
          .input(indices(doubled, 6, small)),
      sample("prime_sizes", "kernel_size", s.last(2, 3, 5))
          .input(normal(s.shape(new int[] {3, 7}, 3, 7, 13)))
          .input(indices(s.last(6, 21, 65), 21, s.shape(new int[] {3, 7}, 3, 7, 13))),
      sample("empty_batch", "kernel_size", 2)
          .input(normal(s.shape(new int[] {0, 3}, 2, 3, 5)))
          .input(integers(0, 4, s.shape(new int[] {0, 3}, 2, 3, 5)))
          .withoutBackward(),
      sample("index_beyond_the_output", "kernel_size", 2)
          .input(normal(small))
          .input(indices(doubled, 6, small).with(3, 1000))
          .refused("found an invalid max index: 1000"),
      sample("negative_index", "kernel_size", 2)
          .input(normal(small))
          .input(indices(doubled, 6, small).with(3, -1))
          .refused("found an invalid max index: -1"),
      sample("indices_of_another_shape", "kernel_size", 2)
          .input(normal(small))
          .input(integers(0, 4, s.shape(new int[] {2, 3}, 2, 3, 4)))
          .refused("expected shape of indices to be same as that of the input tensor"),
      sample("indices_not_integers", "kernel_size", 2)
          .input(normal(small))
          .input(normal(small))
          .refused("elements in indices should be type int64"),
      sample("output_size_too_large", "kernel_size", 2)
          .input(normal(small))
          .input(indices(doubled, 6, small))
          .call("output_size", s.last(6, 8, 12))
          .refused("invalid output_size"),
      sample("output_size_of_another_length", "kernel_size", 2)
          .input(normal(small))
          .input(indices(doubled, 6, small))
          .call("output_size", new int[] {1, 2, 3, 4, 5, 6})
          .refused("output_size should be a sequence containing"),
      sample("wrong_rank", "kernel_size", 2)
          .input(normal(s.shape(new int[0], 2, 3, 5)))
          .input(integers(0, 4, s.shape(new int[0], 2, 3, 5)))
          .refused("expected"),
      sample("empty_axis", "kernel_size", 2)
          .input(normal(s.cube(0)))
          .input(integers(0, 4, s.cube(0)))
          .refused("non-zero size"),
    };
  }

  private static Sample unbatched(String name, Spatial s) {
    int[] shape = s.shape(new int[] {3}, 2, 3, 5);
    return sample(name, "kernel_size", 2)
        .input(normal(shape))
        .input(indices(s.last(4, 6, 10), 3, shape));
  }
}
