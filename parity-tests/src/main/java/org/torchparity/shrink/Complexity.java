package org.torchparity.shrink;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.Tensor;

/**
 * How much there is to a case, to compare in this order: arguments that are not torch's defaults
 * and upstream gradients, elements of all tensors, sizes among the arguments, and how far values
 * are from 0, 1 and -1.
 */
final class Complexity implements Comparable<Complexity> {
  private final long[] counts;

  private Complexity(long... counts) {
    this.counts = counts;
  }

  static Complexity of(Case c) {
    Collection<@Nullable Object> args = c.spec().args().asMap().values();
    List<Tensor> tensors =
        Stream.of(c.state().values(), c.inputs().values(), c.gradOutputs().values(), args)
            .flatMap(Collection::stream)
            .filter(Tensor.class::isInstance)
            .map(Tensor.class::cast)
            .toList();
    return new Complexity(
        args.size() + c.call().asMap().size() + c.gradOutputs().size(),
        tensors.stream().mapToLong(Tensor::elements).sum(),
        sizes(c.spec().args()) + sizes(c.call()),
        tensors.stream().mapToLong(Complexity::values).sum());
  }

  private static long sizes(Args args) {
    long sum = 0;
    for (Map.Entry<String, @Nullable Object> arg : args.asMap().entrySet()) {
      sum += size(arg.getValue());
    }
    return sum;
  }

  private static long size(@Nullable Object value) {
    if (value instanceof Long integer) {
      return Math.abs(integer);
    }
    return value instanceof List<?> list ? list.stream().mapToLong(Complexity::size).sum() : 0;
  }

  private static long values(Tensor tensor) {
    long sum = 0;
    for (double value : tensor.toDoubles()) {
      sum += of(value);
    }
    return sum;
  }

  /** Of one value: 0 before 1 before -1 before other integers before all else. */
  static int of(double value) {
    if (value == 0) {
      return 0;
    }
    if (value == 1) {
      return 1;
    }
    if (value == -1) {
      return 2;
    }
    return value == Math.rint(value) ? 3 : 4;
  }

  @Override
  public int compareTo(Complexity other) {
    return Arrays.compare(counts, other.counts);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Complexity that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }
}
