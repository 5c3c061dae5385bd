package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.load;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Every second element of a line; the last vector overlaps the one before it. */
final class VectorPairs {
  private static final VectorShuffle<Float> FLOAT_FIRSTS = firsts(FLOATS);
  private static final VectorMask<Float> FLOAT_IS_UPPER = upper(FLOATS);

  private static final VectorShuffle<Double> DOUBLE_FIRSTS = firsts(DOUBLES);
  private static final VectorMask<Double> DOUBLE_IS_UPPER = upper(DOUBLES);

  private VectorPairs() {}

  /** The first of each pair of lanes, in each half of the lanes. */
  private static <E> VectorShuffle<E> firsts(VectorSpecies<E> species) {
    return VectorShuffle.fromOp(species, i -> 2 * i % species.length());
  }

  /** The second half of the lanes. */
  private static <E> VectorMask<E> upper(VectorSpecies<E> species) {
    boolean[] set = new boolean[species.length()];
    Arrays.fill(set, set.length / 2, set.length, true);
    return VectorMask.fromArray(species, set, 0);
  }

  /** y[to + i] = x[from + 2·i] for i below {@code count}. */
  static void pick(float[] x, int from, float[] y, int to, int count) {
    int lanes = FLOATS.length();
    if (count < lanes || from + 2 * count > x.length) {
      for (int i = 0; i < count; i++) {
        y[to + i] = x[from + 2 * i];
      }
      return;
    }
    for (int next = 0; next < count; next += lanes) {
      int i = Math.min(next, count - lanes);
      int at = from + 2 * i;
      FloatVector lower = load(x, at).rearrange(FLOAT_FIRSTS);
      FloatVector upper = load(x, at + lanes).rearrange(FLOAT_FIRSTS);
      lower.blend(upper, FLOAT_IS_UPPER).intoArray(y, to + i);
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
}
