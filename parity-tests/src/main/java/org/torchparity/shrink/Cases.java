package org.torchparity.shrink;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Changed copies of cases, arguments and tensors. */
final class Cases {
  private Cases() {}

  static Case withArgs(Case c, Args args, Args call) {
    return new Case(
        c.id(),
        new ModuleSpec(c.spec().module(), args),
        c.state(),
        c.inputs(),
        call,
        c.gradOutputs(),
        c.mode(),
        c.dtype(),
        c.seed());
  }

  static Args without(Args args, String name) {
    Args rest = Args.none();
    for (var arg : args.asMap().entrySet()) {
      if (!arg.getKey().equals(name)) {
        rest = rest.with(arg.getKey(), arg.getValue());
      }
    }
    return rest;
  }

  /** A tensor of another shape that takes its elements from this one's, over and over. */
  static Tensor filled(Tensor from, Shape shape) {
    if (shape.equals(from.shape())) {
      return from;
    }
    return gathered(from, shape, i -> i % from.elements());
  }

  /** The part of a tensor with {@code count} entries along an axis, from {@code first} on. */
  static Tensor slice(Tensor from, int axis, int first, int count) {
    int[] sizes = from.shape().toArray();
    int size = sizes[axis];
    sizes[axis] = count;
    int inner = 1;
    for (int i = axis + 1; i < sizes.length; i++) {
      inner *= sizes[i];
    }
    int run = inner;
    return gathered(
        from,
        Shape.of(sizes),
        i -> {
          int outer = i / (count * run);
          return (outer * size + first) * run + i % (count * run);
        });
  }

  private static Tensor gathered(Tensor from, Shape shape, IntUnaryOperator position) {
    int[] sizes = shape.toArray();
    int elements = shape.elements();
    return switch (from.dtype()) {
      case INT64 -> {
        long[] values = new long[elements];
        Arrays.setAll(values, i -> from.longs()[position.applyAsInt(i)]);
        yield Tensor.of(values, sizes);
      }
      case FLOAT32, FLOAT64 -> {
        double[] old = from.toDoubles();
        double[] values = new double[elements];
        Arrays.setAll(values, i -> old[position.applyAsInt(i)]);
        yield Tensor.ofDoubles(from.dtype(), shape, values);
      }
    };
  }
}
