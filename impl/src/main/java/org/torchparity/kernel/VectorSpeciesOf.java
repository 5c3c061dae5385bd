package org.torchparity.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector species, in a class of their own so that nothing of the Vector API is initialised
 * before {@link Kernels} has made sure of it.
 */
final class VectorSpeciesOf {
  /** The machine's widest doubles; {@code -Dtorchparity.vector.bits} forces another width. */
  static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(
          double.class,
          VectorShape.forBitSize(
              Integer.getInteger(
                  "torchparity.vector.bits", DoubleVector.SPECIES_PREFERRED.vectorBitSize())));

  /** Floats of the same width. */
  static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, DOUBLES.vectorShape());

  /** As many floats as {@link #DOUBLES} has doubles, in half the bits. */
  static final VectorSpecies<Float> HALF_FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

  private static final VectorSpecies<Float> FOUR_FLOATS =
      VectorSpecies.of(float.class, VectorShape.S_128_BIT);

  private static final VectorSpecies<Double> TWO_DOUBLES =
      VectorSpecies.of(double.class, VectorShape.S_128_BIT);

  private static final VectorSpecies<Integer> HALF_INTS =
      VectorSpecies.of(int.class, HALF_FLOATS.vectorShape());

  static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, DOUBLES.vectorShape());

  /** Longs of the same width. */
  static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, DOUBLES.vectorShape());

  private VectorSpeciesOf() {}

  // C2 on JDK 17 learns the class of a loaded, broadcast or reinterpreted vector only after it has
  // parsed what is done with it, and may call that through an interface, with a boxed vector, once
  // vectors of two widths have come by: fifty times slower. The casts tell it; they cost a tenth in
  // a tight loop.

  static FloatVector load(float[] x, int i) {
    return (FloatVector) FLOATS.vectorType().cast(FloatVector.fromArray(FLOATS, x, i));
  }

  static DoubleVector load(double[] x, int i) {
    return (DoubleVector) DOUBLES.vectorType().cast(DoubleVector.fromArray(DOUBLES, x, i));
  }

  static LongVector load(long[] x, int i) {
    return (LongVector) LONGS.vectorType().cast(LongVector.fromArray(LONGS, x, i));
  }

  /** Sixteen bytes, whatever the width of the others. */
  static FloatVector fourFloats(float[] x, int i) {
    return (FloatVector) FOUR_FLOATS.vectorType().cast(FloatVector.fromArray(FOUR_FLOATS, x, i));
  }

  /** Sixteen bytes, whatever the width of the others. */
  static DoubleVector twoDoubles(double[] x, int i) {
    return (DoubleVector) TWO_DOUBLES.vectorType().cast(DoubleVector.fromArray(TWO_DOUBLES, x, i));
  }

  static FloatVector floats(float value) {
    return (FloatVector) FLOATS.vectorType().cast(FloatVector.broadcast(FLOATS, value));
  }

  static DoubleVector doubles(double value) {
    return (DoubleVector) DOUBLES.vectorType().cast(DoubleVector.broadcast(DOUBLES, value));
  }

  static LongVector longs(long value) {
    return (LongVector) LONGS.vectorType().cast(LongVector.broadcast(LONGS, value));
  }

  static FloatVector halfFloats(float value) {
    return (FloatVector) HALF_FLOATS.vectorType().cast(FloatVector.broadcast(HALF_FLOATS, value));
  }

  static IntVector bits(FloatVector x) {
    return (IntVector) INTS.vectorType().cast(x.reinterpretAsInts());
  }

  static LongVector bits(DoubleVector x) {
    return (LongVector) LONGS.vectorType().cast(x.reinterpretAsLongs());
  }

  /** The bits of two floats each. */
  static LongVector pairs(FloatVector x) {
    return (LongVector) LONGS.vectorType().cast(x.reinterpretAsLongs());
  }

  /** Two ints each. */
  static LongVector pairs(int[] x, int i) {
    return (LongVector)
        LONGS.vectorType().cast(IntVector.fromArray(INTS, x, i).reinterpretAsLongs());
  }

  static FloatVector ofPairs(LongVector bits) {
    return (FloatVector) FLOATS.vectorType().cast(bits.reinterpretAsFloats());
  }

  static FloatVector ofBits(IntVector bits) {
    return (FloatVector) FLOATS.vectorType().cast(bits.reinterpretAsFloats());
  }

  static DoubleVector ofBits(LongVector bits) {
    return (DoubleVector) DOUBLES.vectorType().cast(bits.reinterpretAsDoubles());
  }

  /**
   * The sum of the lanes, from the first to the last. What {@code reduceLanes} adds in which order
   * is left open, and on JDK 25 differs between interpreted and compiled code.
   */
  static double total(DoubleVector v) {
    double sum = 0;
    for (double lane : v.toArray()) {
      sum += lane;
    }
    return sum;
  }

  static DoubleVector widened(FloatVector half) {
    return (DoubleVector)
        DOUBLES.vectorType().cast(half.convertShape(VectorOperators.F2D, DOUBLES, 0));
  }

  static FloatVector narrowed(DoubleVector values) {
    return (FloatVector)
        HALF_FLOATS.vectorType().cast(values.convertShape(VectorOperators.D2F, HALF_FLOATS, 0));
  }

  static DoubleVector widen(float[] x, int i) {
    return widened(half(x, i));
  }

  private static FloatVector half(float[] x, int i) {
    return (FloatVector) HALF_FLOATS.vectorType().cast(FloatVector.fromArray(HALF_FLOATS, x, i));
  }

  /**
   * The bits of half as many floats as a vector has, each the lower half of 64, whose upper means
   * nothing.
   */
  static LongVector widenBits(float[] x, int i) {
    IntVector bits = (IntVector) HALF_INTS.vectorType().cast(half(x, i).reinterpretAsInts());
    return (LongVector) LONGS.vectorType().cast(bits.convertShape(VectorOperators.I2L, LONGS, 0));
  }

  /** Stores the floats whose bits are the lower halves. */
  static void narrow(LongVector pairs, float[] y, int i) {
    IntVector bits =
        (IntVector)
            HALF_INTS.vectorType().cast(pairs.convertShape(VectorOperators.L2I, HALF_INTS, 0));
    ((FloatVector) HALF_FLOATS.vectorType().cast(bits.reinterpretAsFloats())).intoArray(y, i);
  }

  /** Stores the lower halves, the first and so much more, each next and one more. */
  static void narrow(LongVector values, int add, int[] y, int i) {
    ((IntVector)
            HALF_INTS.vectorType().cast(values.convertShape(VectorOperators.L2I, HALF_INTS, 0)))
        .addIndex(1)
        .add(add)
        .intoArray(y, i);
  }

  static void narrow(DoubleVector values, float[] y, int i) {
    narrowed(values).intoArray(y, i);
  }

  /** Widens n elements from a position on to the beginning of a block. */
  static void widen(float[] x, int from, double[] block, int n) {
    widen(x, from, block, 0, n);
  }

  /** Widens n elements from a position on to another. */
  static void widen(float[] x, int from, double[] y, int to, int n) {
    int i = 0;
    for (int bound = DOUBLES.loopBound(n); i < bound; i += DOUBLES.length()) {
      widen(x, from + i).intoArray(y, to + i);
    }
    for (; i < n; i++) {
      y[to + i] = x[from + i];
    }
  }

  /** Rounds the first n elements of a block to a position on. */
  static void narrow(double[] block, float[] y, int from, int n) {
    int i = 0;
    for (int bound = DOUBLES.loopBound(n); i < bound; i += DOUBLES.length()) {
      narrow(load(block, i), y, from + i);
    }
    for (; i < n; i++) {
      y[from + i] = (float) block[i];
    }
  }
}
