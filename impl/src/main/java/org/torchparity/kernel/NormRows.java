package org.torchparity.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Normalisation of the rows of (R, D) tensors, float32 or float64: y = (x − μ)·s·w + b with s =
 * 1/√(σ² + ε), μ and σ² those of the row; or, where it is not centred, with μ = 0 and σ² = E[x²].
 * Computed in float64, rounded once.
 */
public final class NormRows {
  /**
   * Rows whose column sums are added up by one thread. It is the same for any number of threads, so
   * that the sums are too.
   */
  private static final int BLOCK = 16;

  private final int rows;
  private final int columns;
  private final boolean centred;

  /** Sees a tensor as {@code rows} rows of {@code columns} elements. */
  public NormRows(int rows, int columns, boolean centred) {
    this.rows = rows;
    this.columns = columns;
    this.centred = centred;
  }

  /**
   * What forward gives.
   *
   * @param y the normalised tensor
   * @param mean μ of each row
   * @param scale s of each row
   */
  public record Forward(Tensor y, double[] mean, double[] scale) {}

  /**
   * What backward gives.
   *
   * @param input δE/δx
   * @param weight Σ g·(x − μ)·s of each column
   * @param bias Σ g of each column
   */
  public record Backward(Tensor input, double[] weight, double[] bias) {}

  /** Normalises; a missing weight is 1, a missing bias 0. */
  public Forward forward(Tensor x, double eps, @Nullable Tensor weight, @Nullable Tensor bias) {
    double[] w = orElse(weight, 1);
    double[] b = orElse(bias, 0);
    Forward forward =
        new Forward(Tensor.zeros(x.dtype(), x.shape()), new double[rows], new double[rows]);
    double[] squares = new double[rows];
    boolean narrow = x.dtype() == DType.FLOAT32;
    Parallel.rows(
        rows,
        columns,
        (from, to) -> {
          // A row at a time, for it stays in the cache between its passes.
          for (int r = from; r < to; r++) {
            if (narrow) {
              forward(r, x.floats(), squares, eps, w, b, forward);
            } else {
              forward(r, x.doubles(), squares, eps, w, b, forward);
            }
          }
        });
    return forward;
  }

  private void forward(
      int r, float[] x, double[] squares, double eps, double[] w, double[] b, Forward to) {
    if (centred) {
      Layout layout = new Layout(1, rows, columns);
      Kernels.channels().moments(x, layout, r, r + 1, to.mean, squares);
    } else {
      Kernels.rows().squares(x, columns, r, r + 1, squares);
    }
    to.scale[r] = 1 / Math.sqrt(squares[r] / columns + eps);
    Kernels.rows().affine(x, columns, r, r + 1, to.mean, to.scale, w, b, to.y.floats());
  }

  private void forward(
      int r, double[] x, double[] squares, double eps, double[] w, double[] b, Forward to) {
    if (centred) {
      Layout layout = new Layout(1, rows, columns);
      Kernels.channels().moments(x, layout, r, r + 1, to.mean, squares);
    } else {
      Kernels.rows().squares(x, columns, r, r + 1, squares);
    }
    to.scale[r] = 1 / Math.sqrt(squares[r] / columns + eps);
    Kernels.rows().affine(x, columns, r, r + 1, to.mean, to.scale, w, b, to.y.doubles());
  }

  /**
   * With x̂ = (x − μ)·s and ĝ = w·g:
   *
   * <pre>
   * δE/δx = s·ĝ − s/D·(Σ ĝ + x̂·Σ ĝ·x̂)         without Σ ĝ where it is not centred
   * </pre>
   */
  public Backward backward(Tensor g, Tensor x, Forward forward, @Nullable Tensor weight) {
    double[] w = orElse(weight, 1);
    Tensor y = Tensor.zeros(x.dtype(), x.shape());
    int blocks = (rows + BLOCK - 1) / BLOCK;
    double[][] sums = new double[blocks][];
    double[][] products = new double[blocks][];
    boolean narrow = x.dtype() == DType.FLOAT32;
    Parallel.rows(
        blocks,
        (long) BLOCK * columns,
        (from, to) -> {
          Coefficients coefficients = new Coefficients(rows);
          for (int block = from; block < to; block++) {
            sums[block] = new double[columns];
            products[block] = new double[columns];
            for (int r = block * BLOCK; r < Math.min(rows, (block + 1) * BLOCK); r++) {
              if (narrow) {
                backward(r, g.floats(), x.floats(), forward, w, coefficients, y.floats());
                Kernels.rows()
                    .columns(
                        g.floats(),
                        x.floats(),
                        columns,
                        r,
                        r + 1,
                        forward.mean,
                        forward.scale,
                        sums[block],
                        products[block]);
              } else {
                backward(r, g.doubles(), x.doubles(), forward, w, coefficients, y.doubles());
                Kernels.rows()
                    .columns(
                        g.doubles(),
                        x.doubles(),
                        columns,
                        r,
                        r + 1,
                        forward.mean,
                        forward.scale,
                        sums[block],
                        products[block]);
              }
            }
          }
        });
    return new Backward(y, total(products), total(sums));
  }

  /** The sums of a row, and what its gradient is combined with. */
  private record Coefficients(double[] sum, double[] product, double[] b, double[] c) {
    Coefficients(int rows) {
      this(new double[rows], new double[rows], new double[rows], new double[rows]);
    }

    void of(int r, double s, int columns, boolean centred) {
      b[r] = -s * s * s * product[r] / columns;
      c[r] = centred ? -s * sum[r] / columns : 0;
    }
  }

  private void backward(
      int r, float[] g, float[] x, Forward forward, double[] w, Coefficients row, float[] y) {
    Kernels.rows().products(g, x, columns, r, r + 1, forward.mean, w, row.sum, row.product);
    row.of(r, forward.scale[r], columns, centred);
    Kernels.rows()
        .combine(g, x, columns, r, r + 1, forward.mean, w, forward.scale, row.b, row.c, y);
  }

  private void backward(
      int r, double[] g, double[] x, Forward forward, double[] w, Coefficients row, double[] y) {
    Kernels.rows().products(g, x, columns, r, r + 1, forward.mean, w, row.sum, row.product);
    row.of(r, forward.scale[r], columns, centred);
    Kernels.rows()
        .combine(g, x, columns, r, r + 1, forward.mean, w, forward.scale, row.b, row.c, y);
  }

  private double[] total(double[][] blocks) {
    double[] total = new double[columns];
    for (double[] block : blocks) {
      for (int j = 0; j < columns; j++) {
        total[j] += block[j];
      }
    }
    return total;
  }

  private double[] orElse(@Nullable Tensor given, double otherwise) {
    if (given != null) {
      return given.toDoubles();
    }
    double[] values = new double[columns];
    Arrays.fill(values, otherwise);
    return values;
  }
}
