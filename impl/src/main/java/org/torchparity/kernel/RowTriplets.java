package org.torchparity.kernel;

import java.util.List;
import org.torchparity.kernel.RowDifferences.Room;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * The differences of triplets of rows, of anchors a, positives p and negatives n: a − p + ε, a − n
 * + ε and, where it is wanted, p − n + ε, in float64. What is said of each of them is a list in
 * this order.
 */
public final class RowTriplets {
  private final List<RowDifferences> differences;

  /**
   * Sees three tensors of one shape, which has an axis at least, and one dtype.
   *
   * @param swap whether p − n is wanted
   */
  public RowTriplets(Tensor a, Tensor p, Tensor n, double eps, boolean swap) {
    RowDifferences near = new RowDifferences(a, p, eps, false);
    RowDifferences far = new RowDifferences(a, n, eps, false);
    differences =
        swap ? List.of(near, far, new RowDifferences(p, n, eps, false)) : List.of(near, far);
  }

  /** Returns the norms ‖d‖ₚ of each. */
  public List<double[]> norms(double p) {
    return differences.stream().map(d -> d.norms(p)).toList();
  }

  /**
   * Stores the gradients of the three tensors, with r, s and t the g·δ‖d‖ₚ/δd of the differences:
   *
   * <pre>
   * δE/δa = r + s        δE/δp = −r + t        δE/δn = −s − t
   * </pre>
   *
   * @param norms ‖d‖ₚ of each
   * @param g the upstream gradients of each
   */
  public void gradients(
      double p, List<double[]> norms, List<double[]> g, Tensor toA, Tensor toP, Tensor toN) {
    int length = differences.get(0).length();
    Parallel.rows(
        differences.get(0).rows(),
        (long) differences.size() * length,
        (from, to) -> {
          Tensor sum = Scratch.take(DType.FLOAT64, length);
          List<Room> rooms = differences.stream().map(d -> d.new Room(1)).toList();
          for (int row = from; row < to; row++) {
            for (int i = 0; i < rooms.size(); i++) {
              rooms.get(i).slopes(row, p, norms.get(i)[row], g.get(i)[row]);
            }
            double[] r = rooms.get(0).d;
            double[] s = rooms.get(1).d;
            add(r, s, sum.doubles(), length);
            Elementwise.negate(r, r, 0, length);
            Elementwise.negate(s, s, 0, length);
            if (rooms.size() > 2) {
              addAndSubtract(rooms.get(2).d, r, s, length);
            }
            Planes.store(sum.doubles(), toA, row * length, length);
            Planes.store(r, toP, row * length, length);
            Planes.store(s, toN, row * length, length);
          }
          rooms.forEach(Room::close);
          Scratch.give(sum);
        });
  }

  private static void add(double[] r, double[] s, double[] sum, int length) {
    for (int i = 0; i < length; i++) {
      sum[i] = r[i] + s[i];
    }
  }

  private static void addAndSubtract(double[] t, double[] r, double[] s, int length) {
    for (int i = 0; i < length; i++) {
      r[i] += t[i];
      s[i] -= t[i];
    }
  }
}
