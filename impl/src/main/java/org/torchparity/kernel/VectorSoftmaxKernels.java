package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * The passes in the Vector API. The scalar twin has rows that are shorter than a vector where there
 * are exponentials, and else the last elements of each row.
 */
final class VectorSoftmaxKernels implements SoftmaxKernels {
  private static final int LANES = FLOATS.length();
  private static final int WIDE_LANES = DOUBLES.length();

  /** Exponentials that are stored before they are added: they stay in the first-level cache. */
  private static final int BLOCK = 1 << 11;

  private final ScalarSoftmaxKernels scalar = new ScalarSoftmaxKernels();

  private static FloatVector load(float[] x, int i) {
    return FloatVector.fromArray(FLOATS, x, i);
  }

  private static DoubleVector load(double[] x, int i) {
    return DoubleVector.fromArray(DOUBLES, x, i);
  }

  @Override
  public void greatest(float[] x, int size, int from, int to, double[] greatest) {
    for (int r = from; r < to; r++) {
      int bound = r * size + FLOATS.loopBound(size);
      float rest = ScalarSoftmaxKernels.greatest(x, bound, (r + 1) * size);
      greatest[r] = Math.max(greatest(x, r * size, bound), rest);
    }
  }

  private static float greatest(float[] x, int from, int to) {
    FloatVector a = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    FloatVector b = a;
    int i = from;
    for (; i <= to - 2 * LANES; i += 2 * LANES) {
      FloatVector v = load(x, i);
      a = a.blend(v, v.compare(VectorOperators.GT, a));
      v = load(x, i + LANES);
      b = b.blend(v, v.compare(VectorOperators.GT, b));
    }
    if (i < to) {
      FloatVector v = load(x, i);
      a = a.blend(v, v.compare(VectorOperators.GT, a));
    }
    return a.max(b).reduceLanes(VectorOperators.MAX);
  }

  @Override
  public void exponentials(float[] x, int size, int from, int to, double[] greatest, float[] y) {
    if (size < LANES) {
      scalar.exponentials(x, size, from, to, greatest, y);
      return;
    }
    for (int r = from; r < to; r++) {
      int start = r * size;
      VectorDecay.exponentials(x, start, start + size, (float) greatest[r], y, start);
    }
  }

  @Override
  public void divide(float[] y, int size, int from, int to, double[] sum) {
    for (int r = from; r < to; r++) {
      float factor = (float) (1 / sum[r]);
      int bound = r * size + FLOATS.loopBound(size);
      for (int i = r * size; i < bound; i += LANES) {
        load(y, i).mul(factor).intoArray(y, i);
      }
      ScalarSoftmaxKernels.multiply(y, bound, (r + 1) * size, factor);
    }
  }

  @Override
  public void products(float[] g, float[] p, int size, int from, int to, double[] sum) {
    for (int r = from; r < to; r++) {
      sum[r] = VectorSums.dot(g, p, r * size, (r + 1) * size);
    }
  }

  @Override
  public void softmaxBackward(
      float[] g, float[] p, int size, int from, int to, double[] sum, float[] y) {
    for (int r = from; r < to; r++) {
      float each = (float) sum[r];
      int bound = r * size + FLOATS.loopBound(size);
      for (int i = r * size; i < bound; i += LANES) {
        load(g, i).sub(each).mul(load(p, i)).intoArray(y, i);
      }
      ScalarSoftmaxKernels.softmaxBackward(g, p, bound, (r + 1) * size, each, y);
    }
  }

  @Override
  public void exponentialSums(
      float[] x, int size, int from, int to, double[] greatest, double[] sum) {
    if (size < LANES) {
      scalar.exponentialSums(x, size, from, to, greatest, sum);
      return;
    }
    // Blocks of like sizes, so that none is less than a vector.
    long blocks = (size + BLOCK - 1) / BLOCK;
    int origin = CacheLines.origin(DType.FLOAT32);
    Tensor room = Scratch.take(DType.FLOAT32, origin + BLOCK);
    float[] block = room.floats();
    for (int r = from; r < to; r++) {
      float most = (float) greatest[r];
      double each = 0;
      for (int b = 0; b < blocks; b++) {
        int first = (int) (size * b / blocks);
        int count = (int) (size * (b + 1) / blocks) - first;
        int start = r * size + first;
        VectorDecay.exponentials(x, start, start + count, most, block, origin);
        each += Uninlined.sum(block, origin, origin + count);
      }
      sum[r] = each;
    }
    Scratch.give(room);
  }

