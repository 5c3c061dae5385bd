package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.LONGS;
import static org.torchparity.kernel.VectorSpeciesOf.fourFloats;
import static org.torchparity.kernel.VectorSpeciesOf.ofBits;
import static org.torchparity.kernel.VectorSpeciesOf.ofPairs;
import static org.torchparity.kernel.VectorSpeciesOf.twoDoubles;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * As many rows as a vector has lanes, transposed in two passes. The first copies pieces of sixteen
 * bytes, four floats or two doubles of a row, to the lines they belong to; the second transposes
 * within the pieces, in place. What has to move by eight bytes comes by loads of what lies before
 * or behind, what has to move by four by shifts of 64 bits. Both passes of floats in one method
 * would have more vectors than the compiler keeps track of.
 */
final class VectorTransposition {
  /** The upper half of each pair of floats. */
  private static final LongVector UPPER = LongVector.broadcast(LONGS, -1L << 32);

  /** The second of two neighbouring eight bytes. */
  private static final VectorMask<Long> ODD =
      VectorMask.fromLong(LONGS, 0xAAAA & (1L << LONGS.length()) - 1);

  private VectorTransposition() {}

  /**
   * The first {@code columns}, a multiple of four, of as many rows as a vector has lanes, at least
   * four; see {@link GemmKernels#transpose}.
   */
  static void transpose(float[] x, int at, int stride, int columns, float[] y, int to, int width) {
    place(x, at, stride, columns, y, to, width);
    Uninlined.turn(y, to, columns, width);
  }

  /**
   * First pass: y's rows p to p + 3 hold elements p to p + 3 of x's rows 0, 4, … in the first, 1,
   * 5, … in the second, and so on.
   */
  private static void place(
      float[] x, int at, int stride, int columns, float[] y, int to, int width) {
    int lanes = FLOATS.length();
    for (int r = 0; r < 4; r++) {
      int row0 = at + r * stride;
      int row4 = row0 + 4 * stride;
      int row8 = row4 + 4 * stride;
      int row12 = row8 + 4 * stride;
      int target = to + r * width;
      for (int p = 0; p < columns; p += 4) {
        int line = target + p * width;
        fourFloats(x, row0 + p).intoArray(y, line);
        if (lanes > 4) {
          fourFloats(x, row4 + p).intoArray(y, line + 4);
        }
        if (lanes > 8) {
          fourFloats(x, row8 + p).intoArray(y, line + 8);
          fourFloats(x, row12 + p).intoArray(y, line + 12);
        }
      }
    }
  }

  /** Second pass, in place: the blocks of four by four are transposed. */
  static void turn(float[] y, int to, int columns, int width) {
    VectorMask<Long> odd = ODD;
    LongVector lower = VectorPairs.LOWER;
    LongVector upper = UPPER;
    for (int p = 0; p < columns; p += 4) {
      int a = to + p * width;
      int b = a + width;
      int c = b + width;
      int d = c + width;
      LongVector ac = pairs(y, a).blend(pairs(y, c - 2), odd);
      LongVector bd = pairs(y, b).blend(pairs(y, d - 2), odd);
      LongVector ca = pairs(y, a + 2).blend(pairs(y, c), odd);
      LongVector db = pairs(y, b + 2).blend(pairs(y, d), odd);
      ofPairs(ac.and(lower).or(up(bd))).intoArray(y, a);
      ofPairs(bd.and(upper).or(down(ac))).intoArray(y, b);
      ofPairs(ca.and(lower).or(up(db))).intoArray(y, c);
      ofPairs(db.and(upper).or(down(ca))).intoArray(y, d);
    }
  }

  /**
   * The first {@code columns}, an even number, of as many rows as a vector has lanes, at least two;
   * see {@link GemmKernels#transpose}.
   */
  static void transpose(
      double[] x, int at, int stride, int columns, double[] y, int to, int width) {
    place(x, at, stride, columns, y, to, width);
    turn(y, to, columns, width);
  }

  /**
   * First pass: y's rows p and p + 1 hold elements p and p + 1 of x's rows 0, 2, … in the first, 1,
   * 3, … in the second.
   */
  private static void place(
      double[] x, int at, int stride, int columns, double[] y, int to, int width) {
    int lanes = DOUBLES.length();
    for (int r = 0; r < 2; r++) {
      int row0 = at + r * stride;
      int row2 = row0 + 2 * stride;
      int row4 = row2 + 2 * stride;
      int row6 = row4 + 2 * stride;
      int target = to + r * width;
      for (int p = 0; p < columns; p += 2) {
        int line = target + p * width;
        twoDoubles(x, row0 + p).intoArray(y, line);
        if (lanes > 2) {
          twoDoubles(x, row2 + p).intoArray(y, line + 2);
        }
        if (lanes > 4) {
          twoDoubles(x, row4 + p).intoArray(y, line + 4);
          twoDoubles(x, row6 + p).intoArray(y, line + 6);
        }
      }
    }
  }

  /** Second pass, in place: the blocks of two by two are transposed. */
  private static void turn(double[] y, int to, int columns, int width) {
    for (int p = 0; p < columns; p += 2) {
      int a = to + p * width;
      int b = a + width;
      LongVector first = bits(y, a).blend(bits(y, b - 1), ODD);
      LongVector second = bits(y, a + 1).blend(bits(y, b), ODD);
      ofBits(first).intoArray(y, a);
      ofBits(second).intoArray(y, b);
    }
  }

  private static LongVector up(LongVector pairs) {
    return pairs.lanewise(VectorOperators.LSHL, Float.SIZE);
  }

  private static LongVector down(LongVector pairs) {
    return pairs.lanewise(VectorOperators.LSHR, Float.SIZE);
  }

  private static LongVector pairs(float[] y, int at) {
    return VectorSpeciesOf.pairs(FloatVector.fromArray(FLOATS, y, at));
  }

  private static LongVector bits(double[] y, int at) {
    return VectorSpeciesOf.bits(DoubleVector.fromArray(DOUBLES, y, at));
  }
}
