package org.torchparity.kernel;

import static org.torchparity.kernel.VectorFunctions.constant;
import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.LONGS;
import static org.torchparity.kernel.VectorSpeciesOf.bits;
import static org.torchparity.kernel.VectorSpeciesOf.doubles;
import static org.torchparity.kernel.VectorSpeciesOf.load;
import static org.torchparity.kernel.VectorSpeciesOf.ofBits;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The logarithms of {@link ScalarFunctions} over blocks, see {@link VectorFunctions}: a pass for
 * the ordinary numbers, and one for what else there may be.
 */
final class VectorLogarithms {
  private static final int LANES = DOUBLES.length();

  /** 1.5·2⁵²: an integer added to its bits is added to the number. */
  private static final double INTEGER = 0x1.8p52;

  private static final long INTEGER_BITS = Double.doubleToRawLongBits(INTEGER);

  private VectorLogarithms() {}

  /** y = ln x of ordinary x. */
  static void logOfOrdinary(double[] x, double[] y, int n) {
    DoubleVector rest = doubles(0);
    for (int i = 0; i < n; i += LANES) {
      log(load(x, i), rest).intoArray(y, i);
    }
  }

  /** y = ln x of all others. */
  static void logOfOthers(double[] x, double[] y, int n) {
    if (hasOthers(x, 0, n)) {
      for (int i = 0; i < n; i++) {
        y[i] = ScalarFunctions.isOrdinary(x[i]) ? y[i] : ScalarFunctions.log(x[i]);
      }
    }
  }

  /** y = ln(1 + x) of ordinary 1 + x. */
  static void log1pOfOrdinary(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      DoubleVector sum = v.add(1);
      log(sum, v.sub(sum.sub(1))).intoArray(y, i);
    }
  }

  /** y = ln(1 + x) of all others. */
  static void log1pOfOthers(double[] x, double[] y, int n) {
    if (hasOthers(x, 1, n)) {
      for (int i = 0; i < n; i++) {
        y[i] = ScalarFunctions.isOrdinary(1 + x[i]) ? y[i] : ScalarFunctions.log1pOfAny(x[i]);
      }
    }
  }

  /** Whether an x + add may not be ordinary: as integers, the bits of positive numbers grow. */
  private static boolean hasOthers(double[] x, double add, int n) {
    LongVector others = LongVector.broadcast(LONGS, 0);
    for (int i = 0; i < n; i += LANES) {
      LongVector bits = bits(load(x, i).add(add));
      LongVector below = bits.sub(ScalarFunctions.LOG_LOW_BITS);
      others = bits.add(ScalarFunctions.ABOVE_LOG_HIGH).or(below).or(others);
    }
    return anyOf(others) < 0;
  }

  /** The bits that any lane has. */
  private static long anyOf(LongVector bits) {
    long[] lanes = new long[LANES];
    bits.intoArray(lanes, 0);
    long any = 0;
    for (long lane : lanes) {
      any |= lane;
    }
    return any;
  }

  /**
   * y = x[from + i], for as many whole vectors as n elements have. Returns whether their magnitudes
   * are below 2⁵¹: if not, what was stored means nothing. The compiler has no conversion of its
   * own.
   */
  static boolean widen(long[] x, int from, double[] y, int n) {
    LongVector high = LongVector.broadcast(LONGS, 0);
    for (int i = 0; i < LONGS.loopBound(n); i += LANES) {
      LongVector v = load(x, from + i);
      high = v.add(1L << 51).or(high);
      ofBits(v.add(INTEGER_BITS)).sub(INTEGER).intoArray(y, i);
    }
    return anyOf(high) >>> 52 == 0;
  }

  /** ln(x + rest) of ordinary x. */
  private static DoubleVector log(DoubleVector x, DoubleVector rest) {
    LongVector bits = bits(x);
    LongVector exponent = bits.add(ScalarFunctions.ABOVE_ROOT).and(ScalarFunctions.EXPONENT);
    LongVector integer =
        exponent
            .lanewise(VectorOperators.LSHR, ScalarFunctions.MANTISSA_BITS)
            .or(ScalarFunctions.INTEGER_BITS);
    DoubleVector n = ofBits(integer).sub(ScalarFunctions.INTEGER);
    DoubleVector scale = ofBits(LongVector.broadcast(LONGS, 2 * ScalarFunctions.ONE).sub(exponent));
    DoubleVector mantissa = ofBits(bits.sub(exponent).add(ScalarFunctions.ONE));
    DoubleVector f = rest.fma(scale, mantissa.sub(1));
    DoubleVector s = f.div(f.add(2));
    DoubleVector w = s.mul(s);
    DoubleVector p = w.fma(constant(ScalarFunctions.B6), constant(ScalarFunctions.B5));
    p = w.fma(p, constant(ScalarFunctions.B4));
    p = w.fma(p, constant(ScalarFunctions.B3));
    p = w.fma(p, constant(ScalarFunctions.B2));
    p = w.fma(p, constant(ScalarFunctions.B1));
    p = w.fma(p, constant(ScalarFunctions.B0));
    DoubleVector correction = s.neg().fma(w.mul(-2).fma(p, f), n.mul(ScalarFunctions.LN_2_LOW));
    return n.fma(constant(ScalarFunctions.LN_2_HIGH), f.add(correction));
  }
}