  @Override
  public void subtract(
      float[] x, int size, int from, int to, double[] centre, double[] rest, float[] y) {
    for (int r = from; r < to; r++) {
      float shift = (float) centre[r];
      float more = (float) rest[r];
      int bound = r * size + FLOATS.loopBound(size);
      for (int i = r * size; i < bound; i += LANES) {
        load(x, i).sub(shift).sub(more).intoArray(y, i);
      }
      ScalarSoftmaxKernels.subtract(x, bound, (r + 1) * size, shift, more, y);
    }
  }

  @Override
  public void sums(float[] g, int size, int from, int to, double[] sum) {
    for (int r = from; r < to; r++) {
      sum[r] = VectorSums.sum(g, r * size, (r + 1) * size);
    }
  }

  @Override
  public void logSoftmaxBackward(
      float[] g,
      float[] x,
      int size,
      int from,
      int to,
      double[] centre,
      double[] rest,
      double[] sum,
      float[] y) {
    if (size < LANES) {
      scalar.logSoftmaxBackward(g, x, size, from, to, centre, rest, sum, y);
      return;
    }
    for (int r = from; r < to; r++) {
      int end = (r + 1) * size;
      float shift = (float) centre[r];
      float more = (float) rest[r];
      VectorDecay.subtractMultiples(x, r * size, end, shift, more, (float) sum[r], g, y);
    }
  }

  @Override
  public void multiples(
      float[] x,
      int size,
      int from,
      int to,
      double[] centre,
      double[] rest,
      double[] factor,
      float[] y) {
    if (size < LANES) {
      scalar.multiples(x, size, from, to, centre, rest, factor, y);
      return;
    }
    for (int r = from; r < to; r++) {
      int end = (r + 1) * size;
      float shift = (float) centre[r];
      float more = (float) rest[r];
      VectorDecay.multiples(x, r * size, end, shift, more, factor[r], y);
    }
  }

  @Override
  public void greatest(double[] x, int size, int from, int to, double[] greatest) {
    for (int r = from; r < to; r++) {
      int bound = r * size + DOUBLES.loopBound(size);
      double rest = ScalarSoftmaxKernels.greatest(x, bound, (r + 1) * size);
      greatest[r] = Math.max(greatest(x, r * size, bound), rest);
    }
  }

  private static double greatest(double[] x, int from, int to) {
    DoubleVector a = DoubleVector.broadcast(DOUBLES, Double.NEGATIVE_INFINITY);
    DoubleVector b = a;
    int i = from;
    for (; i <= to - 2 * WIDE_LANES; i += 2 * WIDE_LANES) {
      DoubleVector v = load(x, i);
      a = a.blend(v, v.compare(VectorOperators.GT, a));
      v = load(x, i + WIDE_LANES);
      b = b.blend(v, v.compare(VectorOperators.GT, b));
    }
    if (i < to) {
      DoubleVector v = load(x, i);
      a = a.blend(v, v.compare(VectorOperators.GT, a));
    }
    return a.max(b).reduceLanes(VectorOperators.MAX);
  }

  @Override
  public void exponentials(double[] x, int size, int from, int to, double[] greatest, double[] y) {
    if (size < WIDE_LANES) {
      scalar.exponentials(x, size, from, to, greatest, y);
      return;
    }
    for (int r = from; r < to; r++) {
      int start = r * size;
      VectorFunctions.exponentials(x, start, start + size, greatest[r], y, start);
    }
  }

