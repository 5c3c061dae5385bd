package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.INTS;
import static org.torchparity.kernel.VectorSpeciesOf.bits;
import static org.torchparity.kernel.VectorSpeciesOf.doubles;
import static org.torchparity.kernel.VectorSpeciesOf.floats;
import static org.torchparity.kernel.VectorSpeciesOf.load;
import static org.torchparity.kernel.VectorSpeciesOf.narrow;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Greatest elements of a window that slides along lines, by the sign of a difference: on JDK 17 a
 * comparison and a blend are four instructions. What a loop carries is never asked, only told:
 * until a loop is parsed, the compiler does not know its class.
 */
final class VectorMaxima {
  private static final IntVector COUNT = IntVector.zero(INTS).addIndex(1);

  private VectorMaxima() {}

  /** A vector of {@link PlaneKernels#greatest}, from position i on. */
  static boolean greatest(
      float[] x, int at, int[] offsets, int terms, float[] max, int[] place, int i) {
    FloatVector zero = floats(0);
    FloatVector check = zero;
    FloatVector best = floats(Float.NEGATIVE_INFINITY);
    FloatVector where = zero;
    for (int t = 0; t < terms; t++) {
      FloatVector value = load(x, at + offsets[t] + i);
      check = value.fma(zero, check);
      VectorMask<Float> kept = value.compare(VectorOperators.LE, best);
      best = value.blend(best, kept);
      where = floats(Float.intBitsToFloat(offsets[t])).blend(where, kept);
    }
    best.intoArray(max, i);
    COUNT.add(i).add(bits(where)).intoArray(place, i);
    FloatVector seen = zero.add(check);
    return !seen.compare(VectorOperators.NE, seen).anyTrue();
  }

  /** The same of float64 lines. */
  static boolean greatest(
      double[] x, int at, int[] offsets, int terms, double[] max, int[] place, int i) {
    DoubleVector zero = doubles(0);
    DoubleVector check = zero;
    DoubleVector best = doubles(Double.NEGATIVE_INFINITY);
    DoubleVector where = zero;
    for (int t = 0; t < terms; t++) {
      DoubleVector value = load(x, at + offsets[t] + i);
      check = value.fma(zero, check);
      VectorMask<Double> kept = value.compare(VectorOperators.LE, best);
      best = value.blend(best, kept);
      where = doubles(Double.longBitsToDouble(offsets[t])).blend(where, kept);
    }
    best.intoArray(max, i);
    narrow(bits(where), i, place, i);
    DoubleVector seen = zero.add(check);
    return !seen.compare(VectorOperators.NE, seen).anyTrue();
  }
}
