package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.load;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The passes in the Vector API. The last vector of a run overlaps the one before it and computes
 * the same once more, so y is an array of its own; the scalar twin has runs that are shorter than a
 * vector. Loops over exponentials are called through {@link Uninlined}, or those of float32 and of
 * float64 would come together in one method.
 */
final class VectorSoftmaxColumnKernels implements SoftmaxColumnKernels {
  private final ScalarSoftmaxColumnKernels scalar = new ScalarSoftmaxColumnKernels();

  /** A loop over n neighbours of g, x and y from {@code at} on, each of a column of its own. */
  interface FloatLoop {
    void run(
        float[] g,
        float[] x,
        int at,
        float[] centre,
        float[] rest,
        float[] factor,
        int n,
        float[] y);
  }

  /** The same of float64. */
  interface DoubleLoop {
    void run(
        double[] g,
        double[] x,
        int at,
        double[] centre,
        double[] rest,
        double[] factor,
        int n,
        double[] y);
  }

  private static final FloatLoop EXPONENTIALS =
      (g, x, at, centre, rest, factor, n, y) -> {
        for (int next = 0; next < n; next += FLOATS.length()) {
          int i = Math.min(next, n - FLOATS.length());
          VectorDecay.exp(load(x, at + i).sub(load(centre, i))).intoArray(y, at + i);
        }
      };

  private static final FloatLoop MULTIPLES =
      (g, x, at, centre, rest, factor, n, y) -> {
        for (int next = 0; next < n; next += FLOATS.length()) {
          int i = Math.min(next, n - FLOATS.length());
          VectorDecay.exp(load(x, at + i).sub(load(centre, i)).sub(load(rest, i)))
              .mul(load(factor, i).mul(Decay.UNIT))
              .intoArray(y, at + i);
        }
      };

  private static final FloatLoop DIFFERENCES =
      (g, x, at, centre, rest, factor, n, y) -> {
        for (int next = 0; next < n; next += FLOATS.length()) {
          int i = Math.min(next, n - FLOATS.length());
          FloatVector multiplier = load(factor, i).mul(-Decay.UNIT);
          VectorDecay.exp(load(x, at + i).sub(load(centre, i)).sub(load(rest, i)))
              .fma(multiplier, load(g, at + i))
              .intoArray(y, at + i);
        }
      };

  private static final DoubleLoop WIDE_EXPONENTIALS =
      (g, x, at, centre, rest, factor, n, y) -> {
        for (int next = 0; next < n; next += DOUBLES.length()) {
          int i = Math.min(next, n - DOUBLES.length());
          VectorFunctions.scaledExp(load(x, at + i).sub(load(centre, i))).intoArray(y, at + i);
        }
      };

  private static final DoubleLoop WIDE_MULTIPLES =
      (g, x, at, centre, rest, factor, n, y) -> {
        for (int next = 0; next < n; next += DOUBLES.length()) {
          int i = Math.min(next, n - DOUBLES.length());
          VectorFunctions.scaledExp(load(x, at + i).sub(load(centre, i)).sub(load(rest, i)))
              .mul(load(factor, i).mul(ScalarFunctions.UNIT))
              .intoArray(y, at + i);
        }
      };

  private static final DoubleLoop WIDE_DIFFERENCES =
      (g, x, at, centre, rest, factor, n, y) -> {
        for (int next = 0; next < n; next += DOUBLES.length()) {
          int i = Math.min(next, n - DOUBLES.length());
          DoubleVector multiplier = load(factor, i).mul(-ScalarFunctions.UNIT);
          VectorFunctions.scaledExp(load(x, at + i).sub(load(centre, i)).sub(load(rest, i)))
              .fma(multiplier, load(g, at + i))
              .intoArray(y, at + i);
        }
      };

  @Override
  public void greatest(float[] x, int at, float[] centre, int n) {
    int i = 0;
    for (; i <= n - FLOATS.length(); i += FLOATS.length()) {
      FloatVector v = load(x, at + i);
      FloatVector most = load(centre, i);
      most.blend(v, v.compare(VectorOperators.GT, most)).intoArray(centre, i);
    }
    for (; i < n; i++) {
      centre[i] = x[at + i] > centre[i] ? x[at + i] : centre[i];
    }
  }

  @Override
  public void exponentials(float[] x, int at, float[] centre, int n, float[] y) {
    if (n < FLOATS.length()) {
      scalar.exponentials(x, at, centre, n, y);
    } else {
      Uninlined.run(EXPONENTIALS, x, x, at, centre, centre, centre, n, y);
    }
  }

  @Override
  public void multiples(
      float[] x, int at, float[] centre, float[] rest, float[] factor, int n, float[] y) {
    if (n < FLOATS.length()) {
      scalar.multiples(x, at, centre, rest, factor, n, y);
    } else {
      Uninlined.run(MULTIPLES, x, x, at, centre, rest, factor, n, y);
    }
  }

  @Override
  public void subtractMultiples(
      float[] g,
      float[] x,
      int at,
      float[] centre,
      float[] rest,
      float[] factor,
      int n,
      float[] y) {
    if (n < FLOATS.length()) {
      scalar.subtractMultiples(g, x, at, centre, rest, factor, n, y);
    } else {
      Uninlined.run(DIFFERENCES, g, x, at, centre, rest, factor, n, y);
    }
  }

  @Override
  public void greatest(double[] x, int at, double[] centre, int n) {
    int i = 0;
    for (; i <= n - DOUBLES.length(); i += DOUBLES.length()) {
      DoubleVector v = load(x, at + i);
      DoubleVector most = load(centre, i);
      most.blend(v, v.compare(VectorOperators.GT, most)).intoArray(centre, i);
    }
    for (; i < n; i++) {
      centre[i] = x[at + i] > centre[i] ? x[at + i] : centre[i];
    }
  }

  @Override
  public void exponentials(double[] x, int at, double[] centre, int n, double[] y) {
    if (n < DOUBLES.length()) {
      scalar.exponentials(x, at, centre, n, y);
    } else {
      Uninlined.run(WIDE_EXPONENTIALS, x, x, at, centre, centre, centre, n, y);
    }
  }

  @Override
  public void multiples(
      double[] x, int at, double[] centre, double[] rest, double[] factor, int n, double[] y) {
    if (n < DOUBLES.length()) {
      scalar.multiples(x, at, centre, rest, factor, n, y);
    } else {
      Uninlined.run(WIDE_MULTIPLES, x, x, at, centre, rest, factor, n, y);
    }
  }

  @Override
  public void subtractMultiples(
      double[] g,
      double[] x,
      int at,
      double[] centre,
      double[] rest,
      double[] factor,
      int n,
      double[] y) {
    if (n < DOUBLES.length()) {
      scalar.subtractMultiples(g, x, at, centre, rest, factor, n, y);
    } else {
      Uninlined.run(WIDE_DIFFERENCES, g, x, at, centre, rest, factor, n, y);
    }
  }
}
