package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.doubles;
import static org.torchparity.kernel.VectorSpeciesOf.load;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.torchparity.kernel.VectorActivations.Step;

/**
 * {@link Activation.Zones} over blocks: the line between the bounds everywhere, then each other
 * where it holds.
 */
final class VectorZones {
  private static final int LANES = DOUBLES.length();

  private VectorZones() {}

  /** The steps from x to f(x). */
  static Step[] forward(Activation.Zones f) {
    return new Step[] {
      (g, x, e, t, at, n) -> line(f.between(), x, t, n),
      (g, x, e, t, at, n) -> line(f.above(), x, e, n),
      (g, x, e, t, at, n) -> above(x, f.high(), e, t, n),
      (g, x, e, t, at, n) -> line(f.below(), x, e, n),
      (g, x, e, t, at, n) -> below(x, f.low(), e, t, n),
      (g, x, e, t, at, n) -> notANumber(x, x, t, n)
    };
  }

  /** The steps from g and x to g·f′(x). */
  static Step[] backward(Activation.Zones f) {
    return new Step[] {
      (g, x, e, t, at, n) -> line(f.between().backward(), g, t, n),
      (g, x, e, t, at, n) -> line(f.above().backward(), g, e, n),
      (g, x, e, t, at, n) -> above(x, f.high(), e, t, n),
      (g, x, e, t, at, n) -> line(f.below().backward(), g, e, n),
      (g, x, e, t, at, n) -> below(x, f.low(), e, t, n),
      (g, x, e, t, at, n) -> line(f.ofNaN().backward(), g, e, n),
      (g, x, e, t, at, n) -> notANumber(x, e, t, n)
    };
  }

  /** y of the line. */
  private static void line(Activation.Line line, double[] x, double[] y, int n) {
    if (line.level()) {
      Arrays.fill(y, 0, n, line.shift());
      return;
    }
    for (int i = 0; i < n; i += LANES) {
      load(x, i).add(doubles(line.shift())).mul(doubles(line.slope())).intoArray(y, i);
    }
  }

  /** y = e where x ≤ bound. */
  private static void below(double[] x, double bound, double[] e, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      load(y, i).blend(load(e, i), v.compare(VectorOperators.LE, doubles(bound))).intoArray(y, i);
    }
  }

  /** y = e where x ≥ bound. */
  private static void above(double[] x, double bound, double[] e, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      load(y, i).blend(load(e, i), v.compare(VectorOperators.GE, doubles(bound))).intoArray(y, i);
    }
  }

  /** y = e where x is NaN. */
  private static void notANumber(double[] x, double[] e, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      load(y, i).blend(load(e, i), v.compare(VectorOperators.NE, v)).intoArray(y, i);
    }
  }
}
