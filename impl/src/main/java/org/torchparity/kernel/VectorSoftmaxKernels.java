package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The passes in the Vector API; the scalar twin has the last elements of each row. */
final class VectorSoftmaxKernels implements SoftmaxKernels {
  private static final int LANES = FLOATS.length();

  /** Elements whose exponentials are added in float32, in two sums. */
  private static final int BLOCK = 2 * 16 * LANES;

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
    for (int r = from; r < to; r++) {
      float most = (float) greatest[r];
      int bound = r * size + FLOATS.loopBound(size);
      VectorDecay.exponentials(x, r * size, bound, most, y);
      ScalarSoftmaxKernels.exponentials(x, bound, (r + 1) * size, most, y);
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
    for (int r = from; r < to; r++) {
      float most = (float) greatest[r];
      int bound = r * size + FLOATS.loopBound(size);
      double[] lanes = new double[VectorSums.WIDE];
      for (int i = r * size; i < bound; i += BLOCK) {
        VectorDecay.add(x, i, Math.min(bound, i + BLOCK), most, lanes);
      }
      double whole = VectorSums.total(lanes, 0) * Decay.UNIT;
      double sum = whole + ScalarSoftmaxKernels.sum(x, bound, (r + 1) * size, most);
      logarithm[r] = greatest[r] + Math.log(sum);
    }
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
    for (int r = from; r < to; r++) {
      float each = (float) sum[r];
      int bound = r * size + FLOATS.loopBound(size);
      VectorDecay.subtractMultiples(x, r * size, bound, logarithm[r], each, g, y);
      ScalarSoftmaxKernels.logSoftmaxBackward(g, x, bound, (r + 1) * size, logarithm[r], each, y);
    }
  }

  @Override
  public void multiples(
      float[] x, int size, int from, int to, double[] logarithm, double[] factor, float[] y) {
    for (int r = from; r < to; r++) {
      int bound = r * size + FLOATS.loopBound(size);
      VectorDecay.multiples(x, r * size, bound, logarithm[r], factor[r], y);
      ScalarSoftmaxKernels.multiples(x, bound, (r + 1) * size, logarithm[r], factor[r], y);
    }
  }
}
