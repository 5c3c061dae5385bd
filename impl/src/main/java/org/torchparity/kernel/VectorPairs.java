package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.LONGS;
import static org.torchparity.kernel.VectorSpeciesOf.load;
import static org.torchparity.kernel.VectorSpeciesOf.ofPairs;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Lines of pairs: the first of each, or both from lines of their own; the last vector overlaps the
 * one before it. Two floats are the halves of 64 bits.
 */
final class VectorPairs {
  /** The lower half of each pair of floats. */
  static final LongVector LOWER = LongVector.broadcast(LONGS, 0xFFFFFFFFL);

  private static final VectorShuffle<Double> DOUBLE_FIRSTS = firsts(DOUBLES);
  private static final VectorMask<Double> DOUBLE_IS_UPPER = upper(DOUBLES);
  private static final VectorShuffle<Double> DOUBLE_LOWER = twice(DOUBLES, 0);
  private static final VectorShuffle<Double> DOUBLE_UPPER = twice(DOUBLES, DOUBLES.length() / 2);
  private static final VectorMask<Double> DOUBLE_IS_SECOND = seconds(DOUBLES);

  private VectorPairs() {}

  /** The first of each pair of lanes, in each half of the lanes. */
  private static <E> VectorShuffle<E> firsts(VectorSpecies<E> species) {
    return VectorShuffle.fromOp(species, i -> 2 * i % species.length());
  }

  /** Each lane from one on, twice. */
  private static <E> VectorShuffle<E> twice(VectorSpecies<E> species, int from) {
    return VectorShuffle.fromOp(species, i -> from + i / 2);
  }

  /** The second of each pair of lanes. */
  private static <E> VectorMask<E> seconds(VectorSpecies<E> species) {
    boolean[] set = new boolean[species.length()];
    for (int i = 1; i < set.length; i += 2) {
      set[i] = true;
    }
    return VectorMask.fromArray(species, set, 0);
  }

  /** The second half of the lanes. */
  private static <E> VectorMask<E> upper(VectorSpecies<E> species) {
    boolean[] set = new boolean[species.length()];
    Arrays.fill(set, set.length / 2, set.length, true);
    return VectorMask.fromArray(species, set, 0);
  }

  /** y[to + i] = x[from + 2·i] for i below {@code count}. */
  static void pick(float[] x, int from, float[] y, int to, int count) {
    int pairs = LONGS.length();
    if (count < pairs || from + 2 * count > x.length) {
      for (int i = 0; i < count; i++) {
        y[to + i] = x[from + 2 * i];
      }
      return;
    }
    for (int next = 0; next < count; next += pairs) {
      int i = Math.min(next, count - pairs);
      VectorSpeciesOf.narrow(VectorSpeciesOf.pairs(load(x, from + 2 * i)), y, to + i);
    }
  }

  /** y[to + i] = x[2·i] + add, of x not negative, for i below {@code count}. */
  static void pick(int[] x, int add, long[] y, int to, int count) {
    int pairs = LONGS.length();
    if (count < pairs || 2 * count > x.length) {
      for (int i = 0; i < count; i++) {
        y[to + i] = x[2 * i] + add;
      }
      return;
    }
    LongVector lower = LOWER;
    for (int next = 0; next < count; next += pairs) {
      int i = Math.min(next, count - pairs);
      VectorSpeciesOf.pairs(x, 2 * i).and(lower).add(add).intoArray(y, to + i);
    }
  }

  /** y[to + i] = x[from + 2·i] for i below {@code count}. */
  static void pick(double[] x, int from, double[] y, int to, int count) {
    int lanes = DOUBLES.length();
    if (count < lanes || from + 2 * count > x.length) {
      for (int i = 0; i < count; i++) {
        y[to + i] = x[from + 2 * i];
      }
      return;
    }
    for (int next = 0; next < count; next += lanes) {
      int i = Math.min(next, count - lanes);
      int at = from + 2 * i;
      DoubleVector lower = load(x, at).rearrange(DOUBLE_FIRSTS);
      DoubleVector upper = load(x, at + lanes).rearrange(DOUBLE_FIRSTS);
      lower.blend(upper, DOUBLE_IS_UPPER).intoArray(y, to + i);
    }
  }

  /** y[to + 2·i] = x[first + i] and y[to + 2·i + 1] = x[second + i], of at least a vector. */
  static void interleave(float[] x, int first, int second, float[] y, int to, int count) {
    int pairs = LONGS.length();
    LongVector lower = LOWER;
    for (int next = 0; next < count; next += pairs) {
      int i = Math.min(next, count - pairs);
      LongVector a = VectorSpeciesOf.widenBits(x, first + i).and(lower);
      LongVector b =
          VectorSpeciesOf.widenBits(x, second + i).lanewise(VectorOperators.LSHL, Float.SIZE);
      ofPairs(a.or(b)).intoArray(y, to + 2 * i);
    }
  }

  /** y[to + 2·i] = x[first + i] and y[to + 2·i + 1] = x[second + i], of at least a vector. */
  static void interleave(double[] x, int first, int second, double[] y, int to, int count) {
    int lanes = DOUBLES.length();
    for (int next = 0; next < count; next += lanes) {
      int i = Math.min(next, count - lanes);
      DoubleVector a = load(x, first + i);
      DoubleVector b = load(x, second + i);
      int at = to + 2 * i;
      a.rearrange(DOUBLE_LOWER).blend(b.rearrange(DOUBLE_LOWER), DOUBLE_IS_SECOND).intoArray(y, at);
      a.rearrange(DOUBLE_UPPER)
          .blend(b.rearrange(DOUBLE_UPPER), DOUBLE_IS_SECOND)
          .intoArray(y, at + lanes);
    }
  }
}
