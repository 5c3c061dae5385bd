package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.load;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Every second element of a line. */
final class VectorPairs {
  private static final VectorShuffle<Float> FLOAT_FIRSTS = firsts(FLOATS);
  private static final VectorShuffle<Float> FLOAT_LOWER = pairs(FLOATS, 0);
  private static final VectorShuffle<Float> FLOAT_UPPER = pairs(FLOATS, FLOATS.length() / 2);
  private static final VectorMask<Float> FLOAT_IS_UPPER = lanes(FLOATS, FLOATS.length() / 2, 1);
  private static final VectorMask<Float> FLOAT_IS_FIRST = lanes(FLOATS, 0, 2);

  private static final VectorShuffle<Double> DOUBLE_FIRSTS = firsts(DOUBLES);
  private static final VectorShuffle<Double> DOUBLE_LOWER = pairs(DOUBLES, 0);
  private static final VectorShuffle<Double> DOUBLE_UPPER = pairs(DOUBLES, DOUBLES.length() / 2);
  private static final VectorMask<Double> DOUBLE_IS_UPPER = lanes(DOUBLES, DOUBLES.length() / 2, 1);
  private static final VectorMask<Double> DOUBLE_IS_FIRST = lanes(DOUBLES, 0, 2);

  private VectorPairs() {}

  /** The first of each pair of lanes, twice. */
  private static <E> VectorShuffle<E> firsts(VectorSpecies<E> species) {
    return VectorShuffle.fromOp(species, i -> 2 * i % species.length());
  }

  /** Each lane from one on twice. */
  private static <E> VectorShuffle<E> pairs(VectorSpecies<E> species, int from) {
    return VectorShuffle.fromOp(species, i -> from + i / 2);
  }

  /** Lanes from one on, a step apart. */
  private static <E> VectorMask<E> lanes(VectorSpecies<E> species, int from, int step) {
    boolean[] set = new boolean[species.length()];
    for (int i = from; i < set.length; i += step) {
      set[i] = true;
    }
    return VectorMask.fromArray(species, set, 0);
  }

  /** y[to + i] = x[from + 2·i] for i below {@code count}. */
  static void pick(float[] x, int from, float[] y, int to, int count) {
    int lanes = FLOATS.length();
    int i = 0;
    for (; i < count - lanes; i += lanes) {
      int at = from + 2 * i;
      FloatVector lower = load(x, at).rearrange(FLOAT_FIRSTS);
      FloatVector upper = load(x, at + lanes).rearrange(FLOAT_FIRSTS);
      lower.blend(upper, FLOAT_IS_UPPER).intoArray(y, to + i);
    }
    for (; i < count; i++) {
      y[to + i] = x[from + 2 * i];
    }
  }

  /** y[to + 2·i] = x[from + i] for i below {@code count}; up to the last no other changes. */
  static void spread(float[] x, int from, float[] y, int to, int count) {
    int lanes = FLOATS.length();
    int i = 0;
    for (; i < count - lanes; i += lanes) {
      FloatVector v = load(x, from + i);
      int at = to + 2 * i;
      load(y, at).blend(v.rearrange(FLOAT_LOWER), FLOAT_IS_FIRST).intoArray(y, at);
      at += lanes;
      load(y, at).blend(v.rearrange(FLOAT_UPPER), FLOAT_IS_FIRST).intoArray(y, at);
    }
    for (; i < count; i++) {
      y[to + 2 * i] = x[from + i];
    }
  }

  /** y[to + i] = x[from + 2·i] for i below {@code count}. */
  static void pick(double[] x, int from, double[] y, int to, int count) {
    int lanes = DOUBLES.length();
    int i = 0;
    for (; i < count - lanes; i += lanes) {
      int at = from + 2 * i;
      DoubleVector lower = load(x, at).rearrange(DOUBLE_FIRSTS);
      DoubleVector upper = load(x, at + lanes).rearrange(DOUBLE_FIRSTS);
      lower.blend(upper, DOUBLE_IS_UPPER).intoArray(y, to + i);
    }
    for (; i < count; i++) {
      y[to + i] = x[from + 2 * i];
    }
  }

  /** y[to + 2·i] = x[from + i] for i below {@code count}; up to the last no other changes. */
  static void spread(double[] x, int from, double[] y, int to, int count) {
    int lanes = DOUBLES.length();
    int i = 0;
    for (; i < count - lanes; i += lanes) {
      DoubleVector v = load(x, from + i);
      int at = to + 2 * i;
      load(y, at).blend(v.rearrange(DOUBLE_LOWER), DOUBLE_IS_FIRST).intoArray(y, at);
      at += lanes;
      load(y, at).blend(v.rearrange(DOUBLE_UPPER), DOUBLE_IS_FIRST).intoArray(y, at);
    }
    for (; i < count; i++) {
      y[to + 2 * i] = x[from + i];
    }
  }
}
