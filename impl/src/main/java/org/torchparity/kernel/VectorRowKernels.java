package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.widen;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.torchparity.tensor.DType;

/** The passes in the Vector API; the scalar twin has the last columns of each row. */
final class VectorRowKernels implements RowKernels {
  private static final int WIDE = DOUBLES.length();
  private static final int LANES = FLOATS.length();

  private final ScalarRowKernels scalar = new ScalarRowKernels();

  private static FloatVector load(float[] x, int i) {
    return FloatVector.fromArray(FLOATS, x, i);
  }

  private static DoubleVector load(double[] x, int i) {
    return DoubleVector.fromArray(DOUBLES, x, i);
  }

  @Override
  public void moments(float[] x, int start, int length, double[] moments) {
    double[] parts = new double[3];
    VectorSums.moments(x, start, start + length, parts);
    moments[0] = parts[1];
    moments[1] = parts[2];
    if (!Corrected.inRange(parts[2], length)) {
      scalar.moments(x, start, length, moments);
    }
  }

  @Override
  public double squares(float[] x, int start, int length) {
    double squares = VectorSums.dot(x, x, start, start + length);
    return Corrected.inRange(squares, length) ? squares : scalar.squares(x, start, length);
  }

  @Override
  public void affine(
      float[] x,
      int start,
      int length,
      double mean,
      double scale,
      float[] weight,
      float[] bias,
      float[] y) {
    FloatVector centre = FloatVector.broadcast(FLOATS, (float) mean);
    FloatVector factor = FloatVector.broadcast(FLOATS, (float) scale);
    FloatVector shift = FloatVector.broadcast(FLOATS, (float) (-Corrected.rest(mean) * scale));
    int last = length - LANES;
    if (last < 0) {
      ScalarRowKernels.affineFrom(0, x, start, length, mean, scale, weight, bias, y);
      return;
    }
    FloatVector head = load(x, start).sub(centre).fma(factor, shift);
    head.fma(load(weight, 0), load(bias, 0)).intoArray(y, start);
    for (int j = CacheLines.next(DType.FLOAT32, start, start + LANES, LANES) - start;
        j < last;
        j += LANES) {
      FloatVector normalised = load(x, start + j).sub(centre).fma(factor, shift);
      normalised.fma(load(weight, j), load(bias, j)).intoArray(y, start + j);
    }
    FloatVector tail = load(x, start + last).sub(centre).fma(factor, shift);
    tail.fma(load(weight, last), load(bias, last)).intoArray(y, start + last);
  }

  @Override
  public void products(
      float[] g, float[] x, int start, int length, double mean, float[] weight, double[] sums) {
    sums[0] = 0;
    sums[1] = 0;
    VectorSums.products(g, x, weight, start, length, (float) mean, sums);
    sums[1] -= Corrected.rest(mean) * sums[0];
  }

  @Override
  public void combine(
      float[] g,
      float[] x,
      int start,
      int length,
      double mean,
      float[] weight,
      double a,
      double b,
      double c,
      float[] y) {
    FloatVector centre = FloatVector.broadcast(FLOATS, (float) mean);
    FloatVector ofGradient = FloatVector.broadcast(FLOATS, (float) a);
    FloatVector ofDeviation = FloatVector.broadcast(FLOATS, (float) b);
    FloatVector constant = FloatVector.broadcast(FLOATS, (float) (c - Corrected.rest(mean) * b));
    int last = length - LANES;
    if (last < 0) {
      ScalarRowKernels.combineFrom(0, g, x, start, length, mean, weight, a, b, c, y);
      return;
    }
    FloatVector head = load(x, start).sub(centre).fma(ofDeviation, constant);
    load(g, start).mul(load(weight, 0)).fma(ofGradient, head).intoArray(y, start);
    for (int j = CacheLines.next(DType.FLOAT32, start, start + LANES, LANES) - start;
        j < last;
        j += LANES) {
      FloatVector deviations = load(x, start + j).sub(centre).fma(ofDeviation, constant);
      FloatVector weighted = load(g, start + j).mul(load(weight, j));
      weighted.fma(ofGradient, deviations).intoArray(y, start + j);
    }
    FloatVector tail = load(x, start + last).sub(centre).fma(ofDeviation, constant);
    FloatVector weighted = load(g, start + last).mul(load(weight, last));
    weighted.fma(ofGradient, tail).intoArray(y, start + last);
  }

  @Override
  public void columns(
      float[] g,
      float[] x,
      int start,
      int length,
      double mean,
      double scale,
      float[] sum,
      float[] product) {
    FloatVector centre = FloatVector.broadcast(FLOATS, (float) mean);
    FloatVector factor = FloatVector.broadcast(FLOATS, (float) scale);
    FloatVector shift = FloatVector.broadcast(FLOATS, (float) (-Corrected.rest(mean) * scale));
    int bound = FLOATS.loopBound(length);
    for (int j = 0; j < bound; j += LANES) {
      FloatVector v = load(g, start + j);
      load(sum, j).add(v).intoArray(sum, j);
      FloatVector normalised = load(x, start + j).sub(centre).fma(factor, shift);
      normalised.fma(v, load(product, j)).intoArray(product, j);
    }
    ScalarRowKernels.columnsFrom(bound, g, x, start, length, mean, scale, sum, product);
  }

  @Override
  public void add(float[] x, double[] total) {
    int bound = DOUBLES.loopBound(x.length);
    for (int j = 0; j < bound; j += WIDE) {
      load(total, j).add(widen(x, j)).intoArray(total, j);
    }
    ScalarRowKernels.addFrom(bound, x, total);
  }

