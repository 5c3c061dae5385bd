package org.torchparity.nn.distance;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.torchparity.kernel.AxisLines;
import org.torchparity.kernel.Broadcast;
import org.torchparity.kernel.RowPairs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Cosine of the angle between vectors: y = Σ (x₁/n₁)·(x₂/n₂) over the axis {@code dim}, with nᵢ =
 * max(‖xᵢ‖, ε).
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Inputs: two of one dtype, float32 or float64, whose shapes broadcast → Output: their
 * common shape without the axis {@code dim}.
 *
 * <p>Backward; the clamping to ε is not differentiated, and x/‖x‖ is 0 for x = 0:
 *
 * <pre>
 * δE/δx₁ = g/n₁ · (x₂/n₂ − y·x₁/‖x₁‖)        δE/δx₂ = g/n₂ · (x₁/n₁ − y·x₂/‖x₂‖)
 * </pre>
 *
 * summed over the places where an input was repeated.
 *
 * <p>Errors: {@link IllegalArgumentException} if there are not two inputs, if their dtypes differ
 * or are int64, or their shapes do not broadcast; {@link IndexOutOfBoundsException} if there is no
 * axis {@code dim}.
 *
 * <p>Source: torch.nn.CosineSimilarity; ATen/native/Distance.cpp at v2.10.0.
 */
public final class CosineSimilarity extends Module {
  private final int dim;
  private final double eps;

  /** Makes a layer with torch's defaults: {@code dim} 1, ε = 1e-8. */
  public CosineSimilarity() {
    this(1, 1e-8);
  }

  /**
   * Makes a layer.
   *
   * @param dim the axis of the vectors' elements, from the last where negative
   * @param eps the least norm to divide by
   */
  public CosineSimilarity(int dim, double eps) {
    this.dim = dim;
    this.eps = eps;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Pairs.check("CosineSimilarity", inputs);
    Tensor x1 = inputs[0];
    Tensor x2 = inputs[1];
    Shape shape = Broadcast.shape(x1, x2);
    int axis = shape.axis(dim);
    AxisLines lines = AxisLines.along(axis, shape);
    Tensor rows1 = lines.toRows(Pairs.expanded(x1, shape));
    Tensor rows2 = lines.toRows(Pairs.expanded(x2, shape));
    Cosines cosines = new Cosines(new RowPairs(rows1, rows2), eps);
    // Products of float32 neither overflow nor vanish in float64: no element need be divided.
    boolean whole = x1.dtype() == DType.FLOAT32 && lines.size() > 0;
    double[] y = whole ? cosines.ofProducts() : cosines.ofQuotients();
    return Pass.of(
        Tensor.ofDoubles(x1.dtype(), Pairs.without(shape, axis), y),
        g -> {
          Tensor first = Tensor.empty(Pairs.gradientType(x1, shape), rows1.shape());
          Tensor second = Tensor.empty(Pairs.gradientType(x2, shape), rows2.shape());
          cosines.differentiate(y, g.toDoubles(), first, second);
          return Pairs.gradients(
              x1, lines.fromRows(first, shape), x2, lines.fromRows(second, shape));
        });
  }

  /** The formulas, for pairs of rows a and b. */
  private static final class Cosines {
    private final RowPairs rows;
    private final double[] products;
    private final double[] normA;
    private final double[] normB;
    private final double[] nA;
    private final double[] nB;

    Cosines(RowPairs rows, double eps) {
      this.rows = rows;
      RowPairs.Moments moments = rows.moments();
      products = moments.products();
      normA = map(moments.squaresOfFirst(), Math::sqrt);
      normB = map(moments.squaresOfSecond(), Math::sqrt);
      nA = map(normA, norm -> Math.max(norm, eps));
      nB = map(normB, norm -> Math.max(norm, eps));
    }

    private static double[] map(double[] values, DoubleUnaryOperator function) {
      return Arrays.stream(values).map(function).toArray();
    }

    /** Σ a·b / nA / nB. */
    double[] ofProducts() {
      double[] y = new double[products.length];
      Arrays.setAll(y, row -> products[row] / nA[row] / nB[row]);
      return y;
    }

    /** Σ (a/nA)·(b/nB). */
    double[] ofQuotients() {
      return rows.sums((row, a, b, from, to) -> multiply(a, b, from, to, nA[row], nB[row]));
    }

    private static void multiply(double[] a, double[] b, int from, int to, double nA, double nB) {
      for (int i = from; i < to; i++) {
        a[i] = a[i] / nA * (b[i] / nB);
      }
    }

    /** Stores the gradients of a and b. */
    void differentiate(double[] y, double[] g, Tensor ofA, Tensor ofB) {
      rows.map(
          (row, a, b, from, to) -> {
            if (isClamped(normA[row], nA[row]) || isClamped(normB[row], nB[row])) {
              for (int i = from; i < to; i++) {
                double u = b[i] / nB[row] - y[row] * unit(a[i], normA[row]);
                double v = a[i] / nA[row] - y[row] * unit(b[i], normB[row]);
                a[i] = g[row] / nA[row] * u;
                b[i] = g[row] / nB[row] * v;
              }
            } else {
              differentiate(a, b, from, to, nA[row], nB[row], y[row], g[row]);
            }
          },
          ofA,
          ofB);
    }

    private static boolean isClamped(double norm, double n) {
      return norm != n || n == 0;
    }

    private static double unit(double x, double norm) {
      return norm == 0 ? 0 : x / norm;
    }

    private static void differentiate(
        double[] a, double[] b, int from, int to, double nA, double nB, double y, double g) {
      double gA = g / nA;
      double gB = g / nB;
      for (int i = from; i < to; i++) {
        double unitA = a[i] / nA;
        double unitB = b[i] / nB;
        a[i] = gA * (unitB - y * unitA);
        b[i] = gB * (unitA - y * unitB);
      }
    }
  }
}
