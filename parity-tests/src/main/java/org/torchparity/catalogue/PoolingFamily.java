package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.ArgReader;

/** Maxima, means and norms under windows or over shares, and the way back from maxima. */
final class PoolingFamily {
  private PoolingFamily() {}

  static Family family() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(MaxPoolRows.rows());
    rows.addAll(MaxUnpoolRows.rows());
    rows.addAll(AvgPoolRows.rows());
    rows.addAll(LPPoolRows.rows());
    rows.addAll(AdaptivePoolRows.rows());
    rows.addAll(FractionalMaxPoolRows.rows());
    return new Family("pooling", rows);
  }

  /** Sizes an axis, empty where the argument is None or not given. */
  static int[] intsOrEmpty(ArgReader a, String name, int axes) {
    int[] sizes = a.intsOrNone(name, axes);
    return sizes == null ? new int[0] : sizes;
  }

  static List<Integer> list(int[] sizes) {
    return Arrays.stream(sizes).boxed().toList();
  }

  /** Sizes an axis, some of which may be None. */
  static @Nullable Integer[] optionalSizes(ArgReader a, String name, int axes) {
    List<?> values =
        a.raw(name) instanceof List<?> list ? list : Collections.nCopies(axes, a.integer(name));
    @Nullable Integer[] sizes = new @Nullable Integer[values.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = values.get(i) instanceof Number size ? (Integer) size.intValue() : null;
    }
    return sizes;
  }

  /** Samples that any window has: where it stands, and what it refuses. */
  static List<Sample> windows(Spatial s, Object... required) {
    List<Sample> all = new ArrayList<>();
    all.add(window("kernel", 2, required).input(normal(s.batched())));
    all.add(window("kernel_an_axis", s.last(2, 3, 4), required).input(normal(s.batched())));
    all.add(window("kernel_of_one", 1, required).input(normal(s.batched())));
    all.add(window("whole_input", s.last(7, 9, 11), required).input(normal(s.batched())));
    all.add(window("unbatched", s.last(3, 3, 2), required).input(normal(s.shape(3))));
    all.add(window("batch_of_one", s.last(3, 2, 5), required).input(normal(s.shape(1, 1))));
    all.add(window("stride", 3, required, "stride", s.last(1, 2, 3)).input(normal(s.batched())));
    all.add(
        window("stride_none", s.last(3, 2, 3), required, "stride", null)
            .input(normal(s.batched())));
    all.add(
        window("stride_beyond_the_kernel", 1, required, "stride", s.last(3, 2, 4))
            .input(normal(s.batched())));
    all.add(window("ceil_mode", 2, required, "ceil_mode", true).input(normal(s.batched())));
    all.add(
        window("ceil_mode_stride", 3, required, "stride", s.last(3, 5, 2), "ceil_mode", true)
            .input(normal(s.batched())));
    all.add(
        window("ceil_mode_without_a_window_beyond", 1, required, "stride", 3, "ceil_mode", true)
            .input(normal(s.batched())));
    all.add(
        window("floor_mode", 2, required, "stride", 3, "ceil_mode", false)
            .input(normal(s.batched())));
    all.add(
        window("prime_sizes", s.last(2, 3, 5), required)
            .input(normal(s.shape(new int[] {3, 7}, 5, 13, 17))));
    all.add(window("empty_batch", 2, required).input(normal(s.shape(0, 3))).withoutBackward());
    all.add(window("large_values", 2, required).input(normal(s.batched()).times(1e4)));
    all.add(window("denormals", 2, required).input(normal(s.batched()).times(1e-40)));
    all.add(window("no_channels_axis", 2, required).input(normal(s.shape())).refused("expected"));
    all.add(
        window("too_many_axes", 2, required).input(normal(s.shape(1, 1, 1))).refused("expected"));
    all.add(window("empty_axis", 2, required).input(normal(s.cube(0))).refused("non-zero size"));
    all.add(
        window("no_channels", 2, required).input(normal(s.shape(2, 0))).refused("non-zero size"));
    all.add(
        window("kernel_too_wide", s.last(8, 10, 12), required)
            .input(normal(s.batched()))
            .refused("is too small"));
    all.add(
        window("kernel_zero", 0, required)
            .input(normal(s.batched()))
            .refused("kernel_size must be 1 or more"));
    all.add(
        window("stride_zero", 2, required, "stride", 0)
            .input(normal(s.batched()))
            .refused("stride must be 1 or more"));
    return all;
  }

  /** A sample of a kernel, a module's required arguments, and others by name. */
  private static Sample window(
      String name, Object kernel, Object[] required, @Nullable Object... others) {
    @Nullable Object[] all = new @Nullable Object[required.length + 2 + others.length];
    System.arraycopy(required, 0, all, 0, required.length);
    all[required.length] = "kernel_size";
    all[required.length + 1] = kernel;
    System.arraycopy(others, 0, all, required.length + 2, others.length);
    return sample(name, all);
  }
}
