package org.torchparity.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Multiply-adds on registers alone: twelve chains, more than two units with a latency of four can
 * keep busy. Each chain {@code x ← x·½ + 1} tends to two, so that no value leaves the normal range;
 * each starts elsewhere, lest two be taken for one.
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
    FloatVector a = one.mul(1.0f);
    FloatVector b = one.mul(1.0625f);
    FloatVector c = one.mul(1.125f);
    FloatVector d = one.mul(1.1875f);
    FloatVector e = one.mul(1.25f);
    FloatVector f = one.mul(1.3125f);
    FloatVector g = one.mul(1.375f);
    FloatVector h = one.mul(1.4375f);
    FloatVector i = one.mul(1.5f);
    FloatVector j = one.mul(1.5625f);
    FloatVector k = one.mul(1.625f);
    FloatVector l = one.mul(1.6875f);
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
    DoubleVector a = one.mul(1.0);
    DoubleVector b = one.mul(1.0625);
    DoubleVector c = one.mul(1.125);
    DoubleVector d = one.mul(1.1875);
    DoubleVector e = one.mul(1.25);
    DoubleVector f = one.mul(1.3125);
    DoubleVector g = one.mul(1.375);
    DoubleVector h = one.mul(1.4375);
    DoubleVector i = one.mul(1.5);
    DoubleVector j = one.mul(1.5625);
    DoubleVector k = one.mul(1.625);
    DoubleVector l = one.mul(1.6875);
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
