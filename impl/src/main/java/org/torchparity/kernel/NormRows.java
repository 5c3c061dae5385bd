package org.torchparity.kernel;

import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Linear maps and sums of (R, D) tensors whose rows have their own mean and scale and whose columns
 * have their own weight: what layer normalisation is made of. Computed in float64, rounded once.
 */
public final class NormRows {
  private final int rows;
  private final int columns;

  /** Sees a tensor as {@code rows} rows of {@code columns} elements. */
  public NormRows(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /** Σx² of each row. */
  public double[] squares(Tensor x) {
    double[] values = x.toDoubles();
    double[] squares = new double[rows];
    Parallel.rows(
        rows,
        columns,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            double sum = 0;
            for (int i = r * columns; i < (r + 1) * columns; i++) {
              sum = Math.fma(values[i], values[i], sum);
            }
            squares[r] = sum;
          }
        });
    return squares;
  }

  /** Returns (x − mean[r])·scale[r]·w[j] + b[j]; a missing weight is 1, a missing bias 0. */
  public Tensor affine(
      Tensor x, double[] mean, double[] scale, @Nullable Tensor weight, @Nullable Tensor bias) {
    double[] values = x.toDoubles();
    double[] w = orElse(weight, 1);
    double[] b = orElse(bias, 0);
    double[] y = new double[values.length];
    Parallel.rows(
        rows,
        columns,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            for (int j = 0; j < columns; j++) {
              int i = r * columns + j;
              y[i] = Math.fma((values[i] - mean[r]) * scale[r], w[j], b[j]);
            }
          }
        });
    return Tensor.ofDoubles(x.dtype(), x.shape(), y);
  }

  /** Σ g of each column. */
  public Tensor columnSums(Tensor g, Shape shape) {
    return columnProducts(g, null, new double[rows], ones(rows), shape);
  }

  /** Σ g·(x − mean[r])·scale[r] of each column; without x, Σ g. */
  public Tensor columnProducts(
      Tensor g, @Nullable Tensor x, double[] mean, double[] scale, Shape shape) {
    double[] gradient = g.toDoubles();
    double[] values = x == null ? null : x.toDoubles();
    double[] sums = new double[columns];
    // Columns are split, not rows, so that every sum runs in one order on any number of threads.
    Parallel.rows(
        columns,
        rows,
        (from, to) -> {
          for (int r = 0; r < rows; r++) {
            for (int j = from; j < to; j++) {
              int i = r * columns + j;
              double factor = values == null ? 1 : (values[i] - mean[r]) * scale[r];
              sums[j] = Math.fma(gradient[i], factor, sums[j]);
            }
          }
        });
    return Tensor.ofDoubles(g.dtype(), shape, sums);
  }

  /** Σ g·w and Σ g·w·(x − mean[r]) of each row. */
  public Channels.Products rowProducts(Tensor g, Tensor x, double[] mean, @Nullable Tensor weight) {
    double[] gradient = g.toDoubles();
    double[] values = x.toDoubles();
    double[] w = orElse(weight, 1);
    double[] sum = new double[rows];
    double[] product = new double[rows];
    Parallel.rows(
        rows,
        columns,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            double s = 0;
            double p = 0;
            for (int j = 0; j < columns; j++) {
              int i = r * columns + j;
              double weighted = gradient[i] * w[j];
              s += weighted;
              p = Math.fma(weighted, values[i] - mean[r], p);
            }
            sum[r] = s;
            product[r] = p;
          }
        });
    return new Channels.Products(sum, product);
  }

  /** Returns a[r]·g·w[j] + b[r]·(x − mean[r]) + c[r]. */
  public Tensor combine(
      Tensor g,
      Tensor x,
      double[] mean,
      @Nullable Tensor weight,
      double[] a,
      double[] b,
      double[] c) {
    double[] gradient = g.toDoubles();
    double[] values = x.toDoubles();
    double[] w = orElse(weight, 1);
    double[] y = new double[values.length];
    Parallel.rows(
        rows,
        columns,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            for (int j = 0; j < columns; j++) {
              int i = r * columns + j;
              y[i] = Math.fma(a[r], gradient[i] * w[j], Math.fma(b[r], values[i] - mean[r], c[r]));
            }
          }
        });
    return Tensor.ofDoubles(x.dtype(), x.shape(), y);
  }

  private double[] orElse(@Nullable Tensor given, double otherwise) {
    return given == null
        ? Tensor.full(DType.FLOAT64, Shape.of(columns), otherwise).doubles()
        : given.toDoubles();
  }

  private static double[] ones(int length) {
    return Tensor.full(DType.FLOAT64, Shape.of(length), 1).doubles();
  }
}
