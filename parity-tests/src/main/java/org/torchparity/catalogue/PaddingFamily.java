package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.nn.Module;
import org.torchparity.nn.padding.CircularPad1d;
import org.torchparity.nn.padding.CircularPad2d;
import org.torchparity.nn.padding.CircularPad3d;
import org.torchparity.nn.padding.ConstantPad1d;
import org.torchparity.nn.padding.ConstantPad2d;
import org.torchparity.nn.padding.ConstantPad3d;
import org.torchparity.nn.padding.ReflectionPad1d;
import org.torchparity.nn.padding.ReflectionPad2d;
import org.torchparity.nn.padding.ReflectionPad3d;
import org.torchparity.nn.padding.ReplicationPad1d;
import org.torchparity.nn.padding.ReplicationPad2d;
import org.torchparity.nn.padding.ReplicationPad3d;
import org.torchparity.nn.padding.ZeroPad1d;
import org.torchparity.nn.padding.ZeroPad2d;
import org.torchparity.nn.padding.ZeroPad3d;

/** Paddings: by a value, reflected, replicated or going around, of one to three axes. */
final class PaddingFamily {
  private PaddingFamily() {}

  static Family family() {
    return new Family(
        "padding",
        List.of(
            row("ZeroPad1d", 1, a -> new ZeroPad1d(a.ints("padding", 2))),
            row("ZeroPad2d", 2, a -> new ZeroPad2d(a.ints("padding", 4))),
            row("ZeroPad3d", 3, a -> new ZeroPad3d(a.ints("padding", 6))),
            row("ConstantPad1d", 1, a -> new ConstantPad1d(a.ints("padding", 2), a.real("value"))),
            row("ConstantPad2d", 2, a -> new ConstantPad2d(a.ints("padding", 4), a.real("value"))),
            row("ConstantPad3d", 3, a -> new ConstantPad3d(a.ints("padding", 6), a.real("value"))),
            row("ReflectionPad1d", 1, a -> new ReflectionPad1d(a.ints("padding", 2))),
            row("ReflectionPad2d", 2, a -> new ReflectionPad2d(a.ints("padding", 4))),
            row("ReflectionPad3d", 3, a -> new ReflectionPad3d(a.ints("padding", 6))),
            row("ReplicationPad1d", 1, a -> new ReplicationPad1d(a.ints("padding", 2))),
            row("ReplicationPad2d", 2, a -> new ReplicationPad2d(a.ints("padding", 4))),
            row("ReplicationPad3d", 3, a -> new ReplicationPad3d(a.ints("padding", 6))),
            row("CircularPad1d", 1, a -> new CircularPad1d(a.ints("padding", 2))),
            row("CircularPad2d", 2, a -> new CircularPad2d(a.ints("padding", 4))),
            row("CircularPad3d", 3, a -> new CircularPad3d(a.ints("padding", 6)))));
  }

  private static Row row(String name, int axes, Function<ArgReader, Module> constructor) {
    Samples samples = new Samples(axes, name.startsWith("Constant"));
    samples.anyPadding();
    switch (name.substring(0, name.length() - "Pad1d".length())) {
      case "Zero", "Constant" -> samples.byValue();
      case "Reflection" -> samples.reflected();
      case "Replication" -> samples.replicated();
      default -> samples.circular();
    }
    return Row.of(name, constructor).samples(samples.all.toArray(Sample[]::new));
  }

  /** The samples of one padding, over axes of sizes 4, 5 and 7 of which the last are taken. */
  private static final class Samples {
    private static final int[] SIZES = {2, 3, 4, 5, 7};
    private final int axes;
    private final boolean constant;
    private final List<Sample> all = new ArrayList<>();

    Samples(int axes, boolean constant) {
      this.axes = axes;
      this.constant = constant;
    }

    /** Sizes of a batched input: (2, 3) and the last of 4, 5, 7. */
    private int[] batched() {
      return shape(2, 3);
    }

    private int[] shape(int... leading) {
      int[] shape = new int[leading.length + axes];
      System.arraycopy(leading, 0, shape, 0, leading.length);
      System.arraycopy(SIZES, SIZES.length - axes, shape, leading.length, axes);
      return shape;
    }

    /** Leading sizes and all others equal. */
    private int[] cube(int size, int... leading) {
      int[] shape = shape(leading);
      for (int axis = leading.length; axis < shape.length; axis++) {
        shape[axis] = size;
      }
      return shape;
    }

    /** One pair for the last axis, and others for those before it. */
    private int[] pads(int... lastToFirst) {
      int[] pads = new int[2 * axes];
      System.arraycopy(lastToFirst, 0, pads, 0, pads.length);
      return pads;
    }

    private Sample pad(String name, Object padding) {
      return constant
          ? sample(name, "padding", padding, "value", 1.5)
          : sample(name, "padding", padding);
    }

