package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.load;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * The kernels of shifted planes in the Vector API: eight vectors of a combination at a time, then
 * single ones, of which the last overlaps the one before it; and of products, those of three terms
 * with two vectors of g. Fewer elements than a vector has go to the scalar twin.
 */
final class VectorShiftKernels implements ShiftKernels {
  private static final int BLOCK = 8;

  /** Terms whose products are added up together: each vector of g is loaded once for all. */
  private static final int TERMS = 3;

  private final ScalarShiftKernels scalar = new ScalarShiftKernels();

  @Override
  public int floatLanes() {
    return FLOATS.length();
  }

  @Override
  public int doubleLanes() {
    return DOUBLES.length();
  }

  @Override
  public void combine(
      float[] x,
      int at,
      int[] steps,
      float[] weights,
      int first,
      float start,
      float[] y,
      int count) {
    int lanes = FLOATS.length();
    int last = count - lanes;
    if (last < 0) {
      scalar.combine(x, at, steps, weights, first, start, y, count);
      return;
    }
    int i = 0;
    for (; i <= count - BLOCK * lanes; i += BLOCK * lanes) {
      combineBlock(x, at + i, steps, weights, first, start, y, i);
    }
    for (; i < last; i += lanes) {
      combineVector(x, at + i, steps, weights, first, start, y, i);
    }
    if (i < count) {
      combineVector(x, at + last, steps, weights, first, start, y, last);
    }
  }

  private static void combineVector(
      float[] x, int at, int[] steps, float[] weights, int first, float start, float[] y, int i) {
    FloatVector sum = VectorSpeciesOf.floats(start);
    for (int t = 0; t < steps.length; t++) {
      sum = load(x, at + steps[t]).fma(VectorSpeciesOf.floats(weights[first + t]), sum);
    }
    sum.intoArray(y, i);
  }

  private static void combineBlock(
      float[] x, int at, int[] steps, float[] weights, int first, float start, float[] y, int i) {
    int lanes = FLOATS.length();
    FloatVector a = VectorSpeciesOf.floats(start);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    FloatVector e = a;
    FloatVector f = a;
    FloatVector g = a;
    FloatVector h = a;
    for (int t = 0; t < steps.length; t++) {
      FloatVector weight = VectorSpeciesOf.floats(weights[first + t]);
      int seen = at + steps[t];
      a = load(x, seen).fma(weight, a);
      b = load(x, seen + lanes).fma(weight, b);
      c = load(x, seen + 2 * lanes).fma(weight, c);
      d = load(x, seen + 3 * lanes).fma(weight, d);
      e = load(x, seen + 4 * lanes).fma(weight, e);
      f = load(x, seen + 5 * lanes).fma(weight, f);
      g = load(x, seen + 6 * lanes).fma(weight, g);
      h = load(x, seen + 7 * lanes).fma(weight, h);
    }
    a.intoArray(y, i);
    b.intoArray(y, i + lanes);
    c.intoArray(y, i + 2 * lanes);
    d.intoArray(y, i + 3 * lanes);
    e.intoArray(y, i + 4 * lanes);
    f.intoArray(y, i + 5 * lanes);
    g.intoArray(y, i + 6 * lanes);
    h.intoArray(y, i + 7 * lanes);
  }

  @Override
  public void combine(
      double[] x,
      int at,
      int[] steps,
      double[] weights,
      int first,
      double start,
      double[] y,
      int count) {
    int lanes = DOUBLES.length();
    int last = count - lanes;
    if (last < 0) {
      scalar.combine(x, at, steps, weights, first, start, y, count);
      return;
    }
    int i = 0;
    for (; i <= count - BLOCK * lanes; i += BLOCK * lanes) {
      combineBlock(x, at + i, steps, weights, first, start, y, i);
    }
    for (; i < last; i += lanes) {
      combineVector(x, at + i, steps, weights, first, start, y, i);
    }
    if (i < count) {
      combineVector(x, at + last, steps, weights, first, start, y, last);
    }
  }

  private static void combineVector(
      double[] x,
      int at,
      int[] steps,
      double[] weights,
      int first,
      double start,
      double[] y,
      int i) {
    DoubleVector sum = VectorSpeciesOf.doubles(start);
    for (int t = 0; t < steps.length; t++) {
      sum = load(x, at + steps[t]).fma(VectorSpeciesOf.doubles(weights[first + t]), sum);
    }
    sum.intoArray(y, i);
  }

