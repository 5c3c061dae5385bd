package org.torchparity.init;

import org.torchparity.random.TorchRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Random orthonormal columns: the factor Q of A = QR, A normal, with the signs for which the
 * diagonal of R is positive. Those signs make Q unique, and uniform over all such matrices.
 *
 * <p>Householder reflections H = I − τ v vᵀ with v₁ = 1 turn the columns of A, one after another,
 * into multiples of unit vectors; H₁ H₂ … Hₙ applied to the first n unit vectors is Q. All in
 * float64, also where the draws are float32: the result is then exact to rounding.
 *
 * <p>Source: G. H. Golub and C. F. Van Loan, <i>Matrix Computations</i>, 5.2; F. Mezzadri, <i>How
 * to generate random matrices from the classical compact groups</i>, Notices AMS 54 (2007).
 */
final class Orthogonal {
  private final int rows;
  private final int columns;

  /** A in row-major order; then v below the diagonal. */
  private final double[] a;

  private final double[] tau;
  private final double[] sign;

  private Orthogonal(double[] a, int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.a = a;
    tau = new double[columns];
    sign = new double[columns];
  }

  /** Draws a tensor with orthonormal rows or columns, whichever are fewer, times {@code gain}. */
  static Tensor draw(TorchRandom random, DType dtype, Shape shape, double gain) {
    if (shape.elements() == 0) {
      return Tensor.zeros(dtype, shape);
    }
    int rows = shape.size(0);
    int columns = shape.elements() / rows;
    double[] drawn = random.randn(dtype, shape).toDoubles();
    double[] q =
        rows >= columns
            ? columnsOf(drawn, rows, columns)
            : transposed(columnsOf(transposed(drawn, rows, columns), columns, rows), columns, rows);
    for (int i = 0; i < q.length; i++) {
      q[i] = dtype == DType.FLOAT32 ? (float) q[i] * (float) gain : q[i] * gain;
    }
    return Tensor.ofDoubles(dtype, shape, q);
  }

  /** Returns Q of a row-major matrix with at least as many rows as columns; overwrites it. */
  static double[] columnsOf(double[] matrix, int rows, int columns) {
    Orthogonal factors = new Orthogonal(matrix, rows, columns);
    for (int k = 0; k < columns; k++) {
      factors.reflect(k);
    }
    return factors.q();
  }

  /** Makes H for column k, so that H (α, x) = (β, 0), and applies it to the columns after it. */
  private void reflect(int k) {
    double alpha = a[k * columns + k];
    double norm = 0;
    for (int i = k + 1; i < rows; i++) {
      norm = Math.hypot(norm, a[i * columns + k]);
    }
    double beta = alpha;
    if (norm != 0) {
      // β has the other sign than α, so that α − β does not cancel.
      beta = -Math.copySign(Math.hypot(alpha, norm), alpha);
      tau[k] = (beta - alpha) / beta;
      for (int i = k + 1; i < rows; i++) {
        a[i * columns + k] /= alpha - beta;
      }
      apply(k, a, k + 1);
    }
    sign[k] = Math.signum(beta);
  }

  private double[] q() {
    double[] q = new double[rows * columns];
    for (int k = 0; k < columns; k++) {
      q[k * columns + k] = 1;
    }
    for (int k = columns - 1; k >= 0; k--) {
      apply(k, q, k);
    }
    for (int i = 0; i < q.length; i++) {
      q[i] *= sign[i % columns];
    }
    return q;
  }

  /** M ← M − τ v (vᵀ M), in the columns from {@code from} on. */
  private void apply(int k, double[] m, int from) {
    double[] product = new double[columns];
    for (int i = k; i < rows; i++) {
      double v = i == k ? 1 : a[i * columns + k];
      for (int j = from; j < columns; j++) {
        product[j] += v * m[i * columns + j];
      }
    }
    for (int i = k; i < rows; i++) {
      double scaled = tau[k] * (i == k ? 1 : a[i * columns + k]);
      for (int j = from; j < columns; j++) {
        m[i * columns + j] -= scaled * product[j];
      }
    }
  }

  private static double[] transposed(double[] matrix, int rows, int columns) {
    double[] transposed = new double[matrix.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = matrix[i * columns + j];
      }
    }
    return transposed;
  }
}
