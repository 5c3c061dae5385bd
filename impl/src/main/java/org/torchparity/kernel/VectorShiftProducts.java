package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.load;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * What {@link VectorShiftKernels#combineAndMultiply} does with some terms: each vector of x is
 * loaded once, mostly across two lines of the cache, and multiplied with a weight and with z.
 */
final class VectorShiftProducts {
  private VectorShiftProducts() {}

  /** Three terms: their products, and what they add to y. */
  static void three(
      float[] x,
      int first,
      int second,
      int third,
      float[] weights,
      int weight,
      float[] y,
      float[] z,
      int to,
      int bound,
      float[] parts,
      int part) {
    int lanes = FLOATS.length();
    FloatVector a = VectorSpeciesOf.floats(0);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector ofFirst = VectorSpeciesOf.floats(weights[weight]);
    FloatVector ofSecond = VectorSpeciesOf.floats(weights[weight + 1]);
    FloatVector ofThird = VectorSpeciesOf.floats(weights[weight + 2]);
    for (int i = 0; i < bound; i += lanes) {
      FloatVector factor = load(z, to + i);
      FloatVector p = load(x, first + i);
      FloatVector q = load(x, second + i);
      FloatVector r = load(x, third + i);
      r.fma(ofThird, q.fma(ofSecond, p.fma(ofFirst, load(y, to + i)))).intoArray(y, to + i);
      a = p.fma(factor, a);
      b = q.fma(factor, b);
      c = r.fma(factor, c);
    }
    a.intoArray(parts, part);
    b.intoArray(parts, part + lanes);
    c.intoArray(parts, part + 2 * lanes);
  }

  /** The same of one term. */
  static void one(
      float[] x,
      int seen,
      float weight,
      float[] y,
      float[] z,
      int to,
      int bound,
      float[] parts,
      int part) {
    FloatVector a = VectorSpeciesOf.floats(0);
    FloatVector factor = VectorSpeciesOf.floats(weight);
    for (int i = 0; i < bound; i += FLOATS.length()) {
      FloatVector p = load(x, seen + i);
      p.fma(factor, load(y, to + i)).intoArray(y, to + i);
      a = p.fma(load(z, to + i), a);
    }
    a.intoArray(parts, part);
  }

  /** The last vector: its first elements have had their products, and get zeros for z. */
  static void rest(
      float[] x,
      int at,
      int[] steps,
      float[] weights,
      int first,
      float[] y,
      float[] z,
      int to,
      int count,
      float[] parts) {
    int lanes = FLOATS.length();
    int last = count - lanes;
    int left = count % lanes;
    float[] factors = new float[lanes];
    System.arraycopy(z, to + count - left, factors, lanes - left, left);
    FloatVector factor = load(factors, 0);
    FloatVector sum = VectorSpeciesOf.floats(0);
    for (int t = 0; t < steps.length; t++) {
      FloatVector p = load(x, at + steps[t] + last);
      sum = p.fma(VectorSpeciesOf.floats(weights[first + t]), sum);
      p.fma(factor, load(parts, t * lanes)).intoArray(parts, t * lanes);
    }
    sum.intoArray(y, to + last);
  }

  /** Three terms: their products, and what they add to y. */
  static void three(
      double[] x,
      int first,
      int second,
      int third,
      double[] weights,
      int weight,
      double[] y,
      double[] z,
      int to,
      int bound,
      double[] parts,
      int part) {
    int lanes = DOUBLES.length();
    DoubleVector a = VectorSpeciesOf.doubles(0);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector ofFirst = VectorSpeciesOf.doubles(weights[weight]);
    DoubleVector ofSecond = VectorSpeciesOf.doubles(weights[weight + 1]);
    DoubleVector ofThird = VectorSpeciesOf.doubles(weights[weight + 2]);
    for (int i = 0; i < bound; i += lanes) {
      DoubleVector factor = load(z, to + i);
      DoubleVector p = load(x, first + i);
      DoubleVector q = load(x, second + i);
      DoubleVector r = load(x, third + i);
      r.fma(ofThird, q.fma(ofSecond, p.fma(ofFirst, load(y, to + i)))).intoArray(y, to + i);
      a = p.fma(factor, a);
      b = q.fma(factor, b);
      c = r.fma(factor, c);
    }
    a.intoArray(parts, part);
    b.intoArray(parts, part + lanes);
    c.intoArray(parts, part + 2 * lanes);
  }

  /** The same of one term. */
  static void one(
      double[] x,
      int seen,
      double weight,
      double[] y,
      double[] z,
      int to,
      int bound,
      double[] parts,
      int part) {
    DoubleVector a = VectorSpeciesOf.doubles(0);
    DoubleVector factor = VectorSpeciesOf.doubles(weight);
    for (int i = 0; i < bound; i += DOUBLES.length()) {
      DoubleVector p = load(x, seen + i);
      p.fma(factor, load(y, to + i)).intoArray(y, to + i);
      a = p.fma(load(z, to + i), a);
    }
    a.intoArray(parts, part);
  }

  /** The last vector: its first elements have had their products, and get zeros for z. */
  static void rest(
      double[] x,
      int at,
      int[] steps,
      double[] weights,
      int first,
      double[] y,
      double[] z,
      int to,
      int count,
      double[] parts) {
    int lanes = DOUBLES.length();
    int last = count - lanes;
    int left = count % lanes;
    double[] factors = new double[lanes];
    System.arraycopy(z, to + count - left, factors, lanes - left, left);
    DoubleVector factor = load(factors, 0);
    DoubleVector sum = VectorSpeciesOf.doubles(0);
    for (int t = 0; t < steps.length; t++) {
      DoubleVector p = load(x, at + steps[t] + last);
      sum = p.fma(VectorSpeciesOf.doubles(weights[first + t]), sum);
      p.fma(factor, load(parts, t * lanes)).intoArray(parts, t * lanes);
    }
    sum.intoArray(y, to + last);
  }
}
