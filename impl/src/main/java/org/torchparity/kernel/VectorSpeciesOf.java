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

  static DoubleVector widen(float[] x, int i) {
    return (DoubleVector)
        FloatVector.fromArray(HALF_FLOATS, x, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  static void narrow(DoubleVector values, float[] y, int i) {
    ((FloatVector) values.convertShape(VectorOperators.D2F, HALF_FLOATS, 0)).intoArray(y, i);
  }
}
