package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

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

  /** Exponentials that are stored before they are added: they stay in the first-level cache. */
  private static final int BLOCK = 1 << 11;

  private final ScalarSoftmaxKernels scalar = new ScalarSoftmaxKernels();

  private static FloatVector load(float[] x, int i) {
    return FloatVector.fromArray(FLOATS, x, i);
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
  public void logarithms(
      float[] x, int size, int from, int to, double[] greatest, double[] logarithm) {
    if (size < LANES) {
      scalar.logarithms(x, size, from, to, greatest, logarithm);
      return;
    }
    // Blocks of like sizes, so that none is less than a vector.
    long blocks = (size + BLOCK - 1) / BLOCK;
    int origin = CacheLines.origin(DType.FLOAT32);
    Tensor room = Scratch.take(DType.FLOAT32, origin + BLOCK);
    float[] block = room.floats();
    for (int r = from; r < to; r++) {
      float most = (float) greatest[r];
      double sum = 0;
      for (int b = 0; b < blocks; b++) {
        int first = (int) (size * b / blocks);
        int count = (int) (size * (b + 1) / blocks) - first;
        int start = r * size + first;
        VectorDecay.exponentials(x, start, start + count, most, block, origin);
        sum += Uninlined.sum(block, origin, origin + count);
      }
      logarithm[r] = greatest[r] + Math.log(sum * Decay.UNIT);
    }
    Scratch.give(room);
  }

  @Override
  public void subtract(float[] x, int size, int from, int to, double[] logarithm, float[] y) {
    for (int r = from; r < to; r++) {
      float centre = (float) logarithm[r];
      float rest = (float) Corrected.rest(logarithm[r]);
      int bound = r * size + FLOATS.loopBound(size);
      for (int i = r * size; i < bound; i += LANES) {
        load(x, i).sub(centre).sub(rest).intoArray(y, i);
      }
      ScalarSoftmaxKernels.subtract(x, bound, (r + 1) * size, logarithm[r], y);
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
      double[] logarithm,
      double[] sum,
      float[] y) {
    if (size < LANES) {
      scalar.logSoftmaxBackward(g, x, size, from, to, logarithm, sum, y);
      return;
    }
    for (int r = from; r < to; r++) {
      int end = (r + 1) * size;
      VectorDecay.subtractMultiples(x, r * size, end, logarithm[r], (float) sum[r], g, y);
    }
  }

  @Override
  public void multiples(
      float[] x, int size, int from, int to, double[] logarithm, double[] factor, float[] y) {
    if (size < LANES) {
      scalar.multiples(x, size, from, to, logarithm, factor, y);
      return;
    }
    for (int r = from; r < to; r++) {
      VectorDecay.multiples(x, r * size, (r + 1) * size, logarithm[r], factor[r], y);
    }
  }
}
