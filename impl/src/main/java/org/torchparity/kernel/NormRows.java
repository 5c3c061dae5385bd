package org.torchparity.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Normalisation of the rows of (R, D) tensors, float32 or float64: y = (x − μ)·s·w + b with s =
 * 1/√(σ² + ε), μ and σ² those of the row; or, where it is not centred, with μ = 0 and σ² = E[x²]. A
 * row goes through all passes while it is in the cache.
 */
public final class NormRows {
  /**
   * Rows whose column sums are added up by one thread. It is the same for any number of threads, so
   * that the sums are too; and it is small, for of float32 they are added in float32.
   */
  private static final int BLOCK = 32;

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
    DType inner = Channels.innerType(x.dtype(), columns);
    if (inner != x.dtype()) {
      Forward wide = forward(x.to(inner), eps, to(inner, weight), to(inner, bias));
      return new Forward(wide.y.to(x.dtype()), wide.mean, wide.scale);
    }
    Forward forward =
        new Forward(Tensor.empty(x.dtype(), x.shape()), new double[rows], new double[rows]);
    if (x.dtype() == DType.FLOAT32) {
      forward(x.floats(), eps, floats(weight, 1), floats(bias, 0), forward);
    } else {
      forward(x.doubles(), eps, doubles(weight, 1), doubles(bias, 0), forward);
    }
    return forward;
  }

  private void forward(float[] x, double eps, float[] w, float[] b, Forward to) {
    RowKernels kernels = Kernels.rows();
    float[] y = to.y.floats();
    Pass statistics =
        (r, start, row) -> {
          if (centred) {
            kernels.moments(x, start, columns, row);
          } else {
            row[1] = kernels.squares(x, start, columns);
          }
          to.mean[r] = row[0];
          to.scale[r] = 1 / Math.sqrt(row[1] / columns + eps);
        };
    each(
        1,
        statistics,
        (r, start, row) -> kernels.affine(x, start, columns, to.mean[r], to.scale[r], w, b, y));
  }

  private void forward(double[] x, double eps, double[] w, double[] b, Forward to) {
    RowKernels kernels = Kernels.rows();
    double[] y = to.y.doubles();
    Pass statistics =
        (r, start, row) -> {
          if (centred) {
            kernels.moments(x, start, columns, row);
          } else {
            row[1] = kernels.squares(x, start, columns);
          }
          to.mean[r] = row[0];
          to.scale[r] = 1 / Math.sqrt(row[1] / columns + eps);
        };
    each(
        1,
        statistics,
        (r, start, row) -> kernels.affine(x, start, columns, to.mean[r], to.scale[r], w, b, y));
  }

  /** Work on a row. */
  private interface Pass {
    /** Works on row r, which begins at {@code start}, with room for four numbers of its own. */
    void run(int r, int start, double[] row);
  }

  /**
   * Takes each row through all passes, blocks of rows by one thread. That the passes are a list
   * keeps the compiler from making one method of them, where their vectors would become objects.
   */
  private void each(int rowsOfBlock, Pass... passes) {
    Parallel.rows(
        (rows + rowsOfBlock - 1) / rowsOfBlock,
        (long) rowsOfBlock * columns,
        (from, to) -> {
          double[] row = new double[4];
          for (int r = from * rowsOfBlock; r < Math.min(rows, to * rowsOfBlock); r++) {
            for (Pass pass : passes) {
              pass.run(r, r * columns, row);
            }
          }
        });
  }

  /**
   * With x̂ = (x − μ)·s and ĝ = w·g:
   *
   * <pre>
   * δE/δx = s·ĝ − s/D·(Σ ĝ + x̂·Σ ĝ·x̂)         without Σ ĝ where it is not centred
   * </pre>
   */
  public Backward backward(Tensor g, Tensor x, Forward forward, @Nullable Tensor weight) {
    DType inner = Channels.innerType(x.dtype(), columns);
    if (inner != x.dtype()) {
      Backward wide = backward(g.to(inner), x.to(inner), forward, to(inner, weight));
      return new Backward(wide.input.to(x.dtype()), wide.weight, wide.bias);
    }
    Backward backward =
        new Backward(Tensor.empty(x.dtype(), x.shape()), new double[columns], new double[columns]);
    if (x.dtype() == DType.FLOAT32) {
      backward(g.floats(), x.floats(), forward, floats(weight, 1), backward);
    } else {
      backward(g.doubles(), x.doubles(), forward, doubles(weight, 1), backward);
    }
    return backward;
  }

  private void backward(float[] g, float[] x, Forward forward, float[] w, Backward to) {
    RowKernels kernels = Kernels.rows();
    float[] y = to.input.floats();
    float[][] sums = new float[(rows + BLOCK - 1) / BLOCK][columns];
    float[][] products = new float[sums.length][columns];
    each(
        BLOCK,
        (r, start, row) -> {
          kernels.products(g, x, start, columns, forward.mean[r], w, row);
          coefficients(forward.scale[r], row);
        },
        (r, start, row) ->
            kernels.combine(
                g, x, start, columns, forward.mean[r], w, forward.scale[r], row[1], row[0], y),
        (r, start, row) ->
            kernels.columns(
                g,
                x,
                start,
                columns,
                forward.mean[r],
                forward.scale[r],
                sums[r / BLOCK],
                products[r / BLOCK]));
    for (int block = 0; block < sums.length; block++) {
      kernels.add(sums[block], to.bias);
      kernels.add(products[block], to.weight);
    }
  }

  private void backward(double[] g, double[] x, Forward forward, double[] w, Backward to) {
    RowKernels kernels = Kernels.rows();
    double[] y = to.input.doubles();
    double[][] sums = new double[(rows + BLOCK - 1) / BLOCK][columns];
    double[][] products = new double[sums.length][columns];
    each(
        BLOCK,
        (r, start, row) -> {
          kernels.products(g, x, start, columns, forward.mean[r], w, row);
          coefficients(forward.scale[r], row);
        },
        (r, start, row) ->
            kernels.combine(
                g, x, start, columns, forward.mean[r], w, forward.scale[r], row[1], row[0], y),
        (r, start, row) ->
            kernels.columns(
                g,
                x,
                start,
                columns,
                forward.mean[r],
                forward.scale[r],
                sums[r / BLOCK],
                products[r / BLOCK]));
    for (int block = 0; block < sums.length; block++) {
      kernels.add(sums[block], to.bias);
      kernels.add(products[block], to.weight);
    }
  }

  /** Makes of the sums of a row what is constant in its gradient, and what multiplies x − μ. */
  private void coefficients(double scale, double[] row) {
    row[0] = centred ? -scale * row[0] / columns : 0;
    row[1] = -scale * scale * scale * row[1] / columns;
  }

  private static @Nullable Tensor to(DType dtype, @Nullable Tensor given) {
    return given == null ? null : given.to(dtype);
  }

  private float[] floats(@Nullable Tensor given, float otherwise) {
    if (given != null) {
      return given.floats();
    }
    float[] values = new float[columns];
    Arrays.fill(values, otherwise);
    return values;
  }

  private double[] doubles(@Nullable Tensor given, double otherwise) {
    if (given != null) {
      return given.doubles();
    }
    double[] values = new double[columns];
    Arrays.fill(values, otherwise);
    return values;
  }
}
