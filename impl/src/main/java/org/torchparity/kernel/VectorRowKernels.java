package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.narrow;
import static org.torchparity.kernel.VectorSpeciesOf.widen;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** The passes in the Vector API; the scalar twin has the last columns of each row. */
final class VectorRowKernels implements RowKernels {
  private static final int LANES = DOUBLES.length();

  private static DoubleVector load(double[] x, int i) {
    return DoubleVector.fromArray(DOUBLES, x, i);
  }

  @Override
  public void squares(float[] x, int columns, int from, int to, double[] squares) {
    for (int r = from; r < to; r++) {
      DoubleVector sums = DoubleVector.zero(DOUBLES);
      int i = r * columns;
      for (int bound = i + DOUBLES.loopBound(columns); i < bound; i += LANES) {
        DoubleVector v = widen(x, i);
        sums = v.fma(v, sums);
      }
      double sum = sums.reduceLanes(VectorOperators.ADD);
      for (; i < (r + 1) * columns; i++) {
        sum = Math.fma((double) x[i], x[i], sum);
      }
      squares[r] = sum;
    }
  }

  @Override
  public void affine(
      float[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] weight,
      double[] bias,
      float[] y) {
    int bound = DOUBLES.loopBound(columns);
    for (int r = from; r < to; r++) {
      int start = r * columns;
      for (int j = 0; j < bound; j += LANES) {
        DoubleVector v =
            widen(x, start + j).sub(mean[r]).mul(scale[r]).fma(load(weight, j), load(bias, j));
        narrow(v, y, start + j);
      }
      ScalarRowKernels.affineFrom(x, columns, r, bound, mean, scale, weight, bias, y);
    }
  }

  @Override
  public void products(
      float[] g,
      float[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] weight,
      double[] sum,
      double[] product) {
    int bound = DOUBLES.loopBound(columns);
    for (int r = from; r < to; r++) {
      DoubleVector sums = DoubleVector.zero(DOUBLES);
      DoubleVector products = DoubleVector.zero(DOUBLES);
      int start = r * columns;
      for (int j = 0; j < bound; j += LANES) {
        DoubleVector weighted = widen(g, start + j).mul(load(weight, j));
        sums = sums.add(weighted);
        products = weighted.fma(widen(x, start + j).sub(mean[r]), products);
      }
      sum[r] = sums.reduceLanes(VectorOperators.ADD);
      product[r] = products.reduceLanes(VectorOperators.ADD);
      ScalarRowKernels.productsFrom(g, x, columns, r, bound, mean, weight, sum, product);
    }
  }

  @Override
  public void combine(
      float[] g,
      float[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] weight,
      double[] a,
      double[] b,
      double[] c,
      float[] y) {
    int bound = DOUBLES.loopBound(columns);
    for (int r = from; r < to; r++) {
      DoubleVector ofGradient = DoubleVector.broadcast(DOUBLES, a[r]);
      DoubleVector ofDeviation = DoubleVector.broadcast(DOUBLES, b[r]);
      DoubleVector constant = DoubleVector.broadcast(DOUBLES, c[r]);
      int start = r * columns;
      for (int j = 0; j < bound; j += LANES) {
        DoubleVector deviations = widen(x, start + j).sub(mean[r]).fma(ofDeviation, constant);
        DoubleVector v = widen(g, start + j).mul(load(weight, j)).fma(ofGradient, deviations);
        narrow(v, y, start + j);
      }
      ScalarRowKernels.combineFrom(g, x, columns, r, bound, mean, weight, a, b, c, y);
    }
  }

  @Override
  public void columns(
      float[] g,
      float[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] sum,
      double[] product) {
    int bound = DOUBLES.loopBound(columns);
    for (int r = from; r < to; r++) {
      int start = r * columns;
      for (int j = 0; j < bound; j += LANES) {
        DoubleVector v = widen(g, start + j);
        load(sum, j).add(v).intoArray(sum, j);
        DoubleVector normalised = widen(x, start + j).sub(mean[r]).mul(scale[r]);
        v.fma(normalised, load(product, j)).intoArray(product, j);
      }
      ScalarRowKernels.columnsFrom(g, x, columns, r, bound, mean, scale, sum, product);
    }
  }

