package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;

import jdk.incubator.vector.DoubleVector;

/** Sums over runs of float64, in the lanes of four vectors; see {@link VectorSums}. */
final class VectorWideSums {
  private static final int LANES = DOUBLES.length();
  private static final int STEP = 4 * LANES;

  /** Elements whose moments are taken together: they stay in the first-level cache. */
  private static final int PART = 1 << 11;

  private VectorWideSums() {}

  private static DoubleVector load(double[] x, int i) {
    return DoubleVector.fromArray(DOUBLES, x, i);
  }

  private static double total(DoubleVector a, DoubleVector b, DoubleVector c, DoubleVector d) {
    return VectorSpeciesOf.total(a.add(b).add(c.add(d)));
  }

  /** Adds the elements in {@code [from, to)} to moments; see {@link Corrected#add}. */
  static void moments(double[] x, int from, int to, double[] moments) {
    double[] sums = new double[2];
    for (int i = from; i < to; i += PART) {
      int end = Math.min(to, i + PART);
      double count = end - i;
      double centre = sample(x, i, end);
      deviations(x, i, end, centre, sums);
      // As in VectorSums: a centre further off than two deviations gives way to the mean itself.
      if (sums[0] / count * sums[0] > 0.8 * sums[1]) {
        centre = Corrected.mean(centre, sums[0], count);
        deviations(x, i, end, centre, sums);
      }
      double mean = Corrected.mean(centre, sums[0], count);
      Corrected.add(count, mean, Corrected.squares(sums[0], sums[1], count), moments);
    }
  }

  /** The mean of eight elements; 0 where one is infinite or NaN, which the sums will show. */
  private static double sample(double[] x, int from, int to) {
    int step = (to - from) >> 3;
    double mean = 0;
    for (int k = 0; k < 8; k++) {
      mean = Math.fma(x[from + k * step], 0.125, mean);
    }
    return Double.isFinite(mean) ? mean : 0;
  }

  /** Σx of the elements in {@code [from, to)}. */
  static double sum(double[] x, int from, int to) {
    DoubleVector a = DoubleVector.zero(DOUBLES);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    int bound = from + DOUBLES.loopBound(to - from);
    int i = from;
    for (; i <= bound - STEP; i += STEP) {
      a = a.add(load(x, i));
      b = b.add(load(x, i + LANES));
      c = c.add(load(x, i + 2 * LANES));
      d = d.add(load(x, i + 3 * LANES));
    }
    for (; i < bound; i += LANES) {
      a = a.add(load(x, i));
    }
    double sum = total(a, b, c, d);
    for (; i < to; i++) {
      sum += x[i];
    }
    return sum;
  }

  /** Σg·p of the elements in {@code [from, to)}. */
  static double dot(double[] g, double[] p, int from, int to) {
    DoubleVector a = DoubleVector.zero(DOUBLES);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    int bound = from + DOUBLES.loopBound(to - from);
    int i = from;
    for (; i <= bound - STEP; i += STEP) {
      a = load(g, i).fma(load(p, i), a);
      b = load(g, i + LANES).fma(load(p, i + LANES), b);
      c = load(g, i + 2 * LANES).fma(load(p, i + 2 * LANES), c);
      d = load(g, i + 3 * LANES).fma(load(p, i + 3 * LANES), d);
    }
    for (; i < bound; i += LANES) {
      a = load(g, i).fma(load(p, i), a);
    }
    double sum = total(a, b, c, d);
    for (; i < to; i++) {
      sum = Math.fma(g[i], p[i], sum);
    }
    return sum;
  }

  /** Σx² of the elements in {@code [from, to)}. */
  static double squares(double[] x, int from, int to) {
    DoubleVector a = DoubleVector.zero(DOUBLES);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    int bound = from + DOUBLES.loopBound(to - from);
    int i = from;
    for (; i <= bound - STEP; i += STEP) {
      DoubleVector v = load(x, i);
      a = v.fma(v, a);
      v = load(x, i + LANES);
      b = v.fma(v, b);
      v = load(x, i + 2 * LANES);
      c = v.fma(v, c);
      v = load(x, i + 3 * LANES);
      d = v.fma(v, d);
    }
    for (; i < bound; i += LANES) {
      DoubleVector v = load(x, i);
      a = v.fma(v, a);
    }
    double sum = total(a, b, c, d);
    for (; i < to; i++) {
      sum = Math.fma(x[i], x[i], sum);
    }
    return sum;
  }

  /** Σr and Σr² of r = x − centre. */
  private static void deviations(double[] x, int from, int to, double centre, double[] sums) {
    DoubleVector shift = DoubleVector.broadcast(DOUBLES, centre);
    DoubleVector a = DoubleVector.zero(DOUBLES);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    int bound = from + DOUBLES.loopBound(to - from);
    int i = from;
    for (; i <= bound - 2 * LANES; i += 2 * LANES) {
      DoubleVector r = load(x, i).sub(shift);
      a = a.add(r);
      c = r.fma(r, c);
      r = load(x, i + LANES).sub(shift);
      b = b.add(r);
      d = r.fma(r, d);
    }
    for (; i < bound; i += LANES) {
      DoubleVector r = load(x, i).sub(shift);
      a = a.add(r);
      c = r.fma(r, c);
    }
    sums[0] = VectorSpeciesOf.total(a.add(b));
    sums[1] = VectorSpeciesOf.total(c.add(d));
    for (; i < to; i++) {
      double r = x[i] - centre;
      sums[0] += r;
      sums[1] = Math.fma(r, r, sums[1]);
    }
  }

  /** Adds Σg and Σg·(x − centre) of the elements in {@code [from, to)}. */
  static void products(double[] g, double[] x, int from, int to, double centre, double[] sums) {
    DoubleVector shift = DoubleVector.broadcast(DOUBLES, centre);
    DoubleVector a = DoubleVector.zero(DOUBLES);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    int bound = from + DOUBLES.loopBound(to - from);
    int i = from;
    for (; i <= bound - 2 * LANES; i += 2 * LANES) {
      DoubleVector v = load(g, i);
      a = a.add(v);
      c = load(x, i).sub(shift).fma(v, c);
      v = load(g, i + LANES);
      b = b.add(v);
      d = load(x, i + LANES).sub(shift).fma(v, d);
    }
    for (; i < bound; i += LANES) {
      DoubleVector v = load(g, i);
      a = a.add(v);
      c = load(x, i).sub(shift).fma(v, c);
    }
    sums[0] += VectorSpeciesOf.total(a.add(b));
    sums[1] += VectorSpeciesOf.total(c.add(d));
    for (; i < to; i++) {
      sums[0] += g[i];
      sums[1] = Math.fma(g[i], x[i] - centre, sums[1]);
    }
  }
}
