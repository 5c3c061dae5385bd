package org.torchparity.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
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

  private VectorSpeciesOf() {}

  /**
   * Loads what is stored again as it is. C2 on JDK 17 learns a loaded vector's class only where an
   * operation follows, and calls {@code intoArray} through an interface once floats of two widths
   * have been stored, which is fifty times slower; the cast tells it.
   */
  static FloatVector load(float[] x, int i) {
    return (FloatVector) FLOATS.vectorType().cast(FloatVector.fromArray(FLOATS, x, i));
  }

  /** Loads what is stored again as it is. */
  static DoubleVector load(double[] x, int i) {
    return (DoubleVector) DOUBLES.vectorType().cast(DoubleVector.fromArray(DOUBLES, x, i));
  }

  static DoubleVector widen(float[] x, int i) {
    return (DoubleVector)
        FloatVector.fromArray(HALF_FLOATS, x, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  static void narrow(DoubleVector values, float[] y, int i) {
    ((FloatVector) values.convertShape(VectorOperators.D2F, HALF_FLOATS, 0)).intoArray(y, i);
  }

  /** Widens n elements from a position on to the beginning of a block. */
  static void widen(float[] x, int from, double[] block, int n) {
    int i = 0;
    for (int bound = DOUBLES.loopBound(n); i < bound; i += DOUBLES.length()) {
      widen(x, from + i).intoArray(block, i);
    }
    for (; i < n; i++) {
      block[i] = x[from + i];
    }
  }

  /** Rounds the first n elements of a block to a position on. */
  static void narrow(double[] block, float[] y, int from, int n) {
    int i = 0;
    for (int bound = DOUBLES.loopBound(n); i < bound; i += DOUBLES.length()) {
      narrow(DoubleVector.fromArray(DOUBLES, block, i), y, from + i);
    }
    for (; i < n; i++) {
      y[from + i] = (float) block[i];
    }
  }
}
