package org.torchparity.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Multiply-adds on registers alone: twelve chains, more than two units with a latency of four can
 * keep busy. Each chain {@code x ← x·½ + 1} tends to two, so that no value leaves the normal range.
 */
final class VectorPeak {
  private static final int CHAINS = 12;

  private VectorPeak() {}

  static long floatFlops() {
    return 2L * CHAINS * VectorSpeciesOf.FLOATS.length();
  }

  static long doubleFlops() {
    return 2L * CHAINS * VectorSpeciesOf.DOUBLES.length();
  }

  static double floats(int steps) {
    FloatVector half = FloatVector.broadcast(VectorSpeciesOf.FLOATS, 0.5f);
    FloatVector one = FloatVector.broadcast(VectorSpeciesOf.FLOATS, 1);
    FloatVector a = one;
    FloatVector b = one;
    FloatVector c = one;
    FloatVector d = one;
    FloatVector e = one;
    FloatVector f = one;
    FloatVector g = half;
    FloatVector h = half;
    FloatVector i = half;
    FloatVector j = half;
    FloatVector k = half;
    FloatVector l = half;
    for (int step = 0; step < steps; step++) {
      a = a.fma(half, one);
      b = b.fma(half, one);
      c = c.fma(half, one);
      d = d.fma(half, one);
      e = e.fma(half, one);
      f = f.fma(half, one);
      g = g.fma(half, one);
      h = h.fma(half, one);
      i = i.fma(half, one);
      j = j.fma(half, one);
      k = k.fma(half, one);
      l = l.fma(half, one);
    }
    FloatVector sum = a.add(b).add(c).add(d).add(e).add(f);
    return sum.add(g.add(h).add(i).add(j).add(k).add(l)).reduceLanes(VectorOperators.ADD);
  }

  static double doubles(int steps) {
    DoubleVector half = DoubleVector.broadcast(VectorSpeciesOf.DOUBLES, 0.5);
    DoubleVector one = DoubleVector.broadcast(VectorSpeciesOf.DOUBLES, 1);
    DoubleVector a = one;
    DoubleVector b = one;
    DoubleVector c = one;
    DoubleVector d = one;
    DoubleVector e = one;
    DoubleVector f = one;
    DoubleVector g = half;
    DoubleVector h = half;
    DoubleVector i = half;
    DoubleVector j = half;
    DoubleVector k = half;
    DoubleVector l = half;
    for (int step = 0; step < steps; step++) {
      a = a.fma(half, one);
      b = b.fma(half, one);
      c = c.fma(half, one);
      d = d.fma(half, one);
      e = e.fma(half, one);
      f = f.fma(half, one);
      g = g.fma(half, one);
      h = h.fma(half, one);
      i = i.fma(half, one);
      j = j.fma(half, one);
      k = k.fma(half, one);
      l = l.fma(half, one);
    }
    DoubleVector sum = a.add(b).add(c).add(d).add(e).add(f);
    return sum.add(g.add(h).add(i).add(j).add(k).add(l)).reduceLanes(VectorOperators.ADD);
  }
}
