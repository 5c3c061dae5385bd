package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.load;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many rows as a vector has lanes, transposed four columns at a time: blocks of four by four are
 * put in their places as they are loaded, and then transposed within. Floats take two passes: in
 * one the compiler loses track of a vector, once vectors of two widths have been stored in the
 * process, and makes an object of it.
 */
final class VectorTransposition {
  private static final VectorMask<Float> FLOAT_ODD = mask(FLOATS, 0xAAAA);
  private static final VectorMask<Float> FLOAT_UPPER = mask(FLOATS, 0xCCCC);
  private static final VectorMask<Float> FLOAT_FROM_4 = mask(FLOATS, 0xFFF0);
  private static final VectorMask<Float> FLOAT_FROM_8 = mask(FLOATS, 0xFF00);
  private static final VectorMask<Float> FLOAT_FROM_12 = mask(FLOATS, 0xF000);

  private static final VectorShuffle<Double> DOUBLE_BY_ONE =
      VectorShuffle.fromOp(DOUBLES, i -> i ^ 1);
  private static final VectorShuffle<Double> DOUBLE_BY_TWO =
      VectorShuffle.fromOp(DOUBLES, i -> (i ^ 2) % DOUBLES.length());
  private static final VectorMask<Double> DOUBLE_ODD = mask(DOUBLES, 0xAAAA);
  private static final VectorMask<Double> DOUBLE_UPPER = mask(DOUBLES, 0xCCCC);
  private static final VectorMask<Double> DOUBLE_FROM_4 = mask(DOUBLES, 0xFFF0);

  private VectorTransposition() {}

  private static <E> VectorMask<E> mask(VectorSpecies<E> species, long lanes) {
    return VectorMask.fromLong(species, lanes & ((1L << species.length()) - 1));
  }

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
    for (int r = 0; r < 4; r++) {
      int from = at + r * stride;
      int target = to + r * width;
      for (int p = 0; p < columns; p += 4) {
        lines(x, from + p, stride).intoArray(y, target + p * width);
      }
    }
  }

  /** Four elements each of every fourth row: what is shifted comes by loads of what lies before. */
  private static FloatVector lines(float[] x, int at, int stride) {
    FloatVector v = load(x, at);
    if (FLOATS.length() > 4) {
      v = v.blend(load(x, at + 4 * (stride - 1)), FLOAT_FROM_4);
    }
    if (FLOATS.length() > 8) {
      v = v.blend(load(x, at + 8 * (stride - 1)), FLOAT_FROM_8);
      v = v.blend(load(x, at + 12 * (stride - 1)), FLOAT_FROM_12);
    }
    return v;
  }

  /**
   * Second pass, in place: the blocks of four by four are transposed. What is shifted comes by
   * loads of what lies before or behind, within the four rows.
   */
  static void turn(float[] y, int to, int columns, int width) {
    for (int p = 0; p < columns; p += 4) {
      int a = to + p * width;
      int b = a + width;
      int c = b + width;
      int d = c + width;
      FloatVector first = lanes(y, a, b - 1, c - 2, d - 3);
      FloatVector second = lanes(y, a + 1, b, c - 1, d - 2);
      FloatVector third = lanes(y, a + 2, b + 1, c, d - 1);
      FloatVector fourth = lanes(y, a + 3, b + 2, c + 1, d);
      first.intoArray(y, a);
      second.intoArray(y, b);
      third.intoArray(y, c);
      fourth.intoArray(y, d);
    }
  }

  /** Every fourth lane of four vectors by turns. */
  private static FloatVector lanes(float[] y, int a, int b, int c, int d) {
    FloatVector ab = load(y, a).blend(load(y, b), FLOAT_ODD);
    FloatVector cd = load(y, c).blend(load(y, d), FLOAT_ODD);
    return ab.blend(cd, FLOAT_UPPER);
  }

  /**
   * The first {@code columns}, a multiple of four, of as many rows as a vector has lanes, at least
   * four; see {@link GemmKernels#transpose}.
   */
  static void transpose(
      double[] x, int at, int stride, int columns, double[] y, int to, int width) {
    for (int p = 0; p < columns; p += 4) {
      int from = at + p;
      int target = to + p * width;
      DoubleVector a = lines(x, from, stride);
      DoubleVector b = lines(x, from + stride, stride);
      DoubleVector c = lines(x, from + 2 * stride, stride);
      DoubleVector d = lines(x, from + 3 * stride, stride);
      DoubleVector ac = a.blend(c.rearrange(DOUBLE_BY_TWO), DOUBLE_UPPER);
      DoubleVector bd = b.blend(d.rearrange(DOUBLE_BY_TWO), DOUBLE_UPPER);
      DoubleVector ca = a.rearrange(DOUBLE_BY_TWO).blend(c, DOUBLE_UPPER);
      DoubleVector db = b.rearrange(DOUBLE_BY_TWO).blend(d, DOUBLE_UPPER);
      ac.blend(bd.rearrange(DOUBLE_BY_ONE), DOUBLE_ODD).intoArray(y, target);
      ac.rearrange(DOUBLE_BY_ONE).blend(bd, DOUBLE_ODD).intoArray(y, target + width);
      ca.blend(db.rearrange(DOUBLE_BY_ONE), DOUBLE_ODD).intoArray(y, target + 2 * width);
      ca.rearrange(DOUBLE_BY_ONE).blend(db, DOUBLE_ODD).intoArray(y, target + 3 * width);
    }
  }

  /** Four elements each of every fourth row: what is shifted comes by loads of what lies before. */
  private static DoubleVector lines(double[] x, int at, int stride) {
    DoubleVector v = load(x, at);
    if (DOUBLES.length() > 4) {
      v = v.blend(load(x, at + 4 * (stride - 1)), DOUBLE_FROM_4);
    }
    return v;
  }
}