  @Override
  public void squares(double[] x, int columns, int from, int to, double[] squares) {
    for (int r = from; r < to; r++) {
      DoubleVector sums = DoubleVector.zero(DOUBLES);
      int i = r * columns;
      for (int bound = i + DOUBLES.loopBound(columns); i < bound; i += LANES) {
        DoubleVector v = load(x, i);
        sums = v.fma(v, sums);
      }
      double sum = sums.reduceLanes(VectorOperators.ADD);
      for (; i < (r + 1) * columns; i++) {
        sum = Math.fma(x[i], x[i], sum);
      }
      squares[r] = sum;
    }
  }

  @Override
  public void affine(
      double[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] weight,
      double[] bias,
      double[] y) {
    int bound = DOUBLES.loopBound(columns);
    for (int r = from; r < to; r++) {
      int start = r * columns;
      for (int j = 0; j < bound; j += LANES) {
        DoubleVector v =
            load(x, start + j).sub(mean[r]).mul(scale[r]).fma(load(weight, j), load(bias, j));
        v.intoArray(y, start + j);
      }
      ScalarRowKernels.affineFrom(x, columns, r, bound, mean, scale, weight, bias, y);
    }
  }

  @Override
  public void products(
      double[] g,
      double[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] weight,
      double[] sum,
      double[] product) {
    int bound = DOUBLES.loopBound(columns);
    for (int r = from; r < to; r++) {
      DoubleVector sums = DoubleVector.zero(DOUBLES);
      DoubleVector products = DoubleVector.zero(DOUBLES);
      int start = r * columns;
      for (int j = 0; j < bound; j += LANES) {
        DoubleVector weighted = load(g, start + j).mul(load(weight, j));
        sums = sums.add(weighted);
        products = weighted.fma(load(x, start + j).sub(mean[r]), products);
      }
      sum[r] = sums.reduceLanes(VectorOperators.ADD);
      product[r] = products.reduceLanes(VectorOperators.ADD);
      ScalarRowKernels.productsFrom(g, x, columns, r, bound, mean, weight, sum, product);
    }
  }

  @Override
  public void combine(
      double[] g,
      double[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] weight,
      double[] a,
      double[] b,
      double[] c,
      double[] y) {
    int bound = DOUBLES.loopBound(columns);
    for (int r = from; r < to; r++) {
      DoubleVector ofGradient = DoubleVector.broadcast(DOUBLES, a[r]);
      DoubleVector ofDeviation = DoubleVector.broadcast(DOUBLES, b[r]);
      DoubleVector constant = DoubleVector.broadcast(DOUBLES, c[r]);
      int start = r * columns;
      for (int j = 0; j < bound; j += LANES) {
        DoubleVector deviations = load(x, start + j).sub(mean[r]).fma(ofDeviation, constant);
        DoubleVector v = load(g, start + j).mul(load(weight, j)).fma(ofGradient, deviations);
        v.intoArray(y, start + j);
      }
      ScalarRowKernels.combineFrom(g, x, columns, r, bound, mean, weight, a, b, c, y);
    }
  }

  @Override
  public void columns(
      double[] g,
      double[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] sum,
      double[] product) {
    int bound = DOUBLES.loopBound(columns);
    for (int r = from; r < to; r++) {
      int start = r * columns;
      for (int j = 0; j < bound; j += LANES) {
        DoubleVector v = load(g, start + j);
        load(sum, j).add(v).intoArray(sum, j);
        DoubleVector normalised = load(x, start + j).sub(mean[r]).mul(scale[r]);
        v.fma(normalised, load(product, j)).intoArray(product, j);
      }
      ScalarRowKernels.columnsFrom(g, x, columns, r, bound, mean, scale, sum, product);
    }
  }
}