  @Override
  public void moments(double[] x, int start, int length, double[] moments) {
    double[] parts = new double[3];
    VectorWideSums.moments(x, start, start + length, parts);
    moments[0] = parts[1];
    moments[1] = parts[2];
    if (Double.isNaN(parts[1])) {
      scalar.moments(x, start, length, moments);
    }
  }

  @Override
  public double squares(double[] x, int start, int length) {
    return VectorWideSums.squares(x, start, start + length);
  }

  @Override
  public void affine(
      double[] x,
      int start,
      int length,
      double mean,
      double scale,
      double[] weight,
      double[] bias,
      double[] y) {
    DoubleVector centre = DoubleVector.broadcast(DOUBLES, mean);
    DoubleVector factor = DoubleVector.broadcast(DOUBLES, scale);
    int last = length - WIDE;
    if (last < 0) {
      ScalarRowKernels.affineFrom(0, x, start, length, mean, scale, weight, bias, y);
      return;
    }
    DoubleVector head = load(x, start).sub(centre).mul(factor);
    head.fma(load(weight, 0), load(bias, 0)).intoArray(y, start);
    for (int j = CacheLines.next(DType.FLOAT64, start, start + WIDE, WIDE) - start;
        j < last;
        j += WIDE) {
      DoubleVector normalised = load(x, start + j).sub(centre).mul(factor);
      normalised.fma(load(weight, j), load(bias, j)).intoArray(y, start + j);
    }
    DoubleVector tail = load(x, start + last).sub(centre).mul(factor);
    tail.fma(load(weight, last), load(bias, last)).intoArray(y, start + last);
  }

  @Override
  public void products(
      double[] g, double[] x, int start, int length, double mean, double[] weight, double[] sums) {
    DoubleVector centre = DoubleVector.broadcast(DOUBLES, mean);
    DoubleVector a = DoubleVector.zero(DOUBLES);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    int bound = DOUBLES.loopBound(length);
    int j = 0;
    for (; j <= bound - 2 * WIDE; j += 2 * WIDE) {
      DoubleVector weighted = load(g, start + j).mul(load(weight, j));
      a = a.add(weighted);
      c = load(x, start + j).sub(centre).fma(weighted, c);
      weighted = load(g, start + j + WIDE).mul(load(weight, j + WIDE));
      b = b.add(weighted);
      d = load(x, start + j + WIDE).sub(centre).fma(weighted, d);
    }
    for (; j < bound; j += WIDE) {
      DoubleVector weighted = load(g, start + j).mul(load(weight, j));
      a = a.add(weighted);
      c = load(x, start + j).sub(centre).fma(weighted, c);
    }
    sums[0] = VectorSpeciesOf.total(a.add(b));
    sums[1] = VectorSpeciesOf.total(c.add(d));
    ScalarRowKernels.productsFrom(bound, g, x, start, length, mean, weight, sums);
  }

  @Override
  public void combine(
      double[] g,
      double[] x,
      int start,
      int length,
      double mean,
      double[] weight,
      double a,
      double b,
      double c,
      double[] y) {
    DoubleVector centre = DoubleVector.broadcast(DOUBLES, mean);
    DoubleVector ofGradient = DoubleVector.broadcast(DOUBLES, a);
    DoubleVector ofDeviation = DoubleVector.broadcast(DOUBLES, b);
    DoubleVector constant = DoubleVector.broadcast(DOUBLES, c);
    int last = length - WIDE;
    if (last < 0) {
      ScalarRowKernels.combineFrom(0, g, x, start, length, mean, weight, a, b, c, y);
      return;
    }
    DoubleVector head = load(x, start).sub(centre).fma(ofDeviation, constant);
    load(g, start).mul(load(weight, 0)).fma(ofGradient, head).intoArray(y, start);
    for (int j = CacheLines.next(DType.FLOAT64, start, start + WIDE, WIDE) - start;
        j < last;
        j += WIDE) {
      DoubleVector deviations = load(x, start + j).sub(centre).fma(ofDeviation, constant);
      DoubleVector weighted = load(g, start + j).mul(load(weight, j));
      weighted.fma(ofGradient, deviations).intoArray(y, start + j);
    }
    DoubleVector tail = load(x, start + last).sub(centre).fma(ofDeviation, constant);
    DoubleVector weighted = load(g, start + last).mul(load(weight, last));
    weighted.fma(ofGradient, tail).intoArray(y, start + last);
  }

  @Override
  public void columns(
      double[] g,
      double[] x,
      int start,
      int length,
      double mean,
      double scale,
      double[] sum,
      double[] product) {
    DoubleVector centre = DoubleVector.broadcast(DOUBLES, mean);
    DoubleVector factor = DoubleVector.broadcast(DOUBLES, scale);
    int bound = DOUBLES.loopBound(length);
    for (int j = 0; j < bound; j += WIDE) {
      DoubleVector v = load(g, start + j);
      load(sum, j).add(v).intoArray(sum, j);
      DoubleVector normalised = load(x, start + j).sub(centre).mul(factor);
      normalised.fma(v, load(product, j)).intoArray(product, j);
    }
    ScalarRowKernels.columnsFrom(bound, g, x, start, length, mean, scale, sum, product);
  }

  @Override
  public void add(double[] x, double[] total) {
    // The compiler makes vectors of this loop by itself.
    scalar.add(x, total);
  }
}