  @Override
  public void exponentialSums(
      double[] x, int size, int from, int to, double[] greatest, double[] sum) {
    if (size < WIDE_LANES) {
      scalar.exponentialSums(x, size, from, to, greatest, sum);
      return;
    }
    long blocks = (size + BLOCK - 1) / BLOCK;
    int origin = CacheLines.origin(DType.FLOAT64);
    Tensor room = Scratch.take(DType.FLOAT64, origin + BLOCK);
    double[] block = room.doubles();
    for (int r = from; r < to; r++) {
      double each = 0;
      for (int b = 0; b < blocks; b++) {
        int first = (int) (size * b / blocks);
        int count = (int) (size * (b + 1) / blocks) - first;
        int start = r * size + first;
        VectorFunctions.exponentials(x, start, start + count, greatest[r], block, origin);
        each += Uninlined.sum(block, origin, origin + count);
      }
      sum[r] = each;
    }
    Scratch.give(room);
  }

  @Override
  public void divide(double[] y, int size, int from, int to, double[] sum) {
    for (int r = from; r < to; r++) {
      double factor = 1 / sum[r];
      int bound = r * size + DOUBLES.loopBound(size);
      for (int i = r * size; i < bound; i += WIDE_LANES) {
        load(y, i).mul(factor).intoArray(y, i);
      }
      ScalarSoftmaxKernels.multiply(y, bound, (r + 1) * size, factor);
    }
  }

  @Override
  public void products(double[] g, double[] p, int size, int from, int to, double[] sum) {
    for (int r = from; r < to; r++) {
      sum[r] = VectorWideSums.dot(g, p, r * size, (r + 1) * size);
    }
  }

  @Override
  public void softmaxBackward(
      double[] g, double[] p, int size, int from, int to, double[] sum, double[] y) {
    for (int r = from; r < to; r++) {
      int bound = r * size + DOUBLES.loopBound(size);
      for (int i = r * size; i < bound; i += WIDE_LANES) {
        load(g, i).sub(sum[r]).mul(load(p, i)).intoArray(y, i);
      }
      ScalarSoftmaxKernels.softmaxBackward(g, p, bound, (r + 1) * size, sum[r], y);
    }
  }

  @Override
  public void subtract(
      double[] x, int size, int from, int to, double[] centre, double[] rest, double[] y) {
    for (int r = from; r < to; r++) {
      int bound = r * size + DOUBLES.loopBound(size);
      for (int i = r * size; i < bound; i += WIDE_LANES) {
        load(x, i).sub(centre[r]).sub(rest[r]).intoArray(y, i);
      }
      ScalarSoftmaxKernels.subtract(x, bound, (r + 1) * size, centre[r], rest[r], y);
    }
  }

  @Override
  public void sums(double[] g, int size, int from, int to, double[] sum) {
    for (int r = from; r < to; r++) {
      sum[r] = VectorWideSums.sum(g, r * size, (r + 1) * size);
    }
  }

  @Override
  public void logSoftmaxBackward(
      double[] g,
      double[] x,
      int size,
      int from,
      int to,
      double[] centre,
      double[] rest,
      double[] sum,
      double[] y) {
    if (size < WIDE_LANES) {
      scalar.logSoftmaxBackward(g, x, size, from, to, centre, rest, sum, y);
      return;
    }
    for (int r = from; r < to; r++) {
      int end = (r + 1) * size;
      double shift = centre[r];
      double more = rest[r];
      VectorFunctions.subtractMultiples(x, r * size, end, shift, more, sum[r], g, y);
    }
  }

  @Override
  public void multiples(
      double[] x,
      int size,
      int from,
      int to,
      double[] centre,
      double[] rest,
      double[] factor,
      double[] y) {
    if (size < WIDE_LANES) {
      scalar.multiples(x, size, from, to, centre, rest, factor, y);
      return;
    }
    for (int r = from; r < to; r++) {
      int end = (r + 1) * size;
      double shift = centre[r];
      double more = rest[r];
      VectorFunctions.multiples(x, r * size, end, shift, more, factor[r], y);
    }
  }
}