    private void add(String name, Object padding, int... shape) {
      all.add(pad(name, padding).input(normal(shape)));
    }

    private void refused(String name, Object padding, String message, int... shape) {
      all.add(pad(name, padding).input(normal(shape)).refused(message));
    }

    void anyPadding() {
      add("one_number", 1, batched());
      add("each_end_its_own", pads(1, 2, 3, 1, 2, 0), batched());
      add("unbatched", pads(2, 1, 1, 0, 0, 3), shape(3));
      add("batch_of_one", pads(0, 2, 1, 1, 1, 2), shape(1, 1));
      add("none", 0, batched());
      add("one_end_only", pads(0, 3, 0, 0, 0, 0), batched());
      add("as_wide_as_it_goes", pads(6, 6, 4, 4, 3, 3), batched());
      add("prime_sizes", pads(2, 3, 5, 7, 1, 2), cube(11, 3, 5));
      add("negative_before", pads(-2, 1, -1, 0, 0, 1), batched());
      add("negative_after", pads(0, -3, 1, -2, -1, 0), batched());
      add("negative_both", -1, batched());
      add("all_but_one_cut", pads(-3, -3, -1, -3, -2, -1), batched());
      all.add(pad("empty_batch", 1).input(normal(shape(0, 3))).withoutBackward());
      all.add(pad("integers", 1).input(integers(-5, 5, batched())));
      all.add(pad("large_values", 2).input(normal(batched()).times(1e4)));
      all.add(
          pad("not_finite", 2)
              .input(
                  normal(batched())
                      .with(0, Double.NaN)
                      .with(6, Double.POSITIVE_INFINITY)
                      .with(13, Double.NEGATIVE_INFINITY)));
      refused("cut_beyond_the_end", -4, "leaves a size of -", batched());
      refused(
          "too_few_numbers", List.of(1, 1, 1), "an integer or a list of " + 2 * axes, batched());
    }

    void byValue() {
      add("wider_than_the_axis", 9, batched());
      add("no_batch_and_no_channels", 1, shape());
      add("more_axes", 1, shape(2, 2, 3));
      add("empty_axis_filled", 2, cube(0, 2, 3));
      nothingLeftOfOneAxis();
      if (constant) {
        for (double value : new double[] {0, -0.1, 1e4, Double.NEGATIVE_INFINITY, Double.NaN}) {
          all.add(
              sample("value_" + all.size(), "padding", pads(1, 2, 0, 1, 2, 1), "value", value)
                  .input(normal(batched())));
        }
      }
      if (axes > 1) {
        refused("too_few_axes", 1, "expected input of at least " + axes + " axes", 5);
      }
    }

    private void ranks() {
      refused("no_channels", 1, "expected", shape());
      refused("too_many_axes", 1, "expected", shape(2, 2, 3));
    }

    private void nothingLeftOfOneAxis() {
      all.add(
          pad("nothing_left_of_one_axis", pads(-3, -4, 0, 0, 0, 0))
              .input(normal(batched()))
              .zeroGradient("grad_input.0", "nothing is left of the input"));
    }

    private void byPosition() {
      ranks();
      refused("empty_axis", 1, "non-zero dimensions", cube(0, 2, 3));
      refused("nothing_left", pads(-3, -4, -2, -3, -4, 0), "leaves nothing", batched());
    }

    void reflected() {
      byPosition();
      if (axes == 2) {
        nothingLeftOfOneAxis();
      } else if (axes == 3) {
        // The backward pass of torch returns memory it has not written.
        all.add(
            pad("nothing_left_of_one_axis", pads(-3, -4, 0, 0, 0, 0))
                .input(normal(batched()))
                .withoutBackward());
      }
      add("cut_and_reflected_beyond_the_cut", pads(-3, 6, 4, -2, 3, -1), batched());
      refused("as_wide_as_the_axis", pads(7, 0, 0, 0, 0, 0), "is too wide for", batched());
      refused("after_as_wide_as_the_axis", pads(0, 7, 0, 0, 0, 0), "is too wide for", batched());
      refused("one_element", 1, "is too wide for", cube(1, 2, 3));
    }

    void replicated() {
      byPosition();
      if (axes > 1) {
        nothingLeftOfOneAxis();
      }
      add("wider_than_the_axis", 9, batched());
      add("one_element", 2, cube(1, 2, 3));
      add("cut_and_replicated", pads(-3, 6, 4, -2, 3, -1), batched());
    }

    void circular() {
      ranks();
      add("whole_axis", pads(7, 7, 5, 5, 4, 4), batched());
      add("one_element", 1, cube(1, 2, 3));
      add("cut_and_around", pads(-3, 2, 1, -2, 2, -1), batched());
      refused("more_than_the_axis", pads(8, 0, 0, 0, 0, 0), "is too wide for", batched());
      refused("after_more_than_the_axis", pads(0, 8, 0, 0, 0, 0), "is too wide for", batched());
    }
  }
}