  private static void combineBlock(
      double[] x,
      int at,
      int[] steps,
      double[] weights,
      int first,
      double start,
      double[] y,
      int i) {
    int lanes = DOUBLES.length();
    DoubleVector a = VectorSpeciesOf.doubles(start);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    DoubleVector e = a;
    DoubleVector f = a;
    DoubleVector g = a;
    DoubleVector h = a;
    for (int t = 0; t < steps.length; t++) {
      DoubleVector weight = VectorSpeciesOf.doubles(weights[first + t]);
      int seen = at + steps[t];
      a = load(x, seen).fma(weight, a);
      b = load(x, seen + lanes).fma(weight, b);
      c = load(x, seen + 2 * lanes).fma(weight, c);
      d = load(x, seen + 3 * lanes).fma(weight, d);
      e = load(x, seen + 4 * lanes).fma(weight, e);
      f = load(x, seen + 5 * lanes).fma(weight, f);
      g = load(x, seen + 6 * lanes).fma(weight, g);
      h = load(x, seen + 7 * lanes).fma(weight, h);
    }
    a.intoArray(y, i);
    b.intoArray(y, i + lanes);
    c.intoArray(y, i + 2 * lanes);
    d.intoArray(y, i + 3 * lanes);
    e.intoArray(y, i + 4 * lanes);
    f.intoArray(y, i + 5 * lanes);
    g.intoArray(y, i + 6 * lanes);
    h.intoArray(y, i + 7 * lanes);
  }

  @Override
  public void addProducts(
      float[] x, int at, int[] steps, float[] g, int count, double[] sums, int first) {
    int lanes = FLOATS.length();
    int bound = FLOATS.loopBound(count);
    float[] parts = new float[TERMS * lanes];
    for (int t = 0; t < steps.length; t += TERMS) {
      int terms = Math.min(TERMS, steps.length - t);
      int second = steps[t + (terms > 1 ? 1 : 0)];
      products(x, at + steps[t], at + second, at + steps[t + terms - 1], g, bound, parts);
      add(parts, terms * lanes, sums, first + t * lanes);
    }
    for (int t = 0; t < steps.length; t++) {
      double rest = 0;
      for (int i = bound; i < count; i++) {
        rest = Math.fma(x[at + steps[t] + i], g[i], rest);
      }
      sums[first + t * lanes] += rest;
    }
  }

  /** The sums of three terms, a vector each. */
  private static void products(
      float[] x, int first, int second, int third, float[] g, int bound, float[] parts) {
    int lanes = FLOATS.length();
    FloatVector a = VectorSpeciesOf.floats(0);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    FloatVector e = a;
    FloatVector f = a;
    int i = 0;
    for (; i < bound - lanes; i += 2 * lanes) {
      FloatVector u = load(g, i);
      FloatVector v = load(g, i + lanes);
      a = load(x, first + i).fma(u, a);
      b = load(x, second + i).fma(u, b);
      c = load(x, third + i).fma(u, c);
      d = load(x, first + i + lanes).fma(v, d);
      e = load(x, second + i + lanes).fma(v, e);
      f = load(x, third + i + lanes).fma(v, f);
    }
    if (i < bound) {
      FloatVector u = load(g, i);
      a = load(x, first + i).fma(u, a);
      b = load(x, second + i).fma(u, b);
      c = load(x, third + i).fma(u, c);
    }
    a.add(d).intoArray(parts, 0);
    b.add(e).intoArray(parts, lanes);
    c.add(f).intoArray(parts, 2 * lanes);
  }

  private static void add(float[] parts, int count, double[] sums, int at) {
    for (int i = 0; i < count; i += DOUBLES.length()) {
      load(sums, at + i).add(VectorSpeciesOf.widen(parts, i)).intoArray(sums, at + i);
    }
  }

  @Override
  public void addProducts(
      double[] x, int at, int[] steps, double[] g, int count, double[] sums, int first) {
    int lanes = DOUBLES.length();
    int bound = DOUBLES.loopBound(count);
    for (int t = 0; t < steps.length; t++) {
      products(x, at + steps[t], g, bound, sums, first + t * lanes);
      for (int i = bound; i < count; i++) {
        int lane = first + t * lanes + i - bound;
        sums[lane] = Math.fma(x[at + steps[t] + i], g[i], sums[lane]);
      }
    }
  }

  private static void products(double[] x, int seen, double[] g, int bound, double[] sums, int at) {
    int lanes = DOUBLES.length();
    DoubleVector a = load(sums, at);
    DoubleVector b = VectorSpeciesOf.doubles(0);
    int i = 0;
    for (; i < bound - lanes; i += 2 * lanes) {
      a = load(x, seen + i).fma(load(g, i), a);
      b = load(x, seen + i + lanes).fma(load(g, i + lanes), b);
    }
    if (i < bound) {
      a = load(x, seen + i).fma(load(g, i), a);
    }
    a.add(b).intoArray(sums, at);
  }
}
