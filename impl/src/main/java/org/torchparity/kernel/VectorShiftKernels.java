package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.load;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * The kernels of shifted planes in the Vector API: eight vectors of a combination at a time, then
 * single ones, of which the last overlaps the one before it; where products are summed too, three
 * terms at a time. Fewer elements than a vector has go to the scalar twin.
 */
final class VectorShiftKernels implements ShiftKernels {
  private static final int BLOCK = 8;

  /** Terms that are taken together: each vector of y and z is loaded once for all. */
  private static final int TERMS = 3;

  private final ScalarShiftKernels scalar = new ScalarShiftKernels();

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
  public void combineAndMultiply(
      float[] x,
      int at,
      int[] steps,
      float[] weights,
      int first,
      float[] y,
      float[] z,
      int to,
      int count,
      double[] sums,
      int sum) {
    int lanes = FLOATS.length();
    if (count < lanes) {
      scalar.combineAndMultiply(x, at, steps, weights, first, y, z, to, count, sums, sum);
      return;
    }
    int bound = FLOATS.loopBound(count);
    int terms = steps.length;
    float[] parts = new float[terms * lanes];
    Arrays.fill(y, to, to + bound, 0);
    int t = 0;
    for (; t <= terms - TERMS; t += TERMS) {
      int second = at + steps[t + 1];
      int third = at + steps[t + 2];
      VectorShiftProducts.three(
          x, at + steps[t], second, third, weights, first + t, y, z, to, bound, parts, t * lanes);
    }
    for (; t < terms; t++) {
      VectorShiftProducts.one(
          x, at + steps[t], weights[first + t], y, z, to, bound, parts, t * lanes);
    }
    if (bound < count) {
      VectorShiftProducts.rest(x, at, steps, weights, first, y, z, to, count, parts);
    }
    for (t = 0; t < terms; t++) {
      double total = 0;
      for (int lane = 0; lane < lanes; lane++) {
        total += parts[t * lanes + lane];
      }
      sums[sum + t] += total;
    }
  }

  @Override
  public void combineAndMultiply(
      double[] x,
      int at,
      int[] steps,
      double[] weights,
      int first,
      double[] y,
      double[] z,
      int to,
      int count,
      double[] sums,
      int sum) {
    int lanes = DOUBLES.length();
    if (count < lanes) {
      scalar.combineAndMultiply(x, at, steps, weights, first, y, z, to, count, sums, sum);
      return;
    }
    int bound = DOUBLES.loopBound(count);
    int terms = steps.length;
    double[] parts = new double[terms * lanes];
    Arrays.fill(y, to, to + bound, 0);
    int t = 0;
    for (; t <= terms - TERMS; t += TERMS) {
      int second = at + steps[t + 1];
      int third = at + steps[t + 2];
      VectorShiftProducts.three(
          x, at + steps[t], second, third, weights, first + t, y, z, to, bound, parts, t * lanes);
    }
    for (; t < terms; t++) {
      VectorShiftProducts.one(
          x, at + steps[t], weights[first + t], y, z, to, bound, parts, t * lanes);
    }
    if (bound < count) {
      VectorShiftProducts.rest(x, at, steps, weights, first, y, z, to, count, parts);
    }
    for (t = 0; t < terms; t++) {
      double total = 0;
      for (int lane = 0; lane < lanes; lane++) {
        total += parts[t * lanes + lane];
      }
      sums[sum + t] += total;
    }
  }
}
