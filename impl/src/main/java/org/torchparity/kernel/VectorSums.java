package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.widen;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * Sums over runs of float32. A block's terms are added in float32, in as many lanes as four vectors
 * have, so that a lane adds {@link #STEPS} terms; what the lanes of blocks hold is added in
 * float64, lane by lane, and the lanes at the end.
 *
 * <p>A block is a method of its own: vectors that are carried through two nested loops become
 * objects. It allocates nothing: the compiler would keep the block's vectors in memory.
 */
final class VectorSums {
  /** Numbers of float64 that lanes are added in. */
  private static final int WIDE = DOUBLES.length();

  private static final int LANES = FLOATS.length();
  private static final int STEP = 4 * LANES;
  private static final int STEPS = 16;
  private static final int BLOCK = STEPS * STEP;

  /** Elements whose moments are taken together: they stay in the first-level cache. */
  private static final int PART = 1 << 12;

  private VectorSums() {}

  /**
   * What a thread keeps for its sums, of which there are two at most: the vectors of a block, and
   * what lanes are added in.
   */
  private static final class Room {
    private static final ThreadLocal<Room> KEPT = ThreadLocal.withInitial(Room::new);

    final float[] parts = new float[2 * STEP];
    final double[] lanes = new double[2 * WIDE];

    /** The thread's own, with lanes of zero. */
    static Room cleared() {
      Room room = KEPT.get();
      Arrays.fill(room.lanes, 0);
      return room;
    }
  }

  private static FloatVector load(float[] x, int i) {
    return VectorSpeciesOf.load(x, i);
  }

  /**
   * Leaves four vectors as they are, four because one waits for its last addition: where they are
   * added here, the compiler may no longer know what they are.
   */
  private static void store(
      FloatVector a, FloatVector b, FloatVector c, FloatVector d, float[] parts, int at) {
    a.intoArray(parts, at);
    b.intoArray(parts, at + LANES);
    c.intoArray(parts, at + 2 * LANES);
    d.intoArray(parts, at + 3 * LANES);
  }

  /** Adds the four vectors of each sum that a block has left, to one behind the other. */
  private static void fold(float[] parts, int sums) {
    for (int at = 0; at < sums * STEP; at += STEP) {
      FloatVector ab = load(parts, at).add(load(parts, at + LANES));
      FloatVector cd = load(parts, at + 2 * LANES).add(load(parts, at + 3 * LANES));
      ab.add(cd).intoArray(parts, at / 4);
    }
  }

  /**
   * Adds the lanes of each vector that a block has left to {@link #WIDE} numbers, two by two in
   * float64.
   */
  private static void add(float[] parts, int sums, double[] lanes) {
    fold(parts, sums);
    for (int i = 0; i < sums * WIDE; i += WIDE) {
      DoubleVector both = widen(parts, 2 * i).add(widen(parts, 2 * i + WIDE));
      VectorSpeciesOf.load(lanes, i).add(both).intoArray(lanes, i);
    }
  }

  /** The sum of the {@link #WIDE} numbers at a place: two, for one waits for its last addition. */
  private static double total(double[] lanes, int at) {
    double even = 0;
    double odd = 0;
    for (int i = at; i < at + WIDE; i += 2) {
      even += lanes[i];
      odd += lanes[i + 1];
    }
    return even + odd;
  }

  /** Adds the elements in {@code [from, to)} to moments; see {@link Corrected#add}. */
  static void moments(float[] x, int from, int to, double[] moments) {
    double[] sums = new double[2];
    for (int i = from; i < to; i += PART) {
      int end = Math.min(to, i + PART);
      double count = end - i;
      float centre = sample(x, i, end);
      deviations(x, i, end, centre, sums);
      double residual = sums[0] / count;
      // (x − centre)² drowns (x − mean)² where the centre is further off than two deviations.
      if (residual * sums[0] > 0.8 * sums[1]) {
        centre = (float) (centre + residual);
        deviations(x, i, end, centre, sums);
        residual = sums[0] / count;
      }
      double mean = Corrected.mean(centre, sums[0], count);
      Corrected.add(count, mean, sums[1] - residual * sums[0], moments);
    }
  }

  /** The mean of eight elements. */
  private static float sample(float[] x, int from, int to) {
    int step = (to - from) >> 3;
    float a = x[from] + x[from + step];
    float b = x[from + 2 * step] + x[from + 3 * step];
    float c = x[from + 4 * step] + x[from + 5 * step];
    float d = x[from + 6 * step] + x[from + 7 * step];
    return (a + b + (c + d)) * 0.125f;
  }

  /** Σx of the elements in {@code [from, to)}. */
  static double sum(float[] x, int from, int to) {
    int bound = from + FLOATS.loopBound(to - from);
    Room room = Room.cleared();
    float[] parts = room.parts;
    double[] lanes = room.lanes;
    for (int i = from; i < bound; i += BLOCK) {
      sumOfBlock(x, i, Math.min(bound, i + BLOCK), parts);
      add(parts, 1, lanes);
    }
    double sum = total(lanes, 0);
    for (int i = bound; i < to; i++) {
      sum += x[i];
    }
    return sum;
  }

  private static void sumOfBlock(float[] x, int from, int to, float[] parts) {
    FloatVector a = VectorSpeciesOf.floats(0);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int i = from;
    for (; i <= to - STEP; i += STEP) {
      a = load(x, i).add(a);
      b = load(x, i + LANES).add(b);
      c = load(x, i + 2 * LANES).add(c);
      d = load(x, i + 3 * LANES).add(d);
    }
    for (; i < to; i += LANES) {
      a = load(x, i).add(a);
    }
    store(a, b, c, d, parts, 0);
  }

  /** Σx·y of the elements in {@code [from, to)}. */
  static double dot(float[] x, float[] y, int from, int to) {
    int bound = from + FLOATS.loopBound(to - from);
    Room room = Room.cleared();
    float[] parts = room.parts;
    double[] lanes = room.lanes;
    for (int i = from; i < bound; i += BLOCK) {
      dotOfBlock(x, y, i, Math.min(bound, i + BLOCK), parts);
      add(parts, 1, lanes);
    }
    double sum = total(lanes, 0);
    for (int i = bound; i < to; i++) {
      sum = Math.fma((double) x[i], y[i], sum);
    }
    return sum;
  }

  private static void dotOfBlock(float[] x, float[] y, int from, int to, float[] parts) {
    FloatVector a = VectorSpeciesOf.floats(0);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int i = from;
    for (; i <= to - STEP; i += STEP) {
      a = load(x, i).fma(load(y, i), a);
      b = load(x, i + LANES).fma(load(y, i + LANES), b);
      c = load(x, i + 2 * LANES).fma(load(y, i + 2 * LANES), c);
      d = load(x, i + 3 * LANES).fma(load(y, i + 3 * LANES), d);
    }
    for (; i < to; i += LANES) {
      a = load(x, i).fma(load(y, i), a);
    }
    store(a, b, c, d, parts, 0);
  }

  /** Σ(x − t)² of the elements in {@code [from, to)}. */
  static double squaredErrors(float[] x, float[] t, int from, int to) {
    int bound = from + FLOATS.loopBound(to - from);
    Room room = Room.cleared();
    float[] parts = room.parts;
    double[] lanes = room.lanes;
    for (int i = from; i < bound; i += BLOCK) {
      squaredErrorsOfBlock(x, t, i, Math.min(bound, i + BLOCK), parts);
      add(parts, 1, lanes);
    }
    double sum = total(lanes, 0);
    for (int i = bound; i < to; i++) {
      double error = (double) x[i] - t[i];
      sum = Math.fma(error, error, sum);
    }
    return sum;
  }

  private static void squaredErrorsOfBlock(float[] x, float[] t, int from, int to, float[] parts) {
    FloatVector a = VectorSpeciesOf.floats(0);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int i = from;
    for (; i <= to - STEP; i += STEP) {
      FloatVector v = load(x, i).sub(load(t, i));
      a = v.fma(v, a);
      v = load(x, i + LANES).sub(load(t, i + LANES));
      b = v.fma(v, b);
      v = load(x, i + 2 * LANES).sub(load(t, i + 2 * LANES));
      c = v.fma(v, c);
      v = load(x, i + 3 * LANES).sub(load(t, i + 3 * LANES));
      d = v.fma(v, d);
    }
    for (; i < to; i += LANES) {
      FloatVector v = load(x, i).sub(load(t, i));
      a = v.fma(v, a);
    }
    store(a, b, c, d, parts, 0);
  }

  /** Σr and Σr² of r = x − centre. */
  private static void deviations(float[] x, int from, int to, float centre, double[] sums) {
    int bound = from + FLOATS.loopBound(to - from);
    Room room = Room.cleared();
    float[] parts = room.parts;
    double[] lanes = room.lanes;
    for (int i = from; i < bound; i += BLOCK) {
      deviationsOfBlock(x, i, Math.min(bound, i + BLOCK), centre, parts);
      add(parts, 2, lanes);
    }
    sums[0] = total(lanes, 0);
    sums[1] = total(lanes, WIDE);
    for (int i = bound; i < to; i++) {
      double r = (double) x[i] - centre;
      sums[0] += r;
      sums[1] = Math.fma(r, r, sums[1]);
    }
  }

  private static void deviationsOfBlock(float[] x, int from, int to, float centre, float[] parts) {
    FloatVector shift = FloatVector.broadcast(FLOATS, centre);
    FloatVector a = VectorSpeciesOf.floats(0);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    FloatVector e = a;
    FloatVector f = a;
    FloatVector g = a;
    FloatVector h = a;
    int i = from;
    for (; i <= to - STEP; i += STEP) {
      FloatVector r = load(x, i).sub(shift);
      a = r.add(a);
      e = r.fma(r, e);
      r = load(x, i + LANES).sub(shift);
      b = r.add(b);
      f = r.fma(r, f);
      r = load(x, i + 2 * LANES).sub(shift);
      c = r.add(c);
      g = r.fma(r, g);
      r = load(x, i + 3 * LANES).sub(shift);
      d = r.add(d);
      h = r.fma(r, h);
    }
    for (; i < to; i += LANES) {
      FloatVector r = load(x, i).sub(shift);
      a = r.add(a);
      e = r.fma(r, e);
    }
    store(a, b, c, d, parts, 0);
    store(e, f, g, h, parts, STEP);
  }

  /** Adds Σg and Σg·(x − centre) of the elements in {@code [from, to)}. */
  static void products(float[] g, float[] x, int from, int to, float centre, double[] sums) {
    int bound = from + FLOATS.loopBound(to - from);
    Room room = Room.cleared();
    float[] parts = room.parts;
    double[] lanes = room.lanes;
    for (int i = from; i < bound; i += BLOCK) {
      productsOfBlock(g, x, i, Math.min(bound, i + BLOCK), centre, parts);
      add(parts, 2, lanes);
    }
    sums[0] += total(lanes, 0);
    sums[1] += total(lanes, WIDE);
    for (int i = bound; i < to; i++) {
      sums[0] += g[i];
      sums[1] = Math.fma(g[i], (double) x[i] - centre, sums[1]);
    }
  }

  private static void productsOfBlock(
      float[] upstream, float[] x, int from, int to, float centre, float[] parts) {
    FloatVector shift = FloatVector.broadcast(FLOATS, centre);
    FloatVector a = VectorSpeciesOf.floats(0);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    FloatVector e = a;
    FloatVector f = a;
    FloatVector g = a;
    FloatVector h = a;
    int i = from;
    for (; i <= to - STEP; i += STEP) {
      FloatVector v = load(upstream, i);
      a = v.add(a);
      e = load(x, i).sub(shift).fma(v, e);
      v = load(upstream, i + LANES);
      b = v.add(b);
      f = load(x, i + LANES).sub(shift).fma(v, f);
      v = load(upstream, i + 2 * LANES);
      c = v.add(c);
      g = load(x, i + 2 * LANES).sub(shift).fma(v, g);
      v = load(upstream, i + 3 * LANES);
      d = v.add(d);
      h = load(x, i + 3 * LANES).sub(shift).fma(v, h);
    }
    for (; i < to; i += LANES) {
      FloatVector v = load(upstream, i);
      a = v.add(a);
      e = load(x, i).sub(shift).fma(v, e);
    }
    store(a, b, c, d, parts, 0);
    store(e, f, g, h, parts, STEP);
  }

  /** Adds Σv and Σv·(x − centre), v = g·weight, of the elements of a row. */
  static void products(
      float[] g, float[] x, float[] weight, int start, int length, float centre, double[] sums) {
    int bound = FLOATS.loopBound(length);
    Room room = Room.cleared();
    float[] parts = room.parts;
    double[] lanes = room.lanes;
    for (int j = 0; j < bound; j += BLOCK) {
      productsOfBlock(g, x, weight, start, j, Math.min(bound, j + BLOCK), centre, parts);
      add(parts, 2, lanes);
    }
    sums[0] += total(lanes, 0);
    sums[1] += total(lanes, WIDE);
    for (int j = bound; j < length; j++) {
      double v = (double) g[start + j] * weight[j];
      sums[0] += v;
      sums[1] = Math.fma(v, (double) x[start + j] - centre, sums[1]);
    }
  }

  private static void productsOfBlock(
      float[] g, float[] x, float[] w, int start, int from, int to, float centre, float[] parts) {
    FloatVector shift = FloatVector.broadcast(FLOATS, centre);
    FloatVector a = VectorSpeciesOf.floats(0);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int j = from;
    for (; j <= to - 2 * LANES; j += 2 * LANES) {
      FloatVector v = load(g, start + j).mul(load(w, j));
      a = v.add(a);
      c = load(x, start + j).sub(shift).fma(v, c);
      v = load(g, start + j + LANES).mul(load(w, j + LANES));
      b = v.add(b);
      d = load(x, start + j + LANES).sub(shift).fma(v, d);
    }
    for (; j < to; j += LANES) {
      FloatVector v = load(g, start + j).mul(load(w, j));
      a = v.add(a);
      c = load(x, start + j).sub(shift).fma(v, c);
    }
    FloatVector zero = VectorSpeciesOf.floats(0);
    store(a, b, zero, zero, parts, 0);
    store(c, d, zero, zero, parts, STEP);
  }
}
